//! The shape of a plan: nodes in breadth-first order, so that parents come before children and siblings lie side by side.

use crate::execution::LevelIndex;
use std::ops::Range;

/// The place of a node in its plan, stable as long as no node is added or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeKey(pub(crate) u32);

impl NodeKey {
    /// The place among [`Plan::nodes`](super::Plan::nodes); the first is 0.
    #[must_use]
    pub const fn place(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn at(place: usize) -> Self {
        Self(u32::try_from(place).unwrap_or(u32::MAX))
    }
}

pub(crate) const NO_PARENT: u32 = u32::MAX;

/// Who hangs below whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tree {
    /// The place of each node's parent, `NO_PARENT` under the plan itself.
    pub(crate) parents: Vec<u32>,
    /// Where each node's children begin; they end where those of the next node begin. One entry more than nodes.
    pub(crate) first: Vec<u32>,
    /// The level of each node.
    pub(crate) levels: Vec<LevelIndex>,
    /// How many nodes hang under the plan itself: the first ones.
    pub(crate) roots: u32,
}

impl Tree {
    pub(crate) fn parent(&self, key: NodeKey) -> Option<NodeKey> {
        self.parents.get(key.place()).copied().filter(|parent| *parent != NO_PARENT).map(NodeKey)
    }

    pub(crate) fn children(&self, key: NodeKey) -> Range<usize> {
        let at = |place: usize| self.first.get(place).map_or(0, |first| *first as usize);
        at(key.place())..at(key.place().saturating_add(1))
    }

    pub(crate) fn roots(&self) -> Range<usize> {
        0..self.roots as usize
    }

    pub(crate) fn is_leaf(&self, key: NodeKey) -> bool {
        self.children(key).is_empty()
    }
}
