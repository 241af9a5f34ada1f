//! Questions worked out, on several threads.

use super::answer::{Answer, AskError, NodeFigures, PlanFigures, Question, RowsWithoutWeight};
use super::block::NO_WEIGHT;
use super::due::{Action, Look};
use super::figures::{Rolled, Room, Rules, Wanted};
use super::shard::Shard;
use super::source::EpochDay;
use super::{Portfolio, Threads};
use crate::execution::kernel::{ABSENT, LeafSums, Leaves};
use crate::execution::{MissingWeightRule, StatusCategory};
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};

/// Columns by row that several threads write, each its own rows.
struct ByRow {
    completions: Vec<AtomicU32>,
    expected: Vec<AtomicU32>,
    buckets: Vec<AtomicU8>,
    blocked: Vec<AtomicU8>,
}

impl ByRow {
    fn new(rows: usize, question: &Question<'_>, look: &Look<'_>) -> Self {
        let absent = |rows: usize| std::iter::repeat_with(|| AtomicU32::new(ABSENT)).take(rows).collect();
        let none = |rows: usize| std::iter::repeat_with(|| AtomicU8::new(0)).take(rows).collect();
        let wanted = |wanted: bool| if question.nodes && wanted { rows } else { 0 };
        Self {
            completions: absent(wanted(true)),
            expected: absent(wanted(question.expected_at.is_some())),
            buckets: none(wanted(look.is_dated())),
            blocked: none(wanted(look.blocked)),
        }
    }

    /// What is told of an action.
    #[inline]
    fn put(&self, action: &Action) {
        let put = |column: &[AtomicU8], value: u8| {
            if let Some(slot) = column.get(action.row as usize) {
                slot.store(value, Ordering::Relaxed);
            }
        };
        put(&self.buckets, action.bucket.map_or(0, |bucket| (bucket as u8).wrapping_add(1)));
        put(&self.blocked, if action.open { u8::from(action.blocked).wrapping_add(1) } else { 0 });
    }

    fn finish(self) -> NodeFigures {
        NodeFigures {
            completions: self.completions.into_iter().map(AtomicU32::into_inner).collect(),
            expected: self.expected.into_iter().map(AtomicU32::into_inner).collect(),
            buckets: self.buckets.into_iter().map(AtomicU8::into_inner).collect(),
            blocked: self.blocked.into_iter().map(AtomicU8::into_inner).collect(),
        }
    }
}

#[inline]
fn put(column: &[AtomicU32], row: u32, value: u32) {
    if let Some(slot) = column.get(row as usize) {
        slot.store(value, Ordering::Relaxed);
    }
}

impl Portfolio {
    /// Works out what is asked.
    ///
    /// # Errors
    /// Rows without a weight where the rules refuse that (CMP-11), or with a cell that holds none where other weights are asked about.
    pub fn ask(&self, question: &Question<'_>, threads: Threads<'_>) -> Result<Answer, AskError> {
        self.weights_given(question)?;
        let look = Look::of(self, question);
        let by_row = ByRow::new(self.rows, question, &look);
        let work = Work { portfolio: self, question, rules: Rules::of(question.rules, question.weights), look, by_row, threads };
        // Sums over leaves are twice as much to carry, so they are only carried where a rule looks at them.
        let each = |shard: &Shard| if question.rules.looks_at_leaves() { work.shard::<Leaves>(shard) } else { work.shard::<()>(shard) };
        let answers = threads.each(self.shards.iter().collect(), each);
        if threads.are_stopped() {
            return Err(AskError::Stopped);
        }
        let mut plans = PlanFigures::default();
        answers.into_iter().for_each(|more| plans.append(more));
        Ok(Answer { nodes: work.by_row.finish(), plans })
    }

    /// Whether every node has the weight that the rules ask for.
    pub(super) fn weights_given(&self, question: &Question<'_>) -> Result<(), RowsWithoutWeight> {
        let refused = question.rules.missing_weight == MissingWeightRule::Refuse;
        let rows: Vec<u32> = match question.weights {
            None if !refused => return Ok(()),
            None => {
                let nodes = self.shards.iter().flat_map(|shard| shard.weights.iter().zip(shard.rows_of(0..shard.count()).iter()));
                nodes.filter(|(weight, _)| **weight == NO_WEIGHT).map(|(_, row)| row).collect()
            }
            Some(weights) => {
                let unusable = |row: &u32| weights.of(*row).map_or(true, |weight| refused && weight.is_none());
                self.shards.iter().flat_map(|shard| shard.rows_of(0..shard.count()).iter()).filter(unusable).collect()
            }
        };
        RowsWithoutWeight::none(rows, question.weights.is_some())
    }
}

/// What every thread needs to know to answer.
struct Work<'w> {
    portfolio: &'w Portfolio,
    question: &'w Question<'w>,
    rules: Rules<'w>,
    look: Look<'w>,
    by_row: ByRow,
    threads: Threads<'w>,
}

impl Work<'_> {
    fn shard<L: LeafSums>(&self, shard: &Shard) -> PlanFigures {
        let (by_row, nodes_wanted) = (&self.by_row, self.question.nodes);
        let mut figures = PlanFigures::with_room(shard.plans.len());
        let (mut room, mut gone) = (Room::<L>::default(), Vec::new());
        // Backwards as each plan is rolled up: memory that is read in one direction comes before it is asked for.
        for (place, plan) in shard.plans.clone().enumerate().rev() {
            if self.threads.are_stopped() {
                break;
            }
            let end = self.portfolio.end(plan);
            let mut roll = |wanted, column: &[AtomicU32]| {
                shard.plan(place).roll(end, wanted, &self.rules, &mut room, |node: Rolled| {
                    if nodes_wanted {
                        put(column, node.row, node.figures.completion);
                    }
                })
            };
            figures.completions.push(roll(Wanted::Actual, &by_row.completions));
            if let Some(day) = self.question.expected_at {
                figures.expected.push(roll(Wanted::Planned(EpochDay::from(day).number()), &by_row.expected));
            }
            let kinds = shard.kinds.get(shard.nodes(place)).unwrap_or_default();
            figures.nodes.push(u32::try_from(kinds.len()).unwrap_or(u32::MAX));
            for (column, category) in figures.categories.iter_mut().zip(StatusCategory::ALL) {
                // A pass for each of them, many kinds at a time, is quicker than one that goes from count to count.
                column.push(kinds.iter().map(|kind| u32::from(kind.category() == category)).sum());
            }
            if self.look.is_needed() {
                figures.count(&shard.actions(place, &self.look, &mut gone, |action| by_row.put(action)), &self.look);
            }
        }
        figures.reverse();
        figures
    }
}
