//! Percentages and percentage points, both kept at 6 decimals (NUM-2).

use super::decimal;
use super::error::{ValueError, ValueFault, ValueKind};
use std::fmt;
use std::str::FromStr;

const DECIMALS: u8 = 6;
const RANGE: ValueFault = ValueFault::OutOfRange { least: "0", most: "100" };

/// A percentage from 0 to 100, kept at 6 decimals (NUM-2).
///
/// # Invariants
///
/// A whole number of millionths of a percent from 0 to 100 000 000. There is no rounding on input: more than 6 decimals are refused.
///
/// ```
/// use kam_core::values::Percent;
///
/// let third = Percent::parse("33.333333")?;
/// assert_eq!(third.millionths(), 33_333_333);
/// assert_eq!(third.to_string(), "33.333333");
/// assert_eq!(Percent::parse("75.000000")?.to_string(), "75");
/// assert!(Percent::parse("100.000001").is_err());
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(u32);

impl Percent {
    /// 0 %.
    pub const ZERO: Self = Self(0);
    /// 100 %.
    pub const HUNDRED: Self = Self(100_000_000);

    /// From millionths of a percent; `None` above 100 000 000.
    #[must_use]
    pub const fn from_millionths(millionths: u32) -> Option<Self> {
        if millionths <= Self::HUNDRED.0 { Some(Self(millionths)) } else { None }
    }

    /// Millionths of a percent: 33.333333 % is 33 333 333.
    #[must_use]
    pub const fn millionths(self) -> u32 {
        self.0
    }

    /// Reads a decimal text, from `0` to `100` with at most 6 decimals.
    ///
    /// # Errors
    /// Not a decimal, too many decimals, or out of range.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let scaled = decimal::read(text, usize::from(DECIMALS), ValueKind::Percent)?;
        let refuse = || ValueError::new(ValueKind::Percent, text, RANGE);
        if scaled.negative {
            return Err(refuse());
        }
        u32::try_from(scaled.units).ok().and_then(Self::from_millionths).ok_or_else(refuse)
    }

    /// This percentage less another, in points.
    #[must_use]
    pub fn minus(self, other: Self) -> Points {
        Points(i64::from(self.0).saturating_sub(i64::from(other.0)))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, false, u128::from(self.0), DECIMALS)
    }
}

impl FromStr for Percent {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::parse(text)
    }
}

/// A difference of percentages in points, −100 to 100, kept at 6 decimals.
///
/// ```
/// use kam_core::values::Percent;
///
/// let variance = Percent::parse("40")?.minus(Percent::parse("52.5")?);
/// assert_eq!(variance.to_string(), "-12.5");
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(i64);

impl Points {
    /// Millionths of a percentage point.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, self.0 < 0, u128::from(self.0.unsigned_abs()), DECIMALS)
    }
}
