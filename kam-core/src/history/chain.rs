//! The entries of a record: verified and replayed (AUD-2).

use super::digest::Digest;
use super::entry::Entry;
use super::fields::{Fields, Object};
use std::fmt;

/// The first entry that is not what it was, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its place, from 1.
    pub place: usize,
    /// The number that it says it has.
    pub number: u32,
    /// How it is known.
    pub by: BrokenBy,
}

/// How it is known that an entry is not what it was, or not where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokenBy {
    /// It has another number than its place.
    Order,
    /// It names another entry before it than the one that is there.
    Link,
    /// What it says is not what its digest was made of.
    Altered,
    /// A value was another one before it than it says.
    Value {
        /// The object.
        object: Object,
        /// The field.
        field: Box<str>,
    },
    /// It lies before the one before it in time.
    Time,
    /// There are fewer entries than there were: the last one is another one than the one that is known of.
    Head {
        /// The digest that the last entry has.
        found: Digest,
    },
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.by {
            BrokenBy::Order => {
                write!(f, "the entry at place {} says that it is number {}: entries are missing, added or in another order", self.place, self.number)
            }
            BrokenBy::Link => write!(f, "entry {} names another entry before it than the one that is there", self.place),
            BrokenBy::Altered => write!(f, "entry {} says something else than it did when it was made", self.place),
            BrokenBy::Value { object, field } => write!(f, "entry {} changes `{field}` of {object} from a value that it did not have", self.place),
            BrokenBy::Time => write!(f, "entry {} lies before the one before it in time", self.place),
            BrokenBy::Head { found } => write!(f, "the last entry, {}, has the digest `{found}`, which is another one than is known of", self.place),
        }
    }
}

/// Checks that entries are what they were, complete and in order: their numbers, their digests, and that each names the one before.
///
/// That entries are missing at the end can only be seen with the digest of the last one, which a host keeps elsewhere.
///
/// # Errors
/// The first entry that is not.
///
/// ```
/// use kam_core::history::{BrokenBy, Entry, EntryDraft, verify};
/// use kam_core::values::{PersonId, parse_moment};
///
/// let draft = |command: &str| EntryDraft {
///     at: parse_moment("2026-05-01T10:00:00Z").expect("a moment"),
///     person: PersonId::new("u7").expect("an id"),
///     acting_for: None,
///     command: command.into(),
///     reason: None,
///     made_at: None,
///     made_on: 0,
///     changes: Vec::new(),
/// };
/// let first = Entry::behind(None, draft("create"));
/// let second = Entry::behind(Some(&first), draft("set"));
/// let head = second.digest;
/// let mut entries = vec![first, second];
/// assert!(verify(&entries, Some(&head)).is_ok());
/// entries[0].said.command = "add".into();
/// assert_eq!(verify(&entries, None).unwrap_err().by, BrokenBy::Altered);
/// entries.remove(0);
/// assert_eq!(verify(&entries, None).unwrap_err().by, BrokenBy::Order);
/// ```
pub fn verify(entries: &[Entry], head: Option<&Digest>) -> Result<(), Broken> {
    let mut before: Option<&Entry> = None;
    for (place, entry) in (1_usize..).zip(entries) {
        let broken = |by| Err(Broken { place, number: entry.number, by });
        if u32::try_from(place).ok() != Some(entry.number) {
            return broken(BrokenBy::Order);
        }
        if entry.previous != before.map_or(Digest::NONE, |before| before.digest) {
            return broken(BrokenBy::Link);
        }
        if entry.computed() != entry.digest {
            return broken(BrokenBy::Altered);
        }
        if before.is_some_and(|before| entry.said.at < before.said.at) {
            return broken(BrokenBy::Time);
        }
        before = Some(entry);
    }
    let (place, number, found) = before.map_or((0, 0, Digest::NONE), |last| (entries.len(), last.number, last.digest));
    match head {
        Some(head) if *head != found => Err(Broken { place, number, by: BrokenBy::Head { found } }),
        _ => Ok(()),
    }
}

/// What entries give, from the first to the last (AUD-2).
///
/// # Errors
/// The first entry that changes something from a value that it did not have.
pub fn replay(entries: &[Entry]) -> Result<Fields, Broken> {
    let mut fields = Fields::default();
    for (place, entry) in (1_usize..).zip(entries) {
        for change in &entry.said.changes {
            if !fields.apply(change) {
                let by = BrokenBy::Value { object: change.object.clone(), field: change.field.clone() };
                return Err(Broken { place, number: entry.number, by });
            }
        }
    }
    Ok(fields)
}
