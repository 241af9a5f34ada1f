//! What an organisation configures: layers from a shared core to its affiliates, lists of values, and the decisions behind them (CFG-1 to CFG-5, LOV-1 to
//! LOV-5).
//!
//! | part | what it is |
//! |---|---|
//! | `schema`, `value` | every setting there is: path, type, default; and what one can be |
//! | `layer`, `resolve` | what documents say, and what holds in each of them, with where it comes from and who locked it |
//! | `check`, `check_lists`, `check_units` | what cannot be together, all of it at once |
//! | `compare` | two affiliates beside each other; how much of the core they share |
//! | `lists` | lists of values |
//! | `decisions` | the questions that the settings answer |
//! | `plan_settings`, `settings` | what a plan is read and computed by |
//! | `cycle_settings` | the planning cycles of a layer |

mod check;
mod check_approvals;
mod check_life;
mod check_lists;
mod check_units;
mod compare;
mod cycle_settings;
pub mod decisions;
mod layer;
mod lists;
mod names;
mod plan_settings;
mod resolve;
pub mod schema;
mod settings;
mod value;

pub use check::{ConfigProblem, MOST_LAYERS};
pub use compare::SettingDifference;
pub use decisions::{Decision, DecisionState, DecisionStatus};
pub use layer::{Layer, LayerIndex, Part};
pub use lists::{ListQuality, ListRefusal, ListValue, ValueChange, ValueList, ValueUse, shipped_lists};
pub use names::{AUTO_COMPLETE, CANCELLED, CATEGORIES, DAY_OFF, EMPTY, METHODS, MISSING_WEIGHT, PREREQUISITES, ROUNDING, WEEKDAYS, name_of};
pub use resolve::{Configuration, Resolved, ResolvedList, ResolvedSetting, preset};
pub(crate) use schema::CYCLE_STEPS;
pub use schema::{SETTINGS, SettingInfo, Step};
pub use settings::Settings;
pub use value::{Field, Kind, Preset, Record, Refers, SettingValue};
