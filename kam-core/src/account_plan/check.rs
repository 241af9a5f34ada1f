//! Whether a change may be made, and what exactly it changes.

use super::command::{Act, Command};
use super::nodes;
use super::refusal::Refusal;
use super::{AccountPlan, MOST_ENTRIES, NodeEffect, Ready};
use crate::access::{Person, Rules};
use crate::execution::{NodeSpec, StatusCategory, may_change_status};
use crate::history::{Digest, EntryDraft, FieldChange, FieldValue, Object, ObjectKind, PersonalValue};
use crate::values::nearest;
use std::collections::BTreeMap;

/// A change while it is put together.
#[derive(Default)]
pub(super) struct Change {
    pub(super) fields: Vec<FieldChange>,
    pub(super) personal: Vec<PersonalValue>,
    pub(super) erased: Vec<Digest>,
    /// What was to be set and is like that already: rights are asked for all of it.
    pub(super) same: Vec<FieldChange>,
}

impl AccountPlan {
    pub(super) fn ready(&self, command: &Command, act: &Act, rules: &Rules<'_>) -> Result<Ready, Refusal> {
        self.in_time(act)?;
        acts_here(&act.person, rules)?;
        let change = self.change_of(command, act, rules).map_err(|refusal| self.told(refusal, command, act, rules))?;
        self.checked(command.name(), change, act, rules)
    }

    /// A refusal as who acts may hear it: who has no right to a change at all hears that alone, and nobody hears of what is hidden.
    fn told(&self, refusal: Refusal, command: &Command, act: &Act, rules: &Rules<'_>) -> Refusal {
        // What is wrong says nothing of the part that it would be in.
        let (_, wrong) = refusal.about();
        let change = |object: &Object, field: &str, new: Option<&FieldValue>| {
            let info = super::ObjectInfo::of(object.kind).field(field).filter(|_| wrong != Some(field));
            info.map(|_| FieldChange { object: object.clone(), field: field.into(), old: None, new: new.cloned() })
        };
        let mut touched: Vec<FieldChange> = match command {
            Command::Add { object, fields } => fields.iter().filter_map(|(field, value)| change(object, field, Some(value))).collect(),
            Command::Set { object, fields } => fields.iter().filter_map(|(field, value)| change(object, field, value.as_ref())).collect(),
            Command::Remove { object } => {
                let row = self.fields.object(object).into_iter().flatten();
                row.filter_map(|(field, value)| change(object, field, Some(value))).collect()
            }
            _ => Vec::new(),
        };
        if let (true, Command::Add { object, .. } | Command::Set { object, .. }) = (touched.is_empty(), command) {
            let plain = super::ObjectInfo::of(object.kind).fields.iter();
            let plain = plain.filter(|field| field.by == super::By::Anyone && !matches!(field.name, "parent" | "level" | "type" | "analysis"));
            touched.extend(plain.filter_map(|field| change(object, field.name, Some(&FieldValue::text("")))).next());
        }
        let told_anyway =
            matches!(refusal, Refusal::NotAllowed { .. } | Refusal::Locked { .. } | Refusal::FeatureOff { .. } | Refusal::NotKept { .. });
        if !touched.is_empty()
            && !told_anyway
            && let Err(no @ Refusal::NotAllowed { .. }) = self.allowed(command.name(), &touched, act, rules)
        {
            return no;
        }
        let sees = |object: &Object| self.sight(&act.person, act.step, rules).sees(object);
        match refusal {
            Refusal::UnknownObject { object, mut nearest } => {
                nearest.retain(|id| sees(&Object::new(object.kind, id)));
                Refusal::UnknownObject { object, nearest }
            }
            Refusal::StillUsed { object, mut by } => {
                by.retain(sees);
                Refusal::StillUsed { object, by }
            }
            refusal => refusal,
        }
    }

    /// The first change of a plan: the plan itself.
    pub(super) fn ready_to_add(&self, object: &Object, fields: Vec<(String, FieldValue)>, act: &Act, rules: &Rules<'_>) -> Result<Ready, Refusal> {
        acts_here(&act.person, rules)?;
        let mut change = Change::default();
        self.add(object, &fields, act, rules, &mut change)?;
        self.checked("create", change, act, rules)
    }

    /// Checks a change that is put together, in the order in which a person would ask: whether it is allowed, whether somebody else was faster, whether it fits.
    pub(super) fn checked(&self, command: &str, change: Change, act: &Act, rules: &Rules<'_>) -> Result<Ready, Refusal> {
        if self.entries.len() >= MOST_ENTRIES {
            return Err(Refusal::TooMany { what: "entries", most: MOST_ENTRIES });
        }
        if change.same.is_empty() {
            self.allowed(command, &change.fields, act, rules)?;
        } else {
            let all: Vec<FieldChange> = change.fields.iter().chain(&change.same).cloned().collect();
            self.allowed(command, &all, act, rules)?;
        }
        self.stays_approved(&change.fields, command, rules)?;
        self.nobody_was_faster(&change.fields, act)?;
        let mut warnings = Vec::new();
        self.in_phase(command, &change.fields, act, rules, &mut warnings)?;
        let nodes = self.effect(&change.fields, act, rules, &mut warnings)?;
        let draft = EntryDraft {
            at: act.at,
            person: act.person.id.clone(),
            acting_for: act.acting_for.clone(),
            command: command.into(),
            reason: act.reason.clone(),
            made_at: act.made_at,
            made_on: act.made_on.unwrap_or_else(|| self.version()),
            changes: change.fields,
        };
        Ok(Ready { draft, personal: change.personal, erased: change.erased, nodes, warnings })
    }

    /// Whether the moment lies behind the last change, and the version is one that there was.
    pub(super) fn in_time(&self, act: &Act) -> Result<(), Refusal> {
        if let Some(last) = self.entries.last().filter(|last| act.at < last.said.at) {
            return Err(Refusal::ClockBack { at: act.at, last: last.said.at });
        }
        let days = act.on.signed_duration_since(act.at.date_naive()).num_days();
        if !(-1..=1).contains(&days) {
            return Err(Refusal::OtherDay { on: act.on, at: act.at });
        }
        if let Some(made) = act.made_at.filter(|made| *made > act.at) {
            return Err(Refusal::ClockAhead { made, at: act.at });
        }
        if act.acting_for.as_ref() == Some(&act.person.id) {
            return Err(Refusal::ForThemselves { person: act.person.id.clone() });
        }
        match act.made_on {
            Some(version) if version > self.version() => Err(Refusal::UnknownVersion { version, has: self.version() }),
            _ => Ok(()),
        }
    }

    /// Whether nobody changed the same since the version that the change was made on (AUD-4).
    fn nobody_was_faster(&self, changes: &[FieldChange], act: &Act) -> Result<(), Refusal> {
        let Some(made_on) = act.made_on.filter(|made_on| *made_on < self.version()) else { return Ok(()) };
        let since = self.entries.get(made_on as usize..).unwrap_or_default();
        let mut last: BTreeMap<(&Object, &str), (&crate::history::Entry, &FieldChange)> = BTreeMap::new();
        for entry in since {
            for change in &entry.said.changes {
                last.insert((&change.object, &change.field), (entry, change));
            }
        }
        for change in changes {
            // One that was removed and added again is another one of the same id.
            let removed = since.iter().position(|entry| super::merge::removes(entry, &change.object));
            let again = removed.and_then(|place| since.iter().skip(place).rev().find(|entry| super::merge::adds(entry, &change.object)));
            if let Some((entry, theirs)) = again.and_then(|entry| Some((entry, entry.said.changes.iter().find(|said| said.object == change.object)?)))
            {
                return Err(self.conflict(change, entry, theirs));
            }
            if let Some((entry, theirs)) = last.get(&(&change.object, &*change.field)).filter(|(_, theirs)| theirs.new != change.new) {
                return Err(self.conflict(change, entry, theirs));
            }
        }
        Ok(())
    }

    pub(super) fn conflict(&self, change: &FieldChange, entry: &crate::history::Entry, theirs: &FieldChange) -> Refusal {
        let shown = |value: &Option<FieldValue>| value.as_ref().map(|value| self.shown(value));
        Refusal::Conflict {
            object: change.object.clone(),
            field: change.field.to_string(),
            entry: entry.number,
            person: entry.said.person.clone(),
            theirs: shown(&theirs.new),
            yours: shown(&change.new),
        }
    }

    /// A value as a person reads it.
    fn shown(&self, value: &FieldValue) -> String {
        match value {
            FieldValue::Personal(digest) => self.personal.get(digest).map_or_else(|| "something personal".to_owned(), ToString::to_string),
            value => value.to_string(),
        }
    }

    /// What a change does to the figures, or why it makes no plan.
    fn effect(&self, changes: &[FieldChange], act: &Act, rules: &Rules<'_>, warnings: &mut Vec<String>) -> Result<NodeEffect, Refusal> {
        let of_plan = changes.iter().any(|change| change.object.kind == ObjectKind::Plan);
        let mut nodes = changes.iter().filter(|change| change.object.kind == ObjectKind::Node).peekable();
        let Some(first) = nodes.peek().map(|change| change.object.clone()) else {
            if !of_plan {
                return Ok(NodeEffect::None);
            }
            return self.anew(changes, act, rules, warnings);
        };
        if !of_plan
            && self.fields.object(&first).is_none()
            && let Some(leaf) = self.leaf(&first, changes, rules)?
        {
            let goals = self.plan().children(None).count();
            warnings.extend(too_many_goals(goals, goals.saturating_add(usize::from(leaf.parent.is_none())), rules));
            return Ok(NodeEffect::Leaf(Box::new(leaf)));
        }
        let in_place = !of_plan && nodes.all(|change| change.object == first && !matches!(&*change.field, "parent" | "level" | "prerequisites"));
        let key = self.plan().find(&first.id).filter(|_| in_place && changes.iter().any(|change| change.new.is_some() || change.old.is_some()));
        let (Some(key), Some(row)) = (key, self.fields.object(&first)) else { return self.anew(changes, act, rules, warnings) };
        if changes.iter().any(|change| change.object == first && &*change.field == "status" && change.new.is_none()) {
            return self.anew(changes, act, rules, warnings);
        }
        let mut row = row.clone();
        for change in changes.iter().filter(|change| change.object == first) {
            match &change.new {
                Some(new) => row.insert(change.field.clone(), new.clone()),
                None => row.remove(&change.field),
            };
        }
        let spec = nodes::spec(&first.id, &row, &rules.settings)?;
        if spec.node.weight.is_none() && rules.settings.completion.missing_weight == crate::execution::MissingWeightRule::Refuse {
            return Err(Refusal::WeightNeeded { node: first.id.to_string() });
        }
        let status = changes.iter().find(|change| &*change.field == "status").and_then(|change| change.new.as_ref()).and_then(FieldValue::as_text);
        let unfinished = match status {
            Some(status) => may_change_status(self.plan(), key, status, act.reason.as_ref())?.1,
            None => Vec::new(),
        };
        Ok(NodeEffect::Put(key, Box::new(spec.node), unfinished))
    }

    /// The one node that changes add, where it goes into the plan as a leaf.
    fn leaf(&self, node: &Object, changes: &[FieldChange], rules: &Rules<'_>) -> Result<Option<NodeSpec>, Refusal> {
        if changes.iter().any(|change| change.object.kind == ObjectKind::Node && change.object != *node) {
            return Ok(None);
        }
        let row = changes.iter().filter(|change| change.object == *node).filter_map(|change| Some((change.field.clone(), change.new.clone()?)));
        let spec = nodes::spec(&node.id, &row.collect(), &rules.settings)?;
        let weighs = spec.node.weight.is_some() || rules.settings.completion.missing_weight != crate::execution::MissingWeightRule::Refuse;
        // The plan was put together by the settings that hold, or what is known of levels is not the same.
        let (known, now) = (self.plan().shared_settings(), &rules.settings);
        let same = std::sync::Arc::ptr_eq(known, now) || known == now;
        Ok(Some(spec).filter(|spec| weighs && same && self.plan().takes_leaf(spec)))
    }

    fn anew(&self, changes: &[FieldChange], act: &Act, rules: &Rules<'_>, warnings: &mut Vec<String>) -> Result<NodeEffect, Refusal> {
        for change in changes.iter().filter(|change| change.object.kind == ObjectKind::Node && &*change.field == "status") {
            if let (Some(key), Some(status)) = (self.plan().find(&change.object.id), change.new.as_ref().and_then(FieldValue::as_text)) {
                may_change_status(self.plan(), key, status, act.reason.as_ref())?;
            }
        }
        let work = nodes::changed(self, changes, rules.settings.clone())?;
        warnings.extend(too_many_goals(self.plan().children(None).count(), work.plan().children(None).count(), rules));
        Ok(NodeEffect::Anew(Box::new(work)))
    }
}

pub(super) const fn is_unfinished(category: StatusCategory) -> bool {
    matches!(category, StatusCategory::Open | StatusCategory::InProgress)
}

/// Whether at least one of the roles of a person is one that there is, in a unit that there is. Whoever has none can still be of the plan's team.
pub(super) fn acts_here(person: &Person, rules: &Rules<'_>) -> Result<(), Refusal> {
    let units = rules.rights.units();
    let roles = rules.resolved.at("organization.roles").map(crate::config::SettingValue::records).unwrap_or_default();
    let names = || roles.iter().map(crate::config::Record::key);
    let Some(first) = person.roles.first() else { return Ok(()) };
    let known = |role: &str| names().any(|known| known == role);
    if !person.roles.iter().any(|held| known(held.role.as_str())) {
        let role = first.role.to_string();
        let help = crate::plan::help_among(&nearest(&role, names()), names());
        return Err(Refusal::UnknownRole { person: person.id.clone(), role, help });
    }
    if !person.roles.iter().any(|held| known(held.role.as_str()) && units.find(held.unit.as_str()).is_some()) {
        let unit = first.unit.to_string();
        let help = crate::plan::did_you_mean(&nearest(&unit, units.keys().map(|unit| units.id(unit))));
        return Err(Refusal::UnknownUnit { person: person.id.clone(), unit, help });
    }
    Ok(())
}

fn too_many_goals(before: usize, after: usize, rules: &Rules<'_>) -> Option<String> {
    let most = rules.resolved.at("goals.most_in_a_plan").and_then(crate::config::SettingValue::whole)?;
    let too_many = after > before && after > most as usize;
    too_many.then(|| format!("the plan has {after} goals, and at most {most} give it a direction, by `goals.most_in_a_plan`"))
}
