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

/// Some rows of a table while a [`Source`](super::Source) fills them in, column by column or row by row: each call adds a cell to one
/// column. A column that the table does not have is left out. A row with a cell that holds no value of its column is marked with
/// [`Block::bad`] and may have any value there.
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

    /// How many rows it has when the next ones are filled in: the place of the first of these.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn filled_nodes(&self) -> usize {
        self.nodes.len()
    }

    /// Marks a row by its place: something about it is wrong, and [`Source::values`](super::Source::values) will say what.
    #[cold]
    pub fn bad(&mut self, place: usize) {
        self.bad.push(u32::try_from(place).unwrap_or(u32::MAX));
    }

    /// The id of the next node; without one the row is bad.
    #[inline]
    pub fn node(&mut self, id: Option<Id<'_>>) {
        let key = match id.map(|id| Key::of(id, &self.hasher)) {
            Some(Ok(key)) => key,
            _ => {
                self.bad(self.nodes.len());
                Key::NONE
            }
        };
        self.nodes.push(key);
    }

    /// The id of the next node's parent.
    #[inline]
    pub fn parent(&mut self, id: Option<Id<'_>>) {
        let key = match id.map(|id| Key::of(id, &self.hasher)) {
            None => Key::NONE,
            Some(Ok(key)) => key,
            Some(Err(_)) => {
                self.bad(self.parents.len());
                Key::NONE
            }
        };
        self.parents.push(key);
    }

    /// What the next status means; `None` is bad.
    #[inline]
    pub fn category(&mut self, category: Option<StatusCategory>) {
        self.categories.push(category.map_or(NO_CATEGORY, |category| category as u8));
    }

    /// The next level.
    #[inline]
    pub fn level(&mut self, level: Option<LevelIndex>) {
        self.levels.push(level.map_or(NO_LEVEL, |level| level.0));
    }

    /// The next weight.
    #[inline]
    pub fn weight(&mut self, weight: Option<Weight>) {
        self.weights.push(weight.map_or(NO_WEIGHT, Weight::ten_thousandths));
    }

    /// The next node's own progress, else that of its quantity (CMP-1).
    #[inline]
    pub fn progress(&mut self, progress: Option<Percent>) {
        self.progress.push(progress.map_or(NO_PERCENT, Percent::millionths));
    }

    /// The next completion that was set by hand.
    #[inline]
    pub fn set_by_hand(&mut self, completion: Option<Percent>) {
        self.set_by_hand.push(completion.map_or(NO_PERCENT, Percent::millionths));
    }

    /// The next planned start.
    #[inline]
    pub fn start(&mut self, day: Option<EpochDay>) {
        self.starts.push(day.map_or(EpochDay::NONE, EpochDay::number));
    }

    /// The next due date.
    #[inline]
    pub fn due(&mut self, day: Option<EpochDay>) {
        self.dues.push(day.map_or(EpochDay::NONE, EpochDay::number));
    }

    /// Everything but the ids of the next row.
    #[inline]
    pub fn values(&mut self, values: &RowValues) {
        self.category(Some(values.category));
        self.level(values.level);
        self.weight(values.weight);
        self.progress(values.progress);
        self.set_by_hand(values.set_by_hand);
        self.start(values.start);
        self.due(values.due);
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
            },
        )
    }

    /// A row from a record.
    #[inline]
    pub(super) fn take(&mut self, record: &Record) {
        self.nodes.push(record.node);
        self.parents.push(record.parent);
        self.categories.push(record.category);
        self.levels.push(record.level);
        self.weights.push(record.weight);
        self.progress.push(record.progress);
        self.set_by_hand.push(record.set_by_hand);
        self.starts.push(record.start);
        self.dues.push(record.due);
        self.rows.push(record.row);
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
