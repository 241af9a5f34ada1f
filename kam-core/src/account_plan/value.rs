//! What the value of a field has to look like.

use super::command::Act;
use super::refusal::Refusal;
use super::schema::{FieldInfo, FieldKind, ObjectInfo};
use super::{MOST_OBJECTS, MOST_VALUES};
use crate::access::Rules;
use crate::config::ListRefusal;
use crate::history::{FieldValue, Fields, Object, ObjectKind};
use crate::values::{AccountId, Amount, Code, Percent, PersonId, ProductId, UnitId, ValueError, Weight, nearest, parse_date};
use std::collections::HashSet;

/// Where a value is looked at.
pub(super) struct At<'a> {
    pub(super) object: &'a Object,
    pub(super) fields: &'a Fields,
    pub(super) act: &'a Act,
    pub(super) rules: &'a Rules<'a>,
    /// Whether who acts sees an object: nothing else is named.
    pub(super) sees: &'a dyn Fn(&Object) -> bool,
}

impl At<'_> {
    fn seen(&self, kind: ObjectKind, mut ids: Vec<String>) -> Vec<String> {
        ids.retain(|id| (self.sees)(&Object::new(kind, id)));
        ids
    }

    /// An object by its name, where who acts sees it.
    pub(super) fn told(&self, kind: ObjectKind, id: &str) -> String {
        let object = Object::new(kind, id);
        if (self.sees)(&object) { format!("the {object}") } else { "something that you do not see".to_owned() }
    }

    fn refuse(&self, field: &FieldInfo, value: &str, reason: String, help: Option<String>) -> Refusal {
        Refusal::Value { object: self.object.clone(), field: field.name.to_owned(), value: value.to_owned(), reason, help }
    }

    /// The value in the one form in which it is kept.
    pub(super) fn canonical(&self, field: &'static FieldInfo, value: &FieldValue) -> Result<FieldValue, Refusal> {
        match (field.kind, value) {
            (FieldKind::Many(one), FieldValue::List(texts)) => {
                if texts.len() > MOST_VALUES {
                    return Err(Refusal::TooMany { what: "values of a field", most: MOST_VALUES });
                }
                let texts = texts.iter().map(|text| self.text(field, *one, text)).collect::<Result<Vec<_>, _>>()?;
                let mut seen = HashSet::new();
                if let Some(twice) = texts.iter().find(|text| !seen.insert(text.to_string())) {
                    return Err(self.refuse(field, twice, "it stands there twice".to_owned(), None));
                }
                Ok(FieldValue::List(texts))
            }
            (FieldKind::Many(_), other) => Err(self.refuse(field, &other.to_string(), "several values are needed, a list".to_owned(), None)),
            (kind, FieldValue::Text(text)) => self.text(field, kind, text).map(FieldValue::Text),
            (_, other) => Err(self.refuse(field, &other.to_string(), "one value is needed, no list".to_owned(), None)),
        }
    }

    fn text(&self, field: &'static FieldInfo, kind: FieldKind, text: &str) -> Result<Box<str>, Refusal> {
        let (resolved, fields) = (self.rules.resolved, self.fields);
        if kind == FieldKind::Currency && !is_currency(text) {
            return Err(self.refuse(field, text, "it is no code of ISO 4217: three capital letters, such as `EUR`".to_owned(), None));
        }
        if field.name == "last_contact" && parse_date(text).is_ok_and(|contact| contact > self.act.on) {
            return Err(self.refuse(field, text, format!("it is after {}, the day of the change", self.act.on), None));
        }
        let among = |reason: String, names: Vec<&str>| Refusal::among(self.object, field.name, text, reason, names.into_iter());
        if let Some(kept) = shape(kind, text).map_err(|error| self.refuse(field, text, fault(kind, &error), None))? {
            return Ok(kept);
        }
        match kind {
            FieldKind::Value(list) => {
                let Some(found) = resolved.list(list) else { return Err(among("there is no such list".to_owned(), Vec::new())) };
                found.check(text, self.act.on).map_err(|refusal| {
                    let reason = match &refusal {
                        ListRefusal::Unknown { .. } => format!("it is no value of the list `{list}`"),
                        ListRefusal::NotActive { on, .. } => format!("this value of the list `{list}` is not in use on {on}"),
                    };
                    self.refuse(field, text, reason, refusal.help())
                })?;
            }
            FieldKind::Choice(names) if !names.contains(&text) => {
                return Err(among("it is not among the values allowed here".to_owned(), names.to_vec()));
            }
            FieldKind::Unit => {
                let units = self.rules.rights.units();
                if units.find(text).is_none() {
                    let help = crate::plan::did_you_mean(&nearest(text, units.keys().map(|unit| units.id(unit))));
                    return Err(self.refuse(field, text, "there is no unit of this name".to_owned(), help));
                }
            }
            FieldKind::Cycle => {
                let cycles = self.rules.plans.phases.cycles();
                if cycles.named(text).is_none() {
                    let help = cycles.at(self.act.on).map(|now| format!("the cycle of {} is `{}`", self.act.on, now.name()));
                    return Err(self.refuse(field, text, "there is no planning cycle of this name".to_owned(), help));
                }
            }
            FieldKind::Level => {
                let hierarchy = &self.rules.settings.hierarchy;
                if hierarchy.find(text).is_none() {
                    let names = hierarchy.levels().iter().map(|level| level.name.as_str()).collect();
                    return Err(among("it is no level of a plan".to_owned(), names));
                }
            }
            FieldKind::Object(kind) if fields.object(&Object::new(kind, text)).is_none() => {
                let help = crate::plan::did_you_mean(&self.seen(kind, nearest(text, fields.of_kind(kind).map(|(id, _)| id))));
                return Err(self.refuse(field, text, format!("the plan has no such {kind}"), help));
            }
            _ => {}
        }
        Ok(text.into())
    }
}

/// A text as a field of a kind keeps it, where that can be told from the text alone.
fn shape(kind: FieldKind, text: &str) -> Result<Option<Box<str>>, ValueError> {
    use crate::values::{ValueFault, ValueKind};
    let kept = |text: String| Ok(Some(text.into_boxed_str()));
    match kind {
        FieldKind::Text { most } => {
            let fault = match text.chars().count() {
                _ if text.trim().is_empty() => Some(ValueFault::Empty),
                length if length > most => Some(ValueFault::TooLong { length, most }),
                _ => None,
            };
            fault.map_or_else(|| kept(text.to_owned()), |fault| Err(ValueError::new(ValueKind::Text("text"), text, fault)))
        }
        FieldKind::Code => Code::new(text).map(|code| Some(code.as_str().into())),
        FieldKind::Person => PersonId::new(text).map(|id| Some(id.as_str().into())),
        FieldKind::Account => AccountId::new(text).map(|id| Some(id.as_str().into())),
        FieldKind::Product => ProductId::new(text).map(|id| Some(id.as_str().into())),
        FieldKind::Date => parse_date(text).and_then(|date| kept(date.to_string())),
        FieldKind::Percent => Percent::parse(text).and_then(|percent| kept(percent.to_string())),
        FieldKind::Weight => Weight::parse(text).and_then(|weight| kept(weight.to_string())),
        FieldKind::Amount => Amount::parse(text).and_then(|amount| kept(amount.to_string())),
        FieldKind::Size => Amount::parse(text).and_then(|amount| match amount.billionths() {
            0.. => kept(amount.to_string()),
            _ => Err(ValueError::new(ValueKind::Amount, text, ValueFault::OutOfRange { least: "0", most: "1000000000000000" })),
        }),
        FieldKind::Place => match text.parse::<u16>() {
            Ok(place @ 1..=1_000) => kept(place.to_string()),
            _ => Err(ValueError::new(ValueKind::Amount, text, ValueFault::OutOfRange { least: "1", most: "1000" })),
        },
        FieldKind::Currency => match text {
            text if is_currency(text) => kept(text.to_owned()),
            _ => Err(ValueError::new(ValueKind::Text("text"), text, ValueFault::NotOfForm { form: "EUR" })),
        },
        FieldKind::Cycle => Code::new(text).map(|_| None),
        FieldKind::Unit => UnitId::new(text).map(|_| None),
        FieldKind::Value(_) | FieldKind::Level | FieldKind::Object(_) => Code::new(text).map(|_| None),
        FieldKind::Choice(_) => Ok(None),
        FieldKind::Many(_) => Ok(None),
    }
}

/// Why a text is no value of a kind.
fn fault(kind: FieldKind, error: &ValueError) -> String {
    match kind {
        FieldKind::Size => "it must be a decimal from 0 to 1000000000000000, such as `12.5`".to_owned(),
        FieldKind::Place => "it must be a whole number from 1 to 1000".to_owned(),
        _ => error.fault.to_string(),
    }
}

fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether every field of a record is one that there is, and looks like one: entries are made by others, too.
pub(super) fn shapes(fields: &Fields) -> Result<(), Refusal> {
    let mut counts = [0_usize; ObjectKind::ALL.len()];
    for (object, row) in fields.objects() {
        if let Some(count) = counts.get_mut(object.kind as usize) {
            *count = count.saturating_add(1);
            let most = if object.kind == ObjectKind::Plan { 1 } else { MOST_OBJECTS };
            if *count > most {
                let what = if object.kind == ObjectKind::Plan { "record of itself" } else { object.kind.name() };
                return Err(Refusal::TooMany { what, most });
            }
        }
        let info = ObjectInfo::of(object.kind);
        for (name, value) in row {
            let Some(field) = info.field(name) else { return Err(unknown(object, name)) };
            let of = |kind, text: &str| {
                shape(kind, text).map_err(|error| Refusal::Value {
                    object: object.clone(),
                    field: name.to_string(),
                    value: text.to_owned(),
                    reason: error.fault.to_string(),
                    help: None,
                })
            };
            match (field.kind, value) {
                (FieldKind::Many(one), FieldValue::List(texts)) => {
                    for text in texts {
                        of(*one, text)?;
                    }
                }
                (FieldKind::Many(_), FieldValue::Text(text)) => {
                    return Err(Refusal::among(object, name, text, "several values are needed, a list".to_owned(), std::iter::empty()));
                }
                (_, FieldValue::Text(text)) if field.personal => {
                    let reason = "what is personal lies beside the entries".to_owned();
                    return Err(Refusal::among(object, name, text, reason, std::iter::empty()));
                }
                (FieldKind::Choice(names), FieldValue::Text(text)) if !names.contains(&&**text) => {
                    return Err(Refusal::among(object, name, text, "it is not among the values allowed here".to_owned(), names.iter().copied()));
                }
                (kind, FieldValue::Text(text)) => {
                    of(kind, text)?;
                }
                (_, FieldValue::Personal(_)) if field.personal => {}
                (_, other) => {
                    return Err(Refusal::among(object, name, &other.to_string(), "it is no value of this field".to_owned(), std::iter::empty()));
                }
            }
        }
        if let Some(missing) = info.fields.iter().find(|field| field.needed && !row.contains_key(field.name)) {
            return Err(Refusal::Missing { object: object.clone(), field: missing.name.to_owned() });
        }
    }
    Ok(())
}

pub(super) fn unknown(object: &Object, field: &str) -> Refusal {
    let names = || ObjectInfo::of(object.kind).fields.iter().map(|field| field.name);
    let help = crate::plan::help_among(&nearest(field, names()), names());
    Refusal::UnknownField { object: object.clone(), field: field.to_owned(), help }
}
