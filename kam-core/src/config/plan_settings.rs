//! The settings that a plan is read and computed by, from a configuration.

use super::names::{AUTO_COMPLETE, CANCELLED, CATEGORIES, DAY_OFF, EMPTY, METHODS, MISSING_WEIGHT, PREREQUISITES, ROUNDING, WEEKDAYS, named};
use super::resolve::Resolved;
use super::settings::Settings;
use super::value::SettingValue;
use crate::cycle::Calendar;
use crate::execution::{CompletionRules, DisplayRules, HealthRules, Hierarchy, Level, PLAN_LEVEL, Status, StatusCategory, StatusList};
use crate::values::Code;

impl Resolved {
    /// The settings of the plans of this layer.
    ///
    /// # Errors
    /// Settings that cannot be together, by path. A configuration that was checked has none.
    pub fn plan_settings(&self) -> Result<Settings, Vec<(&'static str, String)>> {
        let mut wrong = Vec::new();
        let mut or_default = |path: &'static str, problems: Vec<String>| wrong.extend(problems.into_iter().map(|problem| (path, problem)));
        let text = |path: &str| self.at(path).and_then(SettingValue::text).unwrap_or_default();
        let on = |path: &str| self.at(path).is_some_and(SettingValue::is_on);
        let records = |path: &str| self.at(path).map(SettingValue::records).unwrap_or_default();
        let told = |errors: Vec<String>| errors;

        let level = |record: &super::value::Record| {
            Some(Level { name: Code::new(record.key()).ok()?, optional: record.get("optional").is_some_and(SettingValue::is_on) })
        };
        let hierarchy = Hierarchy::new(records("execution.levels").iter().filter_map(level).collect()).unwrap_or_else(|errors| {
            or_default("execution.levels", told(errors.iter().map(ToString::to_string).collect()));
            Hierarchy::default()
        });

        let values = self.list("node_status").map(|list| list.values.as_slice()).unwrap_or_default();
        let status = |value: &super::lists::ListValue| {
            let category: Option<StatusCategory> =
                value.category.as_deref().and_then(|name| CATEGORIES.iter().find(|(known, _)| *known == name)).map(|(_, category)| *category);
            Some(Status { code: Code::new(&value.code).ok()?, category: category? })
        };
        let statuses = StatusList::new(values.iter().filter_map(status).collect()).unwrap_or_else(|errors| {
            or_default("lists.node_status", told(errors.iter().map(ToString::to_string).collect()));
            StatusList::default()
        });

        let mut completion = CompletionRules::default().and_method(named(METHODS, text("completion.method")));
        completion.cancelled = named(CANCELLED, text("completion.cancelled"));
        completion.empty = named(EMPTY, text("completion.empty"));
        completion.missing_weight = named(MISSING_WEIGHT, text("completion.missing_weight"));
        completion.auto_complete = named(AUTO_COMPLETE, text("completion.auto_complete"));
        for record in records("completion.levels") {
            let method = named(METHODS, record.text("method").unwrap_or_default());
            if record.key() == PLAN_LEVEL {
                match completion.with_plan(method) {
                    Ok(rules) => completion = rules,
                    Err(error) => or_default("completion.levels", vec![error.to_string()]),
                }
            } else if let Some(level) = hierarchy.find(record.key()) {
                completion = completion.with_level(level, method);
            }
        }

        let decimals = self.at("display.decimals").and_then(SettingValue::whole).unwrap_or(0);
        let display = DisplayRules::new(decimals, named(ROUNDING, text("display.rounding")), on("display.guard")).unwrap_or_default();

        let base = HealthRules::default();
        let percent = |path: &str| self.at(path).and_then(SettingValue::percent);
        let (at_risk, off_track) = (percent("measures.at_risk").unwrap_or(base.at_risk()), percent("measures.off_track").unwrap_or(base.off_track()));
        let health = HealthRules::new(at_risk, off_track).unwrap_or_else(|error| {
            or_default("measures.off_track", vec![error.to_string()]);
            base
        });

        let weekend: Vec<_> = self.at("calendar.weekend").map(|days| days.texts().filter_map(weekday).collect()).unwrap_or_default();
        let holidays = match self.at("calendar.holidays") {
            Some(SettingValue::Many(days)) => {
                days.iter().filter_map(|day| if let SettingValue::Day(day) = day { Some(*day) } else { None }).collect()
            }
            _ => Vec::new(),
        };
        let calendar = Calendar::new(&weekend, holidays, named(DAY_OFF, text("calendar.day_off"))).unwrap_or_else(|error| {
            or_default("calendar.weekend", vec![error.to_string()]);
            Calendar::default()
        });

        let prerequisites = named(PREREQUISITES, text("execution.prerequisites"));
        let settings = Settings { hierarchy, statuses, completion, display, health, calendar, prerequisites };
        if wrong.is_empty() { Ok(settings) } else { Err(wrong) }
    }
}

fn weekday(name: &str) -> Option<chrono::Weekday> {
    WEEKDAYS.iter().find(|(known, _)| *known == name).map(|(_, day)| *day)
}
