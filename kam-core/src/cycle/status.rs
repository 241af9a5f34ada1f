//! Where a cycle stands on a day (CYC-2).

use super::calendar::Calendar;
use super::planning::{DayRange, PhaseWindow, PlanningCycle};
use crate::plan::help_among;
use crate::values::{cut, nearest};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::HashSet;

/// Where a phase stands on a day, by its window alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhaseState {
    /// It opens on a later day.
    Ahead,
    /// The day lies in its window.
    Open,
    /// It closed on an earlier day.
    Closed,
}

impl PhaseState {
    /// All of them, in the order of time.
    pub const ALL: [Self; 3] = [Self::Ahead, Self::Open, Self::Closed];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// A phase on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseStatus {
    /// Its window.
    pub window: PhaseWindow,
    /// Where it stands.
    pub state: PhaseState,
    /// Whether the host says that its work is done.
    pub finished: bool,
    /// Calendar days: until it opens where it is ahead, until its last day where it is open (0 on that day), since its last day where it is closed.
    pub days: u32,
    /// Working days of the same, by the market's calendar. The day that is asked about counts among those since the last day, and not among those to
    /// come; the day that is led to counts.
    pub working_days: u32,
}

impl PhaseStatus {
    /// Whether its window closed and its work is not done.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.state == PhaseState::Closed && !self.finished
    }
}

/// A phase that a cycle does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the cycle `{cycle}` has no phase `{phase}`")]
pub struct UnknownPhase {
    /// The name of the cycle.
    pub cycle: String,
    /// What was given, cut.
    pub phase: String,
    /// What it can be.
    pub help: Option<String>,
}

/// Where a cycle stands on a day: which phases are open, what closes when, what is late (CYC-2).
///
/// ```
/// use kam_core::cycle::{Calendar, CycleRules, Phase};
/// use kam_core::values::{Code, parse_date};
///
/// let phase = |name: &str, from_day, days| Code::new(name).map(|name| Phase { name, from_day, days });
/// let rules = CycleRules::new(12, 1, vec![phase("set_goals", 1, 31)?, phase("plan", 20, 50)?, phase("execute", 91, 275)?]).expect("a year");
/// let today = parse_date("2026-03-06")?;
/// let cycle = rules.at(today).expect("within the years that dates have");
/// let status = cycle.status(today, &Calendar::default(), &[])?;
///
/// let open = status.open();
/// assert_eq!((open[0].window.name.as_str(), open[0].days, open[0].working_days), ("plan", 4, 2));
/// assert_eq!(status.late()[0].window.name.as_str(), "set_goals");
/// assert!(cycle.status(today, &Calendar::default(), &["set_goals"])?.late().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CycleStatus {
    /// The day that was asked about.
    pub on: NaiveDate,
    /// Whether the day lies in the cycle. On one before it all phases are ahead, on one behind it all are closed.
    pub within: bool,
    /// The phases, in the order of their windows.
    pub phases: Vec<PhaseStatus>,
    /// The days without an open phase that the day is one of.
    pub gap: Option<DayRange>,
    /// Calendar days until the last one of the cycle: 0 on that day and behind it.
    pub days_left: u32,
    /// Working days behind the day until the last one of the cycle.
    pub working_days_left: u32,
}

impl CycleStatus {
    fn of(&self, wanted: impl Fn(&PhaseStatus) -> bool) -> Vec<&PhaseStatus> {
        self.phases.iter().filter(|phase| wanted(phase)).collect()
    }

    /// The open phases, what closes first in front.
    #[must_use]
    pub fn open(&self) -> Vec<&PhaseStatus> {
        let mut open = self.of(|phase| phase.state == PhaseState::Open);
        open.sort_by_key(|phase| phase.window.last);
        open
    }

    /// The phases that closed and whose work is not done, what closed first in front.
    #[must_use]
    pub fn late(&self) -> Vec<&PhaseStatus> {
        let mut late = self.of(PhaseStatus::is_late);
        late.sort_by_key(|phase| Reverse(phase.days));
        late
    }

    /// The phases that open on a later day, what opens first in front.
    #[must_use]
    pub fn ahead(&self) -> Vec<&PhaseStatus> {
        self.of(|phase| phase.state == PhaseState::Ahead)
    }
}

impl PlanningCycle {
    /// Where the cycle stands on a day, by a market's calendar. `finished` names the phases whose work is done: only the host knows. The day may lie
    /// outside the cycle, so that what is late in the last cycle can be asked in this one.
    ///
    /// Windows are kept as they are: what the calendar makes of a due date on a day off is no matter of theirs.
    ///
    /// # Errors
    /// The first of `finished` that is no phase of the cycle.
    pub fn status(&self, on: NaiveDate, calendar: &Calendar, finished: &[&str]) -> Result<CycleStatus, UnknownPhase> {
        let names = || self.windows().iter().map(|window| window.name.as_str());
        let known: HashSet<&str> = names().collect();
        if let Some(unknown) = finished.iter().find(|name| !known.contains(*name)) {
            let help = help_among(&nearest(unknown, names()), names());
            return Err(UnknownPhase { cycle: self.name().to_owned(), phase: cut(unknown, 80), help });
        }
        let finished: HashSet<&str> = finished.iter().copied().collect();
        let phase = |window: &PhaseWindow| {
            let (state, from, to) = if on < window.first {
                (PhaseState::Ahead, on, window.first)
            } else if on <= window.last {
                (PhaseState::Open, on, window.last)
            } else {
                (PhaseState::Closed, window.last, on)
            };
            let (days, working_days) = (days_to(from, to), calendar.working_days_between(from, to));
            PhaseStatus { window: window.clone(), state, finished: finished.contains(window.name.as_str()), days, working_days }
        };
        Ok(CycleStatus {
            on,
            within: self.days().contains(on),
            phases: self.windows().iter().map(phase).collect(),
            gap: self.gaps().into_iter().find(|gap| gap.contains(on)),
            days_left: days_to(on, self.last()),
            working_days_left: calendar.working_days_between(on, self.last()),
        })
    }
}

/// Calendar days from one day to a later one; 0 where it is not later.
fn days_to(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from(to.signed_duration_since(from).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::{CycleRules, Phase};
    use super::*;
    use crate::values::{Code, parse_date};
    use chrono::Weekday::{Fri, Sat, Sun};

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn year(phases: &[(&str, u32, u32)]) -> PlanningCycle {
        let phases = phases.iter().map(|(name, from_day, days)| Phase { name: Code::new(name).unwrap(), from_day: *from_day, days: *days });
        CycleRules::new(12, 1, phases.collect()).unwrap().at(day("2026-01-01")).unwrap()
    }

    fn names<'s>(phases: &[&'s PhaseStatus]) -> Vec<&'s str> {
        phases.iter().map(|phase| phase.window.name.as_str()).collect()
    }

    #[test]
    fn windows_that_overlap_are_open_together_and_what_closes_first_comes_first() {
        let cycle = year(&[("long", 1, 100), ("short", 10, 11), ("later", 95, 6)]);
        let status = cycle.status(day("2026-01-15"), &Calendar::default(), &[]).unwrap();
        assert_eq!(names(&status.open()), ["short", "long"]);
        assert_eq!(names(&status.ahead()), ["later"]);
        let short = status.open()[0];
        // From Thursday the 15th to Tuesday the 20th.
        assert_eq!((short.window.last, short.days, short.working_days), (day("2026-01-20"), 5, 3));
        assert_eq!((status.days_left, status.within), (350, true));
    }

    #[test]
    fn the_ends_of_a_window_belong_to_it() {
        let cycle = year(&[("plan", 5, 8)]);
        for (on, state, days, working_days) in [
            ("2026-01-03", PhaseState::Ahead, 2, 1),
            ("2026-01-04", PhaseState::Ahead, 1, 1),
            ("2026-01-05", PhaseState::Open, 7, 5),
            ("2026-01-12", PhaseState::Open, 0, 0),
            ("2026-01-13", PhaseState::Closed, 1, 1),
            ("2026-01-17", PhaseState::Closed, 5, 4),
        ] {
            let status = cycle.status(day(on), &Calendar::default(), &[]).unwrap();
            let phase = &status.phases[0];
            assert_eq!((phase.state, phase.days, phase.working_days), (state, days, working_days), "{on}");
            assert_eq!(phase.is_late(), state == PhaseState::Closed, "{on}");
        }
    }

    #[test]
    fn the_market_says_what_a_working_day_is() {
        let cycle = year(&[("plan", 1, 31)]);
        let gulf = Calendar::new(&[Fri, Sat], vec![day("2026-01-26"), day("2026-01-30")], super::super::DayOff::Next).unwrap();
        let left = |calendar: &Calendar| cycle.status(day("2026-01-22"), calendar, &[]).unwrap().phases[0].working_days;
        assert_eq!((left(&Calendar::default()), left(&gulf)), (6, 4));
        assert_eq!(left(&Calendar::new(&[Sat, Sun], vec![], super::super::DayOff::Keep).unwrap()), 6);
    }

    #[test]
    fn what_is_finished_is_not_late_and_what_is_unknown_is_refused() {
        let cycle = year(&[("goals", 1, 31), ("targets", 1, 20), ("plan", 60, 30)]);
        let status = |finished: &[&str]| cycle.status(day("2026-06-01"), &Calendar::default(), finished);
        assert_eq!(names(&status(&[]).unwrap().late()), ["targets", "goals", "plan"]);
        assert_eq!(names(&status(&["goals", "plan"]).unwrap().late()), ["targets"]);
        let error = status(&["goals", "plans"]).unwrap_err();
        assert_eq!(error.to_string(), "the cycle `2026` has no phase `plans`");
        assert!(error.help.unwrap().contains("`plan`"));
    }

    #[test]
    fn a_day_outside_the_cycle_can_be_asked_about() {
        let cycle = year(&[("plan", 1, 365)]);
        let before = cycle.status(day("0001-01-01"), &Calendar::default(), &[]).unwrap();
        assert_eq!((before.within, before.phases[0].state, before.gap), (false, PhaseState::Ahead, None));
        let behind = cycle.status(day("9999-12-31"), &Calendar::default(), &[]).unwrap();
        assert_eq!((behind.within, behind.phases[0].state, behind.days_left, behind.working_days_left), (false, PhaseState::Closed, 0, 0));
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(!cycle.status(day, &Calendar::default(), &[]).unwrap().within);
        }
    }

    #[test]
    fn a_day_on_which_nothing_is_open_lies_in_a_gap() {
        let cycle = year(&[("goals", 2, 30), ("plan", 60, 30)]);
        let gap = |on: &str| cycle.status(day(on), &Calendar::default(), &[]).unwrap().gap.map(|gap| (gap.first, gap.last));
        assert_eq!(gap("2026-01-01"), Some((day("2026-01-01"), day("2026-01-01"))));
        assert_eq!(gap("2026-01-02"), None);
        assert_eq!(gap("2026-02-10"), Some((day("2026-02-01"), day("2026-02-28"))));
        assert_eq!(gap("2026-12-31"), Some((day("2026-03-31"), day("2026-12-31"))));
    }
}
