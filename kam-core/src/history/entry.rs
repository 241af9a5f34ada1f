//! One change of a record.

use super::digest::{Digest, Feed};
use super::fields::{FieldValue, Object};
use crate::values::{PersonId, Reason, format_moment};
use chrono::{DateTime, Utc};

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The object.
    pub object: Object,
    /// The field.
    pub field: Box<str>,
    /// What it was; absent where it was not there.
    pub old: Option<FieldValue>,
    /// What it is; absent where it is there no more.
    pub new: Option<FieldValue>,
}

/// What an entry says, before it has its place behind another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDraft {
    /// The moment.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub person: PersonId,
    /// For whom, where somebody acted for somebody else.
    pub acting_for: Option<PersonId>,
    /// The name of the command.
    pub command: Box<str>,
    /// Why.
    pub reason: Option<Reason>,
    /// When it was made, where it was put in later: on a phone without a network (AUD-4).
    pub made_at: Option<DateTime<Utc>>,
    /// The version that it was made on: how many entries there were (AUD-4).
    pub made_on: u32,
    /// What changed.
    pub changes: Vec<FieldChange>,
}

/// An entry of a history (AUD-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1.
    pub number: u32,
    /// What it says.
    pub said: EntryDraft,
    /// The digest of the entry before.
    pub previous: Digest,
    /// Its own digest.
    pub digest: Digest,
}

impl Entry {
    /// An entry behind another one, or the first.
    #[must_use]
    pub fn behind(before: Option<&Self>, said: EntryDraft) -> Self {
        let (number, previous) = before.map_or((0, Digest::NONE), |before| (before.number, before.digest));
        let number = number.saturating_add(1);
        let digest = digest(number, &said, &previous);
        Self { number, said, previous, digest }
    }

    /// What its digest should be.
    #[must_use]
    pub fn computed(&self) -> Digest {
        digest(self.number, &self.said, &self.previous)
    }
}

fn digest(number: u32, said: &EntryDraft, previous: &Digest) -> Digest {
    let mut feed = Feed::new();
    feed.part(&number.to_string()).part(&format_moment(&said.at)).part(said.person.as_str());
    feed.maybe(said.acting_for.as_ref().map(PersonId::as_str)).part(&said.command).maybe(said.reason.as_ref().map(Reason::as_str));
    feed.maybe(said.made_at.as_ref().map(format_moment).as_deref());
    feed.part(&said.made_on.to_string()).digest(previous).count(said.changes.len());
    for change in &said.changes {
        feed.part(change.object.kind.name()).part(&change.object.id).part(&change.field);
        for value in [&change.old, &change.new] {
            match value {
                Some(value) => value.feed(&mut feed),
                None => {
                    feed.maybe(None);
                }
            }
        }
    }
    feed.finish()
}
