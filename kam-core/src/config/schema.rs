//! Every setting there is: its path, what it can be, and what it is when nobody decides.

use super::names::{AUTO_COMPLETE, CANCELLED, DAY_OFF, EMPTY, METHODS, MISSING_WEIGHT, PREREQUISITES, ROUNDING, WEEKDAYS, only};
use super::value::{Field, Kind, Preset, Refers};
use crate::account_plan::STATES;
use crate::approval::{IfNoStep, MOST_CHARACTERS, WhenLate};
use std::fmt;

/// A step of the account planning cycle, and what lies around the five of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// What is decided before all else.
    Foundation,
    /// Step 1.
    Goals,
    /// Step 2.
    Targets,
    /// Step 3.
    Plan,
    /// Step 4.
    Execution,
    /// Step 5.
    Measures,
    /// Scope, waves and training.
    RollOut,
}

impl Step {
    /// All of them, in the order of the cycle.
    pub const ALL: [Self; 7] = [Self::Foundation, Self::Goals, Self::Targets, Self::Plan, Self::Execution, Self::Measures, Self::RollOut];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Foundation => "foundation",
            Self::Goals => "goals",
            Self::Targets => "targets",
            Self::Plan => "plan",
            Self::Execution => "execution",
            Self::Measures => "measures",
            Self::RollOut => "roll_out",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The names of the steps that settings can speak of: the five of the cycle.
pub const CYCLE_STEPS: &[&str] = &["goals", "targets", "plan", "execution", "measures"];

/// A setting: a place in a configuration with a type and a default.
#[derive(Debug, Clone, Copy)]
pub struct SettingInfo {
    /// Its path: `goals.cascade`.
    pub path: &'static str,
    /// The step that it belongs to.
    pub step: Step,
    /// What it can be.
    pub kind: Kind,
    /// What it is while no layer says anything.
    pub preset: Preset,
    /// What it means, in a sentence or two.
    pub text: &'static str,
}

impl SettingInfo {
    /// The setting of a path.
    #[must_use]
    pub fn find(path: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.path == path)
    }
}

const MONTHS: Kind = Kind::Whole { least: 1, most: 36 };
const ROLES: Kind = Kind::Many(&Kind::Refer(Refers::Role));
const FUNCTIONS: Kind = Kind::Many(&Kind::Refer(Refers::Value("team_function")));
const LEVEL: Kind = Kind::Refer(Refers::Level);
const HIERARCHY_LEVEL: Kind = Kind::Refer(Refers::HierarchyLevel);
const STEPS: Kind = Kind::Many(&Kind::Choice(CYCLE_STEPS));
const METHOD: Kind = Kind::Choice(&only::<_, 6>(METHODS));
const WEEKDAY: Kind = Kind::Choice(&only::<_, 7>(WEEKDAYS));
const TITLE: Kind = Kind::Text { most: 200 };
const CONDITION: Kind = Kind::Text { most: MOST_CHARACTERS };

/// The sections of an account plan (ACC-1, PLN-4).
pub const SECTIONS: &[&str] =
    &["profile", "team", "stakeholders", "analyses", "goals", "hierarchy", "measures", "reviews", "compensation", "approvals"];

/// What rights there are over a section, from none to all (ACC-1).
pub const RIGHTS: &[&str] = &["none", "read", "edit", "approve"];

const fn needed(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, needed: true }
}

const fn optional(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, needed: false }
}

/// One line for each setting: path, step, kind, preset, meaning.
macro_rules! settings {
    ($($path:literal $step:ident, $kind:expr, $preset:expr, $text:literal;)+) => {
        /// All settings, by section. What a list of values holds is beside them, under `lists`.
        pub const SETTINGS: &[SettingInfo] = &[$(SettingInfo { path: $path, step: Step::$step, kind: $kind, preset: $preset, text: $text }),+];
    };
}

settings! {
    "organization.levels" Foundation, Kind::Many(&Kind::Code), Preset::Codes(&["international", "national", "regional", "territory"]),
        "The levels of the organisation, the highest first (ORG-1).";
    "organization.units" Foundation, Kind::Keyed(&[needed("id", Kind::Code), optional("name", TITLE), needed("level", LEVEL), optional("parent", Kind::Refer(Refers::Unit))]), Preset::None,
        "The units of the organisation as one tree; a unit lies below its parent's level, and levels may be skipped (ORG-1).";
    "organization.roles" Foundation, Kind::Keyed(&[needed("code", Kind::Code), optional("name", TITLE), needed("function", Kind::Refer(Refers::Value("team_function"))), optional("level", LEVEL)]),
        Preset::Records(&[
            &[("code", "key_account_manager"), ("name", "Key account manager"), ("function", "sales"), ("level", "territory")],
            &[("code", "regional_manager"), ("name", "Regional manager"), ("function", "sales"), ("level", "regional")],
            &[("code", "country_lead"), ("name", "Country lead"), ("function", "sales"), ("level", "national")],
            &[("code", "medical_liaison"), ("name", "Medical science liaison"), ("function", "medical"), ("level", "territory")],
            &[("code", "market_access_manager"), ("name", "Market access manager"), ("function", "market_access"), ("level", "national")],
            &[("code", "brand_manager"), ("name", "Brand manager"), ("function", "marketing"), ("level", "national")],
        ]),
        "The roles in which people act, each of one team function; a role in a unit covers the units below it (ORG-2).";
    "organization.alignment" Foundation, Kind::Percent, Preset::Text("80"),
        "The share of settings that an affiliate should have in common with the core; where it has less, the comparison says so (CFG-2).";

    "features.stage" Foundation, Kind::Refer(Refers::Stage), Preset::Text("basic"),
        "The maturity stage: the set of features that are on unless a setting of their own says otherwise (CFG-3).";
    "features.stages" Foundation, Kind::Keyed(&[needed("name", Kind::Code), needed("features", Kind::Many(&Kind::Choice(FEATURES)))]),
        Preset::Stages,
        "The maturity stages by name, each with the features that are on in it (CFG-3).";
    "features.on" Foundation, Kind::Many(&Kind::Choice(FEATURES)), Preset::None,
        "Features that are on beside those of the stage (CFG-3).";
    "features.off" Foundation, Kind::Many(&Kind::Choice(FEATURES)), Preset::None,
        "Features that are off although the stage has them (CFG-3).";

    "team.functions" Foundation, FUNCTIONS, Preset::Codes(&["sales", "medical"]),
        "The team functions that take part in account planning from the first day.";
    "team.participation" Foundation, Kind::Keyed(&[needed("function", Kind::Refer(Refers::Value("team_function"))), needed("steps", STEPS), optional("part", TITLE)]), Preset::None,
        "Which team function takes part in which steps of the cycle, and what its part is.";

    "cycle.kind" Foundation, Kind::Choice(&["shared", "offset", "own"]), Preset::Text("shared"),
        "Whether an affiliate follows the shared planning cycle exactly, some months later, or has its own (CYC-1).";
    "cycle.offset_months" Foundation, Kind::Whole { least: 0, most: 12 }, Preset::Whole(0),
        "How many months later than the shared cycle its own begins, where `cycle.kind` is `offset` (CYC-1).";
    "cycle.months" Foundation, MONTHS, Preset::Whole(12),
        "How many months a planning cycle lasts (CYC-3).";
    "cycle.starts_in" Foundation, Kind::Whole { least: 1, most: 12 }, Preset::Whole(1),
        "The month in which a cycle starts, 1 for January (CYC-1).";
    "cycle.phases" Foundation, Kind::Records(&[needed("name", Kind::Code), needed("from_day", Kind::Whole { least: 1, most: 1_100 }), needed("days", Kind::Whole { least: 1, most: 1_100 }), optional("step", Kind::Choice(CYCLE_STEPS))]), Preset::None,
        "The phases of a cycle with their windows: from which day of the cycle, for how many days. Windows may overlap; a gap is reported. A phase is for the step of the cycle that it names or is named like (CYC-1, CYC-2).";
    "cycle.late_changes" Plan, Kind::Choice(&["free", "warn", "refuse"]), Preset::Text("free"),
        "What becomes of a change in an account plan while no phase for its step is open: it is made, made with a warning, or refused. What a plan consists of belongs to the step `plan`, and status, progress and actuals to `execution`; team and stakeholders belong to none (CYC-2).";

    "goals.decided_at" Foundation, LEVEL, Preset::Text("international"),
        "The level of the organisation at which strategic goals are decided.";
    "goals.cascade" Foundation, Kind::Records(&[needed("level", LEVEL), needed("mode", Kind::Choice(&["adopt", "adapt", "free"])), optional("tolerance", Kind::Percent)]), Preset::None,
        "What a level may do with the goals that are handed down to it: adopt them as they are, adapt targets within a tolerance in percent, or set its own (GOL-2).";
    "goals.defined_by" Goals, Kind::Records(&[needed("level", LEVEL), needed("roles", ROLES)]), Preset::None,
        "Who defines goals at each level of the organisation: how much is left to key account managers and how much to their managers.";
    "goals.approved_by" Goals, ROLES, Preset::None,
        "The roles that approve goals in the system, in this order; none where goals need no approval.";
    "goals.tactics_approved_by" Foundation, ROLES, Preset::None,
        "The roles that approve tactics, in this order; none where tactics need no approval.";
    "goals.most_in_a_plan" Goals, Kind::Whole { least: 1, most: 100 }, Preset::Whole(5),
        "How many goals an account plan should have at most: a plan with more has no direction.";

    "approvals.definitions" Goals, Kind::Keyed(&[
            needed("id", Kind::Code), needed("subject", Kind::Code), optional("when", CONDITION), optional("if_no_step", Kind::Choice(IfNoStep::NAMES)),
            optional("same_person_twice", Kind::Flag), optional("edited_by", ROLES), optional("overridden_by", ROLES),
        ]), Preset::None,
        "How a kind of subject is approved: an account plan, an amendment, a goal, or what a host names. The first definition whose condition holds is taken. `edited_by` may change what waits, `overridden_by` may decide instead of the approvers (APR-1, APR-5, APR-7).";
    "approvals.steps" Goals, Kind::Keyed(&[
            needed("id", Kind::Code), needed("definition", Kind::Refer(Refers::Approval)), needed("approvers", Kind::Choice(&["person", "role", "managers"])),
            optional("person", Kind::Code), optional("role", Kind::Refer(Refers::Role)), optional("level", LEVEL), optional("managers", Kind::Whole { least: 1, most: 8 }),
            optional("votes", Kind::Whole { least: 1, most: 200 }), optional("rejected_by", Kind::Choice(&["one", "rest"])), optional("when", CONDITION),
            optional("days", Kind::Whole { least: 1, most: 366 }), optional("working_days", Kind::Flag), optional("when_late", Kind::Choice(WhenLate::NAMES)),
            optional("comment", Kind::Flag), optional("meaning", TITLE), optional("concerns", Kind::Many(&Kind::Code)),
        ]), Preset::None,
        "The steps of those definitions, in order: who approves, how many votes are needed (all without a number), when the step is needed, how long it may take and what then, and what a vote has to say (APR-2, APR-6, APR-8).";
    "approvals.delegations_chain" Goals, Kind::Flag, Preset::Flag(false),
        "Whether somebody who acts for another person can be acted for as well (APR-5).";

    "targets.metrics" Targets, Kind::Keyed(&[needed("code", Kind::Code), optional("name", TITLE), optional("weight", Kind::Weight), optional("direction", Kind::Choice(&["up", "down"])), optional("review_months", MONTHS)]), Preset::None,
        "The metrics by which key accounts are chosen, with their weights and how often each is looked at again (TGT-1, TGT-3).";
    "targets.decided_by" Targets, ROLES, Preset::Codes(&["country_lead"]),
        "The roles that decide by which metrics key accounts are chosen.";
    "targets.review_months" Targets, MONTHS, Preset::Whole(6),
        "How often a metric without a frequency of its own is looked at again, in months (TGT-3).";
    "targets.registered_by" Targets, ROLES, Preset::Codes(&["key_account_manager"]),
        "The roles that nominate accounts as targets in the system (TGT-3).";
    "targets.approved_by" Targets, ROLES, Preset::None,
        "The roles that approve the list of targets, in this order; none where it needs no approval (TGT-3).";

    "plan.purpose" Foundation, Kind::Choice(&["direction", "project"]), Preset::Text("direction"),
        "Whether account plans give direction, with goals and objectives, or run the work as projects, with dated actions.";
    "plan.analyses" Plan, Kind::Many(&Kind::Refer(Refers::Value("analysis_type"))), Preset::Codes(&["swot", "stakeholder_map"]),
        "The situation analyses that a plan can have (PLN-2).";
    "plan.required_sections" Plan, Kind::Many(&Kind::Choice(SECTIONS)), Preset::Codes(&["profile", "team", "goals"]),
        "The sections that must be complete before a plan counts as created (PLN-4).";
    "plan.created_within_days" Plan, Kind::Whole { least: 1, most: 366 }, Preset::Whole(90),
        "Within how many days from the start of a cycle a plan should be created (PLN-4).";
    "plan.stakeholder_fields" Plan, Kind::Many(&Kind::Choice(STAKEHOLDER_FIELDS)), Preset::Codes(&["roles", "influence", "stance", "owner"]),
        "What is kept of each stakeholder: what nobody will use is not asked for (PLN-3).";
    "plan.transitions" Plan, Kind::Records(&[
            needed("id", Kind::Code), needed("from", Kind::Choice(STATES)), needed("to", Kind::Choice(STATES)), optional("by", Kind::Choice(&["editor", "approver"])),
            optional("taken_back", Kind::Flag), optional("reason", Kind::Flag), optional("finished", Kind::Flag), optional("created", Kind::Flag), optional("approval", Kind::Code),
            optional("where", Kind::Choice(&["with_approval", "without_approval"])),
        ]), Preset::Records(&[
            &[("id", "submit"), ("from", "draft"), ("to", "in_approval"), ("where", "with_approval")],
            &[("id", "begin"), ("from", "draft"), ("to", "active"), ("where", "without_approval")],
            &[("id", "give_up_draft"), ("from", "draft"), ("to", "cancelled"), ("reason", "true")],
            &[("id", "send_back"), ("from", "in_approval"), ("to", "draft"), ("by", "approver"), ("taken_back", "true"), ("reason", "true")],
            &[("id", "approve"), ("from", "in_approval"), ("to", "approved"), ("by", "approver")],
            &[("id", "give_up_waiting"), ("from", "in_approval"), ("to", "cancelled"), ("reason", "true")],
            &[("id", "rewrite"), ("from", "approved"), ("to", "draft"), ("reason", "true")],
            &[("id", "start"), ("from", "approved"), ("to", "active")],
            &[("id", "give_up_approved"), ("from", "approved"), ("to", "cancelled"), ("reason", "true")],
            &[("id", "review"), ("from", "active"), ("to", "in_review")],
            &[("id", "close"), ("from", "active"), ("to", "closed"), ("finished", "true")],
            &[("id", "give_up"), ("from", "active"), ("to", "cancelled"), ("reason", "true")],
            &[("id", "go_on"), ("from", "in_review"), ("to", "active")],
            &[("id", "close_reviewed"), ("from", "in_review"), ("to", "closed"), ("finished", "true")],
            &[("id", "give_up_reviewed"), ("from", "in_review"), ("to", "cancelled"), ("reason", "true")],
        ]),
        "The steps in the life of a plan: from which state to which, by whom (`editor`, or `approver` who is another person than brought it there), whether who brought it there may take it back, and what else is needed: a reason, nothing left unfinished, all required sections complete, or an approved request for the subject in `approval`. `where` limits a step to places where plans have to be approved, or have not (PLN-1).";
    "plan.sections" Plan, Kind::Keyed(&[
            needed("id", Kind::Code), needed("analysis", Kind::Refer(Refers::Value("analysis_type"))), needed("name", TITLE), needed("holds", Kind::Choice(&["text", "list", "number"])), optional("needed", Kind::Flag),
        ]), Preset::None,
        "The sections of situation analyses of the organisation's own: each holds one text, a list of texts, or one number, and may be needed for the analysis to be complete (PLN-2).";
    "plan.retention_months" Plan, Kind::Whole { least: 1, most: 600 }, Preset::None,
        "How many months after a plan was closed or cancelled everything personal about its stakeholders has to be erased (AUD-5).";
    "plan.approved_by" Plan, ROLES, Preset::None,
        "The roles of which somebody approves an account plan, in one step; none where it needs no approval, or where `approvals.definitions` say more (PLN-1).";

    "execution.levels" Execution, Kind::Records(&[needed("name", Kind::Code), optional("optional", Kind::Flag)]),
        Preset::Records(&[&[("name", "goal")], &[("name", "objective")], &[("name", "tactic")], &[("name", "action")]]),
        "The levels between a strategic goal and a concrete action, the highest first, at most 8 (EXE-1).";
    "execution.prerequisites" Execution, Kind::Choice(&only::<_, 2>(PREREQUISITES)), Preset::Text("refuse"),
        "What an unfinished prerequisite does to finishing a node (EXE-2).";
    "execution.due_within_days" Execution, Kind::Whole { least: 0, most: 366 }, Preset::Whole(14),
        "How many days ahead an action counts as due soon (DUE-1).";
    "execution.due_in_working_days" Execution, Kind::Flag, Preset::Flag(false),
        "Whether those days are working days of the market (DUE-1).";
    "execution.due_levels" Execution, Kind::Many(&HIERARCHY_LEVEL), Preset::None,
        "The levels whose nodes are listed as actions that are due; none for the lowest one (DUE-1).";
    "execution.marked_by" Execution, ROLES, Preset::Codes(&["key_account_manager"]),
        "The roles that mark actions as completed.";
    "completion.method" Execution, METHOD, Preset::Text("weighted_mean"),
        "How the completion of a parent follows from its children (CMP-2).";
    "completion.levels" Execution, Kind::Records(&[needed("level", HIERARCHY_LEVEL), needed("method", METHOD)]), Preset::None,
        "Levels whose completion follows another method (CMP-2).";
    "completion.cancelled" Execution, Kind::Choice(&only::<_, 2>(CANCELLED)), Preset::Text("exclude"),
        "Whether what is cancelled is left out or counts as open (CMP-3).";
    "completion.empty" Execution, Kind::Choice(&only::<_, 3>(EMPTY)), Preset::Text("own_status"),
        "What a parent without a counted child has: what its own status says, zero, or no completion (CMP-3).";
    "completion.missing_weight" Execution, Kind::Choice(&only::<_, 4>(MISSING_WEIGHT)), Preset::Text("one"),
        "What a node without a weight weighs (CMP-11).";
    "completion.auto_complete" Execution, Kind::Choice(&only::<_, 3>(AUTO_COMPLETE)), Preset::Text("off"),
        "Whether a parent becomes done when its counted children are (CMP-5).";
    "display.decimals" Execution, Kind::Whole { least: 0, most: 6 }, Preset::Whole(0),
        "With how many decimals a completion is shown (CMP-6).";
    "display.rounding" Execution, Kind::Choice(&only::<_, 3>(ROUNDING)), Preset::Text("half_up"),
        "How it is rounded to that (CMP-6).";
    "display.guard" Execution, Kind::Flag, Preset::Flag(true),
        "Whether what is below 100 never shows as 100, and what is above 0 never as 0 (CMP-6).";
    "calendar.weekend" Execution, Kind::Many(&WEEKDAY), Preset::Codes(&["saturday", "sunday"]),
        "The days of the week on which nobody works (DUE-1).";
    "calendar.holidays" Execution, Kind::Many(&Kind::Day), Preset::None,
        "The public holidays of the market (DUE-1).";
    "calendar.day_off" Execution, Kind::Choice(&only::<_, 3>(DAY_OFF)), Preset::Text("keep"),
        "What becomes of a due date on a day off: it stays, or the next or previous working day counts (DUE-1).";

    "measures.watched" Measures, Kind::Keyed(&[needed("code", Kind::Code), optional("name", TITLE), needed("steps", STEPS), optional("review_months", MONTHS)]), Preset::None,
        "The measures that are watched, in which steps of the cycle, and how often each is reviewed (MSR-1).";
    "measures.review_months" Measures, MONTHS, Preset::Whole(3),
        "How often a measure without a frequency of its own is reviewed, in months (MSR-3).";
    "measures.activity_targets" Measures, Kind::Flag, Preset::Flag(false),
        "Whether measures are tied to nodes of the plan, so that attainment shows beside completion (MSR-1).";
    "measures.at_risk" Measures, Kind::Percent, Preset::Text("5"),
        "By how many points a completion may fall behind what is expected before it is at risk (CMP-9).";
    "measures.off_track" Measures, Kind::Percent, Preset::Text("15"),
        "By how many points before it is off track (CMP-9).";

    "compensation.use" Foundation, Kind::Choice(&["none", "shown", "paid"]), Preset::Text("none"),
        "Whether measures have no part in pay, are shown beside it, or decide over a part of it (CMPN-1).";
    "compensation.measures" Measures, Kind::Many(&Kind::Refer(Refers::Measure)), Preset::None,
        "The watched measures that decide over pay (CMPN-1).";
    "compensation.functions" Measures, FUNCTIONS, Preset::None,
        "The team functions whose pay depends on them (CMPN-1).";

    "access.rules" Plan, Kind::Keyed(&[
            needed("id", Kind::Code), optional("role", Kind::Refer(Refers::Role)), optional("team_role", Kind::Refer(Refers::Value("team_role"))), optional("function", Kind::Refer(Refers::Value("team_function"))),
            optional("step", Kind::Choice(CYCLE_STEPS)), optional("section", Kind::Choice(SECTIONS)), optional("part", Kind::Code), needed("right", Kind::Choice(RIGHTS)), optional("ceiling", Kind::Flag),
        ]), Preset::None,
        "Who may do what with which section of a plan in which step; what is left out of a rule stands for all. The most specific rule holds, and without one there is no right (ACC-1, ACC-2). A `ceiling` gives nothing, and nobody whom it is for gets more than it by any other rule (ACC-5).";
    "access.fields" Plan, Kind::Keyed(&[needed("id", Kind::Code), needed("section", Kind::Choice(SECTIONS)), needed("field", Kind::Code), needed("closed_to", FUNCTIONS)]), Preset::None,
        "Fields inside a section that are closed to a team function (ACC-3).";
    "access.totals" Plan, Kind::Choice(&["shown", "suppressed"]), Preset::Text("suppressed"),
        "Whether a total that would give away a hidden part is shown or suppressed (ACC-3, ACC-5).";

    "roll_out.waves" RollOut, Kind::Keyed(&[needed("name", Kind::Code), needed("units", Kind::Many(&Kind::Refer(Refers::Unit))), optional("functions", FUNCTIONS), optional("stage", Kind::Refer(Refers::Stage)), optional("go_live", Kind::Day)]), Preset::None,
        "Which units go live in which wave, with which functions and features, and when (ROL-1).";
    "roll_out.advocates" RollOut, Kind::Keyed(&[needed("unit", Kind::Refer(Refers::Unit)), needed("person", TITLE)]), Preset::None,
        "The local advocate of each affiliate in the implementation team (ROL-1).";
    "training.weeks_after_go_live" RollOut, Kind::Whole { least: 0, most: 52 }, Preset::Whole(3),
        "How many weeks people get used to the wider CRM system before they are trained in key account management (ROL-2).";
    "training.own_sessions" RollOut, Kind::Flag, Preset::Flag(true),
        "Whether key account management has training sessions of its own and is no part of those for the CRM system (ROL-2).";
    "training.process_share" RollOut, Kind::Percent, Preset::Text("50"),
        "Which share of the training is at least about the process, not the tool (ROL-2).";
    "training.process_first" RollOut, Kind::Flag, Preset::Flag(true),
        "Whether the process is trained before the tool (ROL-2).";
    "training.trainer_qualifications" RollOut, Kind::Many(&Kind::Code), Preset::Codes(&["kam_process", "implementation"]),
        "What a trainer must have: experience in the process, in several systems, in this implementation (ROL-2).";
}

/// What can be on or off (CFG-3).
pub const FEATURES: &[&str] = &[
    "goal_cascade",
    "target_scoring",
    "situation_analyses",
    "stakeholder_map",
    "creation_tracking",
    "approvals",
    "completion_override",
    "prerequisites",
    "expected_completion",
    "measures",
    "reviews",
    "compensation",
    "adoption",
];

/// What can be kept of a stakeholder (PLN-3).
pub const STAKEHOLDER_FIELDS: &[&str] =
    &["roles", "committees", "influence", "stance", "desired_stance", "owner", "depth", "desired_depth", "last_contact", "relations", "notes"];
