//! A node while its plan is not complete: the fields that nearly every node has side by side, the rare ones apart. The nodes of an export come in
//! an order of their own, so their plans lie all over the memory, and half the size is half the way.

use kam_core::execution::{LevelIndex, Links, NodeSpec, Schedule, Status};
use kam_core::values::{NodeId, Percent, PersonId, ProductId, Quantity, Title, Weight};

/// A node that waits for its plan to be put together.
pub(super) struct Pending {
    pub(super) id: NodeId,
    pub(super) parent: Option<NodeId>,
    pub(super) title: Title,
    pub(super) owner: Option<PersonId>,
    pub(super) schedule: Schedule,
    /// The place of its status among those of the settings.
    pub(super) status: u8,
    pub(super) level: Option<LevelIndex>,
    pub(super) rare: Option<Box<Rare>>,
}

/// What exports of these systems seldom have.
#[derive(Default)]
pub(super) struct Rare {
    pub(super) weight: Option<Weight>,
    pub(super) progress: Option<Percent>,
    pub(super) quantity: Option<Quantity>,
    pub(super) prerequisites: Links<NodeId>,
    pub(super) products: Links<ProductId>,
}

impl Rare {
    pub(super) const fn is_empty(&self) -> bool {
        self.weight.is_none() && self.progress.is_none() && self.quantity.is_none() && self.prerequisites.is_empty() && self.products.is_empty()
    }
}

impl Pending {
    /// The node as the core takes it; `None` for a status that the settings do not have, which was looked at when the file was begun.
    pub(super) fn into_spec(self, statuses: &[Status]) -> Option<NodeSpec> {
        let mut spec = NodeSpec::new(self.id, statuses.get(usize::from(self.status))?.clone());
        (spec.parent, spec.level) = (self.parent, self.level);
        (spec.node.title, spec.node.owner, spec.node.schedule) = (self.title, self.owner, self.schedule);
        if let Some(rare) = self.rare {
            (spec.node.weight, spec.node.progress) = (rare.weight, rare.progress);
            spec.node.quantity = rare.quantity.map(Box::new);
            (spec.node.prerequisites, spec.node.products) = (rare.prerequisites, rare.products);
        }
        Some(spec)
    }
}
