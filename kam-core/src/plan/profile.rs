//! What an account plan is about, apart from its nodes (PLN-1).

use crate::values::{AccountId, Label, PersonId, PlanId, Title, UnitId, ValueError, ValueFault, ValueKind};
use chrono::NaiveDate;

/// The first and the last day of a plan, neither needed, never the wrong way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Period {
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
}

impl Period {
    /// A period in local dates of the market (NUM-4).
    ///
    /// # Errors
    /// A start after the end.
    pub fn new(start: Option<NaiveDate>, end: Option<NaiveDate>) -> Result<Self, ValueError> {
        match (start, end) {
            (Some(start), Some(end)) if start > end => {
                Err(ValueError::new(ValueKind::Period, &format!("{start} to {end}"), ValueFault::StartAfterEnd))
            }
            _ => Ok(Self { start, end }),
        }
    }

    /// The first day.
    #[must_use]
    pub const fn start(&self) -> Option<NaiveDate> {
        self.start
    }

    /// The last day.
    #[must_use]
    pub const fn end(&self) -> Option<NaiveDate> {
        self.end
    }
}

/// The head of an account plan (PLN-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its id.
    pub id: PlanId,
    /// Its title; may be empty.
    pub title: Title,
    /// The account it is for.
    pub account: Option<AccountId>,
    /// The person who owns it.
    pub owner: Option<PersonId>,
    /// The organisation unit it belongs to.
    pub unit: Option<UnitId>,
    /// Its status, in the words of its source.
    pub status: Option<Label>,
    /// Its first and last day.
    pub period: Period,
}

impl Profile {
    /// A profile with nothing but an id.
    #[must_use]
    pub fn new(id: PlanId) -> Self {
        Self { id, title: Title::default(), account: None, owner: None, unit: None, status: None, period: Period::default() }
    }
}
