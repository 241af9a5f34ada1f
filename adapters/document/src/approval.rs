//! Requests for approvals in JSON (APR-3, APR-9).

use crate::found::{Form, Found, kind, parse};
use crate::problem::{DocumentError, Problem};
use kam_core::approval::{
    Action, Asked, Definition, DefinitionDraft, DefinitionProblem, Event, EventDraft, Facts, MOST_EVENTS, Request, Skipped, StepDraft, Subject,
    Submission,
};
use kam_core::history::Digest;
use kam_core::plan::help_among;
use kam_core::values::{Code, Label, PersonId, Reason, UnitId, cut, format_moment, nearest, parse_date, parse_moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const FORM: Form = Form { kind: "approval_request", version: 1, schema: crate::APPROVAL_REQUEST_SCHEMA };

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct File {
    kam: String,
    version: u32,
    id: String,
    subject: SubjectFields,
    definition: DefinitionFields,
    events: Vec<EventFields>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectFields {
    kind: String,
    id: String,
    unit: String,
}

macro_rules! mirrored {
    ($fields:ident = $of:ident { $($name:ident: $type:ty $(, $skip:literal)?;)+ }) => {
        #[derive(Debug, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $fields {
            $($(#[serde(default, skip_serializing_if = $skip)])? $name: $type,)+
        }

        impl From<$of> for $fields {
            fn from(of: $of) -> Self {
                Self { $($name: of.$name.into_fields()),+ }
            }
        }

        impl From<$fields> for $of {
            fn from(fields: $fields) -> Self {
                Self { $($name: fields.$name.into_draft()),+ }
            }
        }
    };
}

/// A field is in a draft what it is in a document, but for the steps.
trait Field<Draft>: Sized {
    fn into_draft(self) -> Draft;
}

trait DraftField<Fields>: Sized {
    fn into_fields(self) -> Fields;
}

macro_rules! same {
    ($($type:ty),+) => {$(
        impl Field<$type> for $type { fn into_draft(self) -> $type { self } }
        impl DraftField<$type> for $type { fn into_fields(self) -> $type { self } }
    )+};
}
same!(String, Option<String>, Option<u32>, bool, Vec<String>);

impl Field<Vec<StepDraft>> for Vec<StepFields> {
    fn into_draft(self) -> Vec<StepDraft> {
        self.into_iter().map(Into::into).collect()
    }
}

impl DraftField<Vec<StepFields>> for Vec<StepDraft> {
    fn into_fields(self) -> Vec<StepFields> {
        self.into_iter().map(Into::into).collect()
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_off(flag: &bool) -> bool {
    !*flag
}

mirrored!(DefinitionFields = DefinitionDraft {
    id: String;
    subject: String;
    when: Option<String>, "Option::is_none";
    if_no_step: Option<String>, "Option::is_none";
    same_person_twice: bool, "is_off";
    edited_by: Vec<String>, "Vec::is_empty";
    overridden_by: Vec<String>, "Vec::is_empty";
    steps: Vec<StepFields>;
});

mirrored!(StepFields = StepDraft {
    id: String;
    approvers: String;
    person: Option<String>, "Option::is_none";
    role: Option<String>, "Option::is_none";
    level: Option<String>, "Option::is_none";
    managers: Option<u32>, "Option::is_none";
    votes: Option<u32>, "Option::is_none";
    when: Option<String>, "Option::is_none";
    days: Option<u32>, "Option::is_none";
    working_days: bool, "is_off";
    when_late: Option<String>, "Option::is_none";
    rejected_by: Option<String>, "Option::is_none";
    comment: bool, "is_off";
    meaning: Option<String>, "Option::is_none";
    concerns: Vec<String>, "Vec::is_empty";
});

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFields {
    number: u32,
    at: String,
    on: String,
    person: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acting_for: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signed_as: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authenticated_by: Option<String>,
    action: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    meaning: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approves: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    submission: Option<SubmissionFields>,
    previous: String,
    digest: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SubmissionFields {
    facts: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changed: Vec<String>,
    steps: Vec<AskedFields>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    managers: Vec<(String, String)>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedFields {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    skipped: Option<String>,
    approvers: Vec<String>,
}

/// What a document of a request holds, as [`Request::open`] takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestParts {
    /// Its id.
    pub id: Code,
    /// What has to be approved.
    pub subject: Subject,
    /// The definition as it was when it was submitted.
    pub definition: Definition,
    /// What happened.
    pub events: Vec<Event>,
}

/// Reads the document of a request. That its events are a chain is for [`Request::open`] to say.
///
/// # Errors
/// Everything in it that is not of its form, with path, and with line and column where it is no JSON.
///
/// ```
/// let error = kam_document::read_approval_request(r#"{"kam": "account_plan"}"#).unwrap_err();
/// assert_eq!(error.to_string(), "kam: this is a document of the kind `account_plan`, not `approval_request`");
/// ```
pub fn read_approval_request(text: &str) -> Result<RequestParts, DocumentError> {
    let file: File = parse(text, "a request for an approval", FORM)?;
    kind(&file.kam, file.version, FORM)?;
    if file.events.len() > MOST_EVENTS {
        let text = format!("the document has {} events, at most {MOST_EVENTS} are allowed", file.events.len());
        return Err(DocumentError::Document(vec![Problem { code: "limit_exceeded", path: "events".to_owned(), text, ..Problem::default() }]));
    }
    let mut found = Found::default();
    let id = found.value("id", Code::new(&file.id));
    let kind = found.value("subject.kind", Code::new(&file.subject.kind));
    let subject = found.value("subject.id", Code::new(&file.subject.id));
    let unit = found.value("subject.unit", UnitId::new(&file.subject.unit));
    let draft = DefinitionDraft::from(file.definition);
    let definition = Definition::new(&draft).map_err(|problems| found.definition(&draft, problems)).ok();
    let events: Vec<Event> = file.events.iter().enumerate().filter_map(|(place, event)| found.event(place, event)).collect();
    let (Some(id), Some(kind), Some(subject), Some(unit), Some(definition), true) = (id, kind, subject, unit, definition, found.problems.is_empty())
    else {
        return Err(found.finish());
    };
    Ok(RequestParts { id, subject: Subject { kind, id: subject, unit }, definition, events })
}

impl Found {
    fn definition(&mut self, draft: &DefinitionDraft, problems: Vec<DefinitionProblem>) {
        for DefinitionProblem { step, field, value, text, help } in problems {
            let place = step.and_then(|step| draft.steps.iter().position(|known| known.id == step));
            let path = place.map_or_else(|| format!("definition.{field}"), |place| format!("definition.steps[{place}].{field}"));
            self.say(Problem { code: "invalid_document", path, value: Some(cut(&value, 80)), text, help, ..Problem::default() });
        }
    }

    fn event(&mut self, place: usize, fields: &EventFields) -> Option<Event> {
        let before = self.problems.len();
        let path = |field: &str| format!("events[{place}].{field}");
        let action = Action::find(&fields.action);
        if action.is_none() {
            let names = || Action::NAMES.iter().copied();
            let help = help_among(&nearest(&fields.action, names()), names());
            let text = format!("there is no action `{}`", cut(&fields.action, 80));
            self.say(Problem { code: "unknown_value", path: path("action"), value: Some(cut(&fields.action, 80)), text, help, ..Problem::default() });
        }
        macro_rules! maybe {
            ($field:ident, $make:expr) => {
                self.value(&path(stringify!($field)), fields.$field.as_deref().map($make).transpose()).flatten()
            };
        }
        let at = self.value(&path("at"), parse_moment(&fields.at));
        let on = self.value(&path("on"), parse_date(&fields.on));
        let person = self.value(&path("person"), PersonId::new(&fields.person));
        let (acting_for, from, to) = (maybe!(acting_for, PersonId::new), maybe!(from, PersonId::new), maybe!(to, PersonId::new));
        let (signed_as, authenticated_by, meaning) =
            (maybe!(signed_as, Label::new), maybe!(authenticated_by, Label::new), maybe!(meaning, Label::new));
        let (content, reason, step, due) =
            (maybe!(content, Digest::parse), maybe!(reason, Reason::new), maybe!(step, Code::new), maybe!(due, parse_date));
        let submission = fields.submission.as_ref().and_then(|given| self.submission(&path("submission"), given)).map(Box::new);
        let previous = self.value(&path("previous"), Digest::parse(&fields.previous));
        let digest = self.value(&path("digest"), Digest::parse(&fields.digest));
        let approves = fields.approves;
        let (at, on, person, action) = (at?, on?, person?, action?);
        let said = EventDraft {
            at,
            on,
            person,
            acting_for,
            signed_as,
            authenticated_by,
            action,
            content,
            reason,
            meaning,
            step,
            from,
            to,
            approves,
            due,
            submission,
        };
        let event = Event { number: fields.number, said, previous: previous?, digest: digest? };
        (self.problems.len() == before).then_some(event)
    }

    fn submission(&mut self, path: &str, fields: &SubmissionFields) -> Option<Submission> {
        let before = self.problems.len();
        let mut person = |path: String, id: &str| self.value(&path, PersonId::new(id));
        let steps: Vec<(Option<&String>, Vec<PersonId>)> = (0_usize..)
            .zip(&fields.steps)
            .map(|(place, step)| {
                let approvers = step.approvers.iter().filter_map(|id| person(format!("{path}.steps[{place}].approvers"), id)).collect();
                (step.skipped.as_ref(), approvers)
            })
            .collect();
        let managers = fields.managers.iter().filter_map(|(of, manager)| {
            let path = || format!("{path}.managers");
            Some((person(path(), of)?, person(path(), manager)?))
        });
        let managers = managers.collect();
        let changed = fields.changed.iter().filter_map(|field| self.value(&format!("{path}.changed"), Code::new(field))).collect();
        let mut asked = Vec::with_capacity(steps.len());
        for (place, (skipped, approvers)) in steps.into_iter().enumerate() {
            let known = skipped.and_then(|name| Skipped::find(name));
            if let Some(name) = skipped.filter(|_| known.is_none()) {
                let text = format!("a step is skipped by its `condition`, or because it is `not_concerned`, not by `{}`", cut(name, 80));
                let path = format!("{path}.steps[{place}].skipped");
                self.say(Problem { code: "unknown_value", path, value: Some(cut(name, 80)), text, ..Problem::default() });
            }
            asked.push(Asked { skipped: known, approvers });
        }
        let facts: Facts = fields.facts.iter().map(|(name, value)| (name.as_str().into(), value.as_str().into())).collect();
        (self.problems.len() == before).then_some(Submission { facts, changed, steps: asked, managers })
    }
}

/// Writes a request as a document. Reading it again gives an equal one.
#[must_use]
pub fn write_approval_request(request: &Request) -> String {
    let subject = request.subject();
    let file = File {
        kam: FORM.kind.to_owned(),
        version: FORM.version,
        id: request.id().to_string(),
        subject: SubjectFields { kind: subject.kind.to_string(), id: subject.id.to_string(), unit: subject.unit.to_string() },
        definition: request.definition().draft().into(),
        events: request.events().iter().map(event).collect(),
    };
    serde_json::to_string(&file).unwrap_or_default()
}

fn event(event: &Event) -> EventFields {
    fn text<T: ToString>(value: Option<&T>) -> Option<String> {
        value.map(ToString::to_string)
    }
    let said = &event.said;
    EventFields {
        number: event.number,
        at: format_moment(&said.at),
        on: said.on.to_string(),
        person: said.person.to_string(),
        acting_for: text(said.acting_for.as_ref()),
        signed_as: text(said.signed_as.as_ref()),
        authenticated_by: text(said.authenticated_by.as_ref()),
        action: said.action.to_string(),
        content: text(said.content.as_ref()),
        reason: text(said.reason.as_ref()),
        meaning: text(said.meaning.as_ref()),
        step: text(said.step.as_ref()),
        from: text(said.from.as_ref()),
        to: text(said.to.as_ref()),
        approves: said.approves,
        due: text(said.due.as_ref()),
        submission: said.submission.as_deref().map(submission),
        previous: event.previous.to_string(),
        digest: event.digest.to_string(),
    }
}

fn submission(of: &Submission) -> SubmissionFields {
    let texts = |ids: &[PersonId]| ids.iter().map(ToString::to_string).collect();
    SubmissionFields {
        facts: of.facts.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
        changed: of.changed.iter().map(ToString::to_string).collect(),
        steps: of
            .steps
            .iter()
            .map(|step| AskedFields { skipped: step.skipped.map(|skipped| skipped.name().to_owned()), approvers: texts(&step.approvers) })
            .collect(),
        managers: of.managers.iter().map(|(person, manager)| (person.to_string(), manager.to_string())).collect(),
    }
}
