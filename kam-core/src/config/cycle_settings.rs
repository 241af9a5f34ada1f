//! The planning cycles of a layer, from a configuration, and what is wrong with them (CYC-1).

use super::check::ConfigProblem;
use super::layer::Layer;
use super::resolve::{Configuration, Resolved};
use super::schema::SettingInfo;
use super::value::{Record, SettingValue};
use crate::cycle::{CycleError, CycleRules, Phase};
use crate::values::{Code, cut};

/// The settings that are the core's where a layer has no cycle of its own.
const SHARED: [&str; 3] = ["cycle.months", "cycle.starts_in", "cycle.phases"];

impl Configuration {
    /// The planning cycles of a layer (CYC-1): the core's where `cycle.kind` is `shared`, the core's so many months later where it is `offset`, the
    /// layer's where it is `own`.
    ///
    /// # Errors
    /// Phases that do not fit into the cycle, and the like. A configuration that was checked has none.
    ///
    /// ```
    /// use kam_core::config::{Configuration, Layer, SettingInfo, SettingValue};
    /// use kam_core::values::parse_date;
    ///
    /// let say = |path: &str, value| (SettingInfo::find(path).expect("a setting"), value);
    /// let core = Layer { name: "core".into(), ..Layer::default() };
    /// let settings = vec![say("cycle.kind", SettingValue::Text("offset".into())), say("cycle.offset_months", SettingValue::Whole(3))];
    /// let japan = Layer { name: "japan".into(), above: Some("core".into()), settings, ..Layer::default() };
    /// let configuration = Configuration::new(vec![core, japan]).expect("layers that fit together");
    ///
    /// let rules = configuration.cycle_rules(configuration.resolved("japan").expect("a layer")).expect("rules that were checked");
    /// let cycle = rules.at(parse_date("2026-05-20")?).expect("within the years that dates have");
    /// assert_eq!(cycle.name(), "2026-04/2027-03");
    /// assert_eq!(cycle.followed().expect("an offset").name(), "2026");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn cycle_rules(&self, resolved: &Resolved) -> Result<CycleRules, Vec<CycleError>> {
        resolved.cycle_rules(self.core().unwrap_or(resolved))
    }
}

impl Resolved {
    /// The planning cycles of this layer, given the core of its configuration: see [`Configuration::cycle_rules`].
    ///
    /// # Errors
    /// Phases that do not fit into the cycle, and the like. A configuration that was checked has none.
    pub fn cycle_rules(&self, core: &Self) -> Result<CycleRules, Vec<CycleError>> {
        match self.at("cycle.kind").and_then(SettingValue::text) {
            Some("own") => self.cycles_as_set(),
            Some("offset") => core.cycles_as_set()?.later_by(self.whole("cycle.offset_months")),
            _ => core.cycles_as_set(),
        }
    }

    fn whole(&self, path: &str) -> u32 {
        self.at(path).and_then(SettingValue::whole).unwrap_or(0)
    }

    /// What months, start and phases of this layer say, whatever kind of cycle it has.
    fn cycles_as_set(&self) -> Result<CycleRules, Vec<CycleError>> {
        let phase = |record: &Record| {
            let whole = |name: &str| record.get(name).and_then(SettingValue::whole).unwrap_or(0);
            Some(Phase { name: Code::new(record.key()).ok()?, from_day: whole("from_day"), days: whole("days") })
        };
        let phases = self.at("cycle.phases").map(SettingValue::records).unwrap_or_default();
        CycleRules::new(self.whole("cycle.months"), self.whole("cycle.starts_in"), phases.iter().filter_map(phase).collect())
    }
}

/// Settings of a layer's cycle that cannot be together: an offset that is none, months that are not the core's where the cycle is, phases beyond its end.
pub(super) fn problems(layer: &Layer, resolved: &Resolved, core: &Resolved) -> Vec<ConfigProblem> {
    let kind = resolved.at("cycle.kind").and_then(SettingValue::text).unwrap_or_default();
    let is_core = layer.above.is_none();
    let mut found = Vec::new();
    let mut say = |path: &str, value: &str, text: String, help: &str| {
        found.push(ConfigProblem::new(layer, path, "impossible", value, text, (!help.is_empty()).then(|| help.to_owned())));
    };
    let months = resolved.whole("cycle.offset_months");
    if kind == "offset" && is_core {
        let text = "the core's cycle is the one that others are offset from".to_owned();
        say("cycle.kind", kind, text, "say `cycle.kind = \"offset\"` in the layers that begin later");
    } else if kind == "offset" && months == 0 {
        let help = "say by how many in `cycle.offset_months`, or `cycle.kind = \"shared\"`";
        say("cycle.offset_months", "0", "the cycle is offset by no month".to_owned(), help);
    } else if kind != "offset" && months > 0 {
        let text = format!("the cycle begins {months} months later, and `cycle.kind` is `{kind}`");
        say("cycle.offset_months", &months.to_string(), text, "say `cycle.kind = \"offset\"`");
    }
    if kind != "own" && !is_core {
        for path in SHARED.into_iter().filter(|path| resolved.at(path) != core.at(path)) {
            let value = |of: &Resolved| of.at(path).map(ToString::to_string).unwrap_or_default();
            let text = format!("`{path}` is not as in the core, and `cycle.kind` is `{kind}`");
            say(path, &value(resolved), text, &format!("leave it at `{}`, or say `cycle.kind = \"own\"`", cut(&value(core), 80)));
        }
    }
    if kind == "own" || is_core {
        let own = SettingInfo::find("cycle.phases").and_then(|phases| layer.get(phases)).map(SettingValue::records).unwrap_or_default();
        for error in resolved.cycles_as_set().err().unwrap_or_default() {
            // Names that stand twice are told of with those of all other settings.
            let Some(phase) = error.phase().filter(|_| !matches!(error, CycleError::DuplicatePhase { .. })) else { continue };
            let field = if matches!(error, CycleError::OpensTooLate { .. }) { "from_day" } else { "days" };
            let problem = ConfigProblem::new(layer, "cycle.phases", "impossible", phase.as_str(), error.to_string(), None);
            let place = own.iter().position(|record| record.key() == phase.as_str());
            found.push(place.into_iter().fold(problem, |problem, place| problem.at(place, field)));
        }
    } else if let Ok(shared) = core.cycles_as_set() {
        // The phases of the core fit into its own cycles, and not always into other months.
        for error in shared.later_by(months).err().unwrap_or_default() {
            let text = format!("with `cycle.offset_months = {months}` {error}");
            found.push(ConfigProblem::new(layer, "cycle.offset_months", "impossible", &months.to_string(), text, None));
        }
    }
    found
}
