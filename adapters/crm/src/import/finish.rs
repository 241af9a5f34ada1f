//! From loose nodes to plans, and the nodes that fit into none.

use super::options::ImportError;
use super::pending::{ByPlan, specs};
use super::table::{Column, Table};
use super::{Importer, PlanDraft};
use crate::defect::{DefectCode, Finding};
use crate::export::cells::{Source, row_cells};
use crate::mapping::Field;
use kam_core::plan::{Plan, PlanProblem, SetAside};
use std::borrow::Cow;
use std::sync::Arc;

impl Importer<'_> {
    /// Puts every plan together; gives the plans in the order of their ids, and where the plan of each id is.
    pub(super) fn assemble(&mut self) -> Result<(Vec<Plan>, Vec<u32>), ImportError> {
        let drafts = std::mem::take(&mut self.drafts);
        let mut pending = std::mem::take(&mut self.pending);
        let by_plan = ByPlan::of(self.nodes_at.iter().map(|at| at.plan), drafts.len());
        let mut plans: Vec<(u32, Plan)> = Vec::with_capacity(drafts.len());
        for (place, draft) in (0_u32..).zip(drafts) {
            let PlanDraft { profile, table, row } = draft;
            let nodes = by_plan.nodes(place);
            let id = profile.id.clone();
            let found = nodes.len();
            let statuses = self.settings.statuses.statuses();
            let specs = specs(&mut pending, nodes, &self.owners, statuses);
            let assembled = Plan::assemble(profile, Arc::clone(&self.settings), specs).map_err(|error| {
                let file = self.tables.get(table as usize).map_or("", |table| table.file.as_str());
                let line = self.tables.get(table as usize).map_or(0, |table| table.spots.get(row).line);
                let place = format!("{file}:{line}: plan `{id}` has `{found}` nodes");
                ImportError::Limit { what: "nodes in one plan", limit: kam_core::plan::MOST_NODES as u64, place, hint: error.to_string() }
            })?;
            for aside in assembled.set_aside {
                if let Some(node) = self.nodes.find(aside.spec.node.id.as_str()) {
                    self.take_out(node, &aside)?;
                }
            }
            plans.push((place, assembled.plan));
        }
        for table in &mut self.tables {
            table.removed.sort_unstable();
        }
        plans.sort_by(|a, b| a.1.profile().id.cmp(&b.1.profile().id));
        let mut places = vec![u32::MAX; plans.len()];
        for (sorted, (place, _)) in (0_u32..).zip(&plans) {
            if let Some(slot) = places.get_mut(*place as usize) {
                *slot = sorted;
            }
        }
        Ok((plans.into_iter().map(|(_, plan)| plan).collect(), places))
    }

    /// Sets aside a node that its plan has no place for, with the row it came from and everything that is wrong with it.
    fn take_out(&mut self, place: u32, aside: &SetAside) -> Result<(), ImportError> {
        let Some(at) = self.nodes_at.get_mut(place as usize) else { return Ok(()) };
        at.plan = u32::MAX;
        let (table_place, row) = (at.table as usize, at.row);
        let Some(table) = self.tables.get(table_place) else { return Ok(()) };
        let cells: Vec<String> = row_cells(self.mapping, table, row, Source::Node(&aside.spec.node)).map(Cow::into_owned).collect();
        let findings = aside.problems().map(|problem| self.finding(table, &cells, problem)).collect();
        let spot = table.spots.get(row);
        self.with_table(table_place, |own, table| {
            table.removed.push(row);
            own.set_aside(table, spot, cells.iter().map(String::as_bytes), findings)
        })
    }

    fn finding(&self, table: &Table, cells: &[String], problem: &PlanProblem) -> Finding {
        let lookup = || {
            let mut lookups = self.mapping.objects.get(table.object).into_iter().flat_map(|object| &object.parents).flat_map(|lookup| {
                let same = |column: &Column| column.meaning.as_ref().is_some_and(|meaning| meaning.name() == lookup.lookup);
                table.columns.iter().enumerate().filter(move |(_, column)| same(column)).map(|(place, _)| place)
            });
            lookups.find(|column| !cells.get(*column).is_none_or(String::is_empty))
        };
        let prerequisites = || table.column_of(Field::Prerequisites);
        let (code, column) = match problem {
            PlanProblem::DuplicateId { .. } => (DefectCode::DuplicateId, table.column_of(Field::Id)),
            PlanProblem::UnknownParent { .. } => (DefectCode::UnknownParent, lookup()),
            PlanProblem::ParentCycle { .. } => (DefectCode::ParentCycle, lookup()),
            PlanProblem::WrongLevel { .. } => (DefectCode::WrongLevel, lookup()),
            PlanProblem::TooDeep { .. } => (DefectCode::TooDeep, lookup()),
            PlanProblem::UnknownPrerequisite { .. } => (DefectCode::UnknownPrerequisite, prerequisites()),
            PlanProblem::PrerequisiteCycle { .. } => (DefectCode::PrerequisiteCycle, prerequisites()),
            PlanProblem::PrerequisiteSetAside { .. } => (DefectCode::PrerequisiteSetAside, prerequisites()),
            // What else keeps a node out of a plan comes from what is above it.
            _ => (DefectCode::ParentSetAside, lookup()),
        };
        let help = problem.help().map_or_else(String::new, |help| format!("; {help}"));
        Finding::new(code, column, problem.value(), format!("{problem}{help}"))
    }
}
