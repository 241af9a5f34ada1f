//! Whether a document has the shape that its JSON Schema gives it: all that is missing, unknown or of another type, each with its place.

use crate::plan::placed;
use crate::problem::{DocumentError, Path};
use crate::reader::Reader;
use crate::value::Value;
use serde_json::Value as Schema;
use std::borrow::Cow;
use std::collections::HashSet;

/// A text that is larger is not looked through for everything that is wrong: it would take several times its size of memory.
const MOST_LOOKED_THROUGH: usize = 4 * 1024 * 1024;

/// What is wrong with the shape of a document; nothing where all is as the schema says, or where it is no JSON.
pub(crate) fn misshapen(text: &str, schema: &str) -> Option<DocumentError> {
    let value = Value::read(text).ok().filter(|_| text.len() <= MOST_LOOKED_THROUGH)?;
    let schema: Schema = serde_json::from_str(schema).ok()?;
    let (mut reader, looks) = (Reader::default(), Looks { top: &schema });
    looks.at(&mut reader, &Path::TOP, &value, &schema);
    (!reader.found.is_empty()).then(|| DocumentError::Document(placed(text, reader)))
}

struct Looks<'s> {
    top: &'s Schema,
}

impl<'s> Looks<'s> {
    fn meant(&self, schema: &'s Schema) -> &'s Schema {
        let named = schema.get("$ref").and_then(Schema::as_str).and_then(|path| path.strip_prefix('#'));
        named.and_then(|path| self.top.pointer(path)).unwrap_or(schema)
    }

    fn at(&self, reader: &mut Reader, at: &Path<'_>, value: &Value<'_>, schema: &'s Schema) {
        let schema = self.meant(schema);
        if let Some(ways) = schema.get("anyOf").and_then(Schema::as_array).filter(|_| schema.get("type").is_none()) {
            // The one of the same type tells what is wrong inside of it.
            match ways.iter().map(|way| self.meant(way)).find(|way| is(value, way)) {
                Some(way) => self.at(reader, at, value, way),
                None => reader.wrong_type(at, value, &wanted(ways.iter().map(|way| self.meant(way)))),
            }
            return;
        }
        if !is(value, schema) {
            reader.wrong_type(at, value, &wanted(std::iter::once(schema)));
            return;
        }
        match value {
            Value::Object(entries) => self.object(reader, at, entries, schema),
            Value::List(values) => {
                let first = schema.get("prefixItems").and_then(Schema::as_array);
                for (place, value) in values.iter().enumerate() {
                    let of = first.and_then(|first| first.get(place)).or_else(|| schema.get("items").filter(|items| items.is_object()));
                    if let Some(of) = of {
                        self.at(reader, &at.place(place), value, of);
                    }
                }
            }
            _ => {}
        }
    }

    fn object(&self, reader: &mut Reader, at: &Path<'_>, entries: &[(Cow<'_, str>, Value<'_>)], schema: &'s Schema) {
        let known = schema.get("properties").and_then(Schema::as_object);
        let others = schema.get("additionalProperties");
        let mut seen: HashSet<&str> = HashSet::with_capacity(entries.len());
        for (key, value) in entries {
            let here = at.key(key);
            if !seen.insert(key) {
                reader.duplicate_key(&here, key);
                continue;
            }
            match known.and_then(|known| known.get(&**key)) {
                Some(of) => self.at(reader, &here, value, of),
                None if others == Some(&Schema::Bool(false)) => {
                    let names: Vec<&str> = known.into_iter().flat_map(|known| known.keys().map(String::as_str)).collect();
                    reader.unknown_key(&here, key, &names);
                }
                None => {
                    if let Some(of) = others.filter(|others| others.is_object()) {
                        self.at(reader, &here, value, of);
                    }
                }
            }
        }
        for needed in schema.get("required").and_then(Schema::as_array).into_iter().flatten().filter_map(Schema::as_str) {
            if !seen.contains(needed) {
                reader.missing(at, needed);
            }
        }
    }
}

/// Whether a value is of the type that a schema asks for; one that asks for none takes all.
fn is(value: &Value<'_>, schema: &Schema) -> bool {
    match schema.get("type").and_then(Schema::as_str) {
        Some("string") => matches!(value, Value::Text(_)),
        Some("integer") => matches!(value, Value::Whole(number) if *number >= schema.get("minimum").and_then(Schema::as_i64).unwrap_or(0)),
        Some("boolean") => matches!(value, Value::Bool(_)),
        Some("array") => matches!(value, Value::List(_)),
        Some("object") => matches!(value, Value::Object(_)),
        _ => true,
    }
}

fn wanted<'s>(schemas: impl Iterator<Item = &'s Schema>) -> String {
    let word = |schema: &Schema| match schema.get("type").and_then(Schema::as_str) {
        Some("integer") => "a whole number",
        Some("boolean") => "true or false",
        Some("array") => "a list",
        Some("object") => "an object",
        _ => "a text",
    };
    schemas.map(word).collect::<Vec<_>>().join(" or ")
}
