//! What is due, what waits, and what was done in time (DUE-1).

use super::Portfolio;
use super::action_counts::ActionCounts;
use super::answer::Question;
use super::figures::given_up;
use super::shard::Shard;
use super::source::EpochDay;
use crate::cycle::{Calendar, DayOff};
use crate::execution::{DueBucket, LevelIndex, StatusCategory, bucket};

/// The day that counts for each due date, looked up once for all days there are.
pub(super) struct Effective {
    first: i32,
    days: Vec<i32>,
}

/// The most days that are looked up before: a century. Others are worked out each time.
const MOST_DAYS: usize = 36_525;

impl Effective {
    pub(super) fn of(calendar: &Calendar, shards: &[Shard]) -> Self {
        if calendar.day_off() == DayOff::Keep {
            return Self { first: 0, days: Vec::new() };
        }
        let dues = || shards.iter().flat_map(|shard| &shard.dues).copied().filter(|due| *due != EpochDay::NONE);
        let (Some(first), Some(last)) = (dues().min(), dues().max()) else { return Self { first: 0, days: Vec::new() } };
        let days = (first..=last).take(MOST_DAYS).map(|day| effective(calendar, day)).collect();
        Self { first, days }
    }

    /// The day that counts for a due date.
    #[inline]
    fn day(&self, calendar: &Calendar, due: i32) -> i32 {
        if calendar.day_off() == DayOff::Keep {
            return due;
        }
        let place = usize::try_from(due.wrapping_sub(self.first)).ok();
        place.and_then(|place| self.days.get(place)).copied().unwrap_or_else(|| effective(calendar, due))
    }
}

fn effective(calendar: &Calendar, due: i32) -> i32 {
    EpochDay::new(due).map_or(due, |day| EpochDay::from(calendar.effective(day.date())).number())
}

/// A date, and how far `soon` reaches.
#[derive(Debug, Clone, Copy)]
struct Window {
    as_of: i32,
    end: i32,
}

/// Which nodes are looked at as actions, and what is told of them.
pub(super) struct Look<'l> {
    /// The levels that are asked for, a bit each.
    levels: u8,
    window: Option<Window>,
    /// Whether what was done in time is told.
    pub(super) done: bool,
    /// Whether what waits for a prerequisite is told.
    pub(super) blocked: bool,
    calendar: &'l Calendar,
    effective: Effective,
}

impl<'l> Look<'l> {
    pub(super) fn of(portfolio: &'l Portfolio, question: &Question<'_>) -> Self {
        let settings = portfolio.settings();
        let bit = |level: LevelIndex| 1_u8.wrapping_shl(u32::from(level.0));
        let levels = match question.levels {
            [] => bit(settings.hierarchy.lowest()),
            levels => levels.iter().fold(0, |bits, level| bits | bit(*level)),
        };
        let calendar = &settings.calendar;
        let window = question.due_at.map(|day| {
            let end = EpochDay::from(question.horizon.end(calendar, day)).number();
            Window { as_of: EpochDay::from(day).number(), end }
        });
        let (done, blocked) = (question.done && portfolio.says_when_done(), question.blocked && portfolio.says_what_waits());
        let effective = if window.is_some() || done { Effective::of(calendar, &portfolio.shards) } else { Effective { first: 0, days: Vec::new() } };
        Self { levels, window, done, blocked, calendar, effective }
    }

    /// Whether a date was given.
    pub(super) const fn is_dated(&self) -> bool {
        self.window.is_some()
    }

    /// Whether anything is asked that only a pass over the actions tells.
    pub(super) const fn is_needed(&self) -> bool {
        self.window.is_some() || self.done || self.blocked
    }

    /// Whether nodes of a level are actions here.
    #[inline]
    pub(super) fn has(&self, level: LevelIndex) -> bool {
        self.levels & 1_u8.wrapping_shl(u32::from(level.0)) != 0
    }

    #[inline]
    fn bucket(&self, due: i32) -> Option<DueBucket> {
        let window = self.window?;
        Some(if due == EpochDay::NONE { DueBucket::Undated } else { bucket(self.effective.day(self.calendar, due), window.as_of, window.end) })
    }

    /// Whether something was done in time; `None` where one of the days is not known.
    #[inline]
    fn on_time(&self, due: i32, done_on: i32) -> Option<bool> {
        let known = self.done && due != EpochDay::NONE && done_on != EpochDay::NONE;
        known.then(|| done_on <= self.effective.day(self.calendar, due))
    }
}

/// What is told of an action.
#[derive(Debug, Clone, Copy)]
pub(super) struct Action {
    pub(super) row: u32,
    pub(super) category: StatusCategory,
    /// Open or in progress, and not below something cancelled.
    pub(super) open: bool,
    /// When an open one is due, where a date was given.
    pub(super) bucket: Option<DueBucket>,
    /// Whether an open one waits for a prerequisite.
    pub(super) blocked: bool,
    /// Whether a done one was done in time, where both days are known.
    pub(super) on_time: Option<bool>,
}

impl Shard {
    /// Counts the actions of a plan, and hands each to `each`.
    #[inline]
    pub(super) fn actions(&self, plan: usize, look: &Look<'_>, gone: &mut Vec<bool>, mut each: impl FnMut(&Action)) -> ActionCounts {
        let nodes = self.nodes(plan);
        let kinds = self.kinds.get(nodes.clone()).unwrap_or_default();
        let parents = self.parents.get(nodes.clone()).unwrap_or_default();
        given_up(kinds, parents, gone);
        let waiting = self.waiting.get(nodes.clone()).unwrap_or_default();
        let done_on = self.done_on.get(nodes.clone()).unwrap_or_default();
        let dues = self.dues.get(nodes.clone()).unwrap_or_default();
        let rows = self.rows_of(nodes);
        let mut counts = ActionCounts::default();
        for (at, ((kind, gone), due)) in kinds.iter().zip(gone.iter()).zip(dues).enumerate() {
            if !look.has(kind.level()) {
                continue;
            }
            let open = !*gone && matches!(kind.category(), StatusCategory::Open | StatusCategory::InProgress);
            let done = kind.category() == StatusCategory::Done;
            let action = Action {
                row: rows.get(at),
                category: kind.category(),
                open,
                bucket: if open { look.bucket(*due) } else { None },
                blocked: open && look.blocked && waiting.get(at) == Some(&true),
                on_time: if done { done_on.get(at).and_then(|day| look.on_time(*due, *day)) } else { None },
            };
            counts.add(&action);
            each(&action);
        }
        counts
    }
}
