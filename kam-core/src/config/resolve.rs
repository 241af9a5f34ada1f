//! A configuration of layers, and what holds in each of them (CFG-1, CFG-2).

use super::check::{self, ConfigProblem};
use super::check_units;
use super::layer::{Layer, LayerIndex};
use super::lists::{ListValue, ValueChange, ValueList};
use super::schema::{FEATURES, SETTINGS, SettingInfo};
use super::value::{Kind, Preset, Record, SettingValue};
use crate::values::{Percent, cut};
use std::collections::HashMap;
use std::sync::Arc;

/// Layers that fit together: each setting is known in each of them, with where it comes from.
///
/// ```
/// use kam_core::config::{Configuration, Layer, Part, SettingInfo, SettingValue};
///
/// let method = SettingInfo::find("completion.method").expect("a setting");
/// let core = Layer {
///     name: "core".into(),
///     settings: vec![(method, SettingValue::Text("leaf_mean".into()))],
///     lock: Part::new("completion").into_iter().collect(),
///     ..Layer::default()
/// };
/// let germany = Layer { name: "germany".into(), above: Some("core".into()), ..Layer::default() };
/// let configuration = Configuration::new(vec![core.clone(), germany.clone()]).expect("layers that fit together");
/// let resolved = configuration.resolved("germany").expect("a layer");
/// assert_eq!(resolved.value(method).to_string(), "leaf_mean");
/// assert_eq!(configuration.name(resolved.setting(method).from.expect("a layer")), "core");
///
/// let other = Layer { settings: vec![(method, SettingValue::Text("lowest".into()))], ..germany };
/// let problems = Configuration::new(vec![core, other]).expect_err("locked above");
/// assert_eq!(problems[0].code, "locked_setting");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// Layers, each behind the one that it lies on.
    layers: Vec<Layer>,
    /// By layer, the place of the one that it lies on.
    above: Vec<Option<usize>>,
    resolved: Vec<Resolved>,
    /// By unit, the place of the layer that holds for it.
    of_unit: HashMap<Box<str>, usize>,
}

/// What holds in a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The layer.
    pub layer: LayerIndex,
    // Layers share what they do not change: with many of them, copies would be most of the memory.
    settings: Vec<Arc<ResolvedSetting>>,
    lists: Vec<Arc<ResolvedList>>,
}

/// What a setting is in a layer (CFG-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedSetting {
    /// Its value.
    pub value: SettingValue,
    /// The layer that gave it last; absent for what comes with the library.
    pub from: Option<LayerIndex>,
    /// The layer above that locked it; absent where this layer may change it.
    pub locked_by: Option<LayerIndex>,
    /// Where it has entries, the layer that each comes from.
    pub entries_from: Vec<Option<LayerIndex>>,
}

/// What a list is in a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedList {
    /// The list.
    pub list: ValueList,
    /// The layer that spoke of it last.
    pub from: Option<LayerIndex>,
    /// The layer above that locked it.
    pub locked_by: Option<LayerIndex>,
}

impl ResolvedSetting {
    fn preset(setting: &SettingInfo) -> Self {
        let value = preset(setting);
        let entries_from = vec![None; value.records().len()];
        Self { value, from: None, locked_by: None, entries_from }
    }

    /// Takes in what a layer says.
    fn take(&mut self, setting: &SettingInfo, value: &SettingValue, layer: LayerIndex) {
        self.from = Some(layer);
        let (Kind::Keyed(_), SettingValue::Records(mine), SettingValue::Records(more)) = (setting.kind, &mut self.value, value) else {
            self.value = value.clone();
            self.entries_from = vec![Some(layer); value.records().len()];
            return;
        };
        let mut places: HashMap<String, usize> = mine.iter().map(Record::key).map(str::to_owned).zip(0..).collect();
        for record in more {
            let place = *places.entry(record.key().to_owned()).or_insert(mine.len());
            match (mine.get_mut(place), self.entries_from.get_mut(place)) {
                (Some(known), Some(from)) => (*known, *from) = (record.clone(), Some(layer)),
                _ => {
                    mine.push(record.clone());
                    self.entries_from.push(Some(layer));
                }
            }
        }
    }
}

/// A setting as it comes with the library.
#[must_use]
pub fn preset(setting: &SettingInfo) -> SettingValue {
    let text = |text: &str| SettingValue::Text(text.to_owned());
    match (setting.preset, setting.kind) {
        (Preset::None, Kind::Records(_) | Kind::Keyed(_)) => SettingValue::Records(Vec::new()),
        (Preset::None, _) => SettingValue::Many(Vec::new()),
        (Preset::Flag(flag), _) => SettingValue::Flag(flag),
        (Preset::Whole(number), _) => SettingValue::Whole(number),
        (Preset::Text(percent), Kind::Percent) => Percent::parse(percent).map_or_else(|_| text(percent), SettingValue::Percent),
        (Preset::Text(name), _) => text(name),
        (Preset::Codes(codes), _) => SettingValue::Many(codes.iter().map(|code| text(code)).collect()),
        (Preset::Records(records), kind) => {
            let is_flag = |name: &str| kind.fields().iter().any(|field| field.name == name && matches!(field.kind, Kind::Flag));
            let value = |name: &str, said: &str| if is_flag(name) { SettingValue::Flag(said == "true") } else { text(said) };
            let record = |fields: &&[(&'static str, &str)]| Record { fields: fields.iter().map(|(name, said)| (*name, value(name, said))).collect() };
            SettingValue::Records(records.iter().map(record).collect())
        }
        (Preset::Stages, _) => {
            let features = |count: usize| SettingValue::Many(STAGED.iter().take(count).map(|feature| text(feature)).collect());
            let stage = |(name, count): &(&str, usize)| Record { fields: vec![("name", text(name)), ("features", features(*count))] };
            SettingValue::Records(STAGES.iter().map(stage).collect())
        }
    }
}

/// The features in the order in which an organisation grows into them.
const STAGED: [&str; 13] = [
    "creation_tracking",
    "stakeholder_map",
    "expected_completion",
    "situation_analyses",
    "prerequisites",
    "approvals",
    "goal_cascade",
    "measures",
    "reviews",
    "target_scoring",
    "completion_override",
    "adoption",
    "compensation",
];

/// The stages that come with the library, and how many features each has.
const STAGES: [(&str, usize); 3] = [("basic", 3), ("developed", 9), ("full", 13)];

impl Configuration {
    /// Puts layers together.
    ///
    /// # Errors
    /// Everything that does not fit, of all layers at once: layers that are missing or lie on each other, settings that are locked above, names that
    /// nothing has, combinations that cannot be (CFG-1, CFG-5).
    pub fn new(layers: Vec<Layer>) -> Result<Self, Vec<ConfigProblem>> {
        let (layers, above) = check::in_order(layers)?;
        let mut problems = Vec::new();
        let mut resolved: Vec<Resolved> = Vec::with_capacity(layers.len());
        for (place, layer) in layers.iter().enumerate() {
            let base = above.get(place).copied().flatten().and_then(|above| resolved.get(above));
            resolved.push(Resolved::of(LayerIndex(place), layer, base, &layers, &mut problems));
        }
        if let Some(core) = resolved.first() {
            for ((now, layer), base) in resolved.iter().zip(&layers).zip(&above) {
                let base = base.and_then(|base| resolved.get(base));
                check::layer(layer, &layers, &check::Around { now, base, core }, &mut problems);
            }
        }
        check_units::units(&layers, &resolved, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let of_unit = layers_of_units(&layers);
        Ok(Self { layers, above, resolved, of_unit })
    }

    /// All layers, each behind the one that it lies on: the core first.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The name of a layer.
    #[must_use]
    pub fn name(&self, layer: LayerIndex) -> &str {
        self.layers.get(layer.0).map_or("", |layer| &layer.name)
    }

    /// What holds in a layer, by its name.
    #[must_use]
    pub fn resolved(&self, layer: &str) -> Option<&Resolved> {
        let place = self.layers.iter().position(|known| known.name == layer)?;
        self.resolved.get(place)
    }

    /// What holds in the core.
    #[must_use]
    pub fn core(&self) -> Option<&Resolved> {
        self.resolved.first()
    }

    /// What holds for a unit of the organisation: in the layer that is for it, else in that of the nearest unit above it, else in the core.
    /// `None` for a unit that no layer knows.
    #[must_use]
    pub fn for_unit(&self, unit: &str) -> Option<&Resolved> {
        self.of_unit.get(unit).and_then(|place| self.resolved.get(*place))
    }

    /// The units that layers know, in the order of their ids.
    #[must_use]
    pub fn units(&self) -> Vec<&str> {
        let mut units: Vec<&str> = self.of_unit.keys().map(AsRef::as_ref).collect();
        units.sort_unstable();
        units
    }

    /// Who closed an entry of a setting for a layer: `organization.roles.country_lead`. The setting as a whole may be open (CFG-1).
    #[must_use]
    pub fn entry_locked_by(&self, layer: LayerIndex, path: &str) -> Option<LayerIndex> {
        locked_above(self.layers.get(layer.0)?, &self.layers, path)
    }

    /// The layer that a layer lies on.
    #[must_use]
    pub fn above(&self, layer: LayerIndex) -> Option<LayerIndex> {
        self.above.get(layer.0).copied().flatten().map(LayerIndex)
    }

    /// A layer with all that it lies on, itself first, the core last.
    pub fn chain(&self, layer: LayerIndex) -> impl Iterator<Item = LayerIndex> + '_ {
        std::iter::successors(Some(layer), |layer| self.above(*layer))
    }
}

impl Resolved {
    fn of(index: LayerIndex, layer: &Layer, base: Option<&Self>, layers: &[Layer], problems: &mut Vec<ConfigProblem>) -> Self {
        let mut settings: Vec<Arc<ResolvedSetting>> = match base {
            Some(base) => base.settings.clone(),
            None => SETTINGS.iter().map(ResolvedSetting::preset).map(Arc::new).collect(),
        };
        let unlocked = |list: ValueList| ResolvedList { list, from: None, locked_by: None };
        let shipped = || ValueList::shipped().into_iter().map(unlocked).map(Arc::new).collect();
        let mut lists: Vec<Arc<ResolvedList>> = base.map_or_else(shipped, |base| base.lists.clone());
        let name = |locker: LayerIndex| layers.get(locker.0).map_or("", |layer| &layer.name);
        // What the layer above locks is locked from here on, and stays so.
        if let Some(above) = base.and_then(|base| Some((base.layer, layers.get(base.layer.0)?))) {
            for (setting, resolved) in SETTINGS.iter().zip(&mut settings) {
                if resolved.locked_by.is_none() && above.1.locks(setting.path) {
                    Arc::make_mut(resolved).locked_by = Some(above.0);
                }
            }
            for resolved in &mut lists {
                if resolved.locked_by.is_none() && above.1.locks(&format!("lists.{}", resolved.list.name)) {
                    Arc::make_mut(resolved).locked_by = Some(above.0);
                }
            }
        }
        for (setting, value) in &layer.settings {
            let Some(resolved) = SETTINGS.iter().position(|known| known == *setting).and_then(|place| settings.get_mut(place)) else { continue };
            problems.extend(take_unlocked(Arc::make_mut(resolved), (setting, value), (index, layer), layers));
        }
        for (list_name, changes) in &layer.lists {
            let place = lists.iter().position(|resolved| resolved.list.name == *list_name);
            let place = place.unwrap_or_else(|| {
                let locked_by = locked_above(layer, layers, &format!("lists.{list_name}"));
                lists.push(Arc::new(ResolvedList { locked_by, ..unlocked(ValueList::own(list_name)) }));
                lists.len().saturating_sub(1)
            });
            let Some(resolved) = lists.get_mut(place).map(Arc::make_mut) else { continue };
            let before = resolved.list.clone();
            resolved.list.change(changes, index);
            resolved.list.in_order();
            if let Some(locker) = resolved.locked_by {
                // A label in a further language takes nothing away and adds no value, so no lock is in its way.
                let known: HashMap<&str, &ListValue> = before.values.iter().map(|value| (value.code.as_ref(), value)).collect();
                let is_fine = |change: &&ValueChange| known.get(change.code.as_str()).is_some_and(|value| translates(value, change));
                let refused: Vec<_> = changes.iter().filter(|change| !is_fine(change)).collect();
                for change in &refused {
                    let problem = ConfigProblem::locked(layer, &format!("lists.{list_name}"), name(locker), &change.code, "");
                    let what = if before.find(&change.code).is_some() { "change" } else { "add" };
                    let text = format!(
                        "the layer `{}` locked it, and the layer `{}` tries to {what} the value `{}`",
                        name(locker),
                        layer.name,
                        cut(&change.code, 80)
                    );
                    problems.push(ConfigProblem { text, ..problem });
                }
                if !refused.is_empty() {
                    resolved.list = before;
                    continue;
                }
            }
            resolved.from = Some(index);
        }
        Self { layer: index, settings, lists }
    }

    /// What a setting is here, and where it comes from.
    #[must_use]
    pub fn setting(&self, setting: &SettingInfo) -> &ResolvedSetting {
        static NONE: ResolvedSetting =
            ResolvedSetting { value: SettingValue::Many(Vec::new()), from: None, locked_by: None, entries_from: Vec::new() };
        SETTINGS.iter().position(|known| known == setting).and_then(|place| self.settings.get(place)).map_or(&NONE, |setting| setting.as_ref())
    }

    /// Whether a setting is the very same as in another layer: neither of them changed it.
    pub(super) fn shares(&self, setting: &SettingInfo, other: &Self) -> bool {
        let of = |resolved: &'_ Self| SETTINGS.iter().position(|known| known == setting).and_then(|place| resolved.settings.get(place).cloned());
        of(self).zip(of(other)).is_some_and(|(one, other)| Arc::ptr_eq(&one, &other))
    }

    /// The same of a list.
    pub(super) fn shares_list(&self, name: &str, other: &Self) -> bool {
        let of = |resolved: &'_ Self| resolved.lists.iter().find(|resolved| resolved.list.name == name).cloned();
        of(self).zip(of(other)).is_some_and(|(one, other)| Arc::ptr_eq(&one, &other))
    }

    /// All settings, in the order of [`SETTINGS`].
    pub fn settings(&self) -> impl Iterator<Item = (&'static SettingInfo, &ResolvedSetting)> {
        SETTINGS.iter().zip(self.settings.iter().map(AsRef::as_ref))
    }

    /// The value of a setting.
    #[must_use]
    pub fn value(&self, setting: &SettingInfo) -> &SettingValue {
        &self.setting(setting).value
    }

    /// The value of a setting by its path.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&SettingValue> {
        SettingInfo::find(path).map(|setting| self.value(setting))
    }

    /// All lists of values.
    #[must_use]
    pub fn lists(&self) -> &[Arc<ResolvedList>] {
        &self.lists
    }

    /// A list of values by its name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&ValueList> {
        self.lists.iter().find(|resolved| resolved.list.name == name).map(|resolved| &resolved.list)
    }

    /// Whether a feature is on: by its own settings, else by the stage (CFG-3). One that there is not is off.
    #[must_use]
    pub fn has_feature(&self, feature: &str) -> bool {
        let named = |path: &str| self.at(path).is_some_and(|features| features.texts().any(|known| known == feature));
        if named("features.off") {
            return false;
        }
        named("features.on") || self.stage_has(feature)
    }

    fn stage_has(&self, feature: &str) -> bool {
        let Some(stage) = self.at("features.stage").and_then(SettingValue::text) else { return false };
        let stages = self.at("features.stages").map(SettingValue::records).unwrap_or_default();
        let features = stages.iter().find(|record| record.key() == stage).and_then(|record| record.get("features"));
        features.is_some_and(|features| features.texts().any(|known| known == feature))
    }

    /// The features that are on, in their order (CFG-3).
    pub fn features(&self) -> impl Iterator<Item = &'static str> + '_ {
        FEATURES.iter().copied().filter(|feature| self.has_feature(feature))
    }
}

/// By unit, the place of the layer that is for it, else of the one for the nearest unit above it, else of the core.
fn layers_of_units(layers: &[Layer]) -> HashMap<Box<str>, usize> {
    let units = SettingInfo::find("organization.units");
    let said = |layer: &'_ Layer| units.and_then(|units| layer.get(units)).map(|units| units.records().to_vec()).unwrap_or_default();
    let parents: HashMap<String, Option<String>> =
        layers.iter().flat_map(said).map(|record| (record.key().to_owned(), record.text("parent").map(str::to_owned))).collect();
    let own: HashMap<&str, usize> =
        layers.iter().enumerate().flat_map(|(place, layer)| layer.units.iter().map(move |unit| (unit.as_str(), place))).collect();
    let nearest = |unit: &str| {
        let above = std::iter::successors(Some(unit), |unit| parents.get(*unit)?.as_deref());
        // A tree has no more levels than units, so this ends.
        above.take(parents.len()).find_map(|unit| own.get(unit)).copied().unwrap_or(0)
    };
    parents.keys().map(|unit| (Box::from(unit.as_str()), nearest(unit))).collect()
}

/// Takes in what a layer says of a setting as far as no layer above locked it; the rest is told.
fn take_unlocked(
    resolved: &mut ResolvedSetting,
    (setting, value): (&SettingInfo, &SettingValue),
    (index, layer): (LayerIndex, &Layer),
    layers: &[Layer],
) -> Vec<ConfigProblem> {
    let name = |locker: LayerIndex| layers.get(locker.0).map_or("", |layer| &layer.name);
    let entry = |record: &Record| SettingValue::Records(vec![record.clone()]).to_string();
    let (SettingValue::Records(said), true) = (value, setting.kind.is_keyed()) else {
        let before = resolved.clone();
        resolved.take(setting, value, index);
        if let Some(locker) = before.locked_by.filter(|_| before.value != resolved.value) {
            let problem = ConfigProblem::locked(layer, setting.path, name(locker), &value.to_string(), &before.value.to_string());
            *resolved = before;
            return vec![problem];
        }
        // Single entries may be locked where the setting as a whole is not.
        let now: HashMap<&str, &Record> = resolved.value.records().iter().map(|record| (record.key(), record)).collect();
        let changed = before.value.records().iter().filter(|record| now.get(record.key()) != Some(record));
        let refused = changed.filter_map(|record| {
            let path = format!("{}.{}", setting.path, record.key());
            let said = now.get(record.key()).map_or_else(String::new, |now| entry(now));
            locked_above(layer, layers, &path).map(|locker| ConfigProblem::locked(layer, &path, name(locker), &said, &entry(record)))
        });
        return refused.collect();
    };
    // Entries are given one by one, so each is looked at by itself: one may be open where the setting is locked, and the other way round.
    let before: HashMap<&str, &Record> = resolved.value.records().iter().map(|record| (record.key(), record)).collect();
    let mut problems = Vec::new();
    let mut taken = Vec::with_capacity(said.len());
    for record in said {
        let known = before.get(record.key());
        let path = format!("{}.{}", setting.path, record.key());
        match locked_above(layer, layers, &path).filter(|_| known != Some(&record)) {
            Some(locker) => {
                let holds = known.map_or_else(String::new, |known| entry(known));
                problems.push(ConfigProblem::locked(layer, &path, name(locker), &entry(record), &holds));
            }
            None => taken.push(record.clone()),
        }
    }
    resolved.take(setting, &SettingValue::Records(taken), index);
    problems
}

/// The uppermost of the layers above one that closes a path for it.
fn locked_above(layer: &Layer, layers: &[Layer], path: &str) -> Option<LayerIndex> {
    let locker = layer.lineage(layers).filter(|above| above.locks(path)).last()?;
    layers.iter().position(|known| known.name == locker.name).map(LayerIndex)
}

/// Whether a change says nothing of a value but what it is, and its labels in further languages.
fn translates(value: &ListValue, change: &ValueChange) -> bool {
    let known = |language: &str| value.labels.iter().any(|(known, _)| known == language);
    let labels = change.labels.iter().filter(|(language, _)| known(language)).cloned().collect();
    let change = &ValueChange { labels, ..change.clone() };
    let mut changed = value.clone();
    changed.change(change, LayerIndex(0));
    changed.from = value.from;
    changed == *value
}
