//! A row on its way to its plan: everything that is known of it in one line of a cache.

use super::key::Key;
use super::source::{EpochDay, Source};
use crate::execution::{LevelIndex, MOST_LEVELS, StatusCategory};
use crate::values::Weight;
use hashbrown::DefaultHashBuilder;

/// Stands for a missing weight; no weight is that large.
pub(super) const NO_WEIGHT: u64 = u64::MAX;
/// Stands for a percentage that is not there.
pub(super) const NO_PERCENT: u32 = u32::MAX;
/// Stands for a level that is not given; there are at most eight.
const NO_LEVEL: u8 = u8::MAX;

/// A row with its ids as keys.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Record {
    pub(super) node: Key,
    pub(super) parent: Key,
    pub(super) weight: u64,
    pub(super) progress: u32,
    pub(super) set_by_hand: u32,
    pub(super) row: u32,
    pub(super) start: i32,
    pub(super) due: i32,
    /// Absent for a row with a cell that holds no value of its column.
    pub(super) category: Option<StatusCategory>,
    level: u8,
}

impl Record {
    const BAD: Self = Self {
        node: Key::NONE,
        parent: Key::NONE,
        weight: NO_WEIGHT,
        progress: NO_PERCENT,
        set_by_hand: NO_PERCENT,
        row: 0,
        start: EpochDay::NONE,
        due: EpochDay::NONE,
        category: None,
        level: NO_LEVEL,
    };

    /// A row of the table; one that cannot be used has no category.
    #[inline]
    pub(super) fn of<S: Source>(source: &S, row: u32, hasher: &DefaultHashBuilder) -> Self {
        let at = row as usize;
        let bad = Self { row, ..Self::BAD };
        let Some(Ok(node)) = source.node(at).map(|id| Key::of(id, hasher)) else { return bad };
        let parent = match source.parent(at) {
            None => Key::NONE,
            Some(id) => match Key::of(id, hasher) {
                Ok(key) => key,
                Err(_) => return bad,
            },
        };
        let Ok(values) = source.values(at) else { return bad };
        Self {
            node,
            parent,
            weight: values.weight.map_or(NO_WEIGHT, Weight::ten_thousandths),
            progress: values.progress.map_or(NO_PERCENT, crate::values::Percent::millionths),
            set_by_hand: values.set_by_hand.map_or(NO_PERCENT, crate::values::Percent::millionths),
            row,
            start: values.start.map_or(EpochDay::NONE, EpochDay::number),
            due: values.due.map_or(EpochDay::NONE, EpochDay::number),
            category: Some(values.category),
            level: values.level.map_or(NO_LEVEL, |level| level.0),
        }
    }

    /// Its level, where the table says one.
    #[inline]
    pub(super) fn level(&self) -> Option<LevelIndex> {
        (usize::from(self.level) < MOST_LEVELS).then_some(LevelIndex(self.level))
    }
}
