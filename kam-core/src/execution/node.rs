//! A node of the hierarchy: a goal, objective, tactic or action (EXE-2).

use super::hierarchy::LevelIndex;
use super::links::Links;
use super::status::Status;
use crate::values::{NodeId, Percent, PersonId, ProductId, Quantity, Reason, StakeholderId, Title, ValueError, ValueFault, ValueKind, Weight};
use chrono::{DateTime, NaiveDate, Utc};

/// A planned start and a due date, neither needed, the start never after the due date (EXE-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Schedule {
    start: Option<NaiveDate>,
    due: Option<NaiveDate>,
}

impl Schedule {
    /// A schedule in local dates of the market (NUM-4).
    ///
    /// # Errors
    /// A start after the due date.
    pub fn new(start: Option<NaiveDate>, due: Option<NaiveDate>) -> Result<Self, ValueError> {
        match (start, due) {
            (Some(start), Some(due)) if start > due => {
                Err(ValueError::new(ValueKind::Schedule, &format!("{start} to {due}"), ValueFault::StartAfterDue))
            }
            _ => Ok(Self { start, due }),
        }
    }

    /// The planned start.
    #[must_use]
    pub const fn start(&self) -> Option<NaiveDate> {
        self.start
    }

    /// The due date.
    #[must_use]
    pub const fn due(&self) -> Option<NaiveDate> {
        self.due
    }
}

/// Who acts, and when: passed in with every change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// The person.
    pub person: PersonId,
    /// The moment.
    pub at: DateTime<Utc>,
}

/// A completion that a person set by hand (CMP-4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The completion that holds instead of the computed one.
    pub completion: Percent,
    /// Why.
    pub reason: Reason,
    /// Who set it and when.
    pub acting: Acting,
}

/// A node as a host or an importer gives it: all fields checked, its place in the tree not yet.
///
/// ```
/// use kam_core::execution::{NodeSpec, StatusList};
/// use kam_core::values::{NodeId, Weight};
///
/// let statuses = StatusList::default();
/// let mut action = NodeSpec::new(NodeId::new("a1")?, statuses.find("open").expect("a default status").clone());
/// action.parent = Some(NodeId::new("t1")?);
/// action.node.weight = Some(Weight::parse("2.5")?);
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeSpec {
    /// The node above; absent directly under the plan.
    pub parent: Option<NodeId>,
    /// The level; absent for the next one below the parent's.
    pub level: Option<LevelIndex>,
    /// Everything else.
    pub node: Node,
}

impl NodeSpec {
    /// A node directly under the plan with nothing but an id and a status.
    #[must_use]
    pub fn new(id: NodeId, status: Status) -> Self {
        Self { parent: None, level: None, node: Node::new(id, status) }
    }
}

/// What a node is, apart from its place in the tree (EXE-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its id, unique in its plan.
    pub id: NodeId,
    /// Its title; may be empty.
    pub title: Title,
    /// The person who owns it or does it.
    pub owner: Option<PersonId>,
    /// How much it counts beside its siblings; absent is what CMP-11 makes of it.
    pub weight: Option<Weight>,
    /// Its status.
    pub status: Status,
    /// Planned start and due date.
    pub schedule: Schedule,
    /// Its own progress (CMP-1).
    pub progress: Option<Percent>,
    /// Its own quantity (CMP-1).
    pub quantity: Option<Box<Quantity>>,
    /// Nodes of the same plan that come first (EXE-2).
    pub prerequisites: Links<NodeId>,
    /// Products it is about.
    pub products: Links<ProductId>,
    /// Stakeholders it is about.
    pub stakeholders: Links<StakeholderId>,
    /// Who marked it done and when; absent where the source does not say.
    pub completed: Option<Box<Acting>>,
    /// A completion set by hand (CMP-4).
    pub completion_override: Option<Box<Override>>,
}

impl Node {
    /// How far it is while it is in progress: its own progress, else that of its quantity (CMP-1).
    #[must_use]
    pub fn own_progress(&self) -> Option<Percent> {
        self.progress.or_else(|| self.quantity.as_ref().map(|quantity| quantity.completion()))
    }

    /// A node with nothing but an id and a status.
    #[must_use]
    pub fn new(id: NodeId, status: Status) -> Self {
        Self {
            id,
            title: Title::default(),
            owner: None,
            weight: None,
            status,
            schedule: Schedule::default(),
            progress: None,
            quantity: None,
            prerequisites: Links::default(),
            products: Links::default(),
            stakeholders: Links::default(),
            completed: None,
            completion_override: None,
        }
    }
}
