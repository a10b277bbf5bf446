//! Exact decimals: hundredths for money, a packed mantissa with scale for other numbers. Printed as
//! Odoo prints a float (`1234.5`, `-2500.0`, `0.0`). No binary floats are used.

/// A decimal of up to 17 digits: mantissa and number of decimal places (0 to 31) in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Number(i64);

impl Number {
    pub(crate) const ZERO: Number = Number(0);

    pub(crate) fn new(mantissa: i64, scale: u32) -> Number {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Number((mantissa << 5) | i64::from(scale))
    }

    pub(crate) fn hundredths(cents: i64) -> Number {
        Number::new(cents, 2)
    }

    /// `None` if the text is not a number or needs more than 17 digits.
    pub(crate) fn parse(text: &str) -> Option<Number> {
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        let mantissa: i64 = format!("{whole}{fraction}").parse().ok()?;
        let scale = i32::try_from(fraction.len()).ok()? - exponent;
        if scale < 0 {
            let factor = 10_i64.checked_pow(scale.unsigned_abs())?;
            return Number::fitting(mantissa.checked_mul(factor)?, 0);
        }
        Number::fitting(mantissa, scale.unsigned_abs())
    }

    fn fitting(mantissa: i64, scale: u32) -> Option<Number> {
        (scale < 32 && mantissa.unsigned_abs() < (1 << 58)).then(|| Number::new(mantissa, scale))
    }

    pub(crate) fn packed(self) -> i64 {
        self.0
    }

    pub(crate) fn from_packed(packed: i64) -> Number {
        Number(packed)
    }

    pub(crate) fn mantissa(self) -> i64 {
        self.0 >> 5
    }

    pub(crate) fn scale(self) -> u32 {
        u32::try_from(self.0 & 31).unwrap_or(0)
    }

    /// The value in hundredths, if it has no further decimals.
    pub(crate) fn as_cents(self) -> Option<i64> {
        match self.scale() {
            scale @ 0..=2 => self.mantissa().checked_mul(10_i64.pow(2 - scale)),
            _ => None,
        }
    }

    /// The value in hundredths, rounded half away from zero.
    pub(crate) fn to_cents(self) -> i64 {
        let half = 5 * 10_i128.pow(15) * self.atto().signum();
        let cents = (self.atto() + half) / 10_i128.pow(16);
        i64::try_from(cents).unwrap_or(0)
    }

    /// The value in units of 10^-18, for comparing and adding numbers of different scale.
    pub(crate) fn atto(self) -> i128 {
        let scale = self.scale();
        if scale <= 18 {
            i128::from(self.mantissa()) * 10_i128.pow(18 - scale)
        } else {
            i128::from(self.mantissa()) / 10_i128.pow(scale - 18)
        }
    }

    pub(crate) fn write(self, out: &mut String) {
        write_scaled(out, i128::from(self.mantissa()), self.scale());
    }
}

/// Hundredths as Odoo prints them.
pub(crate) fn write_cents(out: &mut String, cents: i64) {
    let magnitude = cents.unsigned_abs();
    if cents < 0 {
        out.push('-');
    }
    write_unsigned(out, magnitude / 100);
    out.push('.');
    let rest = u8::try_from(magnitude % 100).unwrap_or(0);
    out.push(char::from(b'0' + rest / 10));
    if !rest.is_multiple_of(10) {
        out.push(char::from(b'0' + rest % 10));
    }
}

/// `mantissa` / 10^`scale` with at least one decimal place and no trailing zeros after it.
pub(crate) fn write_scaled(out: &mut String, mantissa: i128, scale: u32) {
    if mantissa < 0 {
        out.push('-');
    }
    let power = 10_u128.pow(scale);
    let magnitude = mantissa.unsigned_abs();
    out.push_str(&(magnitude / power).to_string());
    out.push('.');
    if scale == 0 {
        out.push('0');
        return;
    }
    let fraction = format!("{:0width$}", magnitude % power, width = scale as usize);
    let fraction = fraction.trim_end_matches('0');
    out.push_str(if fraction.is_empty() { "0" } else { fraction });
}

pub(crate) fn write_int(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    write_unsigned(out, value.unsigned_abs());
}

fn write_unsigned(out: &mut String, mut value: u64) {
    let mut digits = ['0'; 20];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = char::from(b'0' + u8::try_from(value % 10).unwrap_or(0));
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend(&digits[start..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(number: Number) -> String {
        let mut out = String::new();
        number.write(&mut out);
        out
    }

    #[test]
    fn numbers_are_formatted_as_in_python() {
        for text in [
            "0.2786990329143558",
            "3.5880999999999994",
            "-2500.0",
            "0.0",
            "5.864",
            "12.05",
        ] {
            assert_eq!(printed(Number::parse(text).unwrap()), text);
        }
        assert_eq!(printed(Number::parse("1e-05").unwrap()), "0.00001");
        assert_eq!(printed(Number::parse("1.5e3").unwrap()), "1500.0");
        assert_eq!(Number::parse("twelve"), None);
    }

    #[test]
    fn cents_are_formatted_without_trailing_zeros() {
        for (cents, text) in [
            (0, "0.0"),
            (-5, "-0.05"),
            (123_450, "1234.5"),
            (-250_000, "-2500.0"),
        ] {
            let mut out = String::new();
            write_cents(&mut out, cents);
            assert_eq!(out, text);
            assert_eq!(Number::parse(text).unwrap().as_cents(), Some(cents));
        }
    }
}
