//! Personal values, which lie beside the entries of a history (AUD-5).

use super::digest::{Digest, Feed};
use super::fields::{FieldValue, Object};
use crate::values::{Code, ValueError};
use std::collections::BTreeMap;

/// What makes the digest of a personal value impossible to guess: 16 to 64 visible characters by chance, other ones for each change. A host makes it, since
/// this library has no chance of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salt(Box<str>);

impl Salt {
    /// A salt as the host made it.
    ///
    /// # Errors
    /// Fewer than 16 or more than 64 characters, or one that cannot be seen.
    pub fn new(text: &str) -> Result<Self, ValueError> {
        use crate::values::{ValueFault, ValueKind};
        Code::new(text)?;
        if text.chars().count() < 16 {
            return Err(ValueError::new(ValueKind::Salt, text, ValueFault::NotOfForm { form: "16 to 64 visible characters" }));
        }
        Ok(Self(text.into()))
    }

    /// A salt for one value, from which those of other values cannot be told.
    fn of(&self, object: &Object, field: &str) -> Self {
        let mut feed = Feed::new();
        feed.part(&self.0).part(object.kind.name()).part(&object.id).part(field);
        Self(feed.finish().to_string().into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A personal value, and what its digest was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalValue {
    /// The salt of this value alone.
    pub salt: Salt,
    /// The value.
    pub value: FieldValue,
}

impl PersonalValue {
    /// A value of a field of an object, with a salt of its own.
    #[must_use]
    pub fn new(salt: &Salt, object: &Object, field: &str, value: FieldValue) -> Self {
        Self { salt: salt.of(object, field), value }
    }

    /// The digest by which entries name it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut feed = Feed::new();
        feed.part(self.salt.as_str());
        self.value.feed(&mut feed);
        feed.finish()
    }
}

/// The personal values of a record by the digests that its entries name. One that is missing was erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Personal {
    values: BTreeMap<Digest, PersonalValue>,
}

impl Personal {
    /// The value of a digest; absent where it was erased.
    #[must_use]
    pub fn get(&self, digest: &Digest) -> Option<&FieldValue> {
        self.values.get(digest).map(|value| &value.value)
    }

    /// All that are there.
    pub fn values(&self) -> impl Iterator<Item = (&Digest, &PersonalValue)> {
        self.values.iter()
    }

    /// Puts a value beside; its digest.
    pub fn put(&mut self, value: PersonalValue) -> Digest {
        let digest = value.digest();
        self.values.insert(digest, value);
        digest
    }

    /// Erases a value; whether it was there.
    pub fn erase(&mut self, digest: &Digest) -> bool {
        self.values.remove(digest).is_some()
    }
}
