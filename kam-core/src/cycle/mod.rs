//! The planning cycle: how it repeats, what is open on a day, and a market's working days (CYC-1 to CYC-3, DUE-1).
//!
//! | part | what it is |
//! |---|---|
//! | `months` | steps of calendar months, safe at the end of a month |
//! | `rules` | how cycles repeat, and the phases that each has |
//! | `planning` | one cycle: its name, its days, the windows of its phases, the days that no phase covers |
//! | `status` | where a cycle stands on a day: what is open, what closes when, what is late |
//! | `calendar` | working days |
//!
//! What an organisation configured becomes [`CycleRules`] by [`Configuration::cycle_rules`](crate::config::Configuration::cycle_rules).

mod calendar;
mod months;
mod planning;
mod rules;
mod status;

pub use calendar::{Calendar, CalendarError, DayOff};
pub use months::add_months;
pub use planning::{DayRange, PhaseWindow, PlanningCycle};
pub use rules::{CycleError, CycleRules, Phase};
pub use status::{CycleStatus, PhaseState, PhaseStatus, UnknownPhase};
