//! Step 3, create the account plan: the plan as one checked value (PLN-1, EXE-1, EXE-2).

mod assemble;
mod circles;
mod grow;
mod people;
mod prerequisites;
mod problem;
mod profile;
mod tree;

pub use assemble::{Assembled, MOST_NODES, PlanError, SetAside};
pub use people::{Access, Account, AccountTeamMember, Stakeholder};
pub use problem::{Circle, PlanProblem, did_you_mean, help_among, shown_round, way_round};
pub use profile::{Period, Profile};
pub use tree::NodeKey;
pub(crate) use tree::Tree;

use crate::config::Settings;
use crate::execution::{Level, LevelIndex, Node};
use crate::values::{NodeId, nearest};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;
use std::sync::Arc;

/// An account plan: its profile, its settings, and a hierarchy of nodes in which every rule of EXE-1 and EXE-2 holds.
///
/// # Invariants
///
/// Ids are unique; every node hangs under the plan or under a node of a level that may be above its own; there is no circle, neither of
/// parents nor of prerequisites; every prerequisite is a node of the plan. Nodes are kept parents first, siblings in the order of their
/// ids, so that two plans of the same nodes are equal whatever the order they came in.
///
/// ```
/// use kam_core::config::Settings;
/// use kam_core::execution::{Completion, NodeSpec};
/// use kam_core::plan::{Plan, Profile};
/// use kam_core::values::{NodeId, PlanId};
/// use std::sync::Arc;
///
/// let settings = Arc::new(Settings::default());
/// let status = |code: &str| settings.statuses.find(code).expect("a default status").clone();
/// let mut done = NodeSpec::new(NodeId::new("a")?, status("done"));
/// let open = NodeSpec::new(NodeId::new("b")?, status("open"));
/// done.node.weight = Some("3".parse()?);
///
/// let plan = Plan::new(Profile::new(PlanId::new("AP-1")?), Arc::clone(&settings), vec![done, open])?;
/// let completion = Completion::compute(&plan, &settings.completion)?;
/// assert_eq!(completion.of_plan().map(|percent| percent.to_string()), Some("75".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Plan {
    profile: Profile,
    settings: Arc<Settings>,
    nodes: Vec<Node>,
    tree: Tree,
    ids: Ids,
}

/// Finds the place of a node by its id without keeping the ids a second time.
#[derive(Debug, Clone)]
struct Ids {
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Ids {
    fn of(nodes: &[Node]) -> Self {
        let hasher = DefaultHashBuilder::default();
        let mut table = HashTable::with_capacity(nodes.len());
        let hash = |place: &u32| nodes.get(*place as usize).map_or(0, |node| hasher.hash_one(node.id.as_str()));
        for place in 0..u32::try_from(nodes.len()).unwrap_or(u32::MAX) {
            table.insert_unique(hash(&place), place, hash);
        }
        Self { table, hasher }
    }

    fn find(&self, nodes: &[Node], id: &str) -> Option<NodeKey> {
        self.table.find(self.hasher.hash_one(id), |place| nodes.get(*place as usize).is_some_and(|node| node.id.as_str() == id)).copied().map(NodeKey)
    }
}

impl Plan {
    /// What the plan is about.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What it is computed by.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The settings, to be shared with other plans.
    #[must_use]
    pub const fn shared_settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// All nodes: parents before children, siblings in the order of their ids.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The places of all nodes, in the order of [`Plan::nodes`].
    pub fn keys(&self) -> impl ExactSizeIterator<Item = NodeKey> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeKey)
    }

    /// The place of the node with an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<NodeKey> {
        self.ids.find(&self.nodes, id)
    }

    /// The node at a place of this plan.
    #[must_use]
    pub fn node(&self, key: NodeKey) -> Option<&Node> {
        self.nodes.get(key.place())
    }

    /// The node above; absent directly under the plan.
    #[must_use]
    pub fn parent(&self, key: NodeKey) -> Option<NodeKey> {
        self.tree.parent(key)
    }

    /// The nodes directly below a node, or below the plan itself, in the order of their ids.
    pub fn children(&self, of: Option<NodeKey>) -> impl DoubleEndedIterator<Item = NodeKey> + use<> {
        of.map_or_else(|| self.tree.roots(), |key| self.tree.children(key)).map(NodeKey::at)
    }

    /// Whether nothing hangs below a node.
    #[must_use]
    pub fn is_leaf(&self, key: NodeKey) -> bool {
        self.tree.is_leaf(key)
    }

    /// The level of a node.
    #[must_use]
    pub fn level(&self, key: NodeKey) -> Option<&Level> {
        self.level_index(key).and_then(|index| self.settings.hierarchy.level(index))
    }

    /// The place of a node's level in the hierarchy.
    #[must_use]
    pub fn level_index(&self, key: NodeKey) -> Option<LevelIndex> {
        self.tree.levels.get(key.place()).copied()
    }

    /// The node above and all above that one, the nearest first.
    pub fn ancestors(&self, key: NodeKey) -> impl Iterator<Item = NodeKey> + '_ {
        std::iter::successors(self.parent(key), |above| self.parent(*above))
    }

    /// Ids close to one that is not in the plan.
    #[must_use]
    pub fn nearest(&self, id: &str) -> Vec<String> {
        nearest(id, self.nodes.iter().map(|node| node.id.as_str()))
    }

    pub(crate) const fn tree(&self) -> &Tree {
        &self.tree
    }

    pub(crate) fn node_mut(&mut self, key: NodeKey) -> Option<&mut Node> {
        self.nodes.get_mut(key.place())
    }

    /// The prerequisites of a node that are neither done nor cancelled, in the order given (EXE-2, DUE-1).
    pub fn unfinished_prerequisites(&self, key: NodeKey) -> impl Iterator<Item = &NodeId> + '_ {
        use crate::execution::StatusCategory::{Cancelled, Done};
        self.node(key).map(|node| &*node.prerequisites).unwrap_or_default().iter().filter(|id| {
            let first = self.find(id.as_str()).and_then(|key| self.node(key));
            first.is_some_and(|node| !matches!(node.status.category, Done | Cancelled))
        })
    }
}

impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        self.profile == other.profile && self.settings == other.settings && self.nodes == other.nodes && self.tree == other.tree
    }
}

impl Eq for Plan {}
