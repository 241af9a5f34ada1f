//! Decimals as text, exactly: no exponent, no `+`, no `_`, no blanks, and nothing rounded.

use super::error::{ValueError, ValueFault, ValueKind};

/// A decimal read from text: `units` counts steps of ten to the minus `decimals`.
pub(crate) struct Scaled {
    pub(crate) negative: bool,
    pub(crate) units: u128,
}

/// Reads `text` in steps of ten to the minus `decimals`. Zeros behind the last kept decimal do no harm.
pub(crate) fn read(text: &str, decimals: usize, kind: ValueKind) -> Result<Scaled, ValueError> {
    let refuse = |fault| ValueError::new(kind, text, fault);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if whole.is_empty() || fraction.is_empty() {
        return Err(refuse(if text.is_empty() { ValueFault::Empty } else { ValueFault::NotDecimal }));
    }
    if !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return Err(refuse(ValueFault::NotDecimal));
    }
    let kept = fraction.trim_end_matches('0');
    if kept.len() > decimals {
        return Err(refuse(ValueFault::TooManyDecimals { found: kept.len(), most: decimals }));
    }
    let zeros = decimals.saturating_sub(kept.len());
    // 18 digits fit into 64 bits, where the processor is several times as fast; nearly every number is that short.
    let units = if whole.len().saturating_add(decimals) <= 18 {
        let digits = whole.bytes().chain(kept.bytes());
        let read = digits.fold(0_u64, |sum, digit| sum.wrapping_mul(10).wrapping_add(u64::from(digit.wrapping_sub(b'0'))));
        u128::from(read.wrapping_mul(POWERS.get(zeros).copied().unwrap_or(1)))
    } else {
        long(whole, kept, zeros)
    };
    Ok(Scaled { negative: negative && units != 0, units })
}

const POWERS: [u64; 10] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

/// The units of a number of any length; `u128::MAX` for what does not fit, which is far beyond every range.
fn long(whole: &str, kept: &str, zeros: usize) -> u128 {
    let mut units: u128 = 0;
    for digit in whole.bytes().chain(kept.bytes()).chain(std::iter::repeat_n(b'0', zeros)) {
        let value = u128::from(digit.wrapping_sub(b'0'));
        match units.checked_mul(10).and_then(|tens| tens.checked_add(value)) {
            Some(more) => units = more,
            None => return u128::MAX,
        }
    }
    units
}

/// Writes `units` steps of ten to the minus `decimals` without trailing zeros.
pub(crate) fn write(f: &mut std::fmt::Formatter<'_>, negative: bool, units: u128, decimals: u8) -> std::fmt::Result {
    let step = 10_u128.checked_pow(u32::from(decimals)).unwrap_or(1);
    let whole = units.checked_div(step).unwrap_or(0);
    let mut fraction = units.checked_rem(step).unwrap_or(0);
    let mut width = usize::from(decimals);
    if negative {
        f.write_str("-")?;
    }
    // Formatting a u64 is several times as fast as a u128, and nearly every value is one.
    match u64::try_from(whole) {
        Ok(small) => write!(f, "{small}")?,
        Err(_) => write!(f, "{whole}")?,
    }
    if fraction == 0 {
        return Ok(());
    }
    while fraction.checked_rem(10) == Some(0) {
        fraction = fraction.checked_div(10).unwrap_or(0);
        width = width.saturating_sub(1);
    }
    match u64::try_from(fraction) {
        Ok(small) => write!(f, ".{small:0width$}"),
        Err(_) => write!(f, ".{fraction:0width$}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Result<(bool, u128), ValueFault> {
        read(text, 4, ValueKind::Weight).map(|s| (s.negative, s.units)).map_err(|e| e.fault)
    }

    #[test]
    fn reads_plain_decimals_only() {
        assert_eq!(units("12.5"), Ok((false, 125_000)));
        assert_eq!(units("-0.0001"), Ok((true, 1)));
        assert_eq!(units("-0"), Ok((false, 0)));
        assert_eq!(units("007.1000000"), Ok((false, 71_000)));
        assert_eq!(units("0.00001"), Err(ValueFault::TooManyDecimals { found: 5, most: 4 }));
        assert_eq!(units(""), Err(ValueFault::Empty));
        for bad in ["1e3", "+1", "1_000", " 1", "1.", ".5", "-", "--1", "1.2.3", "NaN", "1,5", "٣"] {
            assert_eq!(units(bad), Err(ValueFault::NotDecimal), "{bad}");
        }
        assert_eq!(units(&"9".repeat(100)), Ok((false, u128::MAX)));
    }
}
