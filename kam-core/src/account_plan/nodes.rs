//! The nodes of a record as a plan with figures.

use super::AccountPlan;
use super::refusal::Refusal;
use crate::config::Settings;
use crate::execution::{Acting, Links, MOST_LINKS, NodeSpec, Override, Schedule, StatusCategory, Work};
use crate::history::{FieldChange, FieldValue, Fields, Object, ObjectKind};
use crate::plan::{Period, Plan, PlanError, Profile};
use crate::values::{
    AccountId, Amount, Label, NodeId, Percent, PersonId, PlanId, ProductId, Quantity, Reason, StakeholderId, Title, UnitId, ValueError, Weight,
    parse_date, parse_moment,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

type Row = BTreeMap<Box<str>, FieldValue>;

fn text<'r>(row: &'r Row, field: &str) -> Option<&'r str> {
    row.get(field).and_then(FieldValue::as_text)
}

fn list<T>(row: &Row, field: &str, make: impl Fn(&str) -> Result<T, ValueError>) -> Result<Vec<T>, ValueError> {
    row.get(field).map(FieldValue::as_list).unwrap_or_default().iter().map(|text| make(text)).collect()
}

/// The nodes of a record, computed.
pub(super) fn work(id: &PlanId, fields: &Fields, settings: Arc<Settings>) -> Result<Work, Refusal> {
    let specs = fields.of_kind(ObjectKind::Node).map(|(id, row)| spec(id, row, &settings)).collect::<Result<Vec<_>, _>>()?;
    let profile = profile(id, fields.object(&Object::new(ObjectKind::Plan, id.as_str())))?;
    computed(profile, specs, settings)
}

/// The nodes of a record after changes. What did not change is taken from the plan as it is: reading all of it anew takes several times as long.
pub(super) fn changed(record: &AccountPlan, changes: &[FieldChange], settings: Arc<Settings>) -> Result<Work, Refusal> {
    let (plan, fields) = (record.plan(), record.fields());
    let mut rows: BTreeMap<&Object, Row> = BTreeMap::new();
    for change in changes.iter().filter(|change| matches!(change.object.kind, ObjectKind::Plan | ObjectKind::Node)) {
        let row = rows.entry(&change.object).or_insert_with(|| fields.object(&change.object).cloned().unwrap_or_default());
        match &change.new {
            Some(new) => row.insert(change.field.clone(), new.clone()),
            None => row.remove(&change.field),
        };
    }
    let profile = match rows.remove(&record.object()) {
        Some(row) => profile(record.id(), Some(&row))?,
        None => plan.profile().clone(),
    };
    let touched: HashMap<&str, &Row> = rows.iter().map(|(object, row)| (&*object.id, row)).collect();
    let mut specs = Vec::with_capacity(plan.nodes().len().saturating_add(rows.len()));
    for (id, row) in fields.of_kind(ObjectKind::Node).filter(|(id, _)| !touched.contains_key(id)) {
        let Some(key) = plan.find(id) else { continue };
        let Some(node) = plan.node(key) else { continue };
        let parent = plan.parent(key).and_then(|above| plan.node(above)).map(|above| above.id.clone());
        // A level that nobody gave follows from the place, which may be another one now.
        let level = if row.contains_key("level") { plan.level_index(key) } else { None };
        specs.push(NodeSpec { parent, level, node: node.clone() });
    }
    for (object, row) in rows.iter().filter(|(_, row)| !row.is_empty()) {
        specs.push(spec(&object.id, row, &settings)?);
    }
    computed(profile, specs, settings)
}

fn computed(profile: Profile, specs: Vec<NodeSpec>, settings: Arc<Settings>) -> Result<Work, Refusal> {
    let plan = Plan::new(profile, settings, specs).map_err(|error| match error {
        PlanError::Problems(problems) => Refusal::Hierarchy(problems),
        PlanError::TooManyNodes { .. } => Refusal::TooMany { what: "nodes", most: super::MOST_OBJECTS },
    })?;
    Work::open(plan).map_err(|not| Refusal::WeightNeeded { node: not.missing.nodes.first().map(ToString::to_string).unwrap_or_default() })
}

pub(super) fn profile(id: &PlanId, row: Option<&Row>) -> Result<Profile, Refusal> {
    let mut profile = Profile::new(id.clone());
    let Some(row) = row else { return Ok(profile) };
    let date = |field: &str| text(row, field).map(parse_date).transpose();
    profile.title = text(row, "title").map(Title::new).transpose()?.unwrap_or_default();
    profile.account = text(row, "account").map(AccountId::new).transpose()?;
    profile.owner = text(row, "owner").map(PersonId::new).transpose()?;
    profile.unit = text(row, "unit").map(UnitId::new).transpose()?;
    profile.status = text(row, "state").map(Label::new).transpose()?;
    profile.period = Period::new(date("start")?, date("end")?)?;
    Ok(profile)
}

/// A node from its fields.
pub(super) fn spec(id: &str, row: &Row, settings: &Settings) -> Result<NodeSpec, Refusal> {
    let refuse = |field: &str, error: ValueError| {
        let object = Object::new(ObjectKind::Node, id);
        Refusal::Value { object, field: field.to_owned(), value: error.value.clone(), reason: error.fault.to_string(), help: None }
    };
    let code = text(row, "status").unwrap_or_default();
    let status = settings.statuses.find(code).or_else(|| settings.statuses.first(StatusCategory::Open).filter(|_| code.is_empty()));
    let status = status.ok_or_else(|| {
        let names = settings.statuses.statuses().iter().map(|status| status.code.as_str());
        Refusal::among(&Object::new(ObjectKind::Node, id), "status", code, "it is no status".to_owned(), names)
    })?;
    let mut spec = NodeSpec::new(NodeId::new(id)?, status.clone());
    spec.parent = text(row, "parent").map(NodeId::new).transpose()?;
    if let Some(level) = text(row, "level") {
        let found = settings.hierarchy.find(level).ok_or_else(|| {
            let names = settings.hierarchy.levels().iter().map(|level| level.name.as_str());
            Refusal::among(&Object::new(ObjectKind::Node, id), "level", level, "it is no level of a plan".to_owned(), names)
        })?;
        spec.level = Some(found);
    }
    let node = &mut spec.node;
    node.title = text(row, "title").map(Title::new).transpose()?.unwrap_or_default();
    node.owner = text(row, "owner").map(PersonId::new).transpose()?;
    node.weight = text(row, "weight").map(Weight::parse).transpose()?;
    let date = |field: &str| text(row, field).map(parse_date).transpose();
    node.schedule = Schedule::new(date("start")?, date("due")?).map_err(|error| refuse("due", error))?;
    node.progress = text(row, "progress").map(Percent::parse).transpose()?;
    let amount = |field: &str| text(row, field).map(Amount::parse).transpose();
    let missing = |field: &str| Refusal::Missing { object: Object::new(ObjectKind::Node, id), field: field.to_owned() };
    node.quantity = match (amount("baseline")?, amount("target")?, amount("actual")?) {
        (None, None, None) => None,
        (Some(baseline), Some(target), actual) => Some(Box::new(Quantity::new(baseline, target, actual).map_err(|error| refuse("target", error))?)),
        (None, ..) => return Err(missing("baseline")),
        (_, None, _) => return Err(missing("target")),
    };
    let many = |_| Refusal::TooManyLinks { node: id.to_owned(), most: MOST_LINKS };
    node.prerequisites = Links::new(list(row, "prerequisites", NodeId::new)?).map_err(many)?;
    node.products = Links::new(list(row, "products", ProductId::new)?).map_err(many)?;
    node.stakeholders = Links::new(list(row, "stakeholders", StakeholderId::new)?).map_err(many)?;
    let acting = |by: &str, at: &str| -> Result<Option<Acting>, ValueError> {
        let (Some(person), Some(at)) = (text(row, by), text(row, at)) else { return Ok(None) };
        Ok(Some(Acting { person: PersonId::new(person)?, at: parse_moment(at)? }))
    };
    node.completed = acting("completed_by", "completed_at")?.map(Box::new);
    if let (Some(completion), Some(reason), Some(acting)) =
        (text(row, "override"), text(row, "override_reason"), acting("override_by", "override_at")?)
    {
        node.completion_override = Some(Box::new(Override { completion: Percent::parse(completion)?, reason: Reason::new(reason)?, acting }));
    }
    Ok(spec)
}
