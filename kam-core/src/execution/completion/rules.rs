//! What is configured about completion (CMP-2, CMP-3, CMP-5, CMP-11).

use crate::execution::hierarchy::{LevelIndex, MOST_LEVELS};

/// How a parent's completion follows from what is below it (CMP-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Method {
    /// Sum of weight × completion over sum of weight, of the counted children.
    #[default]
    WeightedMean,
    /// Done children over counted children, by status.
    CompletedShare,
    /// Done leaves over counted leaves anywhere below, by status.
    LeafShare,
    /// The weighted mean over the counted leaves anywhere below, each with its own weight.
    LeafMean,
    /// The smallest completion of the counted children.
    Lowest,
    /// What the node says of itself, as if it were a leaf.
    Own,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 6] = [Self::WeightedMean, Self::CompletedShare, Self::LeafShare, Self::LeafMean, Self::Lowest, Self::Own];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WeightedMean => "weighted_mean",
            Self::CompletedShare => "completed_share",
            Self::LeafShare => "leaf_share",
            Self::LeafMean => "leaf_mean",
            Self::Lowest => "lowest",
            Self::Own => "own",
        }
    }

    /// Whether it looks at leaves anywhere below rather than at children.
    #[must_use]
    pub const fn looks_at_leaves(self) -> bool {
        matches!(self, Self::LeafShare | Self::LeafMean)
    }
}

/// What a cancelled node is (CMP-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CancelledRule {
    /// Not counted, without a completion.
    #[default]
    Exclude,
    /// Counted as if it were open.
    Open,
}

/// What a parent without a counted child is (CMP-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EmptyRule {
    /// What its own status, progress or quantity gives, as if it were a leaf.
    #[default]
    OwnStatus,
    /// 0.
    Zero,
    /// Without a completion, and not counted one level up.
    Exclude,
}

/// What a node without a weight weighs (CMP-11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MissingWeightRule {
    /// 1.
    #[default]
    One,
    /// The mean of the siblings' positive weights; 1 where there is none.
    Mean,
    /// 0.
    Zero,
    /// Nothing: the computation is refused and the nodes are named.
    Refuse,
}

/// Whether a parent becomes done when all its counted children are (CMP-5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AutoComplete {
    /// No.
    #[default]
    Off,
    /// It is proposed.
    Propose,
    /// It counts as done, and the host is told to record it.
    Set,
}

/// The method `own` where the plan itself is meant, which has no progress of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the plan has no progress of its own, so its method cannot be `own`")]
pub struct OwnAtPlan;

/// Everything that is configured about completion.
///
/// ```
/// use kam_core::execution::{CompletionRules, Hierarchy, Method};
///
/// let hierarchy = Hierarchy::default();
/// let goal = hierarchy.find("goal").expect("a default level");
/// let rules = CompletionRules::default().with_level(goal, Method::LeafShare);
/// assert_eq!(rules.method_of(Some(goal)), Method::LeafShare);
/// assert_eq!(rules.method_of(None), Method::WeightedMean);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CompletionRules {
    method: Method,
    plan: Option<Method>,
    levels: [Option<Method>; MOST_LEVELS],
    /// What a cancelled node is (CMP-3).
    pub cancelled: CancelledRule,
    /// What a parent without a counted child is (CMP-3).
    pub empty: EmptyRule,
    /// What a node without a weight weighs (CMP-11).
    pub missing_weight: MissingWeightRule,
    /// Whether parents complete themselves (CMP-5).
    pub auto_complete: AutoComplete,
}

impl CompletionRules {
    /// The default options with one method on all levels.
    #[must_use]
    pub fn with_method(method: Method) -> Self {
        Self { method, ..Self::default() }
    }

    /// The method of all levels that have none of their own.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The same with another method where no level has its own.
    #[must_use]
    pub const fn and_method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// The same with another method for the nodes of a level.
    #[must_use]
    pub fn with_level(mut self, level: LevelIndex, method: Method) -> Self {
        if let Some(slot) = self.levels.get_mut(level.get()) {
            *slot = Some(method);
        }
        self
    }

    /// The same with another method for the plan itself.
    ///
    /// # Errors
    /// The method `own`.
    pub const fn with_plan(mut self, method: Method) -> Result<Self, OwnAtPlan> {
        if matches!(method, Method::Own) {
            return Err(OwnAtPlan);
        }
        self.plan = Some(method);
        Ok(self)
    }

    /// The method of a level's nodes, or of the plan itself.
    #[must_use]
    pub fn method_of(&self, level: Option<LevelIndex>) -> Method {
        self.special(level).unwrap_or(self.method)
    }

    /// The method that a level, or the plan itself, has for itself alone.
    #[must_use]
    pub fn special(&self, level: Option<LevelIndex>) -> Option<Method> {
        level.map_or(self.plan, |level| self.levels.get(level.get()).copied().flatten())
    }

    /// Whether any level looks at leaves, so that their sums are worth keeping.
    #[must_use]
    pub fn looks_at_leaves(&self) -> bool {
        self.method.looks_at_leaves() || self.levels.iter().chain([&self.plan]).flatten().any(|method| method.looks_at_leaves())
    }
}
