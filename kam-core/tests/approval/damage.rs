//! Whatever is changed in a request by hand is found, and the first event that is not what it was is named (APR-8, APR-9, AUD-2).

use super::duties::{submitted, world};
use super::world::{self, MEANING, Office, Step, When, Who, World, by, code, content, day, facts, id};
use kam_core::approval::{Action, ApprovalRefusal, By, Definition, DefinitionDraft, Doing, Event, EventDraft, Request, Skipped, Subject};
use kam_core::history::Digest;
use kam_core::values::Reason;

fn step(who: Who, limit: Option<(u32, bool, &'static str)>) -> Step {
    Step { who, votes: None, one: false, when: When::More, limit, comment: true, meaning: true, concerns: true }
}

/// A request to which much has happened.
fn request() -> Request {
    let role = Who::Role { role: 0, level: Some("national") };
    let steps = vec![step(Who::Person(2), Some((1, true, "remind"))), step(role, Some((2, false, "escalate"))), step(Who::Managers(1), None)];
    let world = world(steps, &[(3, 0), (4, 0), (5, 3)], &[(1, 6), (3, 6), (2, 5)]);
    let office = Office::of(&World { twice: true, ..world });
    let mut request = submitted(&office, 1);
    let given = world::Given { amount: Some(15), internal: Some(true) };
    let approve = || Doing::Approve { content: content(0) };
    let again = Doing::Submit { content: content(0), facts: facts(given), changed: vec![code("node.weight"), code("measure")] };
    let tries = [
        (2, 9, Doing::SendBack { to: None }),
        (1, 10, again),
        (0, 80, Doing::WhenLate),
        (2, 81, Doing::Delegate { to: id(0) }),
        (0, 82, approve()),
        (3, 83, approve()),
        (3, 84, Doing::WithdrawVote),
        (5, 85, Doing::Reassign { from: Some(id(4)), to: id(2) }),
        (7, 200, Doing::WhenLate),
        (6, 201, Doing::SendBack { to: Some(code("s0")) }),
        (2, 202, approve()),
        (5, 203, Doing::Override { approves: true }),
    ];
    for (person, hour, doing) in tries {
        let mut by = By { reason: world::reason(), ..by(&office.people[person], hour) };
        by.signature.meaning = world::label(MEANING);
        by.signature.name = world::label("Rosa Älv");
        by.signature.authenticated_by = world::label("card and number");
        request.act(&doing, &by, &office.around(&office.rules())).unwrap_or_else(|refusal| panic!("{doing:?}: {refusal}"));
    }
    assert_eq!((request.events().len(), request.state().name()), (13, "approved"));
    request
}

fn opened(request: &Request, events: Vec<Event>, head: &Digest) -> Result<Request, ApprovalRefusal> {
    Request::open(request.id().clone(), request.subject().clone(), request.definition().clone(), events, Some(head))
}

/// The place of the event that is named.
fn named(told: Result<Request, ApprovalRefusal>, what: &str) -> usize {
    match told {
        Err(ApprovalRefusal::Broken { place, .. }) => place,
        other => panic!("{what}: {other:?}"),
    }
}

type Changes = Vec<(&'static str, EventDraft)>;
type Piece<'p> = (&'p str, &'p dyn Fn(&mut Event));

/// Everything that can be changed in what an event says, one at a time.
fn changes(said: &EventDraft) -> Changes {
    let mut all = Changes::new();
    let mut put = |what: &'static str, change: &dyn Fn(&mut EventDraft)| {
        let mut changed = said.clone();
        change(&mut changed);
        if changed != *said {
            all.push((what, changed));
        }
    };
    put("at", &|said| said.at += chrono::Duration::nanoseconds(1));
    put("on", &|said| said.on = said.on.succ_opt().expect("a day"));
    for other in 0..4 {
        put("person", &|said| said.person = id(other));
        put("acting_for", &|said| said.acting_for = Some(id(other)));
        put("from", &|said| said.from = Some(id(other)));
        put("to", &|said| said.to = Some(id(other)));
        put("content", &|said| said.content = Some(content(other as u8)));
        put("step", &|said| said.step = Some(code(&format!("s{other}"))));
        put("due", &|said| said.due = Some(day(other as i64)));
    }
    for action in Action::all() {
        put("action", &|said| said.action = action);
    }
    for text in ["another", "Rosa Alv", "so it is "] {
        put("signed_as", &|said| said.signed_as = world::label(text.trim()));
        put("authenticated_by", &|said| said.authenticated_by = world::label(text.trim()));
        put("meaning", &|said| said.meaning = world::label(text.trim()));
        put("reason", &|said| said.reason = Some(Reason::new(&format!("{text}, really")).expect("a reason")));
    }
    put("acting_for", &|said| said.acting_for = None);
    put("from", &|said| said.from = None);
    put("to", &|said| said.to = None);
    put("content", &|said| said.content = None);
    put("step", &|said| said.step = None);
    put("due", &|said| said.due = None);
    put("signed_as", &|said| said.signed_as = None);
    put("authenticated_by", &|said| said.authenticated_by = None);
    put("meaning", &|said| said.meaning = None);
    put("reason", &|said| said.reason = None);
    for approves in [None, Some(true), Some(false)] {
        put("approves", &|said| said.approves = approves);
    }
    put("submission", &|said| said.submission = None);
    if said.submission.is_some() {
        let mut put = |what, change: &dyn Fn(&mut kam_core::approval::Submission)| {
            put(what, &|said: &mut EventDraft| change(said.submission.as_mut().expect("a submission")));
        };
        put("facts", &|of| drop(of.facts.insert("amount".into(), "1".into())));
        put("facts", &|of| drop(of.facts.insert("more".into(), "".into())));
        put("facts", &|of| drop(of.facts.remove("level")));
        put("changed", &|of| of.changed.push(code("stakeholder")));
        put("changed", &|of| of.changed.clear());
        put("changed", &|of| of.changed.reverse());
        for place in 0..3 {
            put("skipped", &|of| of.steps[place].skipped = Some(Skipped::Condition));
            put("skipped", &|of| of.steps[place].skipped = Some(Skipped::NotConcerned));
            put("approvers", &|of| of.steps[place].approvers.push(id(7)));
            put("approvers", &|of| drop(of.steps[place].approvers.remove(0)));
            put("approvers", &|of| of.steps[place].approvers.reverse());
        }
        // One approver more here and one less there.
        put("approvers", &|of| {
            let moved = of.steps[1].approvers.remove(0);
            of.steps[0].approvers.push(moved);
        });
        put("managers", &|of| of.managers.push((id(0), id(7))));
        put("managers", &|of| drop(of.managers.pop()));
        put("managers", &|of| of.managers[0].1 = id(7));
        put("steps", &|of| drop(of.steps.pop()));
    }
    all
}

/// The events with digests from a place on that fit what they say.
fn chained(events: &[Event], from: usize) -> Vec<Event> {
    let mut chain = events[..from].to_vec();
    for event in &events[from..] {
        let previous = chain.last().map_or(events[0].previous, |last| last.digest);
        chain.push(Event::behind(chain.len() as u32 + 1, previous, event.said.clone()));
    }
    chain
}

#[test]
fn every_change_of_an_event_is_found() {
    let request = request();
    let events = request.events();
    let mut found = 0;
    for (place, event) in events.iter().enumerate() {
        for (what, said) in changes(&event.said) {
            let mut damaged = events.to_vec();
            damaged[place].said = said;
            assert_eq!(named(opened(&request, damaged.clone(), &request.head()), what), place + 1, "{what}");
            // With digests that fit, something else later is not what it was.
            let mended = chained(&damaged, place);
            assert!(named(opened(&request, mended, &request.head()), what) > place, "{what}");
            found += 1;
        }
        let other = content(9);
        let pieces: [Piece<'_>; 4] = [
            ("number", &|event| event.number += 1),
            ("number", &|event| event.number = 0),
            ("previous", &|event| event.previous = other),
            ("digest", &|event| event.digest = other),
        ];
        for (what, change) in pieces {
            let mut damaged = events.to_vec();
            change(&mut damaged[place]);
            assert_eq!(named(opened(&request, damaged, &request.head()), what), place + 1, "{what}");
            found += 1;
        }
    }
    assert!(found > 500, "{found}");
}

#[test]
fn events_that_go_come_or_change_places_are_found() {
    let request = request();
    let events = request.events();
    let count = events.len();
    for place in 0..count {
        let mut removed = events.to_vec();
        removed.remove(place);
        // Without the last one, the one before it is not the last one that is known of.
        assert_eq!(named(opened(&request, removed.clone(), &request.head()), "removed"), (place + 1).min(count - 1));
        assert!(opened(&request, chained(&removed, place), &request.head()).is_err());
        let mut twice = events.to_vec();
        twice.insert(place, events[place].clone());
        assert_eq!(named(opened(&request, twice.clone(), &request.head()), "twice"), place + 2);
        assert!(opened(&request, chained(&twice, place), &request.head()).is_err());
        let mut copied = events.to_vec();
        copied[place] = events[(place + 1) % count].clone();
        assert_eq!(named(opened(&request, copied, &request.head()), "in the place of another"), place + 1);
        for other in place + 1..count {
            let mut swapped = events.to_vec();
            swapped.swap(place, other);
            assert_eq!(named(opened(&request, swapped.clone(), &request.head()), "swapped"), place + 1);
            assert!(opened(&request, chained(&swapped, place), &request.head()).is_err());
        }
        let cut = events[..place].to_vec();
        assert_eq!(named(opened(&request, cut, &request.head()), "cut off"), place.max(1));
    }
    assert_eq!(opened(&request, events.to_vec(), &request.head()), Ok(request.clone()));
}

#[test]
fn what_it_is_about_and_goes_by_cannot_be_changed() {
    let request = request();
    let draft = request.definition().draft();
    let mut drafts: Vec<DefinitionDraft> = Vec::new();
    let mut put = |change: &dyn Fn(&mut DefinitionDraft)| {
        let mut changed = draft.clone();
        change(&mut changed);
        if changed != draft {
            drafts.push(changed);
        }
    };
    put(&|of| of.id = "other".to_owned());
    put(&|of| of.subject = "tender".to_owned());
    put(&|of| of.when = Some("amount > 1".to_owned()));
    for name in ["approve", "reject"] {
        put(&|of| of.if_no_step = Some(name.to_owned()));
    }
    put(&|of| of.same_person_twice = !of.same_person_twice);
    put(&|of| of.edited_by.push("r1".to_owned()));
    put(&|of| of.edited_by.clear());
    put(&|of| of.overridden_by.push("r1".to_owned()));
    // A role that goes from one list to the other.
    put(&|of| of.overridden_by.insert(0, of.edited_by.pop().expect("a role")));
    put(&|of| drop(of.steps.pop()));
    put(&|of| of.steps.reverse());
    for step in 0..draft.steps.len() {
        put(&|of| of.steps[step].id = "sx".to_owned());
        put(&|of| of.steps[step].votes = Some(1));
        put(&|of| of.steps[step].when = None);
        put(&|of| of.steps[step].when = of.steps[step].when.as_ref().map(|when| format!("{when} ")));
        put(&|of| of.steps[step].days = Some(9));
        put(&|of| of.steps[step].rejected_by = Some("one".to_owned()));
        put(&|of| of.steps[step].comment = false);
        put(&|of| of.steps[step].meaning = None);
        put(&|of| of.steps[step].meaning = Some("I saw it".to_owned()));
        put(&|of| of.steps[step].concerns.clear());
        put(&|of| of.steps[step].concerns.push("measure".to_owned()));
        put(&|of| {
            let step = &mut of.steps[step];
            (step.approvers, step.person, step.role, step.level, step.managers) = ("person".to_owned(), Some("p7".to_owned()), None, None, None);
            step.votes = None;
        });
    }
    put(&|of| of.steps[0].when_late = Some("approve".to_owned()));
    put(&|of| of.steps[0].working_days = false);
    put(&|of| of.steps[1].role = Some("r1".to_owned()));
    put(&|of| of.steps[1].level = None);
    put(&|of| of.steps[2].managers = Some(2));
    assert!(drafts.len() > 50, "{}", drafts.len());
    let open = |id: &str, subject: Subject, definition: Definition| {
        Request::open(code(id), subject, definition, request.events().to_vec(), Some(&request.head()))
    };
    for draft in drafts {
        let definition = Definition::new(&draft).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(named(open("R-1", request.subject().clone(), definition), "definition"), 1, "{draft:?}");
    }
    let own = || request.definition().clone();
    let subject = request.subject();
    assert_eq!(named(open("R-2", subject.clone(), own()), "id"), 1);
    assert_eq!(named(open("R-1", Subject { kind: code("tender"), ..subject.clone() }, own()), "kind"), 1);
    assert_eq!(named(open("R-1", Subject { id: code("C-2"), ..subject.clone() }, own()), "id"), 1);
    assert_eq!(named(open("R-1", Subject { unit: "DE".parse().expect("a unit"), ..subject.clone() }, own()), "unit"), 1);
}
