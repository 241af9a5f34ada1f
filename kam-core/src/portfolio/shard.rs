//! The plans of one thread: nodes plan by plan, parents before their children, a column for each thing that rules ask for.

use super::block::{Block, NO_CATEGORY, NO_PERCENT};
use super::key::{Key, KeyTable};
use super::partition::Partition;
use super::problem::RowProblem;
use super::scatter::{Bucket, Sorted};
use super::slow;
use super::source::{EpochDay, NodeColumn, Source};
use super::threads::Threads;
use super::waits::Waits;
use crate::config::Settings;
use crate::execution::{Hierarchy, LevelIndex, MOST_LEVELS, StatusCategory};
use hashbrown::DefaultHashBuilder;
use std::ops::Range;
use std::sync::Arc;

/// Stands for the plan as a parent.
pub(super) const NO_PARENT: u32 = u32::MAX;

/// What a node is, in one byte: two bits of its category, three of its level, one that says whether it is a leaf.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind(u8);

const LEAF: u8 = 1 << 5;

impl Kind {
    #[inline]
    pub(super) const fn new(category: StatusCategory, level: LevelIndex, is_leaf: bool) -> Self {
        Self((category as u8) | (level.0 & 7).wrapping_shl(2) | if is_leaf { LEAF } else { 0 })
    }

    #[inline]
    pub(super) const fn category(self) -> StatusCategory {
        match self.0 & 3 {
            0 => StatusCategory::Open,
            1 => StatusCategory::InProgress,
            2 => StatusCategory::Done,
            _ => StatusCategory::Cancelled,
        }
    }

    #[inline]
    pub(super) const fn level(self) -> LevelIndex {
        LevelIndex(self.0.wrapping_shr(2) & 7)
    }

    #[inline]
    pub(super) const fn is_leaf(self) -> bool {
        self.0 & LEAF != 0
    }

    /// The same node with another status.
    pub(super) const fn with_category(self, category: StatusCategory) -> Self {
        Self::new(category, self.level(), self.is_leaf())
    }

    /// The same node as a leaf, or as none.
    pub(super) const fn with_leaf(self, is_leaf: bool) -> Self {
        Self::new(self.category(), self.level(), is_leaf)
    }
}

/// The rows of nodes: one behind the other, or listed.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowsOfNodes<'n> {
    /// The row of the first one.
    first: u32,
    count: u32,
    /// Empty where they are one behind the other.
    listed: &'n [u32],
}

impl<'n> RowsOfNodes<'n> {
    /// The row of a node by its place.
    #[inline]
    pub(super) fn get(&self, place: usize) -> u32 {
        self.listed.get(place).copied().unwrap_or_else(|| self.first.wrapping_add(u32::try_from(place).unwrap_or(u32::MAX)))
    }

    pub(super) fn iter(self) -> impl Iterator<Item = u32> + 'n {
        (0..self.count as usize).map(move |place| self.get(place))
    }
}

/// Nodes side by side; all columns have one entry a node, but those of rare things may be empty.
#[derive(Debug, Default)]
pub(super) struct Shard {
    /// The plans by their numbers.
    pub(super) plans: Range<usize>,
    /// Where the nodes of each plan begin; one entry more than plans.
    pub(super) first: Vec<u32>,
    /// The place of the parent within its plan.
    pub(super) parents: Vec<u32>,
    pub(super) kinds: Vec<Kind>,
    pub(super) weights: Vec<u64>,
    pub(super) progress: Vec<u32>,
    /// Empty where no node of the shard has one.
    pub(super) set_by_hand: Vec<u32>,
    /// Empty where no node of the shard has one.
    pub(super) starts: Vec<i32>,
    pub(super) dues: Vec<i32>,
    /// When each was done; empty where the table does not say.
    pub(super) done_on: Vec<i32>,
    /// Whether each has a prerequisite that is neither done nor cancelled; empty where the table has none.
    pub(super) waiting: Vec<bool>,
    /// The row of each node in the table; empty where they lie one behind the other.
    rows: Vec<u32>,
    /// The row of the first node, where they do.
    first_row: u32,
}

impl Shard {
    /// The nodes of a plan of this shard.
    #[inline]
    pub(super) fn nodes(&self, plan: usize) -> Range<usize> {
        let at = |plan: usize| self.first.get(plan).map_or(0, |first| *first as usize);
        at(plan)..at(plan.saturating_add(1))
    }

    fn with_room(plans: Range<usize>, nodes: usize) -> Self {
        let mut first = Vec::with_capacity(plans.len().saturating_add(1));
        first.push(0);
        Self {
            plans,
            first,
            parents: Vec::with_capacity(nodes),
            kinds: Vec::with_capacity(nodes),
            weights: Vec::with_capacity(nodes),
            progress: Vec::with_capacity(nodes),
            set_by_hand: Vec::new(),
            starts: Vec::new(),
            dues: Vec::with_capacity(nodes),
            done_on: Vec::new(),
            waiting: Vec::new(),
            rows: Vec::new(),
            first_row: 0,
        }
    }

    /// How many nodes it has.
    pub(super) const fn count(&self) -> usize {
        self.kinds.len()
    }

    /// The rows of some of its nodes.
    pub(super) fn rows_of(&self, nodes: Range<usize>) -> RowsOfNodes<'_> {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        RowsOfNodes {
            first: self.first_row.wrapping_add(number(nodes.start)),
            count: number(nodes.len()),
            listed: self.rows.get(nodes).unwrap_or_default(),
        }
    }

    /// Adds a plan's rows in the given order; `None` is the order they have. Kinds come behind.
    fn extend(&mut self, block: &Block, order: Option<&[u32]>) {
        let before = self.count();
        add(&mut self.weights, &block.weights, order);
        add(&mut self.progress, &block.progress, order);
        add(&mut self.dues, &block.dues, order);
        add_rare(&mut self.starts, &block.starts, order, before, EpochDay::NONE);
        add_rare(&mut self.set_by_hand, &block.set_by_hand, order, before, NO_PERCENT);
        let next = self.first_row.wrapping_add(u32::try_from(before).unwrap_or(u32::MAX));
        let (first, last) = (block.rows.first().copied().unwrap_or(next), block.rows.last().copied().unwrap_or(next));
        let is_next = before == 0 || (self.rows.is_empty() && first == next);
        // A plan's rows are in ascending order, so its first and its last one tell whether any are missing between them.
        let in_a_row = last.wrapping_sub(first) as usize == block.rows.len().saturating_sub(1);
        if order.is_none() && is_next && in_a_row {
            if before == 0 {
                self.first_row = first;
            }
        } else {
            if self.rows.is_empty() {
                self.rows.reserve(self.weights.capacity());
                self.rows.extend((self.first_row..).take(before));
            }
            add(&mut self.rows, &block.rows, order);
        }
    }
}

fn add<T: Copy>(into: &mut Vec<T>, from: &[T], order: Option<&[u32]>) {
    match order {
        None => into.extend_from_slice(from),
        Some(order) => ordered(into, from, order),
    }
}

/// The same for a column that is empty while no node has a value of it.
fn add_rare<T: Copy + PartialEq>(into: &mut Vec<T>, from: &[T], order: Option<&[u32]>, before: usize, none: T) {
    if !into.is_empty() || from.iter().any(|value| *value != none) {
        into.resize(before, none);
        add(into, from, order);
    }
}

fn ordered<T: Copy>(into: &mut Vec<T>, from: &[T], order: &[u32]) {
    into.extend(order.iter().filter_map(|place| from.get(*place as usize)).copied());
}

/// Which level may hang below which (EXE-1), worked out once.
pub(super) struct Levels {
    /// By the level above, the plan itself first: what is next, and what is allowed, a bit each.
    below: [(Option<LevelIndex>, u8); MOST_LEVELS + 1],
}

impl Levels {
    pub(super) fn of(hierarchy: &Hierarchy) -> Self {
        let mut below = [(None, 0); MOST_LEVELS + 1];
        for (place, slot) in (0_u8..).zip(&mut below) {
            let above = place.checked_sub(1).map(LevelIndex);
            let bits = hierarchy.allowed_below(above).fold(0_u8, |bits, level| bits | 1_u8.wrapping_shl(u32::from(level.0)));
            *slot = (hierarchy.below(above), bits);
        }
        Self { below }
    }

    /// The level of a node below another, where it can be there.
    #[inline]
    fn of_node(&self, above: Option<LevelIndex>, given: Option<LevelIndex>) -> Option<LevelIndex> {
        let (next, allowed) = *self.below.get(above.map_or(0, |level| level.get().wrapping_add(1)))?;
        match given {
            None => next,
            Some(level) => (allowed & 1_u8.wrapping_shl(u32::from(level.0)) != 0).then_some(level),
        }
    }
}

/// What every thread needs to know.
pub(super) struct Frame<'f, S> {
    pub(super) source: &'f S,
    pub(super) settings: &'f Arc<Settings>,
    pub(super) levels: Levels,
    pub(super) partition: &'f Partition,
    pub(super) hasher: &'f DefaultHashBuilder,
    /// What is left undone when they are stopped nobody sees.
    pub(super) threads: Threads<'f>,
    /// Whether the table has prerequisites.
    pub(super) says_what_waits: bool,
}

/// The row of the table that a place of a block was filled from.
#[inline]
pub(super) fn row_of(block: &Block, place: u32) -> usize {
    block.rows.get(place as usize).map_or(0, |row| *row as usize)
}

/// The plans of one thread.
pub(super) enum Share {
    /// With rows that are read from the table.
    Plans(Range<usize>),
    /// With rows that were read already.
    Buckets(Vec<Bucket>),
}

impl Share {
    fn plans(&self) -> Range<usize> {
        match self {
            Self::Plans(plans) => plans.clone(),
            Self::Buckets(buckets) => {
                let (first, last) = (buckets.first(), buckets.last());
                first.map_or(0, |bucket| bucket.plans.start)..last.map_or(0, |bucket| bucket.plans.end)
            }
        }
    }
}

/// Room that is used again for each plan.
struct Scratch {
    block: Block,
    table: KeyTable,
    parents: Vec<u32>,
    children: Vec<u32>,
    levels: Vec<LevelIndex>,
    /// Nodes in another order than that of the rows, parents first.
    order: Vec<u32>,
    /// The new place of each row.
    places: Vec<u32>,
    /// What nodes wait for, where the table says so.
    waits: Waits,
}

impl Scratch {
    fn new(hasher: &DefaultHashBuilder) -> Self {
        Self {
            block: Block::new(hasher),
            table: KeyTable::new(hasher),
            parents: Vec::new(),
            children: Vec::new(),
            levels: Vec::new(),
            order: Vec::new(),
            places: Vec::new(),
            waits: Waits::default(),
        }
    }
}

impl<S: Source> Frame<'_, S> {
    /// Puts the plans of a thread together; names the rows that fit into none.
    pub(super) fn shard(&self, share: Share) -> (Shard, Vec<RowProblem>) {
        let plans = share.plans();
        let rows = plans.clone().map(|plan| self.partition.rows_in(plan)).sum();
        let mut shard = Shard::with_room(plans, rows);
        let mut scratch = Scratch::new(self.hasher);
        let mut problems = Vec::new();
        match share {
            Share::Plans(plans) => {
                for plan in plans {
                    if self.threads.are_stopped() {
                        break;
                    }
                    let rows = self.partition.of_plan(plan);
                    scratch.block.clear();
                    rows.runs(|run| self.read(run, &mut scratch.block));
                    self.plan(plan, || rows.list(), &mut scratch, &mut shard, &mut problems);
                }
            }
            Share::Buckets(buckets) => {
                let mut sorted = Sorted::default();
                for bucket in buckets {
                    if self.threads.are_stopped() {
                        break;
                    }
                    let plans = bucket.plans.clone();
                    sorted.take(bucket, self.partition);
                    for (plan, records) in plans.zip(sorted.plans()) {
                        scratch.block.clear();
                        scratch.block.take(records);
                        let rows = || records.iter().map(|record| record.row).collect();
                        self.plan(plan, rows, &mut scratch, &mut shard, &mut problems);
                    }
                }
            }
        }
        if self.source.has(NodeColumn::DoneOn) {
            let day = |row: u32| self.source.done_on(row as usize).map_or(EpochDay::NONE, EpochDay::number);
            shard.done_on = shard.rows_of(0..shard.count()).iter().map(day).collect();
        }
        (shard, problems)
    }

    /// Takes in a plan whose rows are in the block, or as many of them as fit together.
    fn plan(&self, plan: usize, rows: impl FnOnce() -> Vec<u32>, scratch: &mut Scratch, shard: &mut Shard, problems: &mut Vec<RowProblem>) {
        if !self.take(scratch, shard) {
            let good = slow::sift(self.source, self.settings, plan, self.partition, &rows(), problems);
            scratch.block.clear();
            good.into_iter().for_each(|row| self.read(row..row.saturating_add(1), &mut scratch.block));
            self.take(scratch, shard);
        }
        shard.first.push(u32::try_from(shard.count()).unwrap_or(u32::MAX));
    }

    fn read(&self, rows: Range<u32>, block: &mut Block) {
        self.source.fill(rows.start as usize..rows.end as usize, block);
        block.end(rows);
    }

    /// Takes one plan in; `false`, and nothing is taken, where anything about it is out of the ordinary.
    fn take(&self, scratch: &mut Scratch, shard: &mut Shard) -> bool {
        let Scratch { block, table, parents, children, levels, order, places, waits } = scratch;
        if block.categories.contains(&NO_CATEGORY) {
            return false;
        }
        let count = block.rows.len();
        table.reset(count);
        let row_of = |place: u32| row_of(block, place);
        for (place, key) in (0..).zip(&block.nodes) {
            let same = |other: u32| self.source.node(row_of(place)) == self.source.node(row_of(other));
            if table.insert(place, *key, &block.nodes, same).is_some() {
                return false;
            }
        }

        parents.clear();
        children.clear();
        children.resize(count, 0);
        let mut parents_first = true;
        let mut last = (Key::NONE, NO_PARENT);
        for (place, key) in (0_u32..).zip(&block.parents) {
            // Siblings often follow each other.
            let parent = if *key == Key::NONE {
                NO_PARENT
            } else if *key == last.0 && !key.is_hash() {
                last.1
            } else {
                let same = |other: u32| self.source.parent(row_of(place)) == self.source.node(row_of(other));
                match table.find(*key, &block.nodes, same) {
                    Some(parent) => parent,
                    None => return false,
                }
            };
            last = (*key, parent);
            if let Some(below) = children.get_mut(parent as usize) {
                *below = below.wrapping_add(1);
                parents_first &= parent < place;
            }
            parents.push(parent);
        }

        if self.says_what_waits && !waits.read(self.source, block, table, self.hasher) {
            return false;
        }
        let before = shard.count();
        let good = if parents_first {
            shard.parents.extend_from_slice(parents);
            shard.extend(block, None);
            if self.says_what_waits {
                shard.waiting.extend_from_slice(&waits.waiting);
            }
            self.kinds(block, children, levels, shard, before, 0..count)
        } else {
            if !upward_order(parents, children, order, places) {
                return false;
            }
            order.reverse();
            for (new, place) in (0_u32..).zip(order.iter()) {
                if let Some(slot) = places.get_mut(*place as usize) {
                    *slot = new;
                }
            }
            let placed = |parent: &u32| if *parent == NO_PARENT { NO_PARENT } else { places.get(*parent as usize).copied().unwrap_or(NO_PARENT) };
            shard.parents.extend(order.iter().filter_map(|place| parents.get(*place as usize)).map(placed));
            shard.extend(block, Some(order));
            if self.says_what_waits {
                ordered(&mut shard.waiting, &waits.waiting, order);
            }
            self.kinds(block, children, levels, shard, before, order.iter().map(|place| *place as usize))
        };
        if !good {
            shard.truncate(before);
        }
        good
    }

    /// Writes the kinds of a plan's nodes in an order that has parents first, each with its level; `false` where one can have none.
    fn kinds(
        &self,
        block: &Block,
        children: &[u32],
        levels: &mut Vec<LevelIndex>,
        shard: &mut Shard,
        before: usize,
        order: impl Iterator<Item = usize>,
    ) -> bool {
        levels.clear();
        for (place, parent) in order.zip(shard.parents.get(before..).unwrap_or_default()) {
            let above = levels.get(*parent as usize).copied();
            let (Some(category), Some(level)) = (block.category_at(place), self.levels.of_node(above, block.level_at(place))) else {
                return false;
            };
            levels.push(level);
            shard.kinds.push(Kind::new(category, level, children.get(place) == Some(&0)));
        }
        true
    }
}

impl Shard {
    #[cold]
    fn truncate(&mut self, nodes: usize) {
        self.parents.truncate(nodes);
        self.kinds.truncate(nodes);
        self.weights.truncate(nodes);
        self.progress.truncate(nodes);
        self.set_by_hand.truncate(nodes);
        self.starts.truncate(nodes);
        self.dues.truncate(nodes);
        self.waiting.truncate(nodes);
        self.rows.truncate(nodes);
    }
}

/// Orders nodes from the leaves up, children before parents; `false` where some are in a circle. `left` is used up.
fn upward_order(parents: &[u32], children: &[u32], upward: &mut Vec<u32>, left: &mut Vec<u32>) -> bool {
    left.clear();
    left.extend_from_slice(children);
    upward.clear();
    upward.extend((0..).zip(children).filter(|(_, below)| **below == 0).map(|(place, _)| place));
    let mut next = 0;
    while let Some(place) = upward.get(next).copied() {
        next = next.wrapping_add(1);
        let parent = parents.get(place as usize).copied().unwrap_or(NO_PARENT);
        if let Some(below) = left.get_mut(parent as usize) {
            *below = below.wrapping_sub(1);
            if *below == 0 {
                upward.push(parent);
            }
        }
    }
    upward.len() == parents.len()
}
