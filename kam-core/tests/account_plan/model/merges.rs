//! Two copies that were changed apart by random people, put together again and again (AUD-3, AUD-4).

use super::kept::{BY_HAND_IN_BOTH, CHANGED_BACK_IS_CHANGED, MERGED_ONCE, NAMES_WHAT_IS_THERE};
use super::tree::{Cell, Cells, Try, anything, command, follows};
use super::{Model, STATES, acts, agrees, cases, damages, holds, people, who};
use crate::common::{Company, act, kam, many, new_plan};
use kam_core::access::Person;
use kam_core::account_plan::{AccountPlan, Merged};
use kam_core::values::parse_date;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// An entry of a copy: what was done, and every field before and after.
#[derive(Debug, Clone)]
struct Said {
    by: usize,
    what: Try,
    changes: BTreeMap<Cell, (Option<String>, Option<String>)>,
}

impl Said {
    /// What is done once more for it: what was set to what it was before is no change.
    fn again(&self) -> Try {
        match &self.what {
            Try::Set { node, put } => {
                let put = put.iter().copied().filter(|put| self.changes.contains_key(&(Some(*node), put.field())));
                Try::Set { node: *node, put: put.collect() }
            }
            what => what.clone(),
        }
    }
}

/// What becomes of an entry of the other copy.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Taken,
    Known,
    /// Somebody changed the same here.
    Conflict,
    /// What it was made on did not come to be here.
    Behind,
    /// The same, and the object is not here.
    Gone,
    /// It makes no sense any more.
    Refused,
}

fn clash(fate: &Fate) -> bool {
    !matches!(fate, Fate::Taken | Fate::Known)
}

fn cells(model: &Model) -> Cells {
    let mut cells = model.tree.cells();
    cells.insert((None, "state"), STATES[model.state].to_owned());
    cells
}

pub(crate) fn changes(before: &Cells, after: &Cells) -> BTreeMap<Cell, (Option<String>, Option<String>)> {
    let all: BTreeSet<&Cell> = before.keys().chain(after.keys()).collect();
    let both = all.into_iter().map(|cell| (*cell, (before.get(cell).cloned(), after.get(cell).cloned())));
    both.filter(|(_, (old, new))| old != new).collect()
}

/// A copy with its model.
#[derive(Clone)]
struct Copy {
    plan: AccountPlan,
    model: Model,
    /// What was done in it since the two parted.
    said: Vec<Said>,
    /// The fields that were changed since then, and those of them that were changed here and on which the copies did not agree since.
    changed: BTreeSet<Cell>,
    own: BTreeSet<Cell>,
    /// The first entry of the other copy, by its place, on which the two agreed about a field that was changed here before.
    agreed: BTreeMap<Cell, usize>,
    /// The entries of the other copy, by their places, that came in.
    merged: BTreeSet<usize>,
    /// What fields were changed to since the two parted.
    given: BTreeSet<(Cell, Option<String>)>,
}

impl Copy {
    fn run(&mut self, company: &Company, tries: &[(usize, Try)], minute: usize) -> Result<(), TestCaseError> {
        let people = people();
        for (place, (by, what)) in tries.iter().enumerate() {
            let (command, reason) = command(what);
            let before = cells(&self.model);
            let fine = self.model.does(*by, what);
            let done = self.plan.run(&command, &acts(&people[*by], minute + place, reason), &company.rules());
            prop_assert_eq!(done.is_ok(), fine, "{:?} {:?}", what, done.err().map(|refusal| refusal.to_string()));
            if fine {
                let changes = changes(&before, &cells(&self.model));
                self.changed.extend(changes.keys());
                self.own.extend(changes.keys());
                changes.keys().for_each(|cell| {
                    self.agreed.remove(cell);
                });
                self.given.extend(changes.iter().map(|(cell, (_, new))| (*cell, new.clone())));
                self.said.push(Said { by: *by, what: what.clone(), changes });
            }
        }
        Ok(())
    }

    /// What becomes of an entry of the other copy by a person who is known here, or not.
    fn takes(&mut self, place: usize, said: &Said, known: bool) -> Fate {
        let now = cells(&self.model);
        let is = |cell: &Cell, value: &Option<String>| now.get(cell) == value.as_ref();
        let other = said.changes.iter().filter(|(cell, (_, new))| !follows(cell.1) && !is(cell, new));
        let agreed = |cell: &Cell| self.agreed.get(cell).is_some_and(|before| *before < place);
        let changed_back = |cell: &Cell| CHANGED_BACK_IS_CHANGED && self.own.contains(cell) && !agreed(cell);
        let mut apart: Vec<&Cell> = other.clone().filter(|(cell, (old, _))| !is(cell, old) || changed_back(cell)).map(|(cell, _)| cell).collect();
        if let Try::Remove { node } = said.what {
            // What was added here to something that goes.
            apart.extend(self.changed.iter().filter(|cell| cell.0 == Some(node) && now.contains_key(cell) && !said.changes.contains_key(cell)));
        }
        let made = |(cell, (_, new)): (&Cell, &(Option<String>, Option<String>))| follows(cell.1) || self.given.contains(&(*cell, new.clone()));
        let fate = if other.count() == 0 || (known && (self.merged.contains(&place) || said.changes.iter().all(made))) {
            Fate::Known
        } else if !known {
            Fate::Refused
        } else if !apart.is_empty() {
            match apart[0].0 {
                _ if apart.iter().all(|cell| self.changed.contains(cell)) => Fate::Conflict,
                Some(node) if !self.model.tree.nodes.contains_key(&node) => Fate::Gone,
                _ => Fate::Behind,
            }
        } else {
            let mut after = self.model.clone();
            if known && after.does(said.by, &said.again()) {
                self.model = after;
                let made = changes(&now, &cells(&self.model));
                self.changed.extend(made.keys());
                self.given.extend(made.iter().map(|(cell, (_, new))| (*cell, new.clone())));
                Fate::Taken
            } else {
                Fate::Refused
            }
        };
        if matches!(fate, Fate::Taken | Fate::Known) {
            said.changes.keys().for_each(|cell| {
                self.agreed.entry(*cell).or_insert(place);
            });
        }
        if fate == Fate::Taken {
            self.merged.insert(place);
        }
        fate
    }

    /// Merges the other copy, and looks at everything that came of it; what became of its entries.
    fn merge(&mut self, other: &Self, common: u32, known: &[bool], company: &Company, minute: i64) -> Result<Vec<Fate>, TestCaseError> {
        let (before, before_cells) = (self.plan.clone(), cells(&self.model));
        let fates: Vec<Fate> = other.said.iter().enumerate().map(|(place, said)| self.takes(place, said, known[said.by])).collect();
        let people: Vec<Person> = people().into_iter().zip(known).filter(|(_, known)| **known).map(|(person, _)| person).collect();
        let on = parse_date("2026-02-02").expect("a day");
        let merged = self.plan.merge(&other.plan, &people, act(kam(), minute).at, on, &company.rules()).expect("copies of one plan");
        let told = told(&merged, other, common);
        prop_assert_eq!(told.len(), fates.len(), "{:?}", merged);
        for ((told, fate), said) in told.iter().zip(&fates).zip(&other.said) {
            let fits = match fate {
                // That somebody said the same again.
                _ if said.changes.keys().all(|cell| follows(cell.1)) => !clash(told),
                Fate::Behind => clash(told) && (!NAMES_WHAT_IS_THERE || *told != Fate::Gone),
                Fate::Gone | Fate::Refused => clash(told),
                fate => told == fate,
            };
            prop_assert!(fits, "{:?} {:?} {:?} {:?}", told, fate, merged, other.said);
        }
        self.looks_right(&before, other, &merged, common)?;
        agrees(&self.plan, &self.model.tree)?;
        prop_assert_eq!(self.plan.state().name(), STATES[self.model.state]);
        for (cell, (old, new)) in changes(&before_cells, &cells(&self.model)) {
            let theirs = other.said.iter().any(|said| said.changes.contains_key(&cell));
            // Who finishes something that goes on in the next cycle says by it that it does not.
            prop_assert!(theirs || cell.1 == "carried", "{:?} {:?} {:?}", cell, old, new);
        }
        Ok(fates)
    }

    /// Whether what came in says who did it and when, in the order of the other copy, and all else is as it was.
    fn looks_right(&self, before: &AccountPlan, other: &Self, merged: &Merged, common: u32) -> Result<(), TestCaseError> {
        prop_assert_eq!(merged.common, common);
        prop_assert_eq!(&self.plan.entries()[..before.entries().len()], before.entries());
        let here = &self.plan.entries()[before.entries().len()..];
        prop_assert_eq!(here.iter().map(|entry| entry.number).collect::<Vec<_>>(), merged.taken.clone());
        let left_out = |number: &u32| merged.known.contains(number) || merged.clashes.iter().any(|clash| clash.entry.number == *number);
        let there = other.plan.entries().iter().skip(common as usize).filter(|entry| !left_out(&entry.number));
        for (mine, theirs) in here.iter().zip(there) {
            let (mine, theirs) = (&mine.said, &theirs.said);
            prop_assert_eq!((&mine.person, &mine.command, &mine.reason), (&theirs.person, &theirs.command, &theirs.reason));
            prop_assert_eq!((mine.made_at, mine.made_on), (Some(theirs.at), common));
        }
        Ok(())
    }
}

/// What became of each entry of the other copy, as it is told: of one that is told nowhere, or twice, there is no fate.
fn told(merged: &Merged, other: &Copy, common: u32) -> Vec<Fate> {
    let numbers: Vec<u32> = other.plan.entries().iter().map(|entry| entry.number).filter(|number| *number > common).collect();
    let clash = |number: u32| merged.clashes.iter().filter(move |clash| clash.entry.number == number);
    let taken = numbers.iter().filter(|number| !merged.known.contains(number) && clash(**number).next().is_none());
    let whole = taken.count() == merged.taken.len() && merged.taken.len() + merged.known.len() + merged.clashes.len() == numbers.len();
    let fates = numbers.iter().map(|number| match clash(*number).next().map(|clash| clash.refusal.code()) {
        None if merged.known.contains(number) => Fate::Known,
        None => Fate::Taken,
        Some("conflict") => Fate::Conflict,
        Some("unknown_object") => Fate::Gone,
        Some(_) => Fate::Refused,
    });
    fates.filter(|_| whole).collect()
}

type Tries = Vec<(usize, Try)>;

fn tries(most: usize) -> impl Strategy<Value = Tries> {
    let what = anything(5).prop_map(|what| match what {
        Try::ByHand { node, .. } if !BY_HAND_IN_BOTH => Try::Carry { node },
        what => what,
    });
    prop::collection::vec((who(), what), 0..most)
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn copies_and_the_model_agree(
        first in tries(15),
        rounds in prop::collection::vec((tries(10), tries(10)), 1..4),
        known in prop::collection::vec(prop::bool::weighted(0.9), 3),
        damage in damages(),
    ) {
        thread_local! {
            static COMPANY: Company = Company::with(vec![("plan.approved_by", many(&["country_lead"]))]);
        }
        COMPANY.with(|company| {
            let plan = new_plan(company);
            let mut desk = Copy { plan, model: Model::default(), said: Vec::new(), changed: BTreeSet::new(), own: BTreeSet::new(), agreed: BTreeMap::new(), merged: BTreeSet::new(), given: BTreeSet::new() };
            desk.run(company, &first, 1)?;
            let common = desk.plan.version();
            (desk.said, desk.changed, desk.own, desk.given) = Default::default();
            desk.agreed.clear();
            let mut phone = desk.clone();
            for (round, (at_the_desk, on_the_phone)) in rounds.iter().enumerate() {
                let minute = 100 * (round + 1);
                desk.run(company, at_the_desk, minute)?;
                phone.run(company, on_the_phone, minute + 20)?;
                let merged = desk.merge(&phone, common, &known, company, i64::try_from(minute).expect("a minute") + 50)?;
                let before = desk.plan.clone();
                let again = desk.merge(&phone, common, &known, company, i64::try_from(minute).expect("a minute") + 60)?;
                // What clashed can have become possible by what came behind it; nothing else is taken once more.
                let more = merged.iter().zip(&again).any(|(first, again)| clash(first) && *again == Fate::Taken);
                prop_assert!(!MERGED_ONCE || more || desk.plan == before);
            }
            agrees(&holds(&desk.plan, company, &damage)?, &desk.model.tree)
        })?;
    }
}
