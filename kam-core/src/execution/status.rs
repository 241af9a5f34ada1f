//! Statuses, their categories, and which change of a status is possible (EXE-2).

use crate::values::{Code, nearest};

/// What a status means to the rules (EXE-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusCategory {
    /// Not begun.
    Open,
    /// Begun.
    InProgress,
    /// Finished.
    Done,
    /// Given up.
    Cancelled,
}

impl StatusCategory {
    /// All categories, in the order of a node's life.
    pub const ALL: [Self; 4] = [Self::Open, Self::InProgress, Self::Done, Self::Cancelled];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What a change from one category to another asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transition {
    /// Nothing more.
    Free,
    /// The node's prerequisites must be finished; who and when is recorded.
    Finish,
    /// A reason.
    NeedsReason,
}

/// The transition table of a node's status (EXE-2).
#[must_use]
pub const fn transition(from: StatusCategory, to: StatusCategory) -> Transition {
    use StatusCategory::{Cancelled, Done, InProgress, Open};
    match (from, to) {
        (Done, Done) => Transition::Free,
        (Open | InProgress | Cancelled, Done) => Transition::Finish,
        (Cancelled, Cancelled) => Transition::Free,
        (_, Cancelled) => Transition::NeedsReason,
        (Done, Open | InProgress) => Transition::NeedsReason,
        (Open | InProgress | Cancelled, Open | InProgress) => Transition::Free,
    }
}

/// A code of a list of statuses with its category.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Status {
    /// The stable code, as the host keeps it.
    pub code: Code,
    /// What it means to the rules.
    pub category: StatusCategory,
}

/// Why a list of statuses is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatusListError {
    /// No status has the category that a new node starts in.
    #[error("no status has the category `open`, in which a new node starts")]
    NoOpen,
    /// The same code twice.
    #[error("the status `{code}` is listed twice")]
    Twice {
        /// The code.
        code: Code,
    },
    /// More than 200 statuses.
    #[error("a list of statuses has at most 200 codes, not `{found}`")]
    TooMany {
        /// How many were given.
        found: usize,
    },
}

/// The statuses that nodes can have: different codes, at least one of them open (EXE-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusList {
    statuses: Vec<Status>,
}

impl StatusList {
    /// Checks a list of statuses.
    ///
    /// # Errors
    /// A code twice, no open status, or more than 200; every problem is listed.
    pub fn new(statuses: Vec<Status>) -> Result<Self, Vec<StatusListError>> {
        let mut problems = Vec::new();
        if statuses.len() > 200 {
            return Err(vec![StatusListError::TooMany { found: statuses.len() }]);
        }
        for (place, status) in statuses.iter().enumerate() {
            if statuses.iter().take(place).any(|earlier| earlier.code == status.code) {
                problems.push(StatusListError::Twice { code: status.code.clone() });
            }
        }
        if !statuses.iter().any(|status| status.category == StatusCategory::Open) {
            problems.push(StatusListError::NoOpen);
        }
        if problems.is_empty() { Ok(Self { statuses }) } else { Err(problems) }
    }

    /// All statuses in the order given.
    #[must_use]
    pub fn statuses(&self) -> &[Status] {
        &self.statuses
    }

    /// The status with a code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Status> {
        self.statuses.iter().find(|status| status.code.as_str() == code)
    }

    /// The first status of a category.
    #[must_use]
    pub fn first(&self, category: StatusCategory) -> Option<&Status> {
        self.statuses.iter().find(|status| status.category == category)
    }

    /// The codes closest to one that is not in the list.
    #[must_use]
    pub fn nearest(&self, code: &str) -> Vec<String> {
        nearest(code, self.statuses.iter().map(|status| status.code.as_str()))
    }
}

impl Default for StatusList {
    /// `open`, `in_progress`, `done`, `cancelled`: one code for each category.
    fn default() -> Self {
        let status = |category: StatusCategory| Code::new(category.name()).ok().map(|code| Status { code, category });
        Self { statuses: StatusCategory::ALL.into_iter().filter_map(status).collect() }
    }
}
