//! Step 4, execute the plan: the hierarchy, its statuses, completion with reasons, and what is due.

mod completion;
mod due;
mod hierarchy;
mod links;
mod node;
mod status;
mod summary;
mod work;

pub(crate) use completion::kernel;
pub use completion::{
    AutoComplete, Basis, CancelledRule, Completion, CompletionRules, DisplayRules, EmptyRule, Explanation, Health, HealthRules, HealthRulesError,
    LeftOut, LeftOutReason, Method, MissingWeightRule, MissingWeights, OwnAtPlan, Progress, Term, TooManyDecimals, WeightSource,
};
pub(crate) use due::bucket;
pub use due::{DueBucket, DueItem, DueQuery, Horizon, HorizonTooFar, MOST_HORIZON, due};
pub use hierarchy::{Hierarchy, HierarchyError, Level, LevelIndex, MOST_LEVELS, PLAN_LEVEL};
pub use links::{Links, MOST_LINKS, TooManyLinks};
pub use node::{Acting, Node, NodeSpec, Override, Schedule};
pub use status::{Status, StatusCategory, StatusList, StatusListError, Transition, transition};
pub use summary::Summary;
pub(crate) use work::may_change_status;
pub use work::{Changed, NotOpened, PrerequisiteRule, StatusProposal, Work, WorkError, status_proposals};
