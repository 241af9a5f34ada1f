//! What is overdue, due today, due soon, later, or without a date (DUE-1).

use super::{LevelIndex, Node, StatusCategory};
use crate::cycle::Calendar;
use crate::plan::{NodeKey, Plan};
use crate::values::{NodeId, PersonId, UnitId, Weight};
use chrono::{Days, NaiveDate};
use std::cmp::Ordering;

/// The longest horizon, in days or working days: ten years.
pub const MOST_HORIZON: u32 = 3_660;

/// A horizon over the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a horizon has at most {MOST_HORIZON} days, not `{found}`")]
pub struct HorizonTooFar {
    /// The days asked for.
    pub found: u32,
}

/// How many days `soon` reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Horizon {
    days: u32,
    working: bool,
}

impl Horizon {
    /// So many calendar days behind the date.
    ///
    /// # Errors
    /// More than 3 660 days.
    pub const fn days(days: u32) -> Result<Self, HorizonTooFar> {
        if days > MOST_HORIZON { Err(HorizonTooFar { found: days }) } else { Ok(Self { days, working: false }) }
    }

    /// So many working days of the plan's calendar behind the date.
    ///
    /// # Errors
    /// More than 3 660 days.
    pub const fn working_days(days: u32) -> Result<Self, HorizonTooFar> {
        if days > MOST_HORIZON { Err(HorizonTooFar { found: days }) } else { Ok(Self { days, working: true }) }
    }

    /// The last day that is soon.
    pub(crate) fn end(self, calendar: &Calendar, as_of: NaiveDate) -> NaiveDate {
        if self.working {
            calendar.add_working_days(as_of, self.days)
        } else {
            as_of.checked_add_days(Days::new(u64::from(self.days))).unwrap_or(NaiveDate::MAX)
        }
    }
}

impl Default for Horizon {
    /// 14 calendar days.
    fn default() -> Self {
        Self { days: 14, working: false }
    }
}

/// Whose work, and how far ahead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DueQuery {
    /// How many days `soon` reaches.
    pub horizon: Horizon,
    /// Only what this person owns.
    pub person: Option<PersonId>,
    /// Only plans of this unit.
    pub unit: Option<UnitId>,
    /// The levels asked for; empty for the lowest one.
    pub levels: Vec<LevelIndex>,
}

/// When something is due, seen from a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueBucket {
    /// Before the date.
    Overdue,
    /// On the date.
    Today,
    /// Within the horizon.
    Soon,
    /// Behind the horizon.
    Later,
    /// Without a due date.
    Undated,
}

impl DueBucket {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Today, Self::Soon, Self::Later, Self::Undated];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Undated => "undated",
        }
    }
}

/// An open action and when it is due.
#[derive(Debug, Clone, PartialEq)]
pub struct DueItem<'p> {
    /// The plan it is in.
    pub plan: &'p Plan,
    /// The node.
    pub node: &'p Node,
    /// Its place in the plan.
    pub key: NodeKey,
    /// The day that counts: the due date after the calendar had its say.
    pub effective: Option<NaiveDate>,
    /// When that is, seen from the date asked for.
    pub bucket: DueBucket,
    /// Days between the date asked for and the day that counts; 0 without one.
    pub days: u32,
    /// The prerequisites it waits for (EXE-2).
    pub blocked_by: Vec<&'p NodeId>,
}

impl DueItem<'_> {
    /// The weight used for the order; an absent one is 1.
    #[must_use]
    pub fn weight(&self) -> Weight {
        self.node.weight.unwrap_or(Weight::ONE)
    }

    /// By the day that counts (undated last), then weight (largest first), then id, then plan.
    fn order(&self, other: &Self) -> Ordering {
        let day = |item: &Self| (item.effective.is_none(), item.effective);
        day(self)
            .cmp(&day(other))
            .then_with(|| other.weight().cmp(&self.weight()))
            .then_with(|| self.node.id.cmp(&other.node.id))
            .then_with(|| self.plan.profile().id.cmp(&other.plan.profile().id))
    }
}

/// The open actions of some plans, in the order in which they should be looked at (DUE-1).
pub fn due<'p>(plans: impl IntoIterator<Item = &'p Plan>, as_of: NaiveDate, query: &DueQuery) -> Vec<DueItem<'p>> {
    let mut items = Vec::new();
    for plan in plans {
        collect(plan, as_of, query, |item| items.push(item));
    }
    items.sort_by(DueItem::order);
    items
}

/// Hands every open action of one plan to `each`, in the order of the plan.
pub(super) fn collect<'p>(plan: &'p Plan, as_of: NaiveDate, query: &DueQuery, mut each: impl FnMut(DueItem<'p>)) {
    if query.unit.as_ref().is_some_and(|unit| plan.profile().unit.as_ref() != Some(unit)) {
        return;
    }
    let end = query.horizon.end(&plan.settings().calendar, as_of);
    let lowest = plan.settings().hierarchy.lowest();
    let asked = |level: LevelIndex| {
        if query.levels.is_empty() { level == lowest } else { query.levels.contains(&level) }
    };
    let given_up = given_up(plan);
    for (key, node) in plan.keys().zip(plan.nodes()) {
        let open = matches!(node.status.category, StatusCategory::Open | StatusCategory::InProgress);
        let owned = query.person.as_ref().is_none_or(|person| node.owner.as_ref() == Some(person));
        if !open || !owned || !plan.level_index(key).is_some_and(asked) || given_up.get(key.place()) == Some(&true) {
            continue;
        }
        let effective = node.schedule.due().map(|due| plan.settings().calendar.effective(due));
        let bucket = effective.map_or(DueBucket::Undated, |day| bucket(day, as_of, end));
        let days = effective.map_or(0, |day| u32::try_from(day.signed_duration_since(as_of).num_days().unsigned_abs()).unwrap_or(u32::MAX));
        each(DueItem { plan, node, key, effective, bucket, days, blocked_by: plan.unfinished_prerequisites(key).collect() });
    }
}

/// When a day is, seen from another.
pub(crate) fn bucket<D: Ord>(day: D, as_of: D, end: D) -> DueBucket {
    match day.cmp(&as_of) {
        Ordering::Less => DueBucket::Overdue,
        Ordering::Equal => DueBucket::Today,
        Ordering::Greater if day <= end => DueBucket::Soon,
        Ordering::Greater => DueBucket::Later,
    }
}

/// Which nodes are cancelled or below something cancelled.
fn given_up(plan: &Plan) -> Vec<bool> {
    let mut marks: Vec<bool> = Vec::with_capacity(plan.nodes().len());
    for (key, node) in plan.keys().zip(plan.nodes()) {
        let above = plan.parent(key).is_some_and(|parent| marks.get(parent.place()) == Some(&true));
        marks.push(above || node.status.category == StatusCategory::Cancelled);
    }
    marks
}
