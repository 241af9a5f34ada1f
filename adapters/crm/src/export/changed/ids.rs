//! Ids in the form in which an export compares them, and ids that its rows have already.

use super::super::Export;
use super::misfit::PlanMisfit;
use crate::format::cells::Flavour;
use crate::import::text;
use crate::mapping::{Field, Role};
use kam_core::execution::{Links, Node, NodeSpec};
use kam_core::plan::Plan;
use kam_core::values::{AccountId, NodeId, PersonId, PlanId, ProductId, ValueError};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The plan with every id in its long form, where it has one.
pub(super) fn in_full(format: Flavour, plan: Plan) -> Result<Plan, PlanMisfit> {
    let short = |id: &str| matches!(format.id(id), Cow::Owned(_));
    let profile = plan.profile();
    let of_profile = [Some(profile.id.as_str()), profile.account.as_ref().map(AsRef::as_ref), profile.owner.as_ref().map(AsRef::as_ref)];
    let of_node = |node: &Node| {
        let links = node.prerequisites.iter().map(|id| id.as_str()).chain(node.products.iter().map(|id| id.as_str()));
        links.chain([node.id.as_str()]).chain(node.owner.as_ref().map(AsRef::as_ref)).any(short)
    };
    if !of_profile.into_iter().flatten().any(short) && !plan.nodes().iter().any(of_node) {
        return Ok(plan);
    }
    let mut seen: HashMap<String, &str> = HashMap::new();
    for node in plan.nodes() {
        if let Some(other) = seen.insert(format.id(node.id.as_str()).into_owned(), node.id.as_str()) {
            return Err(PlanMisfit::SameId { ids: [other.to_owned(), node.id.as_str().to_owned()] });
        }
    }
    let full = Full(format);
    let specs = plan.keys().zip(plan.nodes()).map(|(key, node)| NodeSpec {
        parent: plan.parent(key).and_then(|above| plan.node(above)).map(|above| full.id(&above.id, NodeId::new)),
        level: plan.level_index(key),
        node: full.node(node),
    });
    let mut profile = profile.clone();
    profile.id = full.id(&profile.id, PlanId::new);
    profile.account = profile.account.map(|id| full.id(&id, AccountId::new));
    profile.owner = profile.owner.map(|id| full.id(&id, PersonId::new));
    // Other ids in the same places make no other plan.
    Ok(Plan::new(profile, Arc::clone(plan.shared_settings()), specs.collect()).unwrap_or(plan))
}

struct Full(Flavour);

impl Full {
    fn id<T: AsRef<str> + Clone>(&self, id: &T, make: impl Fn(&str) -> Result<T, ValueError>) -> T {
        match self.0.id(id.as_ref()) {
            Cow::Owned(full) => make(&full).unwrap_or_else(|_| id.clone()),
            Cow::Borrowed(_) => id.clone(),
        }
    }

    fn links<T: AsRef<str> + Clone + Eq>(&self, links: &Links<T>, make: impl Fn(&str) -> Result<T, ValueError>) -> Links<T> {
        Links::new(links.iter().map(|id| self.id(id, &make)).collect::<Vec<_>>()).unwrap_or_else(|_| links.clone())
    }

    fn node(&self, node: &Node) -> Node {
        Node {
            id: self.id(&node.id, NodeId::new),
            owner: node.owner.as_ref().map(|id| self.id(id, PersonId::new)),
            prerequisites: self.links(&node.prerequisites, NodeId::new),
            products: self.links(&node.products, ProductId::new),
            ..node.clone()
        }
    }
}

impl Export {
    /// Of these ids of new rows those that other rows of the export have, each with its file.
    pub(super) fn taken<'i>(&self, ids: &HashSet<&'i str>) -> HashMap<&'i str, String> {
        let mut taken = HashMap::new();
        if ids.is_empty() {
            return taken;
        }
        let mut look = |cell: &str, file: &str| {
            if let Some(id) = ids.get(&*self.mapping.format.id(cell)) {
                taken.insert(*id, file.to_owned());
            }
        };
        for table in &self.tables {
            let in_core = matches!(self.role_of(table), Some(Role::Plan | Role::Node));
            let of_core = |record: &u32| {
                let ids = if self.role_of(table) == Some(Role::Plan) { &self.plan_ids } else { &self.nodes };
                ids.get(*record).to_owned()
            };
            if in_core {
                let rows = (0_u32..).zip(&table.records).filter(|(row, _)| !table.is_removed(*row));
                rows.for_each(|(_, record)| look(&of_core(record), &table.file));
            } else {
                (0..table.next_row()).filter_map(|row| table.kept(row, Field::Id)).for_each(|cell| look(cell, &table.file));
            }
            // Rows of other record types are no part of a plan, and rows all the same.
            if let Some(column) = table.column_of(Field::Id) {
                table.other.in_order().filter_map(|(_, mut row)| row.nth(column)).for_each(|cell| look(text(cell), &table.file));
            }
        }
        taken
    }
}
