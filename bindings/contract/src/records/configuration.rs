//! Configurations: documents that go in; settings, lists and decisions that come out.

use super::{DecisionState, PhaseState};
use crate::shape::records;
use crate::{Day, Dec};

records! {
    CONFIGURATION_DRAFTS:

    /// A document of a configuration: one layer of it (CFG-1).
    pub struct ConfigurationFile {
        /// Its name, which messages use. One that ends with `.json` is JSON, one that ends with `.md` a filled questionnaire, every other TOML.
        pub name: String,
        /// Its content, at most 4 MiB.
        pub content: String,
    }
}

records! {
    CONFIGURATION_RESULTS:

    /// A layer of a configuration (CFG-1).
    pub struct LayerSummary {
        /// Its name.
        pub name: String,
        /// The layer that it lies on; absent for the core.
        pub above: Option<String> = None,
        /// The units that it is for.
        pub units: Vec<String>,
        /// The share of settings and lists that are as in the core, in percent (CFG-2).
        pub alignment: Dec,
        /// Whether that is less than the setting `organization.alignment` asks for.
        pub below_aim: bool,
        /// How many decisions are open in it.
        pub open_decisions: u32,
    }

    /// What a layer says of a setting.
    pub struct SettingSaid {
        /// The layer; absent for what comes with the library.
        pub layer: Option<String> = None,
        /// The value, as JSON.
        pub value: String,
    }

    /// A setting: what it is, where that comes from, and what it could be (CFG-2).
    pub struct SettingDetail {
        /// Its path.
        pub path: String,
        /// The step that it belongs to.
        pub step: String,
        /// Its value, as JSON.
        pub value: String,
        /// The layer that it comes from; absent for what comes with the library.
        pub layer: Option<String> = None,
        /// The layer above that locked it; absent where this layer may change it.
        pub locked_by: Option<String> = None,
        /// What it is while no layer says anything, as JSON.
        pub preset: String,
        /// What the layers said, the core first.
        pub said: Vec<SettingSaid>,
        /// What it can be, in words.
        pub can_be: String,
        /// What it means.
        pub meaning: String,
        /// The ids of the decisions that it answers.
        pub decisions: Vec<String>,
    }

    /// A setting, an entry of one, or a value of a list that two layers do not have in common (CFG-2).
    pub struct SettingDifference {
        /// Its path; for a value of a list `lists.tactic_type.congress`.
        pub path: String,
        /// What it is in the one; absent where it is not there.
        pub one: Option<String> = None,
        /// The layer that says so; absent for what comes with the library.
        pub one_from: Option<String> = None,
        /// What it is in the other.
        pub other: Option<String> = None,
        /// The layer that says so.
        pub other_from: Option<String> = None,
    }

    /// A decision and how it stands (CFG-4).
    pub struct DecisionStatus {
        /// Its stable id.
        pub id: String,
        /// The step that it belongs to.
        pub step: String,
        /// The question.
        pub question: String,
        /// Why it matters.
        pub why: String,
        /// What good answers look like.
        pub good: Vec<String>,
        /// How far it is taken.
        pub state: DecisionState,
        /// The layers that answer it, the core first.
        pub by: Vec<String>,
        /// The answer in words, where a layer has one.
        pub answer: Option<String> = None,
        /// Why no setting answers it, where none does.
        pub beyond: Option<String> = None,
        /// The settings that answer it, and lists as `lists.tactic_type`.
        pub settings: Vec<String>,
    }

    /// Whether something of the library is used (CFG-3).
    pub struct FeatureStatus {
        /// Its name.
        pub feature: String,
        /// Whether it is on.
        pub on: bool,
        /// The setting that decides: `features.on`, `features.off` or `features.stage`.
        pub by: String,
    }

    /// A label in a language.
    pub struct Label {
        /// The language, such as `en`.
        pub language: String,
        /// The text.
        pub text: String,
    }

    /// A value of a list (LOV-1).
    pub struct ListValue {
        /// Its stable code, which records keep.
        pub code: String,
        /// Its labels by language.
        pub labels: Vec<Label>,
        /// What it stands for, where the list drives a rule (LOV-5).
        pub category: Option<String> = None,
        /// Texts that mean the same when data is imported (LOV-5).
        pub synonyms: Vec<String>,
        /// The first day on which records can have it.
        pub valid_from: Option<Day> = None,
        /// The last day on which records can have it.
        pub valid_until: Option<Day> = None,
        /// The code that replaces it.
        pub replaced_by: Option<String> = None,
        /// Whether it is not offered.
        pub hidden: bool,
        /// The layer that spoke of it last; absent for one that is as it came with the library.
        pub layer: Option<String> = None,
    }

    /// A list of values (LOV-1).
    pub struct ValueList {
        /// Its name.
        pub name: String,
        /// What it is for; empty for one of the organisation's own.
        pub meaning: String,
        /// The layer above that locked it; absent where this layer may change it.
        pub locked_by: Option<String> = None,
        /// Its values, in order.
        pub values: Vec<ListValue>,
    }

    /// Days without an open phase (CYC-2).
    pub struct DayRange {
        /// The first.
        pub first: Day,
        /// The last.
        pub last: Day,
    }

    /// A phase of a planning cycle on a day (CYC-2).
    pub struct PhaseStatus {
        /// Its name.
        pub name: String,
        /// The first day of its window.
        pub first: Day,
        /// The last day of its window.
        pub last: Day,
        /// Where it stands.
        pub state: PhaseState,
        /// Whether its work is done, as the host says.
        pub finished: bool,
        /// Whether its window closed and its work is not done.
        pub late: bool,
        /// Calendar days: until it opens where it is ahead, until its last day where it is open, since then where it is closed.
        pub days: u32,
        /// Working days of the same, by the market's calendar.
        pub working_days: u32,
    }

    /// A planning cycle on a day: what is open, what closes when, what is late (CYC-1, CYC-2).
    pub struct CycleStatus {
        /// The name of the cycle: `2026`, or its first and last month.
        pub cycle: String,
        /// Its first day.
        pub first: Day,
        /// Its last day.
        pub last: Day,
        /// The shared cycle that it follows some months later, where it does.
        pub followed: Option<String> = None,
        /// The first day of the next one.
        pub next: Option<Day> = None,
        /// Its phases in the order of their windows.
        pub phases: Vec<PhaseStatus>,
        /// Days of the cycle that no phase covers.
        pub gaps: Vec<DayRange>,
        /// Calendar days until its last one, which is 0.
        pub days_left: u32,
        /// Working days until then.
        pub working_days_left: u32,
    }

    /// How often a value is used (LOV-3).
    pub struct ValueUse {
        /// The code, or a text that is none.
        pub code: String,
        /// How many records have it.
        pub count: u32,
        /// Whether the list has it.
        pub known: bool,
        /// Whether it is retired or hidden on the day asked about.
        pub retired: bool,
        /// The code that replaces it; of a text that is none, the code that it means.
        pub replaced_by: Option<String> = None,
    }

    /// How a list is used (LOV-3).
    pub struct ListQuality {
        /// How many records were looked at.
        pub records: u32,
        /// How many have no value.
        pub empty: u32,
        /// How many have the value `other`.
        pub other: u32,
        /// How many have a retired value.
        pub retired: u32,
        /// How many have a text that is no value.
        pub unknown: u32,
        /// The share of records without a value, in percent; absent without records.
        pub empty_share: Option<Dec> = None,
        /// The share of `other` among the records that have a value, in percent.
        pub other_share: Option<Dec> = None,
        /// The values, the most used first.
        pub values: Vec<ValueUse>,
    }
}
