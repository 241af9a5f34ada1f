//! A TOML or JSON document as a tree that knows where everything stands.

use serde_json::value::RawValue;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A line and a column in characters, both from 1.
pub(crate) type At = (u32, u32);

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) at: At,
    pub(crate) value: Value,
}

/// An entry of a table: its key, where that stands, its value.
pub(crate) type Entry = (String, At, Node);

/// A value as both kinds of documents have it. Numbers that are not whole are kept as they were written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Nothing,
    Truth(bool),
    Whole(i64),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

impl Value {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Truth(_) => "true or false",
            Self::Whole(_) => "a whole number",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }

    /// The value as a person would quote it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Nothing => "null".to_owned(),
            Self::Truth(truth) => truth.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Number(text) | Self::Text(text) => kam_core::values::cut(text, 80),
            Self::List(_) => "[…]".to_owned(),
            Self::Table(_) => "{…}".to_owned(),
        }
    }
}

/// Why a text is no document: where, and in words.
pub(crate) struct Broken {
    pub(crate) at: Option<At>,
    pub(crate) text: String,
}

/// Knows the line breaks of a text.
struct Places<'t> {
    text: &'t str,
    lines: Vec<usize>,
    /// How many characters begin before every `STRIDE`th byte: a document of one line is not counted through for each of its values.
    counts: Vec<usize>,
}

const STRIDE: usize = 256;

impl<'t> Places<'t> {
    fn of(text: &'t str) -> Self {
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|place| place.saturating_add(1))).collect();
        let begins = |byte: &u8| !matches!(byte, 0x80..=0xBF);
        let counts = text.as_bytes().chunks(STRIDE).scan(0_usize, |sum, chunk| {
            let before = *sum;
            *sum = sum.saturating_add(chunk.iter().filter(|byte| begins(byte)).count());
            Some(before)
        });
        Self { text, lines, counts: counts.collect() }
    }

    /// How many characters begin before a byte.
    fn characters(&self, byte: usize) -> usize {
        let place = (byte / STRIDE).min(self.counts.len().saturating_sub(1));
        let from = place.saturating_mul(STRIDE);
        let rest = self.text.as_bytes().get(from..byte).unwrap_or_default();
        self.counts.get(place).copied().unwrap_or(0).saturating_add(rest.iter().filter(|byte| !matches!(byte, 0x80..=0xBF)).count())
    }

    /// The place of a line and a column in bytes, as a JSON parser gives them; at the end of a line its column is 0 of the next.
    fn of_bytes(&self, line: usize, column: usize) -> At {
        let start = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(self.text.len());
        let mut byte = start.saturating_add(column.saturating_sub(1)).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte = byte.saturating_sub(1);
        }
        self.at(byte)
    }

    fn at(&self, byte: usize) -> At {
        let line = self.lines.partition_point(|start| *start <= byte);
        let start = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(0);
        let column = self.characters(byte).saturating_sub(self.characters(start));
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (number(line), number(column.saturating_add(1)))
    }
}

/// Nothing in a document lies deeper than this; what does is refused.
const MOST_DEPTH: u32 = 16;

/// Reads TOML.
pub(crate) fn toml(text: &str) -> Result<Node, Vec<Broken>> {
    let places = Places::of(text);
    let (parsed, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(Node { at: (1, 1), value: table(parsed.get_ref(), &places) });
    }
    let broken =
        |error: &toml::de::Error| Broken { at: error.span().map(|span| places.at(span.start)), text: error.message().trim().replace('\n', ", ") };
    Err(errors.iter().map(broken).collect())
}

fn table(table: &DeTable<'_>, places: &Places<'_>) -> Value {
    let mut entries: Vec<(usize, String, Node)> =
        table.iter().map(|(key, value)| (key.span().start, key.get_ref().clone().into_owned(), node(value, places))).collect();
    entries.sort_by_key(|entry| entry.0);
    Value::Table(entries.into_iter().map(|(start, key, node)| (key, places.at(start), node)).collect())
}

fn node(value: &Spanned<DeValue<'_>>, places: &Places<'_>) -> Node {
    let at = places.at(value.span().start);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Array(list) => Value::List(list.iter().map(|item| node(item, places)).collect()),
        DeValue::Table(inner) => table(inner, places),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or_else(|_| Value::Number(number.as_str().to_owned()), Value::Whole)
        }
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Datetime(moment) => Value::Text(moment.to_string()),
    };
    Node { at, value }
}

/// Reads JSON.
pub(crate) fn json(text: &str) -> Result<Node, Vec<Broken>> {
    let places = Places::of(text);
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| {
        let at = places.of_bytes(error.line(), error.column());
        let said = error.to_string();
        let text = said.rsplit_once(" at line ").map_or(said.as_str(), |(text, _)| text).to_owned();
        vec![Broken { at: Some(at), text }]
    })?;
    part(text, whole.get(), &places, 0).map_err(|broken| vec![broken])
}

fn part(text: &str, raw: &str, places: &Places<'_>, depth: u32) -> Result<Node, Broken> {
    let offset = |part: &str| (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let at = places.at(offset(raw));
    let broken = |error: serde_json::Error| Broken { at: Some(at), text: error.to_string() };
    if depth > MOST_DEPTH {
        return Err(Broken { at: Some(at), text: format!("something lies deeper than {MOST_DEPTH} tables or lists") });
    }
    let inner = |part_of: &str| part(text, part_of, places, depth.saturating_add(1));
    let value = match raw.as_bytes().first() {
        Some(b'{') => {
            let Entries(entries) = serde_json::from_str(raw).map_err(broken)?;
            let entry = |(key, raw): (&RawValue, &RawValue)| {
                let at = places.at(offset(key.get()));
                let key: String = serde_json::from_str(key.get()).map_err(|error| Broken { at: Some(at), text: error.to_string() })?;
                Ok((key, at, inner(raw.get())?))
            };
            Value::Table(entries.into_iter().map(entry).collect::<Result<_, _>>()?)
        }
        Some(b'[') => {
            let parts: Vec<&RawValue> = serde_json::from_str(raw).map_err(broken)?;
            Value::List(parts.into_iter().map(|raw| inner(raw.get())).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Text(serde_json::from_str(raw).map_err(broken)?),
        Some(b't') => Value::Truth(true),
        Some(b'f') => Value::Truth(false),
        Some(b'n') => Value::Nothing,
        _ => raw.parse().map_or_else(|_| Value::Number(raw.to_owned()), Value::Whole),
    };
    Ok(Node { at, value })
}

/// The entries of an object in their order, those that stand twice included.
struct Entries<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de: 't, 't> serde::Deserialize<'de> for Entries<'t> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> serde::de::Visitor<'de> for All {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(All)
    }
}
