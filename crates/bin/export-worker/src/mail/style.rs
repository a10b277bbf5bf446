//! How mails write numbers, days, instants and currencies in the locale of their reader.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::words::{decimal_comma, is_spanish};

const SPANISH_MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// Code, Spanish, English.
const CURRENCIES: [(&str, &str, &str); 12] = [
    ("PEN", "soles", "soles"),
    ("USD", "dólares estadounidenses", "US dollars"),
    ("ARS", "pesos argentinos", "Argentine pesos"),
    ("EUR", "euros", "euros"),
    ("BOB", "bolivianos", "bolivianos"),
    ("BRL", "reales", "Brazilian reais"),
    ("CLP", "pesos chilenos", "Chilean pesos"),
    ("COP", "pesos colombianos", "Colombian pesos"),
    ("GBP", "libras esterlinas", "pounds sterling"),
    ("MXN", "pesos mexicanos", "Mexican pesos"),
    ("PYG", "guaraníes", "guaranies"),
    ("UYU", "pesos uruguayos", "Uruguayan pesos"),
];

#[derive(Debug, Clone, Copy)]
pub(crate) struct Style<'a> {
    pub(crate) locale: &'a str,
    pub(crate) zone: &'a TimeZone,
}

impl Style<'_> {
    /// Digits in groups of three, with the marks of the locale and a minus sign (U+2212).
    pub(crate) fn amount(self, amount: &str) -> String {
        let (group, decimal) = if decimal_comma(self.locale) {
            ('.', ',')
        } else {
            (',', '.')
        };
        let digits = amount.strip_prefix('-').unwrap_or(amount);
        let is_zero = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let mut text = String::new();
        if digits.len() < amount.len() && !is_zero {
            text.push('\u{2212}');
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        for (at, digit) in whole.char_indices() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(decimal);
            text.push_str(fraction);
        }
        text
    }

    /// `58.1 %` of the whole, with one place; none if it is not a part of it.
    pub(crate) fn share(self, part: &str, whole: &str) -> Option<String> {
        let (part, whole): (Decimal, Decimal) = (part.parse().ok()?, whole.parse().ok()?);
        if part <= Decimal::ZERO || part > whole {
            return None;
        }
        let percent = (part * Decimal::ONE_HUNDRED / whole)
            .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
        let space = if self.is_english() { "" } else { "\u{a0}" };
        Some(format!("{}{space}%", self.amount(&format!("{percent:.1}"))))
    }

    pub(crate) fn day(self, day: Date) -> String {
        let pattern = if self.is_english() {
            "%-d %b %Y"
        } else {
            "%d/%m/%Y"
        };
        day.strftime(pattern).to_string()
    }

    /// With the month as a word, in Spanish and English.
    pub(crate) fn long_day(self, day: Date) -> String {
        if self.is_english() {
            return day.strftime("%-d %B %Y").to_string();
        }
        if !is_spanish(self.locale) {
            return self.day(day);
        }
        let month = match (day.month(), self.locale) {
            (9, "es-PE") => "setiembre",
            (month, _) => SPANISH_MONTHS[usize::try_from(month - 1).unwrap_or_default()],
        };
        format!("{} de {month} de {}", day.day(), day.year())
    }

    /// With the city of the time zone.
    pub(crate) fn instant(self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        let city = self.zone.iana_name().unwrap_or("UTC");
        let city = city.rsplit('/').next().unwrap_or(city).replace('_', " ");
        format!(
            "{} {} ({city})",
            self.day(local.date()),
            local.strftime("%H:%M")
        )
    }

    /// `soles (PEN)`.
    pub(crate) fn currency(self, code: &str) -> String {
        let found = CURRENCIES.iter().find(|(known, ..)| *known == code);
        match found {
            Some((_, spanish, _)) if is_spanish(self.locale) => format!("{spanish} ({code})"),
            Some((.., english)) if self.is_english() => format!("{english} ({code})"),
            _ => code.to_owned(),
        }
    }

    /// `48 KB` or `1.2 MB`.
    pub(crate) fn size(self, bytes: u64) -> String {
        if bytes < 1_000_000 {
            return format!("{} KB", ((bytes + 500) / 1000).max(1));
        }
        let tenths = bytes / 100_000;
        let megabytes = format!("{}.{}", tenths / 10, tenths % 10);
        format!("{} MB", self.amount(&megabytes))
    }

    fn is_english(self) -> bool {
        self.locale == "en" || self.locale.starts_with("en-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style<'a>(locale: &'a str, zone: &'a TimeZone) -> Style<'a> {
        Style { locale, zone }
    }

    static UTC: TimeZone = TimeZone::UTC;

    #[test]
    fn amounts_have_the_marks_of_the_locale() {
        for (locale, amount, expected) in [
            ("es-PE", "1204331.75", "1,204,331.75"),
            ("es-AR", "-1204331.75", "\u{2212}1.204.331,75"),
            ("en", "999", "999"),
            ("en-US", "1000.000", "1,000.000"),
            ("pt-BR", "1000.5", "1.000,5"),
            ("es-PE", "-0.00", "0.00"),
        ] {
            let found = style(locale, &UTC).amount(amount);
            assert_eq!(found, expected, "{locale} {amount}");
        }
    }

    #[test]
    fn days_and_instants_are_written_as_in_the_country() {
        let day = "2026-09-05".parse().unwrap();
        for (locale, short, long) in [
            ("es-PE", "05/09/2026", "5 de setiembre de 2026"),
            ("es-AR", "05/09/2026", "5 de septiembre de 2026"),
            ("en", "5 Sep 2026", "5 September 2026"),
            ("pt", "05/09/2026", "05/09/2026"),
        ] {
            let style = style(locale, &UTC);
            assert_eq!(style.day(day), short);
            assert_eq!(style.long_day(day), long);
        }
        let at = "2026-11-01T02:05:00Z".parse().unwrap();
        let zone = TimeZone::get("America/Argentina/Buenos_Aires").unwrap();
        let found = style("en-GB", &zone).instant(at);
        assert_eq!(found, "31 Oct 2026 23:05 (Buenos Aires)");
        let found = style("es", &UTC).instant(at);
        assert_eq!(found, "01/11/2026 02:05 (UTC)");
    }

    #[test]
    fn a_share_has_one_place_and_is_left_out_if_it_is_no_part() {
        for (locale, part, whole, expected) in [
            ("es-PE", "1383907.62", "2382392.08", Some("58.1\u{a0}%")),
            ("es-AR", "1", "3", Some("33,3\u{a0}%")),
            ("en", "5", "5", Some("100.0%")),
            ("en", "6", "5", None),
            ("en", "-1", "5", None),
            ("en", "0.00", "0.00", None),
        ] {
            let found = style(locale, &UTC).share(part, whole);
            assert_eq!(found.as_deref(), expected, "{locale} {part} {whole}");
        }
    }

    #[test]
    fn sizes_are_rounded_to_what_matters() {
        let style = style("es-AR", &UTC);
        for (bytes, expected) in [(0, "1 KB"), (48_211, "48 KB"), (1_250_000, "1,2 MB")] {
            assert_eq!(style.size(bytes), expected);
        }
    }
}
