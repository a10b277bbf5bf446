//! Numbers in spreadsheets.

use rust_decimal::Decimal;

/// A spreadsheet keeps 15 digits of a number.
const DIGITS: u128 = 1_000_000_000_000_000;

/// A spreadsheet has no decimals; the nearest binary number shows the same digits, up to 15. The
/// conversion of `Decimal` itself misses the nearest number if there are trailing zeros.
pub(crate) fn float(amount: Decimal) -> f64 {
    amount.to_string().parse().unwrap_or(f64::NAN)
}

pub(crate) fn is_long(amount: Decimal) -> bool {
    !fits(amount) && !fits(amount.normalize())
}

/// Whether it fits with its trailing zeros.
pub(crate) fn fits(amount: Decimal) -> bool {
    amount.mantissa().unsigned_abs() < DIGITS
}

/// Number of characters that show it, as in `-1,234.50`.
pub(crate) fn characters(amount: &Decimal, decimals: usize) -> usize {
    let digits = match u64::try_from(amount.mantissa().unsigned_abs()) {
        Ok(mantissa) => mantissa.checked_ilog10(),
        Err(_) => amount.mantissa().unsigned_abs().checked_ilog10(),
    };
    let whole = digits.map_or(0, |tens| (tens + 1).saturating_sub(amount.scale()));
    let digits = (whole as usize).max(1);
    let fraction = if decimals == 0 { 0 } else { decimals + 1 };
    digits + (digits - 1) / 3 + fraction + usize::from(amount.is_sign_negative())
}

/// A number that a spreadsheet cannot hold, as text with all its digits.
pub(crate) fn digits(amount: &Decimal, decimal_comma: bool) -> String {
    let text = amount.to_string();
    if decimal_comma {
        text.replace('.', ",")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_zeros_are_removed_and_no_other_digit_changes() {
        for amount in ["3676986.60726942000", "3676986.60726942"] {
            let shown = float(amount.parse().unwrap()).to_string();
            assert_eq!(shown, "3676986.60726942");
        }
    }

    #[test]
    fn the_width_of_an_amount_counts_digits_separators_places_and_sign() {
        for (amount, decimals, shown) in [
            ("0", 2, "0.00"),
            ("-1234.5", 2, "-1,234.50"),
            ("999", 0, "999"),
            ("0.05", 2, "0.05"),
            (
                "79228162514264337593543950335",
                0,
                "79,228,162,514,264,337,593,543,950,335",
            ),
            ("123456789.10", 2, "123,456,789.10"),
        ] {
            let found = characters(&amount.parse().unwrap(), decimals);
            assert_eq!(found, shown.len(), "{shown}");
        }
    }
}
