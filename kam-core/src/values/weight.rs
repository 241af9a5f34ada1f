//! Weights: how much a node counts beside its siblings (NUM-3).

use super::decimal;
use super::error::{ValueError, ValueFault, ValueKind};
use std::fmt;
use std::str::FromStr;

const DECIMALS: u8 = 4;

/// A weight from 0 to 1 000 000 with at most 4 decimals (NUM-3).
///
/// # Invariants
///
/// A whole number of ten-thousandths from 0 to 10 000 000 000.
///
/// ```
/// use kam_core::values::Weight;
///
/// assert_eq!(Weight::parse("2.50")?.to_string(), "2.5");
/// assert!(Weight::parse("-1").is_err());
/// assert!(Weight::parse("1000000.0001").is_err());
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u64);

impl Weight {
    /// The weight 0: shown and worked, but moves no number above it (CMP-10).
    pub const ZERO: Self = Self(0);
    /// The weight 1.
    pub const ONE: Self = Self(10_000);
    const MOST: u64 = 10_000_000_000;

    /// From ten-thousandths; `None` above 1 000 000.
    #[must_use]
    pub const fn from_ten_thousandths(units: u64) -> Option<Self> {
        if units <= Self::MOST { Some(Self(units)) } else { None }
    }

    /// Ten-thousandths: the weight 2.5 is 25 000.
    #[must_use]
    pub const fn ten_thousandths(self) -> u64 {
        self.0
    }

    /// Reads a decimal text.
    ///
    /// # Errors
    /// Not a decimal, more than 4 decimals, below 0 or above 1 000 000.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let scaled = decimal::read(text, usize::from(DECIMALS), ValueKind::Weight)?;
        let refuse = || ValueError::new(ValueKind::Weight, text, ValueFault::OutOfRange { least: "0", most: "1000000" });
        if scaled.negative {
            return Err(refuse());
        }
        u64::try_from(scaled.units).ok().and_then(Self::from_ten_thousandths).ok_or_else(refuse)
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, false, u128::from(self.0), DECIMALS)
    }
}

impl FromStr for Weight {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::parse(text)
    }
}

/// A sum of weights, or the weight that a node stands for; not bounded by the range of a single weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WeightSum(u64);

impl WeightSum {
    pub(crate) const fn from_ten_thousandths(units: u64) -> Self {
        Self(units)
    }

    /// Ten-thousandths.
    #[must_use]
    pub const fn ten_thousandths(self) -> u64 {
        self.0
    }

    pub(crate) const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl From<Weight> for WeightSum {
    fn from(weight: Weight) -> Self {
        Self(weight.0)
    }
}

impl fmt::Display for WeightSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, false, u128::from(self.0), DECIMALS)
    }
}
