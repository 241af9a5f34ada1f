//! What a value that goes in must be, as data: so that one look at all arguments can name everything that is wrong with them.

use crate::RecordInfo;

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Any text.
    Text,
    /// Yes or no.
    Flag,
    /// A whole number from 0 on.
    Count,
    /// An exact decimal.
    Decimal,
    /// A calendar date.
    Day,
    /// A moment.
    Moment,
    /// The content of a file.
    Content,
    /// A handle of this name.
    Handle(&'static str),
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// A record.
    Record(&'static RecordInfo),
    /// Any number of these.
    List(&'static Self),
    /// This or nothing.
    Optional(&'static Self),
}

impl Type {
    /// The record in it, however it is wrapped.
    #[must_use]
    pub const fn record(&self) -> Option<&'static RecordInfo> {
        match self {
            Self::Record(record) => Some(record),
            Self::List(inner) | Self::Optional(inner) => inner.record(),
            _ => None,
        }
    }
}

/// A Rust type that crosses to every language.
pub trait Typed {
    /// What it must be.
    const TYPE: &'static Type;
}

macro_rules! typed {
    ($($name:ty = $type:ident),* $(,)?) => { $( impl Typed for $name { const TYPE: &'static Type = &Type::$type; } )* };
}

typed! {
    String = Text,
    bool = Flag,
    u32 = Count,
    crate::Dec = Decimal,
    crate::Day = Day,
    crate::Stamp = Moment,
    crate::Bytes = Content,
}

impl<T: Typed> Typed for Vec<T> {
    const TYPE: &'static Type = &Type::List(T::TYPE);
}

impl<T: Typed> Typed for Option<T> {
    const TYPE: &'static Type = &Type::Optional(T::TYPE);
}
