//! Rows side by side, a column for each thing, as they go from a table to their plans.

use super::key::{Id, Key};
use super::record::Record;
use super::source::{EpochDay, RowValues};
use crate::execution::{LevelIndex, MOST_LEVELS, StatusCategory};
use crate::values::{Percent, Weight};
use hashbrown::DefaultHashBuilder;

/// Stands for a missing weight; no weight is that large.
pub(super) const NO_WEIGHT: u64 = u64::MAX;
/// Stands for a percentage that is not there.
pub(super) const NO_PERCENT: u32 = u32::MAX;
/// Stands for a level that is not given; there are at most eight.
pub(super) const NO_LEVEL: u8 = u8::MAX;
/// Stands for the status of a row with a cell that holds no value of its column.
pub(super) const NO_CATEGORY: u8 = u8::MAX;

/// Some rows of a table while a [`Source`](super::Source) fills them in, column by column: each call adds the cells of the same rows to one
/// column. A column that the table does not have is left out. A row with a cell that holds no value of its column (`Err`) is marked, and
/// [`Source::values`](super::Source::values) will say what is wrong with it.
#[derive(Debug, Default)]
pub struct Block {
    pub(super) nodes: Vec<Key>,
    pub(super) parents: Vec<Key>,
    pub(super) categories: Vec<u8>,
    pub(super) levels: Vec<u8>,
    pub(super) weights: Vec<u64>,
    pub(super) progress: Vec<u32>,
    pub(super) set_by_hand: Vec<u32>,
    pub(super) starts: Vec<i32>,
    pub(super) dues: Vec<i32>,
    pub(super) rows: Vec<u32>,
    bad: Vec<u32>,
    hasher: DefaultHashBuilder,
}

/// Adds cells to a column, and the places of those that hold no value of it to `bad`. Whole columns at a time: their ends are not looked at for
/// each cell.
#[inline]
fn add<T: Copy, C, E>(column: &mut Vec<T>, bad: &mut Vec<u32>, none: T, cells: impl Iterator<Item = Result<Option<C>, E>>, value: impl Fn(C) -> T) {
    let first = column.len();
    column.extend(cells.enumerate().map(|(at, cell)| match cell {
        Ok(cell) => cell.map_or(none, &value),
        Err(_) => {
            mark(bad, first.wrapping_add(at));
            none
        }
    }));
}

#[cold]
fn mark(bad: &mut Vec<u32>, place: usize) {
    bad.push(u32::try_from(place).unwrap_or(u32::MAX));
}

impl Block {
    pub(super) fn new(hasher: &DefaultHashBuilder) -> Self {
        Self { hasher: hasher.clone(), ..Self::default() }
    }

    pub(super) fn clear(&mut self) {
        self.nodes.clear();
        self.parents.clear();
        self.categories.clear();
        self.levels.clear();
        self.weights.clear();
        self.progress.clear();
        self.set_by_hand.clear();
        self.starts.clear();
        self.dues.clear();
        self.rows.clear();
    }

    /// Marks a row by its place among those of this call: something about it is wrong that no cell shows by itself.
    #[cold]
    pub fn bad(&mut self, place: usize) {
        mark(&mut self.bad, self.rows.len().saturating_add(place));
    }

    /// The ids of nodes; without one a row is bad.
    #[inline]
    pub fn nodes<'t>(&mut self, ids: impl Iterator<Item = Option<Id<'t>>>) {
        let Self { nodes, bad, hasher, .. } = self;
        let key = |id: Option<Id<'t>>| id.ok_or(()).and_then(|id| Key::of(id, hasher).map(Some).map_err(|_| ()));
        add(nodes, bad, Key::NONE, ids.map(key), |key| key);
    }

    /// The ids of their parents.
    #[inline]
    pub fn parents<'t>(&mut self, ids: impl Iterator<Item = Option<Id<'t>>>) {
        let Self { parents, bad, hasher, .. } = self;
        add(parents, bad, Key::NONE, ids.map(|id| id.map(|id| Key::of(id, hasher)).transpose()), |key| key);
    }

    /// What statuses mean; `None` is bad.
    #[inline]
    pub fn categories(&mut self, categories: impl Iterator<Item = Option<StatusCategory>>) {
        self.categories.extend(categories.map(|category| category.map_or(NO_CATEGORY, |category| category as u8)));
    }

    /// Levels.
    #[inline]
    pub fn levels<E>(&mut self, levels: impl Iterator<Item = Result<Option<LevelIndex>, E>>) {
        add(&mut self.levels, &mut self.bad, NO_LEVEL, levels, |level| level.0);
    }

    /// Weights.
    #[inline]
    pub fn weights<E>(&mut self, weights: impl Iterator<Item = Result<Option<Weight>, E>>) {
        add(&mut self.weights, &mut self.bad, NO_WEIGHT, weights, Weight::ten_thousandths);
    }

    /// The nodes' own progress, else that of their quantities (CMP-1).
    #[inline]
    pub fn progress<E>(&mut self, progress: impl Iterator<Item = Result<Option<Percent>, E>>) {
        add(&mut self.progress, &mut self.bad, NO_PERCENT, progress, Percent::millionths);
    }

    /// Completions that were set by hand.
    #[inline]
    pub fn set_by_hand<E>(&mut self, completions: impl Iterator<Item = Result<Option<Percent>, E>>) {
        add(&mut self.set_by_hand, &mut self.bad, NO_PERCENT, completions, Percent::millionths);
    }

    /// Planned starts.
    #[inline]
    pub fn starts<E>(&mut self, days: impl Iterator<Item = Result<Option<EpochDay>, E>>) {
        add(&mut self.starts, &mut self.bad, EpochDay::NONE, days, EpochDay::number);
    }

    /// Due dates.
    #[inline]
    pub fn dues<E>(&mut self, days: impl Iterator<Item = Result<Option<EpochDay>, E>>) {
        add(&mut self.dues, &mut self.bad, EpochDay::NONE, days, EpochDay::number);
    }

    /// Everything but the ids of a row.
    pub(super) fn values(&mut self, values: &RowValues) {
        fn once<T>(value: Option<T>) -> impl Iterator<Item = Result<Option<T>, ()>> {
            std::iter::once(Ok(value))
        }
        self.categories(std::iter::once(Some(values.category)));
        self.levels(once(values.level));
        self.weights(once(values.weight));
        self.progress(once(values.progress));
        self.set_by_hand(once(values.set_by_hand));
        self.starts(once(values.start));
        self.dues(once(values.due));
    }

    /// Ends the rows that were filled in: columns that were left out get nothing, and marked rows lose their status.
    pub(super) fn end(&mut self, rows: impl Iterator<Item = u32>) {
        self.rows.extend(rows);
        let count = self.rows.len();
        self.nodes.resize(count, Key::NONE);
        self.parents.resize(count, Key::NONE);
        self.categories.resize(count, NO_CATEGORY);
        self.levels.resize(count, NO_LEVEL);
        self.weights.resize(count, NO_WEIGHT);
        self.progress.resize(count, NO_PERCENT);
        self.set_by_hand.resize(count, NO_PERCENT);
        self.starts.resize(count, EpochDay::NONE);
        self.dues.resize(count, EpochDay::NONE);
        for place in self.bad.drain(..) {
            if let Some(category) = self.categories.get_mut(place as usize) {
                *category = NO_CATEGORY;
            }
        }
    }

    /// The rows as records, in order.
    pub(super) fn records(&self) -> impl Iterator<Item = Record> + '_ {
        let ids = self.nodes.iter().zip(&self.parents).zip(&self.rows);
        let numbers = self.weights.iter().zip(&self.progress).zip(&self.set_by_hand);
        let days = self.starts.iter().zip(&self.dues);
        let bytes = self.categories.iter().zip(&self.levels);
        ids.zip(numbers).zip(days).zip(bytes).map(
            |(((((node, parent), row), ((weight, progress), set_by_hand)), (start, due)), (category, level))| Record {
                node: *node,
                parent: *parent,
                weight: *weight,
                progress: *progress,
                set_by_hand: *set_by_hand,
                row: *row,
                start: *start,
                due: *due,
                category: *category,
                level: *level,
                place: 0,
            },
        )
    }

    /// Rows from records.
    pub(super) fn take(&mut self, records: &[Record]) {
        self.nodes.extend(records.iter().map(|record| record.node));
        self.parents.extend(records.iter().map(|record| record.parent));
        self.categories.extend(records.iter().map(|record| record.category));
        self.levels.extend(records.iter().map(|record| record.level));
        self.weights.extend(records.iter().map(|record| record.weight));
        self.progress.extend(records.iter().map(|record| record.progress));
        self.set_by_hand.extend(records.iter().map(|record| record.set_by_hand));
        self.starts.extend(records.iter().map(|record| record.start));
        self.dues.extend(records.iter().map(|record| record.due));
        self.rows.extend(records.iter().map(|record| record.row));
    }

    /// What the status of a row means.
    #[inline]
    pub(super) fn category_at(&self, place: usize) -> Option<StatusCategory> {
        StatusCategory::ALL.get(usize::from(self.categories.get(place).copied()?)).copied()
    }

    /// The level of a row, where the table says one.
    #[inline]
    pub(super) fn level_at(&self, place: usize) -> Option<LevelIndex> {
        self.levels.get(place).copied().filter(|level| usize::from(*level) < MOST_LEVELS).map(LevelIndex)
    }
}
