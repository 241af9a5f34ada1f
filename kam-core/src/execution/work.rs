//! A plan being worked on: changes with their rules, figures always up to date (EXE-2, CMP-4, CMP-5).

use super::completion::{AutoComplete, Completion, MissingWeights};
use super::node::{Acting, Node, NodeSpec, Override};
use super::status::{Status, StatusCategory, Transition, transition};
use crate::plan::{NodeKey, Plan};
use crate::values::{NodeId, Percent, Reason};

/// What finishing a node does while a prerequisite is unfinished (EXE-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PrerequisiteRule {
    /// It is refused.
    #[default]
    Refuse,
    /// It is done, and the unfinished ones are named.
    Warn,
}

/// Why a change was refused. The plan is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WorkError {
    /// A node that the plan does not have.
    #[error("the plan has no node `{node}`")]
    UnknownNode {
        /// The id given.
        node: String,
        /// Ids close to it.
        nearest: Vec<String>,
    },
    /// A code that is not in the list of statuses.
    #[error("`{status}` is no status of this plan")]
    UnknownStatus {
        /// The code given.
        status: String,
        /// Codes close to it, or all of a short list.
        help: Option<String>,
    },
    /// The node already has the status.
    #[error("`{node}` already has the status `{status}`")]
    AlreadySo {
        /// The node.
        node: NodeId,
        /// Its status.
        status: String,
    },
    /// A change that needs a reason came without one.
    #[error("to change `{node}` from `{from}` to `{to}` a reason is needed")]
    ReasonNeeded {
        /// The node.
        node: NodeId,
        /// Its status.
        from: String,
        /// The status asked for.
        to: String,
    },
    /// The node waits for others (EXE-2).
    #[error("`{node}` cannot be finished before {}", blocked_by.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "))]
    PrerequisiteUnfinished {
        /// The node.
        node: NodeId,
        /// What it waits for.
        blocked_by: Vec<NodeId>,
    },
    /// There is no override to take away.
    #[error("the completion of `{node}` is not overridden")]
    NotOverridden {
        /// The node.
        node: NodeId,
    },
}

/// A plan that has no figures, because nodes without a weight are refused (CMP-11).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{missing}")]
pub struct NotOpened {
    /// The plan as it was given.
    pub plan: Box<Plan>,
    /// The nodes without a weight.
    pub missing: MissingWeights,
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The completion of the plan after it.
    pub plan: Option<Percent>,
    /// The completion of the node after it.
    pub node: Option<Percent>,
    /// Unfinished prerequisites of a node that was finished all the same.
    pub unfinished_prerequisites: Vec<NodeId>,
    /// What should change its status now (CMP-5), the highest first: of the node and what is above it, since the change moved nothing else.
    /// [`status_proposals`] looks at the whole plan.
    pub proposals: Vec<StatusProposal>,
}

/// A parent whose counted children are all done (CMP-5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusProposal {
    /// The parent.
    pub node: NodeId,
    /// Its status.
    pub from: Status,
    /// The status it should get.
    pub to: Status,
    /// Whether it already counts as done (`set`), so that the host should record it.
    pub applied: bool,
}

/// A plan with its figures. Every change is checked, then made whole, and brings the node and its ancestors up to date.
///
/// ```
/// use kam_core::config::Settings;
/// use kam_core::execution::{Acting, NodeSpec, Work};
/// use kam_core::plan::{Plan, Profile};
/// use kam_core::values::{NodeId, PersonId, PlanId, parse_moment};
/// use std::sync::Arc;
///
/// let settings = Arc::new(Settings::default());
/// let open = settings.statuses.find("open").expect("a default status").clone();
/// let nodes = vec![NodeSpec::new(NodeId::new("a")?, open.clone()), NodeSpec::new(NodeId::new("b")?, open)];
/// let mut work = Work::open(Plan::new(Profile::new(PlanId::new("AP-1")?), settings, nodes)?)?;
///
/// let acting = Acting { person: PersonId::new("u7")?, at: parse_moment("2026-05-01T10:00:00Z")? };
/// let changed = work.change_status("a", "done", &acting, None)?;
/// assert_eq!(changed.plan.map(|percent| percent.to_string()), Some("50".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Work {
    plan: Plan,
    completion: Completion,
}

impl Work {
    /// Begins to work on a plan by its own settings.
    ///
    /// # Errors
    /// Nodes without a weight where the settings refuse that (CMP-11). The plan comes back with them.
    pub fn open(plan: Plan) -> Result<Self, NotOpened> {
        match Completion::compute(&plan, &plan.settings().completion) {
            Ok(completion) => Ok(Self { plan, completion }),
            Err(missing) => Err(NotOpened { plan: Box::new(plan), missing }),
        }
    }

    /// The plan as it is now.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Its figures as they are now.
    #[must_use]
    pub const fn completion(&self) -> &Completion {
        &self.completion
    }

    /// Gives the plan back.
    #[must_use]
    pub fn into_plan(self) -> Plan {
        self.plan
    }

    /// Changes the status of a node (EXE-2). Done records who and when; leaving done, and cancelling, need a reason.
    ///
    /// # Errors
    /// Unknown node or status, the same status again, a missing reason, or an unfinished prerequisite where that refuses.
    pub fn change_status(&mut self, node: &str, status: &str, acting: &Acting, reason: Option<&Reason>) -> Result<Changed, WorkError> {
        let key = self.key(node)?;
        let (to, unfinished_prerequisites) = may_change_status(&self.plan, key, status, reason)?;
        if let Some(now) = self.plan.node_mut(key) {
            let finished = to.category == StatusCategory::Done;
            if !(finished && now.status.category == StatusCategory::Done) {
                now.completed = finished.then(|| Box::new(acting.clone()));
            }
            now.status = to;
        }
        Ok(self.changed(key, unfinished_prerequisites))
    }

    /// Puts other values into a node whose place and prerequisites stay as they are.
    pub(crate) fn put(&mut self, key: NodeKey, node: Node) -> Changed {
        let weighs_otherwise = self.plan.node(key).is_some_and(|now| now.weight != node.weight);
        if let Some(now) = self.plan.node_mut(key) {
            *now = node;
        }
        // A weight can move what its siblings weigh, and whether it counts at all.
        if weighs_otherwise && let Ok(completion) = Completion::compute(&self.plan, self.completion.rules()) {
            self.completion = completion;
        }
        self.changed(key, Vec::new())
    }

    /// Adds a leaf that the plan takes, whose weight the settings do not refuse, and brings every figure up to date.
    pub(crate) fn add_leaf(&mut self, leaf: NodeSpec) {
        self.plan.add_leaf(leaf);
        if let Ok(completion) = Completion::compute(&self.plan, self.completion.rules()) {
            self.completion = completion;
        }
    }

    /// Overrides the completion of a node; an override that is there is replaced (CMP-4).
    ///
    /// # Errors
    /// Unknown node, or a reason that is blank.
    pub fn override_completion(&mut self, node: &str, by_hand: Override) -> Result<Changed, WorkError> {
        let key = self.key(node)?;
        if let Some(now) = self.plan.node_mut(key) {
            if by_hand.reason.is_blank() {
                let status = now.status.code.as_str().to_owned();
                return Err(WorkError::ReasonNeeded { node: now.id.clone(), from: status, to: format!("{} % by hand", by_hand.completion) });
            }
            now.completion_override = Some(Box::new(by_hand));
        }
        Ok(self.changed(key, Vec::new()))
    }

    /// Takes the override of a node away, so that its computed completion holds again (CMP-4).
    ///
    /// # Errors
    /// Unknown node, or no override.
    pub fn remove_override(&mut self, node: &str) -> Result<Changed, WorkError> {
        let key = self.key(node)?;
        if let Some(now) = self.plan.node_mut(key)
            && now.completion_override.take().is_none()
        {
            return Err(WorkError::NotOverridden { node: now.id.clone() });
        }
        Ok(self.changed(key, Vec::new()))
    }

    fn key(&self, node: &str) -> Result<NodeKey, WorkError> {
        self.plan.find(node).ok_or_else(|| WorkError::UnknownNode { node: node.to_owned(), nearest: self.plan.nearest(node) })
    }

    fn changed(&mut self, key: NodeKey, unfinished_prerequisites: Vec<NodeId>) -> Changed {
        self.completion.refresh(&self.plan, key);
        let proposals = match self.completion.rules().auto_complete {
            AutoComplete::Off => Vec::new(),
            AutoComplete::Propose | AutoComplete::Set => {
                let concerned: Vec<NodeKey> = std::iter::once(key).chain(self.plan.ancestors(key)).collect();
                proposals_among(&self.plan, &self.completion, concerned.into_iter().rev())
            }
        };
        Changed { plan: self.completion.of_plan(), node: self.completion.of(key), unfinished_prerequisites, proposals }
    }
}

/// The status of a code for a node of a plan, and the unfinished prerequisites that it is finished in spite of; or why it cannot have it (EXE-2).
pub(crate) fn may_change_status(plan: &Plan, key: NodeKey, status: &str, reason: Option<&Reason>) -> Result<(Status, Vec<NodeId>), WorkError> {
    let settings = plan.shared_settings();
    let to = settings
        .statuses
        .find(status)
        .ok_or_else(|| {
            let codes = settings.statuses.statuses().iter().map(|status| status.code.as_str());
            WorkError::UnknownStatus { status: status.to_owned(), help: crate::plan::help_among(&settings.statuses.nearest(status), codes) }
        })?
        .clone();
    let mut unfinished = Vec::new();
    if let Some(now) = plan.node(key) {
        if now.status.code == to.code {
            return Err(WorkError::AlreadySo { node: now.id.clone(), status: to.code.as_str().to_owned() });
        }
        match transition(now.status.category, to.category) {
            Transition::NeedsReason if reason.is_none_or(Reason::is_blank) => {
                let (from, to) = (now.status.code.as_str().to_owned(), to.code.as_str().to_owned());
                return Err(WorkError::ReasonNeeded { node: now.id.clone(), from, to });
            }
            Transition::Finish => {
                unfinished = plan.unfinished_prerequisites(key).cloned().collect();
                if settings.prerequisites == PrerequisiteRule::Refuse && !unfinished.is_empty() {
                    return Err(WorkError::PrerequisiteUnfinished { node: now.id.clone(), blocked_by: unfinished });
                }
            }
            Transition::NeedsReason | Transition::Free => {}
        }
    }
    Ok((to, unfinished))
}

/// The parents that are not done or cancelled although all their counted children, at least one, are done (CMP-5): of the whole plan.
/// Empty while `auto_complete` is off, or where no status of the list is done.
#[must_use]
pub fn status_proposals(plan: &Plan, completion: &Completion) -> Vec<StatusProposal> {
    proposals_among(plan, completion, plan.keys())
}

fn proposals_among(plan: &Plan, completion: &Completion, keys: impl Iterator<Item = NodeKey>) -> Vec<StatusProposal> {
    let applied = match completion.rules().auto_complete {
        AutoComplete::Off => return Vec::new(),
        AutoComplete::Propose => false,
        AutoComplete::Set => true,
    };
    let Some(done) = plan.settings().statuses.first(StatusCategory::Done) else {
        return Vec::new();
    };
    keys.filter(|key| completion.children_done(*key))
        .filter_map(|key| plan.node(key))
        .filter(|node| matches!(node.status.category, StatusCategory::Open | StatusCategory::InProgress))
        .map(|node| StatusProposal { node: node.id.clone(), from: node.status.clone(), to: done.clone(), applied })
        .collect()
}
