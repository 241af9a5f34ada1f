//! Dated changes, found in a portfolio: which node of which plan became what, and when.

use super::super::Portfolio;
use super::super::block::NO_PERCENT;
use super::super::key::{Id, Key, KeyTable};
use super::super::problem::{BadRows, MOST_ROWS, PortfolioError, ProblemKind, RowProblem, told};
use super::super::shard::{RowsOfNodes, Shard};
use super::super::source::{CellFault, EpochDay, NodeColumn, Source};
use super::super::threads::{Threads, split};
use crate::execution::StatusCategory;
use crate::values::{Percent, cut};
use hashbrown::DefaultHashBuilder;
use std::ops::Range;

/// What a node became on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub on: EpochDay,
    /// What its status meant from then on.
    pub category: StatusCategory,
    /// Its own progress from then on, where that is recorded (CMP-1).
    pub progress: Option<Percent>,
}

/// A table of changes, a row each, in any order; of changes of one node on one day the last row holds.
pub trait ChangeSource: Sync {
    /// How many rows it has.
    fn rows(&self) -> usize;

    /// The id of the plan; `None` for a cell without one.
    fn plan(&self, row: usize) -> Option<Id<'_>>;

    /// The id of the node; `None` for a cell without one.
    fn node(&self, row: usize) -> Option<Id<'_>>;

    /// What the node became.
    ///
    /// # Errors
    /// All cells that hold no value of their column.
    fn change(&self, row: usize) -> Result<Change, Vec<CellFault>>;
}

/// No changes.
impl ChangeSource for () {
    fn rows(&self) -> usize {
        0
    }

    fn plan(&self, _row: usize) -> Option<Id<'_>> {
        None
    }

    fn node(&self, _row: usize) -> Option<Id<'_>> {
        None
    }

    fn change(&self, _row: usize) -> Result<Change, Vec<CellFault>> {
        Err(Vec::new())
    }
}

/// The changes of a portfolio, and the days on which its nodes came into being. See [`Portfolio::series`].
#[derive(Debug, Default)]
pub struct Changes {
    pub(super) shards: Vec<ShardChanges>,
}

/// The changes of one shard, plan by plan, by day.
#[derive(Debug, Default)]
pub(super) struct ShardChanges {
    /// Where the changes of each plan begin; one entry more than plans, or none where nothing changed.
    first: Vec<u32>,
    events: Vec<Event>,
    /// The day on which each node came into being; empty where none is known.
    pub(super) created: Vec<i32>,
}

/// A change of the node at a place of its plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event {
    pub(super) day: i32,
    pub(super) place: u32,
    pub(super) progress: u32,
    pub(super) category: StatusCategory,
}

impl ShardChanges {
    /// The changes of a plan by its place in the shard, the earliest first.
    pub(super) fn of_plan(&self, plan: usize) -> &[Event] {
        let at = |plan: usize| self.first.get(plan).map_or(0, |first| *first as usize);
        self.events.get(at(plan)..at(plan.saturating_add(1))).unwrap_or_default()
    }
}

/// Stands for a change of a plan that the portfolio does not have.
const NO_PLAN: u32 = u32::MAX;

impl Portfolio {
    /// Finds the nodes that changes are about; `source` is the table that the portfolio was built from. Names the rows of changes that cannot be used.
    ///
    /// A node is open until its first change. Where its last change does not say how far it is, its own progress of the table counts.
    ///
    /// # Errors
    /// Rows that cannot be used where `bad` is `Refuse`; more rows than 2³¹ − 1.
    pub fn changes<S: Source, C: ChangeSource>(
        &self,
        source: &S,
        changes: &C,
        bad: BadRows,
        threads: Threads<'_>,
    ) -> Result<(Changes, Vec<RowProblem>), PortfolioError> {
        if changes.rows() > MOST_ROWS {
            return Err(PortfolioError::TooManyRows { found: changes.rows() });
        }
        let hasher = DefaultHashBuilder::default();
        let find = Find { source, changes, hasher: &hasher, threads };
        let plans = find.plans(self, threads);
        let (first, order) = by_plan(&plans, self.plan_rows().len());
        let of_shard = |shard: &Shard| find.shard(shard, &first, &order);
        let found = threads.each(self.shards.iter().collect(), of_shard);
        if threads.are_stopped() {
            return Err(PortfolioError::Stopped);
        }
        let mut problems: Vec<RowProblem> = Vec::new();
        for (row, _) in (0_u32..).zip(&plans).filter(|(_, plan)| **plan == NO_PLAN) {
            problems.push(find.without_plan(row));
            problems.extend(find.faults(row));
        }
        let mut shards = Vec::with_capacity(found.len());
        for (shard, more) in found {
            shards.push(shard);
            problems.extend(more);
        }
        Ok((Changes { shards }, told(problems, bad)?))
    }
}

/// The places of changes in the order of their plans, and where each plan begins; those without a plan are left out.
fn by_plan(plans: &[u32], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0_u32; count.saturating_add(1)];
    for plan in plans {
        if let Some(slot) = first.get_mut((*plan as usize).saturating_add(1)) {
            *slot = slot.wrapping_add(1);
        }
    }
    let mut sum = 0_u32;
    for slot in &mut first {
        sum = sum.wrapping_add(*slot);
        *slot = sum;
    }
    let mut next = first.clone();
    let mut order = vec![0_u32; sum as usize];
    for (row, plan) in (0_u32..).zip(plans) {
        if *plan == NO_PLAN {
            continue;
        }
        if let Some(at) = next.get_mut(*plan as usize) {
            if let Some(slot) = order.get_mut(*at as usize) {
                *slot = row;
            }
            *at = at.wrapping_add(1);
        }
    }
    (first, order)
}

/// What finding the nodes of changes needs to know.
struct Find<'f, S, C> {
    source: &'f S,
    changes: &'f C,
    hasher: &'f DefaultHashBuilder,
    threads: Threads<'f>,
}

impl<S: Source, C: ChangeSource> Find<'_, S, C> {
    /// The plan of each change.
    fn plans(&self, portfolio: &Portfolio, threads: Threads<'_>) -> Vec<u32> {
        let key = |id: Option<Id<'_>>| id.and_then(|id| Key::of(id, self.hasher).ok()).unwrap_or(Key::NONE);
        let named_in = portfolio.plan_rows();
        let keys: Vec<Key> = named_in.iter().map(|row| key(self.source.plan(*row as usize))).collect();
        let mut table = KeyTable::new(self.hasher);
        table.reset(keys.len());
        for (plan, wanted) in (0_u32..).zip(&keys) {
            let named = |plan: u32| named_in.get(plan as usize).and_then(|row| self.source.plan(*row as usize));
            table.insert(plan, *wanted, &keys, |other| named(other) == named(plan));
        }
        let find = |rows: Range<usize>| {
            let mut last = (Key::NONE, NO_PLAN);
            let mut found = Vec::with_capacity(rows.len());
            for row in rows {
                let id = self.changes.plan(row);
                let wanted = key(id);
                if wanted != last.0 || wanted.is_hash() {
                    let same = |plan: u32| named_in.get(plan as usize).and_then(|row| self.source.plan(*row as usize)) == id;
                    last = (wanted, table.find(wanted, &keys, same).filter(|_| wanted != Key::NONE).unwrap_or(NO_PLAN));
                }
                found.push(last.1);
            }
            found
        };
        threads.each(split(self.changes.rows(), threads.count()), find).into_iter().flatten().collect()
    }

    fn shard(&self, shard: &Shard, first: &[u32], order: &[u32]) -> (ShardChanges, Vec<RowProblem>) {
        let mut found = ShardChanges::default();
        let mut problems = Vec::new();
        let mut table = KeyTable::new(self.hasher);
        let (mut keys, mut last) = (Vec::new(), Vec::new());
        let bound = |plan: usize| first.get(plan).map_or(0, |first| *first as usize);
        found.first.push(0);
        for (place, plan) in shard.plans.clone().enumerate() {
            if self.threads.are_stopped() {
                break;
            }
            let changes = order.get(bound(plan)..bound(plan.saturating_add(1))).unwrap_or_default();
            if !changes.is_empty() {
                self.plan(shard.plan(place).rows, changes, (&mut table, &mut keys), &mut found.events, &mut problems);
                let from = found.first.last().map_or(0, |first| *first as usize);
                let events = found.events.get_mut(from..).unwrap_or_default();
                events.sort_by_key(|event| event.day);
                own_progress(events, shard.plan(place).progress, &mut last);
            }
            found.first.push(u32::try_from(found.events.len()).unwrap_or(u32::MAX));
        }
        let created = |row: u32| self.source.created(row as usize).map_or(EpochDay::NONE, EpochDay::number);
        found.created = shard.rows_of(0..shard.count()).iter().map(created).collect();
        if found.created.iter().all(|day| *day == EpochDay::NONE) {
            found.created = Vec::new();
        }
        (found, problems)
    }

    /// The changes of one plan.
    fn plan(
        &self,
        rows: RowsOfNodes<'_>,
        changes: &[u32],
        (table, keys): (&mut KeyTable, &mut Vec<Key>),
        events: &mut Vec<Event>,
        problems: &mut Vec<RowProblem>,
    ) {
        let named = |place: u32| self.source.node(rows.get(place as usize) as usize);
        keys.clear();
        keys.extend(rows.iter().map(|row| self.source.node(row as usize).and_then(|id| Key::of(id, self.hasher).ok()).unwrap_or(Key::NONE)));
        table.reset(keys.len());
        for (place, key) in (0_u32..).zip(keys.iter()) {
            table.insert(place, *key, keys, |other| named(other) == named(place));
        }
        for row in changes {
            let id = self.changes.node(*row as usize);
            let key = id.and_then(|id| Key::of(id, self.hasher).ok());
            let place = key.and_then(|key| table.find(key, keys, |place| named(place) == id));
            match (place, self.changes.change(*row as usize)) {
                (Some(place), Ok(change)) => events.push(Event {
                    day: change.on.number(),
                    place,
                    progress: change.progress.map_or(NO_PERCENT, Percent::millionths),
                    category: change.category,
                }),
                (place, _) => {
                    if place.is_none() {
                        problems.push(self.unknown(*row, NodeColumn::Node, id));
                    }
                    problems.extend(self.faults(*row));
                }
            }
        }
    }

    #[cold]
    fn without_plan(&self, row: u32) -> RowProblem {
        self.unknown(row, NodeColumn::Plan, self.changes.plan(row as usize))
    }

    #[cold]
    fn unknown(&self, row: u32, column: NodeColumn, id: Option<Id<'_>>) -> RowProblem {
        let shown = |id: Option<Id<'_>>| id.map(|id| cut(&id.to_string(), 80));
        let value = shown(id);
        let (kind, text) = match (&value, column) {
            (None, NodeColumn::Plan) => (ProblemKind::Cell("missing_id"), "the change names no plan".to_owned()),
            (None, _) => (ProblemKind::Cell("missing_id"), "the change names no node".to_owned()),
            (Some(id), NodeColumn::Plan) => (ProblemKind::Plan("unknown_plan"), format!("the portfolio has no plan `{id}`")),
            (Some(id), _) => (ProblemKind::Plan("unknown_node"), format!("its plan has no node `{id}`")),
        };
        let at = row as usize;
        RowProblem {
            row,
            plan: shown(self.changes.plan(at)),
            node: shown(self.changes.node(at)),
            column,
            kind,
            value: value.unwrap_or_default(),
            text,
            help: None,
        }
    }

    /// What is wrong with the cells of a row.
    #[cold]
    fn faults(&self, row: u32) -> impl Iterator<Item = RowProblem> + '_ {
        let shown = |id: Option<Id<'_>>| id.map(|id| cut(&id.to_string(), 80));
        let faults = self.changes.change(row as usize).err().into_iter().flatten();
        faults.map(move |fault| RowProblem {
            row,
            plan: shown(self.changes.plan(row as usize)),
            node: shown(self.changes.node(row as usize)),
            column: fault.column,
            kind: ProblemKind::Cell(fault.code),
            value: fault.value,
            text: fault.text,
            help: fault.help,
        })
    }
}

/// Gives the last change of each node that does not say how far it is the node's own progress.
fn own_progress(events: &mut [Event], progress: &[u32], seen: &mut Vec<bool>) {
    seen.clear();
    seen.resize(progress.len(), false);
    for event in events.iter_mut().rev() {
        let place = event.place as usize;
        if let Some(seen) = seen.get_mut(place).filter(|seen| !**seen) {
            *seen = true;
            if event.progress == NO_PERCENT {
                event.progress = progress.get(place).copied().unwrap_or(NO_PERCENT);
            }
        }
    }
}
