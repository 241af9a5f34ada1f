//! Why a change of an account plan was refused.

use super::life::PlanState;
use super::phase::OutOfPhase;
use crate::approval::RequestState;
use crate::execution::WorkError;
use crate::history::{Broken, Digest, Object, ObjectKind};
use crate::plan::PlanProblem;
use crate::values::{Code, PersonId, ValueError, cut, format_moment};
use chrono::{DateTime, Utc};
use std::fmt;

/// Why a change was refused. The plan is as it was (AUD-3).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// An object that the plan does not have.
    #[error("the plan has no {object}")]
    UnknownObject {
        /// The object.
        object: Object,
        /// Ids close to it.
        nearest: Vec<String>,
    },
    /// An object that the plan has already.
    #[error("the plan has {} {object} already", article(object.kind))]
    AlreadyThere {
        /// The object.
        object: Object,
    },
    /// A field that objects of this kind do not have.
    #[error("{} {kind} has no field `{field}`", article(object.kind), kind = object.kind, field = cut(field, 80))]
    UnknownField {
        /// The object.
        object: Object,
        /// The field.
        field: String,
        /// Names close to it, or all.
        help: Option<String>,
    },
    /// A value that the field cannot have.
    #[error("the field `{field}` of the {object} cannot be `{value}`: {reason}", value = cut(value, 80))]
    Value {
        /// The object.
        object: Object,
        /// The field.
        field: String,
        /// The value.
        value: String,
        /// Why not.
        reason: String,
        /// What would be right.
        help: Option<String>,
    },
    /// An object without a field that it needs.
    #[error("{} {kind} needs `{field}`, and the {object} would have none", article(object.kind), kind = object.kind)]
    Missing {
        /// The object.
        object: Object,
        /// The field.
        field: String,
    },
    /// A field that is not set like others.
    #[error("the field `{field}` of the {object} is not set by itself")]
    NotByHand {
        /// The object.
        object: Object,
        /// The field.
        field: String,
        /// How it is changed.
        help: &'static str,
    },
    /// A right that the person does not have (ACC-1 to ACC-3).
    #[error("{explanation}")]
    NotAllowed {
        /// The answer of the rights, with the reason and what would have to change.
        explanation: String,
    },
    /// Somebody of whom nothing is known where the rights of several people are asked for.
    #[error("`{person}` made the change, and is not among `people`")]
    UnknownPerson {
        /// The person.
        person: PersonId,
    },
    /// Somebody none of whose roles there is here, so that no rule can be for this person (ORG-2).
    #[error("`{person}` acts as `{}`, and there is no such role here", cut(role, 64))]
    UnknownRole {
        /// The person.
        person: PersonId,
        /// The first of the roles.
        role: String,
        /// What was meant, or all roles.
        help: Option<String>,
    },
    /// Somebody none of whose roles is in a unit that there is (ORG-1).
    #[error("`{person}` acts in `{}`, and there is no such unit", cut(unit, 64))]
    UnknownUnit {
        /// The person.
        person: PersonId,
        /// The first of the units.
        unit: String,
        /// What was meant.
        help: Option<String>,
    },
    /// A function that is off here (CFG-3).
    #[error("the feature `{feature}` is off here")]
    FeatureOff {
        /// The feature.
        feature: &'static str,
    },
    /// Something that is not kept here, by the configuration.
    #[error("`{what}` is not kept here")]
    NotKept {
        /// What.
        what: String,
        /// The setting that says so.
        setting: &'static str,
    },
    /// A plan that cannot be changed in the state in which it is (APR-7).
    #[error("the plan is `{state}`, and so nothing in it changes")]
    Locked {
        /// The state.
        state: PlanState,
    },
    /// An object that others name.
    #[error("the {object} is still named by {}", shown(by))]
    StillUsed {
        /// The object.
        object: Object,
        /// By what.
        by: Vec<Object>,
    },
    /// A change that needs a reason.
    #[error("{what} needs a reason")]
    ReasonNeeded {
        /// What.
        what: String,
    },
    /// A moment before the last change.
    #[error("the change is of {}, and the last one before it of {}", format_moment(at), format_moment(last))]
    ClockBack {
        /// The moment given.
        at: DateTime<Utc>,
        /// That of the last change.
        last: DateTime<Utc>,
    },
    /// A local day that is not that of the moment in any zone.
    #[error("it cannot be {on} anywhere at {}", format_moment(at))]
    OtherDay {
        /// The day.
        on: chrono::NaiveDate,
        /// The moment.
        at: DateTime<Utc>,
    },
    /// Somebody who acts for nobody else.
    #[error("`{person}` acts for nobody else: that is somebody other than who acts")]
    ForThemselves {
        /// The person.
        person: PersonId,
    },
    /// A role that gives approvals here.
    #[error("`{person}` has none of the roles of `plan.approved_by`: {}", listed(roles))]
    RoleNeeded {
        /// The person.
        person: PersonId,
        /// The roles.
        roles: Vec<String>,
    },
    /// A version that the plan never had.
    #[error("the plan has the version {has}, and the change was made on version {version}")]
    UnknownVersion {
        /// The version given.
        version: u32,
        /// The version there is.
        has: u32,
    },
    /// Two changes of the same (AUD-4).
    #[error(
        "the field `{field}` of the {object} was changed by `{person}` in entry {entry}: it is {} now, and should become {}",
        value(theirs.as_deref()), value(yours.as_deref())
    )]
    Conflict {
        /// The object.
        object: Object,
        /// The field.
        field: String,
        /// The entry that changed it.
        entry: u32,
        /// Who made that.
        person: PersonId,
        /// What it became.
        theirs: Option<String>,
        /// What it should become.
        yours: Option<String>,
    },
    /// A change of another copy that was made on one that did not come in (AUD-4).
    #[error("the field `{field}` of the {object} was changed from something else than it is here")]
    EarlierClash {
        /// The object.
        object: Object,
        /// The field.
        field: String,
    },
    /// A step that there is not in the life of a plan (PLN-1).
    #[error("a plan that is `{from}` cannot become `{to}`")]
    Step {
        /// The state.
        from: PlanState,
        /// The state asked for.
        to: PlanState,
        /// What it can become.
        possible: Vec<PlanState>,
        /// Why not, where it could otherwise.
        why: Option<String>,
    },
    /// A plan is cancelled, and not removed from itself.
    #[error("a plan is cancelled, not removed")]
    PlanRemoved,
    /// Somebody who asked for an approval cannot give it (APR-4).
    #[error("{}", same_person(person, *state))]
    SamePerson {
        /// The person.
        person: PersonId,
        /// The state that this person brought the plan to.
        state: PlanState,
    },
    /// Required sections that are not complete, where a step needs them (PLN-4).
    #[error("{} not complete: {}", sections_are(sections.len()), listed(sections))]
    NotCreated {
        /// The sections.
        sections: Vec<String>,
    },
    /// A change outside the phases of the planning cycle that it belongs to (CYC-2).
    #[error("{0}")]
    OutOfPhase(OutOfPhase),
    /// Nodes that would be left behind (CYC-4).
    #[error("{}: {}", unfinished(nodes.len()), listed(nodes))]
    Unfinished {
        /// The nodes.
        nodes: Vec<String>,
    },
    /// The hierarchy would break a rule (EXE-1, EXE-2).
    #[error("{}", .0.first().map(ToString::to_string).unwrap_or_default())]
    Hierarchy(Vec<PlanProblem>),
    /// A node that cannot change so (EXE-2).
    #[error(transparent)]
    Work(#[from] WorkError),
    /// A value that is none.
    #[error(transparent)]
    NoValue(#[from] ValueError),
    /// More than is kept.
    #[error("a plan has at most {most} {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many at most.
        most: usize,
    },
    /// More prerequisites, products or stakeholders than a node can have.
    #[error("the node `{}` would have more than {most} of them", cut(node, 64))]
    TooManyLinks {
        /// The node.
        node: String,
        /// How many at most.
        most: usize,
    },
    /// A personal value without a salt.
    #[error("the field `{field}` says something about a person, and so needs a salt")]
    SaltNeeded {
        /// The field.
        field: String,
    },
    /// An override that has to be approved first (APR-1, CMP-4).
    #[error("`{definition}` says who approves that the completion of `{}` is set by hand", cut(node, 64))]
    ApprovalNeeded {
        /// The node.
        node: String,
        /// The definition.
        definition: Code,
    },
    /// A change of what was approved (APR-7).
    #[error("the field `{}` of the {object} was approved, and `{definition}` says who approves a change of it", cut(field, 80))]
    AmendmentNeeded {
        /// The object.
        object: Object,
        /// The field.
        field: String,
        /// The definition.
        definition: Code,
    },
    /// Something that does not go on in an amendment (APR-7).
    #[error("this copy is an amendment: {what} in the plan itself")]
    InAmendment {
        /// What, as half a sentence.
        what: &'static str,
    },
    /// An amendment where nothing is said of them.
    #[error("nothing says how an amendment is approved here")]
    NoAmendments,
    /// An amendment of a plan that was not approved.
    #[error("a plan that is `{state}` is changed without an amendment")]
    NotApproved {
        /// Where the plan is.
        state: PlanState,
    },
    /// A request for something else.
    #[error("this is a request for {of}, and not for {wanted}")]
    OtherRequest {
        /// What it is for.
        of: String,
        /// What was needed.
        wanted: String,
    },
    /// A request that nobody has answered.
    #[error("the request still waits for the step `{step}`")]
    StillPending {
        /// The step.
        step: String,
    },
    /// A request by somebody else than who asked for the approval of the plan: that one could have voted on it (APR-4).
    #[error("`{submitter}` submitted the request, and `{asked}` asked for the approval of the plan")]
    OtherSubmitter {
        /// Who submitted the request.
        submitter: PersonId,
        /// Who put the plan into its approval.
        asked: String,
    },
    /// A request of which something came before.
    #[error("what became of the request `{request}` is in entry {entry} already")]
    PutInAlready {
        /// The request.
        request: Code,
        /// The entry.
        entry: u32,
    },
    /// A request that was not approved.
    #[error("the request `{request}` is `{state}`, and so nothing comes of it")]
    NotGranted {
        /// The request.
        request: Code,
        /// Where it is.
        state: RequestState,
    },
    /// Content that is another one than was approved (APR-8).
    #[error("other content was approved than is there: `{approved}`, not `{has}`")]
    OtherContent {
        /// The digest of what was approved.
        approved: Digest,
        /// The digest of what is there.
        has: Digest,
    },
    /// A request that was submitted with other facts than hold here, so that too little was asked (APR-1).
    #[error("the request `{request}` was submitted with other facts than hold here{}", step.as_ref().map(|step| format!(", and left out the step `{step}`")).unwrap_or_default())]
    OtherFacts {
        /// The request.
        request: Code,
        /// The step that was left out.
        step: Option<Code>,
    },
    /// A change that was made later than it is put in (AUD-1).
    #[error("the change was made {}, and is put in {}", format_moment(made), format_moment(at))]
    ClockAhead {
        /// When it was made.
        made: DateTime<Utc>,
        /// When it is put in.
        at: DateTime<Utc>,
    },
    /// A field of an amendment that the request did not name (APR-7).
    #[error("the amendment changes `{field}`, and its request does not say so")]
    NotAsked {
        /// The field.
        field: Code,
    },
    /// A request for a plan as a whole that named some fields, so that steps were left out (APR-7).
    #[error("the request was for {} alone, and not for the plan as a whole", named(fields))]
    OnlyInPart {
        /// The fields that it named.
        fields: Vec<Code>,
    },
    /// A stakeholder of whom everything was erased (AUD-5).
    #[error("what was known about the {object} was erased, and nothing new is written about it")]
    Erased {
        /// The stakeholder.
        object: Object,
    },
    /// An entry of another copy by a command that cannot be run again here (AUD-4).
    #[error("`{}` is no command that another copy's entry can be made anew by", cut(command, 80))]
    UnknownCommand {
        /// The command.
        command: String,
    },
    /// An entry of another copy that says more than its command does (AUD-4).
    #[error("`{}` does not make the field `{}` of the {object} what the entry says", cut(command, 80), cut(field, 80))]
    NotOfCommand {
        /// The command.
        command: String,
        /// The object.
        object: Object,
        /// The field.
        field: String,
    },
    /// A change that changes nothing.
    #[error("the {object} is like that already")]
    NoChange {
        /// The object.
        object: Object,
    },
    /// Entries of another plan.
    #[error("these are the entries of another plan, or of another beginning of this one")]
    OtherPlan,
    /// A history that is not what it was (AUD-2).
    #[error("{0}")]
    Broken(Broken),
    /// Nodes without a weight where that is refused, so that there are no figures (CMP-11).
    #[error("the node `{node}` would have no weight, and here every node needs one")]
    WeightNeeded {
        /// The node.
        node: String,
    },
}

const fn article(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Analysis | ObjectKind::Item => "an",
        _ => "a",
    }
}

fn same_person(person: &PersonId, state: PlanState) -> String {
    match state {
        PlanState::InApproval => format!("`{person}` asked for the approval, and so cannot give it"),
        state => format!("`{person}` brought the plan to `{state}`, and so somebody else decides what comes next"),
    }
}

fn sections_are(count: usize) -> String {
    match count {
        1 => "a required section is".to_owned(),
        count => format!("{count} required sections are"),
    }
}

fn unfinished(count: usize) -> String {
    match count {
        1 => "a node is not finished, and nobody said what becomes of it".to_owned(),
        count => format!("{count} nodes are not finished, and nobody said what becomes of them"),
    }
}

fn listed(names: &[String]) -> String {
    let mut text = names.iter().take(10).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > 10 {
        text.push_str(&format!(" and {} more", names.len().saturating_sub(10)));
    }
    text
}

fn shown(objects: &[Object]) -> String {
    if objects.is_empty() {
        return "something that you do not see".to_owned();
    }
    let mut text = objects.iter().take(5).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if objects.len() > 5 {
        text.push_str(&format!(" and {} more", objects.len().saturating_sub(5)));
    }
    text
}

fn value(value: Option<&str>) -> impl fmt::Display {
    value.map_or_else(|| "nothing".to_owned(), |value| format!("`{}`", cut(value, 80)))
}

fn named(fields: &[Code]) -> String {
    let some = fields.iter().take(5).map(|field| format!("`{field}`")).collect::<Vec<_>>().join(", ");
    if fields.len() > 5 { format!("{some} and others") } else { some }
}
