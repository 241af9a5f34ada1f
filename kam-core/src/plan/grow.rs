//! A leaf more in a plan that is there: its place is found and what lies behind it moves up, instead of everything being put together anew.

use super::assemble::MOST_NODES;
use super::tree::{NO_PARENT, NodeKey};
use super::{Ids, Plan};
use crate::execution::{LevelIndex, NodeSpec};
use std::hash::BuildHasher;

impl Ids {
    /// One more node that is at a place already, with all behind it one further.
    fn insert(&mut self, nodes: &[crate::execution::Node], place: u32) {
        for known in self.table.iter_mut().filter(|known| **known >= place) {
            *known = known.saturating_add(1);
        }
        let hasher = &self.hasher;
        let hash = |place: &u32| nodes.get(*place as usize).map_or(0, |node| hasher.hash_one(node.id.as_str()));
        self.table.insert_unique(hash(&place), place, hash);
    }
}

/// Where a new leaf hangs, and its level.
struct Place {
    parent: Option<NodeKey>,
    level: LevelIndex,
}

impl Plan {
    fn place_of(&self, leaf: &NodeSpec) -> Option<Place> {
        if self.nodes.len() >= MOST_NODES || !leaf.node.prerequisites.is_empty() || self.find(leaf.node.id.as_str()).is_some() {
            return None;
        }
        let parent = match &leaf.parent {
            Some(parent) => Some(self.find(parent.as_str())?),
            None => None,
        };
        let above = match parent {
            Some(parent) => Some(self.level_index(parent)?),
            None => None,
        };
        let hierarchy = &self.settings.hierarchy;
        let level = match leaf.level {
            None => hierarchy.below(above)?,
            Some(level) => hierarchy.allowed_below(above).find(|allowed| *allowed == level)?,
        };
        Some(Place { parent, level })
    }

    /// Whether [`Plan::add_leaf`] takes a node: one without prerequisites whose parent and level fit. What it does not take is assembled anew, which says why.
    pub(crate) fn takes_leaf(&self, leaf: &NodeSpec) -> bool {
        self.place_of(leaf).is_some()
    }

    /// Adds a leaf that [`Plan::takes_leaf`] says is taken, so that the plan is the one that would be put together of all its nodes.
    pub(crate) fn add_leaf(&mut self, leaf: NodeSpec) {
        let Some(Place { parent, level }) = self.place_of(&leaf) else { return };
        let siblings = parent.map_or_else(|| self.tree.roots(), |parent| self.tree.children(parent));
        let before = self.nodes.get(siblings.clone()).unwrap_or_default().partition_point(|node| node.id < leaf.node.id);
        let place = siblings.start.saturating_add(before).min(self.nodes.len());
        let (Ok(number), tree) = (u32::try_from(place), &mut self.tree) else { return };
        for above in tree.parents.iter_mut().filter(|above| **above != NO_PARENT && **above >= number) {
            *above = above.saturating_add(1);
        }
        tree.parents.insert(place, parent.map_or(NO_PARENT, |parent| parent.0));
        tree.levels.insert(place, level);
        // The children of what lies behind the parent begin one further.
        let behind = parent.map_or(0, |parent| parent.place().saturating_add(1));
        for first in tree.first.iter_mut().skip(behind) {
            *first = first.saturating_add(1);
        }
        let own = tree.first.get(place).copied().unwrap_or(0);
        tree.first.insert(place, own);
        if parent.is_none() {
            tree.roots = tree.roots.saturating_add(1);
        }
        self.nodes.insert(place, leaf.node);
        self.ids.insert(&self.nodes, number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::plan::Profile;
    use crate::values::{NodeId, PlanId};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn spec(settings: &Settings, id: &str, parent: Option<&str>) -> NodeSpec {
        let mut spec = NodeSpec::new(NodeId::new(id).unwrap(), settings.statuses.find("open").unwrap().clone());
        spec.parent = parent.map(|parent| NodeId::new(parent).unwrap());
        spec
    }

    proptest! {
        #[test]
        fn a_plan_that_grows_is_the_one_that_is_put_together(given in prop::collection::vec((0_u32..400, prop::option::of(0_usize..60)), 1..60)) {
            let settings = Arc::new(Settings::default());
            let profile = || Profile::new(PlanId::new("AP-1").unwrap());
            let mut grown = Plan::new(profile(), Arc::clone(&settings), Vec::new()).unwrap();
            let mut specs: Vec<NodeSpec> = Vec::new();
            for (number, parent) in given {
                let parent = parent.and_then(|parent| specs.get(parent)).map(|spec| spec.node.id.to_string());
                let leaf = spec(&settings, &format!("n{number}"), parent.as_deref());
                let mut all = specs.clone();
                all.push(leaf.clone());
                let together = Plan::new(profile(), Arc::clone(&settings), all);
                prop_assert_eq!(grown.takes_leaf(&leaf), together.is_ok());
                let Ok(together) = together else { continue };
                grown.add_leaf(leaf.clone());
                specs.push(leaf);
                prop_assert_eq!(&grown, &together);
                for key in together.keys() {
                    let id = together.node(key).unwrap().id.as_str();
                    prop_assert_eq!(grown.find(id), Some(key));
                    prop_assert_eq!(grown.children(Some(key)).collect::<Vec<_>>(), together.children(Some(key)).collect::<Vec<_>>());
                }
            }
        }
    }
}
