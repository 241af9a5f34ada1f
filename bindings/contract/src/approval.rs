//! A request for an approval that is open: the handle, and its operations.

use crate::configuration::Layers;
use crate::configuration::access::{person, value};
use crate::convert::{count, refused};
use crate::fault::Fault;
use crate::functions::problems;
use crate::records::{
    ApprovalAct, ApprovalEvent, ApprovalPeople, ApprovalStep, ApprovalSubject, GivenVote, OpenVote, PossibleAction, RequestState, RequestSummary,
    SubjectFact,
};
use crate::{Day, Stamp};
use kam_core::access::Rules;
use kam_core::account_plan::PlanRules;
use kam_core::approval::{self, ApprovalRefusal, Around, By, Delegations, Directory, Doing, Facts, Signature, Subject};
use kam_core::config::Settings;
use kam_core::history::Digest;
use kam_core::values::{Code, Label, PersonId, Reason, UnitId};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};

/// A request for an approval. What a host stores is its document; nothing is hidden in the handle.
///
/// It may be used from several threads; what is done is complete or did not happen.
///
/// ```
/// use kam_contract::{ApprovalAct, ApprovalPeople, ApprovalSubject, ConfigurationFile, Person, RequestState, RoleInUnit, open_configuration};
///
/// let core = "[layer]\nname = \"core\"\n[organization]\nunits = [{ id = \"DE\", level = \"national\" }]\n[features]\non = [\"approvals\"]\n[approvals]\n\
///             definitions = [{ id = \"goals\", subject = \"goal\" }]\n\
///             steps = [{ id = \"lead\", definition = \"goals\", approvers = \"role\", role = \"country_lead\" }]\n";
/// let configuration = open_configuration(vec![ConfigurationFile { name: "core.toml".into(), content: core.into() }])?;
/// let person = |id: &str, role: &str| Person {
///     id: id.into(),
///     roles: Some(vec![RoleInUnit { role: role.into(), unit: "DE".into() }]),
///     team_roles: None,
/// };
/// let act = |person: Person, at: &str| ApprovalAct {
///     person,
///     at: at.parse().expect("a moment"),
///     on: None,
///     reason: None,
///     acting_for: None,
///     signed_as: None,
///     meaning: None,
///     authenticated_by: None,
/// };
/// let people = ApprovalPeople { people: vec![person("lead", "country_lead")], managers: None, delegations: None };
/// let goal = ApprovalSubject { kind: "goal".into(), id: "G-1".into(), unit: "DE".into() };
/// let content = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
/// let kam = act(person("kam", "key_account_manager"), "2026-05-01T09:00:00Z");
/// let request = configuration.submit_for_approval("R-1".into(), goal, content.into(), vec![], kam, people, None)?;
/// request.approve(content.into(), act(person("lead", "country_lead"), "2026-05-02T09:00:00Z"), None)?;
/// assert_eq!(request.state()?, RequestState::Approved);
/// # Ok::<(), kam_contract::Fault>(())
/// ```
#[derive(Debug)]
pub struct ApprovalRequest {
    pub(crate) inner: RequestHandle,
}

impl fmt::Display for ApprovalRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inner.now() {
            Ok(request) => write!(f, "request `{}` for {} `{}`, {}", request.id(), request.subject().kind, request.subject().id, request.state()),
            Err(fault) => write!(f, "request: {fault}"),
        }
    }
}

#[derive(Debug)]
pub(crate) struct RequestHandle {
    layers: Arc<Layers>,
    unit: String,
    settings: Arc<Settings>,
    plans: Arc<PlanRules>,
    request: Mutex<approval::Request>,
}

impl From<ApprovalRefusal> for Fault {
    fn from(refusal: ApprovalRefusal) -> Self {
        match &refusal {
            ApprovalRefusal::Broken { place, .. } => Self::BrokenHistory { place: count(*place), reason: refusal.to_string() },
            _ => Self::ApprovalRefused { refusal: refusal.code().to_owned(), reason: refusal.to_string(), help: refusal.help() },
        }
    }
}

pub(crate) fn by(given: &ApprovalAct) -> Result<By, Fault> {
    let label = |field: &str, text: &Option<String>| text.as_ref().map(|text| value(field, text, Label::new(text))).transpose();
    let signature = Signature {
        name: label("act.signed_as", &given.signed_as)?,
        meaning: label("act.meaning", &given.meaning)?,
        authenticated_by: label("act.authenticated_by", &given.authenticated_by)?,
    };
    Ok(By {
        person: person("act.person", &given.person)?,
        acting_for: given.acting_for.as_ref().map(|id| value("act.acting_for", id, PersonId::new(id))).transpose()?,
        at: given.at.0,
        on: given.on.map_or_else(|| given.at.0.date_naive(), |on| on.0),
        reason: given.reason.as_ref().map(|reason| value("act.reason", reason, Reason::new(reason))).transpose()?,
        signature,
    })
}

fn digest(text: &str) -> Result<Digest, Fault> {
    Digest::parse(text).map_err(|error| refused("content", text, &error))
}

fn person_id(field: &str, text: &str) -> Result<PersonId, Fault> {
    value(field, text, PersonId::new(text))
}

pub(crate) fn around(people: Option<ApprovalPeople>) -> Result<(Directory, Delegations), Fault> {
    let Some(given) = people else { return Ok((Directory::default(), Delegations::default())) };
    let known = given.people.iter().map(|one| person("people.people", one)).collect::<Result<_, _>>()?;
    let manager =
        |pair: crate::records::ManagerOf| Ok::<_, Fault>((person_id("people.managers", &pair.person)?, person_id("people.managers", &pair.manager)?));
    let managers = given.managers.unwrap_or_default().into_iter().map(manager).collect::<Result<_, _>>()?;
    let delegation = |one: crate::records::Delegation| {
        let subject = |subject: &String| value("people.delegations", subject, Code::new(subject));
        Ok::<_, Fault>(approval::Delegation {
            from: person_id("people.delegations", &one.for_whom)?,
            to: person_id("people.delegations", &one.person)?,
            start: one.start.0,
            end: one.end.0,
            subjects: one.subjects.unwrap_or_default().iter().map(subject).collect::<Result<_, _>>()?,
        })
    };
    let delegations = given.delegations.unwrap_or_default().into_iter().map(delegation).collect::<Result<_, _>>()?;
    Ok((Directory::new(known, managers)?, Delegations::new(delegations)?))
}

fn facts(given: Vec<SubjectFact>) -> Result<Facts, Fault> {
    let mut facts = Facts::new();
    for SubjectFact { name, value } in given {
        if facts.contains_key(name.as_str()) {
            let reason = format!("`{name}` is given twice, and a condition could ask for either");
            return Err(Fault::InvalidValue { field: "facts".to_owned(), value, reason, help: Some("give it once".to_owned()) });
        }
        facts.insert(name.into_boxed_str(), value.into_boxed_str());
    }
    Ok(facts)
}

fn codes(changed: Option<Vec<String>>) -> Result<Vec<Code>, Fault> {
    changed.unwrap_or_default().iter().map(|field| value("changed", field, Code::new(field))).collect()
}

pub(crate) fn open(document: &str, head: Option<&Digest>) -> Result<approval::Request, Fault> {
    let parts = kam_document::read_approval_request(document).map_err(|error| Fault::InvalidDocument { problems: problems(&error, true) })?;
    Ok(approval::Request::open(parts.id, parts.subject, parts.definition, parts.events, head)?)
}

/// The request of a document.
pub(crate) fn opened(document: &str, head: Option<&str>) -> Result<approval::Request, Fault> {
    let head = head.map(|head| Digest::parse(head).map_err(|error| refused("request_head", head, &error))).transpose()?;
    open(document, head.as_ref())
}

impl Layers {
    fn request_at(self: &Arc<Self>, unit: &str, make: impl FnOnce(&Rules<'_>) -> Result<approval::Request, Fault>) -> Result<ApprovalRequest, Fault> {
        let (resolved, rights) = self.rights(unit)?;
        let rules = Rules::of(resolved, rights).ok_or_else(|| Fault::Internal { detail: "a configuration without settings".to_owned() })?;
        let request = Mutex::new(make(&rules)?);
        Ok(ApprovalRequest {
            inner: RequestHandle {
                layers: Arc::clone(self),
                unit: unit.to_owned(),
                settings: Arc::clone(rules.settings()),
                plans: Arc::clone(rules.plans()),
                request,
            },
        })
    }

    pub(crate) fn submit_for_approval(
        self: &Arc<Self>,
        id: String,
        subject: ApprovalSubject,
        content: String,
        about: Vec<SubjectFact>,
        act: ApprovalAct,
        people: ApprovalPeople,
        changed: Option<Vec<String>>,
    ) -> Result<ApprovalRequest, Fault> {
        let request = value("id", &id, Code::new(&id))?;
        let unit = subject.unit;
        let subject = Subject {
            kind: value("subject.kind", &subject.kind, Code::new(&subject.kind))?,
            id: value("subject.id", &subject.id, Code::new(&subject.id))?,
            unit: value("subject.unit", &unit, UnitId::new(&unit))?,
        };
        let (content, by, (directory, delegations), about) = (digest(&content)?, by(&act)?, around(Some(people))?, (facts(about)?, codes(changed)?));
        self.request_at(&unit, |rules| {
            let around = Around { rules, directory: &directory, delegations: &delegations };
            Ok(approval::Request::submit(request, subject, content, about, &by, &around)?)
        })
    }

    pub(crate) fn open_approval_request(self: &Arc<Self>, document: String, head: Option<String>) -> Result<ApprovalRequest, Fault> {
        let head = head.as_ref().map(|head| Digest::parse(head).map_err(|error| refused("head", head, &error))).transpose()?;
        let request = open(&document, head.as_ref())?;
        let unit = request.subject().unit.to_string();
        self.request_at(&unit, |_| Ok(request))
    }
}

impl RequestHandle {
    fn now(&self) -> Result<MutexGuard<'_, approval::Request>, Fault> {
        self.request.lock().map_err(|_| Fault::Internal { detail: "another thread stopped while it had the request".to_owned() })
    }

    fn with<T>(
        &self,
        people: Option<ApprovalPeople>,
        use_it: impl FnOnce(&mut approval::Request, &Around<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let (directory, delegations) = around(people)?;
        let (resolved, rights) = self.layers.rights(&self.unit)?;
        let rules = Rules::with(resolved, rights, Arc::clone(&self.settings), Arc::clone(&self.plans));
        use_it(&mut *self.now()?, &Around { rules: &rules, directory: &directory, delegations: &delegations })
    }

    fn act(&self, doing: &Doing, act: &ApprovalAct, people: Option<ApprovalPeople>) -> Result<RequestSummary, Fault> {
        let by = by(act)?;
        self.with(people, |request, around| {
            request.act(doing, &by, around)?;
            Ok(summary(request))
        })
    }

    pub(crate) fn document(&self) -> Result<String, Fault> {
        Ok(kam_document::write_approval_request(&*self.now()?))
    }

    pub(crate) fn head(&self) -> Result<String, Fault> {
        Ok(self.now()?.head().to_string())
    }

    pub(crate) fn state(&self) -> Result<RequestState, Fault> {
        Ok(self.now()?.state().into())
    }

    pub(crate) fn summary(&self) -> Result<RequestSummary, Fault> {
        Ok(summary(&*self.now()?))
    }

    pub(crate) fn events(&self) -> Result<Vec<ApprovalEvent>, Fault> {
        Ok(self.now()?.events().iter().map(event).collect())
    }

    pub(crate) fn possible_actions(&self, act: ApprovalAct, people: Option<ApprovalPeople>) -> Result<Vec<PossibleAction>, Fault> {
        let by = by(&act)?;
        let possible = |possible: approval::PossibleAction| PossibleAction {
            action: possible.action.into(),
            allowed: possible.refusal.is_none(),
            needs_reason: possible.needs_reason,
            reason: possible.refusal.as_ref().map(ToString::to_string),
            help: possible.refusal.as_ref().and_then(ApprovalRefusal::help),
            acting_for: possible.acting_for.map(|person| person.to_string()),
        };
        self.with(people, |request, around| Ok(request.possible_actions(&by, around).into_iter().map(possible).collect()))
    }

    pub(crate) fn submit_again(
        &self,
        content: String,
        about: Vec<SubjectFact>,
        act: ApprovalAct,
        people: ApprovalPeople,
        changed: Option<Vec<String>>,
    ) -> Result<RequestSummary, Fault> {
        let doing = Doing::Submit { content: digest(&content)?, facts: facts(about)?, changed: codes(changed)? };
        self.act(&doing, &act, Some(people))
    }

    pub(crate) fn approve(&self, content: String, act: ApprovalAct, people: Option<ApprovalPeople>) -> Result<RequestSummary, Fault> {
        self.act(&Doing::Approve { content: digest(&content)? }, &act, people)
    }

    pub(crate) fn reject(&self, content: String, act: ApprovalAct, people: Option<ApprovalPeople>) -> Result<RequestSummary, Fault> {
        self.act(&Doing::Reject { content: digest(&content)? }, &act, people)
    }

    pub(crate) fn send_back(&self, act: ApprovalAct, step: Option<String>, people: Option<ApprovalPeople>) -> Result<RequestSummary, Fault> {
        let to = step.map(|step| value("step", &step, Code::new(&step))).transpose()?;
        self.act(&Doing::SendBack { to }, &act, people)
    }

    pub(crate) fn recall(&self, act: ApprovalAct) -> Result<RequestSummary, Fault> {
        self.act(&Doing::Recall, &act, None)
    }

    pub(crate) fn withdraw_vote(&self, act: ApprovalAct) -> Result<RequestSummary, Fault> {
        self.act(&Doing::WithdrawVote, &act, None)
    }

    pub(crate) fn reassign(&self, to: String, act: ApprovalAct, people: ApprovalPeople, whose: Option<String>) -> Result<RequestSummary, Fault> {
        let (from, to) = (whose.map(|whose| person_id("whose", &whose)).transpose()?, person_id("to", &to)?);
        self.act(&Doing::Reassign { from, to }, &act, Some(people))
    }

    pub(crate) fn delegate(&self, to: String, act: ApprovalAct, people: ApprovalPeople) -> Result<RequestSummary, Fault> {
        self.act(&Doing::Delegate { to: person_id("to", &to)? }, &act, Some(people))
    }

    pub(crate) fn revise(&self, content: String, act: ApprovalAct) -> Result<RequestSummary, Fault> {
        self.act(&Doing::Revise { content: digest(&content)? }, &act, None)
    }

    pub(crate) fn decide_instead(&self, state: RequestState, act: ApprovalAct) -> Result<RequestSummary, Fault> {
        let approves = match state {
            RequestState::Approved => true,
            RequestState::Rejected => false,
            other => {
                return Err(Fault::InvalidValue {
                    field: "state".to_owned(),
                    value: approval::RequestState::from(other).to_string(),
                    reason: "an override approves or rejects".to_owned(),
                    help: Some("give `approved` or `rejected`".to_owned()),
                });
            }
        };
        self.act(&Doing::Override { approves }, &act, None)
    }

    pub(crate) fn apply_time_limit(&self, act: ApprovalAct) -> Result<RequestSummary, Fault> {
        self.act(&Doing::WhenLate, &act, None)
    }
}

pub(crate) fn summary(request: &approval::Request) -> RequestSummary {
    let (now, subject) = (request.now(), request.subject());
    let open = request.step().map(|step| step.id.clone());
    let step = |(place, (step, asked)): (usize, (&approval::StepDefinition, &approval::Asked))| ApprovalStep {
        id: step.id.to_string(),
        skipped: asked.skipped.map(Into::into),
        approvers: asked.approvers.iter().map(ToString::to_string).collect(),
        needed: step.votes.unwrap_or_else(|| count(asked.approvers.len())).min(count(asked.approvers.len())),
        votes: now
            .votes
            .iter()
            .filter(|vote| vote.step == place)
            .map(|vote| GivenVote {
                original: vote.original.to_string(),
                person: vote.person.to_string(),
                approves: vote.approves,
                event: vote.event,
            })
            .collect(),
        open: open.as_ref() == Some(&step.id),
        when: step.when.as_ref().map(ToString::to_string),
        concerns: step.concerns.iter().map(ToString::to_string).collect(),
        when_late: step.limit.map(|limit| limit.then.name().to_owned()),
        meaning: step.meaning.as_ref().map(ToString::to_string),
        comment: step.comment,
    };
    RequestSummary {
        id: request.id().to_string(),
        subject: ApprovalSubject { kind: subject.kind.to_string(), id: subject.id.to_string(), unit: subject.unit.to_string() },
        definition: request.definition().id.to_string(),
        state: request.state().into(),
        content: now.content.to_string(),
        submitter: now.submitter.to_string(),
        step: open.as_ref().map(ToString::to_string),
        due: now.due.map(Day),
        waits_for: request
            .waits_for()
            .into_iter()
            .map(|seat| OpenVote {
                original: seat.original.to_string(),
                approver: seat.approver.to_string(),
                holder: seat.holder.to_string(),
                in_place: seat.in_place(),
            })
            .collect(),
        steps: request.definition().steps.iter().zip(&now.submission.steps).enumerate().map(step).collect(),
    }
}

fn event(event: &approval::Event) -> ApprovalEvent {
    fn text<T: ToString>(value: Option<&T>) -> Option<String> {
        value.map(ToString::to_string)
    }
    let said = &event.said;
    ApprovalEvent {
        number: event.number,
        at: Stamp(said.at),
        on: Day(said.on),
        person: said.person.to_string(),
        acting_for: text(said.acting_for.as_ref()),
        action: said.action.into(),
        step: text(said.step.as_ref()),
        reason: text(said.reason.as_ref()),
        signed_as: text(said.signed_as.as_ref()),
        meaning: text(said.meaning.as_ref()),
        authenticated_by: text(said.authenticated_by.as_ref()),
        content: text(said.content.as_ref()),
        given_by: text(said.from.as_ref()),
        given_to: text(said.to.as_ref()),
        approves: said.approves,
        due: said.due.map(Day),
        digest: event.digest.to_string(),
    }
}
