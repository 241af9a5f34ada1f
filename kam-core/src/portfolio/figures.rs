//! The figures of a portfolio by one set of rules, and in columns.

use super::record::{NO_PERCENT, NO_WEIGHT};
use super::shard::{Kind, NO_PARENT, Shard};
use crate::execution::kernel::{ABSENT, Facts, Figures, Methods, Sums, evaluate, mean_weight, missing_weight, pass, planned_share, roll_up};
use crate::execution::{CompletionRules, MissingWeightRule, StatusCategory};
use crate::values::Percent;
use std::ops::Range;

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
pub(super) struct Room {
    sums: Vec<Sums>,
    lowest: Vec<u32>,
    weights: Vec<u64>,
    dues: Vec<i32>,
    /// The figures of each node of the plan, in the order of the shard.
    pub(super) figures: Vec<Figures>,
}

/// The rules with what is looked up once.
pub(super) struct Rules<'r> {
    rules: &'r CompletionRules,
    methods: Methods,
    leaves: bool,
    missing: u64,
}

impl<'r> Rules<'r> {
    pub(super) fn of(rules: &'r CompletionRules) -> Self {
        Self { rules, methods: Methods::of(rules), leaves: rules.looks_at_leaves(), missing: missing_weight(rules.missing_weight) }
    }
}

impl Shard {
    /// Rolls up one plan; gives its completion or `ABSENT`. The figures of its nodes are in the room.
    pub(super) fn roll(&self, plan: usize, end: Option<i32>, wanted: Wanted, rules: &Rules<'_>, room: &mut Room) -> u32 {
        let nodes = self.nodes(plan);
        let count = nodes.len();
        let of = |list: &Range<usize>| list.clone();
        let kinds = self.kinds.get(of(&nodes)).unwrap_or_default();
        let parents = self.parents.get(of(&nodes)).unwrap_or_default();
        let given = self.weights.get(of(&nodes)).unwrap_or_default();
        let progress = self.progress.get(of(&nodes)).unwrap_or_default();
        let by_hand = self.set_by_hand.get(of(&nodes)).unwrap_or_default();

        room.sums.clear();
        room.sums.resize(count, Sums::default());
        room.lowest.clear();
        room.lowest.resize(count, ABSENT);
        room.figures.clear();
        room.figures.resize(count, Figures::default());
        weights(given, parents, rules, &mut room.weights);
        if let Wanted::Planned(_) = wanted {
            inherit(self.dues.get(of(&nodes)).unwrap_or_default(), parents, end, &mut room.dues);
        }

        let mut whole = Sums::default();
        let mut whole_lowest = ABSENT;
        for at in (0..count).rev() {
            let (Some(kind), Some(parent), Some(weight), Some(sums)) = (kinds.get(at), parents.get(at), room.weights.get(at), room.sums.get(at))
            else {
                continue;
            };
            let facts = match wanted {
                Wanted::Actual => {
                    let own = || progress.get(at).copied().filter(|own| *own != NO_PERCENT).unwrap_or(0);
                    Facts::of(kind.category, own, by_hand.get(at).copied().unwrap_or(ABSENT), rules.rules)
                }
                Wanted::Planned(day) => {
                    let node = nodes.start.wrapping_add(at);
                    let due = Self::day(&room.dues, at);
                    let share = planned_share(Self::day(&self.starts, node), Self::day(&self.dues, node).is_some(), due, day);
                    Facts::planned(kind.category, share, rules.rules)
                }
            };
            let lowest = room.lowest.get(at).copied().unwrap_or(ABSENT);
            let mut figures = evaluate(&facts, kind.is_leaf, sums, rules.methods.at(kind.level), rules.rules, || lowest);
            if let Wanted::Planned(_) = wanted {
                figures.done = figures.completion == Percent::HUNDRED.millionths();
            }
            let passed = pass(*weight, &figures, kind.is_leaf, sums, facts.set_by_hand != ABSENT);
            let counts_for_lowest = if *weight > 0 { figures.completion } else { ABSENT };
            if let Some(slot) = room.figures.get_mut(at) {
                *slot = figures;
            }
            let (above, above_lowest) = match (room.sums.get_mut(*parent as usize), room.lowest.get_mut(*parent as usize)) {
                (Some(sums), Some(lowest)) if *parent != NO_PARENT => (sums, lowest),
                _ => (&mut whole, &mut whole_lowest),
            };
            above.add(&passed, rules.leaves);
            *above_lowest = (*above_lowest).min(counts_for_lowest);
        }
        roll_up(rules.rules.method_of(None), &whole, || whole_lowest)
    }
}

/// The weight each node is counted with (CMP-11).
fn weights(given: &[u64], parents: &[u32], rules: &Rules<'_>, into: &mut Vec<u64>) {
    into.clear();
    into.extend(given.iter().map(|weight| if *weight == NO_WEIGHT { rules.missing } else { *weight }));
    if rules.rules.missing_weight != MissingWeightRule::Mean || !given.contains(&NO_WEIGHT) {
        return;
    }
    // By parent, the plan itself last: how many siblings have a positive weight, and their sum.
    let mut siblings = vec![(0_u32, 0_u128); given.len().saturating_add(1)];
    let group = |parent: u32| if parent == NO_PARENT { given.len() } else { parent as usize };
    for (weight, parent) in given.iter().zip(parents) {
        if let Some((count, sum)) = siblings.get_mut(group(*parent)).filter(|_| *weight > 0 && *weight != NO_WEIGHT) {
            *count = count.wrapping_add(1);
            *sum = sum.wrapping_add(u128::from(*weight));
        }
    }
    for ((slot, weight), parent) in into.iter_mut().zip(given).zip(parents) {
        if *weight == NO_WEIGHT
            && let Some((count, sum)) = siblings.get(group(*parent))
        {
            *slot = mean_weight(*count, *sum);
        }
    }
}

/// The due date that holds for each node: its own, else that of the nearest node above with one, else the plan's end.
fn inherit(dues: &[i32], parents: &[u32], end: Option<i32>, into: &mut Vec<i32>) {
    use super::source::EpochDay;
    into.clear();
    for (due, parent) in dues.iter().zip(parents) {
        let above = if *parent == NO_PARENT { end } else { Shard::day(into, *parent as usize) };
        into.push(if *due == EpochDay::NONE { above.unwrap_or(EpochDay::NONE) } else { *due });
    }
}

/// Whether each node of a plan is cancelled or below something cancelled.
pub(super) fn given_up(kinds: &[Kind], parents: &[u32], into: &mut Vec<bool>) {
    into.clear();
    for (kind, parent) in kinds.iter().zip(parents) {
        let above = *parent != NO_PARENT && into.get(*parent as usize) == Some(&true);
        into.push(above || kind.category == StatusCategory::Cancelled);
    }
}
