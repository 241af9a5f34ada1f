//! What of several requests waits for a person, and how urgent it is (APR-6, APR-10).

use super::act::{Around, By};
use super::life::{Action, RequestState};
use super::request::Request;
use crate::values::PersonId;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// What a request is to a person on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Whether it waits for this person: a vote, or a draft that was sent back to its submitter.
    pub for_me: bool,
    /// For whom the person would vote, where for somebody else.
    pub acting_for: Option<PersonId>,
    /// Whether the step that is open should have been answered before that day.
    pub overdue: bool,
    /// What the person may do now.
    pub actions: Vec<Action>,
}

impl Request {
    /// What it is to a person at a moment.
    #[must_use]
    pub fn waiting(&self, by: &By, around: &Around<'_>) -> Waiting {
        let possible = self.possible_actions(by, around);
        let vote = possible.iter().find(|possible| possible.action == Action::Approve && possible.refusal.is_none());
        let back = self.state() == RequestState::Draft && self.now().submitter == by.person.id;
        Waiting {
            for_me: vote.is_some() || back,
            acting_for: vote.and_then(|vote| vote.acting_for.clone()),
            overdue: self.state() == RequestState::Pending && self.now().due.is_some_and(|due| by.on > due),
            actions: possible.into_iter().filter(|possible| possible.refusal.is_none()).map(|possible| possible.action).collect(),
        }
    }
}

impl Waiting {
    /// By what a list of requests is sorted: what waits for the person, then what is overdue, then what is due first; what has no limit comes last.
    #[must_use]
    pub fn urgency<'r>(&self, request: &'r Request) -> impl Ord + use<'r> {
        let due = request.now().due;
        (Reverse(self.for_me), Reverse(self.overdue), due.is_none(), due.unwrap_or(NaiveDate::MIN), request.id().as_str())
    }
}
