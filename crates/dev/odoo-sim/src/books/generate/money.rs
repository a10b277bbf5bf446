//! Rounded products and quotients of cents, half away from zero, and exchange between currencies.

use crate::books::number::Number;

/// `value` × `factor` / `divisor`, rounded; the divisor is positive.
pub(crate) fn scale(value: i64, factor: i64, divisor: i64) -> i64 {
    let product = i128::from(value) * i128::from(factor);
    let divisor = i128::from(divisor.max(1));
    let half = if product < 0 {
        -(divisor / 2)
    } else {
        divisor / 2
    };
    i64::try_from((product + half) / divisor).unwrap_or(0)
}

/// Company currency for one unit of the foreign currency, as a fraction.
#[derive(Clone, Copy)]
pub(crate) struct Rate {
    pub(crate) numerator: i64,
    pub(crate) denominator: i64,
}

impl Rate {
    pub(crate) fn convert(self, cents: i64) -> i64 {
        scale(cents, self.numerator, self.denominator)
    }

    /// Foreign units for one of company currency, and the reverse, as Odoo keeps both.
    pub(crate) fn numbers(self) -> (Number, Number) {
        (
            quotient(self.denominator, self.numerator),
            quotient(self.numerator, self.denominator),
        )
    }
}

fn quotient(numerator: i64, denominator: i64) -> Number {
    if numerator % denominator == 0 {
        return Number::new(numerator / denominator, 0);
    }
    let digits = 15;
    Number::new(scale(10_i64.pow(digits), numerator, denominator), digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_round_half_away_from_zero() {
        assert_eq!(
            [
                scale(5, 1, 2),
                scale(-5, 1, 2),
                scale(4, 1, 3),
                scale(100, 18, 100)
            ],
            [3, -3, 1, 18]
        );
    }
}
