//! Completion of a whole plan, in one pass or step by step after a change (CMP-1 to CMP-5, CMP-11, NUM-2).

use super::kernel::{ABSENT, Facts, Figures, Methods, Passed, Sums, evaluate, mean_weight, missing_weight, pass};
use super::rules::{CompletionRules, Method, MissingWeightRule};
use crate::execution::{LevelIndex, Node};
use crate::plan::{NodeKey, Plan, Tree};
use crate::values::{NodeId, Percent, Weight};
use std::ops::Range;

/// Nodes without a weight, where the rules refuse that (CMP-11).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} of the plan's nodes have no weight, the first is `{}`", nodes.len(), nodes.first().map_or("", NodeId::as_str))]
pub struct MissingWeights {
    /// All of them, in the order of the plan.
    pub nodes: Vec<NodeId>,
}

/// Where the weight of a node came from (CMP-11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WeightSource {
    /// It was given.
    Given,
    /// Missing, so 1.
    One,
    /// Missing, so the mean of its siblings' positive weights.
    Mean,
    /// Missing, so 0.
    Zero,
    /// Not its own: an overridden parent stands for the counted leaves below it, with the sum of their weights (CMP-4).
    Leaves,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct State {
    pub(super) weight: u64,
    pub(super) figures: Figures,
    pub(super) sums: Sums,
    pub(super) set_by_hand: bool,
}

/// The completion of every node of a plan and of the plan itself, by one set of rules.
///
/// It belongs to the plan it was computed from, in the state that plan had then.
#[derive(Debug, Clone)]
pub struct Completion {
    pub(super) rules: CompletionRules,
    pub(super) leaves: bool,
    pub(super) states: Vec<State>,
    pub(super) sums: Sums,
    pub(super) plan: u32,
}

impl Completion {
    /// Computes every node by the given rules.
    ///
    /// # Errors
    /// Nodes without a weight where `missing_weight` is `refuse` (CMP-11).
    pub fn compute(plan: &Plan, rules: &CompletionRules) -> Result<Self, MissingWeights> {
        Self::roll(plan, rules, |_, node| facts(node, rules), false)
    }

    /// One pass from the last node to the first: children before parents. `by_value`: a parent is done when 100 is reached, not by status.
    pub(super) fn roll(
        plan: &Plan,
        rules: &CompletionRules,
        facts: impl Fn(NodeKey, &Node) -> Facts,
        by_value: bool,
    ) -> Result<Self, MissingWeights> {
        let mut completion = Self {
            rules: *rules,
            leaves: rules.looks_at_leaves(),
            states: weights(plan, rules.missing_weight)?,
            sums: Sums::default(),
            plan: ABSENT,
        };
        completion.pass_all(plan, facts, by_value);
        Ok(completion)
    }

    fn pass_all(&mut self, plan: &Plan, facts: impl Fn(NodeKey, &Node) -> Facts, by_value: bool) {
        let (tree, leaves, rules) = (plan.tree(), self.leaves, self.rules);
        let methods = Methods::of(&rules);
        for (place, node) in plan.nodes().iter().enumerate().rev() {
            let key = NodeKey::at(place);
            let children = tree.children(key);
            let is_leaf = children.is_empty();
            let sums = add_up(self.states.get(children.clone()).unwrap_or_default(), tree, children.start, leaves);
            let facts = facts(key, node);
            let lowest = || lowest(self.states.get(children.clone()).unwrap_or_default());
            let mut figures = evaluate(&facts, is_leaf, &sums, methods.at(level_of(tree, key)), &rules, lowest);
            if by_value {
                figures.done = figures.completion == Percent::HUNDRED.millionths();
            }
            if let Some(state) = self.states.get_mut(place) {
                *state = State { weight: state.weight, figures, sums, set_by_hand: facts.set_by_hand != ABSENT };
            }
        }
        self.sums = add_up(self.states.get(tree.roots()).unwrap_or_default(), tree, 0, leaves);
        self.finish_plan(tree);
    }

    fn finish_plan(&mut self, tree: &Tree) {
        let lowest = || lowest(self.states.get(tree.roots()).unwrap_or_default());
        self.plan = super::kernel::roll_up(self.rules.method_of(None), &self.sums, lowest);
    }

    /// Brings the figures up to date after one node changed: the node and its ancestors only.
    pub(crate) fn refresh(&mut self, plan: &Plan, key: NodeKey) {
        let (tree, rules, leaves) = (plan.tree(), self.rules, self.leaves);
        let mut at = Some(key);
        // What the node passed up before the change, and the change of its children's sums, which comes from one level down.
        let mut below: Option<(Passed, Passed)> = None;
        while let Some(key) = at {
            let children = tree.children(key);
            let is_leaf = children.is_empty();
            let method = rules.method_of(tree.levels.get(key.place()).copied());
            let lowest = if method == Method::Lowest { lowest(self.states.get(children).unwrap_or_default()) } else { ABSENT };
            let (Some(node), Some(state)) = (plan.node(key), self.states.get_mut(key.place())) else { return };
            let before = state.passed(is_leaf);
            if let Some((old, new)) = &below {
                state.sums.take(old, leaves);
                state.sums.add(new, leaves);
            }
            let facts = facts(node, &rules);
            state.figures = evaluate(&facts, is_leaf, &state.sums, method, &rules, || lowest);
            state.set_by_hand = facts.set_by_hand != ABSENT;
            let after = state.passed(is_leaf);
            if before == after {
                return;
            }
            below = Some((before, after));
            at = tree.parent(key);
        }
        if let Some((old, new)) = &below {
            self.sums.take(old, self.leaves);
            self.sums.add(new, self.leaves);
        }
        self.finish_plan(tree);
    }

    /// The rules it was computed by.
    #[must_use]
    pub const fn rules(&self) -> &CompletionRules {
        &self.rules
    }

    /// The completion of the plan itself; absent where nothing is counted (CMP-3).
    #[must_use]
    pub const fn of_plan(&self) -> Option<Percent> {
        Percent::from_millionths(self.plan)
    }

    /// The completion of a node: its override, else its computed value; absent where it has none.
    #[must_use]
    pub fn of(&self, key: NodeKey) -> Option<Percent> {
        self.state(key).and_then(|state| Percent::from_millionths(state.figures.completion))
    }

    /// The computed completion of a node, whatever its override says (CMP-4).
    #[must_use]
    pub fn computed(&self, key: NodeKey) -> Option<Percent> {
        self.state(key).and_then(|state| Percent::from_millionths(state.figures.computed))
    }

    /// Whether an override is in force. It is not on a cancelled node that is left out (CMP-4).
    #[must_use]
    pub fn is_overridden(&self, key: NodeKey) -> bool {
        self.state(key).is_some_and(|state| state.set_by_hand && state.figures.completion != ABSENT)
    }

    /// Whether a node counts as done: by its status, or by its children where `auto_complete` is `set` (CMP-5).
    #[must_use]
    pub fn is_done(&self, key: NodeKey) -> bool {
        self.state(key).is_some_and(|state| state.figures.done)
    }

    /// The weight a node is counted with, and where it came from (CMP-11).
    #[must_use]
    pub fn weight(&self, plan: &Plan, key: NodeKey) -> (Weight, WeightSource) {
        let given = plan.node(key).is_some_and(|node| node.weight.is_some());
        let used = self.state(key).and_then(|state| Weight::from_ten_thousandths(state.weight)).unwrap_or(Weight::ZERO);
        let source = match self.rules.missing_weight {
            _ if given => WeightSource::Given,
            MissingWeightRule::One | MissingWeightRule::Refuse => WeightSource::One,
            MissingWeightRule::Mean => WeightSource::Mean,
            MissingWeightRule::Zero => WeightSource::Zero,
        };
        (used, source)
    }

    /// Whether the counted children of a node, at least one, all count as done.
    pub(crate) fn children_done(&self, key: NodeKey) -> bool {
        self.state(key).is_some_and(|state| state.sums.counted > 0 && state.sums.done == state.sums.counted)
    }

    pub(super) fn state(&self, key: NodeKey) -> Option<&State> {
        self.states.get(key.place())
    }
}

impl State {
    #[inline]
    pub(super) fn passed(&self, is_leaf: bool) -> Passed {
        pass(self.weight, &self.figures, is_leaf, &self.sums, self.set_by_hand)
    }
}

#[inline]
fn level_of(tree: &Tree, key: NodeKey) -> LevelIndex {
    tree.levels.get(key.place()).copied().unwrap_or(LevelIndex(0))
}

#[inline]
fn add_up(children: &[State], tree: &Tree, from: usize, leaves: bool) -> Sums {
    let mut sums = Sums::default();
    for (place, child) in (from..).zip(children) {
        sums.add(&child.passed(tree.is_leaf(NodeKey::at(place))), leaves);
    }
    sums
}

#[inline]
fn lowest(children: &[State]) -> u32 {
    children.iter().filter(|child| child.weight > 0).map(|child| child.figures.completion).min().unwrap_or(ABSENT)
}

/// A node by itself (CMP-1, CMP-3).
#[inline]
fn facts(node: &Node, rules: &CompletionRules) -> Facts {
    let set_by_hand = node.completion_override.as_ref().map_or(ABSENT, |by_hand| by_hand.completion.millionths());
    Facts::of(node.status.category, || node.own_progress().unwrap_or(Percent::ZERO).millionths(), set_by_hand, rules)
}

/// The weight that each node is counted with (CMP-11).
fn weights(plan: &Plan, rule: MissingWeightRule) -> Result<Vec<State>, MissingWeights> {
    let nodes = plan.nodes();
    if rule == MissingWeightRule::Refuse {
        let nodes: Vec<NodeId> = nodes.iter().filter(|node| node.weight.is_none()).map(|node| node.id.clone()).collect();
        if !nodes.is_empty() {
            return Err(MissingWeights { nodes });
        }
    }
    let missing = missing_weight(rule);
    let state = |node: &Node| State { weight: node.weight.map_or(missing, Weight::ten_thousandths), ..State::default() };
    let mut states: Vec<State> = nodes.iter().map(state).collect();
    if rule == MissingWeightRule::Mean {
        let tree = plan.tree();
        let mut groups: Vec<Range<usize>> = plan.keys().map(|key| tree.children(key)).collect();
        groups.push(tree.roots());
        for siblings in groups {
            let siblings_of = nodes.get(siblings.clone()).unwrap_or_default();
            if siblings_of.iter().all(|node| node.weight.is_some()) {
                continue;
            }
            let positive =
                siblings_of.iter().filter_map(|node| node.weight).map(|weight| u128::from(weight.ten_thousandths())).filter(|weight| *weight > 0);
            let (count, sum) = positive.fold((0_u32, 0_u128), |(count, sum), weight| (count.wrapping_add(1), sum.wrapping_add(weight)));
            let mean = mean_weight(count, sum);
            for (state, node) in states.get_mut(siblings).unwrap_or_default().iter_mut().zip(siblings_of) {
                if node.weight.is_none() {
                    state.weight = mean;
                }
            }
        }
    }
    Ok(states)
}
