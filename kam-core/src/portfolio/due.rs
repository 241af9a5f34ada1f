//! What is due, counted (DUE-1).

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
pub(super) struct Window {
    pub(super) as_of: i32,
    pub(super) end: i32,
}

/// The buckets of one plan's open actions.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) actions: u32,
    pub(super) open: u32,
    pub(super) overdue: u32,
    pub(super) today: u32,
    pub(super) soon: u32,
    pub(super) later: u32,
    pub(super) undated: u32,
}

impl Shard {
    /// Counts what is due in a plan, and tells the bucket of each open action.
    pub(super) fn due(
        &self,
        plan: usize,
        lowest: LevelIndex,
        window: Window,
        (calendar, effective): (&Calendar, &Effective),
        gone: &mut Vec<bool>,
        mut each: impl FnMut(u32, DueBucket),
    ) -> Counts {
        let nodes = self.nodes(plan);
        let kinds = self.kinds.get(nodes.clone()).unwrap_or_default();
        let parents = self.parents.get(nodes.clone()).unwrap_or_default();
        given_up(kinds, parents, gone);
        let mut counts = Counts::default();
        let add = |count: &mut u32| *count = count.wrapping_add(1);
        for (((kind, gone), due), row) in
            kinds.iter().zip(gone.iter()).zip(self.dues.get(nodes.clone()).unwrap_or_default()).zip(self.rows.get(nodes).unwrap_or_default())
        {
            if kind.level != lowest {
                continue;
            }
            add(&mut counts.actions);
            if *gone || !matches!(kind.category, StatusCategory::Open | StatusCategory::InProgress) {
                continue;
            }
            add(&mut counts.open);
            let bucket = if *due == EpochDay::NONE { DueBucket::Undated } else { bucket(effective.day(calendar, *due), window.as_of, window.end) };
            add(match bucket {
                DueBucket::Overdue => &mut counts.overdue,
                DueBucket::Today => &mut counts.today,
                DueBucket::Soon => &mut counts.soon,
                DueBucket::Later => &mut counts.later,
                DueBucket::Undated => &mut counts.undated,
            });
            each(*row, bucket);
        }
        counts
    }
}
