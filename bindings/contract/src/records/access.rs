//! Rights: who asks for what, the answers with their reasons, and what a person sees of a plan.

use super::{CycleStep, OverrideDraft, PlanSection, QuantityDraft, Right, StatusCategory};
use crate::shape::records;
use crate::{Day, Dec, Stamp};

records! {
    ACCESS_DRAFTS:

    /// A role that a person has in a unit; it covers the units below it (ORG-2).
    pub struct RoleInUnit {
        /// The code of the role.
        pub role: String,
        /// The unit.
        pub unit: String,
    }

    /// A role that a person has in the team of a plan.
    pub struct RoleInTeam {
        /// The id of the plan.
        pub plan: String,
        /// The code of the team role.
        pub role: String,
    }

    /// Somebody who acts: an id with all roles (ORG-2). The host knows who has which on a day.
    pub struct Person {
        /// The id, 1 to 64 visible characters.
        pub id: String,
        /// Roles in units.
        pub roles: Option<Vec<RoleInUnit>> = None,
        /// Roles in the teams of plans.
        pub team_roles: Option<Vec<RoleInTeam>> = None,
    }

    /// What a question about a right is about (ACC-1).
    pub struct RightQuestion {
        /// The unit that the plan belongs to; its layer's rules are asked.
        pub unit: String,
        /// The step in which it is asked.
        pub step: CycleStep,
        /// The section.
        pub section: PlanSection,
        /// A part of the section: the name of a level, the type of an analysis.
        pub part: Option<String> = None,
        /// A field of the section, which may be closed to functions (ACC-3).
        pub field: Option<String> = None,
        /// The plan, for roles in its team.
        pub plan: Option<String> = None,
    }
}

records! {
    ACCESS_RESULTS:

    /// A rule that another one held over.
    pub struct LostRule {
        /// Its id.
        pub rule: String,
        /// The layer that it comes from; absent for the library.
        pub layer: Option<String> = None,
        /// The right that it would have given.
        pub right: Right,
        /// Why it lost.
        pub why: String,
    }

    /// The answer to a question about a right, with its reason (ACC-2).
    pub struct RightAnswer {
        /// The person.
        pub person: String,
        /// What the person may do.
        pub right: Right,
        /// The rule that decided; absent where none is about this and for the person.
        pub rule: Option<String> = None,
        /// The layer that this rule comes from.
        pub layer: Option<String> = None,
        /// The rules that lost to it.
        pub lost: Vec<LostRule>,
        /// The restrictions that close the field to the person.
        pub closed_by: Vec<String>,
        /// What would have to change for the right that is wanted, in words.
        pub changes: Vec<String>,
        /// All of it in words.
        pub text: String,
    }

    /// The head of a plan as a person sees it.
    pub struct ProfileView {
        /// Its id.
        pub id: String,
        /// Its title.
        pub title: Option<String> = None,
        /// Its account.
        pub account: Option<String> = None,
        /// Its owner.
        pub owner: Option<String> = None,
        /// Its unit.
        pub unit: Option<String> = None,
        /// Its status.
        pub status: Option<String> = None,
        /// Its first day.
        pub start: Option<Day> = None,
        /// Its last day.
        pub end: Option<Day> = None,
    }

    /// A level of the hierarchy and what a person may do with it.
    pub struct LevelView {
        /// Its name.
        pub name: String,
        /// The right.
        pub right: Right,
        /// Whether the completions of its nodes are shown; where not, they would tell of what is hidden.
        pub figures: bool,
    }

    /// A node as a person sees it: what may not be read is absent.
    pub struct NodeView {
        /// Its id.
        pub id: String,
        /// Its level.
        pub level: String,
        /// The node above, where that may be read.
        pub parent: Option<String> = None,
        /// Its title.
        pub title: Option<String> = None,
        /// Its owner.
        pub owner: Option<String> = None,
        /// Its weight.
        pub weight: Option<Dec> = None,
        /// The code of its status.
        pub status: Option<String> = None,
        /// What its status means.
        pub category: Option<StatusCategory> = None,
        /// Its planned start.
        pub start: Option<Day> = None,
        /// When it is due.
        pub due: Option<Day> = None,
        /// Its own progress.
        pub progress: Option<Dec> = None,
        /// Its quantity.
        pub quantity: Option<QuantityDraft> = None,
        /// What it waits for, of what may be read.
        pub prerequisites: Vec<String>,
        /// Its products.
        pub products: Vec<String>,
        /// Its stakeholders.
        pub stakeholders: Vec<String>,
        /// Who marked it done.
        pub completed_by: Option<String> = None,
        /// When.
        pub completed_at: Option<Stamp> = None,
        /// A completion that was set by hand.
        pub completion_override: Option<OverrideDraft> = None,
        /// Its completion; absent where it has none, or where it is held back.
        pub completion: Option<Dec> = None,
        /// Whether its completion is held back, since it would tell of what is hidden (ACC-5).
        pub held_back: bool,
    }

    /// A plan as a person sees it: everything that may not be read is absent (ACC-3, ACC-5).
    pub struct PlanView {
        /// Its head, where that may be read.
        pub profile: Option<ProfileView> = None,
        /// Its levels.
        pub levels: Vec<LevelView>,
        /// Its nodes by level, then by id.
        pub nodes: Vec<NodeView>,
        /// The completion of the plan; absent where it has none, or where it is held back.
        pub completion: Option<Dec> = None,
        /// Whether that is held back.
        pub held_back: bool,
        /// The fields of the head that are closed to the person.
        pub closed_in_profile: Vec<String>,
        /// The fields of nodes that are closed to the person.
        pub closed_in_nodes: Vec<String>,
    }
}
