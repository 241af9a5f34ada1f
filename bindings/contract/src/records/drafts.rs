//! What goes in: who acts, plans as plain values, rules and questions.

use super::{AutoComplete, CancelledRule, DayOff, DisplayRounding, EmptyRule, Method, MissingWeightRule, PrerequisiteRule, StatusCategory, Weekday};
use crate::shape::records;
use crate::{Bytes, Day, Dec, Stamp};

records! {
    DRAFTS:

    /// Who acts, and when. Nothing here reads a clock, so every change names its moment.
    pub struct Acting {
        /// The id of the person, 1 to 64 visible characters.
        pub person: String,
        /// The moment.
        pub at: Stamp,
    }

    /// What a node counts, beside a status: from a baseline to a target (CMP-1).
    pub struct QuantityDraft {
        /// Where it began; up to 9 decimals.
        pub baseline: Dec,
        /// Where it should get to; not the baseline, but it may be below it.
        pub target: Dec,
        /// Where it is; absent for still at the baseline.
        pub actual: Option<Dec> = None,
    }

    /// A completion that a person sets by hand, which then holds instead of the computed one (CMP-4).
    pub struct OverrideDraft {
        /// The completion, 0 to 100 with at most 6 decimals.
        pub completion: Dec,
        /// Why, at most 2 000 characters, not blank.
        pub reason: String,
        /// The id of the person who set it.
        pub by: String,
        /// When.
        pub at: Stamp,
    }

    /// Who marked a node done, and when (EXE-2).
    pub struct CompletedDraft {
        /// The id of the person.
        pub by: String,
        /// When.
        pub at: Stamp,
    }

    /// A node of a plan as plain values: a goal, objective, tactic or action (EXE-2). Only `id` is needed.
    pub struct NodeDraft {
        /// Its id, unique in the plan: 1 to 64 visible characters.
        pub id: String,
        /// The id of the node above; absent directly under the plan.
        pub parent: Option<String> = None,
        /// The name of its level; absent for the next one below the parent's.
        pub level: Option<String> = None,
        /// Its title, at most 500 characters.
        pub title: Option<String> = None,
        /// The id of the person who owns it or does it.
        pub owner: Option<String> = None,
        /// How much it counts beside its siblings, 0 to 1 000 000 with at most 4 decimals (NUM-3); absent is what CMP-11 makes of it.
        pub weight: Option<Dec> = None,
        /// The code of its status, of the plan's list; absent for the first one that is open.
        pub status: Option<String> = None,
        /// Its planned start.
        pub start: Option<Day> = None,
        /// When it is due.
        pub due: Option<Day> = None,
        /// Its own progress while in progress, 0 to 100 with at most 6 decimals (CMP-1).
        pub progress: Option<Dec> = None,
        /// What it counts, where that says more than a status (CMP-1).
        pub quantity: Option<QuantityDraft> = None,
        /// The ids of nodes of the same plan that come first, at most 100; one that is named twice is kept once.
        pub prerequisites: Option<Vec<String>> = None,
        /// The ids of the products it is about, likewise.
        pub products: Option<Vec<String>> = None,
        /// The ids of the stakeholders it is about, likewise.
        pub stakeholders: Option<Vec<String>> = None,
        /// Who marked it done, and when.
        pub completed: Option<CompletedDraft> = None,
        /// A completion set by hand (CMP-4).
        pub r#override: Option<OverrideDraft> = None,
    }

    /// A level of the hierarchy (EXE-1).
    pub struct LevelDraft {
        /// Its name.
        pub name: String,
        /// Whether a node may skip it; absent for no.
        pub optional: Option<bool> = None,
    }

    /// A status of the plan's list (EXE-2).
    pub struct StatusDraft {
        /// Its code.
        pub code: String,
        /// What it means to the rules.
        pub category: StatusCategory,
    }

    /// The method of one level.
    pub struct LevelMethod {
        /// The name of the level; `plan` for the plan itself.
        pub level: String,
        /// The method of its nodes.
        pub method: Method,
    }

    /// How completion is computed (CMP-2, CMP-3, CMP-5, CMP-11). What is absent stays as the plan's settings have it.
    pub struct CompletionRules {
        /// The method of every level that has none of its own; `weighted_mean` by default.
        pub method: Option<Method> = None,
        /// Levels with a method of their own.
        pub levels: Option<Vec<LevelMethod>> = None,
        /// What a cancelled node does; `exclude` by default.
        pub cancelled: Option<CancelledRule> = None,
        /// The completion of a parent below which nothing counts; `own_status` by default.
        pub empty: Option<EmptyRule> = None,
        /// The weight of a node that has none; `one` by default.
        pub missing_weight: Option<MissingWeightRule> = None,
        /// What happens to a parent whose children are all done; `off` by default.
        pub auto_complete: Option<AutoComplete> = None,
    }

    /// How a completion is shown (CMP-6).
    pub struct DisplayRules {
        /// Decimals, 0 to 6; 0 by default.
        pub decimals: Option<u32> = None,
        /// How it is rounded; `half_up` by default.
        pub rounding: Option<DisplayRounding> = None,
        /// Whether below 100 never shows as 100 and above 0 never as 0; on by default.
        pub guard: Option<bool> = None,
    }

    /// How far behind a plan may be, in points (CMP-9).
    pub struct HealthRules {
        /// Points behind from which it is at risk; 5 by default.
        pub at_risk: Option<Dec> = None,
        /// Points behind from which it is off track; 15 by default.
        pub off_track: Option<Dec> = None,
    }

    /// The working days of a market (DUE-1).
    pub struct CalendarDraft {
        /// The days of the weekend.
        pub weekend: Option<Vec<Weekday>> = None,
        /// The holidays.
        pub holidays: Option<Vec<Day>> = None,
        /// What happens to a due date on a day off; `keep` by default.
        pub day_off: Option<DayOff> = None,
    }

    /// What a plan is read and computed by. What is absent has its default.
    pub struct Settings {
        /// The levels from top to bottom, 1 to 8; goal, objective, tactic, action by default (EXE-1).
        pub levels: Option<Vec<LevelDraft>> = None,
        /// The statuses; open, in_progress, done, cancelled by default (EXE-2).
        pub statuses: Option<Vec<StatusDraft>> = None,
        /// How completion is computed.
        pub completion: Option<CompletionRules> = None,
        /// How it is shown.
        pub display: Option<DisplayRules> = None,
        /// When a plan is at risk or off track.
        pub health: Option<HealthRules> = None,
        /// The working days.
        pub calendar: Option<CalendarDraft> = None,
        /// What an unfinished prerequisite does; `refuse` by default (EXE-2).
        pub prerequisites: Option<PrerequisiteRule> = None,
    }

    /// A plan as plain values. Only `id` is needed.
    pub struct PlanDraft {
        /// Its id: 1 to 64 visible characters.
        pub id: String,
        /// Its title, at most 500 characters.
        pub title: Option<String> = None,
        /// The id of its account.
        pub account: Option<String> = None,
        /// The id of the person who owns it.
        pub owner: Option<String> = None,
        /// The id of the organisation unit it belongs to.
        pub unit: Option<String> = None,
        /// Its status, in the words of its source.
        pub status: Option<String> = None,
        /// Its first day.
        pub start: Option<Day> = None,
        /// Its last day.
        pub end: Option<Day> = None,
        /// What it is read and computed by.
        pub settings: Option<Settings> = None,
        /// Its nodes, in any order.
        pub nodes: Option<Vec<NodeDraft>> = None,
    }

    /// Whose work, and how far ahead (DUE-1).
    pub struct DueQuery {
        /// How many days `soon` reaches, at most 3 660; 14 by default.
        pub horizon: Option<u32> = None,
        /// Whether the horizon counts working days of the plan's calendar; no by default.
        pub working_days: Option<bool> = None,
        /// Only what this person owns.
        pub person: Option<String> = None,
        /// Only plans of this organisation unit.
        pub unit: Option<String> = None,
        /// Only this plan; one that is not there is an error. A question to a plan need not name it.
        pub plan: Option<String> = None,
        /// The names of the levels asked for; absent for the lowest one.
        pub levels: Option<Vec<String>> = None,
    }

    /// A file of an export, by name and content.
    pub struct ExportFile {
        /// Its name, with its ending.
        pub name: String,
        /// Its content.
        pub content: Bytes,
        /// Of a file that `written` gives, what a `WrittenFile` says there; reading does not look at it.
        pub unmapped: Option<Vec<String>> = None,
        /// As `unmapped`: what a `WrittenFile` says there.
        pub left_out: Option<u32> = None,
    }

    /// How an export is read.
    pub struct ExportOptions {
        /// The name of a shipped mapping; absent to recognise it from the files.
        pub mapping: Option<String> = None,
        /// A mapping of one's own as TOML, which may extend a shipped one.
        pub mapping_document: Option<String> = None,
        /// What is other than in the settings of the mapping; levels and statuses, where they are given, must have those that the mapping uses.
        pub settings: Option<Settings> = None,
        /// The same as a document: JSON, with what a plan document has under `settings`. Only one of both can be used.
        pub settings_document: Option<String> = None,
        /// By how many points an imported progress may differ before it is listed; 0.5 by default.
        pub tolerance: Option<Dec> = None,
    }
}
