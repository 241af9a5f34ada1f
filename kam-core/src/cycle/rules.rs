//! How planning cycles repeat, and the phases of each (CYC-1, CYC-3).

use super::months::{first_of, is_written, month_number};
use super::planning::{PhaseWindow, PlanningCycle};
use crate::values::Code;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::HashSet;
use std::sync::Arc;

/// A phase of a cycle by its place in it: one of the five steps, a review window, or whatever an organisation names (CYC-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Its name, different from those of the other phases.
    pub name: Code,
    /// The day of the cycle on which it opens; 1 is the cycle's first day.
    pub from_day: u32,
    /// How many calendar days it is open, its first and its last included.
    pub days: u32,
}

impl Phase {
    /// The day of the cycle on which it closes.
    const fn to_day(&self) -> u32 {
        self.from_day.saturating_add(self.days).saturating_sub(1)
    }
}

/// Why cycles cannot be as they are said to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CycleError {
    /// A length that cycles do not have.
    #[error("a cycle lasts from 1 to {most} months, not `{found}`")]
    Length {
        /// What was given.
        found: u32,
        /// The limit.
        most: u32,
    },
    /// No month.
    #[error("a cycle starts in a month from 1 to 12, not `{found}`")]
    Start {
        /// What was given.
        found: u32,
    },
    /// Too far from the shared cycle.
    #[error("a cycle begins at most {most} months later than the shared one, not `{found}`")]
    Offset {
        /// What was given.
        found: u32,
        /// The limit.
        most: u32,
    },
    /// A name that two phases have.
    #[error("two phases are called `{name}`")]
    DuplicatePhase {
        /// The name.
        name: Code,
    },
    /// No first day, or no days.
    #[error("the phase `{name}` opens on day {from_day} for {days} days; both start at 1")]
    EmptyPhase {
        /// Its name.
        name: Code,
        /// What was given.
        from_day: u32,
        /// What was given.
        days: u32,
    },
    /// A phase that some cycle would not have.
    #[error("the phase `{name}` opens on day {from_day}, and a cycle can be as short as {shortest} days")]
    OpensTooLate {
        /// Its name.
        name: Code,
        /// The day of the cycle on which it opens.
        from_day: u32,
        /// The days of the shortest cycle.
        shortest: u32,
    },
    /// A phase that lies beyond the end of every cycle.
    #[error("the phase `{name}` closes on day {to_day}, and a cycle has at most {longest} days")]
    ClosesTooLate {
        /// Its name.
        name: Code,
        /// The day of the cycle on which it closes.
        to_day: u32,
        /// The days of the longest cycle.
        longest: u32,
    },
}

impl CycleError {
    /// The phase that it is about.
    #[must_use]
    pub const fn phase(&self) -> Option<&Code> {
        match self {
            Self::DuplicatePhase { name } | Self::EmptyPhase { name, .. } | Self::OpensTooLate { name, .. } | Self::ClosesTooLate { name, .. } => {
                Some(name)
            }
            Self::Length { .. } | Self::Start { .. } | Self::Offset { .. } => None,
        }
    }
}

/// How cycles repeat: for how many months each, from which month, with which phases (CYC-1, CYC-3).
///
/// Cycles lie side by side without a gap, so that every day is in exactly one. **The row is anchored in the year 2000**: one cycle begins on the first
/// day of the month `starts_in` of 2000, and the others follow from it in both directions. That matters where a length does not divide 12: cycles of 18
/// months from January begin in January 2000, July 2001, January 2003, and so on.
///
/// Lengths in days differ, by a leap day or by the months that a cycle has. Every phase opens within the shortest cycle and closes within the longest.
/// Where a cycle is shorter than the window of a phase, the window ends with it and says by how many days ([`PhaseWindow::days_cut`]).
///
/// ```
/// use kam_core::cycle::{CycleRules, Phase};
/// use kam_core::values::{Code, parse_date};
///
/// let planning = Phase { name: Code::new("planning")?, from_day: 1, days: 30 };
/// let rules = CycleRules::new(12, 4, vec![planning]).map_err(|errors| errors[0].clone())?;
/// let cycle = rules.at(parse_date("2026-05-20")?).expect("within the years that dates have");
/// assert_eq!(cycle.name(), "2026-04/2027-03");
/// assert_eq!(cycle.windows()[0].last, parse_date("2026-04-30")?);
///
/// let late = Phase { name: Code::new("review")?, from_day: 360, days: 10 };
/// let errors = CycleRules::new(12, 4, vec![late]).expect_err("beyond the end");
/// assert_eq!(errors[0].to_string(), "the phase `review` closes on day 369, and a cycle has at most 366 days");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CycleRules {
    months: u32,
    starts_in: u32,
    offset_months: u32,
    phases: Arc<[Phase]>,
}

impl CycleRules {
    /// The longest cycle, in months.
    pub const MOST_MONTHS: u32 = 36;
    /// The furthest that a cycle begins behind the shared one, in months.
    pub const MOST_OFFSET: u32 = 12;
    /// The year in which the row of cycles is anchored.
    pub const ANCHOR_YEAR: i32 = 2_000;

    /// Cycles of `months` months, one of which begins in the month `starts_in` (1 for January) of 2000.
    ///
    /// # Errors
    /// Everything that cannot be: months out of range, phases with one name or without days, phases beyond the end of the cycle.
    pub fn new(months: u32, starts_in: u32, phases: Vec<Phase>) -> Result<Self, Vec<CycleError>> {
        let mut errors = Vec::new();
        if !(1..=Self::MOST_MONTHS).contains(&months) {
            errors.push(CycleError::Length { found: months, most: Self::MOST_MONTHS });
        }
        if !(1..=12).contains(&starts_in) {
            errors.push(CycleError::Start { found: starts_in });
        }
        let fit = errors.is_empty();
        let rules = Self { months, starts_in, offset_months: 0, phases: phases.into() };
        rules.check_phases(fit, &mut errors);
        if errors.is_empty() { Ok(rules) } else { Err(errors) }
    }

    /// The shared cycles so many months later: an affiliate's that follows them with an offset (CYC-1). Windows of phases move along, and are looked at
    /// again, since other months have other lengths.
    ///
    /// # Errors
    /// More than 12 months, or a phase beyond the end of the moved cycle.
    pub fn later_by(&self, months: u32) -> Result<Self, Vec<CycleError>> {
        if months > Self::MOST_OFFSET {
            return Err(vec![CycleError::Offset { found: months, most: Self::MOST_OFFSET }]);
        }
        let moved = Self { offset_months: months, ..self.clone() };
        let mut errors = Vec::new();
        moved.check_phases(true, &mut errors);
        if errors.is_empty() { Ok(moved) } else { Err(errors) }
    }

    fn check_phases(&self, fit: bool, errors: &mut Vec<CycleError>) {
        if self.phases.is_empty() {
            return;
        }
        let mut names = HashSet::new();
        let (shortest, longest) = if fit { self.lengths() } else { (u32::MAX, u32::MAX) };
        for phase in &*self.phases {
            let (name, from_day, to_day) = (phase.name.clone(), phase.from_day, phase.to_day());
            if !names.insert(phase.name.as_str()) {
                errors.push(CycleError::DuplicatePhase { name });
            } else if from_day == 0 || phase.days == 0 {
                errors.push(CycleError::EmptyPhase { name, from_day, days: phase.days });
            } else if from_day > shortest {
                errors.push(CycleError::OpensTooLate { name, from_day, shortest });
            } else if to_day > longest {
                errors.push(CycleError::ClosesTooLate { name, to_day, longest });
            }
        }
    }

    /// The days of the shortest and the longest cycle.
    fn lengths(&self) -> (u32, u32) {
        // The calendar repeats after 4 800 months, and so does the row after as many cycles.
        let lengths = (0..4_800_i64).filter_map(|index| {
            let days = self.start(index.saturating_add(1))?.signed_duration_since(self.start(index)?).num_days();
            u32::try_from(days).ok()
        });
        lengths.fold((u32::MAX, 0), |(shortest, longest), days| (shortest.min(days), longest.max(days)))
    }

    /// How many months a cycle lasts.
    #[must_use]
    pub const fn months(&self) -> u32 {
        self.months
    }

    /// The month of 2000 in which a cycle begins, before any offset; 1 for January.
    #[must_use]
    pub const fn starts_in(&self) -> u32 {
        self.starts_in
    }

    /// How many months later than the shared cycles these begin.
    #[must_use]
    pub const fn offset_months(&self) -> u32 {
        self.offset_months
    }

    /// The phases, in the order in which they were given.
    #[must_use]
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// The cycle that a day lies in (CYC-2). `None` where it would reach beyond the years 1 to 9999 that dates are written with.
    #[must_use]
    pub fn at(&self, day: NaiveDate) -> Option<PlanningCycle> {
        let months = month_number(day.year(), day.month()).saturating_sub(self.anchor());
        self.cycle(months.div_euclid(i64::from(self.months)))
    }

    /// The cycle of a name, such as `2026` or `2026-04/2027-03`. `None` where these rules give no cycle that name.
    ///
    /// ```
    /// use kam_core::cycle::CycleRules;
    ///
    /// let rules = CycleRules::new(12, 1, vec![]).expect("a year");
    /// assert_eq!(rules.named("2026").map(|cycle| cycle.first().to_string()).as_deref(), Some("2026-01-01"));
    /// assert_eq!(rules.named("2026-04/2027-03"), None);
    /// ```
    #[must_use]
    pub fn named(&self, name: &str) -> Option<PlanningCycle> {
        let year = name.get(..4)?.parse().ok()?;
        let month = name.get(5..7).map_or(Some(1), |month| month.parse().ok())?;
        self.at(NaiveDate::from_ymd_opt(year, month, 1)?).filter(|cycle| cycle.name() == name)
    }

    /// The number of the month in which the cycle 0 begins.
    fn anchor(&self) -> i64 {
        month_number(Self::ANCHOR_YEAR, self.starts_in).saturating_add(i64::from(self.offset_months))
    }

    /// The first day of a cycle by its place behind the cycle 0.
    fn start(&self, index: i64) -> Option<NaiveDate> {
        first_of(index.saturating_mul(i64::from(self.months)).saturating_add(self.anchor()))
    }

    /// A cycle by its place behind the cycle 0.
    pub(super) fn cycle(&self, index: i64) -> Option<PlanningCycle> {
        let first = self.start(index).filter(is_written)?;
        let last = self.start(index.saturating_add(1))?.pred_opt().filter(is_written)?;
        let mut windows: Vec<PhaseWindow> = Vec::with_capacity(self.phases.len());
        for phase in &*self.phases {
            let day = |number: u32| first.checked_add_days(Days::new(u64::from(number.saturating_sub(1))));
            let wanted = day(phase.to_day())?;
            let cut = wanted.signed_duration_since(last).num_days().max(0);
            let days_cut = u32::try_from(cut).unwrap_or(u32::MAX);
            windows.push(PhaseWindow { name: phase.name.clone(), first: day(phase.from_day)?, last: wanted.min(last), days_cut });
        }
        windows.sort_by_key(|window| (window.first, window.last));
        Some(PlanningCycle::new(self.clone(), index, first, last, windows))
    }

    /// The cycle of the same place in the row that these ones follow with an offset.
    pub(super) fn shared(&self, index: i64) -> Option<PlanningCycle> {
        Self { offset_months: 0, ..self.clone() }.cycle(index)
    }
}

impl Default for CycleRules {
    /// Calendar years without phases.
    fn default() -> Self {
        Self { months: 12, starts_in: 1, offset_months: 0, phases: Arc::new([]) }
    }
}
