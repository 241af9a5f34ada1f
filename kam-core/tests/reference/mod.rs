//! A slow, recursive reading of CMP-1 to CMP-5 and CMP-11, written apart from the engine: no sums are kept, nothing is shared.

use kam_core::execution::{AutoComplete, CancelledRule, CompletionRules, EmptyRule, Method, MissingWeightRule, Node, StatusCategory};
use kam_core::plan::{NodeKey, Plan};

pub(crate) struct Reference<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) rules: &'p CompletionRules,
}

const HUNDRED: u32 = 100_000_000;

fn half_even(numerator: u128, denominator: u128) -> u32 {
    let (quotient, rest) = (numerator / denominator, numerator % denominator);
    let up = match (rest * 2).cmp(&denominator) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Equal => quotient % 2,
    };
    u32::try_from(quotient + up).unwrap()
}

impl Reference<'_> {
    fn node(&self, key: NodeKey) -> &Node {
        self.plan.node(key).unwrap()
    }

    fn children(&self, key: Option<NodeKey>) -> Vec<NodeKey> {
        self.plan.children(key).collect()
    }

    fn cancelled(&self, key: NodeKey) -> bool {
        self.node(key).status.category == StatusCategory::Cancelled && self.rules.cancelled == CancelledRule::Exclude
    }

    fn weight(&self, key: NodeKey) -> u128 {
        if let Some(weight) = self.node(key).weight {
            return u128::from(weight.ten_thousandths());
        }
        match self.rules.missing_weight {
            MissingWeightRule::One | MissingWeightRule::Refuse => 10_000,
            MissingWeightRule::Zero => 0,
            MissingWeightRule::Mean => {
                let siblings = self.children(self.plan.parent(key));
                let given: Vec<u128> = siblings
                    .iter()
                    .filter_map(|one| self.node(*one).weight)
                    .map(|weight| u128::from(weight.ten_thousandths()))
                    .filter(|w| *w > 0)
                    .collect();
                if given.is_empty() { 10_000 } else { u128::from(half_even_wide(given.iter().sum(), given.len() as u128)) }
            }
        }
    }

    fn own(&self, key: NodeKey) -> u32 {
        let node = self.node(key);
        match node.status.category {
            StatusCategory::Done => HUNDRED,
            StatusCategory::Open | StatusCategory::Cancelled => 0,
            StatusCategory::InProgress => match (node.progress, &node.quantity) {
                (Some(progress), _) => progress.millionths(),
                (None, Some(quantity)) => quantity.completion().millionths(),
                (None, None) => 0,
            },
        }
    }

    fn done(&self, key: NodeKey) -> bool {
        let category = self.node(key).status.category;
        if category == StatusCategory::Done {
            return true;
        }
        let counted = self.counted(Some(key));
        self.rules.auto_complete == AutoComplete::Set
            && category != StatusCategory::Cancelled
            && !counted.is_empty()
            && counted.iter().all(|child| self.done(*child))
    }

    fn counted(&self, key: Option<NodeKey>) -> Vec<NodeKey> {
        self.children(key).into_iter().filter(|child| self.weight(*child) > 0 && self.of(*child).is_some()).collect()
    }

    fn counted_leaves(&self, key: Option<NodeKey>) -> Vec<NodeKey> {
        let below = |child: NodeKey| if self.plan.is_leaf(child) { vec![child] } else { self.counted_leaves(Some(child)) };
        self.counted(key).into_iter().flat_map(below).collect()
    }

    /// Σ weight × completion and Σ weight of the counted leaves, an overridden parent standing for those below it.
    fn leaf_sums(&self, key: Option<NodeKey>) -> (u128, u128) {
        let mut sums = (0, 0);
        for child in self.counted(key) {
            let (points, weight) = if self.plan.is_leaf(child) {
                (self.weight(child) * u128::from(self.of(child).unwrap()), self.weight(child))
            } else {
                let (points, weight) = self.leaf_sums(Some(child));
                (if self.node(child).completion_override.is_some() { weight * u128::from(self.of(child).unwrap()) } else { points }, weight)
            };
            sums = (sums.0 + points, sums.1 + weight);
        }
        sums
    }

    fn by_method(&self, key: Option<NodeKey>, method: Method) -> Option<u32> {
        let counted = self.counted(key);
        let share = |of: &[NodeKey]| {
            let done = of.iter().filter(|one| self.done(**one)).count() as u128;
            (!of.is_empty()).then(|| half_even(done * u128::from(HUNDRED), of.len() as u128))
        };
        match method {
            Method::WeightedMean => {
                let weight: u128 = counted.iter().map(|one| self.weight(*one)).sum();
                let points: u128 = counted.iter().map(|one| self.weight(*one) * u128::from(self.of(*one).unwrap())).sum();
                (weight > 0).then(|| half_even(points, weight))
            }
            Method::CompletedShare => share(&counted),
            Method::LeafShare => share(&self.counted_leaves(key)),
            Method::LeafMean => {
                let (points, weight) = self.leaf_sums(key);
                (weight > 0).then(|| half_even(points, weight))
            }
            Method::Lowest => counted.iter().map(|one| self.of(*one).unwrap()).min(),
            Method::Own => None,
        }
    }

    pub(crate) fn of(&self, key: NodeKey) -> Option<u32> {
        if self.cancelled(key) {
            return None;
        }
        if let Some(by_hand) = &self.node(key).completion_override {
            return Some(by_hand.completion.millionths());
        }
        let method = self.rules.method_of(self.plan.level_index(key));
        if self.plan.is_leaf(key) || method == Method::Own {
            return Some(self.own(key));
        }
        self.by_method(Some(key), method).or(match self.rules.empty {
            EmptyRule::OwnStatus => Some(self.own(key)),
            EmptyRule::Zero => Some(0),
            EmptyRule::Exclude => None,
        })
    }

    pub(crate) fn of_plan(&self) -> Option<u32> {
        self.by_method(None, self.rules.method_of(None))
    }
}

fn half_even_wide(numerator: u128, denominator: u128) -> u64 {
    let (quotient, rest) = (numerator / denominator, numerator % denominator);
    let up = u128::from(rest * 2 > denominator) | (u128::from(rest * 2 == denominator) & (quotient % 2));
    u64::try_from(quotient + up).unwrap()
}
