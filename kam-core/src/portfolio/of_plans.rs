//! Plans that were checked one by one, as a table: every node a row.

use super::key::Id;
use super::source::{CellFault, EpochDay, NodeColumn, RowValues, Source};
use crate::execution::Node;
use crate::plan::{NodeKey, Plan};
use crate::values::NodeId;

/// The nodes of plans as rows: plan by plan, each in the order of [`Plan::nodes`](crate::plan::Plan::nodes).
#[derive(Debug, Clone)]
pub struct OfPlans<'p> {
    plans: &'p [Plan],
    /// The plan of each row and the place of the node in it.
    places: Vec<(u32, u32)>,
    /// Whether any node has a prerequisite.
    waits: bool,
}

impl<'p> OfPlans<'p> {
    /// The rows of these plans, which share their settings.
    #[must_use]
    pub fn new(plans: &'p [Plan]) -> Self {
        let nodes = |(at, plan): (u32, &Plan)| (0..u32::try_from(plan.nodes().len()).unwrap_or(u32::MAX)).map(move |node| (at, node));
        let waits = plans.iter().flat_map(Plan::nodes).any(|node| !node.prerequisites.is_empty());
        Self { plans, places: (0_u32..).zip(plans).flat_map(nodes).collect(), waits }
    }

    fn at(&self, row: usize) -> Option<(&'p Plan, &'p Node, NodeKey)> {
        let (plan, node) = *self.places.get(row)?;
        let plan = self.plans.get(plan as usize)?;
        Some((plan, plan.nodes().get(node as usize)?, NodeKey(node)))
    }
}

impl Source for OfPlans<'_> {
    fn rows(&self) -> usize {
        self.places.len()
    }

    fn plan(&self, row: usize) -> Option<Id<'_>> {
        self.at(row).map(|(plan, _, _)| Id::Text(plan.profile().id.as_str()))
    }

    fn node(&self, row: usize) -> Option<Id<'_>> {
        self.at(row).map(|(_, node, _)| Id::Text(node.id.as_str()))
    }

    fn parent(&self, row: usize) -> Option<Id<'_>> {
        let (plan, _, key) = self.at(row)?;
        plan.parent(key).and_then(|parent| plan.node(parent)).map(|parent| &parent.id).map(NodeId::as_str).map(Id::Text)
    }

    fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>> {
        let Some((plan, node, key)) = self.at(row) else { return Err(Vec::new()) };
        Ok(RowValues {
            category: node.status.category,
            level: plan.level_index(key),
            weight: node.weight,
            progress: node.own_progress(),
            set_by_hand: node.completion_override.as_ref().map(|by_hand| by_hand.completion),
            start: node.schedule.start().map(EpochDay::from),
            due: node.schedule.due().map(EpochDay::from),
        })
    }

    fn has(&self, column: NodeColumn) -> bool {
        column == NodeColumn::Prerequisites && self.waits
    }

    fn prerequisites<'s>(&'s self, row: usize, each: &mut dyn FnMut(Option<Id<'s>>)) {
        if let Some((_, node, _)) = self.at(row) {
            node.prerequisites.iter().for_each(|id| each(Some(Id::Text(id.as_str()))));
        }
    }

    fn plan_end(&self, row: usize) -> Option<EpochDay> {
        self.at(row).and_then(|(plan, _, _)| plan.profile().period.end()).map(EpochDay::from)
    }
}
