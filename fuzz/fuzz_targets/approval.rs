#![no_main]
//! Any text as the document of a request for an approval, as it is and with the chain made good, since no luck finds digests.

use kam_config::{Document, read_configuration};
use kam_core::access::{Person, Rights, Rules};
use kam_core::approval::{Around, By, Delegations, Directory, Doing, Event, Request, RequestState, Signature};
use kam_core::values::{Code, Reason};
use kam_document::{DocumentError, RequestParts, read_approval_request, write_approval_request};
use libfuzzer_sys::fuzz_target;

const CORE: &str = "[layer]\nname = \"core\"\n[organization]\nunits = [{ id = \"DE\", level = \"national\" }, { id = \"T1\", level = \"territory\", parent = \"DE\" }]\n\
                    [features]\nstage = \"full\"\n[approvals]\ndefinitions = [{ id = \"plan\", subject = \"account_plan\" }]\n\
                    steps = [{ id = \"lead\", definition = \"plan\", approvers = \"role\", role = \"country_lead\" }]\n";

fn opened(parts: RequestParts) -> Option<Request> {
    match Request::open(parts.id, parts.subject, parts.definition, parts.events, None) {
        Ok(request) => Some(request),
        Err(refusal) => {
            assert!(!refusal.to_string().is_empty() && !refusal.code().is_empty());
            let _ = refusal.help();
            None
        }
    }
}

/// The parts with digests that fit what the events say.
fn chained(mut parts: RequestParts) -> RequestParts {
    let mut previous = Request::beginning(&parts.id, &parts.subject, &parts.definition);
    let mut events = Vec::with_capacity(parts.events.len());
    for (number, event) in (1_u32..).zip(&parts.events) {
        let next = Event::behind(number, previous, event.said.clone());
        previous = next.digest;
        events.push(next);
    }
    parts.events = events;
    parts
}

/// A request is what its document gives.
fn is_its_document(request: &Request) {
    let text = write_approval_request(request);
    let parts = read_approval_request(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let again = Request::open(parts.id, parts.subject, parts.definition, parts.events, Some(&request.head()));
    assert_eq!(again.as_ref(), Ok(request), "{text}");
}

fn duties_are_apart(request: &Request) {
    let now = request.now();
    for (place, vote) in now.votes.iter().enumerate() {
        assert!(vote.person != now.submitter, "{vote:?}");
        for other in &now.votes[..place] {
            assert!(vote.person != other.person || (vote.step != other.step && request.definition().same_person_twice), "{vote:?} {other:?}");
        }
    }
    assert!(request.state() == RequestState::Pending || request.waits_for().is_empty());
}

fuzz_target!(|data: &str| {
    let parts = match read_approval_request(data) {
        Ok(parts) => parts,
        Err(DocumentError::Document(problems)) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                assert!(!problem.text.is_empty());
                assert!(problem.line.is_none_or(|line| line as usize <= data.lines().count() + 1));
            }
            return;
        }
        Err(other) => panic!("{other}"),
    };
    if let Some(request) = opened(parts.clone()) {
        is_its_document(&request);
        duties_are_apart(&request);
    }
    let Some(mut request) = opened(chained(parts)) else { return };
    is_its_document(&request);
    duties_are_apart(&request);

    // Whoever is named does what they may; it is a request again each time.
    let configuration = read_configuration(&[Document { name: "core.toml".to_owned(), content: CORE.to_owned() }]).expect("a configuration");
    let resolved = configuration.core().expect("a core");
    let rights = Rights::of(&configuration, resolved);
    let rules = Rules::of(resolved, &rights).expect("rules");
    let roles = || request.definition().edited_by.iter().chain(&request.definition().overridden_by).cloned();
    let named = request.now().seats.iter().map(|seat| seat.holder.clone()).chain([request.now().submitter.clone()]).take(8);
    let unit = || request.subject().unit.clone();
    let mut people: Vec<Person> = named.map(|id| roles().take(4).fold(Person::new(id), |person, role| person.with_role(role, unit()))).collect();
    people.sort_by(|one, other| one.id.cmp(&other.id));
    people.dedup_by(|one, other| one.id == other.id);
    let directory = Directory::new(people.clone(), Vec::new()).expect("people");
    let delegations = Delegations::default();
    let around = Around { rules: &rules, directory: &directory, delegations: &delegations };
    let last = request.events().last().expect("an event").said.clone();
    let step = request.now().step;
    let meaning = request.definition().steps.get(step).and_then(|step| step.meaning.clone());
    for person in people {
        let by = By {
            person,
            acting_for: None,
            at: last.at,
            on: (0..400).fold(last.on, |on, _| on.succ_opt().unwrap_or(on)),
            reason: Some(Reason::new("so it is").expect("a reason")),
            signature: Signature { meaning: meaning.clone(), ..Signature::default() },
        };
        let possible = request.possible_actions(&by, &around);
        let content = request.now().content;
        let to = || Code::new("nobody").expect("a code");
        for doing in [Doing::Approve { content }, Doing::WithdrawVote, Doing::Reject { content }, Doing::SendBack { to: Some(to()) }, Doing::WhenLate]
        {
            let before = request.clone();
            match request.act(&doing, &by, &around).map(|event| event.said.action) {
                Ok(action) => {
                    assert!(possible.iter().any(|one| one.action == action && one.refusal.is_none()) || before.head() != request.head());
                    is_its_document(&request);
                    duties_are_apart(&request);
                }
                Err(refusal) => {
                    assert!(!refusal.to_string().is_empty());
                    assert_eq!(before, request);
                }
            }
        }
    }
});
