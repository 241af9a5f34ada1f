//! The decisions as JSON, for programs that ask them in their own way, and the filled ones as a layer (CFG-4).

use crate::questionnaire::values_of;
use crate::schema::json_value;
use crate::tree::{Entry, Node, Value as Tree};
use kam_core::config::decisions::CATALOGUE;
use kam_core::config::{Configuration, Decision, DecisionStatus, Layer, Part, Resolved, SettingInfo, ValueChange, preset, shipped_lists};
use serde_json::{Map, Value, json};

/// The decisions of a layer as JSON: an object with `layer` and `decisions`. To decide, put a value in place of the `answer` of a setting, or a sentence in
/// place of the `answer` of a decision. It is then a document of the configuration itself, under a name that ends with `.json`.
#[must_use]
pub fn questionnaire_json(configuration: &Configuration, resolved: &Resolved) -> String {
    let name = configuration.name(resolved.layer);
    let none = Layer::default();
    let layer = configuration.layers().iter().find(|layer| layer.name == name).unwrap_or(&none);
    let one = |(decision, status): (&Decision, DecisionStatus)| {
        let settings: Vec<Value> = decision.settings.iter().map(|path| setting(layer, resolved, path)).collect();
        json!({
            "id": decision.id,
            "step": decision.step.name(),
            "question": decision.question,
            "why": decision.why,
            "good": decision.good,
            "beyond": decision.beyond,
            "state": status.state.name(),
            "by": status.by.iter().map(|layer| configuration.name(*layer)).collect::<Vec<_>>(),
            "answer": layer.answers.iter().find(|(id, _)| id == decision.id).map(|(_, answer)| answer),
            "settings": settings,
        })
    };
    let decisions: Vec<Value> = CATALOGUE.iter().zip(configuration.decisions(resolved)).map(one).collect();
    let parts = |parts: &[Part]| parts.iter().map(Part::as_str).map(str::to_owned).collect::<Vec<_>>();
    let own = layer.lists.iter().filter(|(name, _)| !shipped_lists().any(|known| known == name));
    let lists: Map<String, Value> = own.map(|(name, changes)| (name.clone(), list(changes))).collect();
    let whole = json!({
        "layer": { "name": layer.name, "above": layer.above, "units": layer.units, "lock": parts(&layer.lock), "open": parts(&layer.open) },
        "lists": lists,
        "decisions": decisions,
    });
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

fn setting(layer: &Layer, resolved: &Resolved, path: &str) -> Value {
    let Some(setting) = SettingInfo::find(path) else {
        let own = layer.lists.iter().find(|(name, _)| path.strip_prefix("lists.") == Some(name));
        let value = values_of(resolved, path);
        return json!({ "path": path, "can_be": "a list of values", "value": value, "answer": own.map(|(_, changes)| list(changes)) });
    };
    json!({
        "path": path,
        "can_be": setting.kind.words(),
        "value": json_value(resolved.value(setting)),
        "default": json_value(&preset(setting)),
        "answer": layer.get(setting).map(json_value),
    })
}

fn list(changes: &[ValueChange]) -> Value {
    let change = |change: &ValueChange| {
        let mut entry = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() && value != json!([]) && value != json!({}) {
                entry.insert(name.to_owned(), value);
            }
        };
        put("code", json!(change.code));
        put("labels", Value::Object(change.labels.iter().map(|(language, label)| (language.clone(), json!(label))).collect()));
        put("category", json!(change.category));
        put("synonyms", json!(change.synonyms));
        put("valid_from", json!(change.valid_from.map(|day| day.to_string())));
        put("valid_until", json!(change.valid_until.map(|day| day.to_string())));
        put("replaced_by", json!(change.replaced_by));
        put("hidden", json!(change.hidden));
        put("order", json!(change.order));
        Value::Object(entry)
    };
    Value::Array(changes.iter().map(change).collect())
}

/// The entries of a filled questionnaire as those of a layer; everything keeps its place. What is no questionnaire is left as it is.
pub(crate) fn as_layer(entries: Vec<Entry>) -> Vec<Entry> {
    let Some(place) = entries.iter().position(|(key, _, node)| key == "decisions" && matches!(node.value, Tree::List(_))) else { return entries };
    let mut layer = entries;
    let (_, _, decisions) = layer.remove(place);
    let Tree::List(decisions) = decisions.value else { return layer };
    for decision in decisions {
        let Tree::Table(fields) = decision.value else { continue };
        let id = text(&fields, "id");
        for (key, _, node) in fields {
            match (key.as_str(), node.value) {
                ("answer", Tree::Text(answer)) => {
                    let answer = Node { at: node.at, value: Tree::Text(answer) };
                    put(&mut layer, "answers", id.as_deref().unwrap_or_default(), answer);
                }
                ("settings", Tree::List(settings)) => {
                    for setting in settings {
                        let Tree::Table(fields) = setting.value else { continue };
                        let path = text(&fields, "path").unwrap_or_default();
                        let (section, name) = path.split_once('.').unwrap_or((&path, ""));
                        let answer = fields.into_iter().find(|(key, _, node)| key == "answer" && node.value != Tree::Nothing);
                        if let Some((_, _, answer)) = answer {
                            put(&mut layer, section, name, answer);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    layer
}

fn text(fields: &[Entry], name: &str) -> Option<String> {
    fields.iter().find(|(key, _, _)| key == name).and_then(|(_, _, node)| if let Tree::Text(text) = &node.value { Some(text.clone()) } else { None })
}

/// Puts an answer into a section. A setting that answers several questions may be answered in each, the same way.
fn put(layer: &mut Vec<Entry>, section: &str, name: &str, answer: Node) {
    if !layer.iter().any(|(key, _, _)| key == section) {
        layer.push((section.to_owned(), answer.at, Node { at: answer.at, value: Tree::Table(Vec::new()) }));
    }
    let Some((_, _, node)) = layer.iter_mut().find(|(key, _, _)| key == section) else { return };
    if let Tree::Table(entries) = &mut node.value
        && !entries.iter().any(|(key, _, known)| key == name && same(known, &answer))
    {
        entries.push((name.to_owned(), answer.at, answer));
    }
}

/// Whether two values are equal, wherever they stand.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Tree::List(one), Tree::List(other)) => one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other)),
        (Tree::Table(one), Tree::Table(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|((key, _, one), (known, _, other))| key == known && same(one, other))
        }
        (one, other) => one == other,
    }
}
