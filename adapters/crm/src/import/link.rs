//! What is above a row, and the rows that wait for it.

use super::Importer;
use super::defects::Defects;
use super::take::Look;
use crate::defect::{Defect, DefectCode, Finding};
use crate::mapping::{Field, Meaning, Role};
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
            let only_plans = lookup.object == self.plan_object && lookup.also.is_empty();
            let node = if only_plans { None } else { self.nodes.find_owned(&id) };
            if let Some((node, plan)) = node.filter(|(node, _)| lookup.objects().any(|object| self.is_node_of(*node, object))) {
                self.same_plan(look, &id, plan);
                return Above::There { plan, node: Some(node) };
            }
            let to_plans = lookup.objects().any(|object| object == self.plan_object);
            if let Some(plan) = self.plans.find(&id).filter(|_| to_plans) {
                return Above::There { plan, node: None };
            }
            if let Some(reason) = self.wrong_kind(&id, self.object_in_plans(&id), lookup.objects()) {
                look.findings.push(Finding::new(DefectCode::WrongKind, Some(lookup.column), cell, reason));
                return Above::Nothing;
            }
            // A level whose file is not in the export at all cannot be what the row hangs under here.
            if !lookup.objects().any(|object| self.is_present(object)) && !self.aside.contains(&*id) {
                skipped = skipped.or(Some((lookup, cell)));
                continue;
            }
            if lookup.own && !last_call {
                return Above::Wait;
            }
            let (code, reason) = self.not_there(&id, lookup.objects());
            look.findings.push(Finding::new(code, Some(lookup.column), cell, reason));
            return Above::Nothing;
        }
        let finding = match skipped {
            Some((lookup, cell)) => {
                let (code, reason) = self.not_there(&flavour.id(cell), lookup.objects());
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

    /// The places from here on are nodes of an object.
    pub(super) fn open_nodes_of(&mut self, object: usize) {
        let next = self.next_node();
        if let Some(places) = self.nodes_of.get_mut(object) {
            *places = next..u32::MAX;
        }
    }

    /// All nodes of an object are there.
    pub(super) fn close_nodes_of(&mut self, object: usize) {
        let next = self.next_node();
        if let Some(places) = self.nodes_of.get_mut(object) {
            places.end = next;
        }
    }

    fn next_node(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    fn is_node_of(&self, node: u32, object: usize) -> bool {
        self.nodes_of.get(object).is_some_and(|places| places.contains(&node))
    }

    fn is_present(&self, object: usize) -> bool {
        self.present.get(object).copied().unwrap_or(false)
    }

    /// The object of a row of plans or nodes that was taken.
    fn object_in_plans(&self, id: &str) -> Option<usize> {
        match self.nodes.find(id) {
            Some(node) => self.nodes_of.iter().position(|places| places.contains(&node)),
            None => self.plans.find(id).map(|_| self.plan_object),
        }
    }

    /// The object of a row beside the plans that was taken.
    fn object_beside(&self, id: &str) -> Option<usize> {
        if self.accounts.find(id).is_some() { self.account_object() } else { self.others.iter().position(|ids| ids.find(id).is_some()) }
    }

    fn account_object(&self) -> Option<usize> {
        self.mapping.objects.iter().position(|object| object.role == Role::Account)
    }

    fn file_of(&self, object: usize) -> &str {
        self.mapping.objects.get(object).and_then(|object| object.files.first()).map_or("", String::as_str)
    }

    /// The files of objects, as a text names them.
    fn files_of(&self, objects: impl Iterator<Item = usize>) -> String {
        objects.map(|object| format!("`{}`", self.file_of(object))).collect::<Vec<_>>().join(" or ")
    }

    /// That an id is one of another object than is needed.
    fn wrong_kind(&self, id: &str, object: Option<usize>, needed: impl Iterator<Item = usize> + Clone) -> Option<String> {
        let object = object.filter(|object| !needed.clone().any(|needed| needed == *object))?;
        Some(format!("`{}` is a row of `{}`, and a row of {} is needed here", cut(id, 80), self.file_of(object), self.files_of(needed)))
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
    pub(super) fn not_there(&self, id: &str, objects: impl Iterator<Item = usize> + Clone) -> (DefectCode, String) {
        let shown = cut(id, 80);
        if self.aside.contains(id) {
            return (DefectCode::ParentSetAside, format!("`{shown}` above it was set aside; repair that row and this one follows"));
        }
        if let Some(reason) = self.other_type(id) {
            return (DefectCode::ParentOtherType, reason);
        }
        let files = self.files_of(objects.clone());
        let why = if !objects.clone().any(|object| self.is_present(object)) {
            format!("but the export has no file {files}")
        } else if self.tables.iter().any(|table| table.unread && objects.clone().any(|object| object == table.object)) {
            format!("but {files} could not be read; see what is wrong with that file")
        } else {
            format!("and {files} has no row with this id")
        };
        (DefectCode::UnknownParent, format!("it hangs under `{shown}`, {why}"))
    }

    /// Says of what was not found that it is a row of another object, where that came later: what is wrong with a row does not depend on what
    /// was read first.
    pub(super) fn name_wrong_kinds(&mut self) {
        let mut defects = std::mem::replace(&mut self.defects, Defects::new(0));
        for defect in
            defects.listed().filter(|defect| matches!(defect.code, DefectCode::UnknownParent | DefectCode::WrongPlan | DefectCode::UnknownAccount))
        {
            if let Some(reason) = self.wrong_kind_of(defect) {
                (defect.code, defect.reason) = (DefectCode::WrongKind, reason);
            }
        }
        self.defects = defects;
    }

    fn wrong_kind_of(&self, defect: &Defect) -> Option<String> {
        let (object, column, cell) = (self.mapping.object(&defect.object)?, defect.column.as_deref()?, defect.value.as_deref()?);
        let columns = object.columns.iter().find(|columns| columns.names.iter().any(|name| self.mapping.same_name(name, column)))?;
        let needed: Vec<usize> = match &columns.meaning {
            Meaning::Field(Field::Plan) => vec![self.plan_object],
            Meaning::Field(Field::Account) => self.account_object().into_iter().collect(),
            Meaning::Lookup(name) => object.parents.iter().filter(|lookup| lookup.lookup == *name).filter_map(|l| self.mapping.target(l)).collect(),
            _ => return None,
        };
        let id = self.mapping.format.id(cell);
        self.wrong_kind(&id, self.object_in_plans(&id).or_else(|| self.object_beside(&id)), needed.into_iter())
    }
}
