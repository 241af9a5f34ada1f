//! Rows whose parent is a row of the same object that came later in the file, or never.

use super::Importer;
use super::layout::Layout;
use super::options::ImportError;
use super::read::{cells_of, own_parent};
use super::source::Waiting;
use super::table::Table;
use super::take::Verdict;
use crate::defect::{DefectCode, Finding};
use crate::mapping::Field;
use kam_core::plan::{shown_round, way_round};
use std::collections::HashMap;

/// The waiting rows of one file.
pub(super) struct Group {
    pub(super) table: usize,
    pub(super) layout: Layout,
    pub(super) rows: Vec<Waiting>,
}

/// Which rows wait, for whom, and which are done.
struct Queue {
    /// The file, row, id and parent of each.
    rows: Vec<(usize, usize, String, String)>,
    below: HashMap<String, Vec<usize>>,
    done: Vec<bool>,
}

impl Importer<'_> {
    /// Takes the waiting rows in an order in which each finds what is above it; the rest is in a circle or hangs under nothing.
    pub(super) fn settle_waiting(&mut self, object: usize) -> Result<(), ImportError> {
        let groups = std::mem::take(&mut self.waiting);
        if groups.is_empty() {
            return Ok(());
        }
        let mut queue = self.queue(&groups);
        let ready: Vec<usize> = (0..queue.rows.len()).filter(|at| queue.rows.get(*at).is_some_and(|row| self.nodes.find(&row.3).is_some())).collect();
        self.settle(object, &groups, &mut queue, ready, false)?;

        let ids: HashMap<&str, usize> = queue.rows.iter().enumerate().rev().map(|(at, row)| (row.2.as_str(), at)).collect();
        let parent = |at: usize| queue.rows.get(at).and_then(|row| ids.get(row.3.as_str())).copied();
        let open = |at: &usize| queue.done.get(*at) == Some(&false);
        let lost: Vec<usize> = (0..queue.rows.len()).filter(open).filter(|at| parent(*at).is_none_or(|above| !open(&above))).collect();
        self.settle(object, &groups, &mut queue, lost, true)?;

        for (at, cycle) in circles(&queue) {
            let Some((group, row, _, above)) = queue.rows.get(at) else { continue };
            let Some(group) = groups.get(*group) else { continue };
            let Some(waiting) = group.rows.get(*row) else { continue };
            let column = group.layout.lookups.iter().find(|lookup| lookup.own).map(|lookup| lookup.column);
            let reason = format!("it is its own ancestor: {cycle}; take one of them out of the circle");
            let finding = Finding::new(DefectCode::ParentCycle, column, above, reason);
            if let Some(done) = queue.done.get_mut(at) {
                *done = true;
            }
            let cells = cells_of(&waiting.row());
            self.with_table(group.table, |own, table| own.set_aside(table, waiting.line, cells, vec![finding]))?;
        }
        let rest: Vec<usize> = (0..queue.rows.len()).filter(|at| queue.done.get(*at) == Some(&false)).collect();
        let below: Vec<usize> = rest.into_iter().filter(|at| queue.rows.get(*at).is_some_and(|row| self.aside.contains(&row.3))).collect();
        self.settle(object, &groups, &mut queue, below, true)
    }

    fn queue(&self, groups: &[Group]) -> Queue {
        let mut queue = Queue { rows: Vec::new(), below: HashMap::new(), done: Vec::new() };
        for (place, group) in groups.iter().enumerate() {
            for (number, waiting) in group.rows.iter().enumerate() {
                let row = waiting.row();
                let id = group.layout.of(Field::Id).map_or("", |column| row.cell(column));
                let id = self.mapping.format.id(id).into_owned();
                let parent = self.mapping.format.id(own_parent(&group.layout, &row)).into_owned();
                queue.below.entry(parent.clone()).or_default().push(queue.rows.len());
                queue.rows.push((place, number, id, parent));
                queue.done.push(false);
            }
        }
        queue
    }

    /// Takes rows, and after each those that waited for it.
    fn settle(&mut self, object: usize, groups: &[Group], queue: &mut Queue, first: Vec<usize>, last_call: bool) -> Result<(), ImportError> {
        let Some(role) = self.mapping.objects.get(object).map(|object| object.role) else { return Ok(()) };
        let mut next = first;
        let mut from = 0;
        while let Some(at) = next.get(from).copied() {
            from = from.saturating_add(1);
            let Some((group, row, id, _)) = queue.rows.get(at).filter(|_| queue.done.get(at) == Some(&false)) else { continue };
            let Some(group) = groups.get(*group) else { continue };
            let Some(waiting) = group.rows.get(*row) else { continue };
            let (mut findings, mut warnings) = (Vec::new(), Vec::new());
            let verdict = self.with_table(group.table, |own, table| {
                let row = waiting.row();
                let verdict = own.take(table, &group.layout, &row, role, (&mut findings, &mut warnings), last_call)?;
                if matches!(verdict, Verdict::Aside) {
                    own.set_aside(table, waiting.line, cells_of(&row), std::mem::take(&mut findings))?;
                }
                Ok(verdict)
            })?;
            if matches!(verdict, Verdict::Wait) {
                continue;
            }
            if let Some(done) = queue.done.get_mut(at) {
                *done = true;
            }
            // What hangs under a row that was set aside is looked at in the last call.
            if matches!(verdict, Verdict::Taken) || last_call {
                next.extend_from_slice(queue.below.get(id).map(Vec::as_slice).unwrap_or_default());
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
fn circles(queue: &Queue) -> Vec<(usize, String)> {
    let ids: HashMap<&str, usize> = queue.rows.iter().enumerate().rev().map(|(at, row)| (row.2.as_str(), at)).collect();
    let open = |at: usize| queue.done.get(at) == Some(&false);
    let parent = |at: usize| queue.rows.get(at).and_then(|row| ids.get(row.3.as_str())).copied().filter(|at| open(*at));
    // 0: not looked at; else the walk in which it was met.
    let mut met = vec![0_usize; queue.rows.len()];
    let mut found = Vec::new();
    for start in (0..queue.rows.len()).filter(|at| open(*at)) {
        let walk = start.saturating_add(1);
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(now) = at.filter(|now| met.get(*now) == Some(&0)) {
            if let Some(mark) = met.get_mut(now) {
                *mark = walk;
            }
            way.push(now);
            at = parent(now);
        }
        let Some(from) = at.filter(|now| met.get(*now) == Some(&walk)).and_then(|now| way.iter().position(|seen| *seen == now)) else { continue };
        let circle = way.get(from..).unwrap_or_default();
        for (turn, place) in circle.iter().enumerate() {
            let (shown, whole) = shown_round(turn, circle.len());
            let ids = shown.filter_map(|at| circle.get(at)).filter_map(|at| queue.rows.get(*at)).map(|row| row.2.as_str());
            found.push((*place, way_round(ids, whole)));
        }
    }
    found
}
