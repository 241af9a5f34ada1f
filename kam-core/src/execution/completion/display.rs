//! A completion as a person sees it (CMP-6).

use crate::values::{Percent, Rounding, divide};

/// More decimals than a completion is kept with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a completion is shown with 0 to 6 decimals, not `{found}`")]
pub struct TooManyDecimals {
    /// How many were asked for.
    pub found: u32,
}

/// How a completion is rounded for display (CMP-6). For numbers that are computed with, nothing is ever rounded this way.
///
/// ```
/// use kam_core::execution::DisplayRules;
/// use kam_core::values::{Percent, Rounding};
///
/// let nearly = Percent::parse("99.5")?;
/// assert_eq!(DisplayRules::default().show(nearly), "99");
/// assert_eq!(DisplayRules::new(0, Rounding::HalfUp, false)?.show(nearly), "100");
/// assert_eq!(DisplayRules::new(2, Rounding::HalfUp, true)?.show(nearly), "99.50");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DisplayRules {
    decimals: u32,
    rounding: Rounding,
    guard: bool,
}

impl DisplayRules {
    /// `guard`: what is below 100 never shows as 100, what is above 0 never as 0.
    ///
    /// # Errors
    /// More than 6 decimals.
    pub const fn new(decimals: u32, rounding: Rounding, guard: bool) -> Result<Self, TooManyDecimals> {
        if decimals > 6 { Err(TooManyDecimals { found: decimals }) } else { Ok(Self { decimals, rounding, guard }) }
    }

    /// The decimals shown, 0 to 6.
    #[must_use]
    pub const fn decimals(&self) -> u32 {
        self.decimals
    }

    /// How what does not fit is rounded.
    #[must_use]
    pub const fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// Whether nearly done never looks done, and hardly begun never not begun.
    #[must_use]
    pub const fn guard(&self) -> bool {
        self.guard
    }

    /// The completion as text, with exactly the configured decimals and no `%`.
    #[must_use]
    pub fn show(&self, completion: Percent) -> String {
        let step = 10_u128.saturating_pow(6_u32.saturating_sub(self.decimals));
        let per_unit = 10_u128.saturating_pow(self.decimals);
        let full = per_unit.saturating_mul(100);
        let mut shown = divide(u128::from(completion.millionths()), step, self.rounding).unwrap_or(0);
        if self.guard && shown >= full && completion < Percent::HUNDRED {
            shown = full.saturating_sub(1);
        }
        if self.guard && shown == 0 && completion > Percent::ZERO {
            shown = 1;
        }
        let (whole, fraction) = (shown.checked_div(per_unit).unwrap_or(0), shown.checked_rem(per_unit).unwrap_or(0));
        let width = self.decimals as usize;
        if width == 0 { whole.to_string() } else { format!("{whole}.{fraction:0width$}") }
    }
}

impl Default for DisplayRules {
    /// No decimals, half up, with the guard.
    fn default() -> Self {
        Self { decimals: 0, rounding: Rounding::HalfUp, guard: true }
    }
}
