//! Layers of a configuration: what each says, what it leaves open, and what it closes (CFG-1).

use super::lists::ValueChange;
use super::schema::{SETTINGS, SettingInfo};
use super::value::SettingValue;
use std::fmt;

/// The place of a layer in its configuration; the first is the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LayerIndex(pub(crate) usize);

/// A part of a configuration by its path: `*` for all of it, a section (`completion`), a setting (`completion.method`), one entry of a setting
/// (`organization.roles.country_lead`), all lists (`lists`), or one (`lists.tactic_type`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part(String);

impl Part {
    /// A part; `None` where no setting and no list can be meant.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let known = path == "*"
            || path == "lists"
            || path.strip_prefix("lists.").is_some_and(|list| !list.is_empty())
            || SETTINGS.iter().any(|setting| covers(path, setting.path) || (!setting.kind.fields().is_empty() && covers(setting.path, path)));
        known.then(|| Self(path.to_owned()))
    }

    /// Its path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How exactly it names a path: the longer the more; `None` where it does not.
    fn fit(&self, path: &str) -> Option<usize> {
        if self.0 == "*" {
            return Some(0);
        }
        covers(&self.0, path).then_some(self.0.len())
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a path is another one, or one above it.
fn covers(above: &str, path: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What one document of a configuration says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// The layer that it lies on; absent for the core.
    pub above: Option<String>,
    /// The units that it is for, with all that are below them.
    pub units: Vec<String>,
    /// What the layers below it may not change.
    pub lock: Vec<Part>,
    /// What they may change although a larger part is locked.
    pub open: Vec<Part>,
    /// What it says.
    pub settings: Vec<(&'static SettingInfo, SettingValue)>,
    /// What it says of lists, by their names.
    pub lists: Vec<(String, Vec<ValueChange>)>,
    /// Answers to decisions in words, by their ids (CFG-4).
    pub answers: Vec<(String, String)>,
}

/// Two are equal when they have the same path.
impl PartialEq for SettingInfo {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for SettingInfo {}

impl Layer {
    /// What it says of a setting.
    #[must_use]
    pub fn get(&self, setting: &SettingInfo) -> Option<&SettingValue> {
        self.settings.iter().find(|(known, _)| *known == setting).map(|(_, value)| value)
    }

    /// The layers that it lies on, the nearest first.
    pub(super) fn lineage<'l>(&self, layers: &'l [Self]) -> impl Iterator<Item = &'l Self> + use<'l> {
        let above = |layer: &Self| layers.iter().find(|known| Some(&known.name) == layer.above.as_ref());
        // A circle is refused before anybody asks; a count ends this all the same.
        std::iter::successors(above(self), move |layer| above(layer)).take(layers.len())
    }

    /// Whether it closes a path for the layers below it: what names the path most exactly decides.
    pub(super) fn locks(&self, path: &str) -> bool {
        let fit = |parts: &[Part]| parts.iter().filter_map(|part| part.fit(path)).max();
        match (fit(&self.lock), fit(&self.open)) {
            (Some(lock), Some(open)) => lock > open,
            (lock, _) => lock.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(paths: &[&str]) -> Vec<Part> {
        paths.iter().filter_map(|path| Part::new(path)).collect()
    }

    #[test]
    fn the_most_exact_part_decides() {
        let layer = Layer { lock: parts(&["*", "completion.method"]), open: parts(&["completion", "lists.tactic_type"]), ..Layer::default() };
        for (path, locked) in [
            ("goals.cascade", true),
            ("completion.method", true),
            ("completion.empty", false),
            ("lists.tactic_type", false),
            ("lists.influence", true),
        ] {
            assert_eq!(layer.locks(path), locked, "{path}");
        }
        let roles = Layer { lock: parts(&["organization.roles.country_lead"]), ..Layer::default() };
        assert!(roles.locks("organization.roles.country_lead"));
        assert!(!roles.locks("organization.roles.country_leader"));
        assert!(!roles.locks("organization.roles"));
    }

    #[test]
    fn a_part_is_something_that_there_is() {
        for path in ["*", "goals", "goals.cascade", "goals.cascade.national", "lists", "lists.any"] {
            assert!(Part::new(path).is_some(), "{path}");
        }
        for path in ["", "goal", "goals.cascades", "goals.most_in_a_plan.x", "lists."] {
            assert!(Part::new(path).is_none(), "{path}");
        }
    }
}
