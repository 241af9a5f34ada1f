//! A row on its way to its plan: everything that is known of it in one line of a cache.

use super::key::Key;

/// A row with its ids as keys; the other fields are as in [`Block`](super::block::Block).
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
    pub(super) category: u8,
    pub(super) level: u8,
    /// Which plan of its bucket the row belongs to.
    pub(super) place: u16,
}

impl Record {
    /// Stands where no record has been put yet.
    pub(super) const NONE: Self = Self {
        node: Key::NONE,
        parent: Key::NONE,
        weight: 0,
        progress: 0,
        set_by_hand: 0,
        row: 0,
        start: 0,
        due: 0,
        category: 0,
        level: 0,
        place: 0,
    };
}
