//! The names of choices in documents, once for all of them.

use crate::cycle::DayOff;
use crate::execution::{AutoComplete, CancelledRule, EmptyRule, Method, MissingWeightRule, PrerequisiteRule, StatusCategory};
use crate::values::Rounding;
use chrono::Weekday;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident: $type:ident = $($text:literal $value:ident),+;)+) => {$(
        $(#[$doc])*
        pub const $name: &[(&str, $type)] = &[$(($text, $type::$value)),+];
    )+};
}

names! {
    /// The names of the methods of CMP-2.
    METHODS: Method = "weighted_mean" WeightedMean, "completed_share" CompletedShare, "leaf_share" LeafShare, "leaf_mean" LeafMean, "lowest" Lowest, "own" Own;
    /// The names of the categories of EXE-2.
    CATEGORIES: StatusCategory = "open" Open, "in_progress" InProgress, "done" Done, "cancelled" Cancelled;
    /// What `cancelled` can be (CMP-3).
    CANCELLED: CancelledRule = "exclude" Exclude, "open" Open;
    /// What `empty` can be (CMP-3).
    EMPTY: EmptyRule = "own_status" OwnStatus, "zero" Zero, "exclude" Exclude;
    /// What `missing_weight` can be (CMP-11).
    MISSING_WEIGHT: MissingWeightRule = "one" One, "mean" Mean, "zero" Zero, "refuse" Refuse;
    /// What `auto_complete` can be (CMP-5).
    AUTO_COMPLETE: AutoComplete = "off" Off, "propose" Propose, "set" Set;
    /// What `rounding` can be (CMP-6).
    ROUNDING: Rounding = "half_up" HalfUp, "half_even" HalfEven, "down" Down;
    /// What `day_off` can be (DUE-1).
    DAY_OFF: DayOff = "keep" Keep, "next" Next, "previous" Previous;
    /// What `prerequisites` can be (EXE-2).
    PREREQUISITES: PrerequisiteRule = "refuse" Refuse, "warn" Warn;
    /// The days of the week.
    WEEKDAYS: Weekday = "monday" Mon, "tuesday" Tue, "wednesday" Wed, "thursday" Thu, "friday" Fri, "saturday" Sat, "sunday" Sun;
}

/// The name of a value in a table of names.
#[must_use]
pub fn name_of<T: PartialEq>(names: &[(&'static str, T)], value: &T) -> &'static str {
    names.iter().find(|(_, known)| known == value).map_or("", |(name, _)| name)
}

/// The value of a name in a table of names.
pub(super) fn named<T: Copy + Default>(names: &[(&'static str, T)], name: &str) -> T {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value).unwrap_or_default()
}

/// The names alone.
pub(super) const fn only<T: Copy, const N: usize>(names: &[(&'static str, T)]) -> [&'static str; N] {
    let mut only = [""; N];
    let (mut rest, mut left): (&[(&'static str, T)], &mut [&'static str]) = (names, &mut only);
    while let ([(name, _), more @ ..], [slot, others @ ..]) = (rest, left) {
        *slot = name;
        (rest, left) = (more, others);
    }
    only
}
