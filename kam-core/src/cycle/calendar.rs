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
/// # Where holidays come from
/// Public holidays are data that the host brings, as dates in the setting `calendar.holidays`. There are no rules of countries in here: which days are
/// free is changed by governments at short notice, differs by region, and follows the moon in many markets, so a list that is part of a library is
/// wrong as soon as it is old. A well-kept source is asked once a year and its dates are written into the layer of the market: Python's `holidays`
/// package, an ICS file that an authority publishes, or the calendar of an HR system. The guide to the planning cycle shows how.
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
    /// What each holiday becomes, where it can become anything, so that a long row of them is walked through once.
    moved: Vec<Option<NaiveDate>>,
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
        let mut calendar = Self { weekend: off, holidays, day_off, moved: Vec::new() };
        calendar.move_holidays();
        Ok(calendar)
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
        !self.is_weekend(day) && self.holidays.binary_search(&day).is_err()
    }

    fn is_weekend(&self, day: NaiveDate) -> bool {
        self.weekend.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or(false)
    }

    /// Works out what every holiday becomes, those first that others lead to.
    fn move_holidays(&mut self) {
        self.moved = vec![None; self.holidays.len()];
        let count = self.holidays.len();
        for turn in 0..count {
            let place = if self.day_off == DayOff::Next { count.saturating_sub(turn).saturating_sub(1) } else { turn };
            let moved = self.holidays.get(place).and_then(|day| self.walk(*day));
            if let Some(slot) = self.moved.get_mut(place) {
                *slot = moved;
            }
        }
    }

    /// The first working day behind or before a day; `None` where days stay as they are, and beyond the years that dates are written with.
    fn walk(&self, from: NaiveDate) -> Option<NaiveDate> {
        let mut day = from;
        loop {
            day = match self.day_off {
                DayOff::Keep => None,
                DayOff::Next => day.checked_add_days(Days::new(1)),
                DayOff::Previous => day.checked_sub_days(Days::new(1)),
            }
            .filter(|next| (1..=9_999).contains(&next.year()))?;
            if !self.is_weekend(day) {
                return match self.holidays.binary_search(&day) {
                    Ok(place) => self.moved.get(place).copied().flatten(),
                    Err(_) => Some(day),
                };
            }
        }
    }

    /// The day that counts for a due date: itself, or the working day next to it.
    #[must_use]
    pub fn effective(&self, due: NaiveDate) -> NaiveDate {
        match self.holidays.binary_search(&due) {
            Ok(place) => self.moved.get(place).copied().flatten().unwrap_or(due),
            Err(_) if self.is_weekend(due) => self.walk(due).unwrap_or(due),
            Err(_) => due,
        }
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

impl Calendar {
    /// How many working days lie behind `from`, up to `to` and with it; 0 where `to` is not later. What [`add_working_days`](Self::add_working_days)
    /// goes forward, this counts.
    ///
    /// ```
    /// use kam_core::cycle::Calendar;
    /// use kam_core::values::parse_date;
    ///
    /// let (friday, monday) = (parse_date("2026-05-01")?, parse_date("2026-05-04")?);
    /// assert_eq!(Calendar::default().working_days_between(friday, monday), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let days = u64::try_from(to.signed_duration_since(from).num_days()).unwrap_or(0);
        // Whole weeks have the same number of working days each; what is left is looked at day by day.
        let (weeks, left) = (days.div_euclid(7), days.rem_euclid(7));
        let of_week = self.weekend.iter().filter(|free| !**free).count() as u64;
        let rest = (0..left).filter_map(|back| to.checked_sub_days(Days::new(back))).filter(|day| !self.is_weekend(*day)).count() as u64;
        let behind = |day: NaiveDate| self.holidays.partition_point(|holiday| *holiday <= day);
        let holidays = self.holidays.get(behind(from)..behind(to)).unwrap_or_default();
        let free = holidays.iter().filter(|day| !self.is_weekend(**day)).count() as u64;
        let working = weeks.saturating_mul(of_week).saturating_add(rest).saturating_sub(free);
        u32::try_from(working).unwrap_or(u32::MAX)
    }
}

impl Default for Calendar {
    /// Saturday and Sunday off, no holidays, due dates kept as they are.
    fn default() -> Self {
        Self { weekend: [false, false, false, false, false, true, true], holidays: Vec::new(), day_off: DayOff::Keep, moved: Vec::new() }
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

    /// The slow and obvious way.
    fn stepped(calendar: &Calendar, due: NaiveDate) -> NaiveDate {
        let mut day = due;
        while !calendar.is_working_day(day) {
            day = match calendar.day_off {
                DayOff::Keep => return due,
                DayOff::Next => day.succ_opt().unwrap(),
                DayOff::Previous => day.pred_opt().unwrap(),
            };
        }
        day
    }

    #[test]
    fn days_off_move_to_the_nearest_working_day_through_any_row_of_holidays() {
        let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for (first, step, count) in [(0, 1, 40), (3, 2, 30), (4, 7, 10), (1, 3, 50)] {
            let holidays: Vec<NaiveDate> = (0..count).map(|n| start + Days::new(first + n * step)).collect();
            for day_off in [DayOff::Keep, DayOff::Next, DayOff::Previous] {
                let calendar = Calendar::new(&[Weekday::Sat, Weekday::Sun], holidays.clone(), day_off).unwrap();
                for day in (0..200).map(|n| start + Days::new(n)) {
                    assert_eq!(calendar.effective(day), stepped(&calendar, day), "{day} {day_off:?}");
                }
            }
        }
    }

    #[test]
    fn working_days_are_counted_as_they_are_walked() {
        let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let holidays: Vec<NaiveDate> = (0..20).map(|n| start + Days::new(n * 5)).collect();
        for weekend in [&[][..], &[Weekday::Fri], &[Weekday::Sat, Weekday::Sun], &[Weekday::Mon, Weekday::Wed, Weekday::Fri]] {
            let calendar = Calendar::new(weekend, holidays.clone(), DayOff::Keep).unwrap();
            for from in (0..10).map(|n| start + Days::new(n)) {
                let mut walked = 0;
                assert_eq!(calendar.working_days_between(from + Days::new(1), from), 0);
                for to in (0..120).map(|n| from + Days::new(n)) {
                    walked += u32::from(to > from && calendar.is_working_day(to));
                    assert_eq!(calendar.working_days_between(from, to), walked, "{from} to {to}");
                }
                let later = calendar.add_working_days(from, 30);
                assert_eq!(calendar.working_days_between(from, later), 30);
            }
        }
        assert!(Calendar::default().working_days_between(NaiveDate::MIN, NaiveDate::MAX) > 100_000_000);
        assert_eq!(Calendar::default().working_days_between(NaiveDate::MAX, NaiveDate::MIN), 0);
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
