//! Questions to a portfolio, and their answers in columns.

use super::block::NO_WEIGHT;
use super::due::{Counts, Effective, Window};
use super::figures::{Room, Rules, Wanted};
use super::shard::Shard;
use super::source::EpochDay;
use super::{Portfolio, Threads};
use crate::execution::kernel::{ABSENT, LeafSums, Leaves};
use crate::execution::{CompletionRules, DueBucket, Health, Horizon, MissingWeightRule, Progress};
use crate::values::{Percent, Points};
use chrono::NaiveDate;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};

/// What is asked of a portfolio.
#[derive(Debug, Clone, Copy)]
pub struct Question<'q> {
    /// The rules of completion.
    pub rules: &'q CompletionRules,
    /// The date for expected completion; absent where it is not asked for (CMP-9).
    pub expected_at: Option<NaiveDate>,
    /// The date for due lists; absent where they are not asked for (DUE-1).
    pub due_at: Option<NaiveDate>,
    /// How far `soon` reaches.
    pub horizon: Horizon,
    /// Whether the figures of every node are wanted, too; without them half the memory is written.
    pub nodes: bool,
}

impl<'q> Question<'q> {
    /// The completion of every node and plan by these rules, without a date.
    #[must_use]
    pub fn new(rules: &'q CompletionRules) -> Self {
        Self { rules, expected_at: None, due_at: None, horizon: Horizon::default(), nodes: true }
    }

    /// The same with everything that depends on a date.
    #[must_use]
    pub const fn at(mut self, as_of: NaiveDate) -> Self {
        (self.expected_at, self.due_at) = (Some(as_of), Some(as_of));
        self
    }
}

/// Rows without a weight, where the rules refuse that (CMP-11).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} rows have no weight, the first is row {}", rows.len(), rows.first().copied().unwrap_or_default())]
pub struct RowsWithoutWeight {
    /// All of them, in order; the first row is 0.
    pub rows: Vec<u32>,
}

/// The figures of a portfolio: those of its nodes by row, those of its plans in the order of the plans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// By row of the table; empty columns where they were not asked for.
    pub nodes: NodeFigures,
    /// By plan.
    pub plans: PlanFigures,
}

/// The figures of nodes, by row. Percentages are in millionths, [`NodeFigures::NONE`] where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodeFigures {
    /// Completion (CMP-1 to CMP-5).
    pub completions: Vec<u32>,
    /// Expected completion (CMP-9); empty where it was not asked for.
    pub expected: Vec<u32>,
    /// When an open action is due: the place of its [`DueBucket`] and 1, or 0 for what is no open action; empty where it was not asked for.
    pub buckets: Vec<u8>,
}

impl NodeFigures {
    /// Stands for no percentage.
    pub const NONE: u32 = ABSENT;

    /// The completion of the node of a row.
    #[must_use]
    pub fn completion(&self, row: usize) -> Option<Percent> {
        self.completions.get(row).copied().and_then(Percent::from_millionths)
    }

    /// The expected completion of the node of a row.
    #[must_use]
    pub fn expected(&self, row: usize) -> Option<Percent> {
        self.expected.get(row).copied().and_then(Percent::from_millionths)
    }

    /// When the open action of a row is due; `None` for what is none.
    #[must_use]
    pub fn bucket(&self, row: usize) -> Option<DueBucket> {
        DueBucket::ALL.get(usize::from(self.buckets.get(row).copied()?.checked_sub(1)?)).copied()
    }
}

/// The figures of plans, by plan. Columns that were not asked for are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanFigures {
    /// Completion in millionths, [`NodeFigures::NONE`] where there is none.
    pub completions: Vec<u32>,
    /// Expected completion in millionths (CMP-9).
    pub expected: Vec<u32>,
    /// All nodes.
    pub nodes: Vec<u32>,
    /// Nodes by what their status means, in the order of [`StatusCategory::ALL`](crate::execution::StatusCategory::ALL).
    pub categories: [Vec<u32>; 4],
    /// Nodes of the lowest level.
    pub actions: Vec<u32>,
    /// Actions that are open or in progress, and not below something cancelled (DUE-1).
    pub open: Vec<u32>,
    /// Due before the date.
    pub overdue: Vec<u32>,
    /// Due on the date.
    pub due_today: Vec<u32>,
    /// Due within the horizon.
    pub due_soon: Vec<u32>,
    /// Due behind the horizon.
    pub later: Vec<u32>,
    /// Without a due date.
    pub undated: Vec<u32>,
}

impl PlanFigures {
    /// The completion of a plan.
    #[must_use]
    pub fn completion(&self, plan: usize) -> Option<Percent> {
        self.completions.get(plan).copied().and_then(Percent::from_millionths)
    }

    /// Where a plan is and where it should be, by the thresholds of the portfolio's settings (CMP-9).
    #[must_use]
    pub fn progress(&self, plan: usize, portfolio: &Portfolio) -> Progress {
        let expected = self.expected.get(plan).copied().and_then(Percent::from_millionths);
        Progress::of(self.completion(plan), expected, &portfolio.settings().health)
    }

    /// Completion less expected completion of each plan, and what that means (CMP-9).
    pub fn variances<'p>(&'p self, portfolio: &'p Portfolio) -> impl Iterator<Item = Option<(Points, Health)>> + 'p {
        (0..self.completions.len()).map(|plan| {
            let progress = self.progress(plan, portfolio);
            progress.variance.zip(progress.health)
        })
    }

    fn with_room(plans: usize) -> Self {
        let room = || Vec::with_capacity(plans);
        Self { completions: room(), expected: Vec::new(), nodes: room(), categories: [room(), room(), room(), room()], ..Self::default() }
    }

    fn count(&mut self, counts: &Counts) {
        self.actions.push(counts.actions);
        self.open.push(counts.open);
        self.overdue.push(counts.overdue);
        self.due_today.push(counts.today);
        self.due_soon.push(counts.soon);
        self.later.push(counts.later);
        self.undated.push(counts.undated);
    }

    /// Puts the figures of further plans behind these.
    fn append(&mut self, mut other: Self) {
        let Self { completions, expected, nodes, categories, actions, open, overdue, due_today, due_soon, later, undated } = self;
        completions.append(&mut other.completions);
        expected.append(&mut other.expected);
        nodes.append(&mut other.nodes);
        for (mine, theirs) in categories.iter_mut().zip(&mut other.categories) {
            mine.append(theirs);
        }
        actions.append(&mut other.actions);
        open.append(&mut other.open);
        overdue.append(&mut other.overdue);
        due_today.append(&mut other.due_today);
        due_soon.append(&mut other.due_soon);
        later.append(&mut other.later);
        undated.append(&mut other.undated);
    }
}

/// Columns by row that several threads write, each its own rows.
struct ByRow {
    completions: Vec<AtomicU32>,
    expected: Vec<AtomicU32>,
    buckets: Vec<AtomicU8>,
}

impl ByRow {
    fn new(rows: usize, question: &Question<'_>) -> Self {
        let absent = |rows: usize| std::iter::repeat_with(|| AtomicU32::new(ABSENT)).take(rows).collect();
        let wanted = |wanted: bool| if question.nodes && wanted { rows } else { 0 };
        Self {
            completions: absent(wanted(true)),
            expected: absent(wanted(question.expected_at.is_some())),
            buckets: std::iter::repeat_with(|| AtomicU8::new(0)).take(wanted(question.due_at.is_some())).collect(),
        }
    }

    fn finish(self) -> NodeFigures {
        NodeFigures {
            completions: self.completions.into_iter().map(AtomicU32::into_inner).collect(),
            expected: self.expected.into_iter().map(AtomicU32::into_inner).collect(),
            buckets: self.buckets.into_iter().map(AtomicU8::into_inner).collect(),
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
    /// Rows without a weight where the rules refuse that (CMP-11).
    pub fn ask(&self, question: &Question<'_>, threads: Threads) -> Result<Answer, RowsWithoutWeight> {
        self.weights_given(question.rules)?;
        let by_row = ByRow::new(self.rows, question);
        let calendar = &self.settings.calendar;
        let due = question.due_at.map(|day| {
            let day_number = EpochDay::from(day).number();
            let end = EpochDay::from(question.horizon.end(calendar, day)).number();
            (Window { as_of: day_number, end }, Effective::of(calendar, &self.shards))
        });
        let work = Work { portfolio: self, question, rules: Rules::of(question.rules), due, by_row };
        // Sums over leaves are twice as much to carry, so they are only carried where a rule looks at them.
        let each = |shard: &Shard| if question.rules.looks_at_leaves() { work.shard::<Leaves>(shard) } else { work.shard::<()>(shard) };
        let answers = threads.each(self.shards.iter().collect(), each);
        let mut plans = PlanFigures::default();
        answers.into_iter().for_each(|more| plans.append(more));
        Ok(Answer { nodes: work.by_row.finish(), plans })
    }

    pub(super) fn weights_given(&self, rules: &CompletionRules) -> Result<(), RowsWithoutWeight> {
        if rules.missing_weight != MissingWeightRule::Refuse {
            return Ok(());
        }
        let without = |shard: &Shard| {
            let nodes = shard.weights.iter().zip(&shard.rows);
            nodes.filter(|(weight, _)| **weight == NO_WEIGHT).map(|(_, row)| *row).collect::<Vec<_>>()
        };
        let mut rows: Vec<u32> = self.shards.iter().flat_map(without).collect();
        rows.sort_unstable();
        if rows.is_empty() { Ok(()) } else { Err(RowsWithoutWeight { rows }) }
    }
}

/// What every thread needs to know to answer.
struct Work<'w> {
    portfolio: &'w Portfolio,
    question: &'w Question<'w>,
    rules: Rules<'w>,
    due: Option<(Window, Effective)>,
    by_row: ByRow,
}

impl Work<'_> {
    fn shard<L: LeafSums>(&self, shard: &Shard) -> PlanFigures {
        let (settings, by_row, nodes_wanted) = (self.portfolio.settings(), &self.by_row, self.question.nodes);
        let mut figures = PlanFigures::with_room(shard.plans.len());
        let (mut room, mut gone) = (Room::<L>::default(), Vec::new());
        for (place, plan) in shard.plans.clone().enumerate() {
            let end = self.portfolio.end(plan);
            let mut roll = |wanted, column: &[AtomicU32]| {
                shard.plan(place).roll(end, wanted, &self.rules, &mut room, |row, completion| {
                    if nodes_wanted {
                        put(column, row, completion);
                    }
                })
            };
            figures.completions.push(roll(Wanted::Actual, &by_row.completions));
            if let Some(day) = self.question.expected_at {
                figures.expected.push(roll(Wanted::Planned(EpochDay::from(day).number()), &by_row.expected));
            }
            let kinds = shard.kinds.get(shard.nodes(place)).unwrap_or_default();
            let mut counts = [0_u32; 4];
            for kind in kinds {
                if let Some(count) = counts.get_mut(kind.category as usize) {
                    *count = count.wrapping_add(1);
                }
            }
            figures.nodes.push(u32::try_from(kinds.len()).unwrap_or(u32::MAX));
            figures.categories.iter_mut().zip(counts).for_each(|(column, count)| column.push(count));
            let Some((window, effective)) = &self.due else { continue };
            let tell = |row: u32, bucket: DueBucket| {
                if let Some(slot) = by_row.buckets.get(row as usize) {
                    slot.store((bucket as u8).wrapping_add(1), Ordering::Relaxed);
                }
            };
            figures.count(&shard.due(place, settings.hierarchy.lowest(), *window, (&settings.calendar, effective), &mut gone, tell));
        }
        figures
    }
}
