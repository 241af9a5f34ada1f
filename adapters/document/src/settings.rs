//! The `settings` of a plan document.

use crate::problem::Path;
use crate::reader::{Reader, keys};
use crate::value::Value;
use chrono::{NaiveDate, Weekday};
use kam_core::config::{AUTO_COMPLETE, CANCELLED, CATEGORIES, DAY_OFF, EMPTY, METHODS, MISSING_WEIGHT, PREREQUISITES, ROUNDING, Settings, WEEKDAYS};
use kam_core::cycle::Calendar;
use kam_core::execution::{CompletionRules, DisplayRules, HealthRules, Hierarchy, Level, PLAN_LEVEL, Status, StatusList};
use kam_core::plan::help_among;
use kam_core::values::{Code, Percent, parse_date};

keys! {
    SettingsKey { Levels "levels", Statuses "statuses", Completion "completion", Display "display", Health "health", Calendar "calendar", Prerequisites "prerequisites" }
    LevelKey { Name "name", Optional "optional" }
    StatusKey { Code "code", Category "category" }
    CompletionKey { Method "method", Levels "levels", Cancelled "cancelled", Empty "empty", MissingWeight "missing_weight", AutoComplete "auto_complete" }
    LevelMethodKey { Level "level", Method "method" }
    DisplayKey { Decimals "decimals", Rounding "rounding", Guard "guard" }
    HealthKey { AtRisk "at_risk", OffTrack "off_track" }
    CalendarKey { Weekend "weekend", Holidays "holidays", DayOff "day_off" }
}

impl Reader {
    /// The settings that a document gives; what it does not name is as in `base`. Methods of single levels go with the levels they are for.
    pub(crate) fn settings(&mut self, at: &Path<'_>, value: &Value<'_>, base: Settings) -> Settings {
        let mut settings = base;
        let levels = settings.hierarchy.clone();
        // Levels first: the methods of single levels name them.
        let mut completion: Option<&Value<'_>> = None;
        if let Value::Object(entries) = value {
            completion = entries.iter().find(|(key, value)| key == "completion" && *value != Value::Null).map(|(_, value)| value);
        }
        self.object(at, value, |reader, at, key, value| match key {
            SettingsKey::Levels => settings.hierarchy = reader.hierarchy(at, value),
            SettingsKey::Statuses => settings.statuses = reader.statuses(at, value),
            SettingsKey::Display => settings.display = reader.display(at, value),
            SettingsKey::Health => settings.health = reader.health(at, value),
            SettingsKey::Calendar => settings.calendar = reader.calendar(at, value),
            SettingsKey::Prerequisites => settings.prerequisites = reader.choice(at, value, PREREQUISITES).unwrap_or_default(),
            SettingsKey::Completion => {}
        });
        if settings.hierarchy != levels {
            settings.completion = CompletionRules::default();
        }
        if let Some(value) = completion {
            settings.completion = self.completion(&at.key("completion"), value, &settings.hierarchy, settings.completion);
        }
        settings
    }

    fn hierarchy(&mut self, at: &Path<'_>, value: &Value<'_>) -> Hierarchy {
        let mut levels = Vec::new();
        let before = self.found.len();
        self.list(at, value, |reader, at, value| {
            let (mut name, mut optional) = (None, false);
            let is_object = reader.object(at, value, |reader, at, key, value| match key {
                LevelKey::Name => name = Some(reader.parse(at, value, Code::new)),
                LevelKey::Optional => optional = reader.bool(at, value).unwrap_or(false),
            });
            match name {
                Some(Some(name)) => levels.push(Level { name, optional }),
                Some(None) => {}
                None if is_object => reader.missing(at, "name"),
                None => {}
            }
        });
        if self.found.len() > before {
            return Hierarchy::default();
        }
        Hierarchy::new(levels).unwrap_or_else(|errors| {
            for error in errors {
                self.report(at, "invalid_settings", None, error.to_string(), None);
            }
            Hierarchy::default()
        })
    }

    fn statuses(&mut self, at: &Path<'_>, value: &Value<'_>) -> StatusList {
        let mut statuses = Vec::new();
        let before = self.found.len();
        self.list(at, value, |reader, at, value| {
            let (mut code, mut category) = (None, None);
            let is_object = reader.object(at, value, |reader, at, key, value| match key {
                StatusKey::Code => code = Some(reader.parse(at, value, Code::new)),
                StatusKey::Category => category = Some(reader.choice(at, value, CATEGORIES)),
            });
            if is_object && code.is_none() {
                reader.missing(at, "code");
            }
            if is_object && category.is_none() {
                reader.missing(at, "category");
            }
            if let (Some(Some(code)), Some(Some(category))) = (code, category) {
                statuses.push(Status { code, category });
            }
        });
        if self.found.len() > before {
            return StatusList::default();
        }
        StatusList::new(statuses).unwrap_or_else(|errors| {
            for error in errors {
                self.report(at, "invalid_settings", None, error.to_string(), None);
            }
            StatusList::default()
        })
    }

    /// Completion rules on top of `base`: what the document does not name stays.
    pub(crate) fn completion(&mut self, at: &Path<'_>, value: &Value<'_>, hierarchy: &Hierarchy, base: CompletionRules) -> CompletionRules {
        let mut rules = base;
        self.object(at, value, |reader, at, key, value| match key {
            CompletionKey::Method => rules = reader.choice(at, value, METHODS).map_or(rules, |method| rules.and_method(method)),
            CompletionKey::Levels => reader.list(at, value, |reader, at, value| rules = reader.level_method(at, value, hierarchy, rules)),
            CompletionKey::Cancelled => rules.cancelled = reader.choice(at, value, CANCELLED).unwrap_or_default(),
            CompletionKey::Empty => rules.empty = reader.choice(at, value, EMPTY).unwrap_or_default(),
            CompletionKey::MissingWeight => rules.missing_weight = reader.choice(at, value, MISSING_WEIGHT).unwrap_or_default(),
            CompletionKey::AutoComplete => rules.auto_complete = reader.choice(at, value, AUTO_COMPLETE).unwrap_or_default(),
        });
        rules
    }

    fn level_method(&mut self, at: &Path<'_>, value: &Value<'_>, hierarchy: &Hierarchy, rules: CompletionRules) -> CompletionRules {
        let (mut level, mut method) = (None, None);
        let is_object = self.object(at, value, |reader, at, key, value| match key {
            LevelMethodKey::Level => level = Some(reader.text(at, value).map(str::to_owned)),
            LevelMethodKey::Method => method = Some(reader.choice(at, value, METHODS)),
        });
        if is_object && level.is_none() {
            self.missing(at, "level");
        }
        if is_object && method.is_none() {
            self.missing(at, "method");
        }
        let (Some(Some(level)), Some(Some(method))) = (level, method) else { return rules };
        if level == PLAN_LEVEL {
            return rules.with_plan(method).unwrap_or_else(|error| {
                self.report(&at.key("method"), "invalid_settings", Some("own".to_owned()), error.to_string(), None);
                rules
            });
        }
        match hierarchy.find(&level) {
            Some(index) => rules.with_level(index, method),
            None => {
                self.unknown_level(&at.key("level"), &level, hierarchy);
                rules
            }
        }
    }

    pub(crate) fn unknown_level(&mut self, at: &Path<'_>, level: &str, hierarchy: &Hierarchy) {
        let shown = kam_core::values::cut(level, 80);
        self.report(
            at,
            "unknown_level",
            Some(shown.clone()),
            format!("`{shown}` is no level of this plan"),
            help_among(&hierarchy.nearest(level), hierarchy.levels().iter().map(|level| level.name.as_str())),
        );
    }

    fn display(&mut self, at: &Path<'_>, value: &Value<'_>) -> DisplayRules {
        let base = DisplayRules::default();
        let (mut decimals, mut rounding, mut guard) = (base.decimals(), base.rounding(), base.guard());
        self.object(at, value, |reader, at, key, value| match key {
            DisplayKey::Decimals => match value {
                Value::Whole(number @ 0..=6) => decimals = u32::try_from(*number).unwrap_or(0),
                other if other.whole().is_some() => {
                    let shown = other.shown();
                    reader.report(
                        at,
                        "invalid_settings",
                        Some(shown.clone()),
                        format!("a completion is shown with 0 to 6 decimals, not `{shown}`"),
                        None,
                    );
                }
                other => reader.wrong_type(at, other, "a whole number from 0 to 6"),
            },
            DisplayKey::Rounding => rounding = reader.choice(at, value, ROUNDING).unwrap_or_default(),
            DisplayKey::Guard => guard = reader.bool(at, value).unwrap_or(true),
        });
        DisplayRules::new(decimals, rounding, guard).unwrap_or_default()
    }

    fn health(&mut self, at: &Path<'_>, value: &Value<'_>) -> HealthRules {
        let base = HealthRules::default();
        let (mut at_risk, mut off_track) = (base.at_risk(), base.off_track());
        self.object(at, value, |reader, at, key, value| match key {
            HealthKey::AtRisk => at_risk = reader.decimal(at, value, Percent::parse).unwrap_or(at_risk),
            HealthKey::OffTrack => off_track = reader.decimal(at, value, Percent::parse).unwrap_or(off_track),
        });
        HealthRules::new(at_risk, off_track).unwrap_or_else(|error| {
            self.report(at, "invalid_settings", None, error.to_string(), None);
            base
        })
    }

    fn calendar(&mut self, at: &Path<'_>, value: &Value<'_>) -> Calendar {
        let base = Calendar::default();
        let mut weekend: Vec<Weekday> = base.weekend().collect();
        let (mut holidays, mut day_off): (Vec<NaiveDate>, _) = (Vec::new(), base.day_off());
        self.object(at, value, |reader, at, key, value| match key {
            CalendarKey::Weekend => {
                weekend.clear();
                reader.list(at, value, |reader, at, value| weekend.extend(reader.choice(at, value, WEEKDAYS)));
            }
            CalendarKey::Holidays => reader.list(at, value, |reader, at, value| holidays.extend(reader.parse(at, value, parse_date))),
            CalendarKey::DayOff => day_off = reader.choice(at, value, DAY_OFF).unwrap_or_default(),
        });
        Calendar::new(&weekend, holidays, day_off).unwrap_or_else(|error| {
            self.report(at, "invalid_settings", None, error.to_string(), None);
            base
        })
    }
}
