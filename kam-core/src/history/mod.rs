//! What became of a record: entries that are only ever added, each bound to the one before it (AUD-1, AUD-2, AUD-5).
//!
//! | part | what it is |
//! |---|---|
//! | `digest` | digests, and the form in which things are written for them |
//! | `fields` | a record as objects with fields, which changes are made to |
//! | `entry` | one change of a record: who, when, why, and every field before and after |
//! | `chain` | the entries of a record: replayed, verified |
//! | `personal` | personal values, which lie beside the entries and can be erased |
//!
//! **The digest of an entry** is SHA-256 over its parts, each written as its length in bytes, `:`, its UTF-8 and `,`; what is absent is `-,`. The parts are, in
//! this order: the number, the moment, the person, for whom, the command, the reason, when it was made elsewhere, the version it was made on, the digest of the entry before, the number
//! of changes, and of each change the kind and the id of the object, the field, and the old and the new value. A value is one part that is its text; several
//! are `[`, their number and one part each; a personal one is `#` and the salted digest. So the chain can be checked without this library.

mod chain;
mod digest;
mod entry;
mod fields;
mod personal;

pub use chain::{Broken, BrokenBy, replay, verify};
pub use digest::Digest;
pub(crate) use digest::Feed;
pub use entry::{Entry, EntryDraft, FieldChange};
pub use fields::{FieldValue, Fields, Object, ObjectKind};
pub use personal::{Personal, PersonalValue, Salt};
