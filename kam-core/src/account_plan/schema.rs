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
    /// The same, and not below 0.
    Size,
    /// A whole number from 1 to 1 000.
    Place,
    /// A currency by its code of ISO 4217 (NUM-1).
    Currency,
    /// The name of a planning cycle (CYC-1).
    Cycle,
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
    /// No longer: documents of older forms have it, and it can only be taken away.
    Retired,
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

const fn retired(name: &'static str, kind: FieldKind) -> FieldInfo {
    FieldInfo { by: By::Retired, ..personal(name, kind) }
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
const DEPTH: FieldKind = FieldKind::Value("relationship_depth");
const STANCE: FieldKind = FieldKind::Value("stakeholder_stance");
const STAKEHOLDER: FieldKind = FieldKind::Object(ObjectKind::Stakeholder);
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
            field("cycle", FieldKind::Cycle),
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
            personal("stance", STANCE),
            personal("desired_stance", STANCE),
            field("owner", PERSON),
            retired("depth", DEPTH),
            retired("desired_depth", DEPTH),
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
        fields: &[fixed("from", STAKEHOLDER), fixed("to", STAKEHOLDER), fixed("is", FieldKind::Choice(RELATIONS))],
    },
    ObjectInfo {
        kind: ObjectKind::Relationship,
        section: Section::Stakeholders,
        feature: Some("stakeholder_map"),
        fields: &[
            fixed("stakeholder", STAKEHOLDER),
            fixed("member", FieldKind::Object(ObjectKind::Member)),
            personal("depth", DEPTH),
            personal("desired_depth", DEPTH),
            personal("last_contact", DATE),
            personal("notes", LONG),
        ],
    },
    ObjectInfo {
        kind: ObjectKind::Position,
        section: Section::Stakeholders,
        feature: Some("stakeholder_map"),
        fields: &[
            fixed("stakeholder", STAKEHOLDER),
            fixed("goal", FieldKind::Object(ObjectKind::Node)),
            personal("influence", FieldKind::Value("influence")),
            personal("stance", STANCE),
            personal("desired_stance", STANCE),
            personal("source", TITLE),
            personal("notes", LONG),
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
            field("category", FieldKind::Text { most: 64 }),
            field("text", LONG),
            field("weight", FieldKind::Weight),
            field("evidence", LONG),
            field("answered_by", NODES),
            field("paired_with", FieldKind::Many(&FieldKind::Object(ObjectKind::Item))),
            field("product", FieldKind::Product),
            field("account_unit", TITLE),
            field("potential", FieldKind::Size),
            field("current", FieldKind::Size),
            field("currency", FieldKind::Currency),
            field("competitor", TITLE),
            field("share", FieldKind::Percent),
            field("order", FieldKind::Place),
            field("patients", FieldKind::Size),
            field("number", FieldKind::Amount),
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
            commanded("override_approval", FieldKind::Code, "override"),
            commanded("override_approval_digest", FieldKind::Code, "override"),
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

/// What the items of an analysis of a type have (PLN-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnalysisInfo {
    /// The type, by its code in the list `analysis_type`.
    pub kind: &'static str,
    /// The categories that they can have; none where people give them.
    pub categories: &'static [&'static str],
    /// The fields that each needs.
    pub needs: &'static [&'static str],
    /// The figures and names that each can have beside the fields of [`AnalysisInfo::SHARED`].
    pub has: &'static [&'static str],
}

impl AnalysisInfo {
    /// The fields that items of every type can have.
    pub const SHARED: &[&str] = &["analysis", "text", "weight", "evidence", "answered_by", "paired_with"];

    /// What is known of a type; items of one that does not come with the library have a category and a text.
    #[must_use]
    pub fn of(kind: &str) -> &'static Self {
        const OTHER: AnalysisInfo = AnalysisInfo { kind: "", categories: &[], needs: &["category", "text"], has: &["category"] };
        ANALYSES.iter().find(|info| info.kind == kind).unwrap_or(&OTHER)
    }
}

/// The types of analysis whose items have a form of their own (PLN-2).
pub const ANALYSES: &[AnalysisInfo] = &[
    AnalysisInfo { kind: "swot", categories: &["strength", "weakness", "opportunity", "threat"], needs: &["category", "text"], has: &["category"] },
    AnalysisInfo {
        kind: "pestle",
        categories: &["political", "economic", "social", "technological", "legal", "environmental"],
        needs: &["category", "text"],
        has: &["category"],
    },
    AnalysisInfo { kind: "competitor_overview", categories: &[], needs: &["competitor"], has: &["category", "competitor", "product", "share"] },
    AnalysisInfo {
        kind: "white_space",
        categories: &[],
        needs: &["product", "potential", "current"],
        has: &["product", "account_unit", "potential", "current", "currency"],
    },
    AnalysisInfo { kind: "patient_pathway", categories: &[], needs: &["category", "order"], has: &["category", "order", "patients", "account_unit"] },
];
