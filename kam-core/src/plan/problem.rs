//! What keeps a node out of a plan.

use crate::values::NodeId;
use std::fmt;

/// The longest circle that is written down whole; of a longer one so many ids are shown.
pub(super) const MOST_SHOWN: usize = 9;

/// A way round from a node back to it, in at most ten ids. `Display` writes `a` > `b` > `a`, and of a long one the first ids,
/// three dots, and the id that closes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    first: Vec<NodeId>,
    whole: bool,
}

impl Circle {
    /// The first ids of a way round, not closed, and whether they are all.
    pub(super) fn new(first: Vec<NodeId>, whole: bool) -> Self {
        Self { first, whole }
    }

    /// The ids that are shown, without the one that closes the circle, which is the first again.
    #[must_use]
    pub fn ids(&self) -> &[NodeId] {
        &self.first
    }

    /// Whether the ids shown are the whole circle.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.whole
    }
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&way_round(self.first.iter().map(NodeId::as_str), self.whole))
    }
}

/// The places of the ids that a way round shows, out of `length` of them beginning at `from`, and whether these are all.
pub fn shown_round(from: usize, length: usize) -> (impl Iterator<Item = usize>, bool) {
    ((from..length).chain(0..from).take(MOST_SHOWN), length <= MOST_SHOWN)
}

/// The ids of a way round, closed with the first one; what is not shown of it is three dots.
pub fn way_round<'a>(ids: impl IntoIterator<Item = &'a str>, whole: bool) -> String {
    let mut named: Vec<String> = ids.into_iter().map(|id| format!("`{id}`")).collect();
    let closing = named.first().cloned();
    named.extend((!whole).then(|| "...".to_owned()));
    named.extend(closing);
    named.join(" > ")
}

/// A node that does not fit into its plan, and why. Everything wrong with a plan is listed at once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanProblem {
    /// Two nodes with one id.
    #[error("the id `{node}` is used by more than one node")]
    DuplicateId {
        /// The id.
        node: NodeId,
    },
    /// A parent that is no node of the plan.
    #[error("the parent `{parent}` of `{node}` is no node of this plan")]
    UnknownParent {
        /// The node.
        node: NodeId,
        /// The parent it names.
        parent: NodeId,
        /// Ids close to the one named.
        nearest: Vec<String>,
    },
    /// Nodes that are each other's ancestors.
    #[error("`{node}` is its own ancestor: {}", cycle)]
    ParentCycle {
        /// The node.
        node: NodeId,
        /// The way round.
        cycle: Circle,
    },
    /// A level that cannot hang below the parent's (EXE-1).
    #[error("`{node}` is on level `{level}`, but below {} belongs {}", above(parent_level), allowed(expected))]
    WrongLevel {
        /// The node.
        node: NodeId,
        /// Its level.
        level: String,
        /// The level of its parent; absent directly under the plan.
        parent_level: Option<String>,
        /// The levels that could be there.
        expected: Vec<String>,
    },
    /// Below the lowest level there is none (EXE-1).
    #[error("`{node}` would be below the lowest level `{lowest}`")]
    TooDeep {
        /// The node.
        node: NodeId,
        /// The lowest level.
        lowest: String,
    },
    /// A prerequisite that is no node of the plan (EXE-2).
    #[error("the prerequisite `{prerequisite}` of `{node}` is no node of this plan")]
    UnknownPrerequisite {
        /// The node.
        node: NodeId,
        /// The prerequisite it names.
        prerequisite: NodeId,
        /// Ids close to the one named.
        nearest: Vec<String>,
    },
    /// Prerequisites that wait for each other (EXE-2).
    #[error("`{node}` waits for itself: {}", cycle)]
    PrerequisiteCycle {
        /// The node.
        node: NodeId,
        /// The way round.
        cycle: Circle,
    },
    /// The node itself is fine, one that it waits for is not.
    #[error("`{node}` waits for `{prerequisite}`, which was left out")]
    PrerequisiteSetAside {
        /// The node.
        node: NodeId,
        /// What it waits for.
        prerequisite: NodeId,
    },
    /// The node itself is fine, the one above it is not.
    #[error("`{node}` hangs below `{parent}`, which was left out")]
    ParentSetAside {
        /// The node.
        node: NodeId,
        /// The node above it.
        parent: NodeId,
    },
}

impl PlanProblem {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::DuplicateId { .. } => "duplicate_id",
            Self::UnknownParent { .. } => "unknown_parent",
            Self::ParentCycle { .. } => "parent_cycle",
            Self::WrongLevel { .. } => "wrong_level",
            Self::TooDeep { .. } => "too_deep",
            Self::UnknownPrerequisite { .. } => "unknown_prerequisite",
            Self::PrerequisiteCycle { .. } => "prerequisite_cycle",
            Self::PrerequisiteSetAside { .. } => "prerequisite_set_aside",
            Self::ParentSetAside { .. } => "parent_set_aside",
        }
    }

    /// The node it is about.
    #[must_use]
    pub const fn node(&self) -> &NodeId {
        match self {
            Self::DuplicateId { node }
            | Self::UnknownParent { node, .. }
            | Self::ParentCycle { node, .. }
            | Self::WrongLevel { node, .. }
            | Self::TooDeep { node, .. }
            | Self::UnknownPrerequisite { node, .. }
            | Self::PrerequisiteCycle { node, .. }
            | Self::PrerequisiteSetAside { node, .. }
            | Self::ParentSetAside { node, .. } => node,
        }
    }

    /// The field of the node that is wrong, as documents name it.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::DuplicateId { .. } => "id",
            Self::WrongLevel { .. } => "level",
            Self::UnknownPrerequisite { .. } | Self::PrerequisiteCycle { .. } | Self::PrerequisiteSetAside { .. } => "prerequisites",
            Self::UnknownParent { .. } | Self::ParentCycle { .. } | Self::TooDeep { .. } | Self::ParentSetAside { .. } => "parent",
        }
    }

    /// The value that is wrong.
    #[must_use]
    pub fn value(&self) -> &str {
        match self {
            Self::DuplicateId { node } | Self::ParentCycle { node, .. } | Self::PrerequisiteCycle { node, .. } | Self::TooDeep { node, .. } => {
                node.as_str()
            }
            Self::UnknownParent { parent, .. } | Self::ParentSetAside { parent, .. } => parent.as_str(),
            Self::WrongLevel { level, .. } => level,
            Self::UnknownPrerequisite { prerequisite, .. } | Self::PrerequisiteSetAside { prerequisite, .. } => prerequisite.as_str(),
        }
    }

    /// Whether the node is out only because another one is: once that one is mended, this one fits. Such a problem is the only one of its node.
    #[must_use]
    pub const fn follows_from_another(&self) -> bool {
        matches!(self, Self::ParentSetAside { .. } | Self::PrerequisiteSetAside { .. })
    }

    /// What would be right, where something is close to what was given.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownParent { nearest, .. } | Self::UnknownPrerequisite { nearest, .. } => did_you_mean(nearest),
            Self::ParentCycle { .. } | Self::PrerequisiteCycle { .. } => Some("take one of them out of the circle".to_owned()),
            _ => None,
        }
    }
}

/// `did you mean …` for the names close to a misspelt one; `None` when there are none.
#[must_use]
pub fn did_you_mean(nearest: &[String]) -> Option<String> {
    (!nearest.is_empty()).then(|| format!("did you mean {}", nearest.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")))
}

/// `did you mean …` where something is close, else `it can be …` with the first twenty of what is possible.
#[must_use]
pub fn help_among<'a>(nearest: &[String], possible: impl IntoIterator<Item = &'a str>) -> Option<String> {
    did_you_mean(nearest).or_else(|| {
        let names: Vec<String> = possible.into_iter().take(20).map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| format!("it can be {}", names.join(", ")))
    })
}

fn above(level: &Option<String>) -> String {
    level.as_ref().map_or_else(|| "the plan".to_owned(), |name| format!("level `{name}`"))
}

fn allowed(levels: &[String]) -> String {
    if levels.is_empty() { "no level".to_owned() } else { levels.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ") }
}
