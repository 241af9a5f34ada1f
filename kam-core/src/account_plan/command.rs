//! What can be done with an account plan, and by whom.

use super::AccountPlan;
use super::life::PlanState;
use crate::access::Person;
use crate::approval::Request;
use crate::config::Step;
use crate::history::{FieldValue, Object, Salt};
use crate::values::{Percent, PersonId, Reason};
use chrono::{DateTime, NaiveDate, Utc};

/// A change that somebody wants to make: a plain value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Adds an object with fields. A node begins in the first status that is open.
    Add {
        /// The object.
        object: Object,
        /// Its fields.
        fields: Vec<(String, FieldValue)>,
    },
    /// Sets fields of an object; one without a value is taken away.
    Set {
        /// The object.
        object: Object,
        /// The fields.
        fields: Vec<(String, Option<FieldValue>)>,
    },
    /// Removes an object that nothing else names.
    Remove {
        /// The object.
        object: Object,
    },
    /// Changes the status of a node (EXE-2).
    ChangeStatus {
        /// The node.
        node: String,
        /// The code of the status.
        status: String,
    },
    /// Sets the completion of a node by hand, with the reason (CMP-4).
    OverrideCompletion {
        /// The node.
        node: String,
        /// The completion.
        completion: Percent,
        /// The request by which it was approved, where overrides have to be (APR-1).
        request: Option<Box<Request>>,
    },
    /// Takes the override of a node away.
    RemoveOverride {
        /// The node.
        node: String,
    },
    /// Says that an unfinished node goes on in the next cycle (CYC-4).
    CarryOver {
        /// The node.
        node: String,
    },
    /// Goes on in the life of the plan (PLN-1).
    Move {
        /// The state that it gets.
        to: PlanState,
    },
    /// Takes over what became of the request for the approval that the plan waits for: it is approved, or a draft again (APR-3, APR-8).
    ConcludeApproval {
        /// The request.
        request: Box<Request>,
    },
    /// Makes this copy an amendment: what was approved can be changed in it, and nothing else goes on in it (APR-7).
    BeginAmendment,
    /// Puts in an amendment that was approved (APR-7).
    Amend {
        /// The copy in which it was made.
        amendment: Box<AccountPlan>,
        /// The request by which it was approved.
        request: Box<Request>,
    },
    /// Erases what is known about a stakeholder as a person (AUD-5).
    Erase {
        /// The stakeholder.
        stakeholder: String,
    },
}

impl Command {
    /// Its name in entries.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Add { .. } => "add",
            Self::Set { .. } => "set",
            Self::Remove { .. } => "remove",
            Self::ChangeStatus { .. } => "change_status",
            Self::OverrideCompletion { .. } => "override_completion",
            Self::RemoveOverride { .. } => "remove_override",
            Self::CarryOver { .. } => "carry_over",
            Self::Move { .. } => "move",
            Self::ConcludeApproval { .. } => "conclude_approval",
            Self::BeginAmendment => "begin_amendment",
            Self::Amend { .. } => "amend",
            Self::Erase { .. } => "erase",
        }
    }
}

/// Who makes a change, when, why, and on which version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The person, with roles. The role in the plan's team comes from the plan.
    pub person: Person,
    /// For whom, where the person acts for somebody else. The rights are those of the person.
    pub acting_for: Option<PersonId>,
    /// The moment.
    pub at: DateTime<Utc>,
    /// The local date of the market: lists of values go by it.
    pub on: NaiveDate,
    /// The step of the planning cycle, which rights can hang on.
    pub step: Step,
    /// Why.
    pub reason: Option<Reason>,
    /// The version that the person saw; absent for the newest (AUD-4).
    pub made_on: Option<u32>,
    /// When it was made, where it is put in later.
    pub made_at: Option<DateTime<Utc>>,
    /// What personal values are digested with, other for each change (AUD-5).
    pub salt: Option<Salt>,
}

impl Act {
    /// Somebody at a moment, on the day of that moment in UTC, in the step of execution.
    #[must_use]
    pub fn new(person: Person, at: DateTime<Utc>) -> Self {
        Self { person, acting_for: None, at, on: at.date_naive(), step: Step::Execution, reason: None, made_on: None, made_at: None, salt: None }
    }

    /// The same for a reason.
    #[must_use]
    pub fn because(mut self, reason: Reason) -> Self {
        self.reason = Some(reason);
        self
    }

    /// The same with a salt.
    #[must_use]
    pub fn salted(mut self, salt: Salt) -> Self {
        self.salt = Some(salt);
        self
    }
}
