//! Account plans with their history: what goes into a change, and what comes of it.

use super::{CycleStep, MakeFrom, ObjectKind, Person, PlanState, StatusProposal};
use crate::shape::records;
use crate::{Day, Dec, Stamp};

records! {
    ACCOUNT_PLAN_DRAFTS:

    /// A field of an object: one text, or several. With neither the field is taken away.
    pub struct FieldDraft {
        /// The name of the field.
        pub name: String,
        /// The value of a field that has one: also of a number, a date, a code.
        pub text: Option<String> = None,
        /// The values of a field that has several.
        pub texts: Option<Vec<String>> = None,
    }

    /// Who makes a change, when, why, and on which version.
    pub struct Act {
        /// The person, with roles. The role in the plan's team comes from the plan.
        pub person: Person,
        /// The moment.
        pub at: Stamp,
        /// The local date of the market, which lists of values go by; that of the moment in UTC where it is left out (NUM-4).
        pub on: Option<Day> = None,
        /// The step of the planning cycle, which rights can hang on; `execution` where it is left out.
        pub step: Option<CycleStep> = None,
        /// Why.
        pub reason: Option<String> = None,
        /// The id of the person for whom somebody acts. The rights are those of who acts.
        pub acting_for: Option<String> = None,
        /// The version that the person saw; the newest where it is left out (AUD-4).
        pub made_on: Option<u32> = None,
        /// 16 to 64 visible characters by chance, others for each change: personal values are digested with it (AUD-5).
        pub salt: Option<String> = None,
    }

    /// How a plan is made from another one.
    pub struct MadeFrom {
        /// The document of the other plan.
        pub document: String,
        /// What comes along.
        pub how: MakeFrom,
    }
}

records! {
    ACCOUNT_PLAN_RESULTS:

    /// A field before and after a change, as a person reads it: several values have commas between.
    pub struct FieldChange {
        /// What the object is.
        pub kind: ObjectKind,
        /// The id of the object.
        pub id: String,
        /// The field.
        pub field: String,
        /// What it was; absent where it was not there, or was erased.
        pub old_value: Option<String> = None,
        /// What it is; absent where it is there no more, or was erased.
        pub new_value: Option<String> = None,
        /// Whether it is personal, and so can be erased (AUD-5).
        pub personal: bool,
    }

    /// A change that was made.
    pub struct ChangeDone {
        /// The version of the plan after it: the number of its entry.
        pub version: u32,
        /// Every field that changed.
        pub changes: Vec<FieldChange>,
        /// The completion of the plan after it, 0 to 100; absent where nothing counts, and where the person may not see it (ACC-5).
        pub completion: Option<Dec> = None,
        /// Unfinished prerequisites of a node that was finished all the same (EXE-2).
        pub unfinished_prerequisites: Vec<String>,
        /// What should change its status now (CMP-5).
        pub proposals: Vec<StatusProposal>,
        /// What is allowed and not wise, in words.
        pub warnings: Vec<String>,
    }

    /// An entry of the history (AUD-1).
    pub struct HistoryEntry {
        /// Its number, from 1.
        pub number: u32,
        /// The moment at which it was written down.
        pub at: Stamp,
        /// Who did it.
        pub person: String,
        /// For whom.
        pub acting_for: Option<String> = None,
        /// What was done: `create`, `make_from`, `add`, `set`, `remove`, `change_status`, `override_completion`, `remove_override`, `carry_over`, `move`, `conclude_approval`, `begin_amendment`, `amend`, `erase`.
        pub command: String,
        /// Why.
        pub reason: Option<String> = None,
        /// When it was made, where that was on another copy of the plan (AUD-4).
        pub made_at: Option<Stamp> = None,
        /// The version that it was made on.
        pub made_on: u32,
        /// Every field that changed.
        pub changes: Vec<FieldChange>,
        /// Its digest, 64 hexadecimal digits; absent where something of the entry is hidden.
        pub digest: Option<String> = None,
    }

    /// A field of an object as it is.
    pub struct FieldContent {
        /// Its name.
        pub name: String,
        /// The value of a field that has one; absent for one that has several, and for a personal one that was erased.
        pub text: Option<String> = None,
        /// The values of a field that has several.
        pub texts: Option<Vec<String>> = None,
        /// Whether it is personal (AUD-5).
        pub personal: bool,
    }

    /// An object of an account plan as it is.
    pub struct PlanObject {
        /// What it is.
        pub kind: ObjectKind,
        /// Its id.
        pub id: String,
        /// Its fields, in the order of their names.
        pub fields: Vec<FieldContent>,
    }

    /// A state that an account plan could get next (PLN-1).
    pub struct PossibleMove {
        /// The state.
        pub to: PlanState,
        /// Whether this person may do it now, given a reason where one is needed.
        pub allowed: bool,
        /// Whether it needs a reason.
        pub needs_reason: bool,
        /// What it needs, in words.
        pub needs: String,
        /// Why not, where it is not allowed.
        pub reason: Option<String> = None,
        /// What would be right.
        pub help: Option<String> = None,
    }

    /// What of a plan is personal, and until when it may be kept (AUD-5).
    pub struct RetentionState {
        /// The day on which the plan was closed or cancelled, in UTC.
        pub over_since: Option<Day> = None,
        /// The last day on which it may be kept; absent while the plan goes on, and where `plan.retention_months` says nothing.
        pub until: Option<Day> = None,
        /// Whether that day has passed and something personal is still there.
        pub overdue: bool,
        /// The ids of the stakeholders of whom something personal is known, here or in the history.
        pub stakeholders: Vec<String>,
        /// How many were erased.
        pub erased: u32,
    }

    /// Something that a plan or its history says about a stakeholder (AUD-5).
    pub struct Mention {
        /// The entry; absent for how it is now.
        pub entry: Option<u32> = None,
        /// What the object is that says so.
        pub kind: ObjectKind,
        /// Its id.
        pub id: String,
        /// The field.
        pub field: String,
        /// The value; absent where it was erased or taken away.
        pub value: Option<String> = None,
    }

    /// A change of another copy that could not be made here (AUD-4).
    pub struct Clash {
        /// The entry of the other copy.
        pub entry: HistoryEntry,
        /// Why not, as a code: mostly `conflict`.
        pub refusal: String,
        /// The same in words; a conflict names both changes.
        pub reason: String,
        /// What would be right.
        pub help: Option<String> = None,
    }

    /// What became of the changes of another copy (AUD-4).
    pub struct MergeResult {
        /// The last version that both copies have.
        pub common: u32,
        /// The entries made of the other copy's, by their numbers here.
        pub taken: Vec<u32>,
        /// Changes that were made here as well, by their numbers there.
        pub known: Vec<u32>,
        /// Changes that were not made.
        pub clashes: Vec<Clash>,
    }
}
