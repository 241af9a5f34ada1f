//! Columns of numbers, read exactly whatever Arrow type they have.

use super::cells::{Texts, whole};
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Float32Type, Float64Type, UInt64Type};
use arrow_array::{Array, ArrayRef, Decimal128Array, Float64Array, Int64Array};
use arrow_schema::DataType;

/// A column of numbers.
#[derive(Debug, Clone)]
pub(crate) enum Numbers {
    Whole(Int64Array),
    /// With its scale.
    Decimal(Decimal128Array, u32),
    Float(Float64Array),
    Text(Texts),
}

/// A number that cannot be had exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// Not a number, or none that is finite.
    NotFinite,
    /// More decimals than are kept.
    Decimals,
    /// Larger than anything that is kept.
    Large,
    /// A text that is no number.
    NotDecimal,
}

impl Numbers {
    /// The numbers of a column; `None` for one of another type.
    pub(crate) fn of(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::UInt64 => {
                let wide: Decimal128Array = array.as_primitive::<UInt64Type>().unary(i128::from);
                Self::Decimal(wide.with_precision_and_scale(20, 0).ok()?, 0)
            }
            DataType::Decimal128(_, scale) => Self::Decimal(array.as_primitive::<Decimal128Type>().clone(), u32::try_from(*scale).ok()?),
            DataType::Float64 => Self::Float(array.as_primitive::<Float64Type>().clone()),
            DataType::Float32 => Self::Float(array.as_primitive::<Float32Type>().unary(wide)),
            _ => whole(array).map_or_else(|| Texts::of(array).map(Self::Text), |whole| Some(Self::Whole(whole)))?,
        })
    }

    /// The number of a row in steps of ten to the minus `decimals`.
    #[inline]
    pub(crate) fn scaled(&self, row: usize, decimals: u32) -> Result<Option<i128>, NoNumber> {
        let step = 10_i128.saturating_pow(decimals);
        match self {
            Self::Whole(array) if array.is_valid(row) => i128::from(array.value(row)).checked_mul(step).map(Some).ok_or(NoNumber::Large),
            Self::Decimal(array, scale) if array.is_valid(row) => rescaled(array.value(row), *scale, decimals).map(Some),
            Self::Float(array) if array.is_valid(row) => exact(array.value(row), decimals).map(|units| Some(i128::from(units))),
            Self::Text(texts) => texts.get(row).map(|text| from_text(text, decimals)).transpose(),
            _ => Ok(None),
        }
    }

    /// The cell as a person would write it.
    pub(crate) fn shown(&self, row: usize) -> String {
        match self {
            Self::Whole(array) if array.is_valid(row) => array.value(row).to_string(),
            Self::Decimal(array, _) if array.is_valid(row) => array.value_as_string(row),
            Self::Float(array) if array.is_valid(row) => array.value(row).to_string(),
            Self::Text(texts) => texts.get(row).unwrap_or_default().to_owned(),
            _ => String::new(),
        }
    }
}

/// Gives the numbers of some rows to a piece of code, as [`Numbers::scaled`] gives them but in 64 bits. It is compiled for each type that a column of
/// them can have.
macro_rules! with_numbers {
    ($numbers:expr, $rows:expr, $decimals:expr, |$cells:ident| $act:expr) => {
        match $numbers {
            Numbers::Float(array) => {
                let $cells = $crate::cells::cells(array, $rows).map(|number| number.map(|number| exact(number, $decimals)).transpose());
                $act
            }
            Numbers::Whole(array) => {
                let step = 10_i64.saturating_pow($decimals);
                let scaled = |number: i64| number.checked_mul(step).ok_or(NoNumber::Large);
                let $cells = $crate::cells::cells(array, $rows).map(|number| number.map(scaled).transpose());
                $act
            }
            numbers => {
                let narrow = |units: i128| i64::try_from(units).map_err(|_| NoNumber::Large);
                let $cells = $rows.map(|row| numbers.scaled(row, $decimals).and_then(|units| units.map(narrow).transpose()));
                $act
            }
        }
    };
}

pub(crate) use with_numbers;

/// The float of 64 bits that is written with the same digits: 0.1 stays 0.1.
fn wide(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::NAN)
}

/// The number that a float is written as, where that has no more than so many decimals. Nothing is rounded: 0.1 is one tenth, because no
/// other number with so few digits is nearer to it, and 1/3 is refused.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the one place where floats come in; what is taken is taken exactly"
)]
#[inline]
pub(crate) fn exact(number: f64, decimals: u32) -> Result<i64, NoNumber> {
    /// Up to here floats hold every whole number.
    const MOST: f64 = 9_007_199_254_740_992.0;
    if !number.is_finite() {
        return Err(NoNumber::NotFinite);
    }
    let step = 10_u32.saturating_pow(decimals.min(9));
    let scaled = number * f64::from(step);
    if scaled.abs() >= MOST {
        return Err(NoNumber::Large);
    }
    // To the nearest whole number; a call of `round` would take longer than all the rest.
    let units = (scaled + 0.5_f64.copysign(scaled)) as i64;
    if units as f64 / f64::from(step) != number {
        return Err(NoNumber::Decimals);
    }
    Ok(units)
}

fn rescaled(units: i128, scale: u32, decimals: u32) -> Result<i128, NoNumber> {
    match scale.checked_sub(decimals) {
        None => units.checked_mul(10_i128.saturating_pow(decimals.saturating_sub(scale))).ok_or(NoNumber::Large),
        Some(more) => {
            let step = 10_i128.checked_pow(more).ok_or(NoNumber::Decimals)?;
            if units.checked_rem(step) == Some(0) { units.checked_div(step).ok_or(NoNumber::Large) } else { Err(NoNumber::Decimals) }
        }
    }
}

fn from_text(text: &str, decimals: u32) -> Result<i128, NoNumber> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(fraction) {
        return Err(NoNumber::NotDecimal);
    }
    let kept = fraction.trim_end_matches('0');
    let missing = u32::try_from(kept.len()).ok().and_then(|kept| decimals.checked_sub(kept)).ok_or(NoNumber::Decimals)?;
    let units = whole
        .bytes()
        .chain(kept.bytes())
        .try_fold(0_i128, |sum, byte| sum.checked_mul(10).and_then(|tens| tens.checked_add(i128::from(byte.wrapping_sub(b'0')))));
    let units = units.and_then(|units| units.checked_mul(10_i128.saturating_pow(missing))).ok_or(NoNumber::Large)?;
    Ok(if text.starts_with('-') { units.saturating_neg() } else { units })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_taken_as_they_are_written_or_not_at_all() {
        for (number, units) in [(0.1, 1_000), (2.5, 25_000), (0.3, 3_000), (1e6, 10_000_000_000), (-0.0, 0), (33.3333, 333_333), (1e-4, 1)] {
            assert_eq!(exact(number, 4), Ok(units), "{number}");
        }
        for number in [1.0 / 3.0, 0.1 + 0.2, 0.00001, 1e-300, 2.500000001] {
            assert_eq!(exact(number, 4), Err(NoNumber::Decimals), "{number}");
        }
        assert_eq!(exact(f64::NAN, 4), Err(NoNumber::NotFinite));
        assert_eq!(exact(f64::INFINITY, 4), Err(NoNumber::NotFinite));
        assert_eq!(exact(1e300, 4), Err(NoNumber::Large));
        assert_eq!(wide(0.1_f32), 0.1_f64);
    }

    #[test]
    fn decimals_and_texts_are_rescaled_exactly() {
        assert_eq!(rescaled(25, 1, 4), Ok(25_000));
        assert_eq!(rescaled(2_500_000, 6, 4), Ok(25_000));
        assert_eq!(rescaled(2_500_001, 6, 4), Err(NoNumber::Decimals));
        assert_eq!(rescaled(i128::MAX, 0, 4), Err(NoNumber::Large));
        assert_eq!(from_text("-12.50", 4), Ok(-125_000));
        assert_eq!(from_text("1e3", 4), Err(NoNumber::NotDecimal));
        assert_eq!(from_text("0.00001", 4), Err(NoNumber::Decimals));
        assert_eq!(from_text(&"9".repeat(60), 4), Err(NoNumber::Large));
    }
}
