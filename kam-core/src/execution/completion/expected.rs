//! Where a plan should be on a date, and how it stands to that (CMP-9).

use super::kernel::{Facts, planned_share};
use super::rollup::{Completion, MissingWeights};
use super::rules::CompletionRules;
use crate::plan::{NodeKey, Plan};
use crate::values::{Percent, Points};
use chrono::{Datelike, NaiveDate};

impl Completion {
    /// What every node should have reached on a date: the planned shares of the leaves, rolled up by the same rules (CMP-9).
    ///
    /// # Errors
    /// As [`Completion::compute`].
    pub fn expected(plan: &Plan, rules: &CompletionRules, as_of: NaiveDate) -> Result<Self, MissingWeights> {
        let dues = inherited_dues(plan);
        Self::roll(
            plan,
            rules,
            |key, node| {
                let due = dues.get(key.place()).copied().flatten();
                let day = |day: NaiveDate| day.num_days_from_ce();
                let share = planned_share(node.schedule.start().map(day), node.schedule.due().is_some(), due.map(day), day(as_of));
                Facts::planned(node.status.category, share, rules)
            },
            true,
        )
    }
}

/// The due date that holds for each node: its own, else that of the nearest node above with one, else the plan's end.
fn inherited_dues(plan: &Plan) -> Vec<Option<NaiveDate>> {
    let end = plan.profile().period.end();
    let mut dues: Vec<Option<NaiveDate>> = Vec::with_capacity(plan.nodes().len());
    for (place, node) in plan.nodes().iter().enumerate() {
        let above = plan.parent(NodeKey::at(place)).map_or(end, |parent| dues.get(parent.place()).copied().flatten());
        dues.push(node.schedule.due().or(above));
    }
    dues
}

/// How a plan stands to what is expected of it (CMP-9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Health {
    /// Less far behind than `at_risk`.
    OnTrack,
    /// Behind by `at_risk` points or more.
    AtRisk,
    /// Behind by `off_track` points or more.
    OffTrack,
}

impl Health {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::OnTrack, Self::AtRisk, Self::OffTrack];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnTrack => "on_track",
            Self::AtRisk => "at_risk",
            Self::OffTrack => "off_track",
        }
    }
}

/// Off track earlier than at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`off_track` is at `{off_track}` points behind, which is before `at_risk` at `{at_risk}`")]
pub struct HealthRulesError {
    /// The points behind from which a plan is at risk.
    pub at_risk: Percent,
    /// The points behind from which it is off track.
    pub off_track: Percent,
}

/// How far behind a plan may be (CMP-9).
///
/// ```
/// use kam_core::execution::{Health, HealthRules};
/// use kam_core::values::Percent;
///
/// let rules = HealthRules::default();
/// let variance = Percent::parse("40")?.minus(Percent::parse("45")?);
/// assert_eq!(rules.health(variance), Health::AtRisk);
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HealthRules {
    at_risk: Percent,
    off_track: Percent,
}

impl HealthRules {
    /// Thresholds in points behind.
    ///
    /// # Errors
    /// `off_track` below `at_risk`.
    pub fn new(at_risk: Percent, off_track: Percent) -> Result<Self, HealthRulesError> {
        if off_track < at_risk { Err(HealthRulesError { at_risk, off_track }) } else { Ok(Self { at_risk, off_track }) }
    }

    /// The points behind from which a plan is at risk.
    #[must_use]
    pub const fn at_risk(&self) -> Percent {
        self.at_risk
    }

    /// The points behind from which a plan is off track.
    #[must_use]
    pub const fn off_track(&self) -> Percent {
        self.off_track
    }

    /// The health of a variance, which is completion less expected completion. Not behind at all is always on track.
    #[must_use]
    pub fn health(&self, variance: Points) -> Health {
        let behind = variance.millionths().saturating_neg();
        if behind <= 0 || behind < i64::from(self.at_risk.millionths()) {
            Health::OnTrack
        } else if behind < i64::from(self.off_track.millionths()) {
            Health::AtRisk
        } else {
            Health::OffTrack
        }
    }
}

impl Default for HealthRules {
    /// At risk from 5 points behind, off track from 15.
    fn default() -> Self {
        let percent = |millionths| Percent::from_millionths(millionths).unwrap_or(Percent::ZERO);
        Self { at_risk: percent(5_000_000), off_track: percent(15_000_000) }
    }
}

/// A node, or the plan itself, on a date: where it is, where it should be, and what that means (CMP-9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The completion.
    pub completion: Option<Percent>,
    /// The expected completion.
    pub expected: Option<Percent>,
    /// Completion less expected, in points.
    pub variance: Option<Points>,
    /// What that means; absent without a completion.
    pub health: Option<Health>,
}

impl Progress {
    /// The progress that two figures make.
    #[must_use]
    pub fn of(completion: Option<Percent>, expected: Option<Percent>, rules: &HealthRules) -> Self {
        let variance = completion.zip(expected).map(|(completion, expected)| completion.minus(expected));
        Self { completion, expected, variance, health: variance.map(|variance| rules.health(variance)) }
    }
}
