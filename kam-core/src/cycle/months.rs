//! Calendar months (CYC-3).

use chrono::{Datelike, Months, NaiveDate};

/// The day so many months later, or earlier where `months` is below 0: the same day of the month, or the last day of a month that is too short for
/// it (CYC-3). `None` beyond the years 1 to 9999 that dates are written with.
///
/// Steps do not add up where a day was lost: two months behind 31 January lies 31 March, and one month behind one month behind it 28 March. A
/// series is therefore counted from its first day.
///
/// ```
/// use kam_core::cycle::add_months;
/// use kam_core::values::parse_date;
///
/// assert_eq!(add_months(parse_date("2026-01-31")?, 1), Some(parse_date("2026-02-28")?));
/// assert_eq!(add_months(parse_date("2028-01-31")?, 1), Some(parse_date("2028-02-29")?));
/// assert_eq!(add_months(parse_date("2026-01-31")?, 2), Some(parse_date("2026-03-31")?));
/// assert_eq!(add_months(parse_date("2026-03-31")?, -1), Some(parse_date("2026-02-28")?));
/// assert_eq!(add_months(parse_date("9999-12-01")?, 1), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn add_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    let moved = if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) };
    moved.filter(is_written)
}

/// Whether a day is of the years 1 to 9999 that dates are written with (NUM-4).
pub(super) fn is_written(day: &NaiveDate) -> bool {
    (1..=9_999).contains(&day.year())
}

/// Months since January of the year 0.
pub(super) fn month_number(year: i32, month: u32) -> i64 {
    i64::from(year).saturating_mul(12).saturating_add(i64::from(month)).saturating_sub(1)
}

/// The first day of a month by its number.
pub(super) fn first_of(number: i64) -> Option<NaiveDate> {
    let year = i32::try_from(number.div_euclid(12)).ok()?;
    let month = u32::try_from(number.rem_euclid(12)).ok()?.saturating_add(1);
    NaiveDate::from_ymd_opt(year, month, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_end_of_a_month_stays_within_the_month_that_is_meant() {
        for (from, months, to) in [
            (day(2026, 1, 31), 1, day(2026, 2, 28)),
            (day(2028, 1, 31), 1, day(2028, 2, 29)),
            (day(2026, 1, 31), 3, day(2026, 4, 30)),
            (day(2028, 2, 29), 12, day(2029, 2, 28)),
            (day(2028, 2, 29), 48, day(2032, 2, 29)),
            (day(2028, 2, 29), -12, day(2027, 2, 28)),
            (day(2026, 3, 30), -1, day(2026, 2, 28)),
            (day(2026, 12, 15), 1, day(2027, 1, 15)),
            (day(2026, 5, 31), 0, day(2026, 5, 31)),
        ] {
            assert_eq!(add_months(from, months), Some(to), "{from} and {months} months");
        }
    }

    #[test]
    fn what_lies_beyond_the_years_is_no_day() {
        assert_eq!(add_months(day(1, 1, 31), -1), None);
        assert_eq!(add_months(day(9_999, 12, 31), 1), None);
        for months in [i32::MIN, i32::MAX] {
            assert_eq!(add_months(day(2026, 1, 1), months), None);
            assert_eq!(add_months(NaiveDate::MAX, months), None);
            assert_eq!(add_months(NaiveDate::MIN, months), None);
        }
    }

    #[test]
    fn months_have_numbers() {
        for number in [0, 11, 12, 24_000, 24_011, -1, -13] {
            let first = first_of(number).unwrap();
            assert_eq!(month_number(first.year(), first.month()), number);
        }
        assert_eq!(first_of(i64::MAX), None);
        assert_eq!(first_of(i64::MIN), None);
    }
}
