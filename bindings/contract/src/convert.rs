//! From the contract's plain values to the core's checked ones, and back.

use crate::fault::Fault;
use crate::records::{Acting, OverrideDraft, StatusProposal};
use crate::{Dec, Stamp};
use kam_core::execution::{self, MissingWeights, WorkError};
use kam_core::values::{Amount, Percent, PersonId, Points, ValueError, Weight, WeightSum};
use std::fmt::Display;
use std::str::FromStr;

/// Reads an argument through its text, which is exact for every checked value of the core.
pub(crate) fn checked<T: FromStr<Err = ValueError>>(field: &str, value: &impl Display) -> Result<T, Fault> {
    let text = value.to_string();
    text.parse().map_err(|error| refused(field, &text, &error))
}

pub(crate) fn refused(field: &str, value: &str, error: &ValueError) -> Fault {
    Fault::InvalidValue { field: field.to_owned(), value: kam_core::values::cut(value, 80), reason: error.fault.to_string(), help: None }
}

pub(crate) fn invalid(field: &str, value: &impl Display, reason: &impl Display) -> Fault {
    Fault::InvalidValue { field: field.to_owned(), value: kam_core::values::cut(&value.to_string(), 80), reason: reason.to_string(), help: None }
}

/// A name that is not in its list, with the nearest ones as help.
pub(crate) fn unlisted(field: &str, value: &str, reason: &str, nearest: &[String]) -> Fault {
    Fault::InvalidValue {
        field: field.to_owned(),
        value: kam_core::values::cut(value, 80),
        reason: reason.to_owned(),
        help: kam_core::plan::did_you_mean(nearest),
    }
}

pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(crate) fn text(text: &impl Display) -> Option<String> {
    Some(text.to_string()).filter(|text| !text.is_empty())
}

impl From<Percent> for Dec {
    fn from(percent: Percent) -> Self {
        Self::new(i128::from(percent.millionths()), 6)
    }
}

impl From<Points> for Dec {
    fn from(points: Points) -> Self {
        Self::new(i128::from(points.millionths()), 6)
    }
}

impl From<Amount> for Dec {
    fn from(amount: Amount) -> Self {
        Self::new(amount.billionths(), 9)
    }
}

impl From<WeightSum> for Dec {
    fn from(sum: WeightSum) -> Self {
        Self::new(i128::from(sum.ten_thousandths()), 4)
    }
}

impl From<Weight> for Dec {
    fn from(weight: Weight) -> Self {
        Self::new(i128::from(weight.ten_thousandths()), 4)
    }
}

pub(crate) fn acting(acting: &Acting) -> Result<execution::Acting, Fault> {
    let person = PersonId::new(&acting.person).map_err(|error| refused("acting.person", &acting.person, &error))?;
    Ok(execution::Acting { person, at: acting.at.0 })
}

pub(crate) fn override_draft(by_hand: &execution::Override) -> OverrideDraft {
    OverrideDraft {
        completion: by_hand.completion.into(),
        reason: by_hand.reason.to_string(),
        by: by_hand.acting.person.to_string(),
        at: Stamp(by_hand.acting.at),
    }
}

pub(crate) fn proposal(proposal: execution::StatusProposal) -> StatusProposal {
    StatusProposal {
        node: proposal.node.to_string(),
        from_status: proposal.from.code.to_string(),
        to_status: proposal.to.code.to_string(),
        applied: proposal.applied,
    }
}

impl From<MissingWeights> for Fault {
    fn from(missing: MissingWeights) -> Self {
        Self::MissingWeight { nodes: missing.nodes.iter().map(ToString::to_string).collect() }
    }
}

impl From<WorkError> for Fault {
    fn from(error: WorkError) -> Self {
        let reason = error.to_string();
        match error {
            WorkError::UnknownNode { node, nearest } => Self::UnknownNode { node, set_aside: None, nearest },
            WorkError::UnknownStatus { status, help } => Self::InvalidValue {
                field: "status".to_owned(),
                value: kam_core::values::cut(&status, 80),
                reason: "it is no status of this plan".to_owned(),
                help,
            },
            WorkError::AlreadySo { node, .. } => Self::StatusRefused { node: node.to_string(), reason, help: None },
            WorkError::ReasonNeeded { node, .. } => {
                Self::StatusRefused { node: node.to_string(), reason, help: Some("give a `reason` that is not blank".to_owned()) }
            }
            WorkError::PrerequisiteUnfinished { node, blocked_by } => {
                Self::PrerequisiteUnfinished { node: node.to_string(), blocked_by: blocked_by.iter().map(ToString::to_string).collect() }
            }
            WorkError::NotOverridden { node } => invalid("node", &node, &"its completion is not overridden"),
            // The list of the core may grow; a refusal without a fault of its own still says why.
            other => Self::StatusRefused { node: String::new(), reason: other.to_string(), help: None },
        }
    }
}

/// The problems of a small document that stands for an argument.
pub(crate) fn names_problem(field: &str, error: &kam_document::DocumentError) -> Fault {
    let mut problems = crate::functions::problems(error, false);
    for problem in &mut problems {
        problem.path = Some(problem.path.take().map_or_else(|| field.to_owned(), |path| format!("{field}.{path}")));
    }
    Fault::values(problems)
}

impl From<kam_crm::Severity> for crate::records::Severity {
    fn from(severity: kam_crm::Severity) -> Self {
        match severity {
            kam_crm::Severity::Error => Self::Error,
            kam_crm::Severity::Warning => Self::Warning,
        }
    }
}
