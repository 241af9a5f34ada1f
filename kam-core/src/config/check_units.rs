//! What can be wrong with the units of all layers together (ORG-1).

use super::check::{ConfigProblem, is_helped};
use super::layer::Layer;
use super::resolve::Resolved;
use super::schema::SettingInfo;
use super::value::{Record, Refers, SettingValue};
use crate::plan::help_among;
use crate::values::{cut, nearest};
use std::collections::{HashMap, HashSet};

/// Whether a layer lies on another one, at any distance.
fn lies_on(layer: &Layer, other: &Layer, layers: &[Layer]) -> bool {
    layer.lineage(layers).any(|above| above.name == other.name)
}

/// Units over all layers: one tree whose levels go down, and layers for units that there are.
pub(super) fn units(layers: &[Layer], resolved: &[Resolved], problems: &mut Vec<ConfigProblem>) {
    let (Some(units), Some(levels)) = (SettingInfo::find("organization.units"), SettingInfo::find("organization.levels")) else { return };
    let mut known: Vec<(&Layer, usize, &Record, usize)> = Vec::new();
    for (place, layer) in layers.iter().enumerate() {
        for (entry, record) in layer.get(units).map(SettingValue::records).unwrap_or_default().iter().enumerate() {
            known.push((layer, place, record, entry));
        }
    }
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(known.len());
    for (place, (_, _, record, _)) in known.iter().enumerate() {
        first.entry(record.key()).or_insert(place);
    }
    let find = |id: &str| first.get(id).and_then(|place| known.get(*place));
    let levels_of: Vec<HashMap<&str, usize>> = resolved.iter().map(|resolved| resolved.value(levels).texts().zip(0..).collect()).collect();
    let mut roots_seen = HashSet::new();
    let mut missing = HashSet::new();
    let ids = || known.iter().map(|(_, _, record, _)| record.key());
    let mut roots = Vec::new();
    for (layer, place, record, entry) in &known {
        let level_of = |record: &Record| record.text("level").and_then(|level| levels_of.get(*place)?.get(level));
        let say = |code, field, value: &str, text: String, help| ConfigProblem::new(layer, units.path, code, value, text, help).at(*entry, field);
        // A layer may give a unit of a layer above it anew; two layers beside each other may not both have it.
        let elsewhere = find(record.key()).filter(|(_, other, _, _)| other < place);
        if let Some((other, _, _, _)) = elsewhere.filter(|(other, _, _, _)| !lies_on(layer, other, layers)) {
            let text = format!("the layers `{}` and `{}` both have the unit `{}`", other.name, layer.name, record.key());
            problems.push(say("duplicate_entry", "id", record.key(), text, None));
        } else if let Some((other, _, before, _)) = elsewhere
            && ["parent", "level"].iter().any(|field| before.text(field) != record.text(field))
        {
            // Otherwise units could be put below their own, and what holds for one would depend on who asks.
            let text = format!("a layer cannot move the unit `{}`, which the layer `{}` has its place for", record.key(), other.name);
            problems.push(say("impossible", "id", record.key(), text, Some("leave its `parent` and `level` as they are".to_owned())));
        }
        let Some(parent) = record.text("parent") else {
            // A layer that gives the root anew gives no second one.
            if roots_seen.insert(record.key()) {
                roots.push((*layer, *entry, record.key()));
            }
            continue;
        };
        let Some((_, _, above, _)) = find(parent) else {
            // Units of the layer itself are named among the names that nothing has.
            if missing.insert(parent) && !problems.iter().any(|problem| problem.code == "unknown_name" && problem.value == parent) {
                let text = format!("there is no {} `{}`", Refers::Unit.word(), cut(parent, 80));
                let help = is_helped(problems.len(), known.len()).then(|| help_among(&nearest(parent, ids()), ids())).flatten();
                problems.push(say("unknown_name", "parent", parent, text, help));
            }
            continue;
        };
        if level_of(record).zip(level_of(above)).is_some_and(|(own, above)| own <= above) {
            let text = format!(
                "the unit `{}` lies below `{parent}`, and its level `{}` does not lie below `{}`",
                record.key(),
                record.text("level").unwrap_or_default(),
                above.text("level").unwrap_or_default()
            );
            problems.push(say("impossible", "level", record.text("level").unwrap_or_default(), text, None));
        }
    }
    if let [(_, _, first), others @ ..] = roots.as_slice() {
        for (layer, entry, id) in others {
            let text = format!("units form one tree: `{first}` and `{id}` both lie below nothing");
            problems
                .push(ConfigProblem::new(layer, units.path, "impossible", id, text, Some("give one of them a `parent`".to_owned())).at(*entry, "id"));
        }
    }
    let mut taken: HashMap<&str, &Layer> = HashMap::new();
    for layer in layers {
        for unit in &layer.units {
            if let Some(other) = taken.insert(unit, layer) {
                let text = format!("the layers `{}` and `{}` are both for the unit `{}`", other.name, layer.name, cut(unit, 80));
                problems.push(ConfigProblem::new(layer, "layer.units", "impossible", unit, text, None));
            }
        }
    }
    let parent_of = |unit: &str| find(unit).and_then(|(_, _, record, _)| record.text("parent"));
    for layer in layers {
        for unit in &layer.units {
            let say = |code, text, help| ConfigProblem::new(layer, "layer.units", code, unit, text, help);
            let Some((owner, _, _, _)) = find(unit) else {
                let text = format!("the layer `{}` is for the unit `{}`, which there is not", layer.name, cut(unit, 80));
                let help = is_helped(problems.len(), known.len()).then(|| help_among(&nearest(unit, ids()), ids())).flatten();
                problems.push(say("unknown_name", text, help));
                continue;
            };
            // Rights are asked of the layer of a unit: it has to know the unit, and nothing that holds above the unit may pass it by.
            if owner.name != layer.name && !lies_on(layer, owner, layers) {
                let text = format!("the layer `{}` is for the unit `{unit}`, which only the layer `{}` has", layer.name, owner.name);
                problems.push(say("impossible", text, Some(format!("let it lie on `{}`, or give the unit in a layer above both", owner.name))));
            }
            let above = std::iter::successors(parent_of(unit), |unit| parent_of(unit)).take(known.len());
            let nearest_layer = above.filter_map(|unit| taken.get(unit)).find(|above| above.name != layer.name);
            if let Some(above) = nearest_layer.filter(|above| !lies_on(layer, above, layers)) {
                let text = format!(
                    "the layer `{}` is for the unit `{unit}`, which lies below a unit of the layer `{}`, and does not lie on that layer",
                    layer.name, above.name
                );
                problems.push(say("impossible", text, Some(format!("say `above = \"{}\"`", above.name))));
            }
        }
    }
    // A level that no unit has decides nothing.
    let decided = SettingInfo::find("goals.decided_at");
    let used: HashSet<&str> = known.iter().filter_map(|(_, _, record, _)| record.text("level")).collect();
    for (layer, resolved) in layers.iter().zip(resolved).filter(|_| !known.is_empty()) {
        let level = decided.and_then(|setting| layer.get(setting)).and_then(SettingValue::text);
        let levels: Vec<&str> = resolved.value(levels).texts().collect();
        if let Some(level) = level.filter(|level| levels.contains(level) && !used.contains(level)) {
            let with = levels.iter().filter(|level| used.contains(*level));
            let help = help_among(&[], with.copied());
            problems.push(ConfigProblem::new(layer, "goals.decided_at", "impossible", level, format!("no unit has the level `{level}`"), help));
        }
    }
}
