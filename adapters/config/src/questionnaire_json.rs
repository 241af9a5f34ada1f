//! The decisions as JSON, for programs that ask them in their own way, and the filled ones as a layer (CFG-4).

use crate::questionnaire::values_of;
use crate::schema::json_value;
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
