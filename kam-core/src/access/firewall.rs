//! A firewall between medical and sales, as an example to start from (ACC-5).

use crate::config::{Layer, Part, Record, SettingInfo, SettingValue};

/// A rule of the example; a text that is empty stands for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleLine {
    /// Its id.
    pub id: &'static str,
    /// The function that it is for.
    pub function: &'static str,
    /// The step.
    pub step: &'static str,
    /// The section.
    pub section: &'static str,
    /// What it gives.
    pub right: &'static str,
    /// Whether it holds down and gives nothing: no other rule gives more, however specific.
    pub ceiling: bool,
}

/// A field that the example closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldLine {
    /// Its id.
    pub id: &'static str,
    /// The section.
    pub section: &'static str,
    /// The field.
    pub field: &'static str,
    /// The functions that it is closed to.
    pub closed_to: &'static [&'static str],
}

const fn rule(id: &'static str, function: &'static str, step: &'static str, section: &'static str, right: &'static str) -> RuleLine {
    RuleLine { id, function, step, section, right, ceiling: false }
}

const fn never(id: &'static str, function: &'static str, step: &'static str, section: &'static str) -> RuleLine {
    RuleLine { id, function, step, section, right: "none", ceiling: true }
}

const fn field(id: &'static str, section: &'static str, field: &'static str, closed_to: &'static [&'static str]) -> FieldLine {
    FieldLine { id, section, field, closed_to }
}

/// What the example gives, by function. What is not here is closed.
///
/// Sales and medical share what the account is about, its team, its goals and the work; medical stay out of the choice of targets altogether, of measures,
/// reviews of them and pay. Where they stay out a ceiling says so, which no other rule gets around, whatever role somebody has besides.
pub const FIREWALL_RULES: &[RuleLine] = &[
    rule("sales_profile", "sales", "", "profile", "edit"),
    rule("sales_team", "sales", "", "team", "edit"),
    rule("sales_stakeholders", "sales", "", "stakeholders", "edit"),
    rule("sales_analyses", "sales", "", "analyses", "edit"),
    rule("sales_goals", "sales", "", "goals", "edit"),
    rule("sales_hierarchy", "sales", "", "hierarchy", "edit"),
    rule("sales_measures", "sales", "", "measures", "edit"),
    rule("sales_reviews", "sales", "", "reviews", "edit"),
    rule("sales_compensation", "sales", "", "compensation", "read"),
    rule("sales_approvals", "sales", "", "approvals", "read"),
    rule("medical_profile", "medical", "", "profile", "read"),
    rule("medical_team", "medical", "", "team", "read"),
    rule("medical_stakeholders", "medical", "", "stakeholders", "edit"),
    rule("medical_analyses", "medical", "", "analyses", "read"),
    rule("medical_goals", "medical", "", "goals", "read"),
    rule("medical_hierarchy", "medical", "", "hierarchy", "edit"),
    rule("medical_approvals", "medical", "", "approvals", "read"),
    never("medical_no_targets", "medical", "targets", ""),
    never("medical_no_measures", "medical", "", "measures"),
    never("medical_no_reviews", "medical", "", "reviews"),
    never("medical_no_pay", "medical", "", "compensation"),
];

/// Everybody in the shipped list of functions but medical.
const NOT_MEDICAL: &[&str] = &[
    "sales",
    "marketing",
    "market_access",
    "contracting",
    "public_affairs",
    "patient_affairs",
    "clinical_research",
    "commercial_operations",
    "digital",
    "customer_service",
    "finance",
    "legal_compliance",
    "regulatory_safety",
    "training",
    "management",
    "external",
    "other",
];

const MEDICAL: &[&str] = &["medical"];

/// The fields that the example closes: medical notes and inquiries to all but medical; sales targets and scores to medical.
///
/// The quantity of a node can be a sales target, so it is closed to medical, and with it the completions that are computed from it. Who keeps no sales
/// figures in nodes leaves `no_node_quantities` out. Fields that a plan here does not have, such as notes, are for hosts that keep them and ask
/// [`Actor::may_with_field`](super::Actor::may_with_field).
pub const FIREWALL_FIELDS: &[FieldLine] = &[
    field("medical_notes", "stakeholders", "medical_notes", NOT_MEDICAL),
    field("inquiry_content", "stakeholders", "inquiry_content", NOT_MEDICAL),
    field("medical_notes_in_reviews", "reviews", "medical_notes", NOT_MEDICAL),
    field("no_tier", "profile", "tier", MEDICAL),
    field("no_tier_score", "profile", "tier_score", MEDICAL),
    field("no_goal_targets", "goals", "target_value", MEDICAL),
    field("no_node_quantities", "hierarchy", "quantity", MEDICAL),
    field("no_sales_notes", "stakeholders", "sales_notes", MEDICAL),
];

/// The example as a core that a configuration can start from: its rules, its closed fields, and totals suppressed. As a document it is what
/// `kam_config::write_layer` makes of it.
///
/// ```
/// use kam_core::access::{Person, Request, Right, Rights, Section, firewall};
/// use kam_core::config::{Configuration, Record, SettingInfo, SettingValue, Step};
/// use kam_core::values::{Code, PersonId, UnitId};
///
/// let mut core = firewall("core");
/// let text = |text: &str| SettingValue::Text(text.into());
/// let unit = Record { fields: vec![("id", text("DE")), ("level", text("national"))] };
/// core.settings.push((SettingInfo::find("organization.units").expect("a setting"), SettingValue::Records(vec![unit])));
/// let configuration = Configuration::new(vec![core]).expect("a configuration");
/// let rights = Rights::of(&configuration, configuration.core().expect("a core"));
///
/// let person = |id: &str, role: &str| Ok::<_, kam_core::values::ValueError>(Person::new(PersonId::new(id)?).with_role(Code::new(role)?, UnitId::new("DE")?));
/// let people = [person("kam", "key_account_manager")?, person("msl", "medical_liaison")?];
/// let inquiries = Request { unit: "DE", step: Step::Plan, section: Section::Stakeholders, part: None };
/// let seen_by = rights.who_may(&people, None, &inquiries, Some("inquiry_content"), Right::Read);
/// assert_eq!(seen_by.iter().map(|explanation| &*explanation.person).collect::<Vec<_>>(), ["msl"]);
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[must_use]
pub fn firewall(name: &str) -> Layer {
    let text = |text: &str| SettingValue::Text(text.to_owned());
    let of_rule = |line: &RuleLine| {
        let all = [("id", line.id), ("function", line.function), ("step", line.step), ("section", line.section), ("right", line.right)];
        let named = all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, text(value)));
        Record { fields: named.chain(line.ceiling.then_some(("ceiling", SettingValue::Flag(true)))).collect() }
    };
    let of_field = |line: &FieldLine| {
        let closed_to = SettingValue::Many(line.closed_to.iter().map(|function| text(function)).collect());
        Record { fields: vec![("id", text(line.id)), ("section", text(line.section)), ("field", text(line.field)), ("closed_to", closed_to)] }
    };
    let said = [
        ("access.rules", SettingValue::Records(FIREWALL_RULES.iter().map(of_rule).collect())),
        ("access.fields", SettingValue::Records(FIREWALL_FIELDS.iter().map(of_field).collect())),
        ("access.totals", text("suppressed")),
    ];
    let settings = said.into_iter().filter_map(|(path, value)| Some((SettingInfo::find(path)?, value))).collect();
    // Layers below may add rules; what keeps the two apart they may not touch, nor add a function that it does not know.
    let ceilings = FIREWALL_RULES.iter().filter(|line| line.ceiling).map(|line| format!("access.rules.{}", line.id));
    let fields = FIREWALL_FIELDS.iter().map(|line| format!("access.fields.{}", line.id));
    let lock = ceilings.chain(fields).chain(["access.totals".to_owned(), "lists.team_function".to_owned()]).filter_map(|path| Part::new(&path));
    Layer { name: name.to_owned(), lock: lock.collect(), settings, ..Layer::default() }
}
