//! From a checked plan back to JSON. Defaults and absent fields are left out.

use chrono::NaiveDate;
use kam_core::config::{
    AUTO_COMPLETE, CANCELLED, CATEGORIES, DAY_OFF, EMPTY, METHODS, MISSING_WEIGHT, PREREQUISITES, ROUNDING, Settings, WEEKDAYS, name_of,
};
use kam_core::execution::{Acting, CompletionRules, Hierarchy, Node, PLAN_LEVEL};
use kam_core::plan::{NodeKey, Plan};
use kam_core::values::format_moment;
use serde::Serialize;

/// A plan as a document that [`read_plan`](crate::read_plan) turns into an equal plan. Nodes come parents first, siblings in the order of their ids.
///
/// ```
/// let text = r#"{"id":"AP-1","nodes":[{"id":"a","level":"goal","weight":"2.5","status":"done"}]}"#;
/// let plan = kam_document::read_plan(text)?;
/// assert_eq!(kam_document::write_plan(&plan), text);
/// # Ok::<(), kam_document::DocumentError>(())
/// ```
#[must_use]
pub fn write_plan(plan: &Plan) -> String {
    // Only texts, lists and objects: there is nothing in it that JSON could not hold.
    serde_json::to_string(&PlanOut::of(plan)).unwrap_or_default()
}

/// Settings as the `settings` of a plan document has them; what is as by default is left out.
#[must_use]
pub fn write_settings(settings: &Settings) -> String {
    serde_json::to_string(&SettingsOut::of(settings, &Settings::default())).unwrap_or_default()
}

/// Declares what is written: every field is left out where it is absent or empty.
macro_rules! written {
    ($($name:ident { $($field:ident $(as $key:literal)?: $type:ty),+ $(,)? })+) => {$(
        #[derive(Serialize)]
        struct $name<'a> {
            $(
                #[serde(skip_serializing_if = "Absent::absent" $(, rename = $key)?)]
                $field: $type,
            )+
            #[serde(skip)]
            borrowed: std::marker::PhantomData<&'a ()>,
        }
    )+};
}

trait Absent {
    fn absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

/// A list that is written even when it is empty, since empty and absent differ.
#[derive(Serialize)]
#[serde(transparent)]
struct Whole<T>(Vec<T>);

impl<T> Absent for Whole<T> {
    fn absent(&self) -> bool {
        false
    }
}

written! {
    PlanOut {
        id: Option<&'a str>, title: Option<&'a str>, account: Option<&'a str>, owner: Option<&'a str>, unit: Option<&'a str>, status: Option<&'a str>,
        start: Option<NaiveDate>, end: Option<NaiveDate>, settings: Option<SettingsOut<'a>>, nodes: Whole<NodeOut<'a>>,
    }
    NodeOut {
        id: Option<&'a str>, parent: Option<&'a str>, level: Option<&'a str>, title: Option<&'a str>, owner: Option<&'a str>, weight: Option<String>,
        status: Option<&'a str>, start: Option<NaiveDate>, due: Option<NaiveDate>, progress: Option<String>, quantity: Option<QuantityOut<'a>>,
        prerequisites: Vec<&'a str>, products: Vec<&'a str>, stakeholders: Vec<&'a str>, completed: Option<SignedOut<'a>>, by_hand as "override": Option<SignedOut<'a>>,
    }
    QuantityOut { baseline: Option<String>, target: Option<String>, actual: Option<String> }
    SignedOut { completion: Option<String>, reason: Option<&'a str>, by: Option<&'a str>, at: Option<String> }
    SettingsOut {
        levels: Vec<LevelOut<'a>>, statuses: Vec<StatusOut<'a>>, completion: Option<CompletionOut<'a>>, display: Option<DisplayOut<'a>>, health: Option<HealthOut<'a>>,
        calendar: Option<CalendarOut<'a>>, prerequisites: Option<&'a str>,
    }
    LevelOut { name: Option<&'a str>, optional: Option<bool> }
    StatusOut { code: Option<&'a str>, category: Option<&'a str> }
    CompletionOut {
        method: Option<&'a str>, levels: Vec<LevelMethodOut<'a>>, cancelled: Option<&'a str>, empty: Option<&'a str>, missing_weight: Option<&'a str>,
        auto_complete: Option<&'a str>,
    }
    LevelMethodOut { level: Option<&'a str>, method: Option<&'a str> }
    DisplayOut { decimals: Option<u32>, rounding: Option<&'a str>, guard: Option<bool> }
    HealthOut { at_risk: Option<String>, off_track: Option<String> }
    CalendarOut { weekend: Whole<&'a str>, holidays: Vec<NaiveDate>, day_off: Option<&'a str> }
}

const NOTHING: std::marker::PhantomData<&()> = std::marker::PhantomData;

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl<'a> PlanOut<'a> {
    fn of(plan: &'a Plan) -> Self {
        let profile = plan.profile();
        let base = Settings::default();
        Self {
            id: Some(profile.id.as_str()),
            title: filled(profile.title.as_str()),
            account: profile.account.as_ref().map(AsRef::as_ref),
            owner: profile.owner.as_ref().map(AsRef::as_ref),
            unit: profile.unit.as_ref().map(AsRef::as_ref),
            status: profile.status.as_ref().map(AsRef::as_ref),
            start: profile.period.start(),
            end: profile.period.end(),
            settings: (*plan.settings() != base).then(|| SettingsOut::of(plan.settings(), &base)),
            nodes: Whole(plan.keys().zip(plan.nodes()).map(|(key, node)| NodeOut::of(plan, key, node)).collect()),
            borrowed: NOTHING,
        }
    }
}

impl<'a> NodeOut<'a> {
    fn of(plan: &'a Plan, key: NodeKey, node: &'a Node) -> Self {
        Self {
            id: Some(node.id.as_str()),
            parent: plan.parent(key).and_then(|parent| plan.node(parent)).map(|parent| parent.id.as_str()),
            level: plan.level(key).map(|level| level.name.as_str()),
            title: filled(node.title.as_str()),
            owner: node.owner.as_ref().map(AsRef::as_ref),
            weight: node.weight.map(|weight| weight.to_string()),
            status: Some(node.status.code.as_str()),
            start: node.schedule.start(),
            due: node.schedule.due(),
            progress: node.progress.map(|progress| progress.to_string()),
            quantity: node.quantity.as_ref().map(|quantity| QuantityOut {
                baseline: Some(quantity.baseline().to_string()),
                target: Some(quantity.target().to_string()),
                actual: quantity.actual().map(|actual| actual.to_string()),
                borrowed: NOTHING,
            }),
            prerequisites: node.prerequisites.iter().map(AsRef::as_ref).collect(),
            products: node.products.iter().map(AsRef::as_ref).collect(),
            stakeholders: node.stakeholders.iter().map(AsRef::as_ref).collect(),
            completed: node.completed.as_ref().map(|acting| SignedOut::of(acting)),
            by_hand: node.completion_override.as_ref().map(|by_hand| SignedOut {
                completion: Some(by_hand.completion.to_string()),
                reason: Some(by_hand.reason.as_str()),
                ..SignedOut::of(&by_hand.acting)
            }),
            borrowed: NOTHING,
        }
    }
}

impl<'a> SignedOut<'a> {
    fn of(acting: &'a Acting) -> Self {
        Self { completion: None, reason: None, by: Some(acting.person.as_str()), at: Some(format_moment(&acting.at)), borrowed: NOTHING }
    }
}

impl<'a> SettingsOut<'a> {
    fn of(settings: &'a Settings, base: &Settings) -> Self {
        let levels = settings.hierarchy.levels().iter().map(|level| LevelOut {
            name: Some(level.name.as_str()),
            optional: level.optional.then_some(true),
            borrowed: NOTHING,
        });
        let statuses = settings.statuses.statuses().iter().map(|status| StatusOut {
            code: Some(status.code.as_str()),
            category: Some(name_of(CATEGORIES, &status.category)),
            borrowed: NOTHING,
        });
        Self {
            levels: if settings.hierarchy == base.hierarchy { Vec::new() } else { levels.collect() },
            statuses: if settings.statuses == base.statuses { Vec::new() } else { statuses.collect() },
            completion: (settings.completion != base.completion).then(|| CompletionOut::of(&settings.completion, &settings.hierarchy)),
            display: (settings.display != base.display).then(|| DisplayOut {
                decimals: Some(settings.display.decimals()),
                rounding: Some(name_of(ROUNDING, &settings.display.rounding())),
                guard: Some(settings.display.guard()),
                borrowed: NOTHING,
            }),
            health: (settings.health != base.health).then(|| HealthOut {
                at_risk: Some(settings.health.at_risk().to_string()),
                off_track: Some(settings.health.off_track().to_string()),
                borrowed: NOTHING,
            }),
            calendar: (settings.calendar != base.calendar).then(|| CalendarOut {
                weekend: Whole(settings.calendar.weekend().map(|day| name_of(WEEKDAYS, &day)).collect()),
                holidays: settings.calendar.holidays().to_vec(),
                day_off: Some(name_of(DAY_OFF, &settings.calendar.day_off())),
                borrowed: NOTHING,
            }),
            prerequisites: (settings.prerequisites != base.prerequisites).then(|| name_of(PREREQUISITES, &settings.prerequisites)),
            borrowed: NOTHING,
        }
    }
}

impl<'a> CompletionOut<'a> {
    fn of(rules: &CompletionRules, hierarchy: &'a Hierarchy) -> Self {
        let plan = rules.special(None).map(|method| (PLAN_LEVEL, method));
        let below = hierarchy.levels().iter().filter_map(|level| {
            let name = level.name.as_str();
            hierarchy.find(name).and_then(|index| rules.special(Some(index))).map(|method| (name, method))
        });
        let levels = plan.into_iter().chain(below).map(|(level, method)| LevelMethodOut {
            level: Some(level),
            method: Some(name_of(METHODS, &method)),
            borrowed: NOTHING,
        });
        Self {
            method: Some(name_of(METHODS, &rules.method())),
            levels: levels.collect(),
            cancelled: Some(name_of(CANCELLED, &rules.cancelled)),
            empty: Some(name_of(EMPTY, &rules.empty)),
            missing_weight: Some(name_of(MISSING_WEIGHT, &rules.missing_weight)),
            auto_complete: Some(name_of(AUTO_COMPLETE, &rules.auto_complete)),
            borrowed: NOTHING,
        }
    }
}
