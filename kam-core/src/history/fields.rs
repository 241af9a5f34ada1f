//! A record as objects with fields.

use super::digest::{Digest, Feed};
use super::entry::FieldChange;
use std::collections::BTreeMap;
use std::fmt;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal;)+) => {
        /// What an object of a record is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ObjectKind {
            $($(#[$doc])* $kind),+
        }

        impl ObjectKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The name in documents.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            /// The kind of a name.
            #[must_use]
            pub fn find(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// The plan itself.
    Plan = "plan";
    /// A member of the account team; its id is the person's.
    Member = "member";
    /// A stakeholder of the account.
    Stakeholder = "stakeholder";
    /// How one stakeholder stands to another.
    Relation = "relation";
    /// The relationship of a member of the account team with a stakeholder.
    Relationship = "relationship";
    /// Where a stakeholder stands on one goal.
    Position = "position";
    /// A situation analysis.
    Analysis = "analysis";
    /// An item of a situation analysis.
    Item = "item";
    /// A node of the hierarchy: a goal, objective, tactic or action.
    Node = "node";
    /// A measure that the plan is measured by; its id is that of the watched measure.
    Measure = "measure";
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// An object of a record: what it is, and its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// Its id, unique among those of its kind.
    pub id: Box<str>,
}

impl Object {
    /// An object of a kind.
    #[must_use]
    pub fn new(kind: ObjectKind, id: &str) -> Self {
        Self { kind, id: id.into() }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`", self.kind, self.id)
    }
}

/// The value of a field, in the form in which documents have it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldValue {
    /// A text: also of a number, a date, a code.
    Text(Box<str>),
    /// Several texts.
    List(Vec<Box<str>>),
    /// A personal value, which lies beside the entries under this salted digest (AUD-5).
    Personal(Digest),
}

impl FieldValue {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The texts, where it is several.
    #[must_use]
    pub fn as_list(&self) -> &[Box<str>] {
        if let Self::List(texts) = self { texts } else { &[] }
    }

    pub(crate) fn feed(&self, feed: &mut Feed) {
        match self {
            Self::Text(text) => {
                feed.part(text);
            }
            Self::List(texts) => {
                feed.mark(b'[').count(texts.len());
                for text in texts {
                    feed.part(text);
                }
            }
            Self::Personal(digest) => {
                feed.mark(b'#').digest(digest);
            }
        }
    }
}

impl fmt::Display for FieldValue {
    /// As a person reads it: several with commas between; a personal value by the beginning of its digest.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::List(texts) => {
                for (place, text) in texts.iter().enumerate() {
                    write!(f, "{}{text}", if place == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
            Self::Personal(digest) => write!(f, "#{:.8}", digest.to_string()),
        }
    }
}

/// What entries give: objects, each with the fields that it has. An object is there as long as it has a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    objects: BTreeMap<Object, BTreeMap<Box<str>, FieldValue>>,
}

impl Fields {
    /// The fields of an object, in the order of their names.
    #[must_use]
    pub fn object(&self, object: &Object) -> Option<&BTreeMap<Box<str>, FieldValue>> {
        self.objects.get(object)
    }

    /// A field of an object.
    #[must_use]
    pub fn get(&self, object: &Object, field: &str) -> Option<&FieldValue> {
        self.objects.get(object)?.get(field)
    }

    /// The text of a field of an object.
    #[must_use]
    pub fn text(&self, object: &Object, field: &str) -> Option<&str> {
        self.get(object, field).and_then(FieldValue::as_text)
    }

    /// All objects with their fields: by kind, then by id.
    pub fn objects(&self) -> impl Iterator<Item = (&Object, &BTreeMap<Box<str>, FieldValue>)> {
        self.objects.iter()
    }

    /// The objects of a kind, in the order of their ids.
    pub fn of_kind(&self, kind: ObjectKind) -> impl Iterator<Item = (&str, &BTreeMap<Box<str>, FieldValue>)> {
        let first = Object { kind, id: "".into() };
        self.objects.range(first..).take_while(move |(object, _)| object.kind == kind).map(|(object, fields)| (&*object.id, fields))
    }

    /// Makes a change, whose old value must be what is there.
    pub(crate) fn apply(&mut self, change: &FieldChange) -> bool {
        if self.get(&change.object, &change.field) != change.old.as_ref() {
            return false;
        }
        match &change.new {
            Some(new) => {
                let object = match self.objects.get_mut(&change.object) {
                    Some(object) => object,
                    None => self.objects.entry(change.object.clone()).or_default(),
                };
                object.insert(change.field.clone(), new.clone());
            }
            None => {
                if let Some(object) = self.objects.get_mut(&change.object) {
                    object.remove(&change.field);
                    if object.is_empty() {
                        self.objects.remove(&change.object);
                    }
                }
            }
        }
        true
    }
}
