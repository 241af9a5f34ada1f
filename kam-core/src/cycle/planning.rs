//! One planning cycle with the windows of its phases (CYC-1, CYC-2).

use super::rules::CycleRules;
use crate::values::Code;
use chrono::{Datelike, NaiveDate};

/// A row of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayRange {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl DayRange {
    /// How many days it has.
    #[must_use]
    pub fn days(&self) -> u32 {
        let behind = self.last.signed_duration_since(self.first).num_days();
        u32::try_from(behind.saturating_add(1)).unwrap_or(0)
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// When a phase is open in one cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseWindow {
    /// The name of the phase.
    pub name: Code,
    /// The first day on which it is open.
    pub first: NaiveDate,
    /// The last day on which it is open, never behind the last of the cycle.
    pub last: NaiveDate,
    /// How many calendar days of the phase this cycle is too short for; 0 where it has them all.
    pub days_cut: u32,
}

/// One planning cycle: its name, its days and its phases (CYC-1).
///
/// ```
/// use kam_core::cycle::{CycleRules, Phase};
/// use kam_core::values::{Code, parse_date};
///
/// let phase = |name: &str, from_day, days| Code::new(name).map(|name| Phase { name, from_day, days });
/// let rules = CycleRules::new(12, 1, vec![phase("set_goals", 1, 31)?, phase("review", 182, 30)?]).expect("a year");
/// let cycle = rules.at(parse_date("2026-05-20")?).expect("within the years that dates have");
/// assert_eq!((cycle.name(), cycle.last()), ("2026", parse_date("2026-12-31")?));
/// let gaps: Vec<_> = cycle.gaps().iter().map(|gap| (gap.first.to_string(), gap.days())).collect();
/// assert_eq!(gaps, [("2026-02-01".to_owned(), 150), ("2026-07-31".to_owned(), 154)]);
/// assert_eq!(cycle.next().expect("2027").name(), "2027");
///
/// let affiliate = rules.later_by(3).expect("the phases fit as well").at(parse_date("2026-05-20")?).expect("a cycle");
/// assert_eq!(affiliate.name(), "2026-04/2027-03");
/// assert_eq!(affiliate.followed(), Some(cycle));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanningCycle {
    rules: CycleRules,
    /// Its place behind the cycle that is anchored in 2000.
    index: i64,
    name: String,
    first: NaiveDate,
    last: NaiveDate,
    windows: Vec<PhaseWindow>,
}

impl PlanningCycle {
    pub(super) fn new(rules: CycleRules, index: i64, first: NaiveDate, last: NaiveDate, windows: Vec<PhaseWindow>) -> Self {
        let month = |day: NaiveDate| format!("{:04}-{:02}", day.year(), day.month());
        let name = match (rules.months(), first.month()) {
            (12, 1) => format!("{:04}", first.year()),
            (1, _) => month(first),
            _ => format!("{}/{}", month(first), month(last)),
        };
        Self { rules, index, name, first, last, windows }
    }

    /// Its name: `2026` for a calendar year, `2026-04` for a month, else its first and its last month, such as `2026-04/2027-03`. No two cycles of the
    /// same rules have one name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its first day, the first of a month.
    #[must_use]
    pub const fn first(&self) -> NaiveDate {
        self.first
    }

    /// Its last day, the last of a month.
    #[must_use]
    pub const fn last(&self) -> NaiveDate {
        self.last
    }

    /// All its days.
    #[must_use]
    pub const fn days(&self) -> DayRange {
        DayRange { first: self.first, last: self.last }
    }

    /// The rules that it is made by.
    #[must_use]
    pub const fn rules(&self) -> &CycleRules {
        &self.rules
    }

    /// The windows of its phases: what opens first, then what closes first, then the order in which the phases are configured. They may overlap.
    #[must_use]
    pub fn windows(&self) -> &[PhaseWindow] {
        &self.windows
    }

    /// The days of the cycle on which no phase is open, before the first and behind the last phase too (CYC-2). None where no phases are configured.
    #[must_use]
    pub fn gaps(&self) -> Vec<DayRange> {
        let mut gaps = Vec::new();
        // The first day that no window looked at so far covers; absent once there is none behind it.
        let mut open = (!self.windows.is_empty()).then_some(self.first);
        for window in &self.windows {
            let Some(from) = open.filter(|from| window.last >= *from) else { continue };
            if let Some(before) = window.first.pred_opt().filter(|before| *before >= from) {
                gaps.push(DayRange { first: from, last: before });
            }
            open = window.last.succ_opt();
        }
        gaps.extend(open.filter(|from| *from <= self.last).map(|first| DayRange { first, last: self.last }));
        gaps
    }

    /// The cycle behind it, which begins on the day behind its last one (CYC-3). `None` where that would reach beyond the year 9999.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        self.rules.cycle(self.index.saturating_add(1))
    }

    /// The cycle before it. `None` where that would reach beyond the year 1.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        self.rules.cycle(self.index.saturating_sub(1))
    }

    /// The shared cycle that it follows with an offset: the one that begins so many months earlier (CYC-1). `None` where it has no offset.
    #[must_use]
    pub fn followed(&self) -> Option<Self> {
        (self.rules.offset_months() > 0).then(|| self.rules.shared(self.index)).flatten()
    }
}
