//! Account plans as records in JSON: their entries, and the personal values beside them (AUD-1, AUD-2, AUD-5).

use crate::found::{Form, Found, kind, parse};
use crate::problem::{DocumentError, Problem};
use kam_core::account_plan::{AccountPlan, MOST_ENTRIES};
use kam_core::history::{Digest, Entry, EntryDraft, FieldChange, FieldValue, Object, ObjectKind, Personal, PersonalValue, Salt};
use kam_core::plan::help_among;
use kam_core::values::{Code, PersonId, Reason, cut, format_moment, nearest, parse_moment};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Version 2 brought relationships, positions and items with figures; of version 1 are the depths of stakeholders themselves, which nobody can set any more.
const FORM: Form = Form { kind: "account_plan", version: 2, schema: crate::ACCOUNT_PLAN_SCHEMA };

/// The document.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct File<'t> {
    #[serde(borrow)]
    kam: Cow<'t, str>,
    version: u32,
    #[serde(borrow)]
    entries: Vec<EntryFields<'t>>,
    #[serde(borrow, default, skip_serializing_if = "BTreeMap::is_empty")]
    personal: BTreeMap<Cow<'t, str>, PersonalFields<'t>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFields<'t> {
    number: u32,
    #[serde(borrow)]
    at: Cow<'t, str>,
    #[serde(borrow)]
    person: Cow<'t, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    acting_for: Option<Cow<'t, str>>,
    #[serde(borrow)]
    command: Cow<'t, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    reason: Option<Cow<'t, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    made_at: Option<Cow<'t, str>>,
    made_on: u32,
    #[serde(borrow)]
    changes: Vec<ChangeFields<'t>>,
    #[serde(borrow)]
    previous: Cow<'t, str>,
    #[serde(borrow)]
    digest: Cow<'t, str>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeFields<'t> {
    #[serde(borrow)]
    object: Cow<'t, str>,
    #[serde(borrow)]
    id: Cow<'t, str>,
    #[serde(borrow)]
    field: Cow<'t, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    old: Option<ValueFields<'t>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    new: Option<ValueFields<'t>>,
}

/// A value: a text, a list of texts, or the digest of a personal one.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValueFields<'t> {
    Text(Cow<'t, str>),
    List(Vec<Cow<'t, str>>),
    Personal { personal: Cow<'t, str> },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonalFields<'t> {
    #[serde(borrow)]
    salt: Cow<'t, str>,
    #[serde(borrow)]
    value: ValueFields<'t>,
}

impl<'de: 't, 't> Deserialize<'de> for ValueFields<'t> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<'t>(std::marker::PhantomData<&'t ()>);
        impl<'de: 't, 't> serde::de::Visitor<'de> for Any<'t> {
            type Value = ValueFields<'t>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, a list of texts, or an object with `personal`")
            }
            fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(ValueFields::Text(Cow::Borrowed(text)))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(ValueFields::Text(Cow::Owned(text.to_owned())))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element::<Cow<'de, str>>()? {
                    texts.push(text);
                }
                Ok(ValueFields::List(texts))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                use serde::de::Error;
                let mut personal = None;
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    if key != "personal" || personal.is_some() {
                        return Err(A::Error::unknown_field(&cut(&key, 80), &["personal"]));
                    }
                    personal = Some(map.next_value::<Cow<'de, str>>()?);
                }
                personal.map(|personal| ValueFields::Personal { personal }).ok_or_else(|| A::Error::missing_field("personal"))
            }
        }
        deserializer.deserialize_any(Any(std::marker::PhantomData))
    }
}

/// Reads the document of an account plan: its entries and personal values, as [`AccountPlan::open`] takes them. That they are a chain is for that one to say.
///
/// # Errors
/// Everything in it that is not of its form, with path, and with line and column where it is no JSON; a document of another kind or of a newer form.
///
/// ```
/// let error = kam_document::read_account_plan(r#"{"kam": "account_plan", "version": 1, "entries_": []}"#).unwrap_err();
/// let told = "line 1, column 1: entries: the key `entries` is needed\n\
///             line 1, column 51: entries_: the key `entries_` is not known here; did you mean `entries`";
/// assert_eq!(error.to_string(), told);
/// ```
pub fn read_account_plan(text: &str) -> Result<(Vec<Entry>, Personal), DocumentError> {
    let file: File<'_> = parse(text, "an account plan", FORM)?;
    kind(&file.kam, file.version, FORM)?;
    let wrong = |problem: Problem| DocumentError::Document(vec![problem]);
    if file.entries.is_empty() {
        let text = "an account plan begins with an entry, and there is none".to_owned();
        return Err(wrong(Problem { code: "no_entries", path: "entries".to_owned(), text, ..Problem::default() }));
    }
    if file.entries.len() > MOST_ENTRIES {
        let text = format!("the document has {} entries, at most {MOST_ENTRIES} are allowed", file.entries.len());
        return Err(wrong(Problem { code: "limit_exceeded", path: "entries".to_owned(), text, ..Problem::default() }));
    }
    let mut found = Found::default();
    let mut entries = Vec::with_capacity(file.entries.len());
    for (place, fields) in file.entries.iter().enumerate() {
        entries.extend(found.entry(place, fields));
    }
    let mut personal = Personal::default();
    for (digest, fields) in &file.personal {
        let at = format!("personal.{}", cut(digest, 64));
        let named = found.value(&at, Digest::parse(digest));
        let salt = found.value(&format!("{at}.salt"), Salt::new(&fields.salt));
        let value = found.field(&format!("{at}.value"), &fields.value);
        if let (Some(named), Some(salt), Some(value)) = (named, salt, value) {
            let value = PersonalValue { salt, value };
            if value.digest() == named {
                personal.put(value);
            } else {
                let text = "the value is another one than its digest was made of".to_owned();
                found.say(Problem { code: "altered", path: at, text, ..Problem::default() });
            }
        }
    }
    if found.problems.is_empty() { Ok((entries, personal)) } else { Err(found.finish()) }
}

impl Found {
    fn entry(&mut self, place: usize, fields: &EntryFields<'_>) -> Option<Entry> {
        let path = |field: &str| format!("entries[{place}].{field}");
        // Paths are only written where something is wrong: a plan has many entries, and nearly all of them are fine.
        macro_rules! read {
            ($field:literal, $made:expr) => {
                match $made {
                    Ok(value) => Some(value),
                    Err(error) => self.value(&path($field), Err(error)),
                }
            };
        }
        let at = read!("at", parse_moment(&fields.at));
        let person = read!("person", PersonId::new(&fields.person));
        let acting_for = read!("acting_for", fields.acting_for.as_deref().map(PersonId::new).transpose());
        let command = read!("command", Code::new(&fields.command));
        let reason = read!("reason", fields.reason.as_deref().map(Reason::new).transpose());
        let made_at = read!("made_at", fields.made_at.as_deref().map(parse_moment).transpose());
        let previous = read!("previous", Digest::parse(&fields.previous));
        let digest = read!("digest", Digest::parse(&fields.digest));
        let before = self.problems.len();
        let changes: Vec<FieldChange> = fields.changes.iter().enumerate().filter_map(|(number, change)| self.change(place, number, change)).collect();
        let said = EntryDraft {
            at: at?,
            person: person?,
            acting_for: acting_for?,
            command: command?.as_str().into(),
            reason: reason?,
            made_at: made_at?,
            made_on: fields.made_on,
            changes,
        };
        let entry = Entry { number: fields.number, said, previous: previous?, digest: digest? };
        (self.problems.len() == before).then_some(entry)
    }

    fn change(&mut self, place: usize, number: usize, fields: &ChangeFields<'_>) -> Option<FieldChange> {
        let path = |field: &str| format!("entries[{place}].changes[{number}].{field}");
        let Some(kind) = ObjectKind::find(&fields.object) else {
            let names = || ObjectKind::ALL.iter().map(|kind| kind.name());
            let help = help_among(&nearest(&fields.object, names()), names());
            let text = format!("there is no kind of object `{}`", cut(&fields.object, 80));
            self.say(Problem { code: "unknown_value", path: path("object"), value: Some(cut(&fields.object, 80)), text, help, ..Problem::default() });
            return None;
        };
        if let Err(error) = Code::new(&fields.id) {
            self.value::<Code>(&path("id"), Err(error));
            return None;
        }
        let mut value = |field: &str, value: &Option<ValueFields<'_>>| match value {
            Some(value) => self.field_at(&|| path(field), value).map(Some),
            None => Some(None),
        };
        let (old, new) = (value("old", &fields.old), value("new", &fields.new));
        Some(FieldChange { object: Object::new(kind, &fields.id), field: fields.field.as_ref().into(), old: old?, new: new? })
    }

    fn field(&mut self, path: &str, value: &ValueFields<'_>) -> Option<FieldValue> {
        self.field_at(&|| path.to_owned(), value)
    }

    fn field_at(&mut self, path: &dyn Fn() -> String, value: &ValueFields<'_>) -> Option<FieldValue> {
        match value {
            ValueFields::Text(text) => Some(FieldValue::text(text)),
            ValueFields::List(texts) => Some(FieldValue::List(texts.iter().map(|text| text.as_ref().into()).collect())),
            ValueFields::Personal { personal } => match Digest::parse(personal) {
                Ok(digest) => Some(FieldValue::Personal(digest)),
                Err(error) => self.value(&path(), Err(error)),
            },
        }
    }
}

/// Writes an account plan as a document. Reading it again gives an equal plan.
#[must_use]
pub fn write_account_plan(plan: &AccountPlan) -> String {
    let entries = plan.entries().iter().map(entry).collect();
    let file = File { kam: Cow::Borrowed(FORM.kind), version: FORM.version, entries, personal: plan.personal().values().map(personal).collect() };
    serde_json::to_string(&file).unwrap_or_default()
}

fn personal<'p>((digest, value): (&Digest, &'p PersonalValue)) -> (Cow<'p, str>, PersonalFields<'p>) {
    (Cow::Owned(digest.to_string()), PersonalFields { salt: Cow::Borrowed(value.salt.as_str()), value: field(&value.value) })
}

fn entry(entry: &Entry) -> EntryFields<'_> {
    let said = &entry.said;
    EntryFields {
        number: entry.number,
        at: Cow::Owned(format_moment(&said.at)),
        person: Cow::Borrowed(said.person.as_str()),
        acting_for: said.acting_for.as_ref().map(|person| Cow::Borrowed(person.as_str())),
        command: Cow::Borrowed(&said.command),
        reason: said.reason.as_ref().map(|reason| Cow::Borrowed(reason.as_str())),
        made_at: said.made_at.as_ref().map(|made| Cow::Owned(format_moment(made))),
        made_on: said.made_on,
        changes: said.changes.iter().map(change).collect(),
        previous: Cow::Owned(entry.previous.to_string()),
        digest: Cow::Owned(entry.digest.to_string()),
    }
}

fn change(change: &FieldChange) -> ChangeFields<'_> {
    ChangeFields {
        object: Cow::Borrowed(change.object.kind.name()),
        id: Cow::Borrowed(&change.object.id),
        field: Cow::Borrowed(&change.field),
        old: change.old.as_ref().map(field),
        new: change.new.as_ref().map(field),
    }
}

fn field(value: &FieldValue) -> ValueFields<'_> {
    match value {
        FieldValue::Text(text) => ValueFields::Text(Cow::Borrowed(text)),
        FieldValue::List(texts) => ValueFields::List(texts.iter().map(|text| Cow::Borrowed(&**text)).collect()),
        FieldValue::Personal(digest) => ValueFields::Personal { personal: Cow::Owned(digest.to_string()) },
    }
}
