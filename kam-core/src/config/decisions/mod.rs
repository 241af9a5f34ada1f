//! The decision catalogue: every question that introducing key account management asks, tied to the settings that answer it (CFG-4).

mod catalogue;

pub use catalogue::CATALOGUE;

use super::layer::LayerIndex;
use super::resolve::{Configuration, Resolved};
use super::schema::{SettingInfo, Step};
use super::value::Preset;

/// A question that an organisation has to answer.
#[derive(Debug, Clone, Copy)]
pub struct Decision {
    /// Its stable id.
    pub id: &'static str,
    /// The step that it belongs to.
    pub step: Step,
    /// The question.
    pub question: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// The paths of the settings, and the lists as `lists.tactic_type`, that answer it.
    pub settings: &'static [&'static str],
    /// Why no setting answers it, where none does; it is then answered in words.
    pub beyond: Option<&'static str>,
    /// What good answers look like.
    pub good: &'static [&'static str],
}

impl Decision {
    /// The decision of an id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        CATALOGUE.iter().find(|decision| decision.id == id)
    }
}

/// How far a decision is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionState {
    /// A layer says something about it.
    Answered,
    /// Nobody said anything, and what comes with the library holds.
    Default,
    /// Nobody said anything, and the library cannot know.
    Open,
}

impl DecisionState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Answered, Self::Default, Self::Open];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Default => "default",
            Self::Open => "open",
        }
    }
}

/// A decision as it stands in a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionStatus {
    /// The id of the decision.
    pub id: &'static str,
    /// How far it is taken.
    pub state: DecisionState,
    /// The layers that answer it, the core first.
    pub by: Vec<LayerIndex>,
    /// The answer in words, where a layer has one: that of the lowest layer.
    pub answer: Option<String>,
    /// What its settings are, by path; of a list how many values it has.
    pub values: Vec<(&'static str, String)>,
}

impl Configuration {
    /// How every decision stands in a layer, in the order of the catalogue (CFG-4).
    #[must_use]
    pub fn decisions(&self, resolved: &Resolved) -> Vec<DecisionStatus> {
        let mut chain: Vec<LayerIndex> = self.chain(resolved.layer).collect();
        chain.reverse();
        CATALOGUE.iter().map(|decision| self.status(decision, resolved, &chain)).collect()
    }

    fn status(&self, decision: &Decision, resolved: &Resolved, chain: &[LayerIndex]) -> DecisionStatus {
        let layers = || chain.iter().filter_map(|place| Some((*place, self.layers().get(place.0)?)));
        let answers = layers().filter_map(|(_, layer)| layer.answers.iter().find(|(id, _)| id == decision.id));
        let answer = answers.fold(None, |_, (_, answer)| Some(answer.clone()));
        let says = |layer: &super::layer::Layer| {
            let settings = layer.settings.iter().any(|(setting, _)| decision.settings.contains(&setting.path));
            let lists = layer.lists.iter().any(|(name, _)| decision.settings.iter().any(|path| path.strip_prefix("lists.") == Some(name)));
            settings || lists || layer.answers.iter().any(|(id, _)| id == decision.id)
        };
        let by: Vec<LayerIndex> = layers().filter(|(_, layer)| says(layer)).map(|(place, _)| place).collect();
        let values = decision.settings.iter().map(|path| (*path, shown(resolved, path))).collect();
        let has_default = decision.settings.iter().any(|path| match SettingInfo::find(path) {
            Some(setting) => !matches!(setting.preset, Preset::None),
            None => true,
        });
        let state = match (by.is_empty(), has_default) {
            (false, _) => DecisionState::Answered,
            (true, true) => DecisionState::Default,
            (true, false) => DecisionState::Open,
        };
        DecisionStatus { id: decision.id, state, by, answer, values }
    }
}

fn shown(resolved: &Resolved, path: &str) -> String {
    match path.strip_prefix("lists.") {
        Some(name) => {
            resolved.list(name).map_or_else(String::new, |list| format!("{} values", list.values.iter().filter(|value| !value.hidden).count()))
        }
        None => resolved.at(path).map(ToString::to_string).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::lists::shipped_lists;
    use crate::config::schema::SETTINGS;
    use std::collections::HashSet;

    #[test]
    fn no_setting_without_a_decision_and_no_decision_without_a_setting_or_a_reason() {
        let settings: HashSet<String> =
            SETTINGS.iter().map(|setting| setting.path.to_owned()).chain(shipped_lists().map(|list| format!("lists.{list}"))).collect();
        let decided: HashSet<String> = CATALOGUE.iter().flat_map(|decision| decision.settings).map(|path| (*path).to_owned()).collect();
        let missing: Vec<_> = settings.difference(&decided).collect();
        assert!(missing.is_empty(), "no decision is about {missing:?}");
        let unknown: Vec<_> = decided.difference(&settings).collect();
        assert!(unknown.is_empty(), "there is no setting {unknown:?}");
        let mut ids = HashSet::new();
        for decision in CATALOGUE {
            assert_eq!(decision.settings.is_empty(), decision.beyond.is_some(), "{}", decision.id);
            assert!(ids.insert(decision.id), "{} stands twice", decision.id);
            assert!(decision.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit()), "{}", decision.id);
            assert!(decision.question.ends_with('?') && !decision.good.is_empty(), "{}", decision.id);
        }
        for step in Step::ALL {
            assert!(CATALOGUE.iter().any(|decision| decision.step == step), "{step}");
        }
    }
}
