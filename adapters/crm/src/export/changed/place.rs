//! Which object of a mapping the row of a node belongs to.

use super::PlanMisfit;
use crate::mapping::{Mapping, Object, ParentLookup, Role};
use kam_core::plan::{NodeKey, Plan};
use kam_core::values::Code;

/// The levels of a mapping, by the levels of the plans.
pub(super) struct Levels {
    names: Vec<Option<Code>>,
}

impl Levels {
    pub(super) fn of(mapping: &Mapping, plans: &[Plan]) -> Self {
        let levels = plans.first().map(|plan| plan.settings().hierarchy.levels()).unwrap_or_default();
        let named = |name: &Code| mapping.levels.iter().find(|level| level.name == *name).map(|level| level.name.clone());
        let mut names: Vec<Option<Code>> = levels.iter().map(|level| named(&level.name)).collect();
        let without = |plan: &Plan, key| plan.level_index(key).and_then(|index| names.get(index.get())).is_none_or(Option::is_none);
        if plans.iter().any(|plan| plan.keys().any(|key| without(plan, key))) {
            names = levels.iter().enumerate().map(|(place, _)| mapping.levels.get(place).map(|level| level.name.clone())).collect();
        }
        Self { names }
    }

    fn name(&self, plan: &Plan, key: NodeKey) -> Option<&Code> {
        plan.level_index(key).and_then(|index| self.names.get(index.get())).and_then(Option::as_ref)
    }

    /// The object of a node that has a row already, which it cannot leave.
    pub(super) fn stays(&self, mapping: &Mapping, plan: &Plan, key: NodeKey, object: usize) -> Result<usize, PlanMisfit> {
        let own = mapping.objects.get(object);
        match own.and_then(|own| own.level.as_ref()) {
            Some(level) if Some(level) != self.name(plan, key) => {
                Err(PlanMisfit::OtherLevel { node: id(plan, key), level: level_of(plan, key), file: own.map(file).unwrap_or_default() })
            }
            _ => Ok(object),
        }
    }

    /// The object for the row of a new node, whose parent is a row of the object `above`: of those of its level the first that has a lookup to it.
    pub(super) fn object(&self, mapping: &Mapping, plan: &Plan, key: NodeKey, above: Option<usize>) -> Result<usize, PlanMisfit> {
        let level = self.name(plan, key);
        let nodes = || mapping.objects.iter().enumerate().filter(|(_, object)| object.role == Role::Node);
        let of_level = nodes().filter(|(_, object)| level.is_some() && object.level.as_ref() == level);
        let mut fitting = of_level.chain(nodes().filter(|(_, object)| object.level.is_none())).peekable();
        let Some((first, object)) = fitting.peek().copied() else {
            return Err(PlanMisfit::NoLevel {
                node: id(plan, key),
                level: level_of(plan, key),
                mapping: mapping.name.clone(),
                known: mapping.levels.iter().map(|level| level.name.as_str().to_owned()).collect(),
            });
        };
        // What is above has no place itself; that was told there.
        if above == Some(usize::MAX) {
            return Ok(first);
        }
        match fitting.find(|(_, object)| lookup(mapping, object, above).is_some()) {
            Some((place, _)) => Ok(place),
            None => Err(no_lookup(plan, key, object)),
        }
    }
}

/// The lookup of an object that leads to rows of the object `above`, or to plans.
pub(super) fn lookup<'m>(mapping: &Mapping, object: &'m Object, above: Option<usize>) -> Option<&'m ParentLookup> {
    object.parents.iter().find(|lookup| {
        let leads_to = mapping.target(lookup);
        match above {
            Some(above) => leads_to == Some(above),
            None => leads_to.and_then(|place| mapping.objects.get(place)).is_some_and(|other| other.role == Role::Plan),
        }
    })
}

pub(super) fn no_lookup(plan: &Plan, key: NodeKey, object: &Object) -> PlanMisfit {
    let parent = plan.parent(key).map_or_else(|| plan.profile().id.as_str().to_owned(), |parent| id(plan, parent));
    PlanMisfit::NoLookup { node: id(plan, key), parent, file: file(object) }
}

fn id(plan: &Plan, key: NodeKey) -> String {
    plan.node(key).map_or_else(String::new, |node| node.id.as_str().to_owned())
}

fn level_of(plan: &Plan, key: NodeKey) -> String {
    plan.level(key).map_or_else(String::new, |level| level.name.as_str().to_owned())
}

fn file(object: &Object) -> String {
    object.files.first().cloned().unwrap_or_default()
}
