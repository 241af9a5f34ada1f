//! Questions to a portfolio, and their answers in columns.

use super::Portfolio;
use super::action_counts::ActionCounts;
use super::due::Look;
use super::row_weights::RowWeights;
use crate::execution::kernel::ABSENT;
use crate::execution::{CompletionRules, DueBucket, Health, Horizon, LevelIndex, Progress};
use crate::values::{Percent, Points};
use chrono::NaiveDate;

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
    /// The levels whose nodes are actions; empty for the lowest one.
    pub levels: &'q [LevelIndex],
    /// Weights by row in place of the nodes' own, to see what they would change (CMP-10). A missing one is what CMP-11 makes of it.
    pub weights: Option<&'q RowWeights>,
    /// Whether actions that were done in time are told from late ones, where the table says when.
    pub done: bool,
    /// Whether actions that wait for a prerequisite are told, where the table has prerequisites.
    pub blocked: bool,
    /// Whether the figures of every node are wanted, too; without them half the memory is written.
    pub nodes: bool,
}

impl<'q> Question<'q> {
    /// The completion of every node and plan by these rules, without a date.
    #[must_use]
    pub fn new(rules: &'q CompletionRules) -> Self {
        let horizon = Horizon::default();
        Self { rules, expected_at: None, due_at: None, horizon, levels: &[], weights: None, done: true, blocked: true, nodes: true }
    }

    /// The same with everything that depends on a date.
    #[must_use]
    pub const fn at(mut self, as_of: NaiveDate) -> Self {
        (self.expected_at, self.due_at) = (Some(as_of), Some(as_of));
        self
    }
}

/// Rows without a weight that can be used: where the rules refuse that (CMP-11), or where a column of weights was named for the question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} rows have no weight, the first is row {}", rows.len(), rows.first().copied().unwrap_or_default())]
pub struct RowsWithoutWeight {
    /// All of them, in order; the first row is 0.
    pub rows: Vec<u32>,
    /// Whether it is the column of weights that was named for the question that lacks them.
    pub named: bool,
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// Rows without a weight that can be used.
    #[error(transparent)]
    WithoutWeight(#[from] RowsWithoutWeight),
    /// Somebody stopped the work (see [`Threads::stopped_by`](super::Threads::stopped_by)).
    #[error("the work was stopped")]
    Stopped,
}

impl RowsWithoutWeight {
    /// An error that names these rows in order; none where there are none.
    pub(super) fn none(mut rows: Vec<u32>, named: bool) -> Result<(), Self> {
        rows.sort_unstable();
        rows.dedup();
        if rows.is_empty() { Ok(()) } else { Err(Self { rows, named }) }
    }
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
    /// Whether an open action waits for a prerequisite: 1 for no, 2 for yes, 0 for what is no open action; empty where the table has none.
    pub blocked: Vec<u8>,
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

    /// Whether the open action of a row waits for a prerequisite; `None` for what is none.
    #[must_use]
    pub fn is_blocked(&self, row: usize) -> Option<bool> {
        self.blocked.get(row).copied()?.checked_sub(1).map(|blocked| blocked == 1)
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
    /// Nodes of the levels asked for, by default the lowest.
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
    /// Open, with a prerequisite that is neither done nor cancelled; empty where the table has none.
    pub blocked: Vec<u32>,
    /// Done on the day that counts as the due date, or before; empty where the table does not say when.
    pub done_on_time: Vec<u32>,
    /// Done behind it.
    pub done_late: Vec<u32>,
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

    pub(super) fn with_room(plans: usize) -> Self {
        let room = || Vec::with_capacity(plans);
        Self { completions: room(), expected: Vec::new(), nodes: room(), categories: [room(), room(), room(), room()], ..Self::default() }
    }

    pub(super) fn count(&mut self, counts: &ActionCounts, look: &Look<'_>) {
        if look.is_dated() {
            self.actions.push(counts.actions);
            self.open.push(counts.open);
            self.overdue.push(counts.overdue);
            self.due_today.push(counts.due_today);
            self.due_soon.push(counts.due_soon);
            self.later.push(counts.later);
            self.undated.push(counts.undated);
        }
        if look.blocked {
            self.blocked.push(counts.blocked);
        }
        if look.done {
            self.done_on_time.push(counts.done_on_time);
            self.done_late.push(counts.done_late);
        }
    }

    /// The actions of a plan, counted; what was not asked for is 0.
    #[must_use]
    pub fn actions_of(&self, plan: usize) -> ActionCounts {
        let at = |column: &[u32]| column.get(plan).copied().unwrap_or_default();
        ActionCounts {
            actions: at(&self.actions),
            open: at(&self.open),
            overdue: at(&self.overdue),
            due_today: at(&self.due_today),
            due_soon: at(&self.due_soon),
            later: at(&self.later),
            undated: at(&self.undated),
            blocked: at(&self.blocked),
            done_on_time: at(&self.done_on_time),
            done_late: at(&self.done_late),
        }
    }

    /// The same with the plans in the other direction.
    pub(super) fn reverse(&mut self) {
        self.completions.reverse();
        self.expected.reverse();
        self.categories.iter_mut().for_each(|column| column.reverse());
        self.counts().into_iter().for_each(|column| column.reverse());
    }

    /// All columns of counts.
    fn counts(&mut self) -> [&mut Vec<u32>; 11] {
        let Self { nodes, actions, open, overdue, due_today, due_soon, later, undated, blocked, done_on_time, done_late, .. } = self;
        [nodes, actions, open, overdue, due_today, due_soon, later, undated, blocked, done_on_time, done_late]
    }

    /// Puts the figures of further plans behind these.
    pub(super) fn append(&mut self, mut other: Self) {
        self.completions.append(&mut other.completions);
        self.expected.append(&mut other.expected);
        for (mine, theirs) in self.categories.iter_mut().zip(&mut other.categories) {
            mine.append(theirs);
        }
        for (mine, theirs) in self.counts().into_iter().zip(other.counts()) {
            mine.append(theirs);
        }
    }
}
