//! Whether somebody may make a change: the state of the plan, features, rights (ACC-1 to ACC-3, ACC-4, CFG-3, APR-7).

use super::AccountPlan;
use super::command::Act;
use super::life::{PlanState, Step, Whose};
use super::refusal::Refusal;
use super::schema::ObjectInfo;
use crate::access::{Actor, Request, Right, Rules, Section};
use crate::history::{FieldChange, FieldValue, Object, ObjectKind};
use std::collections::{HashMap, HashSet};

/// The features that single fields need (CFG-3).
const FIELD_FEATURES: &[(ObjectKind, &str, &str)] =
    &[(ObjectKind::Node, "prerequisites", "prerequisites"), (ObjectKind::Node, "override", "completion_override")];

/// Fields of what is said of stakeholders that are kept whatever `plan.stakeholder_fields` says.
const ALWAYS_KEPT: &[&str] = &["name", "source", "erased", "stakeholder", "member", "goal"];

/// Changes by what they change.
type ByField<'c> = HashMap<(&'c Object, &'c str), &'c FieldChange>;

impl AccountPlan {
    /// Whether the plan is open for changes, the functions are on, and the person has the rights for all of it.
    pub(super) fn allowed(&self, command: &str, changes: &[FieldChange], act: &Act, rules: &Rules<'_>) -> Result<(), Refusal> {
        let moved = changes.iter().find(|change| change.object.kind == ObjectKind::Plan && &*change.field == "state" && change.old.is_some());
        let erases = command == "erase";
        let state = self.state();
        let locked = match state {
            PlanState::InApproval => !self.may_edit_pending(act, rules),
            PlanState::Closed | PlanState::Cancelled => true,
            _ => false,
        };
        if moved.is_none() && !erases && locked {
            return Err(Refusal::Locked { state });
        }
        if erases && self.is_amendment() {
            return Err(Refusal::InAmendment { what: "people are erased" });
        }
        self.goes_on_here(changes, moved.is_some())?;
        let actor = rules.rights.actor(&self.with_team_role(&act.person), Some(&self.id));
        if command == "conclude_approval" {
            return self.may_step_by_request(act, rules);
        }
        if let Some(moved) = moved {
            let to = moved.new.as_ref().and_then(FieldValue::as_text).and_then(PlanState::find);
            self.may_step(to.and_then(|to| rules.plans.life.step(state, to)), act, rules)?;
        }
        let by_field: ByField<'_> = changes.iter().map(|change| ((&change.object, &*change.field), change)).collect();
        let mut asked: HashSet<(&Object, &str)> = HashSet::new();
        for change in changes {
            let info = ObjectInfo::of(change.object.kind);
            if let Some(feature) = info.feature.into_iter().chain(feature_of(change)).find(|feature| !rules.resolved.has_feature(feature)) {
                return Err(Refusal::FeatureOff { feature });
            }
            self.kept(change, rules)?;
            if moved.is_some_and(|moved| std::ptr::eq(moved, change)) {
                continue;
            }
            if command == "amend" && matches!(&*change.field, "approval" | "approval_digest") {
                continue;
            }
            let closed_as = info.field(&change.field).map_or("", |field| field.closed_as);
            if !asked.insert((&change.object, closed_as)) {
                continue;
            }
            for part in self.parts(&change.object, &by_field, rules) {
                self.has_right(&actor, act, info.section, part.as_deref(), Some(closed_as), Right::Edit)?;
            }
        }
        Ok(())
    }

    /// Whether somebody may take over what became of a request: its votes were checked when they were given, and its content is bound to them.
    pub(super) fn may_step_by_request(&self, act: &Act, rules: &Rules<'_>) -> Result<(), Refusal> {
        let actor = rules.rights.actor(&self.with_team_role(&act.person), Some(&self.id));
        self.has_right(&actor, act, Section::Profile, None, None, Right::Read)
    }

    /// Whether somebody has the right to a step in the life of the plan, whatever else it needs.
    pub(super) fn may_step(&self, step: Option<&Step>, act: &Act, rules: &Rules<'_>) -> Result<(), Refusal> {
        let actor = rules.rights.actor(&self.with_team_role(&act.person), Some(&self.id));
        let whose = step.map_or(Whose::Editor, |step| step.whose);
        let takes_back = whose == Whose::ApproverOrAsker && self.one_of_those_who_brought_it(act).is_some();
        let approves = whose != Whose::Editor && !takes_back;
        let (section, right) = if approves { (Section::Approvals, Right::Approve) } else { (Section::Profile, Right::Edit) };
        self.has_right(&actor, act, section, None, None, right)?;
        let roles: Vec<String> = rules.resolved.at("plan.approved_by").map(|roles| roles.texts().map(str::to_owned).collect()).unwrap_or_default();
        if approves && self.state() == PlanState::InApproval && !roles.is_empty() && !self.holds_one_of(&roles, act, rules) {
            return Err(Refusal::RoleNeeded { person: act.person.id.clone(), roles });
        }
        Ok(())
    }

    /// In an amendment only that is changed which has to be approved.
    fn goes_on_here(&self, changes: &[FieldChange], moves: bool) -> Result<(), Refusal> {
        if !self.is_amendment() {
            return Ok(());
        }
        if moves {
            return Err(Refusal::InAmendment { what: "its life goes on" });
        }
        let works = |change: &FieldChange| change.object.kind != ObjectKind::Plan && !super::approvals::is_content(change.object.kind, &change.field);
        let adds = |change: &FieldChange| self.fields.object(&change.object).is_none();
        let removes = |change: &FieldChange| {
            let needed = ObjectInfo::of(change.object.kind).fields.iter().find(|field| field.needed);
            let goes = |other: &&FieldChange| other.object == change.object && needed.is_some_and(|needed| needed.name == &*other.field);
            changes.iter().find(goes).is_some_and(|other| other.new.is_none())
        };
        if changes.iter().any(|change| works(change) && !adds(change) && !removes(change)) {
            return Err(Refusal::InAmendment { what: "work is reported" });
        }
        Ok(())
    }

    fn has_right(
        &self,
        actor: &Actor<'_>,
        act: &Act,
        section: Section,
        part: Option<&str>,
        field: Option<&str>,
        right: Right,
    ) -> Result<(), Refusal> {
        let request = Request { unit: self.unit.as_str(), step: act.step, section, part };
        let has = field.map_or_else(|| actor.may(&request), |field| actor.may_with_field(&request, field));
        if has >= right {
            return Ok(());
        }
        let closed = field.filter(|_| actor.may(&request) >= right);
        Err(Refusal::NotAllowed { explanation: actor.explain(&request, closed, right).to_string() })
    }

    /// The parts of its section that an object belongs to, before and after: a level, the type of an analysis.
    fn parts(&self, object: &Object, changes: &ByField<'_>, rules: &Rules<'_>) -> Vec<Option<Box<str>>> {
        let will_be = |object: &Object, field: &str| {
            changes.get(&(object, field)).map_or_else(|| self.fields.get(object, field).cloned(), |change| change.new.clone())
        };
        let of_analysis = |analysis: Option<FieldValue>| {
            let analysis = Object::new(ObjectKind::Analysis, analysis.as_ref().and_then(FieldValue::as_text)?);
            let kind = will_be(&analysis, "type").or_else(|| self.fields.get(&analysis, "type").cloned());
            kind.as_ref().and_then(FieldValue::as_text).map(Box::from)
        };
        match object.kind {
            ObjectKind::Analysis => vec![of_analysis(Some(FieldValue::text(&object.id)))],
            ObjectKind::Item => {
                let analysis = will_be(object, "analysis").or_else(|| self.fields.get(object, "analysis").cloned());
                vec![of_analysis(analysis)]
            }
            ObjectKind::Node => {
                let now = self.plan().find(&object.id).and_then(|key| self.plan().level(key)).map(|level| level.name.as_str().into());
                let moved = ["parent", "level"].iter().any(|field| changes.contains_key(&(object, *field)));
                let after = (now.is_none() || moved).then(|| self.level_after(object, &will_be, rules, 0)).flatten();
                let mut parts: Vec<Option<Box<str>>> = [now, after].into_iter().flatten().map(Some).collect();
                parts.dedup();
                // Where nothing tells the level, the hierarchy as a whole is asked for.
                if parts.is_empty() { vec![None] } else { parts }
            }
            _ => vec![None],
        }
    }

    /// The level that a node will have: its own, else the next below its parent's.
    fn level_after(&self, node: &Object, will_be: &dyn Fn(&Object, &str) -> Option<FieldValue>, rules: &Rules<'_>, depth: usize) -> Option<Box<str>> {
        let hierarchy = &rules.settings.hierarchy;
        if let Some(level) = will_be(node, "level") {
            return level.as_text().map(Box::from);
        }
        // Levels are at most 8; what lies deeper is refused for itself.
        if depth > 16 {
            return None;
        }
        let Some(parent) = will_be(node, "parent") else { return hierarchy.levels().first().map(|level| level.name.as_str().into()) };
        let parent = Object::new(ObjectKind::Node, parent.as_text()?);
        let known = self.plan().find(&parent.id).and_then(|key| self.plan().level_index(key));
        let above = match known {
            Some(level) => level,
            None => hierarchy.find(&self.level_after(&parent, will_be, rules, depth.saturating_add(1))?)?,
        };
        hierarchy.levels().get(above.get().saturating_add(1)).map(|level| level.name.as_str().into())
    }

    /// Whether a field of stakeholders is one that is kept here (PLN-3).
    fn kept(&self, change: &FieldChange, rules: &Rules<'_>) -> Result<(), Refusal> {
        let what = match change.object.kind {
            ObjectKind::Stakeholder if !ALWAYS_KEPT.contains(&&*change.field) => &*change.field,
            ObjectKind::Relation => "relations",
            ObjectKind::Relationship | ObjectKind::Position if !ALWAYS_KEPT.contains(&&*change.field) => &*change.field,
            _ => return Ok(()),
        };
        let setting = "plan.stakeholder_fields";
        let kept = rules.resolved.at(setting).is_some_and(|kept| kept.texts().any(|known| known == what));
        if kept || change.new.is_none() { Ok(()) } else { Err(Refusal::NotKept { what: what.to_owned(), setting }) }
    }
}

fn feature_of(change: &FieldChange) -> Option<&'static str> {
    let of = FIELD_FEATURES.iter().find(|(kind, field, _)| *kind == change.object.kind && *field == &*change.field);
    of.filter(|_| change.new.is_some()).map(|(_, _, feature)| *feature)
}
