//! The arithmetic of completion, once (CMP-1 to CMP-4), on plain scaled integers.
//!
//! A completion is in millionths of a percent, a weight in ten-thousandths. A plan has at most 10⁶ nodes of at most 10¹⁰ weight units
//! and 10⁸ completion units each: sums of weights stay below 10¹⁶ and fit into 64 bits, sums of products below 10²⁴ and fit into 128.
//! The wrapping operations below therefore never wrap.

use super::rules::{AutoComplete, CancelledRule, CompletionRules, EmptyRule, Method, MissingWeightRule};
use crate::execution::{LevelIndex, MOST_LEVELS, StatusCategory};
use crate::values::{Percent, Rounding, Weight, divide};

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

/// Sums over leaves, which rules that look at children only need not carry: for those `()` stands in their place.
pub(crate) trait LeafSums: Copy + Default + PartialEq {
    /// A counted leaf by itself.
    fn leaf(weight: u64, points: u64, done: u32) -> Self;
    /// The same leaves with the completion that was set by hand for all of them (CMP-4).
    fn stood_for(self, completion: u64) -> Self;
    fn add(&mut self, other: &Self);
    fn take(&mut self, other: &Self);
    /// Done and counted leaves.
    fn counts(&self) -> (u32, u32);
    /// The mean of their completions by weight, or `ABSENT`.
    fn mean(&self) -> u32;
}

impl LeafSums for Leaves {
    #[inline]
    fn leaf(weight: u64, points: u64, done: u32) -> Self {
        Self { weight, points: u128::from(points), counted: 1, done }
    }

    #[inline]
    fn stood_for(self, completion: u64) -> Self {
        // It stands for the leaves below it in the mean; the shares go by status and are not moved.
        Self { points: u128::from(self.weight).wrapping_mul(u128::from(completion)), ..self }
    }

    #[inline]
    fn add(&mut self, other: &Self) {
        self.weight = self.weight.wrapping_add(other.weight);
        self.points = self.points.wrapping_add(other.points);
        self.counted = self.counted.wrapping_add(other.counted);
        self.done = self.done.wrapping_add(other.done);
    }

    #[inline]
    fn take(&mut self, other: &Self) {
        self.weight = self.weight.wrapping_sub(other.weight);
        self.points = self.points.wrapping_sub(other.points);
        self.counted = self.counted.wrapping_sub(other.counted);
        self.done = self.done.wrapping_sub(other.done);
    }

    #[inline]
    fn counts(&self) -> (u32, u32) {
        (self.done, self.counted)
    }

    #[inline]
    fn mean(&self) -> u32 {
        share(self.points, u128::from(self.weight))
    }
}

impl LeafSums for () {
    #[inline]
    fn leaf(_: u64, _: u64, _: u32) -> Self {}
    #[inline]
    fn stood_for(self, _: u64) -> Self {}
    #[inline]
    fn add(&mut self, (): &Self) {}
    #[inline]
    fn take(&mut self, (): &Self) {}
    #[inline]
    fn counts(&self) -> (u32, u32) {
        (0, 0)
    }
    #[inline]
    fn mean(&self) -> u32 {
        ABSENT
    }
}

/// What a node passes to the one above it. A node that is not counted passes nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Passed<L = Leaves> {
    pub(crate) weight: u64,
    pub(crate) points: u64,
    pub(crate) counted: u32,
    pub(crate) done: u32,
    pub(crate) leaves: L,
}

/// What the counted children of a node add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums<L = Leaves> {
    pub(crate) weight: u64,
    pub(crate) points: u128,
    pub(crate) counted: u32,
    pub(crate) done: u32,
    pub(crate) leaves: L,
}

impl<L: LeafSums> Sums<L> {
    #[inline]
    pub(crate) fn add(&mut self, child: &Passed<L>, leaves: bool) {
        self.weight = self.weight.wrapping_add(child.weight);
        self.points = self.points.wrapping_add(u128::from(child.points));
        self.counted = self.counted.wrapping_add(child.counted);
        self.done = self.done.wrapping_add(child.done);
        if leaves {
            self.leaves.add(&child.leaves);
        }
    }

    /// Takes away what was added before.
    #[inline]
    pub(crate) fn take(&mut self, child: &Passed<L>, leaves: bool) {
        self.weight = self.weight.wrapping_sub(child.weight);
        self.points = self.points.wrapping_sub(u128::from(child.points));
        self.counted = self.counted.wrapping_sub(child.counted);
        self.done = self.done.wrapping_sub(child.done);
        if leaves {
            self.leaves.take(&child.leaves);
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

impl Facts {
    /// A node by its status, its own progress where it is under way, and its override or `ABSENT` (CMP-1, CMP-3, CMP-4, CMP-5).
    #[inline]
    pub(crate) fn of(category: StatusCategory, progress: impl FnOnce() -> u32, set_by_hand: u32, rules: &CompletionRules) -> Self {
        let cancelled = category == StatusCategory::Cancelled;
        // Statuses come in no order that a processor could foresee, so this is made to be had without a jump.
        let by_status = if category == StatusCategory::Done { HUNDRED } else { 0 };
        let own = if category == StatusCategory::InProgress { progress() } else { by_status };
        Self {
            own,
            left_out: cancelled && rules.cancelled == CancelledRule::Exclude,
            done: category == StatusCategory::Done,
            follows: rules.auto_complete == AutoComplete::Set && !cancelled,
            set_by_hand,
        }
    }

    /// A node by the share of it that is planned for a date (CMP-9).
    #[inline]
    pub(crate) fn planned(category: StatusCategory, share: u32, rules: &CompletionRules) -> Self {
        Self {
            own: share,
            left_out: category == StatusCategory::Cancelled && rules.cancelled == CancelledRule::Exclude,
            done: share == HUNDRED,
            follows: false,
            set_by_hand: ABSENT,
        }
    }
}

/// The share of a leaf that is planned for a date, all dates as numbers of days: linear from its planned start to its due date,
/// a step at the due date that holds for it where it has not both of its own (CMP-9).
#[inline]
pub(crate) fn planned_share(start: Option<i32>, own_due: bool, due: Option<i32>, as_of: i32) -> u32 {
    let Some(due) = due else { return 0 };
    if as_of >= due {
        return HUNDRED;
    }
    let Some(start) = start.filter(|start| own_due && *start < as_of) else { return 0 };
    let gone = u128::from(as_of.abs_diff(start)).wrapping_mul(u128::from(HUNDRED));
    share(gone, u128::from(due.abs_diff(start)))
}

/// The weight of a node that has none, where it does not depend on its siblings (CMP-11).
pub(crate) const fn missing_weight(rule: MissingWeightRule) -> u64 {
    match rule {
        MissingWeightRule::Zero => 0,
        MissingWeightRule::One | MissingWeightRule::Mean | MissingWeightRule::Refuse => Weight::ONE.ten_thousandths(),
    }
}

/// The mean of so many positive weights, which is that of a sibling without one (CMP-11).
pub(crate) fn mean_weight(count: u32, sum: u128) -> u64 {
    let mean = divide(sum, u128::from(count), Rounding::HalfEven).and_then(|mean| u64::try_from(mean).ok());
    mean.unwrap_or(Weight::ONE.ten_thousandths())
}

/// The method of each level, looked up once a pass.
pub(crate) struct Methods([Method; MOST_LEVELS]);

impl Methods {
    pub(crate) fn of(rules: &CompletionRules) -> Self {
        let mut methods = [rules.method(); MOST_LEVELS];
        for (place, method) in (0..).zip(&mut methods) {
            *method = rules.method_of(Some(LevelIndex(place)));
        }
        Self(methods)
    }

    /// Whether a level has this method.
    pub(crate) fn any(&self, method: Method) -> bool {
        self.0.contains(&method)
    }

    #[inline]
    pub(crate) fn at(&self, level: LevelIndex) -> Method {
        self.0.get(level.get()).copied().unwrap_or_default()
    }
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
pub(crate) fn share(points: u128, weight: u128) -> u32 {
    divide(points, weight, Rounding::HalfEven).and_then(|value| u32::try_from(value).ok()).unwrap_or(ABSENT)
}

/// What a method makes of the sums, or `ABSENT` where nothing is counted (CMP-2). `lowest` is asked only by its own method.
#[inline]
pub(crate) fn roll_up<L: LeafSums>(method: Method, sums: &Sums<L>, lowest: impl FnOnce() -> u32) -> u32 {
    let of_count = |(done, counted): (u32, u32)| share(u128::from(u64::from(done).wrapping_mul(u64::from(HUNDRED))), u128::from(counted));
    match method {
        Method::WeightedMean => share(sums.points, u128::from(sums.weight)),
        Method::CompletedShare => of_count((sums.done, sums.counted)),
        Method::LeafShare => of_count(sums.leaves.counts()),
        Method::LeafMean => sums.leaves.mean(),
        Method::Lowest => lowest(),
        Method::Own => ABSENT,
    }
}

/// A node's figures from its facts and its children's sums (CMP-1 to CMP-5).
#[inline]
pub(crate) fn evaluate<L: LeafSums>(
    facts: &Facts,
    is_leaf: bool,
    sums: &Sums<L>,
    method: Method,
    rules: &CompletionRules,
    lowest: impl FnOnce() -> u32,
) -> Figures {
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
pub(crate) fn pass<L: LeafSums>(weight: u64, figures: &Figures, is_leaf: bool, sums: &Sums<L>, set_by_hand: bool) -> Passed<L> {
    if weight == 0 || figures.completion == ABSENT {
        return Passed::default();
    }
    let completion = u64::from(figures.completion);
    let points = weight.wrapping_mul(completion);
    let done = u32::from(figures.done);
    let leaves = if is_leaf {
        L::leaf(weight, points, done)
    } else if set_by_hand {
        sums.leaves.stood_for(completion)
    } else {
        sums.leaves
    };
    Passed { weight, points, counted: 1, done, leaves }
}
