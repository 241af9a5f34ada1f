//! Everything that can be wrong with a configuration beyond single values, all of it at once (CFG-1, CFG-5).

use super::cycle_settings;
use super::layer::Layer;
use super::resolve::{Resolved, ResolvedSetting};
use super::schema::{SETTINGS, SettingInfo};
use super::value::{Kind, Record, Refers, SettingValue};
use crate::access::{NODE_FIELDS, PROFILE_FIELDS};
use crate::execution::PLAN_LEVEL;
use crate::plan::help_among;
use crate::values::{cut, is_slip, nearest};
use std::collections::{HashMap, HashSet};

/// One thing that is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The layer that has to be mended.
    pub layer: String,
    /// The path of the setting, or of the key of the layer.
    pub path: String,
    /// The entry of the setting, by its place among those of the layer, and the field, where it is about one.
    pub entry: Option<(usize, &'static str)>,
    /// A stable code, such as `locked_setting`.
    pub code: &'static str,
    /// The value that is wrong, cut.
    pub value: String,
    /// What is wrong, in words.
    pub text: String,
    /// What would be right.
    pub help: Option<String>,
}

impl ConfigProblem {
    pub(super) fn new(layer: &Layer, path: &str, code: &'static str, value: &str, text: String, help: Option<String>) -> Self {
        Self { layer: layer.name.clone(), path: path.to_owned(), entry: None, code, value: cut(value, 200), text, help }
    }

    pub(super) fn locked(layer: &Layer, path: &str, locker: &str, said: &str, holds: &str) -> Self {
        let help = if holds.is_empty() {
            format!("leave it out of `{}`, or open it in `{locker}`", layer.name)
        } else {
            format!("leave it out of `{}`, where `{}` holds then, or open it in `{locker}`", layer.name, cut(holds, 80))
        };
        let text = format!("the layer `{locker}` locked it, and the layer `{}` tries to change it", layer.name);
        Self::new(layer, path, "locked_setting", said, text, Some(help))
    }

    pub(super) fn at(mut self, place: usize, field: &'static str) -> Self {
        self.entry = Some((place, field));
        self
    }
}

/// A layer may lie on a layer on a layer, up to so many.
pub const MOST_LAYERS: usize = 500;

/// Layers with each behind the one that it lies on, and the place of that.
pub(super) type InOrder = (Vec<Layer>, Vec<Option<usize>>);

/// Puts layers in order.
pub(super) fn in_order(layers: Vec<Layer>) -> Result<InOrder, Vec<ConfigProblem>> {
    let mut problems = Vec::new();
    let none = Layer::default();
    let cores: Vec<&Layer> = layers.iter().filter(|layer| layer.above.is_none()).collect();
    if layers.len() > MOST_LAYERS {
        let text = format!("a configuration has at most {MOST_LAYERS} layers, not {}", layers.len());
        problems.push(ConfigProblem::new(&none, "", "too_many_layers", &layers.len().to_string(), text, None));
        return Err(problems);
    }
    if cores.is_empty() {
        let text = "no layer is the core: each one lies on another".to_owned();
        problems.push(ConfigProblem::new(
            layers.first().unwrap_or(&none),
            "layer.above",
            "no_core",
            "",
            text,
            Some("leave `above` out of the core".to_owned()),
        ));
    }
    for second in cores.iter().skip(1) {
        let first = cores.first().map_or("", |layer| &layer.name);
        let text = format!("`{first}` is the core already; the layer `{}` must lie on another one", second.name);
        problems.push(ConfigProblem::new(second, "layer.above", "second_core", &second.name, text, Some(format!("say `above = \"{first}\"`"))));
    }
    for (place, layer) in layers.iter().enumerate() {
        if layers.iter().take(place).any(|earlier| earlier.name == layer.name) {
            let text = format!("two layers are called `{}`", layer.name);
            problems.push(ConfigProblem::new(layer, "layer.name", "duplicate_layer", &layer.name, text, None));
        }
        let names = || layers.iter().map(|layer| layer.name.as_str()).filter(|name| *name != layer.name);
        if let Some(above) = layer.above.as_deref().filter(|above| !layers.iter().any(|known| known.name == *above)) {
            let text = format!("the layer `{}` lies on `{}`, which is not given", layer.name, cut(above, 80));
            problems.push(ConfigProblem::new(layer, "layer.above", "unknown_layer", above, text, help_among(&nearest(above, names()), names())));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut placed: Vec<Layer> = Vec::with_capacity(layers.len());
    let mut above = Vec::with_capacity(layers.len());
    let mut left = layers;
    while !left.is_empty() {
        let (ready, waiting): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|layer| layer.above.as_ref().is_none_or(|above| placed.iter().any(|known| known.name == *above)));
        if ready.is_empty() {
            let names: Vec<&str> = waiting.iter().map(|layer| layer.name.as_str()).collect();
            let text = format!("layers lie on each other in a circle: `{}`", names.join("`, `"));
            return Err(waiting
                .iter()
                .take(1)
                .map(|layer| ConfigProblem::new(layer, "layer.above", "layer_circle", &names.join(", "), text.clone(), None))
                .collect());
        }
        for layer in ready {
            above.push(layer.above.as_ref().and_then(|above| placed.iter().position(|known| known.name == *above)));
            placed.push(layer);
        }
        left = waiting;
    }
    Ok((placed, above))
}

/// What holds in a layer, in the one that it lies on, and in the core.
pub(super) struct Around<'r> {
    pub(super) now: &'r Resolved,
    pub(super) base: Option<&'r Resolved>,
    pub(super) core: &'r Resolved,
}

/// What is wrong in one layer with all that it inherits.
pub(super) fn layer(layer: &Layer, layers: &[Layer], around: &Around<'_>, problems: &mut Vec<ConfigProblem>) {
    let resolved = around.now;
    let mut look = Look { layer, resolved, found: Vec::new() };
    for (setting, value) in &layer.settings {
        look.twice(setting, value);
    }
    for (setting, now) in resolved.settings() {
        // What is as it is in the layer above was looked at there.
        if !around.base.is_some_and(|base| refers_alike(setting, resolved, base)) {
            look.references(setting, now);
        }
    }
    look.combinations();
    look.approvals(around.base);
    look.life();
    look.sections();
    look.parts();
    look.access();
    look.roles(around.base);
    look.found.extend(cycle_settings::problems(layer, resolved, around.core));
    for (name, changes) in &layer.lists {
        if let Some(list) = resolved.list(name) {
            look.list(list, changes);
        }
    }
    // What was said of an upper layer is not said again of each one below it, unless that one says it itself.
    let above: HashSet<&str> = layer.lineage(layers).map(|above| above.name.as_str()).collect();
    let told: HashSet<(String, &'static str, String)> = problems
        .iter()
        .filter(|problem| above.contains(problem.layer.as_str()))
        .map(|problem| (problem.path.clone(), problem.code, problem.value.clone()))
        .collect();
    let own = |problem: &ConfigProblem| {
        let single = SettingInfo::find(&problem.path).filter(|setting| setting.kind.fields().is_empty());
        problem.entry.is_some() || problem.path.starts_with("layer.") || single.is_some_and(|setting| layer.get(setting).is_some())
    };
    let new = look.found.into_iter().filter(|problem| own(problem) || !told.contains(&(problem.path.clone(), problem.code, problem.value.clone())));
    problems.extend(new);
}

/// Whether a setting, and all that it names, is in a layer what it is in another one.
fn refers_alike(setting: &SettingInfo, one: &Resolved, other: &Resolved) -> bool {
    let mut refers = setting.kind.refers();
    one.shares(setting, other)
        && refers.all(|refers| match refers {
            Refers::Value(list) => one.shares_list(list, other),
            _ => refers.setting().and_then(SettingInfo::find).is_some_and(|setting| one.shares(setting, other)),
        })
}

/// Whether names that are near are still looked for among so many, where so much is wrong already: it would take too long.
pub(super) const fn is_helped(found: usize, among: usize) -> bool {
    found.saturating_mul(among) < 200_000
}

/// The names that a setting can name.
struct Known<'k>(Vec<(Refers, Vec<&'k str>, HashSet<&'k str>)>);

impl<'k> Known<'k> {
    fn of(&self, refers: Refers) -> (&[&'k str], &HashSet<&'k str>) {
        static NONE: std::sync::LazyLock<HashSet<&'static str>> = std::sync::LazyLock::new(HashSet::new);
        self.0.iter().find(|(known, _, _)| *known == refers).map_or((&[], &NONE), |(_, names, set)| (names.as_slice(), set))
    }
}

pub(super) struct Look<'l> {
    pub(super) layer: &'l Layer,
    pub(super) resolved: &'l Resolved,
    pub(super) found: Vec<ConfigProblem>,
}

impl Look<'_> {
    pub(super) fn say(&mut self, path: &str, code: &'static str, value: &str, text: String, help: Option<String>) {
        self.found.push(ConfigProblem::new(self.layer, path, code, value, text, help));
    }

    fn text(&self, path: &str) -> &str {
        self.resolved.at(path).and_then(SettingValue::text).unwrap_or_default()
    }

    fn records(&self, path: &str) -> &[Record] {
        self.resolved.at(path).map(SettingValue::records).unwrap_or_default()
    }

    /// Entries or names that stand twice in what the layer says.
    fn twice(&mut self, setting: &SettingInfo, value: &SettingValue) {
        let mut seen = HashSet::new();
        for (place, record) in value.records().iter().enumerate() {
            if !seen.insert(record.key()) {
                let text = format!("`{}` stands twice in `{}`", cut(record.key(), 80), setting.path);
                let field = setting.kind.fields().first().map_or("", |field| field.name);
                self.found.push(ConfigProblem::new(self.layer, setting.path, "duplicate_entry", record.key(), text, None).at(place, field));
            }
        }
        let mut seen = HashSet::new();
        for (place, name) in value.texts().enumerate().filter(|(_, name)| !seen.insert(*name)) {
            let text = format!("`{}` stands twice in `{}`", cut(name, 80), setting.path);
            self.found.push(ConfigProblem::new(self.layer, setting.path, "duplicate_entry", name, text, None).at(place, ""));
        }
    }

    /// The names that something of a kind can have.
    fn names(&self, refers: Refers) -> Vec<&str> {
        match (refers, refers.setting()) {
            (Refers::Value(list), _) => {
                self.resolved.list(list).map(|list| list.values.iter().map(|value| value.code.as_ref()).collect()).unwrap_or_default()
            }
            (_, Some(path)) => {
                let value = self.resolved.at(path);
                let codes = value.into_iter().flat_map(SettingValue::texts);
                codes.chain(self.records(path).iter().map(Record::key)).collect()
            }
            (_, None) => Vec::new(),
        }
    }

    /// The names that something of a kind can have, to be asked often.
    fn known(&self, refers: Refers, path: &str) -> (Refers, Vec<&str>, HashSet<&str>) {
        let mut names = self.names(refers);
        if path == "completion.levels" {
            // The plan itself is rolled up like a level, and nothing can be due on it (CMP-2).
            names.push(PLAN_LEVEL);
        }
        let set = names.iter().copied().collect();
        (refers, names, set)
    }

    /// Names in a setting that nothing has.
    fn references(&mut self, setting: &'static SettingInfo, now: &ResolvedSetting) {
        let own = self.layer.get(setting).map(SettingValue::records).unwrap_or_default();
        let places: HashMap<&str, usize> = own.iter().map(Record::key).zip(0..).collect();
        let known: Known<'_> = Known(setting.kind.refers().map(|refers| self.known(refers, setting.path)).collect());
        let mut found = Vec::new();
        match &now.value {
            SettingValue::Records(records) => {
                for record in records {
                    for (name, value) in &record.fields {
                        let Some(field) = setting.kind.fields().iter().find(|field| field.name == *name) else { continue };
                        for problem in self.unknown(setting.path, (&field.kind, value), &known, found.len()) {
                            let problem = match places.get(record.key()).copied() {
                                Some(place) => problem.at(place, field.name),
                                None => problem,
                            };
                            found.push(problem);
                        }
                    }
                }
            }
            value => found = self.unknown(setting.path, (&setting.kind, value), &known, 0),
        }
        self.found.extend(found);
    }

    fn unknown(&self, path: &str, (kind, value): (&Kind, &SettingValue), known: &Known<'_>, more: usize) -> Vec<ConfigProblem> {
        let (refers, names): (Refers, Vec<&str>) = match (kind, value) {
            (Kind::Refer(refers), SettingValue::Text(name)) => (*refers, vec![name]),
            (Kind::Many(Kind::Refer(refers)), several) => (*refers, several.texts().collect()),
            _ => return Vec::new(),
        };
        let (all, set) = known.of(refers);
        let unknown = names.into_iter().filter(|name| !set.contains(name));
        unknown
            .enumerate()
            .map(|(place, name)| {
                let text = match refers {
                    Refers::Value(list) => format!("`{}` is no value of the list `{list}`", cut(name, 80)),
                    _ => format!("there is no {} `{}`", refers.word(), cut(name, 80)),
                };
                let help = self.near(name, all, more.saturating_add(place));
                ConfigProblem::new(self.layer, path, "unknown_name", name, text, help)
            })
            .collect()
    }

    /// What a name could have been, where so many more are wrong.
    pub(super) fn near(&self, name: &str, known: &[&str], more: usize) -> Option<String> {
        is_helped(self.found.len().saturating_add(more), known.len())
            .then(|| help_among(&nearest(name, known.iter().copied()), known.iter().copied()))
            .flatten()
    }

    /// Settings that cannot be together.
    fn combinations(&mut self) {
        for problem in self.resolved.plan_settings().err().unwrap_or_default() {
            self.say(problem.0, "impossible", "", problem.1, None);
        }
        let feature = |resolved: &Resolved, feature| resolved.has_feature(feature);
        if !feature(self.resolved, "approvals") {
            for path in ["goals.approved_by", "goals.tactics_approved_by", "targets.approved_by", "plan.approved_by", "approvals.definitions"] {
                let roles = self.resolved.at(path).map(ToString::to_string).unwrap_or_default();
                if self.resolved.at(path).is_some_and(|roles| !roles.is_nothing()) {
                    let text = format!("`{path}` asks for approvals, and the feature `approvals` is off");
                    self.say(path, "feature_off", &roles, text, Some("add `approvals` to `features.on`, or leave the roles out".to_owned()));
                }
            }
        }
        let levels: Vec<String> = self.names(Refers::Level).into_iter().map(str::to_owned).collect();
        let place = |name: &str| levels.iter().position(|level| level == name);
        let decided = place(self.text("goals.decided_at"));
        for record in self.records("goals.cascade").to_vec() {
            let (level, mode) = (record.key(), record.text("mode").unwrap_or_default());
            match (mode, record.get("tolerance")) {
                ("adapt", None) => {
                    let text = format!("the level `{level}` may adapt targets, and no tolerance says how far");
                    self.say("goals.cascade", "impossible", level, text, Some("give a `tolerance` in percent".to_owned()));
                }
                ("adopt" | "free", Some(tolerance)) => {
                    let text = format!("the level `{level}` has a tolerance of {tolerance} percent, which `{mode}` has no use for");
                    self.say("goals.cascade", "impossible", level, text, Some("leave it out, or say `mode = \"adapt\"`".to_owned()));
                }
                _ => {}
            }
            if place(level).zip(decided).is_some_and(|(level, decided)| level <= decided) {
                let text = format!("goals are decided at the level `{}`, so none are handed down to `{level}`", self.text("goals.decided_at"));
                self.say("goals.cascade", "impossible", level, text, None);
            }
        }
        let paid = self.text("compensation.use") == "paid";
        let measures = self.resolved.at("compensation.measures").cloned();
        if paid && measures.as_ref().is_some_and(SettingValue::is_nothing) {
            let help = Some("name measures in `compensation.measures`".to_owned());
            self.say("compensation.use", "impossible", "paid", "pay depends on measures, and none is named".to_owned(), help);
        }
        if paid && !feature(self.resolved, "compensation") {
            let help = Some("add `compensation` to `features.on`".to_owned());
            self.say("compensation.use", "feature_off", "paid", "pay depends on measures, and the feature `compensation` is off".to_owned(), help);
        }
        let both: Vec<String> = {
            let of = |path: &str| self.resolved.at(path).map(|features| features.texts().map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default();
            let off = of("features.off");
            of("features.on").into_iter().filter(|feature| off.contains(feature)).collect()
        };
        for feature in both {
            self.say("features.on", "impossible", &feature, format!("the feature `{feature}` is both on and off"), None);
        }
        self.rights();
    }

    /// Roles that a layer takes to another team function: what is closed to the one would be open again (ORG-2, ACC-5).
    fn roles(&mut self, base: Option<&Resolved>) {
        let (Some(roles), Some(base)) = (SettingInfo::find("organization.roles"), base) else { return };
        let functions = |resolved: &'_ Resolved| -> HashMap<String, String> {
            let function = |role: &Record| role.text("function").unwrap_or_default().to_owned();
            resolved.value(roles).records().iter().map(|role| (role.key().to_owned(), function(role))).collect()
        };
        // What a lock refused already is as it was.
        let (above, holds) = (functions(base), functions(self.resolved));
        for (place, role) in self.layer.get(roles).map(SettingValue::records).unwrap_or_default().iter().enumerate() {
            let (Some(before), Some(now)) = (above.get(role.key()), holds.get(role.key())) else { continue };
            if before != now {
                let text = format!("the role `{}` belongs to the function `{before}` in the layers above, and a layer cannot move it", role.key());
                let help = Some(format!("say `function = \"{before}\"`, or add a role of another name"));
                self.found.push(ConfigProblem::new(self.layer, roles.path, "impossible", now, text, help).at(place, "function"));
            }
        }
    }

    /// Entries that are locked or left open, and that there are not.
    fn parts(&mut self) {
        let open: HashSet<&str> = self.layer.open.iter().map(super::layer::Part::as_str).collect();
        for part in self.layer.lock.iter().map(super::layer::Part::as_str).filter(|part| open.contains(part)) {
            let text = format!("`{part}` is both locked and open");
            self.found.push(ConfigProblem::new(self.layer, "layer.open", "impossible", part, text, Some("name it once".to_owned())));
        }
        for (name, parts) in [("layer.lock", &self.layer.lock), ("layer.open", &self.layer.open)] {
            for part in parts {
                let path = part.as_str();
                let of = SETTINGS.iter().find_map(|setting| Some((setting, path.strip_prefix(setting.path)?.strip_prefix('.')?)));
                let Some((setting, entry)) = of else { continue };
                let keys = || self.resolved.value(setting).records().iter().map(Record::key);
                if is_helped(self.found.len(), self.resolved.value(setting).records().len()) && !keys().any(|key| key == entry) {
                    let text = format!("`{}` has no entry `{}`", setting.path, cut(entry, 80));
                    let problem = ConfigProblem::new(self.layer, name, "unknown_name", path, text, help_among(&nearest(entry, keys()), keys()));
                    self.found.push(problem);
                }
            }
        }
    }

    /// Parts and fields of sections that rules of access name: levels and types of analyses are known, of the fields of nodes and profiles the library's own.
    fn access(&mut self) {
        let levels: Vec<String> = self.names(Refers::HierarchyLevel).into_iter().map(str::to_owned).collect();
        let analyses: Vec<String> = self.names(Refers::Value("analysis_type")).into_iter().map(str::to_owned).collect();
        let own =
            |setting: &str| SettingInfo::find(setting).and_then(|setting| self.layer.get(setting)).map(SettingValue::records).unwrap_or_default();
        let mut found = Vec::new();
        for (place, closed) in
            own("access.fields").iter().enumerate().filter(|(_, closed)| closed.get("closed_to").is_some_and(SettingValue::is_nothing))
        {
            let text = format!("`{}` closes a field to nobody", cut(closed.key(), 80));
            let help = Some("name functions in `closed_to`, or leave the entry out".to_owned());
            found.push(ConfigProblem::new(self.layer, "access.fields", "impossible", closed.key(), text, help).at(place, "closed_to"));
        }
        for (place, rule) in own("access.rules").iter().enumerate() {
            let part = rule.text("part").unwrap_or_default();
            // Levels are known; of analyses a host may have others, and what is nearly one of the list is a slip.
            let (known, what) = match rule.text("section") {
                Some("hierarchy") => (&levels, "level of a plan"),
                Some("analyses") if analyses.iter().any(|known| is_slip(part, known)) => (&analyses, "type of an analysis"),
                _ => continue,
            };
            if !part.is_empty() && !known.iter().any(|known| known == part) {
                let known = || known.iter().map(String::as_str);
                let text = format!("there is no {what} `{}`", cut(part, 80));
                let help = help_among(&nearest(part, known()), known());
                found.push(ConfigProblem::new(self.layer, "access.rules", "unknown_name", part, text, help).at(place, "part"));
            }
        }
        for (place, closed) in own("access.fields").iter().enumerate() {
            let known: &[&str] = match closed.text("section") {
                Some("hierarchy") => &NODE_FIELDS,
                Some("profile") => &PROFILE_FIELDS,
                _ => continue,
            };
            let field = closed.text("field").unwrap_or_default();
            // A host may have fields of its own; a slip of the pen would leave open what should be closed.
            if let Some(meant) = known.iter().find(|known| is_slip(field, known)).filter(|_| !known.contains(&field)) {
                let text = format!("`{}` is nearly the name of a field that there is", cut(field, 80));
                let help = Some(format!("did you mean `{meant}`"));
                found.push(ConfigProblem::new(self.layer, "access.fields", "unknown_name", field, text, help).at(place, "field"));
            }
        }
        self.found.extend(found);
    }

    /// Rules of access that say two things about the same.
    fn rights(&mut self) {
        let scope = |record: &Record| -> Vec<String> {
            let named = ["role", "team_role", "function", "step", "section", "part"].iter().map(|name| record.text(name).unwrap_or("*").to_owned());
            named.chain([record.get("ceiling").is_some_and(SettingValue::is_on).to_string()]).collect()
        };
        let rules = self.records("access.rules").to_vec();
        let mut first: HashMap<Vec<String>, &Record> = HashMap::new();
        for rule in &rules {
            let earlier = *first.entry(scope(rule)).or_insert(rule);
            if earlier.text("right") != rule.text("right") {
                let text = format!("the rules `{}` and `{}` give different rights to the same", earlier.key(), rule.key());
                self.say("access.rules", "impossible", rule.key(), text, Some("make one of them more specific, or leave it out".to_owned()));
            }
        }
    }
}
