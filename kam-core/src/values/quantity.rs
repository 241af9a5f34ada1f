//! What a leaf measures itself by: baseline, target, actual (EXE-2, CMP-1).

use super::decimal;
use super::error::{ValueError, ValueFault, ValueKind};
use super::percent::Percent;
use super::rounding::{Rounding, divide};
use std::fmt;
use std::str::FromStr;

const DECIMALS: u8 = 9;
const MOST: u128 = 1_000_000_000_000_000 * 1_000_000_000;

/// A baseline, target or actual: a decimal of any unit from −10¹⁵ to 10¹⁵ with at most 9 decimals.
///
/// ```
/// use kam_core::values::Amount;
///
/// assert_eq!(Amount::parse("-12.50")?.to_string(), "-12.5");
/// assert!(Amount::parse("1e3").is_err());
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i128);

impl Amount {
    /// From billionths; `None` beyond ±10¹⁵.
    #[must_use]
    pub const fn from_billionths(units: i128) -> Option<Self> {
        if units.unsigned_abs() <= MOST { Some(Self(units)) } else { None }
    }

    /// The number in billionths.
    #[must_use]
    pub const fn billionths(self) -> i128 {
        self.0
    }

    /// Reads a decimal text.
    ///
    /// # Errors
    /// Not a decimal, more than 9 decimals, or out of range.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let scaled = decimal::read(text, usize::from(DECIMALS), ValueKind::Amount)?;
        let range = ValueFault::OutOfRange { least: "-1000000000000000", most: "1000000000000000" };
        let units = i128::try_from(scaled.units).ok().filter(|_| scaled.units <= MOST);
        let Some(units) = units else {
            return Err(ValueError::new(ValueKind::Amount, text, range));
        };
        Ok(Self(if scaled.negative { units.saturating_neg() } else { units }))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, self.0 < 0, self.0.unsigned_abs(), DECIMALS)
    }
}

impl FromStr for Amount {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::parse(text)
    }
}

/// A baseline, a target other than the baseline, and what was reached (EXE-2).
///
/// ```
/// use kam_core::values::{Amount, Percent, Quantity};
///
/// let waiting_days = Quantity::new(Amount::parse("50")?, Amount::parse("10")?, Some(Amount::parse("30")?))?;
/// assert_eq!(waiting_days.completion(), Percent::parse("50")?);
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    baseline: Amount,
    target: Amount,
    actual: Option<Amount>,
}

impl Quantity {
    /// A quantity that goes from `baseline` to `target`, up or down.
    ///
    /// # Errors
    /// The target equals the baseline.
    pub fn new(baseline: Amount, target: Amount, actual: Option<Amount>) -> Result<Self, ValueError> {
        if baseline == target {
            return Err(ValueError::new(ValueKind::Quantity, &target.to_string(), ValueFault::TargetIsBaseline));
        }
        Ok(Self { baseline, target, actual })
    }

    /// Where it started.
    #[must_use]
    pub const fn baseline(&self) -> Amount {
        self.baseline
    }

    /// Where it should get.
    #[must_use]
    pub const fn target(&self) -> Amount {
        self.target
    }

    /// Where it is; absent before the first measurement.
    #[must_use]
    pub const fn actual(&self) -> Option<Amount> {
        self.actual
    }

    /// (actual − baseline) / (target − baseline), kept within 0 to 100, rounded once half to even; 0 without an actual (CMP-1).
    #[must_use]
    pub fn completion(&self) -> Percent {
        let Some(actual) = self.actual else {
            return Percent::ZERO;
        };
        let way = self.target.0.saturating_sub(self.baseline.0);
        let gone = actual.0.saturating_sub(self.baseline.0);
        if gone == 0 || (gone < 0) != (way < 0) {
            return Percent::ZERO;
        }
        if gone.unsigned_abs() >= way.unsigned_abs() {
            return Percent::HUNDRED;
        }
        // At most 2·10^24 · 10^8, which 128 bits hold.
        let scaled = gone.unsigned_abs().saturating_mul(u128::from(Percent::HUNDRED.millionths()));
        divide(scaled, way.unsigned_abs(), Rounding::HalfEven)
            .and_then(|millionths| u32::try_from(millionths).ok())
            .and_then(Percent::from_millionths)
            .unwrap_or(Percent::HUNDRED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completion(baseline: &str, target: &str, actual: &str) -> String {
        let amount = |text| Amount::parse(text).unwrap();
        Quantity::new(amount(baseline), amount(target), Some(amount(actual))).unwrap().completion().to_string()
    }

    #[test]
    fn goes_up_down_and_stays_within_bounds() {
        assert_eq!(completion("50", "10", "30"), "50");
        assert_eq!(completion("50", "10", "60"), "0");
        assert_eq!(completion("50", "10", "-5"), "100");
        assert_eq!(completion("0", "3", "1"), "33.333333");
        assert_eq!(completion("-1000000000000000", "1000000000000000", "0.000000001"), "50");
        assert_eq!(completion("0", "1000000000000000", "0.000000001"), "0");
        // 0.0000005 % and 0.0000015 %: halves to even.
        assert_eq!(completion("0", "200000000", "1"), "0");
        assert_eq!(completion("0", "200000000", "3"), "0.000002");
    }
}
