//! What happened to a request, as a chain (AUD-1).

use super::condition::Facts;
use super::life::Action;
use crate::history::{Digest, Feed};
use crate::values::{Code, Label, PersonId, Reason, format_moment};
use chrono::{DateTime, NaiveDate, Utc};

/// Why a step asks nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// Its condition does not hold.
    Condition,
    /// Nothing changes that it is about (APR-7).
    NotConcerned,
}

impl Skipped {
    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::NotConcerned => "not_concerned",
        }
    }

    /// The one with a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        [Self::Condition, Self::NotConcerned].into_iter().find(|skipped| skipped.name() == name)
    }
}

/// A step as it was when it was submitted: whom it asks (APR-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Why it asks nobody.
    pub skipped: Option<Skipped>,
    /// The approvers.
    pub approvers: Vec<PersonId>,
}

/// What was submitted, and what was true then: it is kept, whatever changes later (APR-2, APR-9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// What was known of the subject.
    pub facts: Facts,
    /// The fields that an amendment changes; none for the whole subject.
    pub changed: Vec<Code>,
    /// The steps, in the order of the definition.
    pub steps: Vec<Asked>,
    /// The managers of the approvers, to whom their votes can go.
    pub managers: Vec<(PersonId, PersonId)>,
}

/// What an event says, before it has its place behind another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDraft {
    /// The moment.
    pub at: DateTime<Utc>,
    /// The local date of the market (NUM-4).
    pub on: NaiveDate,
    /// Who did it.
    pub person: PersonId,
    /// For whom, where somebody acted for somebody else (APR-5).
    pub acting_for: Option<PersonId>,
    /// The person's name as it was signed (APR-8).
    pub signed_as: Option<Label>,
    /// How the host knew that it was this person (APR-8).
    pub authenticated_by: Option<Label>,
    /// What was done.
    pub action: Action,
    /// The digest of the content that was submitted, or voted on (APR-8).
    pub content: Option<Digest>,
    /// The comment or reason.
    pub reason: Option<Reason>,
    /// What a vote was said to mean (APR-8).
    pub meaning: Option<Label>,
    /// The step that it was done in, or to which it was sent back.
    pub step: Option<Code>,
    /// Whose vote it is about.
    pub from: Option<PersonId>,
    /// Who gets that vote.
    pub to: Option<PersonId>,
    /// What an override decides: whether it is approved.
    pub approves: Option<bool>,
    /// Until when the step that is open then has to be answered.
    pub due: Option<NaiveDate>,
    /// What was submitted.
    pub submission: Option<Box<Submission>>,
}

/// Something that happened to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number, from 1.
    pub number: u32,
    /// What it says.
    pub said: EventDraft,
    /// The digest of the event before; of the request's beginning for the first one.
    pub previous: Digest,
    /// Its own digest.
    pub digest: Digest,
}

impl Event {
    /// An event behind another one.
    #[must_use]
    pub fn behind(number: u32, previous: Digest, said: EventDraft) -> Self {
        let digest = digest(number, &said, &previous);
        Self { number, said, previous, digest }
    }

    /// What its digest should be.
    #[must_use]
    pub fn computed(&self) -> Digest {
        digest(self.number, &self.said, &self.previous)
    }
}

fn label(label: &Option<Label>) -> Option<&str> {
    label.as_ref().map(Label::as_str)
}

fn digest(number: u32, said: &EventDraft, previous: &Digest) -> Digest {
    let mut feed = Feed::new();
    let person = |person: &Option<PersonId>| person.as_ref().map(ToString::to_string);
    feed.part(&number.to_string()).part(&format_moment(&said.at)).part(&said.on.to_string()).part(said.person.as_str());
    feed.maybe(person(&said.acting_for).as_deref()).maybe(label(&said.signed_as)).maybe(label(&said.authenticated_by));
    feed.part(said.action.name()).maybe(said.content.map(|content| content.to_string()).as_deref());
    feed.maybe(said.reason.as_ref().map(Reason::as_str)).maybe(label(&said.meaning)).maybe(said.step.as_ref().map(Code::as_str));
    feed.maybe(person(&said.from).as_deref()).maybe(person(&said.to).as_deref());
    feed.maybe(said.approves.map(|approves| if approves { "true" } else { "false" }));
    feed.maybe(said.due.map(|due| due.to_string()).as_deref()).digest(previous);
    match &said.submission {
        None => {
            feed.maybe(None);
        }
        Some(submission) => {
            feed.count(submission.facts.len());
            for (name, value) in &submission.facts {
                feed.part(name).part(value);
            }
            feed.count(submission.changed.len());
            for field in &submission.changed {
                feed.part(field.as_str());
            }
            feed.count(submission.steps.len());
            for step in &submission.steps {
                feed.maybe(step.skipped.map(Skipped::name)).count(step.approvers.len());
                for approver in &step.approvers {
                    feed.part(approver.as_str());
                }
            }
            feed.count(submission.managers.len());
            for (person, manager) in &submission.managers {
                feed.part(person.as_str()).part(manager.as_str());
            }
        }
    }
    feed.finish()
}
