//! Plans as tables in any order, for the tests of portfolios.

use crate::made::day;
use kam_core::config::Settings;
use kam_core::execution::{Links, NodeSpec};
use kam_core::plan::{Period, Plan, Profile};
use kam_core::portfolio::{CellFault, EpochDay, Id, NodeColumn, OfPlans, RowValues, Source};
use kam_core::values::PlanId;
use std::sync::Arc;

/// Rows in another order than those of the table behind them, some with ids of another kind.
pub(crate) struct Shuffled<'s> {
    pub(crate) rows: OfPlans<'s>,
    pub(crate) order: Vec<usize>,
    /// Ids that do not fit into a key.
    long: Option<Vec<[String; 3]>>,
    long_prerequisites: Vec<Vec<String>>,
    /// When each was done, where the table says so.
    pub(crate) done_on: Vec<Option<EpochDay>>,
}

impl<'s> Shuffled<'s> {
    pub(crate) fn new(plans: &'s [Plan], order: Vec<usize>, long: bool) -> Self {
        let rows = OfPlans::new(plans);
        let name = |id: Option<Id<'_>>| id.map_or_else(String::new, |id| format!("a-rather-long-id-of-a-node-{id}-é"));
        let mut long_prerequisites = vec![Vec::new(); rows.rows()];
        if long {
            for (row, ids) in long_prerequisites.iter_mut().enumerate() {
                rows.prerequisites(row, &mut |id| ids.push(name(id)));
            }
        }
        let long = long.then(|| (0..rows.rows()).map(|row| [name(rows.plan(row)), name(rows.node(row)), name(rows.parent(row))]).collect());
        Self { rows, order, long, long_prerequisites, done_on: Vec::new() }
    }

    fn id<'i>(&'i self, row: usize, which: usize, own: impl Fn(usize) -> Option<Id<'i>>) -> Option<Id<'i>> {
        let row = self.order[row];
        match &self.long {
            None => own(row),
            Some(long) => Some(&long[row][which]).filter(|id| !id.is_empty()).map(|id| Id::Text(id)),
        }
    }
}

impl Source for Shuffled<'_> {
    fn rows(&self) -> usize {
        self.order.len()
    }
    fn plan(&self, row: usize) -> Option<Id<'_>> {
        self.id(row, 0, |row| self.rows.plan(row))
    }
    fn node(&self, row: usize) -> Option<Id<'_>> {
        self.id(row, 1, |row| self.rows.node(row))
    }
    fn parent(&self, row: usize) -> Option<Id<'_>> {
        self.id(row, 2, |row| self.rows.parent(row))
    }
    fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>> {
        self.rows.values(self.order[row])
    }
    fn plan_end(&self, row: usize) -> Option<EpochDay> {
        self.rows.plan_end(self.order[row])
    }
    fn has(&self, column: NodeColumn) -> bool {
        self.rows.has(column) || (column == NodeColumn::DoneOn && !self.done_on.is_empty())
    }
    fn done_on(&self, row: usize) -> Option<EpochDay> {
        self.done_on[self.order[row]]
    }
    fn prerequisites<'r>(&'r self, row: usize, each: &mut dyn FnMut(Option<Id<'r>>)) {
        match self.long {
            None => self.rows.prerequisites(self.order[row], each),
            Some(_) => self.long_prerequisites[self.order[row]].iter().for_each(|id| each(Some(Id::Text(id)))),
        }
    }
}

pub(crate) fn named(id: usize, specs: Vec<NodeSpec>, settings: &Arc<Settings>, end: Option<i64>) -> Plan {
    let mut profile = Profile::new(PlanId::new(&format!("P{id}")).unwrap());
    profile.period = Period::new(None, end.map(day)).unwrap();
    Plan::new(profile, Arc::clone(settings), specs).unwrap()
}

/// An order of rows that depends on nothing but a number.
pub(crate) fn shuffled(count: usize, turn: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    match turn % 4 {
        0 => {}
        1 => order.reverse(),
        _ => order.sort_by_key(|row| (*row as u64 + 1).wrapping_mul(turn | 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 17),
    }
    order
}

/// A number that looks like chance and depends on two others.
pub(crate) fn mixed(number: usize, turn: u64) -> usize {
    ((number as u64 ^ turn).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

/// The same nodes, some of them waiting for one or two before them in the list.
pub(crate) fn waiting(mut specs: Vec<NodeSpec>, turn: u64) -> Vec<NodeSpec> {
    for place in 1..specs.len() {
        let first = [mixed(place, turn) % place, mixed(place, turn.rotate_left(7)) % place];
        let ids = first.into_iter().take(mixed(place, !turn) % 3).map(|first| specs[first].node.id.clone());
        specs[place].node.prerequisites = Links::new(ids.collect::<Vec<_>>()).unwrap();
    }
    specs
}
