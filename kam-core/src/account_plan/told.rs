//! What a refusal is called, and what would be right.

use super::life::PlanState;
use super::refusal::Refusal;
use crate::execution::WorkError;
use crate::history::Object;
use crate::plan::{PlanProblem, did_you_mean, help_among};

impl Refusal {
    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownObject { .. } => "unknown_object",
            Self::AlreadyThere { .. } => "already_there",
            Self::UnknownField { .. } => "unknown_field",
            Self::Value { .. } => "value_refused",
            Self::Missing { .. } => "missing_field",
            Self::NotByHand { .. } => "not_by_hand",
            Self::NotAllowed { .. } => "not_allowed",
            Self::UnknownPerson { .. } => "unknown_person",
            Self::UnknownRole { .. } => "unknown_role",
            Self::UnknownUnit { .. } => "unknown_unit",
            Self::FeatureOff { .. } => "feature_off",
            Self::NotKept { .. } => "not_kept",
            Self::Locked { .. } => "locked",
            Self::StillUsed { .. } => "still_used",
            Self::ReasonNeeded { .. } | Self::Work(WorkError::ReasonNeeded { .. }) => "reason_needed",
            Self::ClockBack { .. } => "clock_back",
            Self::OtherDay { .. } => "other_day",
            Self::ForThemselves { .. } => "for_themselves",
            Self::RoleNeeded { .. } => "role_needed",
            Self::UnknownVersion { .. } => "unknown_version",
            Self::Conflict { .. } => "conflict",
            Self::EarlierClash { .. } => "earlier_clash",
            Self::Step { .. } => "no_such_step",
            Self::PlanRemoved => "plan_removed",
            Self::SamePerson { .. } => "same_person",
            Self::NotCreated { .. } => "not_created",
            Self::OutOfPhase(_) => "out_of_phase",
            Self::Unfinished { .. } => "unfinished",
            Self::Hierarchy(problems) => problems.first().map_or("hierarchy", PlanProblem::code),
            Self::Work(WorkError::UnknownNode { .. }) => "unknown_node",
            Self::Work(WorkError::UnknownStatus { .. }) => "unknown_status",
            Self::Work(WorkError::AlreadySo { .. }) | Self::NoChange { .. } => "no_change",
            Self::Work(WorkError::PrerequisiteUnfinished { .. }) => "prerequisite_unfinished",
            Self::Work(WorkError::NotOverridden { .. }) => "not_overridden",
            Self::NoValue(error) => error.kind.code(),
            Self::TooMany { .. } | Self::TooManyLinks { .. } => "limit_exceeded",
            Self::SaltNeeded { .. } => "salt_needed",
            Self::ApprovalNeeded { .. } => "approval_needed",
            Self::AmendmentNeeded { .. } => "amendment_needed",
            Self::InAmendment { .. } => "in_amendment",
            Self::NoAmendments => "no_amendments",
            Self::NotApproved { .. } => "not_approved",
            Self::OtherRequest { .. } => "other_request",
            Self::StillPending { .. } => "still_pending",
            Self::OtherSubmitter { .. } => "other_submitter",
            Self::PutInAlready { .. } => "put_in_already",
            Self::NotGranted { .. } => "not_granted",
            Self::OtherContent { .. } => "other_content",
            Self::OtherFacts { .. } => "other_facts",
            Self::ClockAhead { .. } => "clock_ahead",
            Self::NotAsked { .. } => "not_asked",
            Self::OnlyInPart { .. } => "only_in_part",
            Self::Erased { .. } => "erased",
            Self::UnknownCommand { .. } => "unknown_command",
            Self::NotOfCommand { .. } => "not_of_command",
            Self::OtherPlan => "other_plan",
            Self::Broken(_) => "broken_history",
            Self::WeightNeeded { .. } => "missing_weight",
        }
    }

    /// The object and the field that it is about, where it is about one: what a form shows it beside.
    #[must_use]
    pub fn about(&self) -> (Option<&Object>, Option<&str>) {
        match self {
            Self::UnknownField { object, field, .. }
            | Self::Value { object, field, .. }
            | Self::Missing { object, field }
            | Self::NotByHand { object, field, .. }
            | Self::Conflict { object, field, .. }
            | Self::EarlierClash { object, field }
            | Self::AmendmentNeeded { object, field, .. }
            | Self::NotOfCommand { object, field, .. } => (Some(object), Some(field)),
            Self::UnknownObject { object, .. }
            | Self::AlreadyThere { object }
            | Self::StillUsed { object, .. }
            | Self::Erased { object }
            | Self::NoChange { object } => (Some(object), None),
            Self::SaltNeeded { field } => (None, Some(field)),
            _ => (None, None),
        }
    }

    /// What would be right.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownObject { nearest, .. } => did_you_mean(nearest),
            Self::UnknownField { help, .. } | Self::Value { help, .. } | Self::UnknownRole { help, .. } | Self::UnknownUnit { help, .. } => {
                help.clone()
            }
            Self::UnknownPerson { .. } => Some("give this person with roles".to_owned()),
            Self::NotByHand { help, .. } => Some((*help).to_owned()),
            Self::FeatureOff { feature } => Some(format!("add `{feature}` to `features.on`, or take a stage that has it")),
            Self::NotKept { what, setting } => Some(format!("add `{what}` to `{setting}`")),
            Self::Locked { state: PlanState::InApproval } => Some("wait for its approval, or take it back".to_owned()),
            Self::StillUsed { .. } => Some("change or remove these first".to_owned()),
            Self::OtherFacts { .. } => Some("submit it again with the facts that hold now".to_owned()),
            Self::ClockBack { .. } | Self::ClockAhead { .. } => Some("look at the clock of the device".to_owned()),
            Self::UnknownVersion { .. } => Some("open the newest document of the plan".to_owned()),
            Self::EarlierClash { .. } => Some("an earlier change of the other copy was not made: look at that one first".to_owned()),
            Self::Conflict { .. } => Some("look at both, and make the change again on the newest version".to_owned()),
            Self::Step { possible, why, .. } => {
                let names = possible.iter().map(|state| format!("`{state}`")).collect::<Vec<_>>();
                let can = if names.is_empty() { "it can become nothing else".to_owned() } else { format!("it can become {}", names.join(", ")) };
                Some(why.as_ref().map_or_else(|| can.clone(), |why| format!("{why}; {can}")))
            }
            Self::PlanRemoved => Some("`possible_moves` says what it can become".to_owned()),
            Self::NotCreated { .. } => Some("`creation` says what each of them lacks".to_owned()),
            Self::OutOfPhase(out) => out.help(),
            Self::Unfinished { .. } => Some("finish each, cancel it with a reason, or carry it over".to_owned()),
            Self::Hierarchy(problems) => problems.first().and_then(PlanProblem::help),
            Self::Work(WorkError::UnknownNode { nearest, .. }) => did_you_mean(nearest),
            Self::Work(WorkError::UnknownStatus { help, .. }) => help.clone(),
            Self::SaltNeeded { .. } => Some("give 16 to 64 visible characters by chance".to_owned()),
            Self::WeightNeeded { .. } => Some("give it a `weight`".to_owned()),
            Self::ApprovalNeeded { .. } => {
                Some("submit a `completion_override` of this id with `override_digest` as its content, and give the request".to_owned())
            }
            Self::AmendmentNeeded { .. } => Some("change it in an amendment: `begin_amendment` in a copy of the plan".to_owned()),
            Self::NoAmendments => Some("add a definition for `amendment` to `approvals.definitions`".to_owned()),
            Self::OtherContent { .. } => Some("submit what is there now".to_owned()),
            Self::OtherSubmitter { .. } => Some("one person does both".to_owned()),
            Self::NotAsked { .. } => Some("submit it again with all fields that `amended_fields` names".to_owned()),
            Self::OnlyInPart { .. } => Some("submit it without `changed`, which is for amendments".to_owned()),
            Self::Erased { .. } => Some("add a stakeholder of another id".to_owned()),
            _ => None,
        }
    }

    /// The value is none of some names.
    pub(super) fn among<'n>(object: &Object, field: &str, value: &str, reason: String, names: impl Iterator<Item = &'n str> + Clone) -> Self {
        let help = help_among(&crate::values::nearest(value, names.clone()), names);
        Self::Value { object: object.clone(), field: field.to_owned(), value: value.to_owned(), reason, help }
    }
}
