//! What the cells of the two CSV flavours and of Vault's JSON mean: dates, booleans, lists of values, ids.

use crate::salesforce_id;
use chrono::{DateTime, FixedOffset, NaiveDate};
use kam_core::values::{ValueError, parse_date};
use std::borrow::Cow;

/// The two ways in which CRM systems write their cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flavour {
    /// Vault Loader: lower-case API names, lists `a__v,b__v`.
    VaultLoader,
    /// Salesforce Data Loader: API names in any case, lists `a;b`, ids of 15 or 18 characters.
    Salesforce,
}

impl Flavour {
    /// All flavours.
    pub const ALL: [Self; 2] = [Self::VaultLoader, Self::Salesforce];

    /// The name in mapping documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::VaultLoader => "vault_loader",
            Self::Salesforce => "salesforce",
        }
    }

    /// An id in the form it is compared in: the 15-character form of a Salesforce id becomes the 18-character one.
    #[must_use]
    pub fn id(self, cell: &str) -> Cow<'_, str> {
        match self {
            Self::VaultLoader => Cow::Borrowed(cell),
            Self::Salesforce => salesforce_id::normalise(cell),
        }
    }

    /// Whether two column or value names are the same to this system.
    #[must_use]
    pub fn same_name(self, one: &str, other: &str) -> bool {
        match self {
            Self::VaultLoader => one == other,
            Self::Salesforce => one.eq_ignore_ascii_case(other),
        }
    }

    /// A boolean cell; `None` for what is none. Salesforce also takes yes, y, on, 1 and no, n, off, 0 in any case.
    #[must_use]
    pub fn boolean(self, cell: &str) -> Option<bool> {
        let is = |words: &[&str]| words.iter().any(|word| cell.eq_ignore_ascii_case(word));
        match self {
            Self::VaultLoader if is(&["true"]) => Some(true),
            Self::VaultLoader if is(&["false"]) => Some(false),
            Self::Salesforce if is(&["true", "yes", "y", "on", "1"]) => Some(true),
            Self::Salesforce if is(&["false", "no", "n", "off", "0"]) => Some(false),
            Self::VaultLoader | Self::Salesforce => None,
        }
    }

    /// Whether a cell is the id of a record type and not its name; a Salesforce id in its 18-character form.
    pub(crate) fn is_record_type_id(self, cell: &str) -> bool {
        let (length, start) = match self {
            Self::Salesforce => (18, "012"),
            Self::VaultLoader => (15, "OOT"),
        };
        cell.len() == length && cell.starts_with(start) && cell.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }

    /// The values of a cell that holds several: `a;b` in Salesforce; `a__v,b__v` in Vault, where a doubled comma is a comma.
    ///
    /// ```
    /// use kam_crm::format::cells::Flavour;
    ///
    /// assert_eq!(Flavour::VaultLoader.list("a__v,b,,c,d__v"), ["a__v", "b,c", "d__v"]);
    /// assert_eq!(Flavour::Salesforce.list("a;b, c"), ["a", "b, c"]);
    /// assert!(Flavour::Salesforce.list("").is_empty());
    /// ```
    #[must_use]
    pub fn list(self, cell: &str) -> Vec<String> {
        if cell.is_empty() {
            return Vec::new();
        }
        match self {
            Self::Salesforce => cell.split(';').filter(|value| !value.is_empty()).map(str::to_owned).collect(),
            Self::VaultLoader => {
                let (mut values, mut value) = (Vec::new(), String::new());
                let mut characters = cell.chars().peekable();
                while let Some(character) = characters.next() {
                    match character {
                        ',' if characters.next_if_eq(&',').is_some() => value.push(','),
                        ',' => values.push(std::mem::take(&mut value)),
                        other => value.push(other),
                    }
                }
                values.push(value);
                values.retain(|value| !value.is_empty());
                values
            }
        }
    }

    /// Writes several values into one cell, the way back from [`Flavour::list`]. Salesforce cannot write a `;` inside a value.
    #[must_use]
    pub fn write_list<'a>(self, values: impl IntoIterator<Item = &'a str>) -> String {
        let mut cell = String::new();
        for (place, value) in values.into_iter().enumerate() {
            let separator = match self {
                Self::Salesforce => ";",
                Self::VaultLoader => ",",
            };
            if place > 0 {
                cell.push_str(separator);
            }
            match self {
                Self::Salesforce => cell.push_str(value),
                Self::VaultLoader => cell.push_str(&value.replace(',', ",,")),
            }
        }
        cell
    }
}

/// A moment as the systems write it: `2024-01-02T03:04:05.000Z`, also with `+0000` or `+02:00`.
#[must_use]
pub fn moment(cell: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(cell).or_else(|_| DateTime::parse_from_str(cell, "%Y-%m-%dT%H:%M:%S%.f%z")).ok()
}

/// A date cell. A moment becomes a date only where the mapping states the zone (NUM-4); then the second value is true.
///
/// # Errors
/// Neither, or a moment without a stated zone.
pub fn date(cell: &str, zone: Option<FixedOffset>) -> Result<(NaiveDate, bool), ValueError> {
    match parse_date(cell) {
        Ok(date) => Ok((date, false)),
        Err(error) => match (zone, moment(cell)) {
            (Some(zone), Some(moment)) => Ok((moment.with_timezone(&zone).date_naive(), true)),
            _ => Err(error),
        },
    }
}

/// A day written another way: the form it seems to have.
#[must_use]
pub fn date_form(cell: &str) -> Option<&'static str> {
    let shape: String = cell.chars().take(24).map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    match shape.as_str() {
        "99/99/9999" | "9/9/9999" | "99/9/9999" | "9/99/9999" => Some("with slashes, as spreadsheets write them"),
        "99.99.9999" | "9.9.9999" | "99.9.9999" | "9.99.9999" => Some("with dots, as spreadsheets write them"),
        "99999" => Some("as the day number of a spreadsheet"),
        "9999-9-9" | "9999-99-9" | "9999-9-99" => Some("without leading zeros"),
        _ if moment(cell).is_some() => Some("as a moment; state `day_zone` in the mapping to take its day"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_go_both_ways() {
        for flavour in Flavour::ALL {
            for values in [vec![], vec!["a"], vec!["a__v", "b c", "d.e"]] {
                let cell = flavour.write_list(values.iter().copied());
                assert_eq!(flavour.list(&cell), values, "{flavour:?}");
            }
        }
        assert_eq!(Flavour::VaultLoader.list(&Flavour::VaultLoader.write_list(["x,y", "z"])), ["x,y", "z"]);
        assert_eq!(Flavour::VaultLoader.list("a,,,b"), ["a,", "b"]);
    }

    #[test]
    fn moments_and_dates() {
        let utc = FixedOffset::east_opt(0);
        let berlin = FixedOffset::east_opt(7_200);
        assert!(moment("2024-01-02T03:04:05.000Z").is_some());
        assert!(moment("2024-01-02T03:04:05.000+0000").is_some());
        assert!(moment("2024-01-02").is_none());
        let day = |cell, zone| date(cell, zone).map(|(day, _)| day.to_string()).ok();
        assert_eq!(day("2026-06-30", None).as_deref(), Some("2026-06-30"));
        assert_eq!(day("2026-06-30T23:00:00.000Z", utc).as_deref(), Some("2026-06-30"));
        assert_eq!(day("2026-06-30T23:00:00.000Z", berlin).as_deref(), Some("2026-07-01"));
        assert_eq!(day("2026-06-30T23:00:00.000Z", None), None);
        assert_eq!(day("2026-02-30", utc), None);
        assert!(date_form("31/12/2026").is_some());
    }

    #[test]
    fn booleans() {
        assert_eq!(Flavour::Salesforce.boolean("On"), Some(true));
        assert_eq!(Flavour::Salesforce.boolean("0"), Some(false));
        assert_eq!(Flavour::VaultLoader.boolean("1"), None);
        assert_eq!(Flavour::VaultLoader.boolean("true"), Some(true));
        assert_eq!(Flavour::VaultLoader.boolean(""), None);
    }
}
