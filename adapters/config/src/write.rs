//! Layers as TOML.

use kam_core::config::{Layer, Record, SettingValue, ValueChange};
use std::fmt::Write;

/// A text as TOML writes it.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len().saturating_add(2));
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A key as TOML writes it: bare where it can be.
pub(crate) fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if bare { name.to_owned() } else { quoted(name) }
}

fn list(parts: impl Iterator<Item = String>) -> String {
    format!("[{}]", parts.collect::<Vec<_>>().join(", "))
}

fn record(record: &Record) -> String {
    let fields: Vec<String> = record.fields.iter().map(|(name, field)| format!("{name} = {}", value(field))).collect();
    format!("{{ {} }}", fields.join(", "))
}

/// A value on one line.
pub(crate) fn value(setting: &SettingValue) -> String {
    match setting {
        SettingValue::Flag(flag) => flag.to_string(),
        SettingValue::Whole(number) => number.to_string(),
        SettingValue::Percent(percent) => quoted(&percent.to_string()),
        SettingValue::Weight(weight) => quoted(&weight.to_string()),
        SettingValue::Text(text) => quoted(text),
        SettingValue::Day(day) => quoted(&day.to_string()),
        SettingValue::Many(values) => list(values.iter().map(value)),
        SettingValue::Records(records) => list(records.iter().map(record)),
    }
}

/// A value with each entry on a line of its own.
fn tall(setting: &SettingValue) -> String {
    match setting {
        SettingValue::Records(records) if records.len() > 1 => {
            let lines: String = records.iter().map(|one| format!("    {},\n", record(one))).collect();
            format!("[\n{lines}]")
        }
        other => value(other),
    }
}

/// What a layer says of a list, each value on a line of its own.
pub(crate) fn changes(all: &[ValueChange]) -> String {
    format!("[\n{}]", all.iter().map(change).collect::<String>())
}

fn change(change: &ValueChange) -> String {
    let mut fields = vec![format!("code = {}", quoted(&change.code))];
    if !change.labels.is_empty() {
        let labels: Vec<String> = change.labels.iter().map(|(language, label)| format!("{language} = {}", quoted(label))).collect();
        fields.push(format!("labels = {{ {} }}", labels.join(", ")));
    }
    for (name, text) in [("category", &change.category), ("replaced_by", &change.replaced_by)] {
        fields.extend(text.as_ref().map(|text| format!("{name} = {}", quoted(text))));
    }
    if !change.synonyms.is_empty() {
        fields.push(format!("synonyms = {}", list(change.synonyms.iter().map(|synonym| quoted(synonym)))));
    }
    for (name, day) in [("valid_from", change.valid_from), ("valid_until", change.valid_until)] {
        fields.extend(day.map(|day| format!("{name} = {}", quoted(&day.to_string()))));
    }
    fields.extend(change.hidden.map(|hidden| format!("hidden = {hidden}")));
    fields.extend(change.order.map(|order| format!("order = {order}")));
    format!("    {{ {} }},\n", fields.join(", "))
}

/// A layer as a TOML document; reading it again gives an equal one.
#[must_use]
pub fn write_layer(layer: &Layer) -> String {
    let mut text = format!("[layer]\nname = {}\n", quoted(&layer.name));
    if let Some(above) = &layer.above {
        let _ = writeln!(text, "above = {}", quoted(above));
    }
    let parts = |parts: &[kam_core::config::Part]| list(parts.iter().map(|part| quoted(part.as_str())));
    for (name, part) in [("units", list(layer.units.iter().map(|unit| quoted(unit)))), ("lock", parts(&layer.lock)), ("open", parts(&layer.open))] {
        if part != "[]" {
            let _ = writeln!(text, "{name} = {part}");
        }
    }
    let mut section = "";
    let mut settings: Vec<_> = layer.settings.iter().collect();
    settings.sort_by_key(|(setting, _)| kam_core::config::SETTINGS.iter().position(|known| known == *setting));
    for (setting, value) in settings {
        let Some((of, name)) = setting.path.split_once('.') else { continue };
        if of != section {
            let _ = write!(text, "\n[{of}]\n");
            section = of;
        }
        let _ = writeln!(text, "{name} = {}", tall(value));
    }
    if !layer.lists.is_empty() {
        text.push_str("\n[lists]\n");
        for (name, changes) in &layer.lists {
            let _ = writeln!(text, "{} = {}", key(name), self::changes(changes));
        }
    }
    if !layer.answers.is_empty() {
        text.push_str("\n[answers]\n");
        for (id, answer) in &layer.answers {
            let _ = writeln!(text, "{id} = {}", quoted(answer));
        }
    }
    text
}
