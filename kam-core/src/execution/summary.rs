//! A plan in one line: where it is, where it should be, and what is due (CMP-9, DUE-1).

use super::completion::{Completion, CompletionRules, MissingWeights, Progress};
use super::due::{DueBucket, DueQuery, collect};
use crate::plan::Plan;
use chrono::NaiveDate;

/// The figures of a plan on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Completion, expected completion, variance and health.
    pub progress: Progress,
    /// All nodes.
    pub nodes: usize,
    /// Nodes of the lowest level.
    pub actions: usize,
    /// Open actions, as the query asks for them.
    pub open: usize,
    /// Due before the date.
    pub overdue: usize,
    /// Due on the date.
    pub due_today: usize,
    /// Due within the horizon, the date itself not included.
    pub due_soon: usize,
    /// Due behind the horizon.
    pub later: usize,
    /// Without a due date.
    pub undated: usize,
    /// Waiting for a prerequisite.
    pub blocked: usize,
}

impl Summary {
    /// The figures of a plan by the given rules.
    ///
    /// # Errors
    /// As [`Completion::compute`].
    pub fn of(plan: &Plan, rules: &CompletionRules, as_of: NaiveDate, query: &DueQuery) -> Result<Self, MissingWeights> {
        let actual = Completion::compute(plan, rules)?;
        let expected = Completion::expected(plan, rules, as_of)?;
        let lowest = plan.settings().hierarchy.lowest();
        let mut summary = Self {
            progress: Progress::of(actual.of_plan(), expected.of_plan(), &plan.settings().health),
            nodes: plan.nodes().len(),
            actions: plan.keys().filter(|key| plan.level_index(*key) == Some(lowest)).count(),
            open: 0,
            overdue: 0,
            due_today: 0,
            due_soon: 0,
            later: 0,
            undated: 0,
            blocked: 0,
        };
        collect(plan, as_of, query, |item| {
            let bucket = match item.bucket {
                DueBucket::Overdue => &mut summary.overdue,
                DueBucket::Today => &mut summary.due_today,
                DueBucket::Soon => &mut summary.due_soon,
                DueBucket::Later => &mut summary.later,
                DueBucket::Undated => &mut summary.undated,
            };
            *bucket = bucket.saturating_add(1);
            summary.open = summary.open.saturating_add(1);
            summary.blocked = summary.blocked.saturating_add(usize::from(!item.blocked_by.is_empty()));
        });
        Ok(summary)
    }
}
