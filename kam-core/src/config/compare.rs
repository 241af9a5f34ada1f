//! Two layers beside each other, setting by setting (CFG-2).

use super::layer::LayerIndex;
use super::lists::ListValue;
use super::resolve::Resolved;
use super::value::SettingValue;
use crate::execution::kernel::share;
use crate::values::Percent;

/// A setting that two layers do not have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingDifference {
    /// Its path; for a value of a list `lists.tactic_type.congress`.
    pub path: String,
    /// What it is in the one, and the layer that says so; absent where it is not there.
    pub one: Option<String>,
    /// The layer that says so; absent for what comes with the library.
    pub one_from: Option<LayerIndex>,
    /// The same in the other.
    pub other: Option<String>,
    /// The same in the other.
    pub other_from: Option<LayerIndex>,
}

fn shown(value: &ListValue) -> String {
    let labels: Vec<String> = value.labels.iter().map(|(language, label)| format!("{language}: {label}")).collect();
    let mut text = labels.join(", ");
    for (name, part) in
        [("category", value.category.as_deref()), ("replaced by", value.replaced_by.as_deref()), ("hidden", value.hidden.then_some("yes"))]
    {
        if let Some(part) = part {
            text.push_str(&format!("; {name} {part}"));
        }
    }
    for (name, day) in [("from", value.valid_from), ("until", value.valid_until)] {
        if let Some(day) = day {
            text.push_str(&format!("; {name} {day}"));
        }
    }
    if !value.synonyms.is_empty() {
        text.push_str(&format!("; also {}", value.synonyms.join(", ")));
    }
    text
}

impl Resolved {
    /// Settings, and values of lists, in which two layers differ, in the order of the settings. Entries are compared one by one.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Vec<SettingDifference> {
        let mut differences = Vec::new();
        for ((setting, one), (_, two)) in self.settings().zip(other.settings()) {
            if one.value == two.value {
                continue;
            }
            if setting.kind.fields().is_empty() {
                let text = |value: &SettingValue| Some(value.to_string());
                let (path, one_value, other_value) = (setting.path.to_owned(), text(&one.value), text(&two.value));
                differences.push(SettingDifference { path, one: one_value, one_from: one.from, other: other_value, other_from: two.from });
                continue;
            }
            let keys = |value: &SettingValue| value.records().iter().map(|record| record.key().to_owned()).collect::<Vec<_>>();
            let mut all = keys(&one.value);
            all.extend(keys(&two.value).into_iter().filter(|key| !one.value.records().iter().any(|record| record.key() == key)));
            let before = differences.len();
            for key in all {
                let of = |resolved: &super::resolve::ResolvedSetting| {
                    let place = resolved.value.records().iter().position(|record| record.key() == key)?;
                    let fields = resolved.value.records().get(place)?.fields.iter().skip(1);
                    let text = fields.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ");
                    Some((text, resolved.entries_from.get(place).copied().flatten()))
                };
                let (mine, theirs) = (of(one), of(two));
                if mine.as_ref().map(|(text, _)| text) != theirs.as_ref().map(|(text, _)| text) {
                    let split = |side: Option<(String, Option<LayerIndex>)>| side.map_or((None, None), |(text, from)| (Some(text), from));
                    let ((one, one_from), (other, other_from)) = (split(mine), split(theirs));
                    differences.push(SettingDifference { path: format!("{}.{key}", setting.path), one, one_from, other, other_from });
                }
            }
            if differences.len() == before {
                // The same entries in another order: with levels or phases that is another setting.
                let order = |value: &SettingValue| Some(format!("[{}]", keys(value).join(", ")));
                let (path, one_order, other_order) = (setting.path.to_owned(), order(&one.value), order(&two.value));
                differences.push(SettingDifference { path, one: one_order, one_from: one.from, other: other_order, other_from: two.from });
            }
        }
        self.compare_lists(other, &mut differences);
        differences
    }

    fn compare_lists(&self, other: &Self, differences: &mut Vec<SettingDifference>) {
        let mut names: Vec<&str> = self.lists().iter().map(|list| list.list.name.as_ref()).collect();
        names.extend(other.lists().iter().map(|list| list.list.name.as_ref()).filter(|name| self.list(name).is_none()));
        for name in names {
            let values = |resolved: &Self| resolved.list(name).map(|list| list.values.clone()).unwrap_or_default();
            let (mine, theirs) = (values(self), values(other));
            let mut codes: Vec<&str> = mine.iter().map(|value| value.code.as_ref()).collect();
            codes.extend(theirs.iter().map(|value| value.code.as_ref()).filter(|code| !mine.iter().any(|value| value.code == *code)));
            let before = differences.len();
            for code in codes {
                let of = |values: &[ListValue]| values.iter().find(|value| value.code == code).map(|value| (shown(value), value.from));
                let (one, two) = (of(&mine), of(&theirs));
                if one.as_ref().map(|(text, _)| text) != two.as_ref().map(|(text, _)| text) {
                    let split = |side: Option<(String, Option<LayerIndex>)>| side.map_or((None, None), |(text, from)| (Some(text), from));
                    let ((one, one_from), (other, other_from)) = (split(one), split(two));
                    differences.push(SettingDifference { path: format!("lists.{name}.{code}"), one, one_from, other, other_from });
                }
            }
            let order = |values: &[ListValue]| format!("[{}]", values.iter().map(|value| value.code.as_ref()).collect::<Vec<_>>().join(", "));
            let (one, two) = (order(&mine), order(&theirs));
            if differences.len() == before && one != two {
                let from = |resolved: &Self| resolved.lists().iter().find(|list| list.list.name == name).and_then(|list| list.from);
                let (one_from, other_from) = (from(self), from(other));
                differences.push(SettingDifference { path: format!("lists.{name}"), one: Some(one), one_from, other: Some(two), other_from });
            }
        }
    }

    /// The share of settings and lists that are as in another layer: the alignment of an affiliate with the core (CFG-2). The units of the organisation,
    /// advocates and public holidays are left out, since they are everybody's own.
    #[must_use]
    pub fn alignment(&self, core: &Self) -> Percent {
        const OWN: [&str; 3] = ["organization.units", "roll_out.advocates", "calendar.holidays"];
        let settings = self.settings().zip(core.settings()).filter(|((setting, _), _)| !OWN.contains(&setting.path));
        let settings = settings.map(|((_, one), (_, other))| one.value == other.value);
        let same = |name: &str| {
            let values = |resolved: &Self| {
                resolved.list(name).map(|list| list.values.iter().map(|value| (value.code.clone(), shown(value))).collect::<Vec<_>>())
            };
            values(self) == values(core)
        };
        let names = self.lists().iter().chain(core.lists().iter().filter(|list| self.list(&list.list.name).is_none()));
        let all: Vec<bool> = settings.chain(names.map(|list| same(&list.list.name))).collect();
        let equal = all.iter().filter(|same| **same).count();
        let hundred = u128::from(Percent::HUNDRED.millionths());
        Percent::from_millionths(share((equal as u128).wrapping_mul(hundred), all.len() as u128)).unwrap_or(Percent::HUNDRED)
    }
}
