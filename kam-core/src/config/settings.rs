//! What an organisation configures about its plans.

use crate::cycle::Calendar;
use crate::execution::{CompletionRules, DisplayRules, HealthRules, Hierarchy, PrerequisiteRule, StatusList};

/// The settings that a plan is read and computed by.
///
/// ```
/// use kam_core::config::Settings;
///
/// let settings = Settings::default();
/// assert_eq!(settings.hierarchy.name(settings.hierarchy.lowest()), "action");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The levels of the hierarchy (EXE-1).
    pub hierarchy: Hierarchy,
    /// The statuses of nodes (EXE-2).
    pub statuses: StatusList,
    /// How completion is computed (CMP-2, CMP-3, CMP-5, CMP-11).
    pub completion: CompletionRules,
    /// How a completion is shown (CMP-6).
    pub display: DisplayRules,
    /// When a plan is at risk or off track (CMP-9).
    pub health: HealthRules,
    /// The market's working days (DUE-1).
    pub calendar: Calendar,
    /// What an unfinished prerequisite does to finishing a node (EXE-2).
    pub prerequisites: PrerequisiteRule,
}
