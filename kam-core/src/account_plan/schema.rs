//! What an account plan is made of: every kind of object with its fields (PLN-1 to PLN-3, EXE-2).

use crate::access::Section;
use crate::history::ObjectKind;

/// What a field can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A text of at most so many characters.
    Text {
        /// The most characters.
        most: usize,
    },
    /// A code of the list of values of this name.
    Value(&'static str),
    /// A name that is given here, 1 to 64 visible characters (NUM-5).
    Code,
    /// One of these.
    Choice(&'static [&'static str]),
    /// The id of a person.
    Person,
    /// The id of an account.
    Account,
    /// The id of a product.
    Product,
    /// A unit of the organisation.
    Unit,
    /// A local date of the market (NUM-4).
    Date,
    /// A percentage.
    Percent,
    /// A weight (NUM-3).
    Weight,
    /// A decimal of any unit.
    Amount,
    /// The name of a level of the hierarchy.
    Level,
    /// The id of another object of the plan.
    Object(ObjectKind),
    /// Several of them.
    Many(&'static FieldKind),
}

impl FieldKind {
    /// The kind of object that it names.
    #[must_use]
    pub const fn object(self) -> Option<ObjectKind> {
        match self {
            Self::Object(kind) => Some(kind),
            Self::Many(Self::Object(kind)) => Some(*kind),
            _ => None,
        }
    }
}

/// How a field can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By adding the object and by setting the field.
    Anyone,
    /// Only when the object is added.
    Adding,
    /// Only by a command of its own.
    Command,
}

/// A field of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldInfo {
    /// Its name.
    pub name: &'static str,
    /// What it can be.
    pub kind: FieldKind,
    /// Whether the object cannot be without it.
    pub needed: bool,
    /// Whether it says something about a stakeholder as a person: it lies beside the entries and can be erased (AUD-5).
    pub personal: bool,
    /// How it is changed.
    pub by: By,
    /// The name under which `access.fields` closes it.
    pub closed_as: &'static str,
}

/// A kind of object.
#[derive(Debug, Clone, Copy)]
pub struct ObjectInfo {
    /// Which one.
    pub kind: ObjectKind,
    /// The section of the plan that it belongs to, for rights (ACC-1).
    pub section: Section,
    /// The feature that it needs (CFG-3).
    pub feature: Option<&'static str>,
    /// Its fields.
    pub fields: &'static [FieldInfo],
}

impl ObjectInfo {
    /// What is known of a kind.
    #[must_use]
    pub fn of(kind: ObjectKind) -> &'static Self {
        const NONE: ObjectInfo = ObjectInfo { kind: ObjectKind::Plan, section: Section::Profile, feature: None, fields: &[] };
        OBJECTS.iter().find(|info| info.kind == kind).unwrap_or(&NONE)
    }

    /// A field by its name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static FieldInfo> {
        self.fields.iter().find(|field| field.name == name)
    }
}

const fn field(name: &'static str, kind: FieldKind) -> FieldInfo {
    FieldInfo { name, kind, needed: false, personal: false, by: By::Anyone, closed_as: name }
}

const fn needed(name: &'static str, kind: FieldKind) -> FieldInfo {
    FieldInfo { needed: true, ..field(name, kind) }
}

const fn fixed(name: &'static str, kind: FieldKind) -> FieldInfo {
    FieldInfo { by: By::Adding, ..needed(name, kind) }
}

const fn personal(name: &'static str, kind: FieldKind) -> FieldInfo {
    FieldInfo { personal: true, ..field(name, kind) }
}

const fn commanded(name: &'static str, kind: FieldKind, closed_as: &'static str) -> FieldInfo {
    FieldInfo { by: By::Command, closed_as, ..field(name, kind) }
}

const fn quantity(name: &'static str) -> FieldInfo {
    FieldInfo { closed_as: "quantity", ..field(name, FieldKind::Amount) }
}

const TITLE: FieldKind = FieldKind::Text { most: 500 };
const LONG: FieldKind = FieldKind::Text { most: 4_000 };
const PERSON: FieldKind = FieldKind::Person;
const DATE: FieldKind = FieldKind::Date;
const NODES: FieldKind = FieldKind::Many(&FieldKind::Object(ObjectKind::Node));
const PRODUCTS: FieldKind = FieldKind::Many(&FieldKind::Product);
const MOMENT: FieldKind = FieldKind::Text { most: 40 };

/// How one stakeholder can stand to another (PLN-3).
pub const RELATIONS: &[&str] = &["reports_to", "influences", "in_conflict_with", "member_of"];

/// Every kind of object.
pub const OBJECTS: &[ObjectInfo] = &[
    ObjectInfo {
        kind: ObjectKind::Plan,
        section: Section::Profile,
        feature: None,
        fields: &[
            FieldInfo { by: By::Command, ..needed("state", FieldKind::Choice(super::life::STATES)) },
            fixed("unit", FieldKind::Unit),
            field("title", TITLE),
            FieldInfo { needed: false, ..fixed("account", FieldKind::Account) },
            field("child_accounts", FieldKind::Many(&FieldKind::Account)),
            field("owner", PERSON),
            field("start", DATE),
            field("end", DATE),
            field("cycle", FieldKind::Code),
            field("products", PRODUCTS),
            commanded("made_from", FieldKind::Code, "made_from"),
            commanded("approval", FieldKind::Code, "approval"),
            commanded("approval_digest", FieldKind::Code, "approval"),
            commanded("amendment", FieldKind::Choice(&["yes"]), "amendment"),
        ],
    },
    ObjectInfo {
        kind: ObjectKind::Member,
        section: Section::Team,
        feature: None,
        fields: &[needed("role", FieldKind::Value("team_role")), field("function", FieldKind::Value("team_function")), field("note", LONG)],
    },
    ObjectInfo {
        kind: ObjectKind::Stakeholder,
        section: Section::Stakeholders,
        feature: Some("stakeholder_map"),
        fields: &[
            FieldInfo { needed: true, ..personal("name", TITLE) },
            personal("roles", FieldKind::Many(&FieldKind::Value("stakeholder_role"))),
            personal("committees", FieldKind::Many(&TITLE)),
            personal("influence", FieldKind::Value("influence")),
            personal("stance", FieldKind::Value("stakeholder_stance")),
            personal("desired_stance", FieldKind::Value("stakeholder_stance")),
            field("owner", PERSON),
            personal("depth", FieldKind::Value("relationship_depth")),
            personal("desired_depth", FieldKind::Value("relationship_depth")),
            personal("last_contact", DATE),
            personal("source", TITLE),
            personal("notes", LONG),
            commanded("erased", FieldKind::Choice(&["yes"]), "erased"),
        ],
    },
    ObjectInfo {
        kind: ObjectKind::Relation,
        section: Section::Stakeholders,
        feature: Some("stakeholder_map"),
        fields: &[
            fixed("from", FieldKind::Object(ObjectKind::Stakeholder)),
            fixed("to", FieldKind::Object(ObjectKind::Stakeholder)),
            fixed("is", FieldKind::Choice(RELATIONS)),
        ],
    },
    ObjectInfo {
        kind: ObjectKind::Analysis,
        section: Section::Analyses,
        feature: Some("situation_analyses"),
        fields: &[fixed("type", FieldKind::Value("analysis_type")), field("title", TITLE)],
    },
    ObjectInfo {
        kind: ObjectKind::Item,
        section: Section::Analyses,
        feature: Some("situation_analyses"),
        fields: &[
            fixed("analysis", FieldKind::Object(ObjectKind::Analysis)),
            needed("category", FieldKind::Code),
            needed("text", LONG),
            field("weight", FieldKind::Weight),
            field("evidence", LONG),
            field("answered_by", NODES),
            field("paired_with", FieldKind::Many(&FieldKind::Object(ObjectKind::Item))),
        ],
    },
    ObjectInfo {
        kind: ObjectKind::Node,
        section: Section::Hierarchy,
        feature: None,
        fields: &[
            FieldInfo { by: By::Command, ..needed("status", FieldKind::Value("node_status")) },
            field("parent", FieldKind::Object(ObjectKind::Node)),
            field("level", FieldKind::Level),
            field("title", TITLE),
            field("owner", PERSON),
            field("weight", FieldKind::Weight),
            field("start", DATE),
            field("due", DATE),
            field("progress", FieldKind::Percent),
            quantity("baseline"),
            quantity("target"),
            quantity("actual"),
            field("prerequisites", NODES),
            field("products", PRODUCTS),
            field("stakeholders", FieldKind::Many(&FieldKind::Object(ObjectKind::Stakeholder))),
            commanded("completed_by", PERSON, "completed"),
            commanded("completed_at", MOMENT, "completed"),
            commanded("override", FieldKind::Percent, "override"),
            commanded("override_reason", LONG, "override"),
            commanded("override_by", PERSON, "override"),
            commanded("override_at", MOMENT, "override"),
            commanded("carried", FieldKind::Choice(&["over"]), "status"),
        ],
    },
    ObjectInfo {
        kind: ObjectKind::Measure,
        section: Section::Measures,
        feature: Some("measures"),
        fields: &[
            needed("unit", TITLE),
            FieldInfo { closed_as: "target_value", ..field("target", FieldKind::Amount) },
            field("baseline", FieldKind::Amount),
            field("nodes", NODES),
        ],
    },
];

/// The categories of the items of analyses that come with some (PLN-2); others have those that people give them.
pub const CATEGORIES: &[(&str, &[&str])] = &[
    ("swot", &["strength", "weakness", "opportunity", "threat"]),
    ("pestle", &["political", "economic", "social", "technological", "legal", "environmental"]),
];
