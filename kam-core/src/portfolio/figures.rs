//! The figures of a portfolio by one set of rules, and in columns.

use super::block::{NO_PERCENT, NO_WEIGHT};
use super::row_weights::RowWeights;
use super::shard::{Kind, NO_PARENT, RowsOfNodes, Shard};
use super::source::EpochDay;
use crate::execution::kernel::{
    ABSENT, Facts, Figures, LeafSums, Methods, Passed, Sums, evaluate, mean_weight, missing_weight, pass, planned_share, roll_up,
};
use crate::execution::{CompletionRules, LevelIndex, Method, MissingWeightRule, StatusCategory};
use crate::values::Percent;

/// What is rolled up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// What is done (CMP-1 to CMP-5).
    Actual,
    /// What should be done on a day (CMP-9).
    Planned(i32),
}

/// Room for the nodes of one plan.
#[derive(Default)]
pub(super) struct Room<L> {
    /// Of the children of each node: their sums, and the lowest completion.
    below: Vec<Below<L>>,
    /// What a node without a weight weighs, where that depends on its siblings.
    means: Vec<u64>,
    /// The same of the plan itself.
    whole: Below<L>,
    dues: Vec<i32>,
    /// Weights in place of the nodes' own.
    weights: Vec<u64>,
}

/// The rules with what is looked up once.
pub(super) struct Rules<'r> {
    rules: &'r CompletionRules,
    methods: Methods,
    missing: u64,
    /// Weights by row in place of the nodes' own (CMP-10).
    weights: Option<&'r RowWeights>,
}

impl<'r> Rules<'r> {
    pub(super) fn of(rules: &'r CompletionRules, weights: Option<&'r RowWeights>) -> Self {
        Self { rules, methods: Methods::of(rules), missing: missing_weight(rules.missing_weight), weights }
    }

    /// Whether every figure comes from sums, so that one node's change needs no look at its siblings.
    pub(super) fn is_by_sums(&self) -> bool {
        !self.methods.any(Method::Lowest) && self.rules.method_of(None) != Method::Lowest
    }

    fn of_plan<L: LeafSums>(&self, (sums, lowest): &Below<L>) -> u32 {
        roll_up(self.rules.method_of(None), sums, || *lowest)
    }
}

/// A node that was rolled up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rolled {
    pub(super) row: u32,
    pub(super) level: LevelIndex,
    /// Its place in the plan.
    pub(super) place: usize,
    /// What it was counted with.
    pub(super) weight: u64,
    pub(super) figures: Figures,
}

/// The nodes of one plan, a column for each thing.
#[derive(Clone, Copy)]
pub(super) struct PlanNodes<'n> {
    pub(super) kinds: &'n [Kind],
    pub(super) parents: &'n [u32],
    pub(super) weights: &'n [u64],
    pub(super) progress: &'n [u32],
    /// Empty where no node has one.
    pub(super) set_by_hand: &'n [u32],
    /// Empty where no node has one.
    pub(super) starts: &'n [i32],
    pub(super) dues: &'n [i32],
    pub(super) rows: RowsOfNodes<'n>,
}

impl Shard {
    #[inline]
    pub(super) fn plan(&self, plan: usize) -> PlanNodes<'_> {
        let nodes = self.nodes(plan);
        PlanNodes {
            kinds: self.kinds.get(nodes.clone()).unwrap_or_default(),
            parents: self.parents.get(nodes.clone()).unwrap_or_default(),
            weights: self.weights.get(nodes.clone()).unwrap_or_default(),
            progress: self.progress.get(nodes.clone()).unwrap_or_default(),
            set_by_hand: self.set_by_hand.get(nodes.clone()).unwrap_or_default(),
            starts: self.starts.get(nodes.clone()).unwrap_or_default(),
            dues: self.dues.get(nodes.clone()).unwrap_or_default(),
            rows: self.rows_of(nodes),
        }
    }
}

/// What is below a node: the sums of its children, and the lowest completion of them.
type Below<L> = (Sums<L>, u32);

impl PlanNodes<'_> {
    /// Rolls up one plan; gives its completion or `ABSENT`, and hands each node to `each`.
    #[inline]
    pub(super) fn roll<L: LeafSums>(self, end: Option<i32>, wanted: Wanted, rules: &Rules<'_>, room: &mut Room<L>, each: impl FnMut(Rolled)) -> u32 {
        match wanted {
            Wanted::Actual => {
                let facts = |(at, (kind, own)): (usize, (&Kind, &u32))| self.actual(at, *kind, *own, rules);
                self.up(self.kinds.iter().zip(self.progress).enumerate().rev().map(facts), false, rules, room, each)
            }
            Wanted::Planned(day) => {
                let mut dues = std::mem::take(&mut room.dues);
                inherit(self.dues, self.parents, end, &mut dues);
                let days = self.kinds.iter().zip(self.dues).zip(&dues).enumerate().rev();
                let facts = days.map(|(at, ((kind, own), due))| {
                    let start = self.starts.get(at).copied().and_then(some_day);
                    Facts::planned(kind.category(), planned_share(start, *own != EpochDay::NONE, some_day(*due), day), rules.rules)
                });
                let completion = self.up(facts, true, rules, room, each);
                room.dues = dues;
                completion
            }
        }
    }

    /// A node by its status (CMP-1, CMP-3, CMP-4).
    #[inline]
    fn actual(&self, at: usize, kind: Kind, own: u32, rules: &Rules<'_>) -> Facts {
        let own = if own == NO_PERCENT { 0 } else { own };
        Facts::of(kind.category(), || own, self.set_by_hand.get(at).copied().unwrap_or(ABSENT), rules.rules)
    }

    /// One pass from the last node to the first, whose facts come in this order. `planned`: what has 100 is done, whatever its status.
    #[inline]
    fn up<L: LeafSums>(
        self,
        facts: impl Iterator<Item = Facts>,
        planned: bool,
        rules: &Rules<'_>,
        room: &mut Room<L>,
        mut each: impl FnMut(Rolled),
    ) -> u32 {
        let Self { kinds, parents, rows, .. } = self;
        let Room { below, whole, means, weights: others, .. } = room;
        let weights = match rules.weights {
            None => self.weights,
            Some(column) => {
                others.clear();
                others.extend(rows.iter().map(|row| column.units(row)));
                others.as_slice()
            }
        };
        below.clear();
        below.resize(kinds.len(), (Sums::default(), ABSENT));
        mean_weights(weights, parents, rules.rules, means);
        *whole = (Sums::default(), ABSENT);
        let nodes = kinds.iter().zip(parents).zip(weights).enumerate().rev();
        for ((at, ((kind, parent), weight)), facts) in nodes.zip(facts) {
            let weight = if *weight == NO_WEIGHT { means.get(at).copied().unwrap_or(rules.missing) } else { *weight };
            let empty = (Sums::default(), ABSENT);
            let (sums, lowest) = if kind.is_leaf() { &empty } else { below.get(at).unwrap_or(&empty) };
            let mut figures = evaluate(&facts, kind.is_leaf(), sums, rules.methods.at(kind.level()), rules.rules, || *lowest);
            if planned {
                figures.done = figures.completion == Percent::HUNDRED.millionths();
            }
            let passed = pass(weight, &figures, kind.is_leaf(), sums, facts.set_by_hand != ABSENT);
            let (above, lowest) = below.get_mut(*parent as usize).unwrap_or(whole);
            above.add(&passed, true);
            *lowest = (*lowest).min(if weight > 0 { figures.completion } else { ABSENT });
            each(Rolled { place: at, row: rows.get(at), level: kind.level(), weight, figures });
        }
        rules.of_plan(whole)
    }

    /// Brings the figures of a plan that was rolled up in this room to where they are after one node changed: the node and its ancestors only.
    /// Gives the completion of the plan where that may have moved. Not for rules that ask for the lowest (see [`Rules::is_by_sums`]).
    #[inline]
    pub(super) fn update<L: LeafSums>(self, changed: usize, rules: &Rules<'_>, room: &mut Room<L>, figures: &mut [Figures]) -> Option<u32> {
        let Room { below, whole, means, .. } = room;
        let mut at = changed;
        // What the node below passed up before the change, and what it passes now.
        let mut moved: Option<(Passed<L>, Passed<L>)> = None;
        loop {
            let (kind, parent) = (*self.kinds.get(at)?, *self.parents.get(at)?);
            let facts = self.actual(at, kind, self.progress.get(at).copied().unwrap_or(NO_PERCENT), rules);
            let own = *self.weights.get(at)?;
            let weight = if own == NO_WEIGHT { means.get(at).copied().unwrap_or(rules.missing) } else { own };
            let (sums, now) = (&mut below.get_mut(at)?.0, figures.get_mut(at)?);
            let by_hand = facts.set_by_hand != ABSENT;
            let before = pass(weight, now, kind.is_leaf(), sums, by_hand);
            if let Some((old, new)) = &moved {
                sums.take(old, true);
                sums.add(new, true);
            }
            *now = evaluate(&facts, kind.is_leaf(), sums, rules.methods.at(kind.level()), rules.rules, || ABSENT);
            let after = pass(weight, now, kind.is_leaf(), sums, by_hand);
            if before == after {
                return None;
            }
            if parent == NO_PARENT {
                whole.0.take(&before, true);
                whole.0.add(&after, true);
                return Some(rules.of_plan(whole));
            }
            moved = Some((before, after));
            at = parent as usize;
        }
    }
}

#[inline]
fn some_day(day: i32) -> Option<i32> {
    (day != EpochDay::NONE).then_some(day)
}

/// What each node without a weight weighs, where that is the mean of its siblings (CMP-11); empty where it is not asked for.
fn mean_weights(weights: &[u64], parents: &[u32], rules: &CompletionRules, into: &mut Vec<u64>) {
    into.clear();
    if rules.missing_weight != MissingWeightRule::Mean || !weights.contains(&NO_WEIGHT) {
        return;
    }
    // By parent, the plan itself last: how many siblings have a positive weight, and their sum.
    let mut siblings = vec![(0_u32, 0_u128); weights.len().saturating_add(1)];
    let group = |parent: u32| if parent == NO_PARENT { weights.len() } else { parent as usize };
    for (weight, parent) in weights.iter().zip(parents) {
        if let Some((count, sum)) = siblings.get_mut(group(*parent)).filter(|_| *weight > 0 && *weight != NO_WEIGHT) {
            *count = count.wrapping_add(1);
            *sum = sum.wrapping_add(u128::from(*weight));
        }
    }
    into.extend(parents.iter().map(|parent| siblings.get(group(*parent)).map_or(0, |(count, sum)| mean_weight(*count, *sum))));
}

/// The due date that holds for each node: its own, else that of the nearest node above with one, else the plan's end.
fn inherit(dues: &[i32], parents: &[u32], end: Option<i32>, into: &mut Vec<i32>) {
    into.clear();
    for (due, parent) in dues.iter().zip(parents) {
        let above = if *parent == NO_PARENT { end } else { into.get(*parent as usize).copied().and_then(some_day) };
        into.push(if *due == EpochDay::NONE { above.unwrap_or(EpochDay::NONE) } else { *due });
    }
}

/// Whether each node of a plan is cancelled or below something cancelled.
pub(super) fn given_up(kinds: &[Kind], parents: &[u32], into: &mut Vec<bool>) {
    into.clear();
    into.extend(kinds.iter().map(|kind| kind.category() == StatusCategory::Cancelled));
    let flags = into.as_mut_slice();
    for (at, parent) in parents.iter().enumerate() {
        let above = flags.get(*parent as usize).copied().unwrap_or(false);
        if let Some(flag) = flags.get_mut(at) {
            *flag |= above;
        }
    }
}
