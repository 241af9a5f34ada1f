//! Random definitions, people and actions against what the rules say, which was written apart (APR-2 to APR-10, AUD-2, AUD-3).

use super::reference::{Done, Reference, Standing, Try, What};
use super::world::{self, AMOUNTS, Given, MEANING, Office, PEOPLE, World, by, code, content, day, delegations, facts, id, index, worlds};
use kam_core::approval::{Action, ApprovalRefusal, Around, By, Delegations, Doing, PossibleAction, Request};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Somebody: anyone, one of those who are waited for, or one of those who voted in the step.
#[derive(Debug, Clone, Copy)]
enum Whoever {
    Anyone(usize),
    Waited(usize),
    Voted(usize),
    Submitter,
}

#[derive(Debug, Clone)]
struct Random {
    who: Whoever,
    what: What,
    acting_for: Option<usize>,
    hours: i64,
    reason: bool,
    meaning: bool,
}

fn given() -> impl Strategy<Value = Given> {
    let amount = prop::option::weighted(0.9, prop::sample::select(AMOUNTS.to_vec()));
    (amount, prop::option::weighted(0.7, any::<bool>())).prop_map(|(amount, internal)| Given { amount, internal })
}

fn random() -> impl Strategy<Value = Random> {
    let anyone = || 0..PEOPLE;
    let who = || prop_oneof![3 => anyone().prop_map(Whoever::Anyone), 8 => (0_usize..4).prop_map(Whoever::Waited), 1 => Just(Whoever::Submitter)];
    // `None` stands for what was submitted.
    let seen = || prop_oneof![12 => Just(None), 1 => (0_u8..3).prop_map(Some)];
    let voters = prop_oneof![
        10 => seen().prop_map(|content| What::Vote { approves: true, content }),
        2 => seen().prop_map(|content| What::Vote { approves: false, content }),
        3 => prop::option::of(0_usize..4).prop_map(|to| What::SendBack { to }),
        4 => (prop::option::weighted(0.4, anyone()), anyone()).prop_map(|(from, to)| What::Reassign { from, to }),
        4 => anyone().prop_map(|to| What::Delegate { to }),
    ];
    let others = prop_oneof![
        3 => ((0_u8..3), given(), any::<bool>()).prop_map(|(content, facts, changed)| What::Submit { content, facts, changed }),
        1 => Just(What::Recall),
        5 => Just(What::Withdraw),
        2 => (0_u8..3).prop_map(|content| What::Revise { content }),
        1 => any::<bool>().prop_map(|approves| What::Override { approves }),
        8 => Just(What::Late),
    ];
    let hours = prop_oneof![1 => Just(-1_i64), 16 => 0_i64..12, 6 => 24_i64..150];
    let acting = prop::option::weighted(0.1, anyone());
    let other = prop_oneof![2 => anyone().prop_map(Whoever::Anyone), 1 => (0_usize..4).prop_map(Whoever::Voted), 1 => Just(Whoever::Submitter)];
    let draw = prop_oneof![4 => (who(), voters), 2 => (other, others)];
    (draw, acting, hours, prop::bool::weighted(0.93), prop::bool::weighted(0.95))
        .prop_map(|((who, what), acting_for, hours, reason, meaning)| Random { who, what, acting_for, hours, reason, meaning })
}

/// Whether delegations go round on some day and for some subject: every way is followed, on every day.
fn round(world: &World) -> bool {
    (0..45).any(|day| {
        [None, Some(true), Some(false)].into_iter().any(|ours| {
            // Whom somebody reaches, as bits.
            let mut reach = [0_u8; PEOPLE];
            for one in world.delegated.iter().filter(|one| one.start <= day && day <= one.end && (one.ours.is_none() || one.ours == ours)) {
                reach[one.from] |= 1 << one.to;
            }
            for over in 0..PEOPLE {
                for from in 0..PEOPLE {
                    reach[from] |= if reach[from] >> over & 1 == 1 { reach[over] } else { 0 };
                }
            }
            (0..PEOPLE).any(|person| reach[person] >> person & 1 == 1)
        })
    })
}

fn office(world: &mut World) -> Result<Office, TestCaseError> {
    let mut office = Office::of(world);
    let made = Delegations::new(delegations(&world.delegated));
    prop_assert_eq!(made.is_err(), round(world), "{:?}", world.delegated);
    match made {
        Ok(made) => office.delegations = made,
        Err(_) => world.delegated.clear(),
    }
    Ok(office)
}

fn fields(changed: bool) -> Vec<kam_core::values::Code> {
    if changed { vec![code("budget.sum")] } else { Vec::new() }
}

fn doing(what: &What, now: &Standing) -> Doing {
    let seen = |given: &Option<u8>| content(given.unwrap_or(now.content));
    match what {
        What::Submit { content: number, facts: given, changed } => {
            Doing::Submit { content: content(*number), facts: facts(*given), changed: fields(*changed) }
        }
        What::Vote { approves: true, content } => Doing::Approve { content: seen(content) },
        What::Vote { content, .. } => Doing::Reject { content: seen(content) },
        What::SendBack { to } => Doing::SendBack { to: to.map(|to| code(&format!("s{to}"))) },
        What::Recall => Doing::Recall,
        What::Withdraw => Doing::WithdrawVote,
        What::Reassign { from, to } => Doing::Reassign { from: from.map(id), to: id(*to) },
        What::Delegate { to } => Doing::Delegate { to: id(*to) },
        What::Revise { content: number } => Doing::Revise { content: content(*number) },
        What::Override { approves } => Doing::Override { approves: *approves },
        What::Late => Doing::WhenLate,
    }
}

fn said(office: &Office, tried: &Try) -> By {
    let mut by = by(&office.people[tried.person], tried.hour);
    by.acting_for = tried.acting_for.map(id);
    by.reason = if tried.reason { world::reason() } else { None };
    by.signature.meaning = world::label(if tried.meaning { MEANING } else { "something else" });
    by
}

/// Whether a request stands as it should.
fn agrees(request: &Request, now: &Standing) -> Result<(), TestCaseError> {
    let found = request.now();
    prop_assert_eq!(request.state().name(), now.state);
    prop_assert_eq!(found.due, now.due.map(day));
    prop_assert_eq!(found.reminded, now.reminded.map(day));
    prop_assert_eq!(found.content, content(now.content));
    let votes: BTreeMap<_, _> = found.votes.iter().map(|vote| ((vote.step, index(&vote.original)), (index(&vote.person), vote.approves))).collect();
    prop_assert_eq!(votes.len(), found.votes.len());
    prop_assert_eq!(&votes, &now.votes);
    prop_assert_eq!(request.step().map(|step| step.id.to_string()), (now.state == "pending").then(|| format!("s{}", now.step)));
    let seats: Vec<_> = found.seats.iter().map(|seat| (index(&seat.original), index(&seat.approver), index(&seat.holder))).collect();
    let expected: Vec<_> = now.seats.iter().map(|seat| (seat.whose, seat.approver, seat.holder)).collect();
    prop_assert_eq!(seats, expected);
    let waited: Vec<usize> = request.waits_for().iter().map(|seat| index(&seat.original)).collect();
    let open: Vec<usize> = now.seats.iter().filter(|seat| now.is_open(seat)).map(|seat| seat.whose).collect();
    prop_assert_eq!(waited, open);
    prop_assert_eq!(now.state == "pending", !request.waits_for().is_empty());
    Ok(())
}

/// What holds whatever was done (APR-4).
fn duties_are_apart(request: &Request, twice: bool) -> Result<(), TestCaseError> {
    let now = request.now();
    for (place, vote) in now.votes.iter().enumerate() {
        prop_assert_ne!(&vote.person, &now.submitter);
        prop_assert_ne!(&vote.original, &now.submitter);
        for other in now.votes.iter().take(place) {
            prop_assert!(vote.person != other.person || (twice && vote.step != other.step), "{:?}", &now.votes);
            prop_assert!(vote.original != other.original || vote.step != other.step);
        }
        let event = &request.events()[vote.event as usize - 1].said;
        prop_assert_eq!(&event.person, &vote.person);
        prop_assert_eq!(event.content, Some(now.content));
    }
    for seat in &now.seats {
        prop_assert_ne!(&seat.holder, &now.submitter);
        prop_assert_eq!(now.seats.iter().filter(|other| other.holder == seat.holder).count(), 1);
    }
    Ok(())
}

/// What somebody could give with an action, all of it.
fn all_of(action: Action, now: &Standing, tried: &Try) -> Vec<What> {
    let people = 0..PEOPLE;
    match action {
        Action::Submit => match tried.what {
            What::Submit { .. } => vec![tried.what.clone()],
            _ => [true, false]
                .map(|internal| What::Submit { content: 0, facts: Given { amount: Some(10), internal: Some(internal) }, changed: false })
                .to_vec(),
        },
        Action::Approve => vec![What::Vote { approves: true, content: Some(now.content) }],
        Action::Reject => vec![What::Vote { approves: false, content: Some(now.content) }],
        Action::SendBack => vec![What::SendBack { to: None }],
        Action::Recall => vec![What::Recall],
        Action::WithdrawVote => vec![What::Withdraw],
        Action::Reassign => {
            let from = [None].into_iter().chain(now.seats.iter().map(|seat| Some(seat.approver)).take(3));
            from.flat_map(|from| people.clone().map(move |to| What::Reassign { from, to })).collect()
        }
        Action::Delegate => people.map(|to| What::Delegate { to }).collect(),
        Action::Revise => vec![What::Revise { content: (now.content + 1) % 3 }],
        Action::Override => vec![What::Override { approves: true }],
        Action::Remind | Action::Escalate | Action::PassLate | Action::RejectLate | Action::Expire => vec![What::Late],
    }
}

/// What is said to be possible can be done, and nothing else can (APR-10).
fn does_what_it_says(
    request: &Request,
    reference: &Reference,
    now: &Standing,
    tried: &Try,
    office: &Office,
    around: &Around<'_>,
) -> Result<(), TestCaseError> {
    let best = Try { reason: true, meaning: true, ..tried.clone() };
    let by = said(office, &best);
    let possible = request.possible_actions(&by, around);
    prop_assert_eq!(possible.len(), 15);
    for PossibleAction { action, refusal, acting_for, .. } in possible {
        let mut can = false;
        for what in all_of(action, now, &best) {
            let mut copy = request.clone();
            let expected = reference.tried(now, &Try { what: what.clone(), ..best.clone() });
            match copy.act(&doing(&what, now), &by, around) {
                // Of what can follow on a time limit one is said.
                Ok(event) if event.said.action != action => continue,
                Ok(event) => {
                    prop_assert_eq!(&event.said.acting_for, &acting_for);
                    prop_assert!(refusal.is_none(), "{} is said to be impossible: {:?}", action, refusal);
                    prop_assert!(!expected.0.is_empty());
                    can = true;
                    break;
                }
                Err(_) => prop_assert!(expected.0.is_empty() || !expected.1, "{}", action),
            }
        }
        // Where it hangs on somebody or something that is named, there may be nobody and nothing to name.
        prop_assert!(
            can || refusal.is_some() || matches!(action, Action::Reassign | Action::Delegate | Action::Submit),
            "{} is said to be possible",
            action
        );
        prop_assert!(refusal.is_none_or(|refusal| !refusal.to_string().is_empty()));
    }
    Ok(())
}

/// What was done, of all that could have been, by what the event says.
fn which(done: Vec<Done>, request: &Request, before: &Standing) -> Result<Done, TestCaseError> {
    let event = &request.events().last().expect("an event").said;
    let found = done.into_iter().find(|one| match one {
        Done::Vote { person, whose, .. } => {
            let seat = before.seats.iter().find(|seat| seat.whose == *whose).expect("a seat");
            let for_whom = Some(seat.approver).filter(|approver| approver != person);
            event.acting_for.as_ref().map(index) == for_whom
        }
        _ => true,
    });
    found.ok_or_else(|| TestCaseError::fail(format!("nobody can have done {event:?}")))
}

fn again(request: &Request) -> Result<Request, ApprovalRefusal> {
    let parts = (request.id().clone(), request.subject().clone(), request.definition().clone(), request.events().to_vec());
    Request::open(parts.0, parts.1, parts.2, parts.3, Some(&request.head()))
}

/// One request until it is over and a little longer; how many of the tries it took.
fn runs(
    [(before, first), (after, second)]: [&(Office, World); 2],
    submitter: usize,
    start: (Given, bool),
    tries: &[Random],
    change_at: usize,
) -> Result<usize, TestCaseError> {
    let (rules, later) = (before.rules(), after.rules());
    let mut reference = Reference { definition: first.clone(), around: first.clone(), submitter, hour: 8, done: Vec::new() };
    let first_try = Try { person: submitter, acting_for: None, hour: 8, reason: false, meaning: false, what: What::Recall };
    let asked = (facts(start.0), fields(start.1));
    let submitted = Request::submit(code("R-1"), world::subject(), content(0), asked, &said(before, &first_try), &before.around(&rules));
    let expected = reference.asked(start.0, start.1);
    prop_assert_eq!(submitted.is_ok(), expected.is_some(), "{:?}", submitted.as_ref().map(|_| ()).map_err(ToString::to_string));
    let (Ok(mut request), Some(done)) = (submitted, expected) else { return Ok(0) };
    prop_assert_eq!(request.definition(), &before.definition());
    reference.done.push((0, done));
    let mut now = reference.standing();
    agrees(&request, &now)?;
    let mut over = 0;
    for (place, random) in tries.iter().enumerate() {
        let (office, around) = if place < change_at { (before, before.around(&rules)) } else { (after, after.around(&later)) };
        if place == change_at {
            reference.around = second.clone();
        }
        let tried = random.tried(&reference, &now);
        if place % 4 == 0 {
            does_what_it_says(&request, &reference, &now, &tried, office, &around)?;
        }
        let (can, sure) = reference.tried(&now, &tried);
        let copy = request.clone();
        let told = request.act(&doing(&tried.what, &now), &said(office, &tried), &around).map(|_| ()).map_err(|refusal| refusal.to_string());
        match &told {
            Ok(()) => {
                prop_assert!(!can.is_empty(), "{:?} is refused by the rules", tried);
                let done = which(can, &request, &now)?;
                reference.hour = tried.hour;
                reference.done.push((tried.hour.div_euclid(24), done));
                now = reference.standing();
                if place % 3 == 0 || !matches!(now.state, "pending" | "draft") {
                    prop_assert_eq!(&again(&request).map_err(|refusal| TestCaseError::fail(refusal.to_string()))?, &request);
                }
            }
            Err(told) => {
                prop_assert!(can.is_empty() || !sure, "{:?} is allowed by the rules: {}", tried, told);
                prop_assert_eq!(&request, &copy);
            }
        }
        agrees(&request, &now)?;
        duties_are_apart(&request, reference.definition.twice)?;
        over += usize::from(!matches!(now.state, "pending" | "draft"));
        if over > 2 {
            return Ok(place + 1);
        }
    }
    Ok(tries.len())
}

impl Random {
    fn tried(&self, reference: &Reference, now: &Standing) -> Try {
        let person = match self.who {
            Whoever::Anyone(person) => person,
            Whoever::Waited(which) => {
                let open: Vec<usize> = now.seats.iter().filter(|seat| now.is_open(seat)).map(|seat| seat.holder).collect();
                open.get(which % open.len().max(1)).copied().unwrap_or(reference.submitter)
            }
            Whoever::Voted(which) => {
                let voted: Vec<usize> = now.votes.iter().filter(|((step, _), _)| *step == now.step).map(|(_, (voter, _))| *voter).collect();
                voted.get(which % voted.len().max(1)).copied().unwrap_or(reference.submitter)
            }
            Whoever::Submitter => reference.submitter,
        };
        let what = match self.what {
            What::Vote { approves, content } => What::Vote { approves, content: Some(content.unwrap_or(now.content)) },
            ref other => other.clone(),
        };
        Try { person, acting_for: self.acting_for, hour: reference.hour + self.hours, reason: self.reason, meaning: self.meaning, what }
    }
}

proptest! {
    // So many each time; more with `PROPTEST_CASES=100000`.
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000), ..ProptestConfig::default() })]

    #[test]
    fn a_request_and_the_rules_agree(
        first in worlds(),
        second in worlds(),
        starts in prop::collection::vec((0..PEOPLE, given(), prop::bool::weighted(0.2)), 1..6),
        tries in prop::collection::vec(random(), 1..31),
        change_at in 0_usize..60,
    ) {
        let (mut first, mut second) = (first, second);
        let first = (office(&mut first)?, first);
        let second = if change_at < tries.len() { Some((office(&mut second)?, second)) } else { None };
        let mut left = tries.as_slice();
        for (submitter, given, changed) in starts {
            left = &left[runs([&first, second.as_ref().unwrap_or(&first)], submitter, (given, changed), left, change_at)?..];
        }
    }
}
