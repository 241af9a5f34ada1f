//! A configuration of layers, and what holds in each of them (CFG-1, CFG-2).

use super::check::{self, ConfigProblem};
use super::check_units;
use super::layer::{Layer, LayerIndex};
use super::lists::ValueList;
use super::schema::{FEATURES, SETTINGS, SettingInfo};
use super::value::{Kind, Preset, Record, SettingValue};
use crate::values::Percent;

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
}

/// What holds in a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The layer.
    pub layer: LayerIndex,
    settings: Vec<ResolvedSetting>,
    lists: Vec<ResolvedList>,
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
        for record in more {
            match mine.iter().position(|known| known.key() == record.key()) {
                Some(place) => {
                    if let (Some(known), Some(from)) = (mine.get_mut(place), self.entries_from.get_mut(place)) {
                        (*known, *from) = (record.clone(), Some(layer));
                    }
                }
                None => {
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
        (Preset::Records(records), _) => {
            let record = |fields: &&[(&'static str, &str)]| Record { fields: fields.iter().map(|(name, value)| (*name, text(value))).collect() };
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
            for (resolved, layer) in resolved.iter().zip(&layers) {
                check::layer(layer, resolved, core, &mut problems);
            }
        }
        check_units::units(&layers, &resolved, &mut problems);
        if problems.is_empty() { Ok(Self { layers, above, resolved }) } else { Err(problems) }
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
        let units = SettingInfo::find("organization.units")?;
        let known = |unit: &str| {
            let records = self.resolved.iter().flat_map(|resolved| resolved.value(units).records());
            records.into_iter().find(|record| record.key() == unit)
        };
        known(unit)?;
        let mut at = Some(unit);
        // A tree has no more levels than units, so this ends.
        while let Some(unit) = at {
            if let Some(place) = self.layers.iter().position(|layer| layer.units.iter().any(|known| known == unit)) {
                return self.resolved.get(place);
            }
            at = known(unit).and_then(|record| record.text("parent"));
        }
        self.core()
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
        let mut settings: Vec<ResolvedSetting> = match base {
            Some(base) => base.settings.clone(),
            None => SETTINGS.iter().map(ResolvedSetting::preset).collect(),
        };
        let unlocked = |list: ValueList| ResolvedList { list, from: None, locked_by: None };
        let mut lists = base.map_or_else(|| ValueList::shipped().into_iter().map(unlocked).collect(), |base| base.lists.clone());
        let name = |locker: LayerIndex| layers.get(locker.0).map_or("", |layer| &layer.name);
        // What the layer above locks is locked from here on, and stays so.
        if let Some(above) = base.and_then(|base| Some((base.layer, layers.get(base.layer.0)?))) {
            for (setting, resolved) in SETTINGS.iter().zip(&mut settings) {
                resolved.locked_by = resolved.locked_by.or_else(|| above.1.locks(setting.path).then_some(above.0));
            }
            for resolved in &mut lists {
                let path = format!("lists.{}", resolved.list.name);
                resolved.locked_by = resolved.locked_by.or_else(|| above.1.locks(&path).then_some(above.0));
            }
        }
        for (setting, value) in &layer.settings {
            let Some(resolved) = SETTINGS.iter().position(|known| known == *setting).and_then(|place| settings.get_mut(place)) else { continue };
            let before = resolved.clone();
            resolved.take(setting, value, index);
            if let Some(locker) = before.locked_by.filter(|_| before.value != resolved.value) {
                problems.push(ConfigProblem::locked(layer, setting.path, name(locker), &value.to_string(), &before.value.to_string()));
                *resolved = before;
                continue;
            }
            // Single entries may be locked where the setting as a whole is not.
            for record in before.value.records() {
                let path = format!("{}.{}", setting.path, record.key());
                let locker = locked_above(layer, layers, &path);
                let now = resolved.value.records().iter().find(|now| now.key() == record.key());
                if let (Some(locker), true) = (locker, now != Some(record)) {
                    let said = now.map_or_else(String::new, |now| SettingValue::Records(vec![now.clone()]).to_string());
                    problems.push(ConfigProblem::locked(layer, &path, name(locker), &said, &SettingValue::Records(vec![record.clone()]).to_string()));
                }
            }
        }
        for (list_name, changes) in &layer.lists {
            let place = lists.iter().position(|resolved| resolved.list.name == *list_name);
            let place = place.unwrap_or_else(|| {
                let locked_by = locked_above(layer, layers, &format!("lists.{list_name}"));
                lists.push(ResolvedList { locked_by, ..unlocked(ValueList::own(list_name)) });
                lists.len().saturating_sub(1)
            });
            let Some(resolved) = lists.get_mut(place) else { continue };
            let before = resolved.list.clone();
            changes.iter().for_each(|change| resolved.list.change(change, index));
            resolved.list.in_order();
            if let Some(locker) = resolved.locked_by {
                // A label in a further language takes nothing away and adds no value, so no lock is in its way.
                let is_fine = |change: &&super::lists::ValueChange| before.find(&change.code).is_some_and(|value| translates(value, change));
                let refused: Vec<_> = changes.iter().filter(|change| !is_fine(change)).collect();
                for change in &refused {
                    problems.push(ConfigProblem::locked(layer, &format!("lists.{list_name}"), name(locker), &change.code, ""));
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
        SETTINGS.iter().position(|known| known == setting).and_then(|place| self.settings.get(place)).unwrap_or(&NONE)
    }

    /// All settings, in the order of [`SETTINGS`].
    pub fn settings(&self) -> impl Iterator<Item = (&'static SettingInfo, &ResolvedSetting)> {
        SETTINGS.iter().zip(&self.settings)
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
    pub fn lists(&self) -> &[ResolvedList] {
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

/// The uppermost of the layers above one that closes a path for it.
fn locked_above(layer: &Layer, layers: &[Layer], path: &str) -> Option<LayerIndex> {
    let mut name = layer.above.as_deref();
    let mut found = None;
    while let Some((place, above)) = name.and_then(|name| layers.iter().enumerate().find(|(_, known)| known.name == name)) {
        if above.locks(path) {
            found = Some(LayerIndex(place));
        }
        name = above.above.as_deref();
    }
    found
}

/// Whether a change says nothing of a value but what it is, and its labels in further languages.
fn translates(value: &super::lists::ListValue, change: &super::lists::ValueChange) -> bool {
    let known = |language: &str| value.labels.iter().any(|(known, _)| known == language);
    let labels = change.labels.iter().filter(|(language, _)| known(language)).cloned().collect();
    let change = &super::lists::ValueChange { labels, ..change.clone() };
    let mut list = ValueList::own("same");
    list.values.push(value.clone());
    let from = value.from;
    list.change(change, LayerIndex(0));
    list.values.first_mut().is_some_and(|changed| {
        changed.from = from;
        changed == value
    })
}
