//! Plans as they are now, as an export of their own: those that were changed since an export was read, and those that never were in one. The rows
//! are then written as those of any other export.

mod ids;
mod misfit;
mod place;
mod sheet;

pub use misfit::{Misfit, Misfits, PlanMisfit};

use super::Export;
use crate::format::cells::Flavour;
use crate::import::{Ids, NodeAt, Table};
use crate::mapping::{Mapping, Role};
use kam_core::config::Settings;
use kam_core::execution::Node;
use kam_core::plan::Plan;
use place::Levels;
use sheet::{Line, Sheet};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Which rows of changed plans are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ChangedRows {
    /// Those with a cell that is another than in the export, and new ones: what a loader should take to bring a CRM system up to date.
    #[default]
    Changed,
    /// Every row of these plans.
    All,
}

impl Export {
    /// Plans as an export in the flavour of a mapping, to be written as files and to be asked together. Levels are those of the mapping by their names;
    /// where a node is on one that the mapping does not name, all go by their places, from the highest down.
    ///
    /// A column that no plan has a value for is left out; what the mapping has no name for goes into columns that begin with `kam_`, which
    /// [`WrittenFile::unmapped`](crate::WrittenFile::unmapped) names.
    ///
    /// # Errors
    /// All that keeps these plans from being one export: an id twice, settings that differ, a level without an object.
    ///
    /// ```
    /// use kam_core::config::Settings;
    /// use kam_core::execution::NodeSpec;
    /// use kam_core::plan::{Plan, Profile};
    /// use kam_core::values::{NodeId, PlanId};
    /// use kam_crm::Export;
    /// use kam_crm::mapping::Mapping;
    ///
    /// let settings = Settings::default();
    /// let goal = NodeSpec::new(NodeId::new("g1")?, settings.statuses.find("done").expect("a default status").clone());
    /// let plan = Plan::new(Profile::new(PlanId::new("AP-1")?), settings.into(), vec![goal])?;
    /// let mapping = Mapping::shipped("veeva_vault")?;
    /// let files = Export::of_plans(mapping.clone(), vec![plan])?.written(&mapping)?;
    /// let texts: Vec<_> = files.iter().map(|file| String::from_utf8_lossy(&file.content)).collect();
    /// assert_eq!(texts, ["id,name__v\nAP-1,\n", "id,name__v,account_plan__v,plan_tactic_status__v\ng1,,AP-1,completed__v\n"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_plans(mapping: Mapping, plans: Vec<Plan>) -> Result<Self, Misfits> {
        let settings = plans.first().map_or_else(|| Arc::new(Settings::default()), |plan| Arc::clone(plan.shared_settings()));
        let none = Ids::default();
        let empty = Self::new(mapping, settings, Vec::new(), Vec::new(), none.clone(), Vec::new(), none, Vec::new(), Vec::new());
        empty.changed(plans, ChangedRows::All)
    }

    /// Plans of this export as they are now, as an export of their own, to be written as files that bring the CRM system up to date. Every cell that
    /// has not changed stays as it was read, in columns that no rule knows as well; nodes and plans that the export does not have become new rows.
    ///
    /// # Errors
    /// All that keeps these plans from being written: an id twice, settings that are not those of the export, a node that is gone or on another level
    /// than its row, a level without an object.
    pub fn changed(&self, plans: Vec<Plan>, rows: ChangedRows) -> Result<Self, Misfits> {
        let mut collection = Collection { export: self, sheets: Vec::new(), misfits: Vec::new() };
        let plans = collection.in_full(plans);
        collection.gather(&plans);
        let Collection { sheets, misfits, .. } = collection;
        if !misfits.is_empty() {
            return Err(Misfits(misfits));
        }
        let mut plan_ids = Ids::default();
        let mut nodes = Ids::default();
        let mut nodes_at = Vec::new();
        for (place, plan) in (0_u32..).zip(&plans) {
            plan_ids.place(plan.profile().id.as_str())?;
            for node in plan.nodes() {
                if nodes.insert_owned(node.id.as_str(), place)?.is_ok() {
                    nodes_at.push(NodeAt { plan: place, table: u32::MAX, row: u32::MAX });
                }
            }
        }
        let tables: Vec<Table> = sheets.into_iter().filter_map(|sheet| sheet.table(self, &plans, rows, (&plan_ids, &nodes))).collect();
        for (place, table) in (0_u32..).zip(&tables).filter(|(_, table)| self.role_of(table) == Some(Role::Node)) {
            for (row, node) in (0_u32..).zip(&table.records) {
                if let Some(at) = nodes_at.get_mut(*node as usize) {
                    (at.table, at.row) = (place, row);
                }
            }
        }
        let mut order: Vec<(u32, Plan)> = (0..).zip(plans).collect();
        order.sort_by(|a, b| a.1.profile().id.cmp(&b.1.profile().id));
        let mut plan_places = vec![u32::MAX; order.len()];
        for (sorted, (place, _)) in (0_u32..).zip(&order) {
            if let Some(slot) = plan_places.get_mut(*place as usize) {
                *slot = sorted;
            }
        }
        let plans = order.into_iter().map(|(_, plan)| plan).collect();
        Ok(Self::new(self.mapping.clone(), Arc::clone(&self.settings), tables, plans, plan_ids, plan_places, nodes, nodes_at, Vec::new()))
    }
}

/// Plans while their rows are gathered.
struct Collection<'e> {
    export: &'e Export,
    sheets: Vec<Sheet>,
    misfits: Vec<Misfit>,
}

impl<'e> Collection<'e> {
    /// The plans with their ids in the form in which the export has them.
    fn in_full(&mut self, plans: Vec<Plan>) -> Vec<Plan> {
        let format = self.export.mapping.format;
        let mut full = Vec::with_capacity(plans.len());
        for (place, plan) in plans.into_iter().enumerate() {
            match ids::in_full(format, plan) {
                Ok(plan) => full.push(plan),
                Err(problem) => self.say(place, problem),
            }
        }
        full
    }

    fn gather(&mut self, plans: &[Plan]) {
        let levels = Levels::of(&self.export.mapping, plans);
        let rows = self.export.rows_of_plans(plans);
        let given: HashMap<&str, &Plan> = plans.iter().map(|plan| (plan.profile().id.as_str(), plan)).collect();
        let mut seen_plans: HashMap<&str, usize> = HashMap::new();
        let mut seen_nodes: HashMap<&str, usize> = HashMap::new();
        for (place, plan) in plans.iter().enumerate() {
            let id = plan.profile().id.as_str();
            if seen_plans.insert(id, place).is_some() {
                self.say(place, PlanMisfit::PlanTwice { plan: id.to_owned() });
                continue;
            }
            if *plan.settings() != *self.export.settings {
                self.say(place, PlanMisfit::OtherSettings { plan: id.to_owned() });
                continue;
            }
            for node in plan.nodes() {
                if let Some(first) = seen_nodes.insert(node.id.as_str(), place).and_then(|first| plans.get(first)) {
                    let plans = [first.profile().id.as_str().to_owned(), id.to_owned()];
                    self.say(place, PlanMisfit::NodeTwice { node: node.id.as_str().to_owned(), plans });
                }
            }
            let row = rows.get(&place).copied();
            self.plan_row(place, row);
            self.node_rows(place, plan, &levels, &given);
            self.lists(place, plan);
        }
        self.new_ids(plans);
    }

    /// Ids of new rows that other rows have.
    fn new_ids(&mut self, plans: &[Plan]) {
        let mut new: Vec<(usize, &str)> = Vec::new();
        for line in self.sheets.iter().flat_map(|sheet| &sheet.lines).filter(|line| line.row.is_none()) {
            let Some(plan) = plans.get(line.plan) else { continue };
            let node = line.node.and_then(|key| plan.node(key));
            new.push((line.plan, node.map_or_else(|| plan.profile().id.as_str(), |node| node.id.as_str())));
        }
        let mut taken = self.export.taken(&new.iter().map(|(_, id)| *id).collect());
        // A plan and a node are two rows as well.
        let of_plans: HashSet<&str> = plans.iter().map(|plan| plan.profile().id.as_str()).collect();
        let file = self.export.mapping.objects.iter().find(|object| object.role == Role::Plan).and_then(|object| object.files.first());
        for id in plans.iter().flat_map(Plan::nodes).map(|node| node.id.as_str()).filter(|id| of_plans.contains(id)) {
            taken.insert(id, file.cloned().unwrap_or_default());
        }
        for (place, id) in new {
            // What another plan of the export has was told with both plans.
            let of_node = self.export.nodes.find(id).and_then(|node| self.export.nodes_at.get(node as usize)).is_some_and(|at| at.plan != u32::MAX);
            if let Some(file) = taken.get(id).filter(|_| !of_node) {
                self.say(place, PlanMisfit::IdTaken { id: id.to_owned(), file: file.clone() });
            }
        }
    }

    /// Lists of ids that a cell of this flavour cannot hold.
    fn lists(&mut self, place: usize, plan: &Plan) {
        if self.export.mapping.format == Flavour::Salesforce {
            let parted = |node: &Node| {
                let links = node.prerequisites.iter().map(|id| id.as_str()).chain(node.products.iter().map(|id| id.as_str()));
                let value = links.chain(node.stakeholders.iter().map(|id| id.as_str())).find(|id| id.contains(';'))?;
                Some(PlanMisfit::PartedId { node: node.id.as_str().to_owned(), id: value.to_owned() })
            };
            let parted: Vec<_> = plan.nodes().iter().filter_map(parted).collect();
            parted.into_iter().for_each(|problem| self.say(place, problem));
        }
    }

    fn say(&mut self, place: usize, problem: PlanMisfit) {
        self.misfits.push(Misfit { place, problem });
    }

    fn plan_row(&mut self, place: usize, row: Option<(usize, u32)>) {
        let object = self.export.mapping.objects.iter().position(|object| object.role == Role::Plan).unwrap_or(usize::MAX);
        self.add(object, row.map(|(table, _)| table), Line { plan: place, node: None, above: Vec::new(), row: row.map(|(_, row)| row) });
    }

    /// The rows of the nodes of a plan, parents first.
    fn node_rows(&mut self, place: usize, plan: &Plan, levels: &Levels, given: &HashMap<&str, &Plan>) {
        let export = self.export;
        let id = plan.profile().id.as_str();
        let mine = export.plan_ids.find(id);
        let mut objects: Vec<usize> = Vec::with_capacity(plan.nodes().len());
        for (key, node) in plan.keys().zip(plan.nodes()) {
            let known = export.nodes.find(node.id.as_str()).and_then(|place| export.nodes_at.get(place as usize)).filter(|at| at.plan != u32::MAX);
            // Two plans that are both given were compared already.
            let other = known.filter(|at| Some(at.plan) != mine).and_then(|at| export.plan_at(at.plan)).map(|other| other.profile().id.as_str());
            if let Some(other) = other.filter(|other| !given.contains_key(other)) {
                let plans = [other.to_owned(), id.to_owned()];
                self.say(place, PlanMisfit::NodeTwice { node: node.id.as_str().to_owned(), plans });
            }
            let at = known.filter(|at| Some(at.plan) == mine);
            let above = plan.parent(key).and_then(|above| objects.get(above.place()).copied());
            let object = match at.and_then(|at| export.tables.get(at.table as usize)) {
                Some(table) => levels.stays(&export.mapping, plan, key, table.object),
                None => levels.object(&export.mapping, plan, key, above),
            };
            // A node without a place is told once; what hangs below it is looked at all the same.
            let object = object.unwrap_or_else(|problem| {
                self.say(place, problem);
                usize::MAX
            });
            objects.push(object);
            let above = plan.ancestors(key).filter_map(|above| Some((*objects.get(above.place())?, above))).collect();
            let line = Line { plan: place, node: Some(key), above, row: at.map(|at| at.row) };
            self.add(object, at.map(|at| at.table as usize), line);
        }
        if let Some(before) = export.plan(id) {
            for node in before.nodes().iter().filter(|node| plan.find(node.id.as_str()).is_none()) {
                let node = node.id.as_str();
                let elsewhere = given.iter().filter(|(_, other)| other.find(node).is_some()).map(|(other, _)| (*other).to_owned()).min();
                self.say(
                    place,
                    match elsewhere {
                        Some(to) => PlanMisfit::OtherPlan { node: node.to_owned(), from: id.to_owned(), to },
                        None => PlanMisfit::NodeGone { plan: id.to_owned(), node: node.to_owned() },
                    },
                );
            }
        }
    }

    fn add(&mut self, object: usize, table: Option<usize>, line: Line) {
        // New rows go where rows of the same object are.
        let table = table.or_else(|| self.export.tables.iter().position(|table| table.object == object && table.is_read()));
        let sheet = match self.sheets.iter().position(|sheet| (sheet.object, sheet.table) == (object, table)) {
            Some(known) => known,
            None => {
                self.sheets.push(Sheet { object, table, lines: Vec::new() });
                self.sheets.len().saturating_sub(1)
            }
        };
        if let Some(sheet) = self.sheets.get_mut(sheet) {
            sheet.lines.push(line);
        }
    }
}

impl Export {
    fn role_of(&self, table: &Table) -> Option<Role> {
        self.mapping.objects.get(table.object).map(|object| object.role)
    }

    /// The table and the row of each of these plans that the export has.
    fn rows_of_plans(&self, plans: &[Plan]) -> HashMap<usize, (usize, u32)> {
        let mut wanted: HashMap<u32, usize> = HashMap::new();
        for (place, plan) in plans.iter().enumerate() {
            if let Some(record) = self.plan_ids.find(plan.profile().id.as_str()) {
                wanted.entry(record).or_insert(place);
            }
        }
        let mut rows = HashMap::new();
        for (at, table) in self.tables.iter().enumerate().filter(|(_, table)| self.role_of(table) == Some(Role::Plan)) {
            for (row, record) in (0_u32..).zip(&table.records) {
                if let Some(place) = wanted.get(record) {
                    rows.insert(*place, (at, row));
                }
            }
        }
        rows
    }
}
