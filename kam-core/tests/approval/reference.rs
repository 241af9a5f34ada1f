//! What a request is by the rules alone: a list of what was done, counted again from its beginning each time (APR-2 to APR-8).

use super::world::{Given, PEOPLE, Step, Who, World};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
pub(crate) enum What {
    Submit { content: u8, facts: Given, changed: bool },
    Vote { approves: bool, content: Option<u8> },
    SendBack { to: Option<usize> },
    Recall,
    Withdraw,
    Reassign { from: Option<usize>, to: usize },
    Delegate { to: usize },
    Revise { content: u8 },
    Override { approves: bool },
    Late,
}

/// Who tries something, and how it is said.
#[derive(Debug, Clone)]
pub(crate) struct Try {
    pub(crate) person: usize,
    pub(crate) acting_for: Option<usize>,
    pub(crate) hour: i64,
    pub(crate) reason: bool,
    pub(crate) meaning: bool,
    pub(crate) what: What,
}

/// Something that was done.
#[derive(Debug, Clone)]
pub(crate) enum Done {
    Submit { content: u8, asked: Vec<Option<Vec<usize>>>, managers: BTreeMap<usize, usize> },
    Vote { person: usize, whose: usize, approves: bool },
    SendBack { to: Option<usize> },
    Recall,
    Withdraw { person: usize },
    Hand { whose: usize, to: usize, in_place: bool },
    Revise { person: usize, content: u8 },
    Override { approves: bool },
    Late,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Seat {
    pub(crate) whose: usize,
    pub(crate) holder: usize,
    pub(crate) approver: usize,
}

/// How a request stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing {
    pub(crate) state: &'static str,
    pub(crate) step: usize,
    pub(crate) due: Option<i64>,
    pub(crate) reminded: Option<i64>,
    pub(crate) content: u8,
    pub(crate) seats: Vec<Seat>,
    /// By step and whose vote it is: who gave it, and what it says.
    pub(crate) votes: BTreeMap<(usize, usize), (usize, bool)>,
    /// Who had each of these votes in their own right.
    owners: BTreeMap<(usize, usize), usize>,
    revised: BTreeSet<usize>,
    asked: Vec<Option<Vec<usize>>>,
    managers: BTreeMap<usize, usize>,
}

#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// Whose definition it goes by, whatever comes later.
    pub(crate) definition: World,
    /// Whose people, managers and delegations hold now.
    pub(crate) around: World,
    pub(crate) submitter: usize,
    pub(crate) hour: i64,
    pub(crate) done: Vec<(i64, Done)>,
}

fn covers(place: usize) -> bool {
    place <= 2
}

pub(crate) fn holds_role(world: &World, person: usize, role: usize) -> bool {
    world.roles[person][role].is_some_and(covers)
}

fn needed(step: &Step, asked: usize) -> usize {
    step.votes.map_or(asked, |votes| votes as usize)
}

/// The day that lies so many days behind another one. Day 10 is a holiday, and day 0 a Monday.
fn later(from: i64, days: u32, working: bool) -> i64 {
    let (mut day, mut left) = (from, days);
    while left > 0 {
        day += 1;
        if !working || (day % 7 < 5 && day != 10) {
            left -= 1;
        }
    }
    day
}

/// Whether the steps can be filled with different people: every choice is tried.
fn can_be_filled(steps: &[(Vec<usize>, usize)], taken: &BTreeSet<usize>) -> bool {
    let Some(((asked, votes), rest)) = steps.split_first() else { return true };
    if *votes == 0 {
        return can_be_filled(rest, taken);
    }
    (0..asked.len()).any(|place| {
        let mut taken = taken.clone();
        let mut left = vec![(asked[place + 1..].to_vec(), votes - 1)];
        left.extend_from_slice(rest);
        taken.insert(asked[place]) && can_be_filled(&left, &taken)
    })
}

impl Reference {
    /// Whom a submission asks; nothing where it is refused.
    pub(crate) fn asked(&self, facts: Given, changed: bool) -> Option<Done> {
        let (of, around) = (&self.definition, &self.around);
        let mut asked = Vec::new();
        for step in &of.steps {
            let holds = step.when.holds(facts)?;
            asked.push(if holds && !(changed && step.concerns) { Some(self.approvers(step)?) } else { None });
        }
        if asked.iter().all(Option::is_none) && of.if_no_step == "refuse" {
            return None;
        }
        let votes = of.steps.iter().zip(&asked).filter_map(|(step, asked)| Some((asked.clone()?, needed(step, asked.as_ref()?.len()))));
        if !of.twice && !can_be_filled(&votes.collect::<Vec<_>>(), &BTreeSet::new()) {
            return None;
        }
        let people: BTreeSet<usize> = asked.iter().flatten().flatten().copied().collect();
        let managers = people.into_iter().filter_map(|person| Some((person, around.managers[person].filter(|manager| *manager != person)?)));
        Some(Done::Submit { content: 0, asked, managers: managers.collect() })
    }

    fn approvers(&self, step: &Step) -> Option<Vec<usize>> {
        let around = &self.around;
        let known = 0..PEOPLE - 1;
        let mut found = match step.who {
            Who::Person(person) => vec![Some(person).filter(|person| known.contains(person))?],
            Who::Role { role, level } => {
                let fits = |place: usize| match level {
                    None => covers(place),
                    Some("national") => place == 1,
                    Some(_) => place == 2,
                };
                known.filter(|person| around.roles[*person][role].is_some_and(fits)).collect()
            }
            Who::Managers(count) => {
                let (mut chain, mut of) = (Vec::new(), self.submitter);
                for _ in 0..count {
                    of = around.managers[of].filter(|manager| *manager != of && *manager != self.submitter && !chain.contains(manager))?;
                    chain.push(of);
                }
                chain
            }
        };
        found.retain(|person| *person != self.submitter);
        (!found.is_empty() && needed(step, found.len()) <= found.len()).then_some(found)
    }

    /// How it stands after everything that was done.
    pub(crate) fn standing(&self) -> Standing {
        let mut now = Standing { state: "draft", ..Standing::default() };
        for (day, done) in &self.done {
            self.then(&mut now, *day, done);
        }
        if now.state != "pending" {
            (now.due, now.reminded) = (None, None);
            now.seats.clear();
        }
        now
    }

    fn open(&self, now: &mut Standing, from: usize, day: i64) {
        (now.seats, now.due, now.reminded) = (Vec::new(), None, None);
        let Some(step) = (from..now.asked.len()).find(|step| now.asked[*step].is_some()) else {
            now.state = "approved";
            return;
        };
        let asked = now.asked[step].as_ref().expect("approvers");
        now.seats = asked.iter().map(|person| Seat { whose: *person, approver: *person, holder: *person }).collect();
        (now.state, now.step, now.due) = ("pending", step, self.due(step, day));
    }

    fn due(&self, step: usize, day: i64) -> Option<i64> {
        self.definition.steps[step].limit.map(|(days, working, _)| later(day, days, working))
    }

    fn then(&self, now: &mut Standing, day: i64, done: &Done) {
        match done {
            Done::Submit { content, asked, managers } => {
                *now = Standing { content: *content, asked: asked.clone(), managers: managers.clone(), ..Standing::default() };
                if asked.iter().all(Option::is_none) {
                    now.state = if self.definition.if_no_step == "approve" { "approved" } else { "rejected" };
                } else {
                    self.open(now, 0, day);
                }
            }
            Done::Vote { person, whose, approves } => {
                now.votes.insert((now.step, *whose), (*person, *approves));
                let owner = now.seats.iter().find(|seat| seat.whose == *whose).expect("a seat").approver;
                now.owners.insert((now.step, *whose), owner);
                let step = &self.definition.steps[now.step];
                let so = |wanted: bool| now.votes.iter().filter(|((at, _), (_, says))| *at == now.step && *says == wanted).count();
                let votes = needed(step, now.seats.len());
                if *approves && so(true) >= votes {
                    self.open(now, now.step + 1, day);
                } else if !approves && (step.one || now.seats.len() - so(false) < votes) {
                    now.state = "rejected";
                }
            }
            Done::SendBack { to: None } => {
                now.state = "draft";
                now.votes.clear();
            }
            Done::SendBack { to: Some(step) } => {
                now.votes.retain(|(at, _), _| at < step);
                self.open(now, *step, day);
            }
            Done::Recall => now.state = "recalled",
            Done::Withdraw { person } => now.votes.retain(|(at, _), (voter, _)| *at != now.step || voter != person),
            Done::Hand { whose, to, in_place } => {
                let seat = now.seats.iter_mut().find(|seat| seat.whose == *whose).expect("a seat");
                seat.holder = *to;
                if !in_place {
                    seat.approver = *to;
                }
            }
            Done::Revise { person, content } => {
                now.revised.insert(*person);
                now.content = *content;
                now.votes.clear();
                self.open(now, 0, day);
            }
            Done::Override { approves } => now.state = if *approves { "approved" } else { "rejected" },
            Done::Late => match self.definition.steps[now.step].limit.map_or("", |(.., late)| late) {
                "remind" => now.reminded = Some(day),
                "approve" => self.open(now, now.step + 1, day),
                "reject" => now.state = "rejected",
                "expire" => now.state = "expired",
                _ => {
                    for (whose, manager) in self.escalated(now) {
                        let seat = now.seats.iter_mut().find(|seat| seat.whose == whose).expect("a seat");
                        (seat.holder, seat.approver) = (manager, manager);
                    }
                    (now.due, now.reminded) = (self.due(now.step, day), None);
                }
            },
        }
    }

    /// Which votes go to which managers: to those who can give them, and to each only one.
    fn escalated(&self, now: &Standing) -> Vec<(usize, usize)> {
        let mut seats = now.seats.clone();
        let mut moved = Vec::new();
        for place in 0..seats.len() {
            let seat = seats[place];
            let Some(manager) = now.managers.get(&seat.approver).copied().filter(|_| now.is_open(&seat)) else { continue };
            if self.apart(now, manager, None) && !seats.iter().any(|other| other.holder == manager || other.approver == manager) {
                (seats[place].holder, seats[place].approver) = (manager, manager);
                moved.push((seat.whose, manager));
            }
        }
        moved
    }

    /// Whether nothing keeps a person from voting: the own submission, a vote in the step, and where nobody acts twice one in another step.
    fn apart(&self, now: &Standing, person: usize, whose: Option<usize>) -> bool {
        person != self.submitter
            && !now.revised.contains(&person)
            && now.votes.iter().all(|((step, original), (voter, _))| {
                if *step == now.step {
                    return *voter != person;
                }
                let acts = |one: usize| one == *voter || one == now.owners[&(*step, *original)];
                self.definition.twice || !(acts(person) || whose.is_some_and(acts))
            })
    }

    fn acts_for(&self, person: usize, day: i64) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut last = BTreeSet::from([person]);
        // Who submitted it passes nothing on.
        while !last.is_empty() {
            let holds = self.around.delegated.iter().filter(|one| one.start <= day && day <= one.end && one.ours != Some(false));
            let next: BTreeSet<usize> = holds.filter(|one| last.contains(&one.to) && one.from != person).map(|one| one.from).collect();
            last =
                if self.around.chained { next.difference(&found).copied().filter(|one| *one != self.submitter).collect() } else { BTreeSet::new() };
            found.extend(next);
        }
        found
    }

    /// The seats that a person can use: the own one where there is one, then the one that was given over, then by delegations.
    fn seats(&self, now: &Standing, by: &Try) -> Vec<Seat> {
        let open = now.seats.iter().filter(|seat| now.is_open(seat)).copied();
        let lets = self.acts_for(by.person, by.hour.div_euclid(24));
        let own: Vec<Seat> = open.clone().filter(|seat| seat.approver == by.person && by.acting_for.is_none()).collect();
        let in_place = |seat: &Seat| seat.holder == by.person && seat.approver != by.person;
        let given = open.clone().filter(|seat| in_place(seat) && by.acting_for.is_none_or(|whom| whom == seat.approver));
        let given: Vec<Seat> = given.collect();
        let wanted = |seat: &Seat| by.acting_for.is_none_or(|whom| whom == seat.holder);
        let delegated = open.filter(|seat| seat.holder == seat.approver && lets.contains(&seat.holder) && wanted(seat)).collect();
        [own, given].into_iter().find(|seats| !seats.is_empty()).unwrap_or(delegated)
    }

    pub(crate) fn has_voted(&self, now: &Standing, person: usize) -> bool {
        now.votes.iter().any(|((step, _), (voter, _))| *step == now.step && *voter == person)
    }

    /// What could come of a try, and whether it has to; nothing where it has to be refused.
    pub(crate) fn tried(&self, now: &Standing, by: &Try) -> (Vec<Done>, bool) {
        let yes = |done| (vec![done], true);
        let no = (Vec::new(), true);
        let day = by.hour.div_euclid(24);
        if by.hour < self.hour || (now.state == "pending") == matches!(by.what, What::Submit { .. }) || !matches!(now.state, "pending" | "draft") {
            return no;
        }
        if let What::Submit { content, facts, changed } = by.what {
            let Some(Done::Submit { asked, managers, .. }) = self.asked(facts, changed).filter(|_| by.person == self.submitter) else { return no };
            return yes(Done::Submit { content, asked, managers });
        }
        let step = &self.definition.steps[now.step];
        let mine = || if by.person == self.submitter || self.has_voted(now, by.person) { Vec::new() } else { self.seats(now, by) };
        let owns = || by.acting_for.is_none() && mine().iter().any(|seat| seat.approver == by.person);
        let admin = self.definition.overridden && holds_role(&self.around, by.person, 3) && by.person != self.submitter;
        let ok = match by.what {
            What::Vote { .. } | What::SendBack { .. } => {
                let (all, mut done) = (mine(), Vec::new());
                for seat in all.iter().filter(|seat| self.apart(now, by.person, Some(seat.approver))) {
                    done.extend(self.voted(now, by, seat.whose, step));
                }
                let sure = done.len() == all.len() || done.is_empty();
                return (done, sure);
            }
            What::Recall => by.person == self.submitter,
            What::Withdraw => self.has_voted(now, by.person),
            What::Revise { content } => by.reason && self.definition.edited && holds_role(&self.around, by.person, 2) && content != now.content,
            What::Override { .. } => by.reason && admin,
            What::Late => {
                now.due.is_some_and(|due| day > due) && now.reminded != Some(day) && {
                    step.limit.is_some_and(|(.., late)| late != "escalate" || !self.escalated(now).is_empty())
                }
            }
            What::Delegate { to } => owns() && self.may_take(now, by.person, to),
            What::Reassign { from, to } => {
                let from = from.unwrap_or(by.person);
                by.reason && (admin || (from == by.person && owns())) && self.may_take(now, from, to)
            }
            What::Submit { .. } => false,
        };
        let whose = |approver: usize| now.seats.iter().find(|seat| seat.approver == approver && now.is_open(seat)).map_or(0, |seat| seat.whose);
        match by.what {
            _ if !ok => no,
            What::Withdraw => yes(Done::Withdraw { person: by.person }),
            What::Revise { content } => yes(Done::Revise { person: by.person, content }),
            What::Override { approves } => yes(Done::Override { approves }),
            What::Delegate { to } => yes(Done::Hand { whose: whose(by.person), to, in_place: true }),
            What::Reassign { from, to } => yes(Done::Hand { whose: whose(from.unwrap_or(by.person)), to, in_place: false }),
            What::Late => yes(Done::Late),
            _ => yes(Done::Recall),
        }
    }

    fn voted(&self, now: &Standing, by: &Try, whose: usize, step: &Step) -> Option<Done> {
        match by.what {
            What::Vote { approves, content } => {
                let said = content == Some(now.content) && (by.meaning || !step.meaning || !approves) && (by.reason || (approves && !step.comment));
                said.then_some(Done::Vote { person: by.person, whose, approves })
            }
            What::SendBack { to } => {
                let earlier = to.is_none_or(|to| to < now.step && now.asked[to].is_some());
                (by.reason && earlier).then_some(Done::SendBack { to })
            }
            _ => None,
        }
    }

    /// Whether somebody can take the open vote over that another one holds.
    fn may_take(&self, now: &Standing, from: usize, to: usize) -> bool {
        let Some(seat) = now.seats.iter().find(|seat| seat.approver == from && now.is_open(seat)) else { return false };
        let asked = now.seats.iter().any(|other| other.holder == to || (other.whose != seat.whose && (other.whose == to || other.approver == to)));
        to < PEOPLE - 1 && !asked && self.apart(now, to, None)
    }
}

impl Standing {
    pub(crate) fn is_open(&self, seat: &Seat) -> bool {
        !self.votes.contains_key(&(self.step, seat.whose))
    }
}
