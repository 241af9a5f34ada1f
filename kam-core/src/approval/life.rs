//! The life of a request, as one table (APR-3).

use super::definition::named;
use std::fmt;

named! {
    /// Where a request is in its life.
    RequestState {
        /// It was sent back to who submitted it.
        Draft = "draft",
        /// It waits for the votes of a step.
        Pending = "pending",
        /// It is approved.
        Approved = "approved",
        /// It is rejected.
        Rejected = "rejected",
        /// Who submitted it took it back.
        Recalled = "recalled",
        /// Nobody answered in time.
        Expired = "expired",
    }
}

named! {
    /// What can be done with a request.
    Action {
        /// Asks for the approval, and again after it was sent back.
        Submit = "submit",
        /// Votes for it.
        Approve = "approve",
        /// Votes against it.
        Reject = "reject",
        /// Sends it back to an earlier step, or to who submitted it.
        SendBack = "send_back",
        /// Takes it back.
        Recall = "recall",
        /// Takes an own vote back while the step is open.
        WithdrawVote = "withdraw_vote",
        /// Gives a vote to somebody else for good.
        Reassign = "reassign",
        /// Lets somebody else vote in one's place.
        Delegate = "delegate",
        /// Puts changed content in the place of what was submitted; the votes on that are void.
        Revise = "revise",
        /// Decides instead of the approvers.
        Override = "override",
        /// Reminds whoever has not voted in time.
        Remind = "remind",
        /// Gives the votes of whoever has not voted in time to their managers.
        Escalate = "escalate",
        /// Counts a step as approved that took too long.
        PassLate = "pass_late",
        /// Rejects what took too long.
        RejectLate = "reject_late",
        /// Ends what took too long.
        Expire = "expire",
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// What is done.
    pub action: Action,
    /// In which state.
    pub from: RequestState,
    /// What can come of it.
    pub to: &'static [RequestState],
    /// By whom.
    pub by: &'static str,
}

use Action as A;
use RequestState as S;

const fn row(action: Action, from: RequestState, to: &'static [RequestState], by: &'static str) -> Transition {
    Transition { action, from, to, by }
}

const LATE: &str = "whoever the host lets, once the time limit has passed and where the step says so";

/// The one table of everything that can be done: what is not in it there is not.
pub const TRANSITIONS: &[Transition] = &[
    row(A::Submit, S::Draft, &[S::Pending, S::Approved, S::Rejected], "who submitted it"),
    row(A::Approve, S::Pending, &[S::Pending, S::Approved], "an approver of the step"),
    row(A::Reject, S::Pending, &[S::Pending, S::Rejected], "an approver of the step, with a reason"),
    row(A::SendBack, S::Pending, &[S::Pending, S::Draft], "an approver of the step, with a reason"),
    row(A::Recall, S::Pending, &[S::Recalled], "who submitted it"),
    row(A::WithdrawVote, S::Pending, &[S::Pending], "who voted in the step"),
    row(A::Reassign, S::Pending, &[S::Pending], "an approver of the step, or who may override, with a reason"),
    row(A::Delegate, S::Pending, &[S::Pending], "an approver of the step"),
    row(A::Revise, S::Pending, &[S::Pending], "the roles of `edited_by`, with a reason"),
    row(A::Override, S::Pending, &[S::Approved, S::Rejected], "the roles of `overridden_by`, with a reason"),
    row(A::Remind, S::Pending, &[S::Pending], LATE),
    row(A::Escalate, S::Pending, &[S::Pending], LATE),
    row(A::PassLate, S::Pending, &[S::Pending, S::Approved], LATE),
    row(A::RejectLate, S::Pending, &[S::Rejected], LATE),
    row(A::Expire, S::Pending, &[S::Expired], LATE),
];

impl RequestState {
    /// What can be done in it.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        TRANSITIONS.iter().filter(move |row| row.from == self).map(|row| row.action)
    }

    /// Whether nothing can be done any more.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.actions().next().is_none()
    }
}

impl Action {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        TRANSITIONS.iter().map(|row| row.action)
    }
}

impl fmt::Display for RequestState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
