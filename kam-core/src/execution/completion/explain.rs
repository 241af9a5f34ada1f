//! The reason for every number (CMP-7).

use super::kernel::{ABSENT, Sums};
use super::rollup::{Completion, WeightSource};
use super::rules::{CancelledRule, EmptyRule, Method};
use crate::execution::{Node, Override, StatusCategory};
use crate::plan::{NodeKey, Plan};
use crate::values::{Percent, Weight, WeightSum};

/// Why a node has the completion it has, apart from an override.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// A leaf that is done: 100.
    Done,
    /// A leaf that is open: 0.
    Open,
    /// A leaf under way that says nothing of how far: 0.
    InProgress,
    /// A leaf under way, by its own progress.
    Progress,
    /// A leaf under way, by its quantity.
    Quantity,
    /// Cancelled: absent.
    Cancelled,
    /// A parent, by its method.
    Method,
    /// A parent whose method is its own progress.
    Own,
    /// Nothing below it counts: its own status.
    EmptyOwnStatus,
    /// Nothing below it counts: 0.
    EmptyZero,
    /// Nothing below it counts: absent.
    EmptyExcluded,
    /// A plan in which nothing counts: absent.
    NothingCounted,
}

impl Basis {
    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::InProgress => "in_progress",
            Self::Progress => "progress",
            Self::Quantity => "quantity",
            Self::Cancelled => "cancelled",
            Self::Method => "method",
            Self::Own => "own",
            Self::EmptyOwnStatus => "empty_own_status",
            Self::EmptyZero => "empty_zero",
            Self::EmptyExcluded => "empty_excluded",
            Self::NothingCounted => "nothing_counted",
        }
    }
}

/// Why a node moved no number above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeftOutReason {
    /// It is cancelled.
    Cancelled,
    /// Its weight is 0.
    ZeroWeight,
    /// It has no weight, and that means 0 (CMP-11).
    MissingWeight,
    /// It has no completion, because nothing below it counts.
    NoCompletion,
}

impl LeftOutReason {
    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::ZeroWeight => "zero_weight",
            Self::MissingWeight => "missing_weight",
            Self::NoCompletion => "no_completion",
        }
    }
}

/// One counted node and what it adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Term<'p> {
    /// The node: a child, or a leaf anywhere below for the leaf methods.
    pub node: &'p Node,
    /// The weight it is counted with; in `leaf_mean` an overridden parent has that of the leaves it stands for.
    pub weight: WeightSum,
    /// Where that weight came from (CMP-11).
    pub weight_source: WeightSource,
    /// Its completion.
    pub completion: Percent,
    /// Whether it counts as done.
    pub done: bool,
    /// Whether an override is in force for it (CMP-4).
    pub overridden: bool,
    /// What it adds, in points. All contributions together are the computed value, to the last digit.
    pub contribution: Percent,
}

/// A node that does not count, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut<'p> {
    /// The node.
    pub node: &'p Node,
    /// Why.
    pub reason: LeftOutReason,
}

/// How a number came about (CMP-7). `Display` writes it for a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation<'p> {
    /// The node; absent for the plan itself.
    pub node: Option<&'p Node>,
    /// The title of the node or the plan.
    pub title: &'p str,
    /// Its level, `plan` for the plan itself.
    pub level: &'p str,
    /// Its id, or the plan's.
    pub id: &'p str,
    /// The method of its level.
    pub method: Method,
    /// Why it has its computed value.
    pub basis: Basis,
    /// What holds.
    pub completion: Option<Percent>,
    /// What it would be without an override (CMP-4).
    pub computed: Option<Percent>,
    /// The override that is in force (CMP-4).
    pub by_hand: Option<&'p Override>,
    /// The sum of the weights of the terms.
    pub weight_sum: WeightSum,
    /// How many terms are done.
    pub done: usize,
    /// What was counted; empty unless the basis is the method.
    pub terms: Vec<Term<'p>>,
    /// What was not counted.
    pub left_out: Vec<LeftOut<'p>>,
}

impl Completion {
    /// Why a node computed in this way has its computed value.
    #[must_use]
    pub fn basis(&self, plan: &Plan, key: NodeKey) -> Basis {
        let (Some(node), Some(state)) = (plan.node(key), self.state(key)) else {
            return Basis::NothingCounted;
        };
        let method = self.rules.method_of(plan.level_index(key));
        if node.status.category == StatusCategory::Cancelled && self.rules.cancelled == CancelledRule::Exclude {
            return Basis::Cancelled;
        }
        if plan.is_leaf(key) {
            return match node.status.category {
                StatusCategory::Done => Basis::Done,
                StatusCategory::Open | StatusCategory::Cancelled => Basis::Open,
                StatusCategory::InProgress if node.progress.is_some() => Basis::Progress,
                StatusCategory::InProgress if node.quantity.is_some() => Basis::Quantity,
                StatusCategory::InProgress => Basis::InProgress,
            };
        }
        match method {
            Method::Own => Basis::Own,
            _ if counts(method, &state.sums) => Basis::Method,
            _ => match self.rules.empty {
                EmptyRule::OwnStatus => Basis::EmptyOwnStatus,
                EmptyRule::Zero => Basis::EmptyZero,
                EmptyRule::Exclude => Basis::EmptyExcluded,
            },
        }
    }

    /// How the completion of a node, or of the plan itself, came about. `None` for a place that the plan does not have.
    #[must_use]
    pub fn explain<'p>(&self, plan: &'p Plan, key: Option<NodeKey>) -> Option<Explanation<'p>> {
        let (method, basis, computed, completion) = match key {
            None => {
                let method = self.rules.method_of(None);
                let basis = if counts(method, &self.sums) { Basis::Method } else { Basis::NothingCounted };
                (method, basis, self.of_plan(), self.of_plan())
            }
            Some(key) => (self.rules.method_of(plan.level_index(key)), self.basis(plan, key), self.computed(key), self.of(key)),
        };
        let node = match key {
            Some(key) => Some(plan.node(key)?),
            None => None,
        };
        let mut explanation = Explanation {
            node,
            title: node.map_or(plan.profile().title.as_str(), |node| node.title.as_str()),
            level: key.map_or(crate::execution::PLAN_LEVEL, |key| plan.level(key).map_or("", |level| level.name.as_str())),
            id: node.map_or(plan.profile().id.as_str(), |node| node.id.as_str()),
            method,
            basis,
            completion,
            computed,
            by_hand: node.and_then(|node| node.completion_override.as_deref()).filter(|_| key.is_some_and(|key| self.is_overridden(key))),
            weight_sum: WeightSum::default(),
            done: 0,
            terms: Vec::new(),
            left_out: Vec::new(),
        };
        self.gather(plan, key, method, &mut explanation);
        if basis == Basis::Method {
            explanation.weight_sum = explanation.terms.iter().fold(WeightSum::default(), |sum, term| sum.plus(term.weight));
            explanation.done = explanation.terms.iter().filter(|term| term.done).count();
            contribute(method, &mut explanation.terms, computed.unwrap_or_default());
        } else {
            explanation.terms.clear();
        }
        Some(explanation)
    }

    /// Collects the terms and what was left out, going down to the leaves where the method does.
    fn gather<'p>(&self, plan: &'p Plan, key: Option<NodeKey>, method: Method, into: &mut Explanation<'p>) {
        let mut stack: Vec<NodeKey> = plan.children(key).rev().collect();
        while let Some(child) = stack.pop() {
            let (Some(node), Some(state)) = (plan.node(child), self.state(child)) else {
                continue;
            };
            let is_leaf = plan.is_leaf(child);
            let (weight, mut weight_source) = self.weight(plan, child);
            let mut stands_for = WeightSum::from(weight);
            let cancelled = node.status.category == StatusCategory::Cancelled && self.rules.cancelled == CancelledRule::Exclude;
            let reason = if cancelled {
                Some(LeftOutReason::Cancelled)
            } else if weight == Weight::ZERO {
                Some(if weight_source == WeightSource::Zero { LeftOutReason::MissingWeight } else { LeftOutReason::ZeroWeight })
            } else if state.figures.completion == ABSENT {
                Some(LeftOutReason::NoCompletion)
            } else {
                None
            };
            if let Some(reason) = reason {
                into.left_out.push(LeftOut { node, reason });
                continue;
            }
            if method.looks_at_leaves() && !is_leaf {
                if state.sums.leaves.counted == 0 {
                    into.left_out.push(LeftOut { node, reason: LeftOutReason::NoCompletion });
                    continue;
                }
                if !(method == Method::LeafMean && state.set_by_hand) {
                    stack.extend(plan.children(Some(child)).rev());
                    continue;
                }
                // It stands for the leaves below it, with their weight.
                (stands_for, weight_source) = (WeightSum::from_ten_thousandths(state.sums.leaves.weight), WeightSource::Leaves);
            }
            into.terms.push(Term {
                node,
                weight: stands_for,
                weight_source,
                completion: Percent::from_millionths(state.figures.completion).unwrap_or_default(),
                done: state.figures.done,
                overridden: state.set_by_hand,
                contribution: Percent::ZERO,
            });
        }
    }
}

const fn counts(method: Method, sums: &Sums) -> bool {
    match method {
        Method::Own => false,
        Method::LeafShare | Method::LeafMean => sums.leaves.counted > 0,
        Method::WeightedMean | Method::CompletedShare | Method::Lowest => sums.counted > 0,
    }
}

/// Splits the computed value over the terms: each part cut to 6 decimals, the millionths that are left to the largest remainders, ties in order.
fn contribute(method: Method, terms: &mut [Term<'_>], computed: Percent) {
    let hundred = u128::from(Percent::HUNDRED.millionths());
    let weights: u128 = terms.iter().map(|term| u128::from(term.weight.ten_thousandths())).fold(0, u128::saturating_add);
    let count = u128::try_from(terms.len()).unwrap_or(u128::MAX);
    let mut first_lowest = true;
    let mut shares: Vec<(u128, u128, usize)> = Vec::with_capacity(terms.len());
    for (place, term) in terms.iter().enumerate() {
        let (points, parts) = match method {
            Method::WeightedMean | Method::LeafMean => {
                (u128::from(term.weight.ten_thousandths()).saturating_mul(u128::from(term.completion.millionths())), weights)
            }
            Method::CompletedShare | Method::LeafShare => (if term.done { hundred } else { 0 }, count),
            Method::Lowest => {
                (if term.completion == computed && std::mem::take(&mut first_lowest) { u128::from(computed.millionths()) } else { 0 }, 1)
            }
            Method::Own => (0, 1),
        };
        shares.push((points.checked_div(parts).unwrap_or(0), points.checked_rem(parts).unwrap_or(0), place));
    }
    let whole = shares.iter().fold(0_u128, |sum, (part, _, _)| sum.saturating_add(*part));
    let left = usize::try_from(u128::from(computed.millionths()).saturating_sub(whole)).unwrap_or(0);
    shares.sort_by(|(_, a, first), (_, b, second)| b.cmp(a).then(first.cmp(second)));
    for (rank, (part, _, place)) in shares.iter().enumerate() {
        let units = part.saturating_add(u128::from(rank < left));
        if let Some(term) = terms.get_mut(*place) {
            term.contribution = u32::try_from(units).ok().and_then(Percent::from_millionths).unwrap_or_default();
        }
    }
}
