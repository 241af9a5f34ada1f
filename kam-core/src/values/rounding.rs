//! The one place that rounds (NUM-2).

/// How the part that does not fit is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rounding {
    /// To the nearest; a half goes up.
    #[default]
    HalfUp,
    /// To the nearest; a half goes to the even neighbour.
    HalfEven,
    /// Towards zero.
    Down,
}

/// `numerator / denominator` as a whole number, rounded as asked; `None` for a denominator of 0 or a result over `u128`.
#[must_use]
pub fn divide(numerator: u128, denominator: u128, rounding: Rounding) -> Option<u128> {
    // Most sums fit into 64 bits, where the processor divides several times as fast.
    if let (Ok(n), Ok(d)) = (u64::try_from(numerator), u64::try_from(denominator)) {
        let (quotient, rest) = (n.checked_div(d)?, n.checked_rem(d)?);
        let up = goes_up(u128::from(quotient), u128::from(rest), u128::from(d), rounding);
        return u128::from(quotient).checked_add(u128::from(up));
    }
    let (quotient, rest) = (numerator.checked_div(denominator)?, numerator.checked_rem(denominator)?);
    quotient.checked_add(u128::from(goes_up(quotient, rest, denominator, rounding)))
}

/// Whether a quotient with this rest moves one up. `rest < denominator`, so the difference cannot wrap.
fn goes_up(quotient: u128, rest: u128, denominator: u128, rounding: Rounding) -> bool {
    let to_next = denominator.saturating_sub(rest);
    match rounding {
        Rounding::Down => false,
        Rounding::HalfUp => rest >= to_next,
        Rounding::HalfEven => rest > to_next || (rest == to_next && quotient & 1 == 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_where_they_are_told() {
        for (n, d, half_up, half_even, down) in [(5, 2, 3, 2, 2), (7, 2, 4, 4, 3), (1, 2, 1, 0, 0), (3, 2, 2, 2, 1), (8, 3, 3, 3, 2), (7, 3, 2, 2, 2)]
        {
            assert_eq!(divide(n, d, Rounding::HalfUp), Some(half_up));
            assert_eq!(divide(n, d, Rounding::HalfEven), Some(half_even));
            assert_eq!(divide(n, d, Rounding::Down), Some(down));
        }
    }

    #[test]
    fn wide_and_narrow_division_agree() {
        let big = u128::from(u64::MAX);
        assert_eq!(divide(big * 5, big * 2, Rounding::HalfEven), Some(2));
        assert_eq!(divide(big * 7, big * 2, Rounding::HalfEven), Some(4));
        assert_eq!(divide(1, 0, Rounding::Down), None);
        assert_eq!(divide(u128::MAX, 1, Rounding::HalfUp), Some(u128::MAX));
    }
}
