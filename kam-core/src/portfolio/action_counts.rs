//! How many actions of a plan or a group are open, due, blocked, and done in time.

use super::due::Action;
use crate::execution::DueBucket;
use crate::execution::kernel::share;
use crate::values::Percent;

/// Actions, counted (DUE-1). What was not asked for is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActionCounts {
    /// Nodes of the levels asked for, by default the lowest.
    pub actions: u32,
    /// Open or in progress, and not below something cancelled.
    pub open: u32,
    /// Due before the date.
    pub overdue: u32,
    /// Due on the date.
    pub due_today: u32,
    /// Due within the horizon.
    pub due_soon: u32,
    /// Due behind the horizon.
    pub later: u32,
    /// Without a due date.
    pub undated: u32,
    /// Open, with a prerequisite that is neither done nor cancelled.
    pub blocked: u32,
    /// Done on the day that counts as its due date, or before.
    pub done_on_time: u32,
    /// Done behind it.
    pub done_late: u32,
}

impl ActionCounts {
    #[inline]
    pub(super) fn add(&mut self, action: &Action) {
        let more = |count: &mut u32, by: bool| *count = count.wrapping_add(u32::from(by));
        more(&mut self.actions, true);
        more(&mut self.open, action.open);
        more(&mut self.blocked, action.blocked);
        match action.bucket {
            None => {}
            Some(DueBucket::Overdue) => more(&mut self.overdue, true),
            Some(DueBucket::Today) => more(&mut self.due_today, true),
            Some(DueBucket::Soon) => more(&mut self.due_soon, true),
            Some(DueBucket::Later) => more(&mut self.later, true),
            Some(DueBucket::Undated) => more(&mut self.undated, true),
        }
        more(&mut self.done_on_time, action.on_time == Some(true));
        more(&mut self.done_late, action.on_time == Some(false));
    }

    /// All counts of both together.
    pub(super) fn merge(&mut self, other: &Self) {
        let Self { actions, open, overdue, due_today, due_soon, later, undated, blocked, done_on_time, done_late } = self;
        for (mine, theirs) in [
            (actions, other.actions),
            (open, other.open),
            (overdue, other.overdue),
            (due_today, other.due_today),
            (due_soon, other.due_soon),
            (later, other.later),
            (undated, other.undated),
            (blocked, other.blocked),
            (done_on_time, other.done_on_time),
            (done_late, other.done_late),
        ] {
            *mine = mine.wrapping_add(theirs);
        }
    }

    /// The share of what was done in time among what was done with both days known; `None` where that is nothing.
    #[must_use]
    pub fn on_time_share(&self) -> Option<Percent> {
        let hundred = u128::from(Percent::HUNDRED.millionths());
        let done = u128::from(self.done_on_time).wrapping_add(u128::from(self.done_late));
        Percent::from_millionths(share(u128::from(self.done_on_time).wrapping_mul(hundred), done))
    }
}
