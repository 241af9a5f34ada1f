//! Rows whose parent is a row of the same object that came later in the file, or never.

use super::Importer;
use super::ids::{Full, Ids};
use super::layout::Layout;
use super::options::ImportError;
use super::read::own_parent;
use super::rows::{LinedRows, Unpacked};
use super::table::Table;
use super::take::Verdict;
use crate::defect::{DefectCode, Finding};
use crate::mapping::Field;
use kam_core::plan::{shown_round, way_round};

/// The waiting rows of one file.
pub(super) struct Group {
    pub(super) table: usize,
    pub(super) layout: Layout,
    pub(super) rows: LinedRows,
}

/// Which rows wait, for whom, and which are done.
struct Queue {
    rows: Vec<Queued>,
    /// The ids of the rows and of what they wait for.
    names: Ids,
    /// By the place of an id: the first row that has it, and the first row that waits for it.
    named: Vec<(u32, u32)>,
}

/// A waiting row by places: its file, itself in that file, its id and what it waits for.
struct Queued {
    group: u32,
    row: u32,
    id: u32,
    parent: u32,
    /// The next row that waits for the same.
    next: u32,
    done: bool,
}

/// No row.
const NONE: u32 = u32::MAX;

impl Queue {
    fn get(&self, at: u32) -> Option<&Queued> {
        self.rows.get(at as usize)
    }

    fn open(&self, at: u32) -> Option<&Queued> {
        self.get(at).filter(|row| !row.done)
    }

    fn done(&mut self, at: u32) {
        if let Some(row) = self.rows.get_mut(at as usize) {
            row.done = true;
        }
    }

    /// The rows that are not done.
    fn rest(&self) -> impl Iterator<Item = (u32, &Queued)> {
        (0_u32..).zip(&self.rows).filter(|(_, row)| !row.done)
    }

    /// What a row waits for.
    fn parent(&self, row: &Queued) -> &str {
        self.names.get(row.parent)
    }

    /// The row above, where that waits itself and is not done.
    fn above(&self, row: &Queued) -> Option<u32> {
        self.named.get(row.parent as usize).map(|(first, _)| *first).filter(|at| self.open(*at).is_some())
    }

    /// The rows that wait for the id of a row.
    fn below(&self, id: u32) -> impl Iterator<Item = u32> {
        let first = self.named.get(id as usize).map(|(_, waiting)| *waiting);
        std::iter::successors(first, |at| self.get(*at).map(|row| row.next)).take_while(|at| *at != NONE)
    }
}

impl Importer<'_> {
    /// Takes the waiting rows in an order in which each finds what is above it; the rest is in a circle or hangs under nothing.
    pub(super) fn settle_waiting(&mut self, object: usize) -> Result<(), ImportError> {
        let groups = std::mem::take(&mut self.waiting);
        if groups.is_empty() {
            return Ok(());
        }
        let mut queue = self.queue(&groups)?;
        let mut room = Unpacked::default();
        let ready = queue.rest().filter(|(_, row)| self.nodes.find(queue.parent(row)).is_some()).map(|(at, _)| at).collect();
        self.settle(object, &groups, &mut queue, &mut room, ready, false)?;

        let lost = queue.rest().filter(|(_, row)| queue.above(row).is_none()).map(|(at, _)| at).collect();
        self.settle(object, &groups, &mut queue, &mut room, lost, true)?;

        for (at, cycle) in circles(&queue) {
            let Some(row) = queue.get(at) else { continue };
            let Some(group) = groups.get(row.group as usize) else { continue };
            let column = group.layout.lookups.iter().find(|lookup| lookup.own).map(|lookup| lookup.column);
            let reason = format!("it is its own ancestor: {cycle}; take one of them out of the circle");
            let finding = Finding::new(DefectCode::ParentCycle, column, queue.parent(row), reason);
            let row = group.rows.unpack(row.row, &mut room);
            self.with_table(group.table, |own, table| own.set_aside(table, row.spot(), row.cells().map(str::as_bytes), vec![finding]))?;
            queue.done(at);
        }
        let below = queue.rest().filter(|(_, row)| self.aside.contains(queue.parent(row))).map(|(at, _)| at).collect();
        self.settle(object, &groups, &mut queue, &mut room, below, true)
    }

    fn queue(&self, groups: &[Group]) -> Result<Queue, Full> {
        let mut queue = Queue { rows: Vec::new(), names: Ids::default(), named: Vec::new() };
        let mut room = Unpacked::default();
        for (place, group) in (0_u32..).zip(groups) {
            for number in (0_u32..).take(group.rows.len()) {
                let row = group.rows.unpack(number, &mut room);
                let id = queue.names.place(&self.mapping.format.id(group.layout.cell(&row, Field::Id)))?;
                let parent = queue.names.place(&self.mapping.format.id(own_parent(&group.layout, &row)))?;
                queue.rows.push(Queued { group: place, row: number, id, parent, next: NONE, done: false });
            }
        }
        queue.named = vec![(NONE, NONE); queue.names.len()];
        // From the last to the first, so that the first has the id and the rows below one are in their order.
        let count = u32::try_from(queue.rows.len()).map_err(|_| Full)?;
        for (at, row) in (0..count).zip(&mut queue.rows).rev() {
            if let Some((first, _)) = queue.named.get_mut(row.id as usize) {
                *first = at;
            }
            if let Some((_, waiting)) = queue.named.get_mut(row.parent as usize) {
                row.next = std::mem::replace(waiting, at);
            }
        }
        Ok(queue)
    }

    /// Takes rows, and after each those that waited for it.
    fn settle(
        &mut self,
        object: usize,
        groups: &[Group],
        queue: &mut Queue,
        room: &mut Unpacked,
        first: Vec<u32>,
        last_call: bool,
    ) -> Result<(), ImportError> {
        let Some(role) = self.mapping.objects.get(object).map(|object| object.role) else { return Ok(()) };
        let mut next = first;
        let mut from = 0;
        while let Some(at) = next.get(from).copied() {
            from = from.saturating_add(1);
            let Some(queued) = queue.open(at) else { continue };
            let Some(group) = groups.get(queued.group as usize) else { continue };
            let id = queued.id;
            let row = group.rows.unpack(queued.row, room);
            let (mut findings, mut warnings) = (Vec::new(), Vec::new());
            let verdict = self.with_table(group.table, |own, table| {
                let verdict = own.take(table, &group.layout, &row, role, (&mut findings, &mut warnings), last_call)?;
                if matches!(verdict, Verdict::Aside) {
                    own.set_aside(table, row.spot(), row.cells().map(str::as_bytes), std::mem::take(&mut findings))?;
                }
                Ok(verdict)
            })?;
            if matches!(verdict, Verdict::Wait) {
                continue;
            }
            queue.done(at);
            // What hangs under a row that was set aside is looked at in the last call.
            if matches!(verdict, Verdict::Taken) || last_call {
                next.extend(queue.below(id));
            }
        }
        Ok(())
    }

    /// Acts on a table that was read before.
    pub(super) fn with_table<T>(
        &mut self,
        place: usize,
        act: impl FnOnce(&mut Self, &mut Table) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        let empty = Table::new(String::new(), 0);
        let Some(slot) = self.tables.get_mut(place) else { return Err(ImportError::Interrupted) };
        let mut table = std::mem::replace(slot, empty);
        self.tables_done = u32::try_from(place).unwrap_or(u32::MAX);
        let done = act(self, &mut table);
        if let Some(slot) = self.tables.get_mut(place) {
            *slot = table;
        }
        done
    }
}

/// The rows that are in a circle, each with the way round.
fn circles(queue: &Queue) -> Vec<(u32, String)> {
    // 0: not looked at; else the walk in which it was met.
    let mut met = vec![0_u32; queue.rows.len()];
    let mut found = Vec::new();
    for (start, _) in queue.rest() {
        let walk = start.saturating_add(1);
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(now) = at.filter(|now| met.get(*now as usize) == Some(&0)) {
            if let Some(mark) = met.get_mut(now as usize) {
                *mark = walk;
            }
            way.push(now);
            at = queue.get(now).and_then(|row| queue.above(row));
        }
        let Some(from) = at.filter(|now| met.get(*now as usize) == Some(&walk)).and_then(|now| way.iter().position(|seen| *seen == now)) else {
            continue;
        };
        let circle = way.get(from..).unwrap_or_default();
        for (turn, place) in circle.iter().enumerate() {
            let (shown, whole) = shown_round(turn, circle.len());
            let ids = shown.filter_map(|at| circle.get(at)).filter_map(|at| queue.get(*at)).map(|row| queue.names.get(row.id));
            found.push((*place, way_round(ids, whole)));
        }
    }
    found
}
