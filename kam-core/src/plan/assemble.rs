//! From loose nodes to a plan in which every rule holds, or to a list of everything that is wrong.

use super::circles::Graph;
use super::prerequisites;
use super::problem::{Circle, PlanProblem, shown_round};
use super::tree::{NO_PARENT, Tree};
use super::{Ids, Plan, Profile};
use crate::config::Settings;
use crate::execution::{Hierarchy, LevelIndex, NodeSpec};
use crate::values::{NodeId, nearest};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;
use std::sync::Arc;

/// The most nodes of one plan.
pub const MOST_NODES: usize = 1_000_000;

/// How many problems of a plan come with the ids that may have been meant.
const MOST_SUGGESTIONS: u32 = 20;

/// Why nodes make no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// Nodes that break a rule: all of them.
    #[error("the nodes break {} rules of a plan, the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Problems(Vec<PlanProblem>),
    /// More nodes than a plan can have.
    #[error("the plan has `{found}` nodes, at most {MOST_NODES} are allowed")]
    TooManyNodes {
        /// How many were given.
        found: usize,
    },
}

/// A plan made of the nodes that fit, and the others with their reasons.
#[derive(Debug, Clone)]
pub struct Assembled {
    /// The plan of the good nodes.
    pub plan: Plan,
    /// What was left out, in the order given.
    pub set_aside: Vec<SetAside>,
}

/// A node that fits into no plan as it is.
#[derive(Debug, Clone)]
pub struct SetAside {
    /// Its place in the input.
    pub place: usize,
    /// The node.
    pub spec: NodeSpec,
    problem: PlanProblem,
    more: Vec<PlanProblem>,
}

impl SetAside {
    /// Everything that keeps it out, at least one problem: the id first, then the parent, the level, and the prerequisites.
    pub fn problems(&self) -> impl Iterator<Item = &PlanProblem> {
        std::iter::once(&self.problem).chain(&self.more)
    }
}

impl Plan {
    /// A plan of exactly these nodes; their order does not matter.
    ///
    /// # Errors
    /// All nodes that break a rule (duplicate ids, unknown parents, circles, levels, prerequisites), or too many nodes.
    pub fn new(profile: Profile, settings: Arc<Settings>, nodes: Vec<NodeSpec>) -> Result<Self, PlanError> {
        let assembled = Self::assemble(profile, settings, nodes)?;
        if assembled.set_aside.is_empty() {
            return Ok(assembled.plan);
        }
        let all = assembled.set_aside.into_iter().flat_map(|aside| std::iter::once(aside.problem).chain(aside.more));
        // A node that is out only because of another is no problem of its own.
        let mut problems: Vec<PlanProblem> = all.filter(|problem| !problem.follows_from_another()).collect();
        problems.sort_by(|a, b| a.node().cmp(b.node()));
        Err(PlanError::Problems(problems))
    }

    /// A plan of the nodes that fit. Of two nodes with one id the first stays; what hangs below a node that was left out is left out too.
    ///
    /// # Errors
    /// More than 1 000 000 nodes.
    pub fn assemble(profile: Profile, settings: Arc<Settings>, nodes: Vec<NodeSpec>) -> Result<Assembled, PlanError> {
        Self::put_together(profile, settings, nodes, true)
    }

    /// As [`Plan::assemble`]; `suggest` says whether ids that may have been meant are looked for.
    pub(crate) fn put_together(profile: Profile, settings: Arc<Settings>, nodes: Vec<NodeSpec>, suggest: bool) -> Result<Assembled, PlanError> {
        if nodes.len() > MOST_NODES {
            return Err(PlanError::TooManyNodes { found: nodes.len() });
        }
        let (order, tree, problems) = Draft::new(&nodes, &settings.hierarchy, suggest).arrange();
        let mut nodes: Vec<Option<NodeSpec>> = nodes.into_iter().map(Some).collect();
        let mut take = |place: u32| nodes.get_mut(place as usize).and_then(Option::take);
        // A filtered iterator does not know its length: growing would move every node several times and leave room that is never used.
        let mut kept = Vec::with_capacity(order.len());
        kept.extend(order.iter().filter_map(|place| take(*place)).map(|spec| spec.node));
        let mut set_aside: Vec<SetAside> = Vec::new();
        for (place, problem) in problems {
            match set_aside.last_mut() {
                Some(last) if last.place == place as usize => last.more.push(problem),
                _ => set_aside.extend(take(place).map(|spec| SetAside { place: place as usize, spec, problem, more: Vec::new() })),
            }
        }
        let ids = Ids::of(&kept);
        Ok(Assembled { plan: Self { profile, settings, nodes: kept, tree, ids }, set_aside })
    }
}

/// The loose nodes while their places are worked out.
pub(super) struct Draft<'a> {
    pub(super) nodes: &'a [NodeSpec],
    hierarchy: &'a Hierarchy,
    ids: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// The parent of each node, where it has one that is known.
    parents: Vec<u32>,
    /// How often names were suggested.
    asked: std::cell::Cell<u32>,
    /// Whether each node is left out.
    bad: Vec<bool>,
    /// Why, with the place of the node: empty where all is well.
    problems: Vec<(u32, PlanProblem)>,
}

impl<'a> Draft<'a> {
    fn new(nodes: &'a [NodeSpec], hierarchy: &'a Hierarchy, suggest: bool) -> Self {
        let mut draft = Self {
            nodes,
            hierarchy,
            ids: HashTable::with_capacity(nodes.len()),
            hasher: DefaultHashBuilder::default(),
            parents: vec![NO_PARENT; nodes.len()],
            asked: std::cell::Cell::new(if suggest { 0 } else { MOST_SUGGESTIONS }),
            bad: vec![false; nodes.len()],
            problems: Vec::new(),
        };
        draft.index();
        draft.link();
        draft
    }

    fn index(&mut self) {
        let nodes = self.nodes;
        let id_at = |place: u32| nodes.get(place as usize).map_or("", |spec| spec.node.id.as_str());
        for (place, spec) in (0..).zip(nodes) {
            let id = spec.node.id.as_str();
            let Self { ids, hasher, .. } = self;
            match ids.entry(hasher.hash_one(id), |other| id_at(*other) == id, |other| hasher.hash_one(id_at(*other))) {
                hashbrown::hash_table::Entry::Occupied(_) => self.report(place, PlanProblem::DuplicateId { node: spec.node.id.clone() }),
                hashbrown::hash_table::Entry::Vacant(free) => {
                    free.insert(place);
                }
            }
        }
    }

    /// The place of the first node with an id. Nothing is ever above or before a second one.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.ids.find(self.hasher.hash_one(id), |place| self.nodes.get(*place as usize).is_some_and(|spec| spec.node.id.as_str() == id)).copied()
    }

    pub(super) fn id_at(&self, place: u32) -> Option<&'a NodeId> {
        self.nodes.get(place as usize).map(|spec| &spec.node.id)
    }

    /// Ids close to an unknown one; looked for in small plans and a few times only, since the time grows with the square of the nodes.
    pub(super) fn nearest(&self, id: &str) -> Vec<String> {
        let asked = self.asked.get();
        self.asked.set(asked.saturating_add(1));
        if asked >= MOST_SUGGESTIONS || self.nodes.len() > 2_000 {
            Vec::new()
        } else {
            nearest(id, self.nodes.iter().map(|spec| spec.node.id.as_str()))
        }
    }

    fn link(&mut self) {
        for (place, spec) in (0..).zip(self.nodes) {
            let Some(parent) = &spec.parent else { continue };
            match self.find(parent.as_str()) {
                Some(found) => set(&mut self.parents, place as usize, found),
                None => {
                    let nearest = self.nearest(parent.as_str());
                    self.report(place, PlanProblem::UnknownParent { node: spec.node.id.clone(), parent: parent.clone(), nearest });
                }
            }
        }
    }

    /// Leaves a node out for a reason of its own.
    pub(super) fn report(&mut self, place: u32, problem: PlanProblem) {
        set(&mut self.bad, place as usize, true);
        self.problems.push((place, problem));
    }

    fn is_bad(&self, place: u32) -> bool {
        self.bad.get(place as usize) == Some(&true)
    }

    /// The order of the good nodes, their tree, and the problems of the others by place.
    fn arrange(mut self) -> (Vec<u32>, Tree, Vec<(u32, PlanProblem)>) {
        let below = Children::of(&self.parents, self.nodes);
        let levels = self.descend(&below);
        let waits_for = prerequisites::check(&mut self);
        self.spread(&below, &waits_for);

        let mut order: Vec<u32> = Vec::with_capacity(self.nodes.len());
        let mut tree = Tree { first: Vec::with_capacity(self.nodes.len().saturating_add(1)), ..Tree::default() };
        order.extend(below.roots().iter().copied().filter(|place| !self.is_bad(*place)));
        tree.parents.resize(order.len(), NO_PARENT);
        tree.roots = u32::try_from(order.len()).unwrap_or(u32::MAX);
        let mut next = 0;
        while let Some(place) = order.get(next).copied() {
            tree.first.push(u32::try_from(order.len()).unwrap_or(u32::MAX));
            order.extend(below.of_node(place as usize).iter().copied().filter(|child| !self.is_bad(*child)));
            tree.parents.resize(order.len(), u32::try_from(next).unwrap_or(NO_PARENT));
            tree.levels.push(levels.get(place as usize).copied().flatten().unwrap_or(LevelIndex(0)));
            next = next.saturating_add(1);
        }
        tree.first.push(u32::try_from(order.len()).unwrap_or(u32::MAX));
        // Stable: the problems of one node stay in the order in which they were found.
        self.problems.sort_by_key(|(place, _)| *place);
        (order, tree, self.problems)
    }

    /// Goes down from the plan and gives each node its level; what cannot be reached is in a circle or below one. Below a node without a
    /// level nothing is said of levels: which would be right is not known.
    fn descend(&mut self, below: &Children) -> Vec<Option<LevelIndex>> {
        let mut levels: Vec<Option<LevelIndex>> = vec![None; self.nodes.len()];
        let mut reached = vec![false; self.nodes.len()];
        let mut queue: Vec<u32> = below.roots().to_vec();
        let mut next = 0;
        while let Some(place) = queue.get(next).copied() {
            next = next.saturating_add(1);
            set(&mut reached, place as usize, true);
            queue.extend_from_slice(below.of_node(place as usize));
            let Some(spec) = self.nodes.get(place as usize) else { continue };
            let above = self.parents.get(place as usize).and_then(|parent| levels.get(*parent as usize)).copied().flatten();
            if spec.parent.is_some() && above.is_none() {
                continue;
            }
            match self.level_of(spec, above) {
                Ok(level) => set(&mut levels, place as usize, Some(level)),
                Err(problem) => self.report(place, problem),
            }
        }
        self.report_circles(&reached);
        levels
    }

    fn level_of(&self, spec: &NodeSpec, parent: Option<LevelIndex>) -> Result<LevelIndex, PlanProblem> {
        let node = || spec.node.id.clone();
        let too_deep = || PlanProblem::TooDeep { node: node(), lowest: self.hierarchy.name(self.hierarchy.lowest()).to_owned() };
        match spec.level {
            None => self.hierarchy.below(parent).ok_or_else(too_deep),
            Some(level) if self.hierarchy.allowed_below(parent).any(|allowed| allowed == level) => Ok(level),
            Some(_) if self.hierarchy.below(parent).is_none() => Err(too_deep()),
            Some(level) => Err(PlanProblem::WrongLevel {
                node: node(),
                level: self.hierarchy.name(level).to_owned(),
                parent_level: parent.map(|parent| self.hierarchy.name(parent).to_owned()),
                expected: self.hierarchy.allowed_below(parent).map(|level| self.hierarchy.name(level).to_owned()).collect(),
            }),
        }
    }

    /// Follows the parents of what was not reached; a way that comes back to itself is a circle.
    fn report_circles(&mut self, reached: &[bool]) {
        // 0: not looked at; else the walk in which it was met.
        let mut met = vec![0_u32; self.nodes.len()];
        for (walk, start) in (1_u32..).zip(0_u32..).take(self.nodes.len()) {
            let mut way = Vec::new();
            let mut place = start;
            while reached.get(place as usize) == Some(&false) && met.get(place as usize) == Some(&0) {
                set(&mut met, place as usize, walk);
                way.push(place);
                place = self.parents.get(place as usize).copied().unwrap_or(NO_PARENT);
            }
            let closed = if met.get(place as usize) == Some(&walk) { way.iter().position(|seen| *seen == place) } else { None };
            let circle = closed.and_then(|from| way.get(from..)).unwrap_or_default();
            for (turn, place) in circle.iter().enumerate() {
                let (shown, whole) = shown_round(turn, circle.len());
                let ids: Vec<NodeId> = shown.filter_map(|at| circle.get(at)).filter_map(|place| self.id_at(*place)).cloned().collect();
                if let Some(node) = ids.first().cloned() {
                    self.report(*place, PlanProblem::ParentCycle { node, cycle: Circle::new(ids, whole) });
                }
            }
        }
    }

    /// Leaves out what hangs below a node that is left out, and what waits for one.
    fn spread(&mut self, below: &Children, waits_for: &Graph) {
        let mut bad: Vec<u32> = (0..).zip(&self.bad).filter(|(_, bad)| **bad).map(|(place, _)| place).collect();
        if bad.is_empty() {
            return;
        }
        let waiting = waits_for.reversed();
        let mut followers: Vec<u32> = Vec::new();
        while let Some(place) = bad.pop() {
            for follower in below.of_node(place as usize).iter().chain(waiting.of(place as usize)) {
                if !self.is_bad(*follower) {
                    set(&mut self.bad, *follower as usize, true);
                    followers.push(*follower);
                    bad.push(*follower);
                }
            }
        }
        // Why is said last, so that it does not depend on the order of the input.
        for place in followers {
            let Some(node) = self.id_at(place).cloned() else { continue };
            let parent = self.parents.get(place as usize).copied().filter(|parent| self.is_bad(*parent));
            let prerequisite = || waits_for.of(place as usize).iter().copied().find(|first| self.is_bad(*first));
            let problem = match parent {
                Some(parent) => self.id_at(parent).cloned().map(|parent| PlanProblem::ParentSetAside { node, parent }),
                None => prerequisite()
                    .and_then(|first| self.id_at(first))
                    .cloned()
                    .map(|prerequisite| PlanProblem::PrerequisiteSetAside { node, prerequisite }),
            };
            self.problems.extend(problem.map(|problem| (place, problem)));
        }
    }
}

/// The children of each node, side by side and in the order of their ids.
struct Children {
    list: Vec<u32>,
    first: Vec<u32>,
    roots: usize,
}

impl Children {
    fn of(parents: &[u32], nodes: &[NodeSpec]) -> Self {
        // The roots are the children of an imagined node before the first.
        let owner = |parent: u32| {
            if parent == NO_PARENT { 0 } else { (parent as usize).saturating_add(1) }
        };
        let mut first = vec![0_u32; parents.len().saturating_add(2)];
        for parent in parents {
            if let Some(count) = first.get_mut(owner(*parent).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for count in &mut first {
            sum = sum.saturating_add(*count);
            *count = sum;
        }
        let mut fill = first.clone();
        let mut list = vec![0_u32; parents.len()];
        for (place, parent) in (0..).zip(parents) {
            if let Some(at) = fill.get_mut(owner(*parent)) {
                set(&mut list, *at as usize, place);
                *at = at.saturating_add(1);
            }
        }
        let id = |place: &u32| nodes.get(*place as usize).map(|spec| spec.node.id.as_str());
        for bounds in first.windows(2) {
            if let [from, to] = bounds
                && let Some(siblings) = list.get_mut(*from as usize..*to as usize)
            {
                siblings.sort_by(|a, b| id(a).cmp(&id(b)));
            }
        }
        let roots = first.get(1).map_or(0, |end| *end as usize);
        Self { list, first, roots }
    }

    fn roots(&self) -> &[u32] {
        self.list.get(..self.roots).unwrap_or_default()
    }

    fn of_node(&self, place: usize) -> &[u32] {
        let at = |place: usize| self.first.get(place).map_or(0, |first| *first as usize);
        self.list.get(at(place.saturating_add(1))..at(place.saturating_add(2))).unwrap_or_default()
    }
}

pub(super) fn set<T>(list: &mut [T], place: usize, value: T) {
    if let Some(slot) = list.get_mut(place) {
        *slot = value;
    }
}
