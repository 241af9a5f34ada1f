//! Takes a document apart field by field and collects everything that is wrong on the way.

use crate::problem::{Path, Problem, Step, written};
use crate::value::Value;
use kam_core::plan::did_you_mean;
use kam_core::values::{ValueError, nearest};
use std::borrow::Cow;

/// The most problems that are listed; more are counted in a last entry.
pub(crate) const MOST_PROBLEMS: usize = 1_000;

/// The keys that an object can have, at most 32.
pub(crate) trait Keys: Copy + 'static {
    /// Each key with its name in documents, in the order in which they are mostly written.
    const ALL: &'static [(&'static str, Self)];
}

/// A key with its place. Keys mostly come in the order in which they are listed, so the search begins at `next`, behind the last one.
#[inline]
pub(crate) fn find_key<K: Keys>(next: usize, text: &str) -> Option<(usize, K)> {
    let (before, behind) = K::ALL.split_at_checked(next)?;
    let found = |(place, (name, key)): (usize, &(&'static str, K))| (*name == text).then_some((place, *key));
    (next..).zip(behind).find_map(found).or_else(|| before.iter().enumerate().find_map(found))
}

/// Declares the keys of an object once: an enum, and their names.
macro_rules! keys {
    ($($name:ident { $($key:ident $text:literal),+ $(,)? })+) => {$(
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $($key),+ }

        impl crate::reader::Keys for $name {
            const ALL: &'static [(&'static str, Self)] = &[$(($text, Self::$key)),+];
        }
    )+};
}
pub(crate) use keys;

/// A problem with its way, before line and column are known.
pub(crate) struct Found {
    pub(crate) steps: Vec<StepOwned>,
    pub(crate) problem: Problem,
}

/// A step that outlives the reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StepOwned {
    Key(String),
    Place(usize),
}

impl StepOwned {
    pub(crate) fn as_step(&self) -> Step<'_> {
        match self {
            Self::Key(key) => Step::Key(key),
            Self::Place(place) => Step::Place(*place),
        }
    }
}

/// Collects problems; `id` is that of the node being read.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) found: Vec<Found>,
    pub(crate) more: usize,
    pub(crate) id: Option<String>,
}

impl Reader {
    pub(crate) fn report(&mut self, at: &Path<'_>, code: &'static str, value: Option<String>, text: String, help: Option<String>) {
        if self.found.len() >= MOST_PROBLEMS {
            self.more = self.more.saturating_add(1);
            return;
        }
        let steps = at.steps();
        let problem = Problem { code, path: written(&steps), id: self.id.clone(), line: None, column: None, value, text, help };
        let steps = steps.iter().filter_map(|step| match step {
            Step::Top => None,
            Step::Key(key) => Some(StepOwned::Key((*key).to_owned())),
            Step::Place(place) => Some(StepOwned::Place(*place)),
        });
        self.found.push(Found { steps: steps.collect(), problem });
    }

    pub(crate) fn wrong_type(&mut self, at: &Path<'_>, value: &Value<'_>, wanted: &str) {
        self.report(at, "wrong_type", Some(value.shown()), format!("`{}` is {}, and {wanted} is needed", value.shown(), value.kind()), None);
    }

    /// A value by its checked constructor.
    pub(crate) fn checked<T>(&mut self, at: &Path<'_>, made: Result<T, ValueError>) -> Option<T> {
        match made {
            Ok(value) => Some(value),
            Err(error) => {
                self.report(at, error.kind.code(), Some(error.value.clone()), error.to_string(), None);
                None
            }
        }
    }

    /// A text; `None` for null.
    pub(crate) fn text<'v>(&mut self, at: &Path<'_>, value: &'v Value<'_>) -> Option<&'v str> {
        match value {
            Value::Text(text) => Some(text),
            Value::Null => None,
            other => {
                self.wrong_type(at, other, "a text");
                None
            }
        }
    }

    /// A text turned into a value.
    pub(crate) fn parse<T>(&mut self, at: &Path<'_>, value: &Value<'_>, make: impl FnOnce(&str) -> Result<T, ValueError>) -> Option<T> {
        let text = self.text(at, value)?;
        self.checked(at, make(text))
    }

    /// A decimal: text, or a whole number. A fraction is refused, since most programs keep it as a float (NUM-1).
    pub(crate) fn decimal<T>(&mut self, at: &Path<'_>, value: &Value<'_>, make: impl FnOnce(&str) -> Result<T, ValueError>) -> Option<T> {
        match value {
            Value::Null => None,
            Value::Text(text) => self.checked(at, make(text)),
            Value::Whole(_) | Value::Number(_) => match value.whole() {
                Some(digits) => self.checked(at, make(&digits)),
                None => {
                    let shown = value.shown();
                    let (what, help) = if shown.contains(['e', 'E']) {
                        ("an exponent", "write all its digits as text".to_owned())
                    } else {
                        ("a fraction", format!("write it as text: \"{shown}\""))
                    };
                    let text = format!("`{shown}` is a number with {what}, which many programs keep inexactly");
                    self.report(at, "wrong_type", Some(shown), text, Some(help));
                    None
                }
            },
            other => {
                self.wrong_type(at, other, "a decimal as text");
                None
            }
        }
    }

    pub(crate) fn bool(&mut self, at: &Path<'_>, value: &Value<'_>) -> Option<bool> {
        match value {
            Value::Bool(value) => Some(*value),
            Value::Null => None,
            other => {
                self.wrong_type(at, other, "true or false");
                None
            }
        }
    }

    /// One of a fixed set of names.
    pub(crate) fn choice<T: Copy>(&mut self, at: &Path<'_>, value: &Value<'_>, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(at, value)?;
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == text) {
            return Some(*choice);
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let help = did_you_mean(&nearest(text, names.iter().copied())).unwrap_or_else(|| format!("it can be {}", quoted(&names)));
        self.report(at, "unknown_value", Some(value.shown()), format!("`{}` is not among the values allowed here", value.shown()), Some(help));
        None
    }

    /// Hands each element of a list to `each`. Null is an empty list.
    pub(crate) fn list(&mut self, at: &Path<'_>, value: &Value<'_>, mut each: impl FnMut(&mut Self, &Path<'_>, &Value<'_>)) {
        match value {
            Value::Null => {}
            Value::List(values) => {
                for (place, value) in values.iter().enumerate() {
                    each(self, &at.place(place), value);
                }
            }
            other => self.wrong_type(at, other, "a list"),
        }
    }

    /// Hands each entry of an object to `each`, with its key. Unknown and repeated keys are reported; an entry that is null is as good
    /// as none. `false` where the value is no object.
    pub(crate) fn object<K: Keys>(&mut self, at: &Path<'_>, value: &Value<'_>, each: impl FnMut(&mut Self, &Path<'_>, K, &Value<'_>)) -> bool {
        match value {
            Value::Object(entries) => {
                self.entries(at, entries, each);
                true
            }
            other => {
                self.wrong_type(at, other, "an object");
                false
            }
        }
    }

    /// As [`Reader::object`], for the entries of one.
    pub(crate) fn entries<K: Keys>(
        &mut self,
        at: &Path<'_>,
        entries: &[(Cow<'_, str>, Value<'_>)],
        mut each: impl FnMut(&mut Self, &Path<'_>, K, &Value<'_>),
    ) {
        let mut seen = 0_u32;
        let mut next = 0;
        for (key, value) in entries {
            let at = at.key(key);
            let Some((place, known)) = find_key::<K>(next, key) else {
                self.unknown_key(&at, key, &K::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>());
                continue;
            };
            next = place.saturating_add(1);
            let bit = u32::try_from(place).ok().and_then(|place| 1_u32.checked_shl(place)).unwrap_or(0);
            if seen & bit != 0 {
                self.duplicate_key(&at, key);
                continue;
            }
            seen |= bit;
            if *value != Value::Null {
                each(self, &at, known, value);
            }
        }
    }

    pub(crate) fn duplicate_key(&mut self, at: &Path<'_>, key: &str) {
        self.report(at, "duplicate_key", Some(key.to_owned()), format!("the key `{key}` stands here twice"), None);
    }

    pub(crate) fn unknown_key(&mut self, at: &Path<'_>, key: &str, keys: &[&str]) {
        let shown = kam_core::values::cut(key, 80);
        let help = did_you_mean(&nearest(key, keys.iter().copied())).unwrap_or_else(|| format!("known here are {}", quoted(keys)));
        self.report(at, "unknown_key", Some(shown.clone()), format!("the key `{shown}` is not known here"), Some(help));
    }

    pub(crate) fn missing(&mut self, at: &Path<'_>, key: &str) {
        self.report(&at.key(key), "missing_key", None, format!("the key `{key}` is needed"), None);
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
