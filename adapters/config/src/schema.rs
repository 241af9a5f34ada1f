//! What is generated from the settings: a JSON Schema for editors, and a page that describes each.

use kam_core::config::decisions::CATALOGUE;
use kam_core::config::schema::{SETTINGS, SettingInfo, Step};
use kam_core::config::{Kind, Record, Refers, SettingValue, ValueList, preset};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// A value of a setting as JSON; decimals are text.
#[must_use]
pub fn json_value(value: &SettingValue) -> Value {
    match value {
        SettingValue::Flag(flag) => json!(flag),
        SettingValue::Whole(number) => json!(number),
        SettingValue::Percent(percent) => json!(percent.to_string()),
        SettingValue::Weight(weight) => json!(weight.to_string()),
        SettingValue::Text(text) => json!(text),
        SettingValue::Day(day) => json!(day.to_string()),
        SettingValue::Many(values) => Value::Array(values.iter().map(json_value).collect()),
        SettingValue::Records(records) => Value::Array(records.iter().map(entry_value).collect()),
    }
}

/// An entry of a setting as JSON.
#[must_use]
pub fn entry_value(record: &Record) -> Value {
    Value::Object(record.fields.iter().map(|(name, value)| ((*name).to_owned(), json_value(value))).collect())
}

const DECIMAL: &str = "^[0-9]+(\\.[0-9]+)?$";

fn of_kind(kind: &Kind) -> Value {
    match kind {
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Whole { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Percent => json!({ "anyOf": [{ "type": "string", "pattern": DECIMAL }, { "type": "integer", "minimum": 0, "maximum": 100 }] }),
        Kind::Weight => json!({ "anyOf": [{ "type": "string", "pattern": DECIMAL }, { "type": "integer", "minimum": 0, "maximum": 1_000_000 }] }),
        Kind::Choice(names) => json!({ "enum": names }),
        Kind::Code | Kind::Refer(_) => json!({ "type": "string", "minLength": 1, "maxLength": 64 }),
        Kind::Text { most } => json!({ "type": "string", "maxLength": most }),
        Kind::Day => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Kind::Many(one) => json!({ "type": "array", "items": of_kind(one) }),
        Kind::Records(fields) | Kind::Keyed(fields) => {
            let properties: Map<String, Value> = fields.iter().map(|field| (field.name.to_owned(), of_kind(&field.kind))).collect();
            let required: Vec<&str> = fields.iter().filter(|field| field.needed).map(|field| field.name).collect();
            json!({ "type": "array", "items": { "type": "object", "properties": properties, "required": required, "additionalProperties": false } })
        }
    }
}

fn described(setting: &SettingInfo) -> Value {
    let mut schema = of_kind(&setting.kind);
    if let Value::Object(entries) = &mut schema {
        entries.insert("description".to_owned(), json!(setting.text));
        let preset = json_value(&preset(setting));
        if preset != json!([]) {
            entries.insert("default".to_owned(), preset);
        }
    }
    schema
}

/// The JSON Schema of a document of a configuration, made from the settings: editors complete and check with it, TOML included.
#[must_use]
pub fn configuration_schema() -> String {
    let mut sections: Map<String, Value> = Map::new();
    let table = |properties: Value| json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let parts = json!({ "type": "array", "items": { "type": "string" } });
    let mut layer = table(json!({
        "name": { "type": "string", "minLength": 1, "maxLength": 64, "description": "The name of this layer." },
        "above": { "type": "string", "minLength": 1, "maxLength": 64, "description": "The layer that it lies on; the core has none." },
        "units": { "type": "array", "items": { "type": "string" }, "description": "The units of the organisation that it is for, with all below them." },
        "lock": parts, "open": parts,
    }));
    if let Value::Object(entries) = &mut layer {
        entries.insert("required".to_owned(), json!(["name"]));
    }
    sections.insert("layer".to_owned(), layer);
    for setting in SETTINGS {
        let Some((section, name)) = setting.path.split_once('.') else { continue };
        let entry = sections.entry(section).or_insert_with(|| table(json!({})));
        if let Some(Value::Object(properties)) = entry.get_mut("properties") {
            properties.insert(name.to_owned(), described(setting));
        }
    }
    let day = of_kind(&Kind::Day);
    let code = of_kind(&Kind::Code);
    let labels = json!({ "anyOf": [{ "type": "string" }, { "type": "object", "patternProperties": { "^[a-z]{2,3}$": { "type": "string", "maxLength": 200 } }, "additionalProperties": false }] });
    let value = json!({
        "type": "object", "required": ["code"], "additionalProperties": false,
        "properties": {
            "code": code, "labels": labels, "category": code, "synonyms": { "type": "array", "items": { "type": "string" } }, "valid_from": day,
            "valid_until": day, "replaced_by": code, "hidden": { "type": "boolean" }, "order": { "type": "integer", "minimum": 1, "maximum": 10_000 },
        },
    });
    let lists: Map<String, Value> = ValueList::shipped()
        .iter()
        .map(|list| (list.name.to_string(), json!({ "type": "array", "items": { "$ref": "#/$defs/value" }, "description": list.text })))
        .collect();
    sections.insert(
        "lists".to_owned(),
        json!({ "type": "object", "properties": lists, "additionalProperties": { "type": "array", "items": { "$ref": "#/$defs/value" } } }),
    );
    let answers: Map<String, Value> =
        CATALOGUE.iter().map(|decision| (decision.id.to_owned(), json!({ "type": "string", "description": decision.question }))).collect();
    sections.insert("answers".to_owned(), table(Value::Object(answers)));
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A layer of a kam configuration",
        "type": "object",
        "properties": sections,
        "required": ["layer"],
        "additionalProperties": false,
        "$defs": { "value": value },
    });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

/// The page that describes every setting, list and decision, in Markdown.
#[must_use]
pub fn configuration_reference() -> String {
    let mut text = String::from(
        "# Settings, lists and decisions\n\nGenerated from the library; what layers, locks and lists are is told in [configuration](guide/configuration.md).\n\n## Settings\n",
    );
    let mut section = "";
    for setting in SETTINGS {
        let of = setting.path.split_once('.').map_or("", |(section, _)| section);
        if of != section {
            section = of;
            let _ = write!(text, "\n### `{section}`\n\n| setting | can be | default | meaning |\n|---|---|---|---|\n");
        }
        let preset = preset(setting);
        let preset = if preset.is_nothing() { "nothing".to_owned() } else { format!("`{}`", crate::write::value(&preset)) };
        let words = match setting.kind {
            Kind::Refer(Refers::Value(list)) => format!("a code of the list [`{list}`](#lists-of-values)"),
            kind => kind.words(),
        };
        let cell = |text: &str| text.replace('|', "\\|");
        let _ = writeln!(text, "| `{}` | {} | {} | {} |", setting.path, cell(&words), cell(&preset), cell(setting.text));
    }
    text.push_str("\n## Lists of values\n\nCodes are what records keep. Every layer may add, hide or relabel values where the list is open.\n");
    for list in ValueList::shipped() {
        let _ = write!(
            text,
            "\n### `{}`\n\n{}\n\n| code | English | German | stands for | also read as |\n|---|---|---|---|---|\n",
            list.name, list.text
        );
        for value in &list.values {
            let (en, de, category) = (value.label("en"), value.label("de"), value.category.as_deref().unwrap_or_default());
            let _ = writeln!(text, "| `{}` | {en} | {de} | {category} | {} |", value.code, value.synonyms.join(", "));
        }
    }
    let _ = write!(text, "\n## Decisions\n\n{} questions, in the order in which a workshop takes them.\n", CATALOGUE.len());
    for step in Step::ALL {
        let _ = write!(text, "\n### {}\n\n| id | question | answered by |\n|---|---|---|\n", step.name());
        for decision in CATALOGUE.iter().filter(|decision| decision.step == step) {
            let by = if decision.settings.is_empty() { "words".to_owned() } else { format!("`{}`", decision.settings.join("`, `")) };
            let _ = writeln!(text, "| `{}` | {} | {by} |", decision.id, decision.question);
        }
    }
    text
}
