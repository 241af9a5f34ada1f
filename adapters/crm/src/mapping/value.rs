//! A TOML document as a tree that knows where everything stands, and the merge of a document with the one it extends.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A line and a column, both from 1.
pub(super) type At = Option<(u32, u32)>;

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) at: At,
    pub(super) value: Value,
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    Text(String),
    Truth(bool),
    List(Vec<Node>),
    Table(Vec<(String, At, Node)>),
    /// Something that no mapping needs, by its name.
    Other(&'static str),
}

impl Value {
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Truth(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Other(name) => name,
        }
    }
}

/// Knows the line breaks of a text.
pub(super) struct Places<'t> {
    text: &'t str,
    lines: Vec<usize>,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|place| place.saturating_add(1))).collect();
        Self { text, lines }
    }

    pub(super) fn at(&self, byte: usize) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= byte);
        let start = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(0);
        let column = self.text.get(start..byte).map_or(0, |part| part.chars().count());
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (number(line), number(column.saturating_add(1)))
    }
}

pub(super) fn table(table: &DeTable<'_>, places: &Places<'_>) -> Value {
    let mut entries: Vec<(usize, String, Node)> = table.iter().map(|(key, value)| (key.span().start, text(key), node(value, places))).collect();
    entries.sort_by_key(|entry| entry.0);
    Value::Table(entries.into_iter().map(|(start, key, node)| (key, Some(places.at(start)), node)).collect())
}

fn text(key: &Spanned<DeString<'_>>) -> String {
    key.get_ref().clone().into_owned()
}

fn node(value: &Spanned<DeValue<'_>>, places: &Places<'_>) -> Node {
    let at = Some(places.at(value.span().start));
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Array(list) => Value::List(list.iter().map(|item| node(item, places)).collect()),
        DeValue::Table(inner) => table(inner, places),
        DeValue::Integer(_) => Value::Other("a whole number"),
        DeValue::Float(_) => Value::Other("a fractional number"),
        DeValue::Datetime(_) => Value::Other("a date"),
    };
    Node { at, value }
}

/// Forgets the places: they are those of another document.
pub(super) fn without_places(value: &mut Value) {
    match value {
        Value::List(list) => list.iter_mut().for_each(|node| {
            node.at = None;
            without_places(&mut node.value);
        }),
        Value::Table(entries) => entries.iter_mut().for_each(|(_, at, node)| {
            (*at, node.at) = (None, None);
            without_places(&mut node.value);
        }),
        Value::Text(_) | Value::Truth(_) | Value::Other(_) => {}
    }
}

/// Lays `over` on `base`: tables are merged key by key, everything else is replaced.
pub(super) fn merge(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Table(base), Value::Table(over)) => {
            for (key, at, node) in over {
                match base.iter_mut().find(|(known, _, _)| *known == key) {
                    Some((_, place, known)) => {
                        *place = at;
                        known.at = node.at;
                        merge(&mut known.value, node.value);
                    }
                    None => base.push((key, at, node)),
                }
            }
        }
        (base, over) => *base = over,
    }
}
