//! A configuration that is open: the handle, and its operations.

pub(crate) mod access;

use crate::convert::{count, invalid, refused, unlisted};
use crate::fault::Fault;
use crate::records::{
    ConfigurationFile, CycleStatus, DayRange, DecisionStatus, FeatureStatus, Label, LayerSummary, ListQuality, ListValue, PhaseStatus, Problem,
    SettingDetail, SettingDifference, SettingSaid, Settings, ValueList, ValueUse,
};
use crate::{Day, Dec};
use kam_config::{Document, entry_value, json_value};
use kam_core::access::{Rights, firewall};
use kam_core::config::decisions::CATALOGUE;
use kam_core::config::schema::FEATURES;
use kam_core::config::{self, LayerIndex, ListRefusal, Resolved, SETTINGS, SettingInfo};
use kam_core::plan::help_among;
use kam_core::values::{cut, nearest};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The layers of a configuration that fit together. It never changes.
///
/// ```
/// use kam_contract::{ConfigurationFile, open_configuration};
///
/// let core = "[layer]\nname = \"core\"\nlock = [\"completion\"]\n[completion]\nmethod = \"leaf_mean\"\n";
/// let germany = "[layer]\nname = \"germany\"\nabove = \"core\"\n";
/// let file = |name: &str, content: &str| ConfigurationFile { name: name.to_owned(), content: content.to_owned() };
/// let configuration = open_configuration(vec![file("core.toml", core), file("germany.toml", germany)])?;
/// let method = configuration.explain("completion.method".to_owned(), Some("germany".to_owned()))?;
/// assert_eq!((method.value.as_str(), method.layer.as_deref(), method.locked_by.as_deref()), ("\"leaf_mean\"", Some("core"), Some("core")));
/// # Ok::<(), kam_contract::Fault>(())
/// ```
#[derive(Debug)]
pub struct Configuration {
    pub(crate) inner: Arc<Layers>,
}

#[derive(Debug)]
pub(crate) struct Layers(config::Configuration, Vec<OnceLock<Rights>>);

impl fmt::Display for Configuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let layers = self.inner.0.layers();
        write!(f, "configuration of {} layers: {}", layers.len(), layers.iter().map(|layer| layer.name.as_str()).collect::<Vec<_>>().join(", "))
    }
}

pub(crate) fn open_configuration(files: Vec<ConfigurationFile>) -> Result<Configuration, Fault> {
    let documents: Vec<Document> = files.into_iter().map(|file| Document { name: file.name, content: file.content }).collect();
    let configuration = kam_config::read_configuration(&documents).map_err(|invalid| {
        let problem = |problem: kam_config::Problem| Problem {
            code: problem.code.to_owned(),
            document: Some(problem.document).filter(|document| !document.is_empty()),
            path: Some(problem.path).filter(|path| !path.is_empty()),
            id: None,
            line: problem.line,
            column: problem.column,
            value: problem.value,
            text: problem.text,
            help: problem.help,
        };
        let mut problems: Vec<Problem> = invalid.problems.into_iter().map(problem).collect();
        if invalid.more > 0 {
            problems.push(Problem::more(invalid.more, problems.len()));
        }
        Fault::InvalidConfiguration { problems }
    })?;
    let rights = std::iter::repeat_with(OnceLock::new).take(configuration.layers().len()).collect();
    Ok(Configuration { inner: Arc::new(Layers(configuration, rights)) })
}

pub(crate) fn firewall_document(name: String) -> Result<String, Fault> {
    let name = kam_core::values::Code::new(&name).map_err(|error| refused("name", &name, &error))?;
    Ok(kam_config::write_layer(&firewall(name.as_str())))
}

pub(crate) fn configuration_schema() -> Result<String, Fault> {
    Ok(kam_config::configuration_schema())
}

fn refused_value(refusal: &ListRefusal) -> Fault {
    let (ListRefusal::Unknown { list, code, .. } | ListRefusal::NotActive { list, code, .. }) = refusal else {
        return Fault::Internal { detail: refusal.to_string() };
    };
    Fault::ValueRefused { list: list.clone(), value: code.clone(), reason: refusal.to_string(), help: refusal.help() }
}

impl Layers {
    fn name(&self, layer: Option<LayerIndex>) -> Option<String> {
        layer.map(|layer| self.0.name(layer).to_owned())
    }

    /// What holds in a layer or for a unit; without one in the core.
    pub(super) fn at(&self, at: Option<&str>) -> Result<&Resolved, Fault> {
        let Some(name) = at else { return self.0.core().ok_or_else(|| Fault::Internal { detail: "a configuration without a core".to_owned() }) };
        self.0.resolved(name).or_else(|| self.0.for_unit(name)).ok_or_else(|| {
            let layers = self.0.layers().iter().map(|layer| layer.name.as_str());
            let units = self.0.layers().iter().flat_map(|layer| SettingInfo::find("organization.units").and_then(|units| layer.get(units)));
            let known: Vec<&str> = layers.chain(units.flat_map(|units| units.records().iter().map(config::Record::key))).collect();
            let help = help_among(&nearest(name, known.iter().copied()), known.iter().copied());
            Fault::InvalidValue {
                field: "at".to_owned(),
                value: cut(name, 80),
                reason: "there is no layer and no unit of this name".to_owned(),
                help,
            }
        })
    }

    fn setting(path: &str) -> Result<&'static SettingInfo, Fault> {
        SettingInfo::find(path).ok_or_else(|| {
            let paths = || SETTINGS.iter().map(|setting| setting.path);
            let section = path.split_once('.').map_or(path, |(section, _)| section);
            let near = nearest(path, paths());
            let help = if near.is_empty() { help_among(&[], paths().filter(|known| known.starts_with(section))) } else { help_among(&near, paths()) };
            Fault::InvalidValue { field: "setting".to_owned(), value: cut(path, 80), reason: "there is no setting of this path".to_owned(), help }
        })
    }

    pub(crate) fn layers(&self) -> Result<Vec<LayerSummary>, Fault> {
        let core = self.at(None)?;
        let summary = |layer: &config::Layer| {
            let resolved = self.at(Some(&layer.name))?;
            let alignment = resolved.alignment(core);
            let aim = resolved.at("organization.alignment").and_then(config::SettingValue::percent);
            let open = self.0.decisions(resolved).into_iter().filter(|decision| decision.state == config::DecisionState::Open).count();
            Ok(LayerSummary {
                name: layer.name.clone(),
                above: layer.above.clone(),
                units: layer.units.clone(),
                alignment: alignment.into(),
                below_aim: aim.is_some_and(|aim| alignment < aim),
                open_decisions: count(open),
            })
        };
        self.0.layers().iter().map(summary).collect()
    }

    pub(crate) fn document(&self, layer: String) -> Result<String, Fault> {
        let names = || self.0.layers().iter().map(|layer| layer.name.as_str());
        let found = self.0.layers().iter().find(|known| known.name == layer);
        found.map(kam_config::write_layer).ok_or_else(|| unlisted("layer", &layer, "there is no layer of this name", &nearest(&layer, names())))
    }

    fn detail(&self, setting: &SettingInfo, resolved: &Resolved) -> SettingDetail {
        let now = resolved.setting(setting);
        let said = |layer: &config::Layer| Some(SettingSaid { layer: Some(layer.name.clone()), value: json_value(layer.get(setting)?).to_string() });
        SettingDetail {
            path: setting.path.to_owned(),
            step: setting.step.name().to_owned(),
            value: json_value(&now.value).to_string(),
            layer: self.name(now.from),
            locked_by: self.name(now.locked_by),
            preset: json_value(&config::preset(setting)).to_string(),
            said: self.said(resolved, said),
            can_be: setting.kind.words(),
            meaning: setting.text.to_owned(),
            decisions: CATALOGUE.iter().filter(|decision| decision.settings.contains(&setting.path)).map(|decision| decision.id.to_owned()).collect(),
        }
    }

    pub(crate) fn settings(&self, at: Option<String>) -> Result<Vec<SettingDetail>, Fault> {
        let resolved = self.at(at.as_deref())?;
        Ok(SETTINGS.iter().map(|setting| self.detail(setting, resolved)).collect())
    }

    pub(crate) fn explain(&self, setting: String, at: Option<String>) -> Result<SettingDetail, Fault> {
        let resolved = self.at(at.as_deref())?;
        if let Some(list) = setting.strip_prefix("lists.") {
            return Ok(self.list_detail(self.list_at(resolved, list)?, resolved));
        }
        let of = SETTINGS.iter().find_map(|known| Some((known, setting.strip_prefix(known.path)?.strip_prefix('.')?)));
        match of.filter(|(known, _)| !known.kind.fields().is_empty()) {
            Some((known, entry)) => self.entry_detail(known, entry, resolved),
            None => Ok(self.detail(Self::setting(&setting)?, resolved)),
        }
    }

    /// An entry of a setting: what it is, and who said so.
    fn entry_detail(&self, setting: &'static SettingInfo, entry: &str, resolved: &Resolved) -> Result<SettingDetail, Fault> {
        let now = resolved.setting(setting);
        let json = |record: &config::Record| entry_value(record).to_string();
        let find = |value: &config::SettingValue| value.records().iter().find(|record| record.key() == entry).map(json);
        let place = now.value.records().iter().position(|record| record.key() == entry);
        let value = place.and_then(|place| now.value.records().get(place)).map(json).ok_or_else(|| {
            let keys = || now.value.records().iter().map(config::Record::key);
            let (reason, help) = (format!("`{}` has no such entry", setting.path), help_among(&nearest(entry, keys()), keys()));
            Fault::InvalidValue { field: "setting".to_owned(), value: cut(entry, 80), reason, help }
        })?;
        let path = format!("{}.{entry}", setting.path);
        let said = |layer: &config::Layer| Some(SettingSaid { layer: Some(layer.name.clone()), value: layer.get(setting).and_then(find)? });
        Ok(SettingDetail {
            value,
            layer: self.name(place.and_then(|place| now.entries_from.get(place)).copied().flatten()),
            locked_by: self.name(now.locked_by.filter(|_| !setting.kind.is_keyed()).or_else(|| self.0.entry_locked_by(resolved.layer, &path))),
            preset: find(&config::preset(setting)).unwrap_or_else(|| "null".to_owned()),
            said: self.said(resolved, said),
            can_be: format!("an entry with {}", setting.kind.fields().iter().map(|field| format!("`{}`", field.name)).collect::<Vec<_>>().join(", ")),
            path,
            ..self.detail(setting, resolved)
        })
    }

    /// A list of values: the codes that are offered, and who spoke of it.
    fn list_detail(&self, found: &config::ResolvedList, resolved: &Resolved) -> SettingDetail {
        let path = format!("lists.{}", found.list.name);
        let codes = |codes: Vec<&str>| serde_json::Value::from(codes).to_string();
        let offered = |list: &config::ValueList| codes(list.values.iter().filter(|value| !value.hidden).map(|value| value.code.as_ref()).collect());
        let said = |layer: &config::Layer| {
            let (_, changes) = layer.lists.iter().find(|(name, _)| *name == found.list.name)?;
            Some(SettingSaid { layer: Some(layer.name.clone()), value: codes(changes.iter().map(|change| change.code.as_str()).collect()) })
        };
        let decisions: Vec<&config::Decision> = CATALOGUE.iter().filter(|decision| decision.settings.contains(&path.as_str())).collect();
        SettingDetail {
            step: decisions.first().map_or("", |decision| decision.step.name()).to_owned(),
            value: offered(&found.list),
            layer: self.name(found.from),
            locked_by: self.name(found.locked_by),
            preset: config::ValueList::shipped().iter().find(|list| list.name == found.list.name).map_or_else(|| "null".to_owned(), offered),
            said: self.said(resolved, said),
            can_be: "a list of values".to_owned(),
            meaning: found.list.text.to_owned(),
            decisions: decisions.into_iter().map(|decision| decision.id.to_owned()).collect(),
            path,
        }
    }

    /// What layers said, the core first.
    fn said(&self, resolved: &Resolved, of: impl Fn(&config::Layer) -> Option<SettingSaid>) -> Vec<SettingSaid> {
        let chain = self.0.chain(resolved.layer).filter_map(|layer| self.0.layers().iter().find(|known| known.name == self.0.name(layer)));
        let mut said: Vec<SettingSaid> = chain.filter_map(of).collect();
        said.reverse();
        said
    }

    pub(crate) fn compare(&self, one: String, other: String) -> Result<Vec<SettingDifference>, Fault> {
        let (one, other) = (self.at(Some(&one))?, self.at(Some(&other))?);
        let difference = |difference: config::SettingDifference| SettingDifference {
            path: difference.path,
            one: difference.one,
            one_from: self.name(difference.one_from),
            other: difference.other,
            other_from: self.name(difference.other_from),
        };
        Ok(one.compare(other).into_iter().map(difference).collect())
    }

    pub(crate) fn decisions(&self, at: Option<String>) -> Result<Vec<DecisionStatus>, Fault> {
        let resolved = self.at(at.as_deref())?;
        let status = |(decision, status): (&config::Decision, config::DecisionStatus)| DecisionStatus {
            id: decision.id.to_owned(),
            step: decision.step.name().to_owned(),
            question: decision.question.to_owned(),
            why: decision.why.to_owned(),
            good: decision.good.iter().map(|good| (*good).to_owned()).collect(),
            state: status.state.into(),
            by: status.by.iter().map(|layer| self.0.name(*layer).to_owned()).collect(),
            answer: status.answer,
            beyond: decision.beyond.map(str::to_owned),
            settings: decision.settings.iter().map(|path| (*path).to_owned()).collect(),
        };
        Ok(CATALOGUE.iter().zip(self.0.decisions(resolved)).map(status).collect())
    }

    pub(crate) fn questionnaire(&self, at: Option<String>) -> Result<String, Fault> {
        Ok(kam_config::questionnaire_markdown(&self.0, self.at(at.as_deref())?))
    }

    pub(crate) fn questionnaire_json(&self, at: Option<String>) -> Result<String, Fault> {
        Ok(kam_config::questionnaire_json(&self.0, self.at(at.as_deref())?))
    }

    pub(crate) fn features(&self, at: Option<String>) -> Result<Vec<FeatureStatus>, Fault> {
        let resolved = self.at(at.as_deref())?;
        let named = |path: &str, feature: &str| resolved.at(path).is_some_and(|features| features.texts().any(|known| known == feature));
        let status = |feature: &&'static str| {
            let by = ["features.off", "features.on"].into_iter().find(|path| named(path, feature)).unwrap_or("features.stage");
            FeatureStatus { feature: (*feature).to_owned(), on: resolved.has_feature(feature), by: by.to_owned() }
        };
        Ok(FEATURES.iter().map(status).collect())
    }

    pub(crate) fn require_feature(&self, feature: String, at: Option<String>) -> Result<bool, Fault> {
        let resolved = self.at(at.as_deref())?;
        if !FEATURES.contains(&feature.as_str()) {
            return Err(unlisted("feature", &feature, "there is no such feature", &nearest(&feature, FEATURES.iter().copied())));
        }
        if resolved.has_feature(&feature) {
            return Ok(true);
        }
        let stage = resolved.at("features.stage").and_then(config::SettingValue::text).unwrap_or_default();
        Err(Fault::FeatureOff { layer: self.0.name(resolved.layer).to_owned(), stage: stage.to_owned(), feature })
    }

    pub(crate) fn plan_settings(&self, at: Option<String>) -> Result<Settings, Fault> {
        let settings = self.at(at.as_deref())?.plan_settings();
        let settings = settings
            .map_err(|problems| invalid("at", &at.unwrap_or_default(), &problems.first().map(|(_, text)| text.clone()).unwrap_or_default()))?;
        serde_json::from_str(&kam_document::write_settings(&settings)).map_err(|error| Fault::Internal { detail: error.to_string() })
    }

    pub(crate) fn planning_cycle(&self, on: Day, finished: Vec<String>, at: Option<String>) -> Result<CycleStatus, Fault> {
        let resolved = self.at(at.as_deref())?;
        let internal = |detail: String| Fault::Internal { detail };
        let rules = self.0.cycle_rules(resolved).map_err(|errors| internal(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;
        let settings = resolved.plan_settings().map_err(|problems| internal(format!("{problems:?}")))?;
        let cycle = rules.at(on.0).ok_or_else(|| invalid("on", &on, &"no planning cycle has this day within the years 1 to 9999"))?;
        let finished: Vec<&str> = finished.iter().map(String::as_str).collect();
        let status = cycle.status(on.0, &settings.calendar, &finished).map_err(|unknown| Fault::InvalidValue {
            field: "finished".to_owned(),
            value: unknown.phase.clone(),
            reason: unknown.to_string(),
            help: unknown.help,
        })?;
        let phase = |phase: &kam_core::cycle::PhaseStatus| PhaseStatus {
            name: phase.window.name.to_string(),
            first: Day(phase.window.first),
            last: Day(phase.window.last),
            state: phase.state.into(),
            finished: phase.finished,
            late: phase.is_late(),
            days: phase.days,
            working_days: phase.working_days,
        };
        Ok(CycleStatus {
            cycle: cycle.name().to_owned(),
            first: Day(cycle.first()),
            last: Day(cycle.last()),
            followed: cycle.followed().map(|cycle| cycle.name().to_owned()),
            next: cycle.next().map(|cycle| Day(cycle.first())),
            phases: status.phases.iter().map(phase).collect(),
            gaps: cycle.gaps().iter().map(|gap| DayRange { first: Day(gap.first), last: Day(gap.last) }).collect(),
            days_left: status.days_left,
            working_days_left: status.working_days_left,
        })
    }

    fn list_at<'r>(&self, resolved: &'r Resolved, name: &str) -> Result<&'r config::ResolvedList, Fault> {
        let names = || resolved.lists().iter().map(|list| list.list.name.as_ref());
        resolved.lists().iter().map(AsRef::as_ref).find(|list: &&config::ResolvedList| list.list.name == name).ok_or_else(|| {
            let help = help_among(&nearest(name, names()), names());
            Fault::InvalidValue { field: "list".to_owned(), value: cut(name, 80), reason: "there is no list of this name".to_owned(), help }
        })
    }

    fn value(&self, value: &config::ListValue) -> ListValue {
        ListValue {
            code: value.code.to_string(),
            labels: value.labels.iter().map(|(language, text)| Label { language: language.to_string(), text: text.to_string() }).collect(),
            category: value.category.as_ref().map(ToString::to_string),
            synonyms: value.synonyms.iter().map(ToString::to_string).collect(),
            valid_from: value.valid_from.map(Day),
            valid_until: value.valid_until.map(Day),
            replaced_by: value.replaced_by.clone(),
            hidden: value.hidden,
            layer: self.name(value.from),
        }
    }

    pub(crate) fn value_lists(&self, at: Option<String>) -> Result<Vec<String>, Fault> {
        Ok(self.at(at.as_deref())?.lists().iter().map(|list| list.list.name.to_string()).collect())
    }

    pub(crate) fn value_list(&self, list: String, at: Option<String>) -> Result<ValueList, Fault> {
        let found = self.list_at(self.at(at.as_deref())?, &list)?;
        Ok(ValueList {
            name: found.list.name.to_string(),
            meaning: found.list.text.to_owned(),
            locked_by: self.name(found.locked_by),
            values: found.list.values.iter().map(|value| self.value(value)).collect(),
        })
    }

    pub(crate) fn check_value(&self, list: String, code: String, on: Day, at: Option<String>) -> Result<ListValue, Fault> {
        let found = self.list_at(self.at(at.as_deref())?, &list)?;
        found.list.check(&code, on.0).map(|value| self.value(value)).map_err(|refusal| refused_value(&refusal))
    }

    pub(crate) fn read_value(&self, list: String, text: String, at: Option<String>) -> Result<Option<ListValue>, Fault> {
        Ok(self.list_at(self.at(at.as_deref())?, &list)?.list.read(&text).map(|value| self.value(value)))
    }

    pub(crate) fn list_quality(&self, list: String, codes: Vec<String>, on: Day, at: Option<String>) -> Result<ListQuality, Fault> {
        let found = self.list_at(self.at(at.as_deref())?, &list)?;
        let quality = found.list.quality(codes.iter().map(|code| Some(code.as_str())), on.0);
        let (empty_share, other_share) = (quality.empty_share().map(Dec::from), quality.other_share().map(Dec::from));
        let used = |value: config::ValueUse| ValueUse {
            code: value.code,
            count: value.count,
            known: value.known,
            retired: value.retired,
            replaced_by: value.replaced_by,
        };
        Ok(ListQuality {
            records: quality.records,
            empty: quality.empty,
            other: quality.other,
            retired: quality.retired,
            unknown: quality.unknown,
            empty_share,
            other_share,
            values: quality.values.into_iter().map(used).collect(),
        })
    }
}
