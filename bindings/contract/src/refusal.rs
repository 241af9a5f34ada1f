//! Looks at arguments that came as JSON and names everything in them that does not fit, at once.
//!
//! Only arguments that were refused are looked at, so it may take its time.

use crate::types::Type;
use crate::{Day, Dec, Fault, Problem, RecordInfo, ScalarError, Stamp};
use kam_core::plan::help_among;
use kam_core::values::{cut, nearest};
use serde_json::Value;

/// Stands in JSON for a value that JSON does not have, with what it is and how it looks: `{"\u0000": ["a Date", "2026-12-31T00:00:00.000Z"]}`.
const FOREIGN: &str = "\0";
/// Nobody reads more, and an argument may hold a hundred thousand nodes; the rest is counted.
const MOST_PROBLEMS: usize = 1_000;

/// Where arguments came from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Test vectors: names as they are here, bytes as text.
    Vectors,
    /// JavaScript: names in camel case, bytes as bytes.
    #[cfg(feature = "node")]
    JavaScript,
    /// Kotlin or Swift: names in camel case, bytes as text.
    #[cfg(feature = "mobile")]
    Mobile,
}

impl Origin {
    /// A field as it is written there.
    fn written(self, field: &str) -> String {
        if self == Self::Vectors { field.to_owned() } else { camel(field) }
    }

    const fn has_bytes(self) -> bool {
        match self {
            #[cfg(feature = "node")]
            Self::JavaScript => true,
            _ => false,
        }
    }
}

/// Arguments that do not fit.
pub(crate) struct Refusal {
    origin: Origin,
    problems: Vec<Problem>,
    /// How many are not listed.
    more: usize,
}

impl Refusal {
    pub(crate) const fn new(origin: Origin) -> Self {
        Self { origin, problems: Vec::new(), more: 0 }
    }

    /// Everything that was found, as one fault; `None` where all fits.
    pub(crate) fn fault(mut self) -> Option<Fault> {
        if self.more > 0 {
            self.problems.push(Problem::more(self.more, self.problems.len()));
        }
        (!self.problems.is_empty()).then(|| Fault::values(self.problems))
    }

    /// Looks at a record whose fields are arguments by name.
    #[cfg(feature = "node")]
    pub(crate) fn look_by_name(&mut self, name: &str, wanted: &Type, value: &Value) {
        let path = if value.is_object() && foreign(value).is_none() { "" } else { name };
        self.look(path, wanted, value);
    }

    /// Looks at one value; one that is not there is `Value::Null`.
    pub(crate) fn look(&mut self, path: &str, wanted: &Type, value: &Value) {
        match (wanted, value) {
            (Type::Optional(inner), value) => {
                if !value.is_null() && foreign(value).is_none_or(|(what, _)| what != "undefined") {
                    self.look(path, inner, value);
                }
            }
            (Type::Text, Value::String(_)) | (Type::Flag, Value::Bool(_)) => {}
            (Type::Content, Value::String(_)) if !self.origin.has_bytes() => {}
            (Type::Content, value) if foreign(value).is_some_and(|(what, _)| what == "a Uint8Array") => {}
            (Type::Handle(name), value) if foreign(value).is_some_and(|(what, _)| what == *name) => {}
            (Type::Decimal, Value::String(text)) => self.parsed(path, text, text.parse::<Dec>().err()),
            (Type::Day, Value::String(text)) => self.parsed(path, text, text.parse::<Day>().err()),
            (Type::Moment, Value::String(text)) => self.parsed(path, text, text.parse::<Stamp>().err()),
            (Type::Count, Value::Number(number)) => {
                if number.as_u64().is_none_or(|number| u32::try_from(number).is_err()) {
                    self.report("out_of_range", path, &number.to_string(), "it is no whole number from 0 to 4294967295", None);
                }
            }
            (Type::Choice(codes), Value::String(text)) => {
                if !codes.contains(&text.as_str()) {
                    let help = help_among(&nearest(text, codes.iter().copied()), codes.iter().copied());
                    self.report("unknown_value", path, text, "it is not among the codes allowed here", help);
                }
            }
            (Type::List(inner), Value::Array(values)) => {
                for (place, value) in values.iter().enumerate() {
                    self.look(&format!("{path}[{place}]"), inner, value);
                }
            }
            (Type::Record(record), Value::Object(_)) if foreign(value).is_none() => self.record(path, record, value),
            (Type::Moment, value) if foreign(value).is_some_and(|(what, shown)| what == "a Date" && shown.parse::<Stamp>().is_ok()) => {}
            (wanted, value) => self.wrong_type(path, wanted, value),
        }
    }

    fn record(&mut self, path: &str, record: &RecordInfo, value: &Value) {
        let Value::Object(given) = value else { return };
        let known: Vec<String> = record.fields.iter().map(|field| self.origin.written(field)).collect();
        for key in given.keys().filter(|key| !known.contains(key) && !record.fields.contains(&key.as_str())) {
            let near = nearest(key, known.iter().map(String::as_str));
            let help = help_among(&near, known.iter().map(String::as_str));
            self.report("unknown_key", &within(path, key), key, &format!("`{}` has no such key", record.name), help);
        }
        for ((field, key), wanted) in record.fields.iter().zip(&known).zip(record.types) {
            let value = given.get(key).or_else(|| given.get(*field));
            if key != field && given.contains_key(key) && given.contains_key(*field) {
                self.report("duplicate_key", &within(path, field), field, &format!("it is `{key}`, which is there too"), None);
            }
            match (wanted, value) {
                (Type::Optional(_), None) => {}
                (wanted, None) => self.missing(&within(path, key), wanted),
                (wanted, Some(value)) => self.look(&within(path, key), wanted, value),
            }
        }
    }

    fn parsed(&mut self, path: &str, text: &str, error: Option<ScalarError>) {
        if let Some(error) = error {
            self.report("invalid_value", path, text, &error.reason, None);
        }
    }

    /// Reports a value that is needed and not there.
    pub(crate) fn missing(&mut self, path: &str, wanted: &Type) {
        self.report("missing_value", path, "undefined", "it is missing", Some(self.needed(wanted)));
    }

    fn wrong_type(&mut self, path: &str, wanted: &Type, value: &Value) {
        let (what, shown) = match (value, foreign(value)) {
            (_, Some(("undefined", _))) => return self.missing(path, wanted),
            (_, Some((what, shown))) => (what, shown.to_owned()),
            (Value::Null, _) => ("null", "null".to_owned()),
            (Value::Bool(value), _) => ("a boolean", value.to_string()),
            (Value::Number(number), _) => ("a number", number.to_string()),
            (Value::String(text), _) => ("a text", text.clone()),
            (Value::Array(_), _) => ("a list", as_given(value).to_string()),
            (Value::Object(_), _) => ("an object", as_given(value).to_string()),
        };
        let (reason, help) = match (wanted, value) {
            (Type::Decimal, Value::Number(_)) => ("a number is not exact".to_owned(), format!("write it as text: \"{shown}\"")),
            (Type::Day, _) if what == "a Date" => {
                ("it is a Date, which is a moment and not a day".to_owned(), "write the day of the market as text, such as \"2026-12-31\"".to_owned())
            }
            _ => (format!("it is {what}"), self.needed(wanted)),
        };
        self.report("wrong_type", path, &shown, &reason, Some(help));
    }

    fn needed(&self, wanted: &Type) -> String {
        match wanted {
            Type::Text => "a text is needed".to_owned(),
            Type::Flag => "true or false is needed".to_owned(),
            Type::Count => "a whole number from 0 on is needed".to_owned(),
            Type::Decimal => "a decimal as text is needed, such as \"12.5\"".to_owned(),
            Type::Day => "a date as text is needed, such as \"2026-12-31\"".to_owned(),
            Type::Moment => "a moment as text is needed, such as \"2026-05-01T10:00:00Z\"".to_owned(),
            Type::Content => "a Uint8Array is needed".to_owned(),
            Type::Handle(name) => format!("a handle of the kind {name} is needed"),
            Type::Choice(codes) => help_among(&[], codes.iter().copied()).unwrap_or_default(),
            Type::List(_) => "a list is needed".to_owned(),
            Type::Optional(inner) => self.needed(inner),
            Type::Record(record) => {
                let fields = record.required().map(|field| format!("`{}`", self.origin.written(field)));
                let fields = fields.collect::<Vec<_>>().join(" and ");
                if fields.is_empty() {
                    format!("an object is needed: {}", record.name)
                } else {
                    format!("an object with {fields} is needed: {}", record.name)
                }
            }
        }
    }

    fn report(&mut self, code: &str, path: &str, value: &str, reason: &str, help: Option<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem::of_value(code, path.to_owned(), cut(value, 80), reason.to_owned(), help));
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

/// The path of a field; a record without a path of its own stands for arguments by name.
fn within(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
}

/// What the value is and how it looks, where JSON has no such value.
fn foreign(value: &Value) -> Option<(&str, &str)> {
    let [what, shown] = value.as_object()?.get(FOREIGN)?.as_array()?.as_slice() else { return None };
    what.as_str().zip(shown.as_str())
}

/// The value with what JSON does not have as it looks.
fn as_given(value: &Value) -> Value {
    match (foreign(value), value) {
        (Some((_, shown)), _) => Value::from(shown),
        (None, Value::Array(entries)) => entries.iter().map(as_given).collect(),
        (None, Value::Object(fields)) => fields.iter().map(|(key, entry)| (key.clone(), as_given(entry))).collect(),
        (None, other) => other.clone(),
    }
}

/// A name in camel case.
#[must_use]
pub fn camel(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut upper = false;
    for character in name.chars() {
        if character == '_' {
            upper = true;
        } else if std::mem::take(&mut upper) {
            text.push(character.to_ascii_uppercase());
        } else {
            text.push(character);
        }
    }
    text
}
