//! From loose nodes to a plan in which every rule holds, or to a list of everything that is wrong.

use super::prerequisites;
use super::problem::PlanProblem;
use super::tree::{NO_PARENT, Tree};
use super::{Ids, Plan, Profile};
use crate::config::Settings;
use crate::execution::{Hierarchy, LevelIndex, NodeSpec};
use crate::values::nearest;
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
    #[error("{} of the plan's nodes cannot stay as they are: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
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
    /// What was left out, in the order given: its place in the input, the node, and why.
    pub set_aside: Vec<(usize, NodeSpec, PlanProblem)>,
}

impl Plan {
    /// A plan of exactly these nodes; their order does not matter.
    ///
    /// # Errors
    /// All nodes that break a rule (duplicate ids, unknown parents, circles, levels, prerequisites), or too many nodes.
    pub fn new(profile: Profile, settings: Arc<Settings>, nodes: Vec<NodeSpec>) -> Result<Self, PlanError> {
        let assembled = Self::assemble(profile, settings, nodes)?;
        // A node that is out only because of another is no problem of its own.
        let mut problems: Vec<PlanProblem> = assembled.set_aside.into_iter().map(|(_, _, problem)| problem).collect();
        if problems.is_empty() {
            return Ok(assembled.plan);
        }
        problems.retain(|problem| !problem.follows_from_another());
        problems.sort_by(|a, b| a.node().cmp(b.node()));
        Err(PlanError::Problems(problems))
    }

    /// A plan of the nodes that fit. Of two nodes with one id the first stays; what hangs below a node that was left out is left out too.
    ///
    /// # Errors
    /// More than 1 000 000 nodes.
    pub fn assemble(profile: Profile, settings: Arc<Settings>, nodes: Vec<NodeSpec>) -> Result<Assembled, PlanError> {
        if nodes.len() > MOST_NODES {
            return Err(PlanError::TooManyNodes { found: nodes.len() });
        }
        let (order, tree, problems) = Draft::new(&nodes, &settings.hierarchy).arrange();
        let mut nodes: Vec<Option<NodeSpec>> = nodes.into_iter().map(Some).collect();
        let mut take = |place: u32| nodes.get_mut(place as usize).and_then(Option::take);
        // A filtered iterator does not know its length: growing would move every node several times and leave room that is never used.
        let mut kept = Vec::with_capacity(order.len());
        kept.extend(order.iter().filter_map(|place| take(*place)).map(|spec| spec.node));
        let set_aside = problems.into_iter().filter_map(|(place, problem)| take(place).map(|spec| (place as usize, spec, problem))).collect();
        let ids = Ids::of(&kept);
        Ok(Assembled { plan: Self { profile, settings, nodes: kept, tree, ids }, set_aside })
    }
}

/// The loose nodes while their places are worked out. All lists have one entry a node.
pub(super) struct Draft<'a> {
    pub(super) nodes: &'a [NodeSpec],
    hierarchy: &'a Hierarchy,
    ids: HashTable<u32>,
    hasher: DefaultHashBuilder,
    parents: Vec<u32>,
    /// How often names were suggested.
    asked: std::cell::Cell<u32>,
    pub(super) problems: Vec<Option<PlanProblem>>,
}

impl<'a> Draft<'a> {
    fn new(nodes: &'a [NodeSpec], hierarchy: &'a Hierarchy) -> Self {
        let mut draft = Self {
            nodes,
            hierarchy,
            ids: HashTable::with_capacity(nodes.len()),
            hasher: DefaultHashBuilder::default(),
            parents: vec![NO_PARENT; nodes.len()],
            asked: std::cell::Cell::new(0),
            problems: vec![None; nodes.len()],
        };
        draft.index();
        draft.link();
        draft
    }

    fn index(&mut self) {
        let Self { nodes, ids, hasher, problems, .. } = self;
        let id_at = |place: u32| nodes.get(place as usize).map_or("", |spec| spec.node.id.as_str());
        for (place, (spec, problem)) in (0..).zip(nodes.iter().zip(problems)) {
            let id = spec.node.id.as_str();
            match ids.entry(hasher.hash_one(id), |other| id_at(*other) == id, |other| hasher.hash_one(id_at(*other))) {
                hashbrown::hash_table::Entry::Occupied(_) => *problem = Some(PlanProblem::DuplicateId { node: spec.node.id.clone() }),
                hashbrown::hash_table::Entry::Vacant(free) => {
                    free.insert(place);
                }
            }
        }
    }

    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.ids.find(self.hasher.hash_one(id), |place| self.nodes.get(*place as usize).is_some_and(|spec| spec.node.id.as_str() == id)).copied()
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
        for place in 0..self.nodes.len() {
            let Some(spec) = self.nodes.get(place) else {
                continue;
            };
            let Some(parent) = &spec.parent else { continue };
            match self.find(parent.as_str()) {
                Some(found) => set(&mut self.parents, place, found),
                None => {
                    let problem =
                        PlanProblem::UnknownParent { node: spec.node.id.clone(), parent: parent.clone(), nearest: self.nearest(parent.as_str()) };
                    self.report(place, problem);
                }
            }
        }
    }

    /// Notes the first problem of a node.
    pub(super) fn report(&mut self, place: usize, problem: PlanProblem) {
        if let Some(slot @ None) = self.problems.get_mut(place) {
            *slot = Some(problem);
        }
    }

    fn is_bad(&self, place: usize) -> bool {
        self.problems.get(place).is_some_and(Option::is_some)
    }

    /// The order of the good nodes, their tree, and the others with their problems by place.
    fn arrange(mut self) -> (Vec<u32>, Tree, Vec<(u32, PlanProblem)>) {
        let below = Children::of(&self.parents, self.nodes);
        let levels = self.descend(&below);
        prerequisites::check(&mut self);
        self.spread(&below);

        let mut order: Vec<u32> = Vec::with_capacity(self.nodes.len());
        let mut tree = Tree { first: Vec::with_capacity(self.nodes.len().saturating_add(1)), ..Tree::default() };
        let good = |list: &[u32]| list.iter().copied().filter(|place| !self.is_bad(*place as usize)).collect::<Vec<_>>();
        order.extend(good(below.roots()));
        tree.parents.resize(order.len(), NO_PARENT);
        tree.roots = u32::try_from(order.len()).unwrap_or(u32::MAX);
        let mut next = 0;
        while let Some(place) = order.get(next).copied() {
            tree.first.push(u32::try_from(order.len()).unwrap_or(u32::MAX));
            order.extend(below.of_node(place as usize).iter().copied().filter(|child| !self.is_bad(*child as usize)));
            tree.parents.resize(order.len(), u32::try_from(next).unwrap_or(NO_PARENT));
            tree.levels.push(levels.get(place as usize).copied().flatten().unwrap_or(LevelIndex(0)));
            next = next.saturating_add(1);
        }
        tree.first.push(u32::try_from(order.len()).unwrap_or(u32::MAX));
        let problems = (0..).zip(self.problems).filter_map(|(place, problem)| problem.map(|problem| (place, problem))).collect();
        (order, tree, problems)
    }

    /// Goes down from the plan, gives each node its level, and finds the circles: what cannot be reached.
    fn descend(&mut self, below: &Children) -> Vec<Option<LevelIndex>> {
        let mut levels: Vec<Option<LevelIndex>> = vec![None; self.nodes.len()];
        let mut reached = vec![false; self.nodes.len()];
        let mut queue: Vec<u32> = below.roots().to_vec();
        let mut next = 0;
        while let Some(place) = queue.get(next).map(|place| *place as usize) {
            next = next.saturating_add(1);
            set(&mut reached, place, true);
            queue.extend_from_slice(below.of_node(place));
            if self.is_bad(place) {
                continue;
            }
            let parent = self.parents.get(place).copied().filter(|parent| *parent != NO_PARENT);
            if let Some(above) = parent.filter(|parent| self.is_bad(*parent as usize)) {
                self.report_below(place, above);
                continue;
            }
            match self.level_of(place, parent.and_then(|parent| levels.get(parent as usize).copied().flatten())) {
                Ok(level) => set(&mut levels, place, Some(level)),
                Err(problem) => self.report(place, problem),
            }
        }
        self.report_circles(&reached);
        levels
    }

    fn level_of(&self, place: usize, parent: Option<LevelIndex>) -> Result<LevelIndex, PlanProblem> {
        let Some(spec) = self.nodes.get(place) else {
            return Ok(LevelIndex(0));
        };
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

    fn report_below(&mut self, place: usize, above: u32) {
        let id = |place: usize| self.nodes.get(place).map(|spec| spec.node.id.clone());
        if let (Some(node), Some(parent)) = (id(place), id(above as usize)) {
            self.report(place, PlanProblem::ParentSetAside { node, parent });
        }
    }

    /// What was not reached is in a circle or below one.
    fn report_circles(&mut self, reached: &[bool]) {
        // 0: not looked at, 1: on the way that is being walked, 2: in a circle, 3: below one
        let mut marks = vec![0_u8; self.nodes.len()];
        for start in 0..self.nodes.len() {
            let mut way = Vec::new();
            let mut place = start;
            while !reached.get(place).copied().unwrap_or(true) && marks.get(place) == Some(&0) {
                set(&mut marks, place, 1);
                way.push(place);
                place = self.parents.get(place).map_or(usize::MAX, |parent| *parent as usize);
            }
            let circle_from = if marks.get(place) == Some(&1) { way.iter().position(|seen| *seen == place) } else { None };
            for (step, seen) in way.iter().enumerate() {
                set(&mut marks, *seen, if circle_from.is_some_and(|from| step >= from) { 2 } else { 3 });
            }
            if let Some(circle) = circle_from.and_then(|from| way.get(from..)) {
                let ids: Vec<_> = circle.iter().filter_map(|place| self.nodes.get(*place)).map(|spec| spec.node.id.clone()).collect();
                for (turn, place) in circle.iter().enumerate() {
                    let Some(node) = ids.get(turn).cloned() else {
                        continue;
                    };
                    let cycle = ids.iter().cycle().skip(turn).take(ids.len().min(9)).chain(std::iter::once(&node)).cloned().collect();
                    self.report(*place, PlanProblem::ParentCycle { node, cycle });
                }
            }
        }
        for place in 0..self.nodes.len() {
            if marks.get(place) == Some(&3)
                && let Some(above) = self.parents.get(place).copied()
            {
                self.report_below(place, above);
            }
        }
    }

    /// Leaves out what hangs below a node that prerequisites left out, and what waits for it.
    fn spread(&mut self, below: &Children) {
        let waiting = prerequisites::Waiting::of(self);
        let mut bad: Vec<usize> = (0..self.nodes.len()).filter(|place| self.is_bad(*place)).collect();
        while let Some(place) = bad.pop() {
            // A second node with the id of a good one takes nothing with it.
            if matches!(self.problems.get(place), Some(Some(PlanProblem::DuplicateId { .. }))) {
                continue;
            }
            for child in below.of_node(place) {
                if !self.is_bad(*child as usize) {
                    self.report_below(*child as usize, u32::try_from(place).unwrap_or(NO_PARENT));
                    bad.push(*child as usize);
                }
            }
            for waiter in waiting.for_node(place) {
                if !self.is_bad(waiter) {
                    prerequisites::report_gone(self, waiter, place);
                    bad.push(waiter);
                }
            }
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
