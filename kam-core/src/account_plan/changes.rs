//! What a command changes, field by field.

use super::approvals::ACCOUNT_PLAN;
use super::check::{Change, is_unfinished};
use super::command::{Act, Command};
use super::life::{PlanState, Where, Whose};
use super::refusal::Refusal;
use super::schema::{By, FieldInfo, FieldKind, OBJECTS, ObjectInfo};
use super::value::{At, unknown};
use super::{AccountPlan, MOST_OBJECTS};
use crate::access::Rules;
use crate::execution::{StatusCategory, may_change_status};
use crate::history::{Digest, FieldChange, FieldValue, Object, ObjectKind, PersonalValue};
use crate::values::{Code, PersonId, Reason, cut, format_moment};

impl AccountPlan {
    pub(super) fn change_of(&self, command: &Command, act: &Act, rules: &Rules<'_>) -> Result<Change, Refusal> {
        let mut change = Change::default();
        let node = |id: &str| Object::new(ObjectKind::Node, id);
        let text = |text: &str| Some(FieldValue::text(text));
        match command {
            Command::Add { object, fields } => {
                if object.kind == ObjectKind::Plan {
                    return Err(Refusal::AlreadyThere { object: self.object() });
                }
                self.add(object, fields, act, rules, &mut change)?;
            }
            Command::Set { object, fields } => self.set(object, fields, act, rules, &mut change)?,
            Command::Remove { object } => self.remove(object, &mut change)?,
            Command::ChangeStatus { node: id, status } => {
                let (key, object) = (self.key(id)?, node(id));
                let (to, _) = may_change_status(self.plan(), key, status, act.reason.as_ref())?;
                self.put(&mut change, &object, "status", text(to.code.as_str()));
                let was_done = self.plan().node(key).is_some_and(|node| node.status.category == StatusCategory::Done);
                let done = to.category == StatusCategory::Done;
                if !(done && was_done) {
                    self.put(&mut change, &object, "completed_by", text(act.person.id.as_str()).filter(|_| done));
                    self.put(&mut change, &object, "completed_at", text(&format_moment(&act.made_at.unwrap_or(act.at))).filter(|_| done));
                }
                if matches!(to.category, StatusCategory::Done | StatusCategory::Cancelled) {
                    self.put(&mut change, &object, "carried", None);
                }
            }
            Command::OverrideCompletion { node: id, completion, request } => {
                let key = self.key(id)?;
                let reason = self.reason(act, &format!("to set the completion of `{}` by hand", cut(id, 64)))?;
                let object = node(id);
                self.override_granted(key, *completion, request.as_deref(), rules)?;
                self.put(&mut change, &object, "override", text(&completion.to_string()));
                self.put(&mut change, &object, "override_approval", request.as_ref().and_then(|request| text(request.id().as_str())));
                self.put(&mut change, &object, "override_approval_digest", request.as_ref().and_then(|request| text(&request.head().to_string())));
                self.put(&mut change, &object, "override_reason", text(reason.as_str()));
                self.put(&mut change, &object, "override_by", text(act.person.id.as_str()));
                self.put(&mut change, &object, "override_at", text(&format_moment(&act.made_at.unwrap_or(act.at))));
            }
            Command::RemoveOverride { node: id } => {
                let key = self.key(id)?;
                if let Some(node) = self.plan().node(key).filter(|node| node.completion_override.is_none()) {
                    return Err(crate::execution::WorkError::NotOverridden { node: node.id.clone() }.into());
                }
                for field in ["override", "override_reason", "override_by", "override_at", "override_approval", "override_approval_digest"] {
                    self.put(&mut change, &node(id), field, None);
                }
            }
            Command::CarryOver { node: id } => {
                let key = self.key(id)?;
                let object = node(id);
                if !self.plan().node(key).is_some_and(|node| is_unfinished(node.status.category)) {
                    let reason = "it is finished or cancelled, and so nothing of it goes on".to_owned();
                    return Err(Refusal::Value { object, field: "carried".to_owned(), value: "over".to_owned(), reason, help: None });
                }
                self.put(&mut change, &object, "carried", text("over"));
            }
            Command::Move { to } => self.step(*to, act, rules, &mut change)?,
            Command::ConcludeApproval { request } => self.conclude(request, act, rules, &mut change)?,
            Command::BeginAmendment => self.begin_amendment(act, rules, &mut change)?,
            Command::Amend { amendment, request } => self.amend(amendment, request, act, rules, &mut change)?,
            Command::Erase { stakeholder } => self.erase(stakeholder, act, &mut change)?,
        }
        if change.fields.is_empty() {
            // Who may not change it does not hear what it is either.
            self.allowed(command.name(), &change.same, act, rules)?;
            let object = match command {
                Command::Add { object, .. } | Command::Set { object, .. } | Command::Remove { object } => object.clone(),
                Command::ChangeStatus { node: id, .. }
                | Command::OverrideCompletion { node: id, .. }
                | Command::RemoveOverride { node: id }
                | Command::CarryOver { node: id } => node(id),
                Command::Move { .. } | Command::ConcludeApproval { .. } | Command::BeginAmendment | Command::Amend { .. } => self.object(),
                Command::Erase { stakeholder } => Object::new(ObjectKind::Stakeholder, stakeholder),
            };
            return Err(Refusal::NoChange { object });
        }
        Ok(change)
    }

    fn key(&self, node: &str) -> Result<crate::plan::NodeKey, Refusal> {
        self.plan().find(node).ok_or_else(|| self.no_object(&Object::new(ObjectKind::Node, node)))
    }

    pub(super) fn no_object(&self, object: &Object) -> Refusal {
        let nearest = crate::values::nearest(&object.id, self.fields.of_kind(object.kind).map(|(id, _)| id));
        Refusal::UnknownObject { object: Object::new(object.kind, &cut(&object.id, 64)), nearest }
    }

    pub(super) fn reason<'a>(&self, act: &'a Act, what: &str) -> Result<&'a Reason, Refusal> {
        act.reason.as_ref().filter(|reason| !reason.is_blank()).ok_or_else(|| Refusal::ReasonNeeded { what: what.to_owned() })
    }

    /// Puts a field that a command sets; one that is like that already is no change.
    pub(super) fn put(&self, change: &mut Change, object: &Object, field: &str, new: Option<FieldValue>) {
        let old = self.fields.get(object, field).cloned();
        if old != new {
            change.fields.push(FieldChange { object: object.clone(), field: field.into(), old, new });
        }
    }

    pub(super) fn add(
        &self,
        object: &Object,
        fields: &[(String, FieldValue)],
        act: &Act,
        rules: &Rules<'_>,
        change: &mut Change,
    ) -> Result<(), Refusal> {
        let id = Code::new(&object.id)?;
        if self.fields.object(object).is_some() {
            return Err(Refusal::AlreadyThere { object: object.clone() });
        }
        let info = ObjectInfo::of(object.kind);
        if self.fields.of_kind(object.kind).count() >= MOST_OBJECTS {
            return Err(Refusal::TooMany { what: object.kind.name(), most: MOST_OBJECTS });
        }
        let object = Object::new(object.kind, id.as_str());
        let mut row: Vec<(&'static FieldInfo, FieldValue)> = Vec::with_capacity(fields.len().saturating_add(1));
        let at = At { object: &object, fields: &self.fields, act, rules, sees: &|object| self.sight(&act.person, act.step, rules).sees(object) };
        for (name, value) in fields {
            let field = info.field(name).ok_or_else(|| unknown(&object, name))?;
            if matches!(field.by, By::Command | By::Retired) {
                return Err(Refusal::NotByHand { object, field: name.clone(), help: help_of(field) });
            }
            if row.iter().any(|(known, _)| known.name == field.name) {
                let reason = "it is given twice".to_owned();
                return Err(Refusal::Value { object: object.clone(), field: name.clone(), value: value.to_string(), reason, help: None });
            }
            row.push((field, at.canonical(field, value)?));
        }
        let begins = match object.kind {
            ObjectKind::Plan => Some(("state", PlanState::Draft.name())),
            ObjectKind::Node => rules.settings.statuses.first(StatusCategory::Open).map(|open| ("status", open.code.as_str())),
            _ => None,
        };
        row.extend(begins.and_then(|(name, value)| Some((info.field(name)?, FieldValue::text(value)))));
        if let Some(missing) = info.fields.iter().find(|field| field.needed && !row.iter().any(|(known, _)| known.name == field.name)) {
            return Err(Refusal::Missing { object, field: missing.name.to_owned() });
        }
        at.object(&row, &[])?;
        for (field, value) in row {
            if field.kind != FieldKind::Many(&FieldKind::Person) && value.as_text().is_none() && value.as_list().is_empty() {
                continue;
            }
            self.say(change, &object, field, Some(value), act)?;
        }
        Ok(())
    }

    fn set(
        &self,
        object: &Object,
        fields: &[(String, Option<FieldValue>)],
        act: &Act,
        rules: &Rules<'_>,
        change: &mut Change,
    ) -> Result<(), Refusal> {
        let Some(now) = self.fields.object(object) else { return Err(self.no_object(object)) };
        if now.contains_key("erased") {
            return Err(Refusal::Erased { object: object.clone() });
        }
        let info = ObjectInfo::of(object.kind);
        let at = At { object, fields: &self.fields, act, rules, sees: &|object| self.sight(&act.person, act.step, rules).sees(object) };
        let (mut row, mut gone) = (Vec::new(), Vec::new());
        for (place, (name, value)) in fields.iter().enumerate() {
            let field = info.field(name).ok_or_else(|| unknown(object, name))?;
            if fields.iter().take(place).any(|(before, _)| before == name) {
                let (reason, value) = ("it is given twice".to_owned(), value.as_ref().map(ToString::to_string).unwrap_or_default());
                return Err(Refusal::Value { object: object.clone(), field: name.clone(), value, reason, help: None });
            }
            // What was left out when the object was added can be said once; what is retired can be taken away.
            let once = field.by == By::Adding && !now.contains_key(field.name) && value.is_some();
            let away = field.by == By::Retired && value.is_none();
            if field.by != By::Anyone && !once && !away {
                return Err(Refusal::NotByHand { object: object.clone(), field: name.clone(), help: help_of(field) });
            }
            let value = value.as_ref().map(|value| at.canonical(field, value)).transpose()?;
            let value = value.filter(|value| value.as_text().is_some() || !value.as_list().is_empty());
            if value.is_none() && field.needed {
                return Err(Refusal::Missing { object: object.clone(), field: name.clone() });
            }
            if self.value(object, name) == value.as_ref() && now.contains_key(field.name) == value.is_some() {
                change.same.push(FieldChange { object: object.clone(), field: field.name.into(), old: None, new: value });
                continue;
            }
            if value.is_none() {
                gone.push(field.name);
            }
            row.extend(value.clone().map(|value| (field, value)));
            self.say(change, object, field, value, act)?;
        }
        at.object(&row, &gone)
    }

    /// Puts a field; a personal value beside.
    fn say(&self, change: &mut Change, object: &Object, field: &FieldInfo, value: Option<FieldValue>, act: &Act) -> Result<(), Refusal> {
        let value = match value {
            Some(value) if field.personal => {
                let salt = act.salt.as_ref().ok_or_else(|| Refusal::SaltNeeded { field: field.name.to_owned() })?;
                let personal = PersonalValue::new(salt, object, field.name, value);
                let digest = personal.digest();
                change.personal.push(personal);
                Some(FieldValue::Personal(digest))
            }
            value => value,
        };
        self.put(change, object, field.name, value);
        Ok(())
    }

    fn remove(&self, object: &Object, change: &mut Change) -> Result<(), Refusal> {
        let Some(row) = self.fields.object(object) else { return Err(self.no_object(object)) };
        if object.kind == ObjectKind::Plan {
            return Err(Refusal::PlanRemoved);
        }
        let by = self.named_by(object);
        if !by.is_empty() {
            return Err(Refusal::StillUsed { object: object.clone(), by });
        }
        for (field, old) in row {
            change.fields.push(FieldChange { object: object.clone(), field: field.clone(), old: Some(old.clone()), new: None });
        }
        Ok(())
    }

    /// The objects that name an object, at most a few of them.
    pub(super) fn named_by(&self, object: &Object) -> Vec<Object> {
        let names: Vec<(ObjectKind, &'static str)> = OBJECTS
            .iter()
            .flat_map(|info| info.fields.iter().map(move |field| (info.kind, field)))
            .filter(|(_, field)| field.kind.object() == Some(object.kind))
            .map(|(kind, field)| (kind, field.name))
            .collect();
        let is_named = |value: &FieldValue| value.as_text() == Some(&*object.id) || value.as_list().contains(&object.id);
        let mut by = Vec::new();
        for (kind, field) in names {
            for (id, row) in self.fields.of_kind(kind) {
                if row.get(field).is_some_and(is_named) && !(kind == object.kind && *id == *object.id) {
                    by.push(Object::new(kind, id));
                }
                if by.len() >= 20 {
                    return by;
                }
            }
        }
        by.dedup();
        by
    }

    fn step(&self, to: PlanState, act: &Act, rules: &Rules<'_>, change: &mut Change) -> Result<(), Refusal> {
        let from = self.state();
        let refuse = |why: Option<&str>| Err(self.no_step(to, why.map(str::to_owned), rules));
        let Some(step) = rules.plans.life.step(from, to) else { return refuse(None) };
        let defined = !self.asked_for(ACCOUNT_PLAN, &[], rules).is_empty();
        if let Some(subject) = &step.approval {
            return refuse(Some(&format!("an approved request for `{subject}` makes this step: `conclude_approval`")));
        }
        if defined && from == PlanState::InApproval && step.whose != Whose::Editor {
            return refuse(Some("a request for its approval says what becomes of it: `conclude_approval`"));
        }
        self.is_there(step, rules)?;
        if step.whose == Whose::Approver
            && let Some(person) = self.one_of_those_who_brought_it(act)
        {
            return Err(Refusal::SamePerson { person, state: from });
        }
        // Who may not do it is told so, and neither what else is lacking nor the nodes that are not finished.
        self.may_step(Some(step), act, rules)?;
        self.step_has(step, act, rules)?;
        self.put(change, &self.object(), "state", Some(FieldValue::text(to.name())));
        Ok(())
    }

    /// Whether plans have to be approved here, by somebody or by a definition.
    fn has_to_be_approved(&self, rules: &Rules<'_>) -> bool {
        !self.asked_for(ACCOUNT_PLAN, &[], rules).is_empty() || rules.resolved.at("plan.approved_by").is_some_and(|roles| !roles.is_nothing())
    }

    /// Whether there is a step here at all, by its `where`.
    pub(super) fn is_there(&self, step: &super::life::Step, rules: &Rules<'_>) -> Result<(), Refusal> {
        let why = match (step.there, self.has_to_be_approved(rules)) {
            (Where::WithApproval, false) => "nobody has to approve plans here, by `plan.approved_by` and `approvals.definitions`",
            (Where::WithoutApproval, true) => "plans have to be approved here, by `plan.approved_by` or `approvals.definitions`",
            _ => return Ok(()),
        };
        Err(self.no_step(step.to, Some(why.to_owned()), rules))
    }

    /// Whether a step has what it needs beside the right to it.
    pub(super) fn step_has(&self, step: &super::life::Step, act: &Act, rules: &Rules<'_>) -> Result<(), Refusal> {
        if step.reason {
            self.reason(act, &format!("the step from `{}` to `{}`", step.from, step.to))?;
        }
        if step.created {
            let sections: Vec<String> =
                self.creation(rules).sections.into_iter().filter(|section| !section.missing.is_empty()).map(|section| section.section).collect();
            if !sections.is_empty() {
                return Err(Refusal::NotCreated { sections });
            }
        }
        if step.finished {
            let nodes = self.left_behind();
            if !nodes.is_empty() {
                return Err(Refusal::Unfinished { nodes });
            }
        }
        Ok(())
    }

    /// That there is no step to a state from where the plan is.
    pub(super) fn no_step(&self, to: PlanState, why: Option<String>, rules: &Rules<'_>) -> Refusal {
        let from = self.state();
        Refusal::Step { from, to, possible: rules.plans.life.next(from).filter(|state| *state != to).collect(), why }
    }

    /// Who acts, or for whom, where that is one of those who brought the plan to the state in which it is.
    pub(super) fn one_of_those_who_brought_it(&self, act: &Act) -> Option<PersonId> {
        let (person, for_whom) = self.brought_here()?;
        let mut acting = [Some(&act.person.id), act.acting_for.as_ref()].into_iter().flatten();
        acting.find(|acting| *acting == person || Some(*acting) == for_whom).cloned()
    }

    /// Who brought the plan to the state in which it is, and for whom: one that waits for its approval, who asked for it.
    pub(super) fn brought_here(&self) -> Option<(&PersonId, Option<&PersonId>)> {
        let state = self.state();
        let brings = |change: &FieldChange| {
            change.object.kind == ObjectKind::Plan
                && &*change.field == "state"
                && change.new.as_ref().and_then(FieldValue::as_text) == Some(state.name())
        };
        let entry = self.entries.iter().rev().find(|entry| entry.said.changes.iter().any(brings))?;
        Some((&entry.said.person, entry.said.acting_for.as_ref()))
    }

    /// Unfinished nodes that nobody decided about: neither they nor anything below them goes on.
    fn left_behind(&self) -> Vec<String> {
        let plan = self.plan();
        let mut goes_on = vec![false; plan.nodes().len()];
        for (key, node) in plan.keys().zip(plan.nodes()) {
            if self.fields.get(&Object::new(ObjectKind::Node, node.id.as_str()), "carried").is_some() {
                for above in std::iter::once(key).chain(plan.ancestors(key)) {
                    if let Some(goes) = goes_on.get_mut(above.place()) {
                        *goes = true;
                    }
                }
            }
        }
        let left = plan.nodes().iter().zip(goes_on).filter(|(node, goes_on)| !goes_on && is_unfinished(node.status.category));
        left.map(|(node, _)| node.id.to_string()).collect()
    }

    fn erase(&self, stakeholder: &str, act: &Act, change: &mut Change) -> Result<(), Refusal> {
        let object = Object::new(ObjectKind::Stakeholder, stakeholder);
        self.reason(act, &format!("to erase what is known about `{}`", cut(stakeholder, 64)))?;
        let about = self.changes_about();
        let its = about.iter().filter(|(_, _, whose)| *whose == Some(stakeholder));
        let values: Vec<Digest> = its
            .flat_map(|(_, change, _)| [&change.old, &change.new])
            .filter_map(|value| if let Some(FieldValue::Personal(digest)) = value { Some(*digest) } else { None })
            .collect();
        if values.is_empty() && self.fields.object(&object).is_none() {
            return Err(self.no_object(&object));
        }
        change.erased = values.into_iter().filter(|digest| self.personal.get(digest).is_some()).collect();
        change.erased.sort_unstable();
        change.erased.dedup();
        // How somebody stands to others, to the team and to goals is said of that person, too.
        for kind in [ObjectKind::Relation, ObjectKind::Relationship, ObjectKind::Position] {
            for (id, row) in self.fields.of_kind(kind) {
                if ["from", "to", "stakeholder"].iter().any(|end| row.get(*end).and_then(FieldValue::as_text) == Some(stakeholder)) {
                    let said = Object::new(kind, id);
                    change.fields.extend(row.iter().map(|(field, old)| FieldChange {
                        object: said.clone(),
                        field: field.clone(),
                        old: Some(old.clone()),
                        new: None,
                    }));
                }
            }
        }
        // One that is no longer in the plan stays out of it; that something was erased is written down all the same.
        if let Some(now) = self.fields.object(&object) {
            let old = now.get("erased").cloned();
            if old.is_none() || !change.erased.is_empty() {
                change.fields.push(FieldChange { object, field: "erased".into(), old, new: Some(FieldValue::text("yes")) });
            }
        } else if !change.erased.is_empty() {
            change.fields.push(FieldChange { object, field: "erased".into(), old: None, new: None });
        }
        Ok(())
    }
}

/// How a field is changed that is not set like others.
const fn help_of(field: &FieldInfo) -> &'static str {
    match field.by {
        By::Adding => "it is given once, and stays",
        By::Retired => "a `relationship` has it, one for each member of the team",
        By::Command | By::Anyone => {
            "a command of its own changes it: `change_status`, `override_completion`, `carry_over`, `move_to`, `conclude_approval` or `erase`"
        }
    }
}
