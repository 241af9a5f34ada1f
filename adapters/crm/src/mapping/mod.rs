//! Mapping documents: which files, columns and values of a CRM system mean what.
//!
//! The shipped mappings are documents like a user's own. A document with `extends = "veeva_vault"` changes single names of a shipped one.

mod objects;
mod problem;
mod read;
mod shipped;
mod value;

pub use problem::{InvalidMapping, MappingProblem};
pub use shipped::{document as shipped_document, names as shipped_names, recognise};

use crate::format::cells::Flavour;
use chrono::FixedOffset;
use kam_core::config::Settings;
use kam_core::execution::{Hierarchy, StatusCategory, StatusList};
use kam_core::values::Code;

/// What an object of a CRM system is to an account plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Accounts.
    Account,
    /// Account plans.
    Plan,
    /// Nodes of the hierarchy.
    Node,
    /// Members of account teams.
    TeamMember,
    /// Stakeholders.
    Stakeholder,
    /// Anything else: read, kept and written back as it is.
    Kept,
}

impl Role {
    /// All roles, in the order in which they are read.
    pub const ALL: [Self; 6] = [Self::Account, Self::Plan, Self::Node, Self::TeamMember, Self::Stakeholder, Self::Kept];

    /// The name in mapping documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Plan => "plan",
            Self::Node => "node",
            Self::TeamMember => "team_member",
            Self::Stakeholder => "stakeholder",
            Self::Kept => "kept",
        }
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A field that the rules of the domain know.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Field {
            $($(#[$doc])* $variant,)+
        }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in mapping documents.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

fields! {
    /// The id of the record.
    Id = "id",
    /// Title or name.
    Title = "title",
    /// Who owns it or does it.
    Owner = "owner",
    /// The status, by the object's list.
    Status = "status",
    /// Planned start, or a plan's first day.
    Start = "start",
    /// The due date.
    Due = "due",
    /// A plan's last day.
    End = "end",
    /// The weight (NUM-3).
    Weight = "weight",
    /// The node's own progress (CMP-1), not what the system rolled up.
    Progress = "progress",
    /// Where a quantity started.
    Baseline = "baseline",
    /// Where a quantity should get.
    Target = "target",
    /// Where a quantity is.
    Actual = "actual",
    /// Nodes of the same plan that come first.
    Prerequisites = "prerequisites",
    /// Products.
    Products = "products",
    /// The organisation unit.
    Unit = "unit",
    /// The account.
    Account = "account",
    /// The account plan.
    Plan = "plan",
    /// The person of an account team.
    Person = "person",
    /// The role in a team or of a stakeholder.
    Role = "role",
    /// What a team member may do.
    Access = "access",
    /// The stakeholder.
    Stakeholder = "stakeholder",
    /// The account above.
    Parent = "parent",
    /// The day on which it was done.
    Completed = "completed",
    /// Done or not as a boolean.
    DoneFlag = "done_flag",
    /// A progress that the CRM system rolled up over everything below.
    RolledUpProgress = "rolled_up_progress",
    /// A progress that the CRM system rolled up over the direct children.
    ChildProgress = "child_progress",
    /// How many children the CRM system counted.
    ChildTotal = "child_total",
    /// How many of them it counted as done.
    ChildDone = "child_done",
}

impl Field {
    /// The field with a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// The fields that an object in a role can have.
    #[must_use]
    pub const fn of(role: Role) -> &'static [Self] {
        use Field::{
            Access, Account, Actual, Baseline, ChildDone, ChildProgress, ChildTotal, Completed, DoneFlag, Due, End, Id, Owner, Parent, Person, Plan,
            Prerequisites, Products, Progress, Role as RoleField, RolledUpProgress, Stakeholder, Start, Status, Target, Title, Unit, Weight,
        };
        match role {
            Role::Account => &[Id, Title, Owner, Unit, Parent],
            Role::Plan => &[Id, Title, Owner, Status, Start, End, Unit, Account, RolledUpProgress, ChildProgress, ChildTotal, ChildDone],
            Role::Node => &[
                Id,
                Title,
                Owner,
                Status,
                DoneFlag,
                Start,
                Due,
                Completed,
                Weight,
                Progress,
                Baseline,
                Target,
                Actual,
                Prerequisites,
                Products,
                Account,
                Plan,
                RolledUpProgress,
                ChildProgress,
                ChildTotal,
                ChildDone,
            ],
            Role::TeamMember => &[Id, Plan, Person, RoleField, Access],
            Role::Stakeholder => &[Id, Plan, Stakeholder, RoleField, Owner],
            Role::Kept => &[Id, Title, Owner, Plan, Account],
        }
    }

    /// The fields without which an object in a role cannot be read.
    #[must_use]
    pub const fn needed(role: Role) -> &'static [Self] {
        match role {
            Role::Account | Role::Plan | Role::Node => &[Self::Id],
            Role::TeamMember => &[Self::Id, Self::Plan, Self::Person],
            Role::Stakeholder => &[Self::Id, Self::Plan, Self::Stakeholder],
            Role::Kept => &[],
        }
    }
}

/// What a column of a file is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A field that rules know.
    Field(Field),
    /// A lookup to an object above, by the name of that lookup.
    Lookup(String),
    /// Something with a name that is only kept, so that another flavour can call it differently.
    Named(String),
}

impl Meaning {
    /// The name in mapping documents.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Field(field) => field.name(),
            Self::Lookup(name) | Self::Named(name) => name,
        }
    }
}

/// The named columns that tell the record type of a row: by its id, by its name, or by whatever the system has.
pub(crate) const RECORD_TYPES: [&str; 2] = ["record_type", "record_type_name"];

/// The columns that mean one thing: the first is written; of those that a file has, the first that is filled in a row is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// What they mean.
    pub meaning: Meaning,
    /// Their names, at least one.
    pub names: Vec<String>,
}

/// A lookup to the object above. One that can lead to several objects is there once for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParentLookup {
    /// The name of the lookup among the columns.
    pub lookup: String,
    /// The key of the object it leads to: the plan or an object of nodes.
    pub object: String,
}

/// One value of a status list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusValue {
    /// The stable code.
    pub code: Code,
    /// What it means to the rules.
    pub category: StatusCategory,
    /// What the CRM system writes: the first is written, all are read.
    pub values: Vec<String>,
}

/// A list of statuses that objects share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statuses {
    /// Its name in the document.
    pub name: String,
    /// Its values in the order of the document.
    pub values: Vec<StatusValue>,
}

/// What one object of the CRM system is, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// The key in the document.
    pub key: String,
    /// What it is to an account plan.
    pub role: Role,
    /// The level of its nodes; absent for the level next below the parent's.
    pub level: Option<Code>,
    /// File names without ending: the first is written, all are read.
    pub files: Vec<String>,
    /// The name of its list of statuses.
    pub statuses: Option<String>,
    /// The record types of its rows that are taken; empty for all.
    pub record_types: Vec<String>,
    /// The columns by what they mean, in the order of the document.
    pub columns: Vec<Columns>,
    /// The lookups to what is above, the most specific first.
    pub parents: Vec<ParentLookup>,
}

impl Object {
    /// The column names of a field, the first is written.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<&Columns> {
        self.columns.iter().find(|columns| columns.meaning == Meaning::Field(field))
    }

    /// The column names of something with a name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Columns> {
        self.columns.iter().find(|columns| columns.meaning.name() == name)
    }
}

/// A level that a mapping names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedLevel {
    /// Its name.
    pub name: Code,
    /// Whether it may be left out between two others.
    pub optional: bool,
}

/// A checked mapping. It comes from a document only, so that none is there that was not checked.
///
/// ```
/// use kam_crm::mapping::Mapping;
///
/// let mine = Mapping::parse(r#"
///     extends = "veeva_vault"
///     name = "ours"
///     [objects.action.fields]
///     weight = "kam_weight__c"
/// "#)?;
/// let action = mine.object("action").expect("it is in the shipped mapping");
/// assert!(action.named("weight").is_some_and(|columns| columns.names == ["kam_weight__c"]));
/// assert!(action.named("due").is_some_and(|columns| columns.names == ["due_date__v"]));
/// # Ok::<(), kam_crm::mapping::InvalidMapping>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Its name.
    pub(crate) name: String,
    /// How cells are written.
    pub(crate) format: Flavour,
    /// The zone in which a moment becomes a date (NUM-4); absent where none may.
    pub(crate) day_zone: Option<FixedOffset>,
    /// A part of object and column names that may be there or not, such as a package's namespace.
    pub(crate) namespace: Option<String>,
    /// The levels, the highest first.
    pub(crate) levels: Vec<MappedLevel>,
    /// The lists of statuses.
    pub(crate) statuses: Vec<Statuses>,
    /// The words for what a team member may do: those for read, then those for edit.
    pub(crate) access: [Vec<String>; 2],
    /// The objects in the order in which they are read: accounts, plans, nodes from the highest level down, then the rest.
    pub(crate) objects: Vec<Object>,
}

/// What a mapping covers, in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingSummary {
    /// Its name.
    pub name: String,
    /// How cells are written: `vault_loader` or `salesforce`.
    pub format: &'static str,
    /// The file names it writes, without ending.
    pub objects: Vec<String>,
    /// The levels, the highest first.
    pub levels: Vec<String>,
}

impl Mapping {
    /// Reads and checks a mapping document.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn parse(document: &str) -> Result<Self, InvalidMapping> {
        read::mapping(document)
    }

    /// The shipped mapping with a name.
    ///
    /// # Errors
    /// No shipped mapping has that name.
    pub fn shipped(name: &str) -> Result<Self, InvalidMapping> {
        shipped::mapping(name).ok_or_else(|| InvalidMapping { problems: vec![shipped::unknown(name)], more: 0 })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How cells are written.
    #[must_use]
    pub const fn format(&self) -> Flavour {
        self.format
    }

    /// The levels, the highest first.
    #[must_use]
    pub fn levels(&self) -> &[MappedLevel] {
        &self.levels
    }

    /// The objects in the order in which they are read: accounts, plans, nodes from the highest level down, then the rest.
    #[must_use]
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// The object with a key.
    #[must_use]
    pub fn object(&self, key: &str) -> Option<&Object> {
        self.objects.iter().find(|object| object.key == key)
    }

    /// The place of the object that a lookup leads to.
    pub(crate) fn target(&self, lookup: &ParentLookup) -> Option<usize> {
        let plan = |object: &Object| lookup.object == "plan" && object.role == Role::Plan;
        self.objects.iter().position(|object| object.key == lookup.object || plan(object))
    }

    /// The list of statuses of an object.
    #[must_use]
    pub fn statuses_of(&self, object: &Object) -> Option<&Statuses> {
        let name = object.statuses.as_ref()?;
        self.statuses.iter().find(|list| list.name == *name)
    }

    /// What it covers.
    #[must_use]
    pub fn summary(&self) -> MappingSummary {
        MappingSummary {
            name: self.name.clone(),
            format: self.format.name(),
            objects: self.objects.iter().filter_map(|object| object.files.first().cloned()).collect(),
            levels: self.levels.iter().map(|level| level.name.as_str().to_owned()).collect(),
        }
    }

    /// The settings that plans of this mapping have unless others are given: its levels and the statuses of its nodes.
    #[must_use]
    pub fn settings(&self) -> Settings {
        read::settings(self).unwrap_or_default()
    }

    /// Whether two names of objects or columns are the same, with or without the namespace.
    #[must_use]
    pub fn same_name(&self, one: &str, other: &str) -> bool {
        self.format.same_name(self.bare(one), self.bare(other))
    }

    fn bare<'a>(&self, name: &'a str) -> &'a str {
        let Some(space) = self.namespace.as_deref() else { return name };
        match name.get(..space.len()) {
            Some(start) if start.eq_ignore_ascii_case(space) => name.get(space.len()..).unwrap_or(name),
            _ => name,
        }
    }

    /// The object whose file has a name (without ending). A file may come in parts: `action_item__v.2`, `action_item__v-2`, `action_item__v (2)`.
    #[must_use]
    pub fn object_of_file(&self, stem: &str) -> Option<usize> {
        let find = |stem: &str| {
            // File systems of desks do not tell upper from lower case, so neither does this.
            let same = |known: &String| self.bare(known).eq_ignore_ascii_case(self.bare(stem));
            self.objects.iter().position(|object| object.files.iter().any(same))
        };
        find(stem).or_else(|| find(without_part(stem)?))
    }

    /// What a hierarchy and a status list lack that this mapping uses.
    pub(crate) fn fits(&self, hierarchy: &Hierarchy, statuses: &StatusList) -> Vec<String> {
        let mut missing = Vec::new();
        for level in self.objects.iter().filter_map(|object| object.level.as_ref()) {
            if hierarchy.find(level.as_str()).is_none() {
                missing.push(format!("the settings have no level `{level}`, which the mapping `{}` uses", self.name));
            }
        }
        for object in self.objects.iter().filter(|object| object.role == Role::Node) {
            for value in self.statuses_of(object).into_iter().flat_map(|list| &list.values) {
                match statuses.find(value.code.as_str()) {
                    None => missing.push(format!("the settings have no status `{}`, which the mapping `{}` uses", value.code, self.name)),
                    Some(status) if status.category != value.category => missing.push(format!(
                        "the status `{}` is `{}` in the settings and `{}` in the mapping `{}`",
                        value.code,
                        status.category.name(),
                        value.category.name(),
                        self.name
                    )),
                    Some(_) => {}
                }
            }
        }
        missing.sort();
        missing.dedup();
        missing
    }
}

/// The name of a file without the number of its part.
fn without_part(stem: &str) -> Option<&str> {
    let open = stem.strip_suffix(')').unwrap_or(stem);
    let name = open.trim_end_matches(|character: char| character.is_ascii_digit());
    if name.len() == open.len() {
        return None;
    }
    let marks: &[&str] = if open.len() == stem.len() { &[".", "-"] } else { &[" (", "("] };
    marks.iter().find_map(|mark| name.strip_suffix(mark))
}
