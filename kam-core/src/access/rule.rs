//! One rule of the matrix, and how specific it is (ACC-1, ACC-2).

use super::right::{Right, Section};
use crate::config::Record;
use std::fmt;

/// A rule of `access.rules`: what it does not name stands for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: Box<str>,
    /// The role that it is for.
    pub role: Option<Box<str>>,
    /// The role in the account team that it is for.
    pub team_role: Option<Box<str>>,
    /// The team function that it is for.
    pub function: Option<Box<str>>,
    /// The step that it is for.
    pub step: Option<Box<str>>,
    /// The section that it is for.
    pub section: Option<Section>,
    /// The part of a section that it is for.
    pub part: Option<Box<str>>,
    /// What it gives.
    pub right: Right,
    /// Whether it gives nothing and holds down instead: whom it is for gets no more by any other rule, however specific.
    pub ceiling: bool,
    /// The name of the layer that gave it; absent for what comes with the library.
    pub layer: Option<Box<str>>,
}

/// How specific a rule is: first for whom, then for what, then for when. A rule that is for a part of what another one is for is always the more
/// specific of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Specificity {
    /// Everyone 0, a function 1, a role or a team role 2, with a function as well 3, both roles 4 or 5.
    pub who: u8,
    /// All sections 0, a section 1, a part of any section 2, a part of one section 3.
    pub what: u8,
    /// All steps 0, one step 1.
    pub when: u8,
}

impl Rule {
    pub(super) fn of(record: &Record, layer: Option<&str>) -> Self {
        let text = |name: &str| record.text(name).map(Box::from);
        Self {
            id: record.key().into(),
            role: text("role"),
            team_role: text("team_role"),
            function: text("function"),
            step: text("step"),
            section: record.text("section").and_then(Section::find),
            part: text("part"),
            right: record.text("right").and_then(Right::find).unwrap_or_default(),
            ceiling: record.get("ceiling").is_some_and(crate::config::SettingValue::is_on),
            layer: layer.map(Box::from),
        }
    }

    /// How specific it is.
    #[must_use]
    pub const fn specificity(&self) -> Specificity {
        const fn points<T>(named: &Option<T>, points: u8) -> u8 {
            if named.is_some() { points } else { 0 }
        }
        Specificity {
            who: points(&self.role, 2).saturating_add(points(&self.team_role, 2)).saturating_add(points(&self.function, 1)),
            what: points(&self.section, 1).saturating_add(points(&self.part, 2)),
            when: points(&self.step, 1),
        }
    }

    /// Whether it is about a section, a part of it and a step.
    pub(super) fn is_about(&self, step: &str, section: Section, part: Option<&str>) -> bool {
        self.step.as_deref().is_none_or(|of| of == step)
            && self.section.is_none_or(|of| of == section)
            && self.part.as_deref().is_none_or(|of| part == Some(of))
    }

    /// For whom it is, in words.
    pub(super) fn who(&self) -> String {
        let named = [("role", &self.role), ("team role", &self.team_role), ("function", &self.function)];
        let words: Vec<String> = named.iter().filter_map(|(what, name)| name.as_ref().map(|name| format!("the {what} `{name}`"))).collect();
        if words.is_empty() { "everyone".to_owned() } else { words.join(" with ") }
    }

    /// For what and when it is, in words.
    fn what(&self) -> String {
        let mut words = match (&self.part, self.section) {
            (Some(part), Some(section)) => format!("the part `{part}` of the section `{section}`"),
            (Some(part), None) => format!("a part `{part}` of any section"),
            (None, Some(section)) => format!("the section `{section}`"),
            (None, None) => "all sections".to_owned(),
        };
        match &self.step {
            Some(step) => words.push_str(&format!(" in the step `{step}`")),
            None => words.push_str(" in all steps"),
        }
        words
    }

    /// Where it comes from, in words.
    pub(super) fn origin(&self) -> String {
        self.layer.as_ref().map_or_else(|| "the library".to_owned(), |layer| format!("the layer `{layer}`"))
    }
}

impl fmt::Display for Rule {
    /// As help reads: ``the rule `r1` of the layer `core` (`read` on the section `goals` in all steps, for everyone)``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ceiling = if self.ceiling { "no more than " } else { "" };
        write!(f, "the rule `{}` of {} ({ceiling}`{}` on {}, for {})", self.id, self.origin(), self.right, self.what(), self.who())
    }
}

/// Why a rule that is about a question as well does not decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LostBy {
    /// The deciding rule names more exactly who.
    Who,
    /// It names more exactly what.
    What,
    /// It names a step.
    When,
    /// Both are equally specific, and the lower right holds.
    HigherRight,
    /// Both say the same.
    Same,
    /// The deciding rule is a ceiling.
    Ceiling,
}

impl LostBy {
    pub(super) fn between(winner: &Rule, loser: &Rule) -> Self {
        let (won, lost) = (winner.specificity(), loser.specificity());
        if winner.ceiling {
            Self::Ceiling
        } else if won.who != lost.who {
            Self::Who
        } else if won.what != lost.what {
            Self::What
        } else if won.when != lost.when {
            Self::When
        } else if winner.right != loser.right {
            Self::HigherRight
        } else {
            Self::Same
        }
    }

    /// The reason in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Who => "which says less exactly for whom it is",
            Self::What => "which says less exactly for what it is",
            Self::When => "which is for all steps",
            Self::HigherRight => "which is as specific, and of two such rules the lower right holds",
            Self::Same => "which says the same",
            Self::Ceiling => "since nobody whom a ceiling is for gets more than it",
        }
    }
}
