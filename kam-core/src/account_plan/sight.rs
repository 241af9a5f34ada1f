//! What a person sees of a plan and its history (ACC-3).

use super::AccountPlan;
use super::outlook::Outlook;
use super::refusal::Refusal;
use super::schema::ObjectInfo;
use crate::access::{Actor, Person, Request, Right, Rules, Section, View};
use crate::config::Step;
use crate::history::{Entry, FieldChange, FieldValue, Fields, Object, ObjectKind};
use crate::values::{Code, Reason};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

/// A plan as a person may see it: objects, fields and history without what the person may not read, as if it were not there.
///
/// What names something hidden is left out as well: the parent of a node, one prerequisite of several.
pub struct Sight<'p> {
    plan: &'p AccountPlan,
    actor: Actor<'p>,
    step: Step,
    figures: bool,
    /// What is there no more, as it was last; worked out when it is asked for.
    past: OnceCell<BTreeMap<&'p Object, BTreeMap<&'p str, &'p FieldValue>>>,
}

/// An entry as a person may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenEntry<'p> {
    /// The entry.
    pub entry: &'p Entry,
    /// Those of its changes that the person may see.
    pub changes: Vec<FieldChange>,
    /// Whether that is all of them. Where it is not, the reason and the digest are not to be shown: they may tell the rest.
    pub whole: bool,
}

impl SeenEntry<'_> {
    /// Why it was done, where the person sees all that was done.
    #[must_use]
    pub fn reason(&self) -> Option<&Reason> {
        self.entry.said.reason.as_ref().filter(|_| self.whole)
    }
}

/// An object with those of its fields that a person may see, by their names.
pub type SeenObject<'p> = (&'p Object, Vec<(&'p str, Cow<'p, FieldValue>)>);

impl AccountPlan {
    /// The plan as a person may see it in a step of the cycle. The role in the plan's team comes from the plan.
    #[must_use]
    pub fn sight<'p>(&'p self, person: &Person, step: Step, rules: &Rules<'p>) -> Sight<'p> {
        let person = self.with_team_role(person);
        let actor = rules.rights.actor(&person, Some(self.id()));
        let figures = View::shows_completion(self.plan(), &person, rules.rights, self.unit().as_str(), step);
        Sight { plan: self, actor, step, figures, past: OnceCell::new() }
    }

    /// Whether a person has at least one role that there is, in a unit that there is, or none: a slip would look like a plan in which there is nothing.
    ///
    /// # Errors
    /// The first role or unit, with what may have been meant.
    pub fn knows(person: &Person, rules: &Rules<'_>) -> Result<(), Refusal> {
        super::check::acts_here(person, rules)
    }

    /// A person with the role that the plan's team gives.
    pub(super) fn with_team_role(&self, person: &Person) -> Person {
        let member = Object::new(ObjectKind::Member, person.id.as_str());
        match self.fields().text(&member, "role").and_then(|role| Code::new(role).ok()) {
            Some(role) => person.clone().with_team_role(self.id().clone(), role),
            None => person.clone(),
        }
    }
}

impl<'p> Sight<'p> {
    /// Whether the completion of the plan may be seen (ACC-5).
    #[must_use]
    pub const fn completion(&self) -> bool {
        self.figures
    }

    /// Whether an object may be seen.
    #[must_use]
    pub fn sees(&self, object: &Object) -> bool {
        self.may(object, None)
    }

    /// The objects that may be seen, with those of their fields that may.
    #[must_use]
    pub fn objects(&self) -> Vec<SeenObject<'p>> {
        let hidden = self.hidden();
        let objects = self.plan.fields().objects().filter(|(object, _)| !hidden.contains(object));
        let seen = |(object, row): (&'p Object, &'p BTreeMap<Box<str>, FieldValue>)| {
            let fields = row.iter().filter(|(field, _)| self.may(object, Some(field)));
            (object, fields.filter_map(|(field, value)| Some((&**field, self.named(object, field, value, &hidden)?))).collect())
        };
        objects.map(seen).collect()
    }

    /// The objects and fields that may be seen.
    pub(super) fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        for (object, row) in self.objects() {
            for (field, value) in row {
                fields.apply(&FieldChange { object: object.clone(), field: field.into(), old: None, new: Some(value.into_owned()) });
            }
        }
        fields
    }

    /// What can be worked out from what may be seen.
    #[must_use]
    pub fn outlook(&self) -> Outlook<'_> {
        Outlook { plan: self.plan, fields: Cow::Owned(self.fields()), closed: Some(Box::new(|object, field| !self.may(object, Some(field)))) }
    }

    /// The entries of which something may be seen.
    #[must_use]
    pub fn entries(&self) -> Vec<SeenEntry<'p>> {
        let hidden = self.hidden();
        let seen = |entry: &'p Entry| {
            let mut whole = true;
            let mut changes = Vec::new();
            for change in &entry.said.changes {
                if hidden.contains(&change.object) || !self.may(&change.object, Some(&change.field)) {
                    whole = false;
                    continue;
                }
                let named = |value: &Option<FieldValue>| {
                    let seen = value.as_ref().and_then(|value| self.named(&change.object, &change.field, value, &hidden));
                    seen.map(Cow::into_owned)
                };
                let seen = FieldChange { old: named(&change.old), new: named(&change.new), ..change.clone() };
                whole &= seen == *change;
                if seen.old != seen.new {
                    changes.push(seen);
                }
            }
            (!changes.is_empty()).then_some(SeenEntry { entry, changes, whole })
        };
        self.plan.entries().iter().filter_map(seen).collect()
    }

    /// The objects that may not be seen: of those that are there, and of those that were.
    fn hidden(&self) -> HashSet<Object> {
        let objects = || self.plan.fields().objects().map(|(object, _)| object).chain(self.past().keys().copied());
        let mut hidden: HashSet<Object> = objects().filter(|object| !self.sees(object)).cloned().collect();
        // What cannot be without something hidden, a position without its goal, would tell that it is there.
        let hangs_on = |object: &Object| {
            let needed = ObjectInfo::of(object.kind).fields.iter().filter(|field| field.needed);
            let mut named = needed.filter_map(|field| Some(Object::new(field.kind.object()?, self.text(object, field.name)?)));
            named.any(|named| hidden.contains(&named))
        };
        let more: Vec<Object> = objects().filter(|object| hangs_on(object)).cloned().collect();
        hidden.extend(more);
        hidden
    }

    fn past(&self) -> &BTreeMap<&'p Object, BTreeMap<&'p str, &'p FieldValue>> {
        self.past.get_or_init(|| {
            let mut past: BTreeMap<&Object, BTreeMap<&str, &FieldValue>> = BTreeMap::new();
            let changes = self.plan.entries().iter().flat_map(|entry| &entry.said.changes);
            for change in changes.filter(|change| self.plan.fields().object(&change.object).is_none()) {
                if let Some(value) = change.new.as_ref().or(change.old.as_ref()) {
                    past.entry(&change.object).or_default().insert(&change.field, value);
                }
            }
            past
        })
    }

    /// The text of a field, of something that is there no more as it was last.
    fn text(&self, object: &Object, field: &str) -> Option<&str> {
        match self.plan.fields().object(object) {
            Some(row) => row.get(field).and_then(FieldValue::as_text),
            None => self.past().get(object)?.get(field).and_then(|value| value.as_text()),
        }
    }

    fn may(&self, object: &Object, field: Option<&str>) -> bool {
        let info = ObjectInfo::of(object.kind);
        let part = self.part(object);
        let request = Request { unit: self.plan.unit().as_str(), step: self.step, section: info.section, part: part.as_deref() };
        let Some(field) = field else { return self.actor.may(&request) >= Right::Read };
        let closed_as = info.field(field).map_or(field, |field| field.closed_as);
        // Who finished a node and when tells its status.
        let tells = if closed_as == "completed" { Some("status") } else { None };
        let about_people =
            info.field(field).and_then(|field| field.kind.object()) == Some(ObjectKind::Stakeholder) && info.section != Section::Stakeholders;
        let people = || Request { unit: self.plan.unit().as_str(), step: self.step, section: Section::Stakeholders, part: None };
        [Some(closed_as), tells].into_iter().flatten().all(|name| self.actor.may_with_field(&request, name) >= Right::Read)
            && (!about_people || self.actor.may(&people()) >= Right::Read)
    }

    /// The part of its section that an object belongs to, or belonged to; none where nothing tells it, so that the section as a whole is asked.
    fn part(&self, object: &Object) -> Option<Box<str>> {
        let type_of = |analysis: &str| self.text(&Object::new(ObjectKind::Analysis, analysis), "type").map(Box::from);
        match object.kind {
            ObjectKind::Node => {
                let plan = self.plan.plan();
                let now = plan.find(&object.id).and_then(|key| plan.level(key)).map(|level| level.name.as_str().into());
                now.or_else(|| self.level_then(object, 0))
            }
            ObjectKind::Analysis => type_of(&object.id),
            ObjectKind::Item => self.text(object, "analysis").and_then(type_of),
            _ => None,
        }
    }

    /// The level that a node had which is there no more: its own, else the next below its parent's.
    fn level_then(&self, node: &Object, depth: usize) -> Option<Box<str>> {
        let (hierarchy, plan) = (&self.plan.plan().settings().hierarchy, self.plan.plan());
        self.past().get(node).filter(|_| depth <= 16)?;
        if let Some(level) = self.text(node, "level") {
            return Some(level.into());
        }
        let Some(parent) = self.text(node, "parent") else { return hierarchy.levels().first().map(|level| level.name.as_str().into()) };
        let known = plan.find(parent).and_then(|key| plan.level_index(key));
        let above = match known {
            Some(level) => level,
            None => hierarchy.find(&self.level_then(&Object::new(ObjectKind::Node, parent), depth.saturating_add(1))?)?,
        };
        hierarchy.levels().get(above.get().saturating_add(1)).map(|level| level.name.as_str().into())
    }

    /// A value without what it names of hidden objects; nothing where it names nothing else.
    fn named<'v>(&self, object: &Object, field: &str, value: &'v FieldValue, hidden: &HashSet<Object>) -> Option<Cow<'v, FieldValue>> {
        let Some(kind) = ObjectInfo::of(object.kind).field(field).and_then(|field| field.kind.object()) else { return Some(Cow::Borrowed(value)) };
        let is_hidden = |id: &str| {
            let named = Object::new(kind, id);
            hidden.contains(&named) || (self.plan.fields().object(&named).is_none() && !self.sees(&named))
        };
        match value {
            FieldValue::List(ids) if ids.iter().any(|id| is_hidden(id)) => {
                let left: Vec<Box<str>> = ids.iter().filter(|id| !is_hidden(id)).cloned().collect();
                (!left.is_empty()).then_some(Cow::Owned(FieldValue::List(left)))
            }
            FieldValue::Text(id) if is_hidden(id) => None,
            value => Some(Cow::Borrowed(value)),
        }
    }
}
