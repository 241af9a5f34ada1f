//! A market's working days, as data (DUE-1).

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What becomes of a due date that is no working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DayOff {
    /// It stays.
    #[default]
    Keep,
    /// The next working day.
    Next,
    /// The working day before.
    Previous,
}

/// Why a calendar is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// Seven days of weekend.
    #[error("a week needs at least one working day")]
    NoWorkingDay,
    /// More holidays than a century has use for.
    #[error("a calendar has at most {most} holidays, not `{found}`")]
    TooManyHolidays {
        /// How many were given.
        found: usize,
        /// The limit.
        most: usize,
    },
}

/// Weekends and holidays of a market, and what a due date on a day off means (DUE-1).
///
/// ```
/// use kam_core::cycle::{Calendar, DayOff};
/// use kam_core::values::parse_date;
/// use chrono::Weekday::{Sat, Sun};
///
/// let calendar = Calendar::new(&[Sat, Sun], vec![parse_date("2026-12-25")?], DayOff::Next)?;
/// assert_eq!(calendar.effective(parse_date("2026-12-25")?), parse_date("2026-12-28")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    weekend: [bool; 7],
    holidays: Vec<NaiveDate>,
    day_off: DayOff,
}

impl Calendar {
    /// The most holidays of one calendar.
    pub const MOST_HOLIDAYS: usize = 10_000;

    /// A calendar from its data; the order of the holidays and repeated ones do not matter.
    ///
    /// # Errors
    /// A weekend of seven days, or more than 10 000 holidays.
    pub fn new(weekend: &[Weekday], mut holidays: Vec<NaiveDate>, day_off: DayOff) -> Result<Self, CalendarError> {
        if holidays.len() > Self::MOST_HOLIDAYS {
            return Err(CalendarError::TooManyHolidays { found: holidays.len(), most: Self::MOST_HOLIDAYS });
        }
        let mut off = [false; 7];
        for (day, free) in off.iter_mut().enumerate() {
            *free = weekend.iter().any(|given| given.num_days_from_monday() as usize == day);
        }
        if off.iter().all(|free| *free) {
            return Err(CalendarError::NoWorkingDay);
        }
        holidays.sort_unstable();
        holidays.dedup();
        Ok(Self { weekend: off, holidays, day_off })
    }

    /// The weekend days, from Monday on.
    pub fn weekend(&self) -> impl Iterator<Item = Weekday> + '_ {
        let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        days.into_iter().zip(self.weekend).filter(|(_, free)| *free).map(|(day, _)| day)
    }

    /// The holidays in order.
    #[must_use]
    pub fn holidays(&self) -> &[NaiveDate] {
        &self.holidays
    }

    /// What a due date on a day off becomes.
    #[must_use]
    pub const fn day_off(&self) -> DayOff {
        self.day_off
    }

    /// Whether people work on a day.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let weekend = self.weekend.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or(false);
        !weekend && self.holidays.binary_search(&day).is_err()
    }

    /// The day that counts for a due date: itself, or the working day next to it.
    #[must_use]
    pub fn effective(&self, due: NaiveDate) -> NaiveDate {
        let step = |day: NaiveDate| match self.day_off {
            DayOff::Keep => None,
            DayOff::Next => day.checked_add_days(Days::new(1)),
            DayOff::Previous => day.checked_sub_days(Days::new(1)),
        };
        let mut day = due;
        while !self.is_working_day(day) {
            // Beyond the years that dates are written with there is no working day to go to.
            match step(day).filter(|next| (1..=9_999).contains(&next.year())) {
                Some(next) => day = next,
                None => return due,
            }
        }
        day
    }

    /// The last day of a horizon of `count` working days behind `from`; `from` itself for 0. The end of the calendar's range where it is beyond.
    #[must_use]
    pub fn add_working_days(&self, from: NaiveDate, count: u32) -> NaiveDate {
        let (mut day, mut left) = (from, count);
        while left > 0 {
            match day.checked_add_days(Days::new(1)).filter(|next| next.year() <= 9_999) {
                Some(next) => day = next,
                None => return day,
            }
            if self.is_working_day(day) {
                left = left.saturating_sub(1);
            }
        }
        day
    }
}

impl Default for Calendar {
    /// Saturday and Sunday off, no holidays, due dates kept as they are.
    fn default() -> Self {
        Self { weekend: [false, false, false, false, false, true, true], holidays: Vec::new(), day_off: DayOff::Keep }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_without_work_is_refused() {
        let week: Vec<Weekday> = (0..7).map(|n| Weekday::try_from(n).unwrap()).collect();
        assert_eq!(Calendar::new(&week, vec![], DayOff::Next), Err(CalendarError::NoWorkingDay));
    }

    #[test]
    fn the_end_of_time_does_not_loop() {
        let last = NaiveDate::MAX;
        let calendar = Calendar::new(&[last.weekday()], vec![], DayOff::Next).unwrap();
        assert_eq!(calendar.effective(last), last);
        assert_eq!(calendar.add_working_days(last, 5), last);
        let new_years_eve = NaiveDate::from_ymd_opt(9_999, 12, 31).unwrap();
        let calendar = Calendar::new(&[new_years_eve.weekday()], vec![], DayOff::Next).unwrap();
        assert_eq!(calendar.effective(new_years_eve), new_years_eve);
    }
}
