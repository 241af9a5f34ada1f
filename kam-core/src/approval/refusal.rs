//! Why something cannot be done with a request.

use super::condition::FactError;
use super::life::{Action, RequestState};
use crate::plan::{did_you_mean, help_among};
use crate::values::{Code, PersonId, ValueError, cut, format_moment, nearest};
use chrono::{DateTime, NaiveDate, Utc};

/// Why not. The request is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApprovalRefusal {
    /// Approvals are off here (CFG-3).
    #[error("the feature `approvals` is off here")]
    FeatureOff,
    /// Nothing says how such a subject is approved (APR-1).
    #[error("nothing says how this `{subject}` is approved here")]
    NoDefinition {
        /// The kind of subject.
        subject: Code,
        /// The kinds that something is said of.
        known: Vec<String>,
        /// The definitions for it whose condition does not hold.
        conditions: Vec<Code>,
    },
    /// A request that comes again and says what another definition is for (APR-1).
    #[error("the request goes by the definition `{definition}`, and for what it says now there is `{now}`")]
    OtherDefinition {
        /// The definition that it goes by.
        definition: Code,
        /// The one for what it says now.
        now: Code,
    },
    /// A fact that a condition needs (APR-1).
    #[error("the condition of `{of}` cannot be answered: {error}")]
    Fact {
        /// The definition or step.
        of: Code,
        /// Why.
        error: FactError,
    },
    /// A unit that there is not.
    #[error("there is no unit `{}`", cut(unit, 80))]
    UnknownUnit {
        /// The unit.
        unit: String,
        /// Names close to it.
        nearest: Vec<String>,
    },
    /// A person that the host did not name.
    #[error("there is no person `{person}` among those that were given")]
    UnknownPerson {
        /// The person.
        person: PersonId,
        /// Ids close to it.
        nearest: Vec<String>,
    },
    /// A person who is given twice, or is the own manager.
    #[error("`{person}` {what}")]
    Directory {
        /// The person.
        person: PersonId,
        /// What is wrong.
        what: &'static str,
    },
    /// A step that nobody can answer (APR-2).
    #[error("the step `{step}` has no approver: {why}")]
    MissingApprover {
        /// The step.
        step: Code,
        /// Why.
        why: String,
    },
    /// A step that too few are left for (APR-4).
    #[error("the step `{step}` needs {}, and {} can vote: {why}", many(*needed, "vote", "votes"), many(*found, "person", "persons"))]
    TooFew {
        /// The step.
        step: Code,
        /// How many votes it needs.
        needed: usize,
        /// How many can vote.
        found: usize,
        /// Why others cannot.
        why: String,
    },
    /// No step is for it (APR-2).
    #[error("no step of `{definition}` applies, and then it is refused")]
    NoStep {
        /// The definition.
        definition: Code,
    },
    /// Something that cannot be done in the state in which the request is (APR-3).
    #[error("a request that is `{state}` does not take `{action}`")]
    NoSuchAction {
        /// The state.
        state: RequestState,
        /// What was asked for.
        action: Action,
        /// What can be done.
        possible: Vec<Action>,
    },
    /// Somebody whose vote is not asked for.
    #[error("the step `{step}` does not ask `{person}`")]
    NotAsked {
        /// The step.
        step: Code,
        /// The person.
        person: PersonId,
        /// Whose votes it waits for.
        waits_for: Vec<PersonId>,
    },
    /// Somebody who submitted it (APR-4).
    #[error("`{person}` submitted it, and so does not vote on it")]
    OwnSubmission {
        /// The person.
        person: PersonId,
    },
    /// Somebody who changed what was submitted (APR-4).
    #[error("`{person}` changed what was submitted, and so does not vote on it")]
    OwnRevision {
        /// The person.
        person: PersonId,
    },
    /// A local day that is not that of the moment in any zone.
    #[error("it cannot be {on} anywhere at {}", format_moment(at))]
    OtherDay {
        /// The day.
        on: NaiveDate,
        /// The moment.
        at: DateTime<Utc>,
    },
    /// Somebody who has voted in the step (APR-4).
    #[error("`{person}` has voted in the step `{step}` already")]
    VotedAlready {
        /// The person.
        person: PersonId,
        /// The step.
        step: Code,
    },
    /// Somebody who acted in another step (APR-4).
    #[error("`{person}` acted in the step `{step}`, and nobody acts in two steps here")]
    OtherStep {
        /// The person.
        person: PersonId,
        /// The other step.
        step: Code,
    },
    /// A vote on other content than was submitted (APR-8).
    #[error("the vote is on other content than was submitted: `{given}`, not `{submitted}`")]
    OtherContent {
        /// The digest given.
        given: String,
        /// The digest of what was submitted.
        submitted: String,
    },
    /// A comment or reason that is missing.
    #[error("`{action}` needs a reason")]
    ReasonNeeded {
        /// What was asked for.
        action: Action,
    },
    /// A comment that a step asks for (APR-8).
    #[error("the step `{step}` asks for a comment")]
    CommentNeeded {
        /// The step.
        step: Code,
    },
    /// A meaning that is not the one that the step asks for (APR-8).
    #[error("a vote in the step `{step}` has to be said to mean `{meaning}`")]
    MeaningNeeded {
        /// The step.
        step: Code,
        /// The meaning.
        meaning: String,
    },
    /// Somebody else than who submitted it.
    #[error("only `{submitter}`, who submitted it, can do that")]
    NotSubmitter {
        /// Who submitted it.
        submitter: PersonId,
    },
    /// A step that there is not, is not earlier, or asks nobody.
    #[error("the step `{}` is none to which it can be sent back", cut(step, 80))]
    NoEarlierStep {
        /// The step.
        step: String,
        /// Those to which it can.
        possible: Vec<Code>,
    },
    /// Somebody who has no vote in the step that could be taken back.
    #[error("`{person}` has not voted in the step `{step}`")]
    NoVote {
        /// The person.
        person: PersonId,
        /// The step.
        step: Code,
    },
    /// A vote that is somebody else's (APR-5).
    #[error("`{person}` votes in the place of `{original}`, and cannot give that away")]
    OnlyInPlaceOf {
        /// The person.
        person: PersonId,
        /// Whose vote it is.
        original: PersonId,
    },
    /// Somebody who votes in the step already.
    #[error("`{person}` is asked in the step `{step}` already")]
    AskedAlready {
        /// The person.
        person: PersonId,
        /// The step.
        step: Code,
    },
    /// A time limit that has not passed (APR-6).
    #[error("the step `{step}` has time until {due}")]
    NotLate {
        /// The step.
        step: Code,
        /// The last day.
        due: NaiveDate,
    },
    /// A step without a time limit, or with another consequence (APR-6).
    #[error("the step `{step}` says nothing of `{action}` when it is late")]
    NotSaid {
        /// The step.
        step: Code,
        /// What was asked for.
        action: Action,
        /// Whether it has a time limit at all.
        limited: bool,
    },
    /// Somebody was reminded on that day.
    #[error("the step `{step}` was reminded of on {on} already")]
    RemindedAlready {
        /// The step.
        step: Code,
        /// The day.
        on: NaiveDate,
    },
    /// Nobody above who could vote (APR-6).
    #[error("nobody above {} can take the vote over", names(persons))]
    NoManager {
        /// Whose managers were looked for.
        persons: Vec<PersonId>,
    },
    /// A role that the person does not have.
    #[error("{}", role_needed(person, roles))]
    RoleNeeded {
        /// The person.
        person: PersonId,
        /// The roles.
        roles: Vec<Code>,
    },
    /// Content that is what was submitted.
    #[error("this is the content that was submitted")]
    SameContent,
    /// Somebody in whose place the person cannot act (APR-5).
    #[error("`{person}` cannot act for `{for_whom}` on {on}: there is no delegation")]
    NoDelegation {
        /// The person.
        person: PersonId,
        /// For whom.
        for_whom: PersonId,
        /// The day.
        on: NaiveDate,
    },
    /// Delegations that go round (APR-5).
    #[error("delegations go round in a circle: {}", round(persons))]
    DelegationCircle {
        /// The persons, the first one again at the end.
        persons: Vec<PersonId>,
    },
    /// A delegation that ends before it begins.
    #[error("the delegation of `{from}` ends on {end}, before it begins on {start}")]
    DelegationPeriod {
        /// Whose.
        from: PersonId,
        /// Its first day.
        start: NaiveDate,
        /// Its last day.
        end: NaiveDate,
    },
    /// A moment before the last event.
    #[error("this is of {}, and the last event before it of {}", format_moment(at), format_moment(last))]
    ClockBack {
        /// The moment given.
        at: DateTime<Utc>,
        /// That of the last event.
        last: DateTime<Utc>,
    },
    /// More than is kept.
    #[error("a request has at most {most} {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many at most.
        most: usize,
    },
    /// An event that is not what it was, or cannot have happened (AUD-2).
    #[error("event {place} {what}")]
    Broken {
        /// Its place, from 1.
        place: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A value that is none.
    #[error(transparent)]
    NoValue(#[from] ValueError),
}

fn role_needed(person: &PersonId, roles: &[Code]) -> String {
    if roles.is_empty() {
        return "nobody may do that here: no role is named for it".to_owned();
    }
    let roles = roles.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
    format!("`{person}` has none of the roles that may do that here: {roles}")
}

fn many(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

fn names(persons: &[PersonId]) -> String {
    let mut text = persons.iter().take(10).map(|person| format!("`{person}`")).collect::<Vec<_>>().join(", ");
    if persons.len() > 10 {
        text.push_str(&format!(" and {} more", persons.len().saturating_sub(10)));
    }
    text
}

fn round(persons: &[PersonId]) -> String {
    persons.iter().take(20).map(|person| format!("`{person}`")).collect::<Vec<_>>().join(" → ")
}

impl ApprovalRefusal {
    /// Its stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::FeatureOff => "feature_off",
            Self::NoDefinition { .. } => "no_definition",
            Self::OtherDefinition { .. } => "other_definition",
            Self::Fact { .. } => "missing_fact",
            Self::UnknownUnit { .. } => "unknown_unit",
            Self::UnknownPerson { .. } => "unknown_person",
            Self::Directory { .. } => "wrong_person",
            Self::MissingApprover { .. } => "missing_approver",
            Self::TooFew { .. } => "too_few_approvers",
            Self::NoStep { .. } => "no_step",
            Self::NoSuchAction { .. } => "no_such_action",
            Self::NotAsked { .. } => "not_asked",
            Self::OwnSubmission { .. } | Self::OwnRevision { .. } => "same_person",
            Self::OtherDay { .. } => "other_day",
            Self::VotedAlready { .. } => "voted_already",
            Self::OtherStep { .. } => "other_step",
            Self::OtherContent { .. } => "other_content",
            Self::ReasonNeeded { .. } => "reason_needed",
            Self::CommentNeeded { .. } => "comment_needed",
            Self::MeaningNeeded { .. } => "meaning_needed",
            Self::NotSubmitter { .. } => "not_submitter",
            Self::NoEarlierStep { .. } => "unknown_step",
            Self::NoVote { .. } => "no_vote",
            Self::OnlyInPlaceOf { .. } => "only_in_place_of",
            Self::AskedAlready { .. } => "asked_already",
            Self::NotLate { .. } => "not_late",
            Self::NotSaid { .. } => "not_said",
            Self::RemindedAlready { .. } => "reminded_already",
            Self::NoManager { .. } => "no_manager",
            Self::RoleNeeded { .. } => "role_needed",
            Self::SameContent => "no_change",
            Self::NoDelegation { .. } => "no_delegation",
            Self::DelegationCircle { .. } => "delegation_circle",
            Self::DelegationPeriod { .. } => "delegation_period",
            Self::ClockBack { .. } => "clock_back",
            Self::TooMany { .. } => "limit_exceeded",
            Self::Broken { .. } => "broken_history",
            Self::NoValue(error) => error.kind.code(),
        }
    }

    /// What would be right.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let list = |codes: &[Code]| codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
        match self {
            Self::FeatureOff => Some("add `approvals` to `features.on`, or take a stage that has it".to_owned()),
            Self::NoDefinition { conditions, .. } if !conditions.is_empty() => {
                Some(format!("the condition of {} does not hold: nobody has to approve it", list(conditions)))
            }
            Self::NoDefinition { subject, known, .. } => {
                let names = || known.iter().map(String::as_str);
                help_among(&nearest(subject.as_str(), names()), names()).or_else(|| Some("add a definition to `approvals.definitions`".to_owned()))
            }
            Self::OtherDefinition { .. } => Some("submit a new one".to_owned()),
            Self::Fact { .. } => Some("give it with the facts of the subject".to_owned()),
            Self::UnknownUnit { nearest, .. } | Self::UnknownPerson { nearest, .. } => did_you_mean(nearest),
            Self::NoSuchAction { possible, .. } if possible.is_empty() => Some("it is over: submit a new one".to_owned()),
            Self::NoSuchAction { possible, .. } => {
                Some(format!("it takes {}", possible.iter().map(|action| format!("`{action}`")).collect::<Vec<_>>().join(", ")))
            }
            Self::NotAsked { waits_for, .. } if !waits_for.is_empty() => Some(format!("it waits for {}", names(waits_for))),
            Self::OtherContent { .. } => Some("look at what was submitted, and vote on that".to_owned()),
            Self::NoEarlierStep { possible, .. } if possible.is_empty() => Some("leave the step out: it goes to who submitted it".to_owned()),
            Self::NoEarlierStep { possible, .. } => Some(format!("it can go to {}, or without a step to who submitted it", list(possible))),
            Self::NotLate { .. } => Some("come back after that day".to_owned()),
            Self::NotSaid { limited: false, .. } => Some("it has no `days`, and so is never late".to_owned()),
            Self::NoManager { .. } => Some("reassign the vote, or decide by an override".to_owned()),
            Self::MissingApprover { .. } | Self::TooFew { .. } => {
                Some("give the people with their roles and managers, or change the step".to_owned())
            }
            Self::DelegationCircle { .. } => Some("end one of them".to_owned()),
            Self::ClockBack { .. } => Some("look at the clock of the device".to_owned()),
            _ => None,
        }
    }
}
