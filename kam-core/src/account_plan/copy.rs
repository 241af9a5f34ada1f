//! Plans made from other plans: from a template, and for the next cycle (PLN-5, CYC-4).

use super::command::Act;
use super::refusal::Refusal;
use super::schema::ObjectInfo;
use super::{AccountPlan, Done};
use crate::access::{Request, Right, Rules, Section};
use crate::execution::StatusCategory;
use crate::history::{Digest, FieldChange, FieldValue, Object, ObjectKind, PersonalValue};
use crate::values::{PlanId, parse_date};
use chrono::Duration;
use std::collections::BTreeSet;

/// How a plan is made from another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MakeFrom {
    /// Structure and weights come along, with planned dates; statuses, actuals, people and history do not (PLN-5).
    Template,
    /// What is carried over comes along as it is, with what lies above it, and with it the team, the stakeholders, the analyses and the measures (CYC-4).
    LastCycle,
}

/// A plan made from another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The plan.
    pub plan: AccountPlan,
    /// Its first change.
    pub done: Done,
    /// How many nodes came along.
    pub nodes: usize,
}

/// The fields of nodes that a template gives; what is not here says how far a node is, or who does it.
const OF_A_TEMPLATE: &[&str] = &["status", "parent", "level", "title", "weight", "start", "due", "baseline", "target", "prerequisites", "products"];

impl AccountPlan {
    /// Makes a plan from another one: `fields` are those of its profile, as in [`AccountPlan::create`]. Dates move by as many days as the start of the one
    /// lies behind that of the other, where both have one.
    ///
    /// The person needs the right to read the hierarchy of the other one, and to make a plan. Into the next cycle of the same unit everything comes along that
    /// goes on, and is hidden there from whom it was hidden; in another unit only what the person sees of the other plan, and may write.
    ///
    /// # Errors
    /// As [`AccountPlan::create`]; nodes that make no plan by the rules here.
    pub fn make_from(
        other: &Self,
        how: MakeFrom,
        id: &PlanId,
        fields: Vec<(String, FieldValue)>,
        act: &Act,
        rules: &Rules<'_>,
    ) -> Result<Copied, Refusal> {
        let actor = rules.rights.actor(&act.person, Some(other.id()));
        for level in rules.settings.hierarchy.levels() {
            let request = Request { unit: other.unit().as_str(), step: act.step, section: Section::Hierarchy, part: Some(level.name.as_str()) };
            if actor.may(&request) < Right::Read {
                return Err(Refusal::NotAllowed { explanation: actor.explain(&request, None, Right::Read).to_string() });
            }
        }
        let unit = fields.iter().find(|(name, _)| name == "unit").and_then(|(_, unit)| unit.as_text()).map(str::to_owned);
        let start = |text: Option<&str>| text.and_then(|text| parse_date(text).ok());
        let mine = start(fields.iter().find(|(name, _)| name == "start").and_then(|(_, value)| value.as_text()));
        let shift = mine.zip(start(other.fields().text(&other.object(), "start"))).map(|(mine, theirs)| mine.signed_duration_since(theirs));
        let taken = other.taken(how);
        let mut changes = Vec::new();
        let mut personal = Vec::new();
        let own = Object::new(ObjectKind::Plan, id.as_str());
        changes.push(FieldChange { object: own, field: "made_from".into(), old: None, new: Some(FieldValue::text(other.id().as_str())) });
        let node = |id: &str| Object::new(ObjectKind::Node, id);
        let stays = how == MakeFrom::LastCycle && unit.as_deref() == Some(other.unit().as_str());
        let seen = other.sight(&act.person, act.step, rules).fields();
        let all = if stays { other.fields() } else { &seen };
        for (object, row) in all.objects() {
            let comes = match object.kind {
                ObjectKind::Plan => false,
                ObjectKind::Node => taken.contains(&*object.id),
                _ => how == MakeFrom::LastCycle && row.get("erased").is_none(),
            };
            for (field, value) in row.iter().filter(|_| comes) {
                let Some(value) = other.copied(how, object, field, value, shift, &taken) else { continue };
                let value = match value {
                    FieldValue::Personal(digest) => {
                        // What was erased does not come along, and what is there gets a salt of its own.
                        let Some(known) = other.personal().get(&digest) else { continue };
                        let salt = act.salt.as_ref().ok_or_else(|| Refusal::SaltNeeded { field: field.to_string() })?;
                        let value = PersonalValue::new(salt, object, field, known.clone());
                        let digest = value.digest();
                        personal.push(value);
                        FieldValue::Personal(digest)
                    }
                    value => value,
                };
                changes.push(FieldChange { object: object.clone(), field: field.clone(), old: None, new: Some(value) });
            }
        }
        if how == MakeFrom::Template
            && let Some(open) = rules.settings.statuses.first(StatusCategory::Open)
        {
            for change in changes.iter_mut().filter(|change| change.object.kind == ObjectKind::Node && &*change.field == "status") {
                change.new = Some(FieldValue::text(open.code.as_str()));
            }
        }
        leave_out_what_is_gone(&mut changes);
        let nodes = taken.iter().filter(|id| other.fields().object(&node(id)).is_some()).count();
        let (mut plan, done) = Self::create_with(id, fields, changes, stays, act, rules)?;
        // What does not come along leaves nothing behind that no entry names.
        let named: BTreeSet<Digest> =
            done.changes.iter().filter_map(|change| if let Some(FieldValue::Personal(digest)) = change.new { Some(digest) } else { None }).collect();
        for value in personal.into_iter().filter(|value| named.contains(&value.digest())) {
            plan.personal.put(value);
        }
        Ok(Copied { plan, done, nodes })
    }

    /// The nodes that come along.
    fn taken(&self, how: MakeFrom) -> BTreeSet<Box<str>> {
        let plan = self.plan();
        match how {
            MakeFrom::Template => plan
                .nodes()
                .iter()
                .filter(|node| node.status.category != StatusCategory::Cancelled)
                .filter(|node| {
                    let above = plan.find(node.id.as_str()).into_iter().flat_map(|key| plan.ancestors(key)).filter_map(|key| plan.node(key));
                    above.into_iter().all(|above| above.status.category != StatusCategory::Cancelled)
                })
                .map(|node| node.id.as_str().into())
                .collect(),
            MakeFrom::LastCycle => {
                let carried =
                    self.fields().of_kind(ObjectKind::Node).filter(|(_, row)| row.contains_key("carried")).filter_map(|(id, _)| plan.find(id));
                let all = carried.flat_map(|key| std::iter::once(key).chain(plan.ancestors(key)));
                all.filter_map(|key| plan.node(key)).map(|node| node.id.as_str().into()).collect()
            }
        }
    }

    /// A value as the new plan has it; `None` where it does not come along.
    fn copied(
        &self,
        how: MakeFrom,
        object: &Object,
        field: &str,
        value: &FieldValue,
        shift: Option<Duration>,
        taken: &BTreeSet<Box<str>>,
    ) -> Option<FieldValue> {
        let info = ObjectInfo::of(object.kind).field(field)?;
        if object.kind == ObjectKind::Node {
            if how == MakeFrom::Template && !OF_A_TEMPLATE.contains(&field) {
                return None;
            }
            // What was done before the cycle began is over, and so is the choice to go on.
            if field == "carried" {
                return None;
            }
            let is_date = matches!(field, "start" | "due");
            if how == MakeFrom::Template && is_date {
                let date = parse_date(value.as_text()?).ok()?;
                return Some(FieldValue::text(&date.checked_add_signed(shift?)?.to_string()));
            }
        }
        let names_nodes = value.as_text().is_none() && info.kind.object() == Some(ObjectKind::Node);
        if names_nodes {
            let left: Vec<Box<str>> = value.as_list().iter().filter(|id| taken.contains(*id)).cloned().collect();
            return (!left.is_empty()).then_some(FieldValue::List(left));
        }
        Some(value.clone())
    }
}

/// Takes out what names something that does not come along: a stakeholder who was erased.
fn leave_out_what_is_gone(changes: &mut Vec<FieldChange>) {
    let there: BTreeSet<Object> = changes.iter().map(|change| change.object.clone()).collect();
    let kind_of = |change: &FieldChange| ObjectInfo::of(change.object.kind).field(&change.field).and_then(|field| field.kind.object());
    let mut gone: BTreeSet<Object> = BTreeSet::new();
    for change in changes.iter_mut() {
        let Some(kind) = kind_of(change) else { continue };
        let stays = |id: &str| there.contains(&Object::new(kind, id));
        change.new = match change.new.take() {
            Some(FieldValue::List(ids)) => {
                let left: Vec<Box<str>> = ids.into_iter().filter(|id| stays(id)).collect();
                (!left.is_empty()).then_some(FieldValue::List(left))
            }
            Some(FieldValue::Text(id)) if !stays(&id) => {
                // One that cannot be without it does not come along either.
                if ObjectInfo::of(change.object.kind).field(&change.field).is_some_and(|field| field.needed) {
                    gone.insert(change.object.clone());
                }
                None
            }
            value => value,
        };
    }
    changes.retain(|change| change.new.is_some() && !gone.contains(&change.object));
}
