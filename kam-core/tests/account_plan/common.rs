//! A small organisation and its people, for the tests of account plans.

use kam_core::access::{Person, Rights, Rules};
use kam_core::account_plan::{AccountPlan, Act, Command, Done, Refusal};
use kam_core::config::{Configuration, Layer, Record, SettingInfo, SettingValue};
use kam_core::history::{FieldValue, Object, ObjectKind, Salt};
use kam_core::values::{Code, PersonId, PlanId, Reason, UnitId, parse_moment};

pub(crate) struct Company {
    configuration: Configuration,
    rights: Rights,
}

fn record(fields: &[(&'static str, &str)]) -> Record {
    Record { fields: fields.iter().map(|(name, text)| (*name, SettingValue::Text((*text).into()))).collect() }
}

fn setting(path: &str, value: SettingValue) -> (&'static SettingInfo, SettingValue) {
    (SettingInfo::find(path).expect(path), value)
}

pub(crate) fn many(texts: &[&str]) -> SettingValue {
    SettingValue::Many(texts.iter().map(|text| SettingValue::Text((*text).into())).collect())
}

impl Company {
    pub(crate) fn new() -> Self {
        Self::with(Vec::new())
    }

    pub(crate) fn with(more: Vec<(&str, SettingValue)>) -> Self {
        let configuration = Configuration::new(vec![Self::layer(more)]).unwrap_or_else(|wrong| panic!("{wrong:?}"));
        let rights = Rights::of(&configuration, configuration.core().expect("a core"));
        Self { configuration, rights }
    }

    pub(crate) fn layer(more: Vec<(&str, SettingValue)>) -> Layer {
        let units = [[("id", "DE"), ("level", "national")].as_slice(), &[("id", "DE-S"), ("level", "regional"), ("parent", "DE")]];
        let rules = [
            [("id", "sales_edit"), ("function", "sales"), ("right", "edit")].as_slice(),
            &[("id", "medical_reads"), ("function", "medical"), ("section", "hierarchy"), ("right", "read")],
            &[("id", "medical_people"), ("function", "medical"), ("section", "stakeholders"), ("right", "edit")],
            &[("id", "lead_approves"), ("role", "country_lead"), ("section", "approvals"), ("right", "approve")],
            &[("id", "expert_items"), ("team_role", "expert"), ("section", "analyses"), ("right", "edit")],
        ];
        let mut settings = vec![
            setting("organization.units", SettingValue::Records(units.into_iter().map(record).collect())),
            setting("access.rules", SettingValue::Records(rules.into_iter().map(record).collect())),
            setting("features.stage", SettingValue::Text("full".into())),
            setting("plan.stakeholder_fields", many(&["roles", "influence", "stance", "desired_stance", "owner", "relations", "notes"])),
        ];
        settings.retain(|(setting, _)| !more.iter().any(|(path, _)| *path == setting.path));
        settings.extend(more.into_iter().map(|(path, value)| setting(path, value)));
        Layer { name: "core".into(), settings, ..Layer::default() }
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules::of(self.configuration.core().expect("a core"), &self.rights).expect("rules")
    }
}

pub(crate) fn person(id: &str, role: &str, unit: &str) -> Person {
    Person::new(PersonId::new(id).expect("an id")).with_role(Code::new(role).expect("a role"), UnitId::new(unit).expect("a unit"))
}

pub(crate) fn kam() -> Person {
    person("kam", "key_account_manager", "DE-S")
}

pub(crate) fn lead() -> Person {
    person("lead", "country_lead", "DE")
}

pub(crate) fn liaison() -> Person {
    person("msl", "medical_liaison", "DE-S")
}

/// Somebody, so many minutes after the beginning, with a salt of this moment.
pub(crate) fn act(person: Person, minute: i64) -> Act {
    let at = parse_moment("2026-02-02T08:00:00Z").expect("a moment") + chrono::Duration::minutes(minute);
    Act::new(person, at).salted(Salt::new(&format!("salt-of-minute-{minute:08}")).expect("a salt"))
}

pub(crate) fn because(person: Person, minute: i64, reason: &str) -> Act {
    act(person, minute).because(Reason::new(reason).expect("a reason"))
}

pub(crate) fn text(text: &str) -> FieldValue {
    FieldValue::text(text)
}

pub(crate) fn list(texts: &[&str]) -> FieldValue {
    FieldValue::List(texts.iter().map(|text| (*text).into()).collect())
}

pub(crate) fn object(kind: ObjectKind, id: &str) -> Object {
    Object::new(kind, id)
}

pub(crate) fn add(kind: ObjectKind, id: &str, fields: &[(&str, FieldValue)]) -> Command {
    Command::Add { object: object(kind, id), fields: fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect() }
}

pub(crate) fn set(kind: ObjectKind, id: &str, fields: &[(&str, Option<FieldValue>)]) -> Command {
    Command::Set { object: object(kind, id), fields: fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect() }
}

pub(crate) fn remove(kind: ObjectKind, id: &str) -> Command {
    Command::Remove { object: object(kind, id) }
}

pub(crate) fn status(node: &str, status: &str) -> Command {
    Command::ChangeStatus { node: node.into(), status: status.into() }
}

pub(crate) fn new_plan(company: &Company) -> AccountPlan {
    let fields = vec![("unit".to_owned(), text("DE-S")), ("title".to_owned(), text("Rigshospitalet")), ("start".to_owned(), text("2026-01-01"))];
    AccountPlan::create(&PlanId::new("AP-1").expect("an id"), fields, &act(kam(), 0), &company.rules()).expect("a plan").0
}

/// Runs a command of the key account manager that has to be fine.
pub(crate) fn run(plan: &mut AccountPlan, company: &Company, command: &Command, minute: i64) -> Done {
    plan.run(command, &act(kam(), minute), &company.rules()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// Runs a command that has to be refused, and changes nothing: code, text, help.
pub(crate) fn refused(plan: &mut AccountPlan, company: &Company, command: &Command, act: &Act) -> (&'static str, String, Option<String>) {
    let before = plan.clone();
    let refusal: Refusal = plan.run(command, act, &company.rules()).expect_err("a refusal");
    assert_eq!(*plan, before, "a refused change changes nothing");
    assert_eq!(plan.work().completion().of_plan(), before.work().completion().of_plan());
    (refusal.code(), refusal.to_string(), refusal.help())
}
