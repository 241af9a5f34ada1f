//! Ways around the separation of duties that are closed (APR-4, APR-5, APR-6, APR-10).

use super::world::{self, Office, PEOPLE, Step, When, Who, World, by, code, content, facts, id};
use kam_core::approval::{Action, ApprovalRefusal, By, Doing, Facts, Request};

pub(crate) fn step(who: Who) -> Step {
    Step { who, votes: None, one: true, when: When::Always, limit: None, comment: false, meaning: false, concerns: false }
}

fn escalates(who: Who) -> Step {
    Step { limit: Some((1, false, "escalate")), ..step(who) }
}

/// An organisation with some roles and managers.
pub(crate) fn world(steps: Vec<Step>, roles: &[(usize, usize)], managers: &[(usize, usize)]) -> World {
    let mut world = World {
        steps,
        if_no_step: "refuse",
        twice: false,
        edited: true,
        overridden: true,
        chained: false,
        roles: vec![[None; 4]; PEOPLE],
        managers: vec![None; PEOPLE],
        delegated: Vec::new(),
    };
    for (person, role) in roles {
        world.roles[*person][*role] = Some(1);
    }
    for (person, manager) in managers {
        world.managers[*person] = Some(*manager);
    }
    world
}

pub(crate) fn submitted(office: &Office, person: usize) -> Request {
    let given = world::Given { amount: Some(10), internal: Some(false) };
    let by = by(&office.people[person], 8);
    Request::submit(code("R-1"), world::subject(), content(0), (facts(given), Vec::new()), &by, &office.around(&office.rules())).expect("a request")
}

fn said(office: &Office, person: usize, hour: i64) -> By {
    By { reason: world::reason(), ..by(&office.people[person], hour) }
}

fn does(office: &Office, request: &mut Request, person: usize, hour: i64, doing: &Doing) -> Result<(), ApprovalRefusal> {
    let before = request.clone();
    let done = request.act(doing, &said(office, person, hour), &office.around(&office.rules())).map(|_| ());
    assert!(done.is_ok() || *request == before);
    done
}

fn approve() -> Doing {
    Doing::Approve { content: content(0) }
}

fn votes(request: &Request) -> Vec<(String, String)> {
    request.now().votes.iter().map(|vote| (vote.original.to_string(), vote.person.to_string())).collect()
}

fn holders(request: &Request) -> Vec<String> {
    request.now().seats.iter().map(|seat| seat.holder.to_string()).collect()
}

#[test]
fn who_submitted_it_does_not_choose_who_votes() {
    let office = Office::of(&world(vec![step(Who::Role { role: 0, level: None })], &[(2, 0), (1, 3), (4, 3)], &[]));
    let mut request = submitted(&office, 1);
    let reassign = Doing::Reassign { from: Some(id(2)), to: id(3) };
    assert_eq!(does(&office, &mut request, 1, 9, &reassign), Err(ApprovalRefusal::OwnSubmission { person: id(1) }));
    does(&office, &mut request, 4, 9, &reassign).expect("what another administrator does");
}

#[test]
fn a_vote_goes_up_to_nobody_who_cannot_give_it() {
    let office = Office::of(&world(vec![step(Who::Person(2)), escalates(Who::Person(3))], &[], &[(3, 2)]));
    let mut request = submitted(&office, 1);
    does(&office, &mut request, 2, 9, &approve()).expect("a vote");
    let refusal = ApprovalRefusal::NoManager { persons: vec![id(3)] };
    assert_eq!(does(&office, &mut request, 0, 100, &Doing::WhenLate), Err(refusal.clone()));
    assert_eq!(holders(&request), ["p3"]);
    let possible = request.possible_actions(&said(&office, 0, 100), &office.around(&office.rules()));
    let escalate = possible.iter().find(|one| one.action == Action::Escalate).expect("an action");
    assert_eq!(escalate.refusal, Some(refusal));
}

#[test]
fn a_vote_goes_up_from_the_approver_and_not_from_who_stands_in() {
    let office = Office::of(&world(vec![escalates(Who::Person(3)), step(Who::Person(5))], &[], &[(3, 4), (5, 6)]));
    let mut request = submitted(&office, 1);
    // The second step asks p5, so that its manager is known too.
    assert_eq!(request.now().submission.managers, [(id(3), id(4)), (id(5), id(6))]);
    does(&office, &mut request, 3, 9, &Doing::Delegate { to: id(5) }).expect("a delegation");
    does(&office, &mut request, 0, 100, &Doing::WhenLate).expect("an escalation");
    assert_eq!(holders(&request), ["p4"]);
}

#[test]
fn who_stands_in_gives_the_vote_that_was_given_over() {
    let office = Office::of(&world(vec![escalates(Who::Role { role: 0, level: None })], &[(2, 0), (3, 0)], &[(2, 3)]));
    let mut request = submitted(&office, 1);
    does(&office, &mut request, 3, 9, &Doing::Delegate { to: id(5) }).expect("a delegation");
    does(&office, &mut request, 0, 100, &Doing::WhenLate).expect("an escalation");
    assert_eq!(holders(&request), ["p3", "p5"]);
    // p5 votes in the place of p3, and not with the vote of p2 that came to p3 since.
    does(&office, &mut request, 5, 101, &approve()).expect("a vote");
    assert_eq!(votes(&request), [("p3".to_owned(), "p5".to_owned())]);
    does(&office, &mut request, 3, 102, &approve()).expect("a vote");
    assert_eq!(request.state().name(), "approved");
}

#[test]
fn nothing_of_it_is_there_before_it_is_submitted() {
    let office = Office::of(&world(vec![step(Who::Person(2))], &[], &[]));
    let by = by(&office.people[2], 8);
    let asked = (Facts::new(), Vec::new());
    let told = Request::submit(code("R-1"), world::subject(), content(0), asked, &by, &office.around(&office.rules())).expect_err("a refusal");
    assert_eq!(told.to_string(), "the step `s0` needs 1 votes, and 0 persons can vote: `p2` submitted it, and so does not vote");
}
