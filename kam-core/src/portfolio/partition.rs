//! Which rows belong to which plan: the plan is what fits into a cache, so everything else is done plan by plan.

use super::key::{Id, Key, KeyTable};
use super::problem::{ProblemKind, RowProblem};
use super::source::{NodeColumn, Source};
use super::threads::{Threads, split};
use crate::values::PlanId;
use hashbrown::DefaultHashBuilder;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

/// The rows of a table, plan by plan: plans in order of first appearance, rows of a plan in their own order.
pub(super) struct Partition {
    /// Where the rows of each plan begin; one entry more than plans.
    pub(super) first: Vec<u32>,
    pub(super) layout: Layout,
    /// A row of each plan that names it.
    pub(super) named_in: Vec<u32>,
}

/// How the rows of plans lie in a table.
pub(super) enum Layout {
    /// Plan by plan.
    Side,
    /// Rows of a plan in pieces of neighbours: the rows, plan by plan.
    Listed(Vec<u32>),
    /// Anyhow: the plan of each row, in as many parts as there were threads.
    Scattered(Vec<RowPlans>),
}

/// The plans of some rows.
pub(super) struct RowPlans {
    /// The first of the rows.
    pub(super) start: usize,
    /// The number of the plan of each, or `NO_PLAN`.
    pub(super) plans: Vec<u32>,
}

/// Rows of a plan in pieces shorter than this, on average, lie anyhow.
const SHORT_RUN: usize = 4;

impl Partition {
    /// How many plans there are.
    pub(super) fn plans(&self) -> usize {
        self.named_in.len()
    }

    /// How many rows belong to plans.
    pub(super) fn rows(&self) -> usize {
        self.first.last().map_or(0, |end| *end as usize)
    }

    /// How many rows a plan has.
    pub(super) fn rows_in(&self, plan: usize) -> usize {
        self.bounds(plan).len()
    }

    fn bounds(&self, plan: usize) -> Range<u32> {
        let bound = |at: usize| self.first.get(at).copied().unwrap_or(0);
        bound(plan)..bound(plan.saturating_add(1))
    }

    /// The rows of a plan; none where they lie anyhow.
    pub(super) fn of_plan(&self, plan: usize) -> RowsOf<'_> {
        let range = self.bounds(plan);
        match &self.layout {
            Layout::Side => RowsOf::Side(range),
            Layout::Listed(order) => RowsOf::Listed(order.get(range.start as usize..range.end as usize).unwrap_or_default()),
            Layout::Scattered(_) => RowsOf::Listed(&[]),
        }
    }

    /// Cuts the plans into so many ranges of about as many rows each.
    pub(super) fn shares(&self, parts: usize) -> Vec<Range<usize>> {
        let rows = self.rows();
        let mut shares = Vec::with_capacity(parts);
        let mut from = 0;
        for part in split(rows, parts) {
            let to = if part.end == rows { self.plans() } else { self.first.partition_point(|first| (*first as usize) < part.end) };
            let to = to.clamp(from, self.plans());
            shares.push(from..to);
            from = to;
        }
        shares
    }
}

/// The rows of a plan.
#[derive(Debug, Clone)]
pub(super) enum RowsOf<'p> {
    /// Side by side.
    Side(Range<u32>),
    /// Anywhere.
    Listed(&'p [u32]),
}

impl RowsOf<'_> {
    /// The rows in ranges of neighbours.
    pub(super) fn runs(&self, mut with: impl FnMut(Range<u32>)) {
        match self {
            Self::Side(range) => with(range.clone()),
            Self::Listed(rows) => {
                for run in rows.chunk_by(|one, next| one.checked_add(1) == Some(*next)) {
                    if let [first, ..] = run {
                        with(*first..first.saturating_add(u32::try_from(run.len()).unwrap_or(0)));
                    }
                }
            }
        }
    }

    /// All of them.
    pub(super) fn list(&self) -> Vec<u32> {
        match self {
            Self::Side(range) => range.clone().collect(),
            Self::Listed(rows) => rows.to_vec(),
        }
    }
}

/// Stands for a row without a plan.
pub(super) const NO_PLAN: u32 = u32::MAX;

/// A piece of the table, numbered by itself.
struct Piece {
    /// The plan of each row, by the numbers of this piece.
    plans: Vec<u32>,
    keys: Vec<Key>,
    /// The row in which each plan was met first, and how many it has.
    named_in: Vec<u32>,
    counts: Vec<u32>,
    runs: usize,
    problems: Vec<RowProblem>,
}

/// Whether two rows name the same plan, for keys that are hashes.
fn same_plan(source: &impl Source, row: u32, other: Option<&u32>) -> bool {
    other.is_some_and(|other| source.plan(row as usize) == source.plan(*other as usize))
}

fn number<S: Source>(source: &S, rows: Range<usize>, hasher: &DefaultHashBuilder) -> Piece {
    let mut piece =
        Piece { plans: Vec::with_capacity(rows.len()), keys: Vec::new(), named_in: Vec::new(), counts: Vec::new(), runs: 0, problems: Vec::new() };
    let mut table = KeyTable::new(hasher);
    table.reset(1_024);
    let mut last = (Key::NONE, NO_PLAN);
    for at in rows {
        let row = u32::try_from(at).unwrap_or(u32::MAX);
        let id = source.plan(at);
        let key = match id.map(|id| Key::of(id, hasher)) {
            Some(Ok(key)) => key,
            bad => {
                let error = bad.and_then(Result::err);
                piece.problems.push(no_plan(row, id, error.as_ref()));
                piece.plans.push(NO_PLAN);
                continue;
            }
        };
        // Rows of one plan mostly come one behind the other.
        if key == last.0 && (!key.is_hash() || same_plan(source, row, piece.named_in.get(last.1 as usize))) {
            piece.plans.push(last.1);
        } else {
            if table.is_full(piece.keys.len()) {
                table.reset(piece.keys.len().saturating_mul(4));
                for (place, key) in (0..).zip(&piece.keys) {
                    table.insert(place, *key, &piece.keys, |_| false);
                }
            }
            let new = u32::try_from(piece.keys.len()).unwrap_or(NO_PLAN);
            let known = table.insert(new, key, &piece.keys, |place| same_plan(source, row, piece.named_in.get(place as usize)));
            let plan = known.unwrap_or(new);
            if known.is_none() {
                piece.keys.push(key);
                piece.named_in.push(row);
                piece.counts.push(0);
            }
            piece.runs = piece.runs.saturating_add(1);
            piece.plans.push(plan);
            last = (key, plan);
        }
        if let Some(count) = piece.counts.get_mut(last.1 as usize) {
            *count = count.wrapping_add(1);
        }
    }
    piece
}

#[cold]
fn no_plan(row: u32, id: Option<Id<'_>>, error: Option<&crate::values::ValueError>) -> RowProblem {
    let fallback = || PlanId::new("").err().map_or_else(String::new, |error| error.fault.to_string());
    let (kind, value, text) = match (id, error) {
        (Some(_), Some(error)) => (ProblemKind::Cell("invalid_id"), error.value.clone(), error.to_string()),
        (Some(id), None) => (ProblemKind::Cell("invalid_id"), id.to_string(), fallback()),
        (None, _) => (ProblemKind::Cell("missing_id"), String::new(), "the row names no plan".to_owned()),
    };
    RowProblem { row, plan: None, node: None, column: NodeColumn::Plan, kind, value, text, help: None }
}

/// Finds the plan of every row, and puts the rows of each plan together.
pub(super) fn partition<S: Source>(source: &S, threads: Threads<'_>, hasher: &DefaultHashBuilder) -> (Partition, Vec<RowProblem>) {
    let parts = split(source.rows(), threads.count());
    let mut pieces = threads.each(parts.clone(), |rows| number(source, rows, hasher));

    // The numbers of the whole: those of the first piece, then what each further piece has that is new.
    let mut keys: Vec<Key> = Vec::new();
    let mut named_in: Vec<u32> = Vec::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut table = KeyTable::new(hasher);
    table.reset(pieces.iter().map(|piece| piece.keys.len()).sum());
    let mut maps: Vec<Vec<u32>> = Vec::with_capacity(pieces.len());
    for piece in &pieces {
        let mut map = Vec::with_capacity(piece.keys.len());
        for ((key, row), count) in piece.keys.iter().zip(&piece.named_in).zip(&piece.counts) {
            let new = u32::try_from(keys.len()).unwrap_or(NO_PLAN);
            let known = table.insert(new, *key, &keys, |place| same_plan(source, *row, named_in.get(place as usize)));
            if known.is_none() {
                keys.push(*key);
                named_in.push(*row);
                counts.push(0);
            }
            let plan = known.unwrap_or(new);
            if let Some(sum) = counts.get_mut(plan as usize) {
                *sum = sum.wrapping_add(*count);
            }
            map.push(plan);
        }
        maps.push(map);
    }

    let mut first = Vec::with_capacity(counts.len().saturating_add(1));
    let mut sum = 0_u32;
    first.push(0);
    for count in &counts {
        sum = sum.wrapping_add(*count);
        first.push(sum);
    }
    let runs: usize = pieces.iter().map(|piece| piece.runs).sum();
    let problems = pieces.iter_mut().flat_map(|piece| std::mem::take(&mut piece.problems)).collect::<Vec<_>>();
    // A plan that goes on in the next piece is counted twice among the runs.
    let side_by_side = problems.is_empty() && runs <= counts.len().saturating_add(pieces.len().saturating_sub(1)) && in_order(&pieces, &maps);
    let layout = if side_by_side {
        Layout::Side
    } else if source.rows() >= runs.saturating_mul(SHORT_RUN) {
        Layout::Listed(listed(pieces, &maps, &first, threads))
    } else {
        Layout::Scattered(numbered(pieces, &maps, &parts, threads))
    };
    (Partition { first, layout, named_in }, problems)
}

/// The plan of each row by the numbers of the whole.
fn numbered(pieces: Vec<Piece>, maps: &[Vec<u32>], parts: &[Range<usize>], threads: Threads<'_>) -> Vec<RowPlans> {
    let work = pieces.into_iter().zip(maps).zip(parts).collect();
    threads.each(work, |((piece, map), part)| {
        let mut plans = piece.plans;
        for plan in &mut plans {
            *plan = map.get(*plan as usize).copied().unwrap_or(NO_PLAN);
        }
        RowPlans { start: part.start, plans }
    })
}

/// Whether no plan comes back after another has begun.
fn in_order(pieces: &[Piece], maps: &[Vec<u32>]) -> bool {
    let mut next = 0_u32;
    pieces.iter().zip(maps).all(|(piece, map)| {
        piece.runs == map.len()
            && map.iter().all(|plan| {
                let fits = *plan == next || plan.checked_add(1) == Some(next);
                next = next.max(plan.saturating_add(1));
                fits
            })
    })
}

/// The rows in the order of their plans.
fn listed(pieces: Vec<Piece>, maps: &[Vec<u32>], first: &[u32], threads: Threads<'_>) -> Vec<u32> {
    let rows = first.last().map_or(0, |end| *end as usize);
    let order: Vec<AtomicU32> = std::iter::repeat_with(|| AtomicU32::new(0)).take(rows).collect();
    // Where each piece puts the next row of each of its plans: behind those of the pieces before it.
    let mut begin: Vec<u32> = first.to_vec();
    let mut work = Vec::with_capacity(pieces.len());
    let mut start = 0_u32;
    for (piece, map) in pieces.into_iter().zip(maps) {
        let mut next = Vec::with_capacity(map.len());
        for (plan, count) in map.iter().zip(&piece.counts) {
            if let Some(at) = begin.get_mut(*plan as usize) {
                next.push(*at);
                *at = at.wrapping_add(*count);
            }
        }
        let length = u32::try_from(piece.plans.len()).unwrap_or(u32::MAX);
        work.push((start, piece.plans, next));
        start = start.saturating_add(length);
    }
    threads.each(work, |(start, plans, mut next)| {
        for (row, plan) in (start..).zip(plans) {
            let Some(at) = next.get_mut(plan as usize) else { continue };
            if let Some(slot) = order.get(*at as usize) {
                slot.store(row, Ordering::Relaxed);
            }
            *at = at.wrapping_add(1);
        }
    });
    order.into_iter().map(AtomicU32::into_inner).collect()
}
