//! What keeps plans from being written as rows.

use crate::import::Full;
use kam_core::values::cut;

/// Something that keeps a plan from being written, and which plan it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The place of the plan among those given; the first is 0.
    pub place: usize,
    /// What is wrong with it.
    pub problem: PlanMisfit,
}

/// Everything that keeps plans from being written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(|misfit| misfit.problem.to_string()).collect::<Vec<_>>().join("; "))]
pub struct Misfits(
    /// At least one.
    pub Vec<Misfit>,
);

/// What keeps a plan from being written as rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanMisfit {
    /// A plan that is there twice.
    #[error("the plan `{plan}` is given twice")]
    PlanTwice {
        /// Its id.
        plan: String,
    },
    /// Levels, statuses or rules that are not those of the others.
    #[error("the plan `{plan}` has other settings than the plans it should be with; plans of one export share their levels, statuses and rules")]
    OtherSettings {
        /// Its id.
        plan: String,
    },
    /// A node that two plans have.
    #[error("the node `{node}` is in the plans `{}` and `{}`; in an export an id names one row", plans[0], plans[1])]
    NodeTwice {
        /// Its id.
        node: String,
        /// The plans.
        plans: [String; 2],
    },
    /// A node that has a row in the export and is no longer in its plan.
    #[error("the plan `{plan}` no longer has the node `{node}`; a file deletes no row: cancel the node instead")]
    NodeGone {
        /// The plan.
        plan: String,
        /// The node.
        node: String,
    },
    /// A node that went from one plan to another.
    #[error("the node `{node}` went from the plan `{from}` to `{to}`; a row stays in its plan: cancel it in `{from}` and add a node with another id")]
    OtherPlan {
        /// The node.
        node: String,
        /// The plan that has its row.
        from: String,
        /// The plan that it is in now.
        to: String,
    },
    /// A new node or plan with the id of another row.
    #[error("the id `{id}` of a new row is that of a row of `{file}`; in an export an id names one row")]
    IdTaken {
        /// The id.
        id: String,
        /// The file with the other row.
        file: String,
    },
    /// Two nodes of one plan with one id in its two forms.
    #[error("the nodes `{}` and `{}` have one id, once in its short form and once in its long one", ids[0], ids[1])]
    SameId {
        /// The ids.
        ids: [String; 2],
    },
    /// An id in a list that the flavour would take for two.
    #[error("the id `{id}`, which the node `{node}` names, cannot be one of several in a cell, where a `;` stands between two")]
    PartedId {
        /// The node.
        node: String,
        /// The id.
        id: String,
    },
    /// A node that is on another level than the rows of its object.
    #[error(
        "the node `{node}` is on the level `{level}` and its row is one of `{file}`, which holds another level; cancel it and add a new node instead"
    )]
    OtherLevel {
        /// The node.
        node: String,
        /// The level it is on now.
        level: String,
        /// The file of its row, without ending.
        file: String,
    },
    /// A level that the mapping has no object for.
    #[error("the mapping `{mapping}` has no object for the level `{level}` of the node `{node}`; its levels are {}", known.iter().map(|level| format!("`{level}`")).collect::<Vec<_>>().join(", "))]
    NoLevel {
        /// The node.
        node: String,
        /// Its level.
        level: String,
        /// The mapping.
        mapping: String,
        /// The levels of the mapping, the highest first.
        known: Vec<String>,
    },
    /// A node under something that the rows of its object cannot name.
    #[error("the node `{node}` hangs under `{parent}`, and no column of `{file}` leads there")]
    NoLookup {
        /// The node.
        node: String,
        /// What is above it.
        parent: String,
        /// The file its row would be in, without ending.
        file: String,
    },
    /// More ids than an export can hold.
    #[error("the ids of these plans together have more than {} bytes; write them in parts", u32::MAX)]
    TooManyIds,
}

impl PlanMisfit {
    /// The id that is named first, cut to 80 characters.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::PlanTwice { plan } | Self::OtherSettings { plan } => cut(plan, 80),
            Self::NodeTwice { node, .. }
            | Self::NodeGone { node, .. }
            | Self::OtherLevel { node, .. }
            | Self::NoLevel { node, .. }
            | Self::NoLookup { node, .. } => cut(node, 80),
            Self::OtherPlan { node, .. } => cut(node, 80),
            Self::IdTaken { id, .. } | Self::PartedId { id, .. } => cut(id, 80),
            Self::SameId { ids: [id, _] } => cut(id, 80),
            Self::TooManyIds => String::new(),
        }
    }
}

impl From<Full> for Misfits {
    fn from(_: Full) -> Self {
        Self(vec![Misfit { place: 0, problem: PlanMisfit::TooManyIds }])
    }
}
