//! What a setting can be, and what one is.

use crate::values::{Percent, Weight};
use chrono::NaiveDate;
use std::fmt;

/// What a text of a setting names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refers {
    /// A level of the organisation.
    Level,
    /// A unit of the organisation.
    Unit,
    /// A role.
    Role,
    /// A level of the plan's hierarchy.
    HierarchyLevel,
    /// A maturity stage.
    Stage,
    /// A watched measure.
    Measure,
    /// A definition of an approval.
    Approval,
    /// A value of the list of this name.
    Value(&'static str),
}

impl Refers {
    /// The path of the setting whose entries it names; absent for a list of values.
    #[must_use]
    pub const fn setting(self) -> Option<&'static str> {
        match self {
            Self::Level => Some("organization.levels"),
            Self::Unit => Some("organization.units"),
            Self::Role => Some("organization.roles"),
            Self::HierarchyLevel => Some("execution.levels"),
            Self::Stage => Some("features.stages"),
            Self::Measure => Some("measures.watched"),
            Self::Approval => Some("approvals.definitions"),
            Self::Value(_) => None,
        }
    }

    /// A person's word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Level => "level of the organisation",
            Self::Unit => "unit of the organisation",
            Self::Role => "role",
            Self::HierarchyLevel => "level of a plan",
            Self::Stage => "maturity stage",
            Self::Measure => "watched measure",
            Self::Approval => "definition of an approval",
            Self::Value(list) => list,
        }
    }
}

/// The type of a setting.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// True or false.
    Flag,
    /// A whole number from `least` to `most`.
    Whole {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// A percentage, 0 to 100, with at most 6 decimals (NUM-2).
    Percent,
    /// A weight (NUM-3).
    Weight,
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A name that the organisation gives: 1 to 64 visible characters (NUM-5).
    Code,
    /// A text of at most so many characters.
    Text {
        /// The most characters.
        most: usize,
    },
    /// A calendar date (NUM-4).
    Day,
    /// The name of something else that is configured.
    Refer(Refers),
    /// Several different ones.
    Many(&'static Kind),
    /// Entries with these fields; the first names the entry. A lower layer gives the whole list anew.
    Records(&'static [Field]),
    /// Entries with these fields; the first names the entry. A lower layer adds entries, or gives single ones anew.
    Keyed(&'static [Field]),
}

impl Kind {
    /// The fields of its entries; none where it has no entries.
    #[must_use]
    pub const fn fields(&self) -> &'static [Field] {
        match self {
            Self::Records(fields) | Self::Keyed(fields) => fields,
            _ => &[],
        }
    }

    /// What it, and what its fields name.
    pub(super) fn refers(&self) -> impl Iterator<Item = Refers> {
        self.fields().iter().map(|field| &field.kind).chain([self]).filter_map(|kind| match kind {
            Self::Refer(refers) | Self::Many(Self::Refer(refers)) => Some(*refers),
            _ => None,
        })
    }

    /// Whether a lower layer adds entries or gives single ones anew, and takes none away.
    #[must_use]
    pub const fn is_keyed(&self) -> bool {
        matches!(self, Self::Keyed(_))
    }

    /// What it is, in a person's words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Flag => "true or false".to_owned(),
            Self::Whole { least, most } => format!("a whole number from {least} to {most}"),
            Self::Percent => "a percentage from 0 to 100".to_owned(),
            Self::Weight => "a weight from 0 to 1000000".to_owned(),
            Self::Choice(names) => format!("one of `{}`", names.join("`, `")),
            Self::Code => "a name of 1 to 64 visible characters".to_owned(),
            Self::Text { most } => format!("a text of at most {most} characters"),
            Self::Day => "a date, `YYYY-MM-DD`".to_owned(),
            Self::Refer(Refers::Value(list)) => format!("a code of the list `{list}`"),
            Self::Refer(refers) => format!("the name of a {}", refers.word()),
            Self::Many(one) => format!("a list, each {}", one.words()),
            Self::Records(fields) | Self::Keyed(fields) => {
                format!("a list of entries with {}", fields.iter().map(|field| format!("`{}`", field.name)).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// A field of an entry.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it can be.
    pub kind: Kind,
    /// Whether every entry must have it.
    pub needed: bool,
}

/// What a setting is while no layer says anything.
#[derive(Debug, Clone, Copy)]
pub enum Preset {
    /// Nothing: no entries. A decision about it is open until a layer says something.
    None,
    /// True or false.
    Flag(bool),
    /// A whole number.
    Whole(u32),
    /// A text, a choice, a name or a percentage.
    Text(&'static str),
    /// Names.
    Codes(&'static [&'static str]),
    /// Entries with texts.
    Records(&'static [&'static [(&'static str, &'static str)]]),
    /// The maturity stages.
    Stages,
}

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue {
    /// True or false.
    Flag(bool),
    /// A whole number.
    Whole(u32),
    /// A percentage.
    Percent(Percent),
    /// A weight.
    Weight(Weight),
    /// A choice, a name, or a text.
    Text(String),
    /// A calendar date.
    Day(NaiveDate),
    /// Several.
    Many(Vec<SettingValue>),
    /// Entries.
    Records(Vec<Record>),
}

/// An entry: its fields in the order in which their setting lists them, those it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The fields.
    pub fields: Vec<(&'static str, SettingValue)>,
}

impl Record {
    /// The name of the entry: its first field.
    #[must_use]
    pub fn key(&self) -> &str {
        self.fields.first().and_then(|(_, value)| value.text()).unwrap_or_default()
    }

    /// A field by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SettingValue> {
        self.fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// A text field by its name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(SettingValue::text)
    }
}

impl SettingValue {
    /// The text of a choice, a name or a text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The whole number.
    #[must_use]
    pub const fn whole(&self) -> Option<u32> {
        if let Self::Whole(number) = self { Some(*number) } else { None }
    }

    /// Whether it is `true`.
    #[must_use]
    pub fn is_on(&self) -> bool {
        *self == Self::Flag(true)
    }

    /// The percentage.
    #[must_use]
    pub const fn percent(&self) -> Option<Percent> {
        if let Self::Percent(percent) = self { Some(*percent) } else { None }
    }

    /// The entries; none where it has none.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        if let Self::Records(records) = self { records } else { &[] }
    }

    /// The texts of several.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let values: &[Self] = if let Self::Many(values) = self { values } else { &[] };
        values.iter().filter_map(Self::text)
    }

    /// Whether it says nothing: no entries.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Many(values) => values.is_empty(),
            Self::Records(records) => records.is_empty(),
            _ => false,
        }
    }
}

impl fmt::Display for SettingValue {
    /// As a person reads it: names with commas between, entries in braces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separated = |f: &mut fmt::Formatter<'_>, values: &mut dyn Iterator<Item = String>| {
            f.write_str("[")?;
            for (place, value) in values.enumerate() {
                write!(f, "{}{value}", if place == 0 { "" } else { ", " })?;
            }
            f.write_str("]")
        };
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Whole(number) => write!(f, "{number}"),
            Self::Percent(percent) => write!(f, "{percent}"),
            Self::Weight(weight) => write!(f, "{weight}"),
            Self::Text(text) => f.write_str(text),
            Self::Day(day) => write!(f, "{day}"),
            Self::Many(values) => separated(f, &mut values.iter().map(ToString::to_string)),
            Self::Records(records) => separated(
                f,
                &mut records.iter().map(|record| {
                    let fields: Vec<String> = record.fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                    format!("{{{}}}", fields.join(", "))
                }),
            ),
        }
    }
}
