//! Lists of values: stable codes with labels, by language and by layer (LOV-1 to LOV-5).

mod quality;
mod shipped;

pub use quality::{ListQuality, ValueUse};

use super::layer::LayerIndex;
use crate::plan::help_among;
use crate::values::{cut, nearest};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::HashMap;

/// A value that comes with the library.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShippedValue {
    pub(super) code: &'static str,
    pub(super) en: &'static str,
    pub(super) de: &'static str,
    /// What it stands for, where the list drives a rule.
    pub(super) category: Option<&'static str>,
    pub(super) synonyms: &'static [&'static str],
}

/// A list that comes with the library.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShippedList {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    /// The categories that its values stand for; empty where the list drives no rule.
    pub(super) categories: &'static [&'static str],
    pub(super) values: &'static [ShippedValue],
}

/// The names of the lists that come with the library.
pub fn shipped_lists() -> impl Iterator<Item = &'static str> {
    shipped::SHIPPED.iter().map(|list| list.name)
}

/// What a layer says of a value: of a new one, or what is other with one that it got from above.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ValueChange {
    /// Its stable code (LOV-1).
    pub code: String,
    /// Labels by language, such as `en`.
    pub labels: Vec<(String, String)>,
    /// What it stands for, where the list drives a rule (LOV-5).
    pub category: Option<String>,
    /// Texts that mean the same when data is imported (LOV-5).
    pub synonyms: Vec<String>,
    /// The first day on which records can have it.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which records can have it.
    pub valid_until: Option<NaiveDate>,
    /// The code that replaces it, where it is retired.
    pub replaced_by: Option<String>,
    /// Whether it is not offered here.
    pub hidden: Option<bool>,
    /// Its place among the others; without one it keeps its own, and new ones come last, before `other`.
    pub order: Option<u32>,
}

/// A value of a list as a layer has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListValue {
    /// Its stable code, which records keep.
    pub code: Cow<'static, str>,
    /// Labels by language, in the order of the languages.
    pub labels: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// What it stands for.
    pub category: Option<Cow<'static, str>>,
    /// Texts that mean the same when data is imported.
    pub synonyms: Vec<Cow<'static, str>>,
    /// The first day on which records can have it.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which records can have it.
    pub valid_until: Option<NaiveDate>,
    /// The code that replaces it.
    pub replaced_by: Option<String>,
    /// Whether it is not offered.
    pub hidden: bool,
    /// Its place, where a layer gave one.
    pub order: Option<u32>,
    /// The layer that spoke of it last; absent for one that is as it came with the library.
    pub from: Option<LayerIndex>,
}

impl ListValue {
    fn new(code: &str) -> Self {
        Self {
            code: Cow::Owned(code.to_owned()),
            labels: Vec::new(),
            category: None,
            synonyms: Vec::new(),
            valid_from: None,
            valid_until: None,
            replaced_by: None,
            hidden: false,
            order: None,
            from: None,
        }
    }

    /// Takes in what a layer says of it.
    pub(super) fn change(&mut self, change: &ValueChange, layer: LayerIndex) {
        let own = |text: &String| Cow::Owned(text.clone());
        self.from = Some(layer);
        for (language, label) in &change.labels {
            match self.labels.iter_mut().find(|(known, _)| known == language) {
                Some((_, known)) => *known = own(label),
                None => self.labels.push((own(language), own(label))),
            }
        }
        self.labels.sort();
        if let Some(category) = &change.category {
            self.category = Some(own(category));
        }
        for synonym in &change.synonyms {
            if !self.synonyms.iter().any(|known| known == synonym) {
                self.synonyms.push(own(synonym));
            }
        }
        self.valid_from = change.valid_from.or(self.valid_from);
        self.valid_until = change.valid_until.or(self.valid_until);
        self.replaced_by = change.replaced_by.clone().or_else(|| self.replaced_by.take());
        self.hidden = change.hidden.unwrap_or(self.hidden);
        self.order = change.order.or(self.order);
    }

    /// Its label in a language; in English, and then by its code, where there is none.
    #[must_use]
    pub fn label(&self, language: &str) -> &str {
        let of = |wanted: &str| self.labels.iter().find(|(language, _)| language == wanted).map(|(_, label)| label.as_ref());
        of(language).or_else(|| of("en")).unwrap_or(&self.code)
    }

    /// Whether records of a day can have it (LOV-1).
    #[must_use]
    pub fn is_active(&self, on: NaiveDate) -> bool {
        !self.hidden && self.valid_from.is_none_or(|from| from <= on) && self.valid_until.is_none_or(|until| on <= until)
    }

    /// All that it is called: its code, labels and synonyms.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let labels = self.labels.iter().map(|(_, label)| label.as_ref());
        std::iter::once(self.code.as_ref()).chain(labels).chain(self.synonyms.iter().map(AsRef::as_ref))
    }

    /// Whether a text of an import means it.
    pub(super) fn means(&self, text: &str) -> bool {
        let same = |known: &str| known.eq_ignore_ascii_case(text) || known.to_lowercase() == text.to_lowercase();
        self.texts().any(same)
    }
}

/// Why a code is refused (LOV-2).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ListRefusal {
    /// The list has no such code.
    #[error("`{code}` is no value of the list `{list}`")]
    Unknown {
        /// The list.
        list: String,
        /// What was given, cut.
        code: String,
        /// The nearest codes, or all of a short list.
        help: Option<String>,
    },
    /// It is hidden, or not valid on the day.
    #[error("the value `{code}` of the list `{list}` is not in use on {on}")]
    NotActive {
        /// The list.
        list: String,
        /// The code.
        code: String,
        /// The day.
        on: NaiveDate,
        /// The code that replaces it.
        replaced_by: Option<String>,
    },
}

impl ListRefusal {
    /// What would be right.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unknown { help, .. } => help.clone(),
            Self::NotActive { replaced_by, .. } => replaced_by.as_ref().map(|code| format!("it is replaced by `{code}`")),
        }
    }
}

/// A list of values as a layer has it: what came with the library or an upper layer, with what lower layers changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueList {
    /// Its name.
    pub name: Cow<'static, str>,
    /// What it is for; empty for one of the organisation's own.
    pub text: &'static str,
    /// The categories that its values stand for; empty where it drives no rule.
    pub categories: &'static [&'static str],
    /// The values, in order.
    pub values: Vec<ListValue>,
}

impl ValueList {
    /// A list of the organisation's own, without values.
    #[must_use]
    pub fn own(name: &str) -> Self {
        Self { name: Cow::Owned(name.to_owned()), text: "", categories: &[], values: Vec::new() }
    }

    /// All lists as they come with the library.
    #[must_use]
    pub fn shipped() -> Vec<Self> {
        let value = |value: &ShippedValue| ListValue {
            code: Cow::Borrowed(value.code),
            labels: vec![("de".into(), Cow::Borrowed(value.de)), ("en".into(), Cow::Borrowed(value.en))],
            category: value.category.map(Cow::Borrowed),
            synonyms: value.synonyms.iter().copied().map(Cow::Borrowed).collect(),
            valid_from: None,
            valid_until: None,
            replaced_by: None,
            hidden: false,
            order: None,
            from: None,
        };
        let list = |list: &ShippedList| Self {
            name: Cow::Borrowed(list.name),
            text: list.text,
            categories: list.categories,
            values: list.values.iter().map(value).collect(),
        };
        shipped::SHIPPED.iter().map(list).collect()
    }

    /// The value of a code, active or not.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&ListValue> {
        self.values.iter().find(|value| value.code == code)
    }

    /// The values that records of a day can have, in order.
    pub fn active(&self, on: NaiveDate) -> impl Iterator<Item = &ListValue> {
        self.values.iter().filter(move |value| value.is_active(on))
    }

    /// The value of a record's code on the record's day (LOV-2).
    ///
    /// # Errors
    /// A code that the list does not have, or that is not in use on that day.
    pub fn check(&self, code: &str, on: NaiveDate) -> Result<&ListValue, ListRefusal> {
        match self.find(code) {
            None => Err(self.unknown(code)),
            Some(value) if value.is_active(on) => Ok(value),
            Some(_) => Err(ListRefusal::NotActive {
                list: self.name.to_string(),
                code: code.to_owned(),
                on,
                replaced_by: self.successor(code).map(|value| value.code.to_string()),
            }),
        }
    }

    fn unknown(&self, code: &str) -> ListRefusal {
        let codes = || self.values.iter().filter(|value| !value.hidden).map(|value| value.code.as_ref());
        let called = self.read(code).map(|value| format!("did you mean `{}`", value.code));
        let help = called.or_else(|| help_among(&nearest(code, codes()), codes()));
        ListRefusal::Unknown { list: self.name.to_string(), code: cut(code, 80), help }
    }

    /// The value that a text of an import means: by its code, else by a label or a synonym, where case is ignored; one that is offered before one that is
    /// hidden (LOV-5).
    #[must_use]
    pub fn read(&self, text: &str) -> Option<&ListValue> {
        let text = text.trim();
        let meant = |hidden: bool| self.values.iter().find(|value| value.hidden == hidden && value.means(text));
        self.find(text).or_else(|| meant(false)).or_else(|| meant(true))
    }

    /// What replaces a retired value in the end; `None` where nothing does.
    #[must_use]
    pub fn successor(&self, code: &str) -> Option<&ListValue> {
        let mut next = self.find(code)?.replaced_by.as_deref()?;
        for _ in 0..self.values.len() {
            let value = self.find(next)?;
            match value.replaced_by.as_deref() {
                Some(further) => next = further,
                None => return Some(value),
            }
        }
        None
    }

    /// Takes in what a layer says of its values; a new one comes last, before `other`.
    pub(super) fn change(&mut self, changes: &[ValueChange], layer: LayerIndex) {
        let other = if self.values.last().is_some_and(|value| value.code == "other") { self.values.pop() } else { None };
        let mut places: HashMap<String, usize> = self.values.iter().map(|value| value.code.to_string()).zip(0..).collect();
        let mut of_other = Vec::new();
        for change in changes {
            if other.is_some() && change.code == "other" {
                of_other.push(change);
                continue;
            }
            let place = *places.entry(change.code.clone()).or_insert(self.values.len());
            if place == self.values.len() {
                self.values.push(ListValue::new(&change.code));
            }
            if let Some(value) = self.values.get_mut(place) {
                value.change(change, layer);
            }
        }
        self.values.extend(other.map(|mut value| {
            of_other.into_iter().for_each(|change| value.change(change, layer));
            value
        }));
    }

    /// Puts values with a place of their own there; the others keep their order around them.
    pub(super) fn in_order(&mut self) {
        let (mut placed, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.values).into_iter().partition(|value| value.order.is_some());
        // Of two values for one place the later comes first, as if each were put there in turn.
        placed.reverse();
        placed.sort_by_key(|value| value.order);
        let mut others = others.into_iter();
        for value in placed {
            let before = value.order.map_or(0, |order| (order as usize).saturating_sub(1));
            self.values.extend(others.by_ref().take(before.saturating_sub(self.values.len())));
            self.values.push(value);
        }
        self.values.extend(others);
    }
}
