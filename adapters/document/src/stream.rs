//! The quick way through a document in which nothing is wrong: node by node, without a tree of the whole.
//!
//! At anything out of the ordinary it gives up, and the document is read again as a tree, which can name everything that is wrong.

use crate::plan::Draft;
use crate::problem::Path;
use crate::reader::Reader;
use crate::value::{Text, Value};
use kam_core::config::Settings;
use kam_core::execution::{NodeSpec, StatusCategory};
use kam_core::plan::MOST_NODES;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
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
                    settings = (value != Value::Null).then(|| reader.settings(&Path::TOP, &value));
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
        let Some(open) = settings.statuses.first(StatusCategory::Open) else { return Err(give_up()) };
        let mut nodes = Vec::new();
        let mut entries: Entries<'de> = Vec::with_capacity(16);
        while list.next_element_seed(NodeEntries(&mut entries))?.is_some() {
            nodes.extend(reader.node(&Path::TOP, &entries, settings, open));
            if !reader.found.is_empty() || nodes.len() > MOST_NODES {
                return Err(give_up());
            }
        }
        Ok(nodes)
    }
}

/// Fills the same list again for each node.
struct NodeEntries<'e, 'de>(&'e mut Entries<'de>);

impl<'de> DeserializeSeed<'de> for NodeEntries<'_, 'de> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for NodeEntries<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.0.clear();
        while let Some((Text(key), value)) = map.next_entry()? {
            self.0.push((key, value));
        }
        Ok(())
    }
}
