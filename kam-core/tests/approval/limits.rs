//! Long documents are opened in little time, and none gives what cannot be written (AUD-2).

use super::world::{self, Office, by, code, content, day, id};
use kam_core::access::Person;
use kam_core::approval::{Action, Asked, Definition, DefinitionDraft, Doing, Event, EventDraft, MOST_STEPS, Request, StepDraft, Submission};
use kam_core::history::Digest;
use kam_core::values::PersonId;

fn said(person: &PersonId, action: Action) -> EventDraft {
    let by = by(&Person::new(person.clone()), 8);
    EventDraft {
        at: by.at,
        on: by.on,
        person: person.clone(),
        acting_for: None,
        signed_as: None,
        authenticated_by: None,
        action,
        content: Some(content(0)),
        reason: world::reason(),
        meaning: None,
        step: None,
        from: None,
        to: None,
        approves: None,
        due: None,
        submission: None,
    }
}

fn definition(steps: Vec<StepDraft>) -> Definition {
    let draft = DefinitionDraft { id: "contract".to_owned(), subject: "contract".to_owned(), steps, ..DefinitionDraft::default() };
    Definition::new(&draft).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn submits(steps: Vec<Vec<PersonId>>) -> EventDraft {
    let steps = steps.into_iter().map(|approvers| Asked { skipped: None, approvers }).collect();
    let submission =
        Submission { facts: world::facts(world::Given { amount: None, internal: None }), changed: Vec::new(), steps, managers: Vec::new() };
    EventDraft { submission: Some(Box::new(submission)), ..said(&id(1), Action::Submit) }
}

fn chained(definition: &Definition, all: Vec<EventDraft>) -> Vec<Event> {
    let mut previous: Digest = Request::beginning(&code("R-1"), &world::subject(), definition);
    let one = |(number, said)| {
        let event = Event::behind(number, previous, said);
        previous = event.digest;
        event
    };
    (1..).zip(all).map(one).collect()
}

#[test]
fn a_long_request_is_opened_in_little_time() {
    let step =
        |place: usize| StepDraft { id: format!("s{place}"), approvers: "role".to_owned(), role: Some("r0".to_owned()), ..StepDraft::default() };
    // A fifth of the steps that there can be: it is enough to see that no event costs what all before it cost.
    let steps = MOST_STEPS / 5;
    let definition = definition((0..steps).map(step).collect());
    let approvers =
        |step: usize| (0..200).map(|one| PersonId::new(&format!("somebody-in-step-{step}-number-{one}")).expect("an id")).collect::<Vec<_>>();
    let all: Vec<Vec<PersonId>> = (0..steps).map(approvers).collect();
    let mut events = vec![submits(all.clone())];
    events.extend(all.iter().flatten().map(|person| said(person, Action::Approve)));
    events.pop();
    let events = chained(&definition, events);
    let start = std::time::Instant::now();
    let request = Request::open(code("R-1"), world::subject(), definition, events, None).expect("a request");
    assert_eq!((request.now().votes.len(), request.waits_for().len()), (200 * steps - 1, 1));
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn a_time_limit_beyond_all_days_is_none() {
    let step = |days| StepDraft {
        id: "s0".to_owned(),
        approvers: "person".to_owned(),
        person: Some("p2".to_owned()),
        days: Some(days),
        ..StepDraft::default()
    };
    for days in [4_000_000, u32::MAX] {
        for working_days in [false, true] {
            let definition = definition(vec![StepDraft { working_days, ..step(days) }]);
            let events = chained(&definition, vec![submits(vec![vec![id(2)]])]);
            let mut request = Request::open(code("R-1"), world::subject(), definition, events, None).expect("a request");
            let office = Office::with(Vec::new(), (0..3).map(|person| Person::new(id(person))).collect(), &[]);
            let mut by = by(&office.people[2], 9);
            by.reason = world::reason();
            let rules = office.rules();
            request.act(&Doing::SendBack { to: None }, &by, &office.around(&rules)).expect("sent back");
            by.person = office.people[1].clone();
            let again = Doing::Submit { content: content(1), facts: Default::default(), changed: Vec::new() };
            request.act(&again, &by, &office.around(&rules)).expect("submitted again");
            let due = request.now().due;
            assert!(due.is_none_or(|due| due.to_string().len() == day(0).to_string().len()), "{due:?}");
        }
    }
}
