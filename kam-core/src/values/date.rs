//! Calendar dates and moments (NUM-4).

use super::error::{ValueError, ValueFault, ValueKind};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// Reads a calendar date, `YYYY-MM-DD`, from year 1 to 9999.
///
/// # Errors
/// Another form, or a day that does not exist.
///
/// ```
/// use kam_core::values::parse_date;
///
/// assert!(parse_date("2028-02-29").is_ok());
/// assert_eq!(parse_date("2026-02-30").unwrap_err().to_string(), "`2026-02-30` is no date: there is no such day");
/// assert_eq!(parse_date("31/12/2026").unwrap_err().to_string(), "`31/12/2026` is no date: write it as `YYYY-MM-DD`");
/// ```
pub fn parse_date(text: &str) -> Result<NaiveDate, ValueError> {
    let refuse = |fault| ValueError::new(ValueKind::Date, text, fault);
    let digits = |from: usize, to: usize| -> Option<u32> {
        let part = text.as_bytes().get(from..to)?;
        part.iter().try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum.wrapping_mul(10).wrapping_add(u32::from(byte.wrapping_sub(b'0')))))
    };
    let dashes = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
    let parts = (digits(0, 4), digits(5, 7), digits(8, 10));
    let (true, (Some(year), Some(month), Some(day))) = (dashes, parts) else {
        return Err(refuse(ValueFault::NotOfForm { form: "YYYY-MM-DD" }));
    };
    let year = i32::try_from(year).unwrap_or(0);
    if year == 0 {
        return Err(refuse(ValueFault::NoSuchDay));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| refuse(ValueFault::NoSuchDay))
}

/// Reads a moment in RFC 3339 with a zone, such as `2026-05-01T10:00:00Z`, as a UTC instant of the years 1 to 9999.
///
/// # Errors
/// Another form, no zone, or a day or time that does not exist.
pub fn parse_moment(text: &str) -> Result<DateTime<Utc>, ValueError> {
    let refuse = |fault| ValueError::new(ValueKind::Moment, text, fault);
    let moment = DateTime::parse_from_rfc3339(text).map_err(|_| refuse(ValueFault::NotOfForm { form: "2026-05-01T10:00:00Z" }))?;
    let moment = moment.with_timezone(&Utc);
    // A zone may carry a moment over the ends of the years that are written with four digits.
    if (1..=9_999).contains(&moment.year()) { Ok(moment) } else { Err(refuse(ValueFault::NoSuchDay)) }
}

/// Writes a moment in RFC 3339 with `Z` and no more digits of a second than it has.
#[must_use]
pub fn format_moment(moment: &DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}
