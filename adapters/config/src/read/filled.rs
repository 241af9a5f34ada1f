//! A filled questionnaire in JSON as the document that it stands for (CFG-4).

use super::{Reader, join};
use crate::tree::{At, Entry, Node, Value};

/// The keys of a decision, and of a setting in it.
const DECISION: [&str; 10] = ["id", "step", "question", "why", "good", "beyond", "state", "by", "answer", "settings"];
const SETTING: [&str; 5] = ["path", "can_be", "value", "default", "answer"];

impl Reader {
    /// The entries of a filled questionnaire as those of a layer; everything keeps its place. What is no questionnaire is left as it is.
    pub(super) fn filled(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let Some(place) = entries.iter().position(|(key, _, _)| key == "decisions") else { return entries };
        let mut layer = entries;
        let (_, _, decisions) = layer.remove(place);
        let Value::List(decisions) = decisions.value else {
            self.kind("decisions", &decisions, "a list of decisions");
            return layer;
        };
        for (place, decision) in decisions.into_iter().enumerate() {
            self.decision(&format!("decisions[{place}]"), decision, &mut layer);
        }
        layer
    }

    fn decision(&mut self, path: &str, decision: Node, layer: &mut Vec<Entry>) {
        let Value::Table(fields) = decision.value else { return self.kind(path, &decision, "a decision") };
        self.known(path, &fields, &DECISION);
        let id = text(&fields, "id");
        for (key, _, node) in fields {
            match (key.as_str(), node.value) {
                (_, Value::Nothing) => {}
                ("answer", value) => {
                    let answer = Node { at: node.at, value };
                    match &id {
                        Some(id) => put(layer, "answers", id, answer),
                        None => self.lacks(path, "id", decision.at),
                    }
                }
                ("settings", Value::List(settings)) => {
                    for (place, setting) in settings.into_iter().enumerate() {
                        self.answered(&format!("{path}.settings[{place}]"), setting, layer);
                    }
                }
                ("settings", value) => self.kind(&join(path, "settings"), &Node { at: node.at, value }, "a list of settings"),
                _ => {}
            }
        }
    }

    fn answered(&mut self, path: &str, setting: Node, layer: &mut Vec<Entry>) {
        let Value::Table(fields) = setting.value else { return self.kind(path, &setting, "a setting") };
        self.known(path, &fields, &SETTING);
        let of = text(&fields, "path");
        let Some((_, _, answer)) = fields.into_iter().find(|(key, _, node)| key == "answer" && node.value != Value::Nothing) else { return };
        match of.as_deref().map(|of| of.split_once('.').unwrap_or((of, ""))) {
            Some((section, name)) => put(layer, section, name, answer),
            None => self.lacks(path, "path", setting.at),
        }
    }

    fn known(&mut self, path: &str, fields: &[Entry], known: &[&str]) {
        self.keys(path, fields, &mut |reader, key, at, _| {
            if !known.contains(&key) {
                reader.unknown(path, at, key, known.iter().copied());
            }
        });
    }

    fn lacks(&mut self, path: &str, key: &str, at: At) {
        self.say(&join(path, key), Some(at), "missing_key", None, format!("there is an answer, and no `{key}` that says to what"), None);
    }
}

fn text(fields: &[Entry], name: &str) -> Option<String> {
    fields.iter().find(|(key, _, _)| key == name).and_then(|(_, _, node)| if let Value::Text(text) = &node.value { Some(text.clone()) } else { None })
}

/// Puts an answer into a section. A setting that answers several questions may be answered in each, the same way.
fn put(layer: &mut Vec<Entry>, section: &str, name: &str, answer: Node) {
    if !layer.iter().any(|(key, _, _)| key == section) {
        layer.push((section.to_owned(), answer.at, Node { at: answer.at, value: Value::Table(Vec::new()) }));
    }
    let Some((_, _, node)) = layer.iter_mut().find(|(key, _, _)| key == section) else { return };
    if let Value::Table(entries) = &mut node.value
        && !entries.iter().any(|(key, _, known)| key == name && same(known, &answer))
    {
        entries.push((name.to_owned(), answer.at, answer));
    }
}

/// Whether two values are equal, wherever they stand.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::List(one), Value::List(other)) => one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other)),
        (Value::Table(one), Value::Table(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|((key, _, one), (known, _, other))| key == known && same(one, other))
        }
        (one, other) => one == other,
    }
}
