//! What an approval does to a plan, and how what was approved is changed (APR-7, APR-8).

use super::AccountPlan;
use super::check::Change;
use super::command::Act;
use super::life::{PlanState, Step};
use super::refusal::Refusal;
use super::schema::{By, ObjectInfo};
use super::value::At;
use crate::access::Rules;
use crate::approval::{Definition, Facts, Request, RequestState, Skipped, is_of};
use crate::execution::StatusCategory;
use crate::history::{Digest, Feed, FieldChange, FieldValue, Object, ObjectKind};
use crate::organization::Units;
use crate::plan::NodeKey;
use crate::values::{Code, Percent};
use std::collections::{BTreeMap, BTreeSet};

/// The kind of subject that a plan as a whole is.
pub(super) const ACCOUNT_PLAN: &str = "account_plan";
/// The kind of subject that a completion set by hand is.
const COMPLETION_OVERRIDE: &str = "completion_override";
/// The kind of subject that a change of an approved plan is.
const AMENDMENT: &str = "amendment";

/// Whether a request was approved.
fn granted(request: &Request) -> Result<(), Refusal> {
    match request.state() {
        RequestState::Approved => Ok(()),
        RequestState::Pending => Err(Refusal::StillPending { step: request.step().map(|step| step.id.to_string()).unwrap_or_default() }),
        state => Err(Refusal::NotGranted { request: request.id().clone(), state }),
    }
}

/// A field of a kind of object, as steps of a definition name it: `node.weight`.
fn name_of(object: &Object, field: &str) -> Option<Code> {
    Code::new(&format!("{}.{field}", object.kind.name())).ok()
}

/// Those of some changes that change what is approved, with the names that steps have for them: fields, and objects that come or go with nothing else.
fn content_of(changes: &[FieldChange]) -> Vec<(&FieldChange, Code)> {
    let is = |change: &&FieldChange| is_content(change.object.kind, &change.field);
    let with_content: BTreeSet<&Object> = changes.iter().filter(is).map(|change| &change.object).collect();
    let bare = |change: &&FieldChange| {
        let needed = ObjectInfo::of(change.object.kind).fields.iter().find(|field| field.needed);
        let comes_or_goes = needed.is_some_and(|needed| needed.name == &*change.field) && (change.old.is_none() || change.new.is_none());
        comes_or_goes && !with_content.contains(&change.object)
    };
    let fields = changes.iter().filter(is).filter_map(|change| Some((change, name_of(&change.object, &change.field)?)));
    let objects = changes.iter().filter(bare).filter_map(|change| Some((change, name_of(&change.object, &change.field)?)));
    fields.chain(objects).collect()
}

/// Whether a field is a part of what is approved, and not of how far the work is.
pub(super) fn is_content(kind: ObjectKind, field: &str) -> bool {
    ObjectInfo::of(kind).field(field).is_some_and(|info| info.by != By::Command && !matches!(info.name, "progress" | "actual"))
}

impl AccountPlan {
    /// Whether this copy is an amendment that is being written.
    #[must_use]
    pub fn is_amendment(&self) -> bool {
        self.fields().get(&self.object(), "amendment").is_some()
    }

    /// Whether somebody may change what waits for its approval (APR-7).
    pub(super) fn may_edit_pending(&self, act: &Act, rules: &Rules<'_>) -> bool {
        let roles: Vec<String> = rules.approval_of(ACCOUNT_PLAN).flat_map(|definition| definition.edited_by).map(|role| role.to_string()).collect();
        self.holds_one_of(&roles, act, rules)
    }

    /// Whether somebody has one of some roles in a unit that covers the plan's.
    pub(super) fn holds_one_of(&self, roles: &[String], act: &Act, rules: &Rules<'_>) -> bool {
        let units: &Units = rules.rights.units();
        let Some(unit) = units.find(self.unit().as_str()) else { return false };
        let covers = |held: &str| units.find(held).is_some_and(|held| units.covers(held, unit));
        let mut held = act.person.roles.iter();
        held.any(|held| roles.iter().any(|role| *role == held.role.as_str()) && covers(held.unit.as_str()))
    }

    /// Whether what was approved stays as it is: a change of it that matters is an amendment (APR-7).
    pub(super) fn stays_approved(&self, changes: &[FieldChange], command: &str, rules: &Rules<'_>) -> Result<(), Refusal> {
        let approved = matches!(self.state(), PlanState::Approved | PlanState::Active | PlanState::InReview);
        if !approved || self.is_amendment() || matches!(command, "amend" | "begin_amendment" | "conclude_approval" | "erase") {
            return Ok(());
        }
        for definition in self.asked_for(AMENDMENT, &[], rules) {
            for (change, field) in content_of(changes) {
                if definition.steps.iter().any(|step| step.concerns.is_empty() || step.concerns.iter().any(|of| is_of(&field, of))) {
                    return Err(Refusal::AmendmentNeeded {
                        object: change.object.clone(),
                        field: change.field.to_string(),
                        definition: definition.id,
                    });
                }
            }
        }
        Ok(())
    }

    /// The definitions by which a kind of subject may have to be approved: those whose condition is not known to fail. What a condition asks of the host is
    /// only known when a request is submitted.
    pub(super) fn asked_for(&self, kind: &str, own: &[(&str, String)], rules: &Rules<'_>) -> Vec<Definition> {
        let units: &Units = rules.rights.units();
        let mut facts = Facts::new();
        facts.insert("subject".into(), kind.into());
        facts.insert("unit".into(), self.unit().as_str().into());
        facts.extend(units.find(self.unit().as_str()).map(|unit| ("level".into(), units.level(unit).into())));
        facts.extend(own.iter().map(|(name, value)| ((*name).into(), value.as_str().into())));
        rules.approval_of(kind).filter(|definition| definition.when.as_ref().is_none_or(|when| when.holds(&facts).unwrap_or(true))).collect()
    }

    fn is_for(&self, request: &Request, kind: &str) -> Result<(), Refusal> {
        self.is_for_one(request, kind, self.id().as_str())
    }

    fn is_for_one(&self, request: &Request, kind: &str, id: &str) -> Result<(), Refusal> {
        let subject = request.subject();
        if subject.kind.as_str() == kind && subject.id.as_str() == id && subject.unit == *self.unit() {
            return Ok(());
        }
        let of = format!("the {} `{}` of the unit `{}`", subject.kind, subject.id, subject.unit);
        Err(Refusal::OtherRequest { of, wanted: format!("the {kind} `{id}` of the unit `{}`", self.unit()) })
    }

    /// The digest of what an approval of an override is given for: the plan, the node and the completion (APR-8).
    #[must_use]
    pub fn override_content(&self, node: &str, completion: Percent) -> Digest {
        let mut feed = Feed::new();
        feed.part(COMPLETION_OVERRIDE).part(self.id().as_str()).part(node).part(&completion.to_string());
        feed.finish()
    }

    /// Whether an override was approved, where it has to be. Conditions of definitions can ask for the `completion`, for the one that is `computed`, and for
    /// the points between them, the `deviation`.
    pub(super) fn override_granted(&self, key: NodeKey, completion: Percent, request: Option<&Request>, rules: &Rules<'_>) -> Result<(), Refusal> {
        let Some(node) = self.plan().node(key) else { return Ok(()) };
        let computed = self.work().completion().computed(key);
        let mut facts = vec![("completion", completion.to_string())];
        if let Some(computed) = computed {
            let (higher, lower) = (computed.max(completion), computed.min(completion));
            facts.extend([("computed", computed.to_string()), ("deviation", higher.minus(lower).to_string())]);
        }
        let Some(request) = request else {
            let definition = self.asked_for(COMPLETION_OVERRIDE, &facts, rules).into_iter().next();
            return definition.map_or(Ok(()), |definition| Err(Refusal::ApprovalNeeded { node: node.id.to_string(), definition: definition.id }));
        };
        self.is_for_one(request, COMPLETION_OVERRIDE, node.id.as_str())?;
        granted(request)?;
        let content = self.override_content(node.id.as_str(), completion);
        if request.now().content != content {
            return Err(Refusal::OtherContent { approved: request.now().content, has: content });
        }
        self.asked_enough(request, &facts, rules)?;
        self.not_put_in(request)
    }

    /// Whether a request goes by a definition that is for what is known here, and left out no step that would be needed by it: what a submitter says of the
    /// facts is not believed where the plan knows them.
    fn asked_enough(&self, request: &Request, own: &[(&str, String)], rules: &Rules<'_>) -> Result<(), Refusal> {
        let definition = request.definition();
        if !self.asked_for(definition.subject.as_str(), own, rules).iter().any(|known| known.id == definition.id) {
            return Err(Refusal::OtherFacts { request: request.id().clone(), step: None });
        }
        let submission = &request.now().submission;
        let mut facts = submission.facts.clone();
        facts.extend(own.iter().map(|(name, value)| ((*name).into(), value.as_str().into())));
        for (step, asked) in definition.steps.iter().zip(&submission.steps) {
            let needed = || step.when.as_ref().is_none_or(|when| when.holds(&facts).unwrap_or(true));
            if asked.skipped == Some(Skipped::Condition) && needed() {
                return Err(Refusal::OtherFacts { request: request.id().clone(), step: Some(step.id.clone()) });
            }
        }
        Ok(())
    }

    pub(super) fn conclude(&self, request: &Request, act: &Act, rules: &Rules<'_>, change: &mut Change) -> Result<(), Refusal> {
        let (from, kind) = (self.state(), &request.subject().kind);
        self.may_step_by_request(act, rules)?;
        let mut by_request = rules.plans.life.steps().iter().filter(|step| step.approval.as_ref() == Some(kind)).peekable();
        if let Some(first) = by_request.peek().map(|step| step.to) {
            self.is_for(request, kind.as_str())?;
            self.not_put_in(request)?;
            let step = by_request.find(|step| step.from == from);
            let step = step.ok_or_else(|| self.no_step(first, Some(format!("a request for `{kind}` is for another step")), rules))?;
            return self.step_granted(request, step, act, rules, change);
        }
        self.is_for(request, ACCOUNT_PLAN)?;
        let to = match request.state() {
            RequestState::Pending => return Err(Refusal::StillPending { step: request.step().map(|step| step.id.to_string()).unwrap_or_default() }),
            RequestState::Approved => PlanState::Approved,
            RequestState::Draft | RequestState::Rejected | RequestState::Recalled | RequestState::Expired => PlanState::Draft,
        };
        if from != PlanState::InApproval {
            return Err(self.no_step(to, Some("it waits for no approval".to_owned()), rules));
        }
        self.not_put_in(request)?;
        let step = rules.plans.life.step(from, to).ok_or_else(|| self.no_step(to, None, rules))?;
        self.is_there(step, rules)?;
        if to == PlanState::Approved {
            self.is_of_all(request)?;
            self.step_has(step, act, rules)?;
        }
        let (asked, submitter) = (self.brought_here().map(|(person, _)| person), &request.now().submitter);
        if asked != Some(submitter) {
            let asked = asked.map(ToString::to_string).unwrap_or_default();
            return Err(Refusal::OtherSubmitter { submitter: submitter.clone(), asked });
        }
        self.put(change, &self.object(), "state", Some(FieldValue::text(to.name())));
        self.put_request(request, change);
        Ok(())
    }

    /// A step that has to be approved by a request of its own (PLN-1): with anything but a yes the plan stays where it is.
    fn step_granted(&self, request: &Request, step: &Step, act: &Act, rules: &Rules<'_>, change: &mut Change) -> Result<(), Refusal> {
        self.is_there(step, rules)?;
        granted(request)?;
        self.is_of_all(request)?;
        self.step_has(step, act, rules)?;
        self.put(change, &self.object(), "state", Some(FieldValue::text(step.to.name())));
        self.put_request(request, change);
        Ok(())
    }

    /// Whether a request was for the whole of what the plan is now.
    fn is_of_all(&self, request: &Request) -> Result<(), Refusal> {
        let changed = &request.now().submission.changed;
        if !changed.is_empty() {
            return Err(Refusal::OnlyInPart { fields: changed.clone() });
        }
        if request.now().content != self.content() {
            return Err(Refusal::OtherContent { approved: request.now().content, has: self.content() });
        }
        Ok(())
    }

    /// Whether nothing came of the request as it stands: an old one throws no plan out of an approval that it was put into since.
    fn not_put_in(&self, request: &Request) -> Result<(), Refusal> {
        let head = FieldValue::text(&request.head().to_string());
        let is_digest = |field: &str| matches!(field, "approval_digest" | "override_approval_digest");
        let is = |change: &FieldChange| is_digest(&change.field) && change.new.as_ref() == Some(&head);
        match self.entries().iter().find(|entry| entry.said.changes.iter().any(is)) {
            Some(entry) => Err(Refusal::PutInAlready { request: request.id().clone(), entry: entry.number }),
            None => Ok(()),
        }
    }

    fn put_request(&self, request: &Request, change: &mut Change) {
        self.put(change, &self.object(), "approval", Some(FieldValue::text(request.id().as_str())));
        self.put(change, &self.object(), "approval_digest", Some(FieldValue::text(&request.head().to_string())));
    }

    pub(super) fn begin_amendment(&self, act: &Act, rules: &Rules<'_>, change: &mut Change) -> Result<(), Refusal> {
        if self.asked_for(AMENDMENT, &[], rules).is_empty() {
            return Err(Refusal::NoAmendments);
        }
        let from = self.state();
        if !matches!(from, PlanState::Approved | PlanState::Active | PlanState::InReview) {
            return Err(Refusal::NotApproved { state: from });
        }
        self.reason(act, "an amendment")?;
        self.put(change, &self.object(), "amendment", Some(FieldValue::text("yes")));
        Ok(())
    }

    /// What an amendment changes, object by object and field by field, since it was begun.
    #[must_use]
    pub fn amended(&self) -> Vec<FieldChange> {
        let begun = self.entries().iter().rposition(|entry| &*entry.said.command == "begin_amendment");
        let entries = begun.map(|place| self.entries().get(place..).unwrap_or_default()).unwrap_or_default();
        let mut net: BTreeMap<(&Object, &str), FieldChange> = BTreeMap::new();
        for change in entries.iter().flat_map(|entry| &entry.said.changes).filter(|change| &*change.field != "amendment") {
            let known = net.entry((&change.object, &change.field)).or_insert_with(|| change.clone());
            known.new.clone_from(&change.new);
        }
        net.into_values().filter(|change| change.old != change.new).collect()
    }

    /// The fields that an amendment changes, as a request for its approval names them: `node.weight` (APR-7).
    #[must_use]
    pub fn amended_fields(&self) -> Vec<Code> {
        let amended = self.amended();
        let mut fields: Vec<Code> = content_of(&amended).into_iter().map(|(_, field)| field).collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    pub(super) fn amend(&self, amendment: &Self, request: &Request, act: &Act, rules: &Rules<'_>, change: &mut Change) -> Result<(), Refusal> {
        self.may_step_by_request(act, rules)?;
        self.is_for(request, AMENDMENT)?;
        let common = self.entries().iter().zip(amendment.entries()).take_while(|(mine, theirs)| mine.digest == theirs.digest).count();
        let begins = amendment.entries().get(common).is_some_and(|entry| &*entry.said.command == "begin_amendment");
        if common == 0 || !begins || self.is_amendment() {
            return Err(Refusal::OtherPlan);
        }
        granted(request)?;
        self.not_put_in(request)?;
        if request.now().content != amendment.content() {
            return Err(Refusal::OtherContent { approved: request.now().content, has: amendment.content() });
        }
        let asked = &request.now().submission.changed;
        if let Some(field) = amendment.amended_fields().into_iter().find(|field| !asked.is_empty() && !asked.iter().any(|of| is_of(field, of))) {
            return Err(Refusal::NotAsked { field });
        }
        for theirs in amendment.amended() {
            let now = self.fields().get(&theirs.object, &theirs.field);
            // Nothing new is written about somebody who was erased since (AUD-5).
            let whose = amendment.whose(&theirs.object).or_else(|| self.whose(&theirs.object));
            let erased = whose.is_some_and(|whose| self.fields().get(&Object::new(ObjectKind::Stakeholder, whose), "erased").is_some());
            if erased || self.same(now, theirs.new.as_ref(), amendment) {
                continue;
            }
            // What is gone here does not come back in part.
            let adds = theirs.new.is_some() && amendment.entries().iter().skip(common).any(|entry| super::merge::adds(entry, &theirs.object));
            if self.fields().object(&theirs.object).is_none() && !adds {
                return Err(self.no_object(&theirs.object));
            }
            if !self.can_be_amended(&theirs, amendment, rules) {
                return Err(Refusal::NotOfCommand { command: "amend".to_owned(), object: theirs.object, field: theirs.field.to_string() });
            }
            if !self.same(now, theirs.old.as_ref(), amendment) {
                return Err(self.changed_apart(&theirs, common));
            }
            if let Some(FieldValue::Personal(digest)) = &theirs.new
                && let Some((_, value)) = amendment.personal().values().find(|(known, _)| *known == digest)
            {
                change.personal.push(value.clone());
            }
            change.fields.push(FieldChange { old: now.cloned(), ..theirs });
        }
        self.goes_whole(&change.fields, amendment, common)?;
        self.still_named(&change.fields)?;
        self.make_sense(&change.fields, act, rules)?;
        self.put_request(request, change);
        Ok(())
    }

    /// Whether a field is one that an amendment changes: content, and what an object begins or ends with. Nothing else was approved, whatever the entries
    /// of the copy say.
    fn can_be_amended(&self, change: &FieldChange, amendment: &Self, rules: &Rules<'_>) -> bool {
        let Some(info) = ObjectInfo::of(change.object.kind).field(&change.field) else { return false };
        let begins = |status: &str| {
            let status = rules.settings.statuses.find(status);
            status.is_some_and(|status| change.object.kind == ObjectKind::Node && info.name == "status" && status.category == StatusCategory::Open)
        };
        match (self.fields().object(&change.object), amendment.fields().object(&change.object)) {
            (_, None) => change.new.is_none(),
            (None, Some(_)) => info.by != By::Command || change.new.as_ref().and_then(FieldValue::as_text).is_some_and(begins),
            (Some(_), Some(_)) => info.by == By::Anyone && is_content(change.object.kind, info.name),
        }
    }

    /// Whether what an amendment removes is as it was when the amendment was begun: work that was done on it since would be lost without a word.
    fn goes_whole(&self, changes: &[FieldChange], amendment: &Self, common: usize) -> Result<(), Refusal> {
        // One that comes, comes whole: what was removed by an earlier amendment of the same copy has fields that did not change in it.
        let comes = changes.iter().filter(|change| change.new.is_some() && self.fields().object(&change.object).is_none());
        for object in comes.map(|change| &change.object).collect::<BTreeSet<_>>() {
            let covered = |field: &str| changes.iter().any(|change| change.object == *object && *change.field == *field);
            if amendment.fields().object(object).is_some_and(|row| row.keys().any(|field| !covered(field))) {
                return Err(self.no_object(object));
            }
        }
        let goes = changes.iter().filter(|change| change.new.is_none() && amendment.fields().object(&change.object).is_none());
        for object in goes.map(|change| &change.object).collect::<BTreeSet<_>>() {
            for (field, now) in self.fields().object(object).into_iter().flatten() {
                let covered = changes.iter().any(|change| change.object == *object && change.field == *field);
                if !covered {
                    let theirs = FieldChange { object: object.clone(), field: field.clone(), old: Some(now.clone()), new: None };
                    return Err(self.changed_apart(&theirs, common));
                }
            }
        }
        Ok(())
    }

    /// Whether the objects that changes touch make sense together afterwards.
    fn make_sense(&self, changes: &[FieldChange], act: &Act, rules: &Rules<'_>) -> Result<(), Refusal> {
        let mut after = self.fields().clone();
        for change in changes {
            after.apply(change);
        }
        let touched: BTreeSet<&Object> = changes.iter().map(|change| &change.object).filter(|object| after.object(object).is_some()).collect();
        let sees = |object: &Object| self.sight(&act.person, act.step, rules).sees(object);
        touched.into_iter().try_for_each(|object| At { object, fields: &after, act, rules, sees: &sees }.object(&[], &[]))
    }

    /// Whether nothing that goes is named by something that stays, and all that is named is there.
    fn still_named(&self, changes: &[FieldChange]) -> Result<(), Refusal> {
        let will_be = |object: &Object, field: &str| {
            let change = changes.iter().find(|change| change.object == *object && &*change.field == field);
            change.map_or_else(|| self.fields().get(object, field), |change| change.new.as_ref())
        };
        let goes = |object: &Object| {
            let needed = ObjectInfo::of(object.kind).fields.iter().find(|field| field.needed);
            needed.is_some_and(|needed| will_be(object, needed.name).is_none())
        };
        for gone in changes.iter().filter(|change| change.new.is_none() && goes(&change.object)) {
            let names_it = |by: &Object| {
                let fields = ObjectInfo::of(by.kind).fields.iter().filter(|field| field.kind.object() == Some(gone.object.kind));
                let mut values = fields.filter_map(|field| will_be(by, field.name));
                values.any(|value| value.as_text() == Some(&*gone.object.id) || value.as_list().contains(&gone.object.id))
            };
            let by: Vec<Object> = self.named_by(&gone.object).into_iter().filter(|by| !goes(by) && names_it(by)).collect();
            if !by.is_empty() {
                return Err(Refusal::StillUsed { object: gone.object.clone(), by });
            }
        }
        for change in changes {
            let info = ObjectInfo::of(change.object.kind).field(&change.field).ok_or_else(|| super::value::unknown(&change.object, &change.field))?;
            let (Some(kind), Some(new)) = (info.kind.object(), &change.new) else { continue };
            for id in new.as_text().into_iter().chain(new.as_list().iter().map(AsRef::as_ref)) {
                let object = Object::new(kind, id);
                let added = changes.iter().any(|other| other.object == object && other.new.is_some());
                if !added && (self.fields().object(&object).is_none() || goes(&object)) {
                    return Err(self.no_object(&object));
                }
            }
        }
        Ok(())
    }
}
