//! What is above a row, and the rows that wait for it.

use super::Importer;
use super::take::Look;
use crate::defect::{DefectCode, Finding};
use crate::mapping::Field;
use kam_core::values::cut;

/// What is above a row.
pub(super) enum Above {
    /// A plan by its place, or a node of it by its own.
    There {
        plan: u32,
        node: Option<u32>,
    },
    /// A row of the same object that may still come.
    Wait,
    Nothing,
}

impl Importer<'_> {
    /// What is above a row: the most specific lookup that is filled. Says what is wrong where there is nothing.
    pub(super) fn link(&self, look: &mut Look<'_, '_>, last_call: bool) -> Above {
        let flavour = self.mapping.format;
        let mut skipped = None;
        for lookup in &look.layout.lookups {
            let cell = look.row.cell(lookup.column);
            if cell.is_empty() {
                continue;
            }
            let id = flavour.id(cell);
            let node = if lookup.object == self.plan_object { None } else { self.nodes.find_owned(&id) };
            if let Some((node, plan)) = node {
                self.same_plan(look, &id, plan);
                return Above::There { plan, node: Some(node) };
            }
            if let Some(plan) = self.plans.find(&id) {
                return Above::There { plan, node: None };
            }
            // A level whose file is not in the export at all cannot be what the row hangs under here.
            if !self.present.get(lookup.object).copied().unwrap_or(false) && !self.aside.contains(&*id) {
                skipped = skipped.or(Some((lookup, cell)));
                continue;
            }
            if lookup.own && !last_call {
                return Above::Wait;
            }
            let (code, reason) = self.not_there(&id, lookup.object);
            look.findings.push(Finding::new(code, Some(lookup.column), cell, reason));
            return Above::Nothing;
        }
        let finding = match skipped {
            Some((lookup, cell)) => {
                let (code, reason) = self.not_there(&flavour.id(cell), lookup.object);
                Finding::new(code, Some(lookup.column), cell, reason)
            }
            None => {
                let column = look.layout.lookups.first().map(|lookup| lookup.column);
                Finding::new(DefectCode::MissingParent, column, "", "no lookup to a plan or to anything below one is filled")
            }
        };
        look.findings.push(finding);
        Above::Nothing
    }

    /// A row that also names its plan must hang in that plan.
    fn same_plan(&self, look: &mut Look<'_, '_>, parent: &str, plan: u32) {
        let cell = look.cell(Field::Plan);
        let actual = self.plans.get(plan);
        if !cell.is_empty() && *actual != *self.mapping.format.id(cell) {
            let reason = format!("it names the plan `{}`, but `{parent}` above it belongs to the plan `{actual}`", cut(cell, 80));
            look.find(DefectCode::WrongPlan, Field::Plan, cell, reason);
        }
    }

    /// Why something that a lookup names cannot be what is above.
    pub(super) fn not_there(&self, id: &str, object: usize) -> (DefectCode, String) {
        let file = self.mapping.objects.get(object).and_then(|object| object.files.first()).map_or("", String::as_str);
        let shown = cut(id, 80);
        if self.aside.contains(id) {
            return (DefectCode::ParentSetAside, format!("`{shown}` above it was set aside; repair that row and this one follows"));
        }
        if !self.present.get(object).copied().unwrap_or(false) {
            return (DefectCode::UnknownParent, format!("it hangs under `{shown}`, but the export has no file `{file}`"));
        }
        if self.tables.iter().any(|table| table.object == object && table.unread) {
            return (
                DefectCode::UnknownParent,
                format!("it hangs under `{shown}`, but `{file}` could not be read; see what is wrong with that file"),
            );
        }
        (DefectCode::UnknownParent, format!("it hangs under `{shown}`, and `{file}` has no row with this id"))
    }
}
