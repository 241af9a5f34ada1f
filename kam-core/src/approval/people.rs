//! Who there is, who manages whom, and who acts for whom (APR-2, APR-5).

use super::refusal::ApprovalRefusal as Refusal;
use crate::access::Person;
use crate::organization::{UnitKey, Units};
use crate::values::{Code, PersonId, nearest};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The most delegations at once.
pub const MOST_DELEGATIONS: usize = 1_000;
/// The most kinds of subject that a delegation names.
const MOST_SUBJECTS: usize = 100;
/// How many delegations can follow one another, where they may.
const LONGEST_CHAIN: usize = 8;

/// The people that approvers are looked for among, with their roles and managers, as they are on the day: the host keeps them.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    people: BTreeMap<PersonId, Person>,
    managers: BTreeMap<PersonId, PersonId>,
}

impl Directory {
    /// A directory of people and pairs of person and manager.
    ///
    /// # Errors
    /// A person who is given twice, has two managers or is the own one.
    pub fn new(people: Vec<Person>, managers: Vec<(PersonId, PersonId)>) -> Result<Self, Refusal> {
        let mut known = BTreeMap::new();
        for person in people {
            if let Some(twice) = known.insert(person.id.clone(), person) {
                return Err(Refusal::Directory { person: twice.id, what: "is given twice" });
            }
        }
        let mut above = BTreeMap::new();
        for (person, manager) in managers {
            if person == manager {
                return Err(Refusal::Directory { person, what: "is given as the own manager" });
            }
            if above.get(&person).is_some_and(|other| *other != manager) {
                return Err(Refusal::Directory { person, what: "is given two managers" });
            }
            above.insert(person, manager);
        }
        Ok(Self { people: known, managers: above })
    }

    /// A person by id.
    ///
    /// # Errors
    /// Nobody has it.
    pub fn person(&self, id: &PersonId) -> Result<&Person, Refusal> {
        self.people.get(id).ok_or_else(|| {
            let nearest = nearest(id.as_str(), self.people.keys().map(PersonId::as_str));
            Refusal::UnknownPerson { person: id.clone(), nearest }
        })
    }

    /// The manager of a person.
    #[must_use]
    pub fn manager(&self, of: &PersonId) -> Option<&PersonId> {
        self.managers.get(of)
    }

    /// Who has a role in a unit that `is` one, by id.
    pub(super) fn with_role(&self, role: &Code, units: &Units, is: impl Fn(UnitKey) -> bool) -> Vec<PersonId> {
        self.people.values().filter(|person| holds(person, role, units, &is)).map(|person| person.id.clone()).collect()
    }
}

/// Whether a person has a role in a unit that `is` one.
pub(super) fn holds(person: &Person, role: &Code, units: &Units, is: impl Fn(UnitKey) -> bool) -> bool {
    person.roles.iter().any(|held| held.role == *role && units.find(held.unit.as_str()).is_some_and(&is))
}

/// Somebody acts for somebody else for a time (APR-5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// For whom.
    pub from: PersonId,
    /// Who acts.
    pub to: PersonId,
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
    /// The kinds of subject that it is for; none for all.
    pub subjects: Vec<Code>,
}

impl Delegation {
    fn holds(&self, on: NaiveDate, subject: &Code) -> bool {
        self.start <= on && on <= self.end && (self.subjects.is_empty() || self.subjects.contains(subject))
    }
}

/// The delegations there are.
#[derive(Debug, Clone, Default)]
pub struct Delegations {
    given: Vec<Delegation>,
}

impl Delegations {
    /// Takes delegations.
    ///
    /// # Errors
    /// One that ends before it begins, some that go round in a circle on one day, more than 1 000, one for more than 100 kinds of subject.
    pub fn new(given: Vec<Delegation>) -> Result<Self, Refusal> {
        if given.len() > MOST_DELEGATIONS {
            return Err(Refusal::TooMany { what: "delegations", most: MOST_DELEGATIONS });
        }
        if given.iter().any(|one| one.subjects.len() > MOST_SUBJECTS) {
            return Err(Refusal::TooMany { what: "subjects in a delegation", most: MOST_SUBJECTS });
        }
        if let Some(wrong) = given.iter().find(|one| one.end < one.start) {
            return Err(Refusal::DelegationPeriod { from: wrong.from.clone(), start: wrong.start, end: wrong.end });
        }
        if let Some(persons) = round(&given) {
            return Err(Refusal::DelegationCircle { persons });
        }
        Ok(Self { given })
    }

    /// For whom somebody acts on a day, the nearest first.
    #[must_use]
    pub fn for_whom(&self, person: &PersonId, on: NaiveDate, subject: &Code, chained: bool) -> Vec<PersonId> {
        self.not_by_way_of(None, person, on, subject, chained)
    }

    /// The same, where somebody passes nothing on: who submitted something would else choose who decides on it.
    pub(super) fn not_by_way_of(&self, none: Option<&PersonId>, person: &PersonId, on: NaiveDate, subject: &Code, chained: bool) -> Vec<PersonId> {
        let mut found: Vec<PersonId> = Vec::new();
        let mut edge = vec![person.clone()];
        for _ in 0..if chained { LONGEST_CHAIN } else { 1 } {
            let next: Vec<PersonId> = self
                .given
                .iter()
                .filter(|one| {
                    one.holds(on, subject) && Some(&one.to) != none && edge.contains(&one.to) && one.from != *person && !found.contains(&one.from)
                })
                .map(|one| one.from.clone())
                .collect();
            found.extend(next.iter().cloned());
            edge = next;
        }
        found.dedup();
        found
    }
}

/// Delegations that go round on one day and for one kind of subject.
fn round(given: &[Delegation]) -> Option<Vec<PersonId>> {
    let mut persons: BTreeMap<&PersonId, usize> = BTreeMap::new();
    let mut number = |person| {
        let next = persons.len();
        *persons.entry(person).or_insert(next)
    };
    let links: Vec<Link<'_>> = given.iter().map(|one| Link { one, from: number(&one.from), to: number(&one.to) }).collect();
    let mut of: BTreeMap<&Code, Vec<usize>> = BTreeMap::new();
    for (place, one) in given.iter().enumerate() {
        for subject in &one.subjects {
            of.entry(subject).or_default().push(place);
        }
    }
    // Subjects that the same delegations are for go round together or not at all.
    let mut kinds: BTreeSet<Vec<usize>> = of.into_values().collect();
    kinds.insert(Vec::new());
    for kind in kinds {
        let named = kind.iter().filter_map(|place| links.get(*place));
        let all: Vec<&Link<'_>> = links.iter().filter(|link| link.one.subjects.is_empty()).chain(named).collect();
        let left = going_round(&all, persons.len());
        // Periods that have a day in common have the latest of their first days in common.
        let days: BTreeSet<NaiveDate> = left.iter().map(|link| link.one.start).collect();
        for day in days {
            let on_day: Vec<&Link<'_>> = left.iter().filter(|link| link.one.start <= day && day <= link.one.end).copied().collect();
            let mut below: BTreeMap<&PersonId, Vec<&PersonId>> = BTreeMap::new();
            for link in going_round(&on_day, persons.len()) {
                below.entry(&link.one.from).or_default().push(&link.one.to);
            }
            if let Some(persons) = circle(&below) {
                return Some(persons);
            }
        }
    }
    None
}

/// A delegation with numbers for its persons.
struct Link<'d> {
    one: &'d Delegation,
    from: usize,
    to: usize,
}

/// What is left when everything is taken away that no circle leads to.
fn going_round<'l, 'd>(links: &[&'l Link<'d>], persons: usize) -> Vec<&'l Link<'d>> {
    let mut into = vec![0_usize; persons];
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); persons];
    for link in links {
        if let (Some(count), Some(to)) = (into.get_mut(link.to), from.get_mut(link.from)) {
            *count = count.saturating_add(1);
            to.push(link.to);
        }
    }
    let mut free: Vec<usize> = into.iter().enumerate().filter(|(_, count)| **count == 0).map(|(person, _)| person).collect();
    let mut stays = vec![true; persons];
    while let Some(person) = free.pop() {
        if let Some(stays) = stays.get_mut(person) {
            *stays = false;
        }
        for to in from.get(person).into_iter().flatten() {
            if let Some(count) = into.get_mut(*to) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    free.push(*to);
                }
            }
        }
    }
    links.iter().filter(|link| stays.get(link.from).copied().unwrap_or(false)).copied().collect()
}

/// A way that comes back to where it began.
fn circle(below: &BTreeMap<&PersonId, Vec<&PersonId>>) -> Option<Vec<PersonId>> {
    let mut done: BTreeSet<&PersonId> = BTreeSet::new();
    for start in below.keys() {
        let mut way: Vec<(&PersonId, usize)> = vec![(start, 0)];
        while let Some((person, next)) = way.pop() {
            let Some(to) = below.get(person).and_then(|to| to.get(next)) else {
                done.insert(person);
                continue;
            };
            way.push((person, next.saturating_add(1)));
            if let Some(place) = way.iter().position(|(on_way, _)| on_way == to) {
                let mut round: Vec<PersonId> = way.iter().skip(place).map(|(person, _)| (*person).clone()).collect();
                round.push((*to).clone());
                return Some(round);
            }
            if !done.contains(to) {
                way.push((to, 0));
            }
        }
    }
    None
}
