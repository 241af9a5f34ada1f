//! The arithmetic of completion, once (CMP-1 to CMP-4), on plain scaled integers.
//!
//! A completion is in millionths of a percent, a weight in ten-thousandths. A plan has at most 10⁶ nodes of at most 10¹⁰ weight units
//! and 10⁸ completion units each: sums of weights stay below 10¹⁶ and fit into 64 bits, sums of products below 10²⁴ and fit into 128.
//! The wrapping operations below therefore never wrap.

use super::rules::{CompletionRules, EmptyRule, Method};
use crate::values::{Percent, Rounding, divide};

/// Stands for a completion that is absent.
pub(crate) const ABSENT: u32 = u32::MAX;
const HUNDRED: u32 = Percent::HUNDRED.millionths();

/// What is known of the counted leaves below a node, itself included where it is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Leaves {
    pub(crate) weight: u64,
    pub(crate) points: u128,
    pub(crate) counted: u32,
    pub(crate) done: u32,
}

/// What a node passes to the one above it. A node that is not counted passes nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Passed {
    pub(crate) weight: u64,
    pub(crate) points: u64,
    pub(crate) counted: u32,
    pub(crate) done: u32,
    pub(crate) leaves: Leaves,
}

/// What the counted children of a node add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) weight: u64,
    pub(crate) points: u128,
    pub(crate) counted: u32,
    pub(crate) done: u32,
    pub(crate) leaves: Leaves,
}

impl Sums {
    #[inline]
    pub(crate) fn add(&mut self, child: &Passed, leaves: bool) {
        self.weight = self.weight.wrapping_add(child.weight);
        self.points = self.points.wrapping_add(u128::from(child.points));
        self.counted = self.counted.wrapping_add(child.counted);
        self.done = self.done.wrapping_add(child.done);
        if leaves {
            self.leaves.weight = self.leaves.weight.wrapping_add(child.leaves.weight);
            self.leaves.points = self.leaves.points.wrapping_add(child.leaves.points);
            self.leaves.counted = self.leaves.counted.wrapping_add(child.leaves.counted);
            self.leaves.done = self.leaves.done.wrapping_add(child.leaves.done);
        }
    }

    /// Takes away what was added before.
    #[inline]
    pub(crate) fn take(&mut self, child: &Passed, leaves: bool) {
        self.weight = self.weight.wrapping_sub(child.weight);
        self.points = self.points.wrapping_sub(u128::from(child.points));
        self.counted = self.counted.wrapping_sub(child.counted);
        self.done = self.done.wrapping_sub(child.done);
        if leaves {
            self.leaves.weight = self.leaves.weight.wrapping_sub(child.leaves.weight);
            self.leaves.points = self.leaves.points.wrapping_sub(child.leaves.points);
            self.leaves.counted = self.leaves.counted.wrapping_sub(child.leaves.counted);
            self.leaves.done = self.leaves.done.wrapping_sub(child.leaves.done);
        }
    }
}

/// What is known of a node by itself, apart from what is below it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    /// Its completion as if it were a leaf (CMP-1).
    pub(crate) own: u32,
    /// Cancelled, where that means not counted (CMP-3).
    pub(crate) left_out: bool,
    /// Done by status.
    pub(crate) done: bool,
    /// Whether it becomes done when its counted children are (CMP-5).
    pub(crate) follows: bool,
    /// The override, or `ABSENT` (CMP-4).
    pub(crate) set_by_hand: u32,
}

/// A node's figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    /// From its children or its own status, or `ABSENT`.
    pub(crate) computed: u32,
    /// What holds: the override, else the computed value.
    pub(crate) completion: u32,
    pub(crate) done: bool,
}

/// A rounded share of two sums; `ABSENT` where nothing was counted.
#[inline]
fn share(points: u128, weight: u128) -> u32 {
    divide(points, weight, Rounding::HalfEven).and_then(|value| u32::try_from(value).ok()).unwrap_or(ABSENT)
}

/// What a method makes of the sums, or `ABSENT` where nothing is counted (CMP-2). `lowest` is asked only by its own method.
#[inline]
pub(crate) fn roll_up(method: Method, sums: &Sums, lowest: impl FnOnce() -> u32) -> u32 {
    let of_count = |done: u32, counted: u32| share(u128::from(u64::from(done).wrapping_mul(u64::from(HUNDRED))), u128::from(counted));
    match method {
        Method::WeightedMean => share(sums.points, u128::from(sums.weight)),
        Method::CompletedShare => of_count(sums.done, sums.counted),
        Method::LeafShare => of_count(sums.leaves.done, sums.leaves.counted),
        Method::LeafMean => share(sums.leaves.points, u128::from(sums.leaves.weight)),
        Method::Lowest => lowest(),
        Method::Own => ABSENT,
    }
}

/// A node's figures from its facts and its children's sums (CMP-1 to CMP-5).
#[inline]
pub(crate) fn evaluate(facts: &Facts, is_leaf: bool, sums: &Sums, method: Method, rules: &CompletionRules, lowest: impl FnOnce() -> u32) -> Figures {
    if facts.left_out {
        return Figures { computed: ABSENT, completion: ABSENT, done: false };
    }
    let computed = if is_leaf || method == Method::Own {
        facts.own
    } else {
        match roll_up(method, sums, lowest) {
            ABSENT => match rules.empty {
                EmptyRule::OwnStatus => facts.own,
                EmptyRule::Zero => 0,
                EmptyRule::Exclude => ABSENT,
            },
            value => value,
        }
    };
    let completion = if facts.set_by_hand == ABSENT { computed } else { facts.set_by_hand };
    let done = facts.done || (facts.follows && sums.counted > 0 && sums.done == sums.counted);
    Figures { computed, completion, done }
}

/// What a node passes up (CMP-3).
#[inline]
pub(crate) fn pass(weight: u64, figures: &Figures, is_leaf: bool, sums: &Sums, set_by_hand: bool) -> Passed {
    if weight == 0 || figures.completion == ABSENT {
        return Passed::default();
    }
    let completion = u64::from(figures.completion);
    let points = weight.wrapping_mul(completion);
    let done = u32::from(figures.done);
    let leaves = if is_leaf {
        Leaves { weight, points: u128::from(points), counted: 1, done }
    } else if set_by_hand {
        // It stands for the leaves below it in the mean; the shares go by status and are not moved (CMP-4).
        Leaves { points: u128::from(sums.leaves.weight).wrapping_mul(u128::from(completion)), ..sums.leaves }
    } else {
        sums.leaves
    };
    Passed { weight, points, counted: 1, done, leaves }
}
