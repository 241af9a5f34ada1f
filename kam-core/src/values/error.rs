//! One error for every value that is not what it claims to be.

use std::fmt;

/// What a refused value was meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueKind {
    /// A percentage (NUM-2).
    Percent,
    /// A weight (NUM-3).
    Weight,
    /// A baseline, target or actual.
    Amount,
    /// A quantity as a whole: baseline, target and actual together.
    Quantity,
    /// An id; the text says of what.
    Id(&'static str),
    /// A limited text; the text says which.
    Text(&'static str),
    /// A calendar date (NUM-4).
    Date,
    /// A UTC moment (NUM-4).
    Moment,
    /// A planned start with a due date.
    Schedule,
    /// The start and the end of a plan.
    Period,
    /// A digest.
    Digest,
    /// What makes a digest impossible to guess.
    Salt,
}

impl ValueKind {
    /// The stable code of the problem that a refused value of this kind is reported with.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Percent => "invalid_percent",
            Self::Weight => "invalid_weight",
            Self::Amount => "invalid_amount",
            Self::Quantity => "invalid_quantity",
            Self::Id(_) => "invalid_id",
            Self::Text(_) => "invalid_text",
            Self::Date => "invalid_date",
            Self::Moment => "invalid_moment",
            Self::Schedule | Self::Period => "start_after_due",
            Self::Digest => "invalid_digest",
            Self::Salt => "invalid_salt",
        }
    }

    /// The word a person uses for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Percent => "percentage",
            Self::Weight => "weight",
            Self::Amount => "amount",
            Self::Quantity => "quantity",
            Self::Id(name) | Self::Text(name) => name,
            Self::Date => "date",
            Self::Moment => "moment",
            Self::Schedule => "schedule",
            Self::Period => "period",
            Self::Digest => "digest",
            Self::Salt => "salt",
        }
    }
}

/// Why a value was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueFault {
    /// Nothing, or only blanks, where something is needed.
    Empty,
    /// Longer than the limit, in characters.
    TooLong {
        /// The length found.
        length: usize,
        /// The longest allowed.
        most: usize,
    },
    /// A character that a person cannot see, or white space, in an id (NUM-5).
    Invisible {
        /// The character.
        character: char,
        /// Its place, the first is 1.
        position: usize,
    },
    /// Not a decimal number in plain text.
    NotDecimal,
    /// More decimals than are kept.
    TooManyDecimals {
        /// How many were given.
        found: usize,
        /// How many are kept.
        most: usize,
    },
    /// Outside the range.
    OutOfRange {
        /// The smallest allowed value.
        least: &'static str,
        /// The largest allowed value.
        most: &'static str,
    },
    /// Not of the form that is needed.
    NotOfForm {
        /// The form, as an example shows it.
        form: &'static str,
    },
    /// Of the right form, but the calendar has no such day or the day no such time.
    NoSuchDay,
    /// A target that equals its baseline (`CMP-1`).
    TargetIsBaseline,
    /// A start after the due date.
    StartAfterDue,
    /// A start after the end.
    StartAfterEnd,
}

impl fmt::Display for ValueFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::TooLong { length, most } => {
                write!(f, "it has {length} characters, at most {most} are allowed")
            }
            Self::Invisible { character, position } => {
                write!(f, "character {position} is U+{:04X}, and only visible characters are allowed", u32::from(*character))
            }
            Self::NotDecimal => f.write_str("write digits with an optional `.` and an optional leading `-`, such as `12.5`"),
            Self::TooManyDecimals { found, most } => {
                write!(f, "it has {found} decimals, at most {most} are kept")
            }
            Self::OutOfRange { least, most } => write!(f, "it must be from {least} to {most}"),
            Self::NotOfForm { form } => write!(f, "write it as `{form}`"),
            Self::NoSuchDay => f.write_str("there is no such day"),
            Self::TargetIsBaseline => f.write_str("the target equals the baseline, so there is nothing to measure"),
            Self::StartAfterDue => f.write_str("the planned start is after the due date"),
            Self::StartAfterEnd => f.write_str("the start is after the end"),
        }
    }
}

/// A value that was refused, with the value and the reason.
///
/// ```
/// use kam_core::values::Weight;
///
/// let error = Weight::parse("1.23456").unwrap_err();
/// assert_eq!(error.to_string(), "`1.23456` is no weight: it has 5 decimals, at most 4 are kept");
/// assert_eq!(error.kind.code(), "invalid_weight");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is no {}: {fault}", kind.name())]
pub struct ValueError {
    /// What the value was meant to be.
    pub kind: ValueKind,
    /// The value as given, cut to 80 characters.
    pub value: String,
    /// Why it was refused.
    pub fault: ValueFault,
}

impl ValueError {
    /// An error for `value`, which is cut to 80 characters.
    #[must_use]
    pub fn new(kind: ValueKind, value: &str, fault: ValueFault) -> Self {
        Self { kind, value: cut(value, 80), fault }
    }
}

/// At most `most` characters of `text`, with `…` where something was cut.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => {
            let mut shown = text.get(..end).unwrap_or_default().to_owned();
            shown.push('…');
            shown
        }
    }
}
