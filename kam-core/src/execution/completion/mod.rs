//! From statuses and weights to percentages, exactly and with reasons (CMP-1 to CMP-7, CMP-9, CMP-11).

mod display;
mod expected;
mod explain;
pub(crate) mod kernel;
mod narrate;
mod rollup;
mod rules;

pub use display::{DisplayRules, TooManyDecimals};
pub use expected::{Health, HealthRules, HealthRulesError, Progress};
pub use explain::{Basis, Explanation, LeftOut, LeftOutReason, Term};
pub use rollup::{Completion, MissingWeights, WeightSource};
pub use rules::{AutoComplete, CancelledRule, CompletionRules, EmptyRule, Method, MissingWeightRule, OwnAtPlan};
