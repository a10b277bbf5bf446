//! Amounts as text. Odoo sends the shortest digits that identify its float. They are the amount, so
//! they are kept, and only an exponent is expanded. No floats are used here.

use rust_decimal::Decimal;

/// Significant digits, and places after the point, that a decimal of this product can hold.
const MAX_DIGITS: usize = 28;

/// Limit for exponents, beyond those of any double.
const MAX_EXPONENT: i32 = 400;

/// Why a number is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    NotANumber,
    TooManyDigits,
}

/// Converts a number to plain notation: `1e-07` to `0.0000001`; `-2500.0` stays. A zero has no
/// sign. Decimal places after the 28th that come from an exponent (float rounding errors) are
/// rounded off; more than 28 significant digits are refused.
pub(crate) fn plain(digits: &str) -> Result<String, Reason> {
    let parts = Parts::split(digits).ok_or(Reason::NotANumber)?;
    if parts.significant() > MAX_DIGITS {
        return Err(Reason::TooManyDigits);
    }
    let mut text = if parts.exponent == 0 {
        parts.unsigned()
    } else {
        parts.written_out()
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    if whole.len() > MAX_DIGITS {
        return Err(Reason::TooManyDigits);
    }
    if fraction.len() > MAX_DIGITS {
        text = rounded(&text)?;
    }
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if parts.negative && !is_zero {
        text.insert(0, '-');
    }
    Ok(text)
}

/// A whole number, also when it was sent as a float (XML-RPC has no integers above 2^31 - 1).
pub(crate) fn integer(digits: &str) -> Result<i64, Reason> {
    if let Ok(number) = digits.parse() {
        return Ok(number);
    }
    let text = plain(digits)?;
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return Err(Reason::NotANumber),
        None => &text,
    };
    whole.parse().map_err(|_| Reason::TooManyDigits)
}

fn rounded(text: &str) -> Result<String, Reason> {
    let number: Decimal = text.parse().map_err(|_| Reason::TooManyDigits)?;
    Ok(number.to_string())
}

struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    has_point: bool,
    exponent: i32,
}

impl<'a> Parts<'a> {
    fn split(digits: &'a str) -> Option<Self> {
        let (negative, unsigned) = match digits.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, digits.strip_prefix('+').unwrap_or(digits)),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let valid = all_digits(whole)
            && all_digits(fraction)
            && !(whole.is_empty() && fraction.is_empty())
            && (-MAX_EXPONENT..=MAX_EXPONENT).contains(&exponent);
        valid.then_some(Self {
            negative,
            whole,
            fraction,
            has_point: mantissa.contains('.'),
            exponent,
        })
    }

    fn significant(&self) -> usize {
        let digits = || self.whole.bytes().chain(self.fraction.bytes());
        let leading = digits().take_while(|&byte| byte == b'0').count();
        let trailing = self
            .fraction
            .bytes()
            .rev()
            .take_while(|&byte| byte == b'0')
            .count();
        digits().count().saturating_sub(leading + trailing)
    }

    fn unsigned(&self) -> String {
        let whole = if self.whole.is_empty() {
            "0"
        } else {
            self.whole
        };
        // With room for a sign.
        let mut text = String::with_capacity(self.whole.len() + self.fraction.len() + 3);
        text.push_str(whole);
        if self.has_point && !self.fraction.is_empty() {
            text.push('.');
            text.push_str(self.fraction);
        }
        text
    }

    /// The digits with the point where the exponent puts it.
    fn written_out(&self) -> String {
        let digits = format!("{}{}", self.whole, self.fraction);
        let point = i64::try_from(self.whole.len()).unwrap_or(i64::MAX) + i64::from(self.exponent);
        let Ok(point) = usize::try_from(point) else {
            let zeros = usize::try_from(point.unsigned_abs()).unwrap_or(usize::MAX);
            return format!("0.{}{digits}", "0".repeat(zeros));
        };
        if point >= digits.len() {
            let whole = format!("{digits}{}", "0".repeat(point - digits.len()));
            return without_leading_zeros(&whole).to_owned();
        }
        let (whole, fraction) = digits.split_at(point);
        format!("{}.{fraction}", without_leading_zeros(whole))
    }
}

fn without_leading_zeros(whole: &str) -> &str {
    let trimmed = whole.trim_start_matches('0');
    if trimmed.is_empty() { "0" } else { trimmed }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_are_kept_as_sent() {
        for digits in [
            "-2500.0",
            "3449622.88",
            "0.1",
            "12",
            "0.0",
            "2500.00",
            "100",
        ] {
            assert_eq!(plain(digits).as_deref(), Ok(digits));
        }
    }

    #[test]
    fn an_exponent_is_expanded() {
        let cases = [
            ("1e-07", "0.0000001"),
            ("-1.25E-3", "-0.00125"),
            ("1e+16", "10000000000000000"),
            ("1.2345e2", "123.45"),
            ("0.5e1", "5"),
            ("0.05e1", "0.5"),
            ("1.7976e0", "1.7976"),
        ];
        for (sent, expected) in cases {
            assert_eq!(plain(sent).as_deref(), Ok(expected), "{sent}");
        }
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(plain("-0.0").as_deref(), Ok("0.0"));
        assert_eq!(plain("-1e-300").map(|text| text.contains('-')), Ok(false));
    }

    #[test]
    fn float_rounding_errors_are_rounded_at_the_28th_place() {
        assert_eq!(
            plain("-2.842170943040401e-14").as_deref(),
            Ok("-0.0000000000000284217094304040")
        );
    }

    #[test]
    fn more_than_28_significant_digits_are_refused() {
        assert_eq!(
            plain("12345678901234567890123456789"),
            Err(Reason::TooManyDigits)
        );
        assert_eq!(plain("1e28"), Err(Reason::TooManyDigits));
        assert_eq!(
            plain("0.12345678901234567890123456789"),
            Err(Reason::TooManyDigits)
        );
        assert!(plain("1234567890123456789012345678").is_ok());
        assert!(plain("1e27").is_ok());
    }

    #[test]
    fn a_text_that_is_not_a_number_is_refused() {
        for digits in [
            "", "-", ".", "nan", "inf", "1e", "1e9999", "0x10", "1.2.3", "1,5", "--1",
        ] {
            assert_eq!(plain(digits), Err(Reason::NotANumber), "{digits}");
        }
    }

    #[test]
    fn integers_may_come_as_floats() {
        assert_eq!(integer("5000000000.0"), Ok(5_000_000_000));
        assert_eq!(integer("5e+09"), Ok(5_000_000_000));
        assert_eq!(integer("-3"), Ok(-3));
        assert_eq!(integer("-0.0"), Ok(0));
        assert_eq!(integer("2.5"), Err(Reason::NotANumber));
        assert_eq!(integer("9223372036854775808"), Err(Reason::TooManyDigits));
    }

    proptest! {
        #[test]
        fn an_amount_with_two_decimal_places_is_parsed_from_every_notation(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
            let expected = Decimal::new(cents, 2);
            for sent in [expected.to_string(), format!("{cents}e-2"), format!("{cents}00E-04")] {
                let parsed: Decimal = plain(&sent).unwrap().parse().unwrap();
                prop_assert_eq!(parsed, expected);
            }
        }
    }
}
