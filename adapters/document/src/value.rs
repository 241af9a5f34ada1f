//! JSON as a tree that borrows its texts, so that wrong types can be reported and not only the first one.

use crate::locate::{entries, offset};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// A JSON value. A number that is more than a small whole one is kept as it was written: as a float it would be another one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Bool(bool),
    Whole(i64),
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

/// A text that is no JSON: the part in which it breaks, as an offset, and why.
pub(crate) struct NotJson {
    pub(crate) offset: usize,
    pub(crate) error: serde_json::Error,
}

/// Nothing in a document lies deeper than this; what does is only named, never looked into.
const MOST_DEPTH: u32 = 8;

impl<'a> Value<'a> {
    /// Reads a text in one go, or, where that finds something odd, in parts of which each is kept as it was written.
    pub(crate) fn read(text: &'a str) -> Result<Self, NotJson> {
        serde_json::from_str(text).or_else(|first: serde_json::Error| {
            let whole: &RawValue = serde_json::from_str(text).map_err(|error| NotJson { offset: 0, error })?;
            // Only a number is data that is refused; every other mistake is one of JSON itself, and the first way has its place.
            let odd_number = first.is_data();
            Self::of_part(text, whole.get(), 0).map_err(|later| if odd_number { later } else { NotJson { offset: 0, error: first } })
        })
    }

    fn of_part(text: &'a str, part: &'a str, depth: u32) -> Result<Self, NotJson> {
        let not_json = |error| NotJson { offset: offset(text, part), error };
        let of_part = |part: &'a RawValue| Self::of_part(text, part.get(), depth.saturating_add(1));
        match part.as_bytes().first() {
            Some(b'{') if depth < MOST_DEPTH => {
                let parts = entries(part).map_err(not_json)?;
                Ok(Self::Object(parts.into_iter().map(|(key, part)| Ok((key, of_part(part)?))).collect::<Result<_, _>>()?))
            }
            Some(b'[') if depth < MOST_DEPTH => {
                let parts: Vec<&RawValue> = serde_json::from_str(part).map_err(not_json)?;
                Ok(Self::List(parts.into_iter().map(of_part).collect::<Result<_, _>>()?))
            }
            Some(b'{') => Ok(Self::Object(Vec::new())),
            Some(b'[') => Ok(Self::List(Vec::new())),
            Some(b'-' | b'0'..=b'9') => Ok(part.parse().map_or(Self::Number(part), Self::Whole)),
            _ => serde_json::from_str(part).map_err(not_json),
        }
    }
}

impl Value<'_> {
    /// The digits of a whole number, however many.
    pub(crate) fn whole(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Whole(number) => Some(Cow::Owned(number.to_string())),
            Self::Number(text) if !text.contains(['.', 'e', 'E']) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    /// What it is, in a person's words.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Whole(_) | Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// The value of a key, where this is an object.
    pub(crate) fn entry(&self, name: &str) -> Option<&Self> {
        let Self::Object(entries) = self else { return None };
        entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value at a place, where this is a list.
    pub(crate) fn element(&self, place: usize) -> Option<&Self> {
        let Self::List(values) = self else { return None };
        values.get(place)
    }

    /// The place of a text, where this is a list.
    pub(crate) fn position(&self, wanted: &str) -> Option<usize> {
        let Self::List(values) = self else { return None };
        values.iter().position(|value| matches!(value, Self::Text(text) if text == wanted))
    }

    /// The value as a person would quote it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Whole(value) => value.to_string(),
            Self::Number(text) => kam_core::values::cut(text, 80),
            Self::Text(text) => kam_core::values::cut(text, 80),
            Self::List(_) => "[…]".to_owned(),
            Self::Object(_) => "{…}".to_owned(),
        }
    }
}

/// Ends the reading in one go; nobody sees the text.
fn odd_number<E: Error>() -> E {
    E::custom("a number that only its digits can show")
}

/// A text that is borrowed where it can be.
pub(crate) struct Text<'a>(pub(crate) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValueVisitor;
        impl<'de> Visitor<'de> for ValueVisitor {
            type Value = Value<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }
            fn visit_unit<E>(self) -> Result<Value<'de>, E> {
                Ok(Value::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Value<'de>, E> {
                Ok(Value::Bool(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Value<'de>, E> {
                Ok(Value::Whole(value))
            }
            fn visit_u64<E: Error>(self, value: u64) -> Result<Value<'de>, E> {
                i64::try_from(value).map(Value::Whole).map_err(|_| odd_number())
            }
            fn visit_f64<E: Error>(self, _: f64) -> Result<Value<'de>, E> {
                Err(odd_number())
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Owned(text.to_owned())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value<'de>, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element()? {
                    values.push(value);
                }
                Ok(Value::List(values))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
                let mut entries = Vec::with_capacity(8);
                while let Some((Text(key), value)) = map.next_entry()? {
                    entries.push((key, value));
                }
                Ok(Value::Object(entries))
            }
        }
        deserializer.deserialize_any(ValueVisitor)
    }
}
