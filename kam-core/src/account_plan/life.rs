//! The life of an account plan (PLN-1).

use std::fmt;

/// Where an account plan is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanState {
    /// It is written.
    Draft,
    /// It waits for its approval, and is locked.
    InApproval,
    /// It is approved and has not begun.
    Approved,
    /// It is carried out.
    Active,
    /// It is looked back on.
    InReview,
    /// It is over.
    Closed,
    /// It was given up.
    Cancelled,
}

/// The names of the states in documents.
pub const STATES: &[&str] = &["draft", "in_approval", "approved", "active", "in_review", "closed", "cancelled"];

impl PlanState {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 7] = [Self::Draft, Self::InApproval, Self::Approved, Self::Active, Self::InReview, Self::Closed, Self::Cancelled];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InApproval => "in_approval",
            Self::Approved => "approved",
            Self::Active => "active",
            Self::InReview => "in_review",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Where a plan can go from here.
    pub fn next(self) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |to| Step::of(self, *to).is_some())
    }
}

impl fmt::Display for PlanState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a step from one state to another needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The right to edit the profile.
    Free,
    /// The same, where no approval is asked for.
    WithoutApproval,
    /// The same, where an approval is asked for.
    WithApproval,
    /// That somebody with the right to approve, and other than who asked for it, says yes.
    Approve,
    /// The same, with a reason.
    SendBack,
    /// A reason.
    Reason,
    /// That nothing unfinished is left behind (CYC-4).
    Close,
}

impl Step {
    /// The one table of all steps: what is not in it there is not.
    #[must_use]
    pub const fn of(from: PlanState, to: PlanState) -> Option<Self> {
        use PlanState::{Active, Approved, Cancelled, Closed, Draft, InApproval, InReview};
        Some(match (from, to) {
            (Draft, InApproval) => Self::WithApproval,
            (Draft, Active) => Self::WithoutApproval,
            (InApproval, Approved) => Self::Approve,
            (InApproval, Draft) => Self::SendBack,
            (Approved, Active) | (Active, InReview) | (InReview, Active) => Self::Free,
            (Approved, Draft) | (Draft | InApproval | Approved | Active | InReview, Cancelled) => Self::Reason,
            (Active | InReview, Closed) => Self::Close,
            _ => return None,
        })
    }

    /// What it needs, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Free => "the right to edit the profile",
            Self::WithoutApproval => "the right to edit the profile, where nobody has to approve plans",
            Self::WithApproval => "the right to edit the profile, where somebody has to approve plans",
            Self::Approve => "the right to approve, by somebody else than who asked for it",
            Self::SendBack => "the right to approve, and a reason; who asked for it may take it back",
            Self::Reason => "the right to edit the profile, and a reason",
            Self::Close => "the right to edit the profile, and that nothing unfinished is left behind",
        }
    }
}
