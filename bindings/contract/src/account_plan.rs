//! An account plan that is open: the handle, and its operations.

use crate::configuration::Layers;
use crate::configuration::access::{person, value};
use crate::convert::{checked, count, proposal, refused};
use crate::fault::Fault;
use crate::functions::problems;
use crate::records::{
    Act, ChangeDone, Clash, CycleStep, FieldChange, FieldContent, FieldDraft, HistoryEntry, MadeFrom, MergeResult, ObjectKind, Person, PlanObject,
    PlanState, PossibleMove, RetentionState,
};
use crate::{Day, Dec, Plan, Stamp};
use kam_core::access::Rules;
use kam_core::account_plan::{self, Command, PlanRules, Refusal, Step};
use kam_core::config::Settings;
use kam_core::history::{self, Digest, Entry, FieldValue, Object, Salt};
use kam_core::values::{PersonId, PlanId, Reason, nearest};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};

/// An account plan with its history, which commands change. What a host stores is its document; nothing is hidden in the handle.
///
/// It may be used from several threads; a change is complete or did not happen.
///
/// ```
/// use kam_contract::{Act, ConfigurationFile, FieldDraft, ObjectKind, Person, RoleInUnit, open_configuration};
///
/// let core = "[layer]\nname = \"core\"\n[organization]\nunits = [{ id = \"DE\", level = \"national\" }]\n\
///             [access]\nrules = [{ id = \"sales\", function = \"sales\", right = \"edit\" }]\n";
/// let configuration = open_configuration(vec![ConfigurationFile { name: "core.toml".into(), content: core.into() }])?;
/// let role = RoleInUnit { role: "key_account_manager".into(), unit: "DE".into() };
/// let person = Person { id: "u7".into(), roles: Some(vec![role]), team_roles: None };
/// let act = |at: &str| Act {
///     person: person.clone(),
///     at: at.parse().expect("a moment"),
///     on: None,
///     step: None,
///     reason: None,
///     acting_for: None,
///     made_on: None,
///     salt: None,
/// };
/// let field = |name: &str, text: &str| FieldDraft { name: name.into(), text: Some(text.into()), texts: None };
/// let plan = configuration.new_account_plan("AP-1".into(), vec![field("unit", "DE")], act("2026-05-01T09:00:00Z"), None)?;
/// plan.add(ObjectKind::Node, "g1".into(), vec![field("title", "Access")], act("2026-05-01T10:00:00Z"))?;
/// let done = plan.change_status("g1".into(), "done".into(), act("2026-05-01T11:00:00Z"))?;
/// assert_eq!(done.completion.map(|completion| completion.to_string()), Some("100".to_owned()));
/// let again = configuration.open_account_plan(plan.document()?, Some(plan.head()?))?;
/// assert_eq!(again.version()?, 3);
/// # Ok::<(), kam_contract::Fault>(())
/// ```
#[derive(Debug)]
pub struct AccountPlan {
    pub(crate) inner: Handle,
}

impl fmt::Display for AccountPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inner.plan_now() {
            Ok(plan) => write!(f, "account plan `{}`, version {}, {}", plan.id(), plan.version(), plan.state()),
            Err(fault) => write!(f, "account plan: {fault}"),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Handle {
    layers: Arc<Layers>,
    unit: String,
    settings: Arc<Settings>,
    plans: Arc<PlanRules>,
    plan: Mutex<account_plan::AccountPlan>,
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        match &refusal {
            Refusal::Broken(broken) => Self::BrokenHistory { place: count(broken.place), reason: broken.to_string() },
            _ => {
                let (object, field) = refusal.about();
                Self::ChangeRefused {
                    refusal: refusal.code().to_owned(),
                    reason: refusal.to_string(),
                    help: refusal.help(),
                    kind: object.map(|object| object.kind.to_string()),
                    id: object.map(|object| object.id.to_string()),
                    field: field.map(str::to_owned),
                }
            }
        }
    }
}

fn act(given: &Act) -> Result<account_plan::Act, Fault> {
    let reason = given.reason.as_ref().map(|reason| value("act.reason", reason, Reason::new(reason))).transpose()?;
    let acting_for = given.acting_for.as_ref().map(|id| value("act.acting_for", id, PersonId::new(id))).transpose()?;
    let salt = given.salt.as_ref().map(|salt| value("act.salt", salt, Salt::new(salt))).transpose()?;
    let mut act = account_plan::Act::new(person("act.person", &given.person)?, given.at.0);
    act.on = given.on.map_or(act.on, |on| on.0);
    act.step = given.step.map_or(act.step, Into::into);
    (act.reason, act.acting_for, act.made_on, act.salt) = (reason, acting_for, given.made_on, salt);
    Ok(act)
}

fn content(draft: FieldDraft) -> Result<(String, Option<FieldValue>), Fault> {
    let list = |texts: Vec<String>| FieldValue::List(texts.into_iter().map(String::into_boxed_str).collect());
    match (draft.text, draft.texts) {
        (Some(text), None) => Ok((draft.name, Some(FieldValue::text(&text)))),
        (None, Some(texts)) => Ok((draft.name, Some(list(texts)))),
        (None, None) => Ok((draft.name, None)),
        (Some(text), Some(_)) => Err(Fault::InvalidValue {
            field: "fields".to_owned(),
            value: text,
            reason: format!("the field `{}` has a `text` and `texts`", draft.name),
            help: Some("give one of them".to_owned()),
        }),
    }
}

/// Fields of a new object: what has no value is not there.
fn contents(drafts: Vec<FieldDraft>) -> Result<Vec<(String, FieldValue)>, Fault> {
    let given = drafts.into_iter().map(content).collect::<Result<Vec<_>, _>>()?;
    Ok(given.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

type Parts = (Vec<Entry>, history::Personal);

pub(crate) fn read(document: &str) -> Result<Parts, Fault> {
    kam_document::read_account_plan(document).map_err(|error| Fault::InvalidDocument { problems: problems(&error, true) })
}

/// The unit of a plan, which its first entry says.
pub(crate) fn unit_of((entries, _): &Parts) -> Option<String> {
    let said = entries.first()?.said.changes.iter().find(|change| change.object.kind == history::ObjectKind::Plan && &*change.field == "unit")?;
    said.new.as_ref().and_then(FieldValue::as_text).map(str::to_owned)
}

impl Layers {
    fn account_plan_at(
        self: &Arc<Self>,
        unit: &str,
        make: impl FnOnce(&Rules<'_>) -> Result<account_plan::AccountPlan, Fault>,
    ) -> Result<AccountPlan, Fault> {
        let (resolved, rights) = self.rights(unit)?;
        let rules = Rules::of(resolved, rights).ok_or_else(|| Fault::Internal { detail: "a configuration without settings".to_owned() })?;
        let plan = Mutex::new(make(&rules)?);
        Ok(AccountPlan {
            inner: Handle {
                layers: Arc::clone(self),
                unit: unit.to_owned(),
                settings: Arc::clone(rules.settings()),
                plans: Arc::clone(rules.plans()),
                plan,
            },
        })
    }

    pub(crate) fn open_account_plan(self: &Arc<Self>, document: String, head: Option<String>) -> Result<AccountPlan, Fault> {
        let parts = read(&document)?;
        let head = head.as_ref().map(|head| Digest::parse(head).map_err(|error| refused("head", head, &error))).transpose()?;
        history::verify(&parts.0, head.as_ref()).map_err(|broken| Fault::from(Refusal::Broken(broken)))?;
        let unit = unit_of(&parts).unwrap_or_default();
        self.account_plan_at(&unit, |rules| {
            let (entries, personal) = parts;
            Ok(account_plan::AccountPlan::open(entries, personal, Arc::clone(rules.settings()), head.as_ref())?)
        })
    }

    pub(crate) fn new_account_plan(
        self: &Arc<Self>,
        id: String,
        fields: Vec<FieldDraft>,
        act: Act,
        made_from: Option<MadeFrom>,
    ) -> Result<AccountPlan, Fault> {
        let (id, fields, act) = (value("id", &id, PlanId::new(&id))?, contents(fields)?, self::act(&act)?);
        let unit = fields.iter().find(|(name, _)| name == "unit").and_then(|(_, unit)| unit.as_text()).map(str::to_owned);
        let unit = unit.ok_or_else(|| Fault::InvalidValue {
            field: "fields".to_owned(),
            value: String::new(),
            reason: "a plan belongs to a unit of the organisation".to_owned(),
            help: Some("give a field `unit`".to_owned()),
        })?;
        let other = match &made_from {
            Some(from) => Some((self.open_account_plan(from.document.clone(), None)?, from.how)),
            None => None,
        };
        self.account_plan_at(&unit, |rules| match &other {
            Some((other, how)) => Ok(account_plan::AccountPlan::make_from(&*other.inner.plan_now()?, (*how).into(), &id, fields, &act, rules)?.plan),
            None => Ok(account_plan::AccountPlan::create(&id, fields, &act, rules)?.0),
        })
    }
}

/// A value as a person reads it; a personal one looked up.
fn shown(plan: &account_plan::AccountPlan, value: Option<&FieldValue>) -> Option<String> {
    match value? {
        FieldValue::Personal(digest) => plan.personal().get(digest).map(ToString::to_string),
        value => Some(value.to_string()),
    }
}

fn shown_object<'f>(plan: &account_plan::AccountPlan, object: &Object, fields: impl Iterator<Item = (&'f str, &'f FieldValue)>) -> PlanObject {
    let field = |(name, value): (&str, &FieldValue)| {
        let personal = matches!(value, FieldValue::Personal(_));
        let value = if let FieldValue::Personal(digest) = value { plan.personal().get(digest) } else { Some(value) };
        let texts = value.filter(|value| matches!(value, FieldValue::List(_))).map(|value| value.as_list().iter().map(ToString::to_string).collect());
        FieldContent { name: name.to_owned(), text: value.and_then(FieldValue::as_text).map(str::to_owned), texts, personal }
    };
    PlanObject { kind: object.kind.into(), id: object.id.to_string(), fields: fields.map(field).collect() }
}

fn change(plan: &account_plan::AccountPlan, change: &history::FieldChange) -> FieldChange {
    let personal = |value: &Option<FieldValue>| matches!(value, Some(FieldValue::Personal(_)));
    FieldChange {
        kind: change.object.kind.into(),
        id: change.object.id.to_string(),
        field: change.field.to_string(),
        old_value: shown(plan, change.old.as_ref()),
        new_value: shown(plan, change.new.as_ref()),
        personal: personal(&change.old) || personal(&change.new),
    }
}

fn entry(plan: &account_plan::AccountPlan, entry: &Entry) -> HistoryEntry {
    HistoryEntry {
        number: entry.number,
        at: Stamp(entry.said.at),
        person: entry.said.person.to_string(),
        acting_for: entry.said.acting_for.as_ref().map(ToString::to_string),
        command: entry.said.command.to_string(),
        reason: entry.said.reason.as_ref().map(ToString::to_string),
        made_at: entry.said.made_at.map(Stamp),
        made_on: entry.said.made_on,
        changes: entry.said.changes.iter().map(|changed| change(plan, changed)).collect(),
        digest: Some(entry.digest.to_string()),
    }
}

impl Handle {
    pub(crate) fn plan_now(&self) -> Result<MutexGuard<'_, account_plan::AccountPlan>, Fault> {
        self.plan.lock().map_err(|_| Fault::Internal { detail: "an earlier call on this plan broke off".to_owned() })
    }

    pub(crate) fn rules(&self) -> Result<Rules<'_>, Fault> {
        let (resolved, rights) = self.layers.rights(&self.unit)?;
        Ok(Rules::with(resolved, rights, Arc::clone(&self.settings), Arc::clone(&self.plans)))
    }

    fn run(&self, command: &Command, given: &Act) -> Result<ChangeDone, Fault> {
        let (act, rules) = (act(given)?, self.rules()?);
        let mut plan = self.plan_now()?;
        let done = plan.run(command, &act, &rules)?;
        let seen = plan.sight(&act.person, act.step, &rules).completion();
        Ok(ChangeDone {
            version: done.version,
            changes: done.changes.iter().map(|changed| change(&plan, changed)).collect(),
            completion: done.completion.filter(|_| seen).map(Dec::from),
            unfinished_prerequisites: done.unfinished_prerequisites.iter().map(ToString::to_string).collect(),
            proposals: done.proposals.into_iter().map(proposal).collect(),
            warnings: done.warnings,
        })
    }

    pub(crate) fn plan(&self) -> Result<Plan, Fault> {
        Ok(Plan::open(self.plan_now()?.plan().clone()))
    }

    pub(crate) fn document(&self) -> Result<String, Fault> {
        Ok(kam_document::write_account_plan(&*self.plan_now()?))
    }

    pub(crate) fn version(&self) -> Result<u32, Fault> {
        Ok(self.plan_now()?.version())
    }

    pub(crate) fn head(&self) -> Result<String, Fault> {
        Ok(self.plan_now()?.head().to_string())
    }

    pub(crate) fn content_digest(&self) -> Result<String, Fault> {
        Ok(self.plan_now()?.content().to_string())
    }

    pub(crate) fn state(&self) -> Result<PlanState, Fault> {
        Ok(self.plan_now()?.state().into())
    }

    pub(crate) fn completion(&self) -> Result<Option<Dec>, Fault> {
        Ok(self.plan_now()?.work().completion().of_plan().map(Dec::from))
    }

    pub(crate) fn objects(&self, kind: Option<ObjectKind>) -> Result<Vec<PlanObject>, Fault> {
        let plan = self.plan_now()?;
        let kind: Option<history::ObjectKind> = kind.map(Into::into);
        let wanted = plan.fields().objects().filter(|(object, _)| kind.is_none_or(|kind| object.kind == kind));
        Ok(wanted.map(|(object, row)| shown_object(&plan, object, row.iter().map(|(name, value)| (&**name, value)))).collect())
    }

    pub(crate) fn visible_objects(&self, person: Person, kind: Option<ObjectKind>, step: Option<CycleStep>) -> Result<Vec<PlanObject>, Fault> {
        let (person, rules) = (self::person("person", &person)?, self.rules()?);
        account_plan::AccountPlan::knows(&person, &rules)?;
        let plan = self.plan_now()?;
        let kind: Option<history::ObjectKind> = kind.map(Into::into);
        let sight = plan.sight(&person, step.map_or(kam_core::config::Step::Execution, Into::into), &rules);
        let objects = sight.objects().into_iter().filter(|(object, _)| kind.is_none_or(|kind| object.kind == kind));
        Ok(objects.map(|(object, fields)| shown_object(&plan, object, fields.iter().map(|(name, value)| (*name, &**value)))).collect())
    }

    pub(crate) fn entries(&self, after: Option<u32>) -> Result<Vec<HistoryEntry>, Fault> {
        let plan = self.plan_now()?;
        Ok(plan.entries().iter().skip(after.unwrap_or(0) as usize).map(|of| entry(&plan, of)).collect())
    }

    pub(crate) fn visible_entries(&self, person: Person, after: Option<u32>, step: Option<CycleStep>) -> Result<Vec<HistoryEntry>, Fault> {
        let (person, rules) = (self::person("person", &person)?, self.rules()?);
        account_plan::AccountPlan::knows(&person, &rules)?;
        let plan = self.plan_now()?;
        let sight = plan.sight(&person, step.map_or(kam_core::config::Step::Execution, Into::into), &rules);
        let entries = sight.entries().into_iter().filter(|seen| seen.entry.number > after.unwrap_or(0));
        let shown = |seen: account_plan::SeenEntry<'_>| HistoryEntry {
            reason: seen.reason().map(ToString::to_string),
            digest: seen.whole.then(|| seen.entry.digest.to_string()),
            changes: seen.changes.iter().map(|changed| change(&plan, changed)).collect(),
            ..entry(&plan, seen.entry)
        };
        Ok(entries.map(shown).collect())
    }

    pub(crate) fn readable_history(&self) -> Result<String, Fault> {
        Ok(self.plan_now()?.readable())
    }

    pub(crate) fn add(&self, kind: ObjectKind, id: String, fields: Vec<FieldDraft>, act: Act) -> Result<ChangeDone, Fault> {
        self.run(&Command::Add { object: Object::new(kind.into(), &id), fields: contents(fields)? }, &act)
    }

    pub(crate) fn set(&self, kind: ObjectKind, id: String, fields: Vec<FieldDraft>, act: Act) -> Result<ChangeDone, Fault> {
        let fields = fields.into_iter().map(content).collect::<Result<_, _>>()?;
        self.run(&Command::Set { object: Object::new(kind.into(), &id), fields }, &act)
    }

    pub(crate) fn remove(&self, kind: ObjectKind, id: String, act: Act) -> Result<ChangeDone, Fault> {
        self.run(&Command::Remove { object: Object::new(kind.into(), &id) }, &act)
    }

    pub(crate) fn change_status(&self, node: String, status: String, act: Act) -> Result<ChangeDone, Fault> {
        self.run(&Command::ChangeStatus { node, status }, &act)
    }

    pub(crate) fn override_completion(
        &self,
        node: String,
        completion: Dec,
        act: Act,
        request: Option<String>,
        request_head: Option<String>,
    ) -> Result<ChangeDone, Fault> {
        let request = request.map(|request| crate::approval::opened(&request, request_head.as_deref())).transpose()?.map(Box::new);
        self.run(&Command::OverrideCompletion { node, completion: checked("completion", &completion)?, request }, &act)
    }

    pub(crate) fn override_digest(&self, node: String, completion: Dec) -> Result<String, Fault> {
        let plan = self.plan_now()?;
        if plan.plan().find(&node).is_none() {
            return Err(Fault::UnknownNode {
                nearest: nearest(&node, plan.plan().nodes().iter().map(|node| node.id.as_str())),
                set_aside: None,
                node,
            });
        }
        Ok(plan.override_content(&node, checked("completion", &completion)?).to_string())
    }

    pub(crate) fn remove_override(&self, node: String, act: Act) -> Result<ChangeDone, Fault> {
        self.run(&Command::RemoveOverride { node }, &act)
    }

    pub(crate) fn carry_over(&self, node: String, act: Act) -> Result<ChangeDone, Fault> {
        self.run(&Command::CarryOver { node }, &act)
    }

    pub(crate) fn move_to(&self, state: PlanState, act: Act) -> Result<ChangeDone, Fault> {
        self.run(&Command::Move { to: state.into() }, &act)
    }

    pub(crate) fn conclude_approval(&self, request: String, act: Act, request_head: Option<String>) -> Result<ChangeDone, Fault> {
        let request = Box::new(crate::approval::opened(&request, request_head.as_deref())?);
        self.run(&Command::ConcludeApproval { request }, &act)
    }

    pub(crate) fn begin_amendment(&self, act: Act) -> Result<ChangeDone, Fault> {
        self.run(&Command::BeginAmendment, &act)
    }

    pub(crate) fn amended_fields(&self) -> Result<Vec<String>, Fault> {
        Ok(self.plan_now()?.amended_fields().iter().map(ToString::to_string).collect())
    }

    pub(crate) fn amend(&self, amendment: String, request: String, act: Act, request_head: Option<String>) -> Result<ChangeDone, Fault> {
        let (entries, personal) = read(&amendment)?;
        let amendment = Box::new(account_plan::AccountPlan::open(entries, personal, Arc::clone(&self.settings), None)?);
        let request = Box::new(crate::approval::opened(&request, request_head.as_deref())?);
        self.run(&Command::Amend { amendment, request }, &act)
    }

    pub(crate) fn erase(&self, stakeholder: String, act: Act) -> Result<ChangeDone, Fault> {
        self.run(&Command::Erase { stakeholder }, &act)
    }

    pub(crate) fn possible_moves(&self, act: Act) -> Result<Vec<PossibleMove>, Fault> {
        let (act, rules) = (self::act(&act)?, self.rules()?);
        let plan = self.plan_now()?;
        let from = plan.state();
        let reason = Reason::new("to be given").map_err(|error| refused("act.reason", "", &error))?;
        let one = |to: account_plan::PlanState| {
            let mut refusal = plan.preview(&Command::Move { to }, &act, &rules).err();
            let step = rules.plans().life().step(from, to);
            if matches!(&refusal, Some(Refusal::ReasonNeeded { .. })) {
                let act = act.clone().because(reason.clone());
                refusal = plan.preview(&Command::Move { to }, &act, &rules).err();
            }
            PossibleMove {
                to: to.into(),
                allowed: refusal.is_none(),
                needs_reason: step.is_some_and(|step| step.reason),
                needs: step.map(Step::words).unwrap_or_default(),
                reason: refusal.as_ref().map(ToString::to_string),
                help: refusal.as_ref().and_then(Refusal::help),
            }
        };
        Ok(rules.plans().life().next(from).map(one).collect())
    }

    pub(crate) fn retention(&self, on: Day) -> Result<RetentionState, Fault> {
        let retention = self.plan_now()?.retention(&self.rules()?);
        Ok(RetentionState {
            over_since: retention.over_since.map(Day),
            until: retention.until.map(Day),
            overdue: retention.until.is_some_and(|until| on.0 > until) && !retention.stakeholders.is_empty(),
            stakeholders: retention.stakeholders,
            erased: count(retention.erased),
        })
    }

    pub(crate) fn merge(&self, document: String, people: Vec<Person>, at: Stamp, on: Option<Day>) -> Result<MergeResult, Fault> {
        let (entries, personal) = read(&document)?;
        let other = account_plan::AccountPlan::open(entries, personal, Arc::clone(&self.settings), None)?;
        let people = people.iter().enumerate().map(|(place, given)| person(&format!("people[{place}]"), given)).collect::<Result<Vec<_>, _>>()?;
        let rules = self.rules()?;
        let mut plan = self.plan_now()?;
        let merged = plan.merge(&other, &people, at.0, on.map_or_else(|| at.0.date_naive(), |on| on.0), &rules)?;
        let clash = |clash: &account_plan::Clash| Clash {
            entry: entry(&other, &clash.entry),
            refusal: clash.refusal.code().to_owned(),
            reason: clash.refusal.to_string(),
            help: clash.refusal.help(),
        };
        Ok(MergeResult { common: merged.common, taken: merged.taken, known: merged.known, clashes: merged.clashes.iter().map(clash).collect() })
    }
}
