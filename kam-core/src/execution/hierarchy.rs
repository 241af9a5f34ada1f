//! The levels from strategy to concrete action (EXE-1).

use crate::values::{Code, nearest};

/// The most levels a hierarchy can have.
pub const MOST_LEVELS: usize = 8;

/// The name that stands for the plan itself where levels are named; no level can have it.
pub const PLAN_LEVEL: &str = "plan";

/// One level of the hierarchy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its name, such as `tactic`.
    pub name: Code,
    /// Whether a node may hang below the level above this one without it (EXE-1).
    pub optional: bool,
}

/// The place of a level in its hierarchy; 0 is the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LevelIndex(pub(crate) u8);

impl LevelIndex {
    /// The place as a number; 0 is the highest level.
    #[must_use]
    pub const fn get(self) -> usize {
        self.0 as usize
    }
}

/// Why a list of levels is no hierarchy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HierarchyError {
    /// None, or more than eight.
    #[error("a hierarchy has 1 to {MOST_LEVELS} levels, not `{found}`")]
    Count {
        /// How many were given.
        found: usize,
    },
    /// The same name twice.
    #[error("the level `{name}` is named twice")]
    Twice {
        /// The name.
        name: Code,
    },
    /// A level called `plan`.
    #[error("`{PLAN_LEVEL}` is the plan itself and no level below it")]
    NamedPlan,
}

/// An ordered list of 1 to 8 levels with different names (EXE-1).
///
/// ```
/// use kam_core::execution::Hierarchy;
///
/// let hierarchy = Hierarchy::default();
/// let names: Vec<&str> = hierarchy.levels().iter().map(|level| level.name.as_str()).collect();
/// assert_eq!(names, ["goal", "objective", "tactic", "action"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hierarchy {
    levels: Vec<Level>,
}

impl Hierarchy {
    /// Checks a list of levels, the highest first.
    ///
    /// # Errors
    /// No level or more than 8, a name twice, or a level named `plan`; every problem is listed.
    pub fn new(levels: Vec<Level>) -> Result<Self, Vec<HierarchyError>> {
        let mut problems = Vec::new();
        if levels.is_empty() || levels.len() > MOST_LEVELS {
            problems.push(HierarchyError::Count { found: levels.len() });
        }
        for (place, level) in levels.iter().enumerate().take(100) {
            if level.name.as_str() == PLAN_LEVEL {
                problems.push(HierarchyError::NamedPlan);
            }
            if levels.iter().take(place).any(|earlier| earlier.name == level.name) {
                problems.push(HierarchyError::Twice { name: level.name.clone() });
            }
        }
        if problems.is_empty() { Ok(Self { levels }) } else { Err(problems) }
    }

    /// The levels, the highest first.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The place of a level by its name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<LevelIndex> {
        self.levels.iter().position(|level| level.name.as_str() == name).and_then(Self::index)
    }

    /// The level at a place.
    #[must_use]
    pub fn level(&self, index: LevelIndex) -> Option<&Level> {
        self.levels.get(index.get())
    }

    /// The name of the level at a place; empty for a place of another hierarchy.
    #[must_use]
    pub fn name(&self, index: LevelIndex) -> &str {
        self.level(index).map_or("", |level| level.name.as_str())
    }

    /// The lowest level, whose nodes are what people do: the actions.
    #[must_use]
    pub fn lowest(&self) -> LevelIndex {
        LevelIndex(u8::try_from(self.levels.len().saturating_sub(1)).unwrap_or(0))
    }

    /// The level next below `parent`, or the highest one below the plan itself.
    #[must_use]
    pub fn below(&self, parent: Option<LevelIndex>) -> Option<LevelIndex> {
        let place = parent.map_or(0, |level| level.get().saturating_add(1));
        (place < self.levels.len()).then(|| Self::index(place)).flatten()
    }

    /// The levels a child of `parent` may have: the next, and those behind optional ones (EXE-1).
    pub fn allowed_below(&self, parent: Option<LevelIndex>) -> impl Iterator<Item = LevelIndex> + '_ {
        let mut open = true;
        let first = parent.map_or(0, |level| level.get().saturating_add(1));
        self.levels
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, level)| std::mem::replace(&mut open, level.optional))
            .filter_map(|(place, _)| Self::index(place))
    }

    /// The names closest to one that is not a level.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Vec<String> {
        nearest(name, self.levels.iter().map(|level| level.name.as_str()))
    }

    fn index(place: usize) -> Option<LevelIndex> {
        u8::try_from(place).ok().map(LevelIndex)
    }
}

impl Default for Hierarchy {
    /// `goal > objective > tactic > action`, none optional.
    fn default() -> Self {
        let level = |name| Code::new(name).ok().map(|name| Level { name, optional: false });
        Self { levels: ["goal", "objective", "tactic", "action"].into_iter().filter_map(level).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hierarchy(levels: &[(&str, bool)]) -> Hierarchy {
        Hierarchy::new(levels.iter().map(|(name, optional)| Level { name: Code::new(name).unwrap(), optional: *optional }).collect()).unwrap()
    }

    #[test]
    fn optional_levels_can_be_skipped_and_others_cannot() {
        let levels = hierarchy(&[("a", false), ("b", true), ("c", true), ("d", false), ("e", false)]);
        let below = |parent: Option<&str>| {
            levels.allowed_below(parent.and_then(|name| levels.find(name))).map(|l| levels.name(l).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(below(None), ["a"]);
        assert_eq!(below(Some("a")), ["b", "c", "d"]);
        assert_eq!(below(Some("c")), ["d"]);
        assert_eq!(below(Some("e")), Vec::<String>::new());
    }
}
