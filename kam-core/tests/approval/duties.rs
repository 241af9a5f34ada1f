//! Ways around the separation of duties that are closed (APR-4, APR-5, APR-6, APR-10).

use super::world::{self, Office, PEOPLE, Step, When, Who, World, by, code, content, facts, id};
use super::world::{Delegated, day, records, text};
use kam_core::access::Person;
use kam_core::approval::{Action, ApprovalRefusal, By, Delegation, Delegations, Doing, Facts, MOST_DELEGATIONS, Request};
use kam_core::config::SettingValue;
use kam_core::values::{Code, PersonId};

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
fn who_let_somebody_stand_in_is_asked_all_the_same() {
    let office = Office::of(&world(vec![escalates(Who::Role { role: 0, level: None })], &[(2, 0), (3, 0)], &[(2, 3)]));
    let mut request = submitted(&office, 1);
    does(&office, &mut request, 3, 9, &Doing::Delegate { to: id(5) }).expect("a delegation");
    // p3 has a vote of their own, whoever gives it, and gets no second one from p2.
    let refused = does(&office, &mut request, 0, 100, &Doing::WhenLate).expect_err("a refusal");
    assert_eq!(refused.code(), "no_manager");
    let mut taken_back = request.clone();
    does(&office, &mut taken_back, 3, 101, &approve()).expect("a vote");
    assert_eq!(votes(&taken_back), [("p3".to_owned(), "p3".to_owned())]);
    does(&office, &mut request, 5, 101, &approve()).expect("a vote");
    assert_eq!(votes(&request), [("p3".to_owned(), "p5".to_owned())]);
    // Who stands in gives nothing away, and who let them does.
    let mut other = submitted(&office, 1);
    does(&office, &mut other, 3, 9, &Doing::Delegate { to: id(5) }).expect("a delegation");
    let away = Doing::Reassign { from: None, to: id(4) };
    assert_eq!(does(&office, &mut other, 5, 10, &away).expect_err("a refusal").code(), "only_in_place_of");
    does(&office, &mut other, 3, 11, &away).expect("a reassignment");
    assert_eq!(holders(&other), ["p2", "p4"]);
}

#[test]
fn who_submitted_it_passes_no_vote_on() {
    let mut world = world(vec![step(Who::Person(2))], &[], &[]);
    world.chained = true;
    let delegated = |from, to| Delegated { from, to, start: 0, end: 9, ours: None };
    for (over, code) in [(1, Some("not_asked")), (3, None)] {
        world.delegated = vec![delegated(2, over), delegated(over, 4)];
        let mut office = Office::of(&world);
        office.delegations = Delegations::new(world::delegations(&world.delegated)).expect("no circle");
        let mut request = submitted(&office, 1);
        assert_eq!(does(&office, &mut request, 4, 9, &approve()).err().map(|refusal| refusal.code()), code);
    }
}

#[test]
fn nothing_of_it_is_there_before_it_is_submitted() {
    let office = Office::of(&world(vec![step(Who::Person(2))], &[], &[]));
    let by = by(&office.people[2], 8);
    let asked = (Facts::new(), Vec::new());
    let told = Request::submit(code("R-1"), world::subject(), content(0), asked, &by, &office.around(&office.rules())).expect_err("a refusal");
    assert_eq!(told.to_string(), "the step `s0` needs 1 vote, and 0 persons can vote: `p2` submitted it, and so does not vote");
}

#[test]
fn a_request_that_comes_back_keeps_to_the_definition_for_what_it_says_now() {
    let definition = |id: &str, when: Option<&str>| {
        let mut fields = vec![("id", text(id)), ("subject", text("contract"))];
        fields.extend(when.map(|when| ("when", text(when))));
        fields
    };
    let step =
        |id: &str, of: &str, person: &str| vec![("id", text(id)), ("definition", text(of)), ("approvers", text("person")), ("person", text(person))];
    let definitions = records(vec![definition("large", Some("amount > 10")), definition("small", None)]);
    let steps = records(vec![step("board", "large", "p4"), step("manager", "small", "p2")]);
    let settings: Vec<(&str, SettingValue)> = vec![("approvals.definitions", definitions), ("approvals.steps", steps)];
    let office = Office::with(settings, (0..PEOPLE).map(|person| Person::new(id(person))).collect(), &[]);
    let mut request = submitted(&office, 1);
    assert_eq!(request.definition().id.as_str(), "small");
    does(&office, &mut request, 2, 9, &Doing::SendBack { to: None }).expect("sent back");
    let again = |amount| {
        let given = world::Given { amount, internal: None };
        Doing::Submit { content: content(1), facts: facts(given), changed: Vec::new() }
    };
    let told = does(&office, &mut request, 1, 10, &again(Some(15))).expect_err("a refusal");
    assert_eq!(told.code(), "other_definition");
    assert_eq!(told.to_string(), "the request goes by the definition `small`, and for what it says now there is `large`");
    assert_eq!(told.help().as_deref(), Some("submit a new one"));
    // Neither is it forgotten to say.
    assert_eq!(does(&office, &mut request, 1, 10, &again(None)).expect_err("a refusal").code(), "missing_fact");
    does(&office, &mut request, 1, 10, &again(Some(5))).expect("submitted again");
}

fn delegation(from: usize, to: usize, start: i64, end: i64, subject: Option<usize>) -> Delegation {
    let person = |person: usize| PersonId::new(&format!("d{person:04}")).expect("an id");
    let subjects = subject.map(|subject| Code::new(&format!("s{subject}")).expect("a code")).into_iter().collect();
    Delegation { from: person(from), to: person(to), start: day(start), end: day(end), subjects }
}

#[test]
fn many_delegations_take_no_long_time() {
    let start = std::time::Instant::now();
    let all = 0..MOST_DELEGATIONS;
    // One long way, each link from another day on and for another subject or for all.
    Delegations::new(all.clone().map(|one| delegation(one, one + 1, one as i64, 5_000, None)).collect()).expect("no circle");
    Delegations::new(all.clone().map(|one| delegation(one, one + 1, one as i64, 5_000, (one % 2 == 0).then_some(one))).collect()).expect("no circle");
    // Round, and on no one day or for no one subject.
    Delegations::new(all.clone().map(|one| delegation(one, (one + 1) % MOST_DELEGATIONS, one as i64, one as i64, None)).collect())
        .expect("no circle");
    Delegations::new(all.clone().map(|one| delegation(one, (one + 1) % MOST_DELEGATIONS, one as i64, 5_000, Some(one))).collect())
        .expect("no circle");
    let round = all.map(|one| delegation(one, (one + 1) % MOST_DELEGATIONS, one as i64, 5_000, Some(7))).collect();
    assert_eq!(Delegations::new(round).expect_err("a circle").code(), "delegation_circle");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
