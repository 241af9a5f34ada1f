//! The quick way through a document in which nothing is wrong: node by node, without a tree of the whole.
//!
//! At anything out of the ordinary it gives up, and the document is read again as a tree, which can name everything that is wrong.

use crate::node::{NodeFields, NodeKey, Source};
use crate::plan::{Draft, nameless};
use crate::problem::Path;
use crate::reader::{Reader, find_key};
use crate::value::{Text, Value};
use kam_core::config::Settings;
use kam_core::execution::NodeSpec;
use kam_core::plan::MOST_NODES;
use kam_core::values::ValueError;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// The parts of the plan; `None` where something is wrong, or where the settings come behind the nodes that need them.
pub(crate) fn read(text: &str) -> Option<Draft> {
    let mut json = serde_json::Deserializer::from_str(text);
    let draft = PlanVisitor.deserialize(&mut json).ok()?;
    json.end().ok().map(|()| draft)
}

type Entries<'de> = Vec<(Cow<'de, str>, Value<'de>)>;

/// Ends the quick way; nobody reads the text.
fn give_up<E: Error>() -> E {
    E::custom("not the quick way")
}

struct PlanVisitor;

impl<'de> DeserializeSeed<'de> for PlanVisitor {
    type Value = Draft;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Draft, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for PlanVisitor {
    type Value = Draft;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plan")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Draft, A::Error> {
        let mut reader = Reader::default();
        let mut head: Entries<'de> = Vec::with_capacity(12);
        let mut settings: Option<Settings> = None;
        let mut nodes: Option<Vec<NodeSpec>> = None;
        while let Some(Text(key)) = map.next_key()? {
            match key.as_ref() {
                "nodes" if nodes.is_none() => {
                    let settings = settings.get_or_insert_default();
                    nodes = Some(map.next_value_seed(Nodes { reader: &mut reader, settings })?);
                }
                "settings" if settings.is_none() => {
                    let value: Value<'de> = map.next_value()?;
                    settings = (value != Value::Null).then(|| reader.settings(&Path::TOP, &value, Settings::default()));
                }
                "nodes" | "settings" => return Err(give_up()),
                _ => head.push((key, map.next_value()?)),
            }
        }
        let profile = reader.profile(&head);
        match profile {
            Some(profile) if reader.found.is_empty() => Ok((profile, Arc::new(settings.unwrap_or_default()), nodes.unwrap_or_default())),
            _ => Err(give_up()),
        }
    }
}

struct Nodes<'r> {
    reader: &'r mut Reader,
    settings: &'r Settings,
}

impl<'de> DeserializeSeed<'de> for Nodes<'_> {
    type Value = Vec<NodeSpec>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<NodeSpec>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Nodes<'_> {
    type Value = Vec<NodeSpec>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of nodes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<NodeSpec>, A::Error> {
        let Self { reader, settings } = self;
        let Some(nameless) = nameless(settings) else { return Err(give_up()) };
        let mut nodes = vec![nameless.clone()];
        let mut filled = 0;
        while let Some(spec) = nodes.last_mut() {
            if list.next_element_seed(Node { reader, fields: &mut NodeFields::new(settings, spec) })?.is_none() {
                break;
            }
            filled = nodes.len();
            if !reader.found.is_empty() || filled > MOST_NODES {
                return Err(give_up());
            }
            nodes.push(nameless.clone());
        }
        nodes.truncate(filled);
        Ok(nodes)
    }
}

struct Node<'r, 'f, 's> {
    reader: &'r mut Reader,
    fields: &'f mut NodeFields<'s>,
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { reader, fields } = self;
        let (mut next, mut seen) = (0, 0_u32);
        while let Some((place, key)) = map.next_key_seed(NodeKeyFrom(next))? {
            next = place.saturating_add(1);
            let bit = 1_u32.wrapping_shl(u32::try_from(place).unwrap_or(0));
            if seen & bit != 0 {
                return Err(give_up());
            }
            seen |= bit;
            fields.take(key, InStream { map: &mut map, reader, de: PhantomData })?;
        }
        match fields.schedule() {
            Ok(schedule) if fields.has_id() => fields.set_schedule(schedule),
            _ => return Err(give_up()),
        }
        Ok(())
    }
}

/// A key of a node with its place; the search begins at the place given, since keys mostly come in order.
struct NodeKeyFrom(usize);

impl<'de> DeserializeSeed<'de> for NodeKeyFrom {
    type Value = (usize, NodeKey);
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(usize, NodeKey), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NodeKeyFrom {
    type Value = (usize, NodeKey);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key of a node")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(usize, NodeKey), E> {
        find_key(self.0, text).ok_or_else(give_up)
    }
}

/// The value that comes next in an object.
struct InStream<'m, 'r, 'de, A> {
    map: &'m mut A,
    reader: &'r mut Reader,
    de: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Source for InStream<'_, '_, 'de, A> {
    type Stop = A::Error;

    #[inline]
    fn parse<T>(self, make: impl FnOnce(&str) -> Result<T, ValueError>) -> Result<Option<T>, A::Error> {
        self.map.next_value_seed(TextOr { make: |text: &str| make(text).ok(), whole: false })
    }

    #[inline]
    fn decimal<T>(self, make: impl FnOnce(&str) -> Result<T, ValueError>) -> Result<Option<T>, A::Error> {
        self.map.next_value_seed(TextOr { make: |text: &str| make(text).ok(), whole: true })
    }

    #[inline]
    fn look_up<T>(self, find: impl FnOnce(&str) -> Option<T>, _: impl FnOnce(&mut Reader, &Path<'_>, &str)) -> Result<Option<T>, A::Error> {
        self.map.next_value_seed(TextOr { make: find, whole: false })
    }

    fn tree<T: Default>(self, read: impl FnOnce(&mut Reader, &Path<'_>, &Value<'_>) -> T) -> Result<T, A::Error> {
        let value: Value<'de> = self.map.next_value()?;
        Ok(if value == Value::Null { T::default() } else { read(self.reader, &Path::TOP, &value) })
    }
}

/// A text made into a value, or null; a whole number too where that is allowed.
struct TextOr<F> {
    make: F,
    whole: bool,
}

impl<'de, T, F: FnOnce(&str) -> Option<T>> DeserializeSeed<'de> for TextOr<F> {
    type Value = Option<T>;
    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for TextOr<F> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<Option<T>, E> {
        (self.make)(text).map(Some).ok_or_else(give_up)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<T>, E> {
        if self.whole { self.visit_str(&number.to_string()) } else { Err(give_up()) }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<T>, E> {
        if self.whole { self.visit_str(&number.to_string()) } else { Err(give_up()) }
    }
}
