//! Amounts, dates and words of a paper, as its language and country write them.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::column::Title;

/// The language of a paper or a mail, with its country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    pub locale: String,
}

/// U+2212, as wide as a digit.
const MINUS: char = '\u{2212}';
const MONTHS: [(&str, &str); 12] = [
    ("January", "enero"),
    ("February", "febrero"),
    ("March", "marzo"),
    ("April", "abril"),
    ("May", "mayo"),
    ("June", "junio"),
    ("July", "julio"),
    ("August", "agosto"),
    ("September", "septiembre"),
    ("October", "octubre"),
    ("November", "noviembre"),
    ("December", "diciembre"),
];

impl Language {
    pub fn new(locale: &str) -> Self {
        Self {
            locale: locale.to_owned(),
        }
    }

    pub fn say<'a>(&self, en: &'a str, es: &'a str) -> &'a str {
        Title::new(en, es).in_locale(&self.locale)
    }

    pub fn is_spanish(&self) -> bool {
        self.say("", "es") == "es"
    }

    pub fn is_english(&self) -> bool {
        self.locale == "en" || self.locale.starts_with("en-")
    }

    /// `−1,234.50`, or `−1.234,50` in countries with a decimal comma. An amount that is finer than
    /// the currency keeps its places.
    pub fn amount(&self, amount: Decimal, places: u32) -> String {
        let mut amount = amount;
        if amount.scale() > places {
            amount = amount.normalize();
        }
        amount.rescale(amount.scale().max(places));
        let text = amount.abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let (group, mark) = if decimal_comma(&self.locale) {
            ('.', ',')
        } else {
            (',', '.')
        };
        let mut shown = String::new();
        if amount.is_sign_negative() && !amount.is_zero() {
            shown.push(MINUS);
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                shown.push(group);
            }
            shown.push(digit);
        }
        if !fraction.is_empty() {
            shown.push(mark);
            shown.push_str(fraction);
        }
        shown
    }

    /// A part of a whole in percent, with one place; empty if there is no whole.
    pub fn share(&self, part: Decimal, whole: Decimal) -> String {
        let Some(share) = (part * Decimal::ONE_HUNDRED).checked_div(whole) else {
            return String::new();
        };
        let share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
        // A space that does not break, which English does not have.
        let unit = if self.is_english() { "%" } else { "\u{a0}%" };
        format!("{}{unit}", self.amount(share, 1))
    }

    /// `31 Oct 2026` in English, otherwise `31/10/2026`.
    pub fn day(&self, day: Date) -> String {
        let pattern = if self.is_english() {
            "%-d %b %Y"
        } else {
            "%d/%m/%Y"
        };
        day.strftime(pattern).to_string()
    }

    /// With the month as a word in Spanish and English: `31 de octubre de 2026`, `31 October 2026`.
    pub fn long_day(&self, day: Date) -> String {
        let (number, month, year) = (day.day(), self.month(day), day.year());
        if self.is_spanish() {
            format!("{number} de {month} de {year}")
        } else if self.is_english() {
            format!("{number} {month} {year}")
        } else {
            self.day(day)
        }
    }

    /// `Del 1 de enero al 31 de octubre de 2026`; month and year stand once if both days share them.
    pub fn period(&self, from: Date, to: Date) -> String {
        let is_same_year = from.year() == to.year();
        let has_words = self.is_spanish() || self.is_english();
        let is_same_year = is_same_year && has_words;
        let is_same_month = is_same_year && from.month() == to.month();
        let (day, month) = (from.day(), self.month(from));
        let to = self.long_day(to);
        let from = match (is_same_month, is_same_year) {
            (true, _) => day.to_string(),
            (false, true) => format!("{day}{}{month}", self.say(" ", " de ")),
            (false, false) => self.long_day(from),
        };
        format!(
            "{} {from} {} {to}",
            self.say("From", "Del"),
            self.say("to", "al")
        )
    }

    fn month(&self, day: Date) -> &'static str {
        let index = usize::try_from(day.month() - 1).unwrap_or_default();
        let (en, es) = MONTHS[index.min(11)];
        // Peru writes "setiembre".
        match (es, self.locale.as_str()) {
            ("septiembre", "es-PE") => "setiembre",
            _ if self.is_spanish() => es,
            _ => en,
        }
    }
}

/// Whether the locale writes decimals with a comma. Peru, Mexico and Central America use a point,
/// unlike Spain and most of South America.
pub fn decimal_comma(locale: &str) -> bool {
    // 419 is Latin America as a whole.
    const SPANISH_WITH_POINT: [&str; 11] = [
        "PE", "MX", "GT", "HN", "NI", "PA", "PR", "DO", "SV", "US", "419",
    ];
    const WITH_COMMA: [&str; 16] = [
        "es", "fr", "de", "it", "pt", "nl", "ca", "gl", "eu", "pl", "ru", "sv", "da", "fi", "nb",
        "tr",
    ];
    match locale.split_once('-') {
        Some(("es", country)) => !SPANISH_WITH_POINT.contains(&country),
        Some(("de", "CH")) => false,
        Some((language, _)) => WITH_COMMA.contains(&language),
        None => WITH_COMMA.contains(&locale),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn amounts_are_written_as_in_the_country() {
        let shown = |text: &str, locale| Language::new(locale).amount(text.parse().unwrap(), 2);
        assert_eq!(shown("-1234567.5", "es-PE"), "−1,234,567.50");
        assert_eq!(shown("1234.567", "es-AR"), "1.234,567");
        assert_eq!(shown("-0", "es-PE"), "0.00");
        assert_eq!(shown("999", "en"), "999.00");
        let clp = Language::new("es-CL").amount("1234.0".parse().unwrap(), 0);
        assert_eq!(clp, "1.234");
    }

    #[test]
    fn shares_have_one_place_and_round_half_up() {
        let share = |part: &str, whole: &str| {
            Language::new("es-AR").share(part.parse().unwrap(), whole.parse().unwrap())
        };
        assert_eq!(share("419.25", "1000"), "41,9\u{a0}%");
        assert_eq!(share("419.5", "1000"), "42,0\u{a0}%");
        assert_eq!(share("-1", "8"), "−12,5\u{a0}%");
        assert_eq!(share("1", "0"), "");
    }

    #[test]
    fn days_and_periods_are_written_in_words() {
        let (peru, argentina, english) = (
            Language::new("es-PE"),
            Language::new("es-AR"),
            Language::new("en"),
        );
        let day = date(2026, 9, 5);
        assert_eq!(peru.day(day), "05/09/2026");
        assert_eq!(english.day(day), "5 Sep 2026");
        assert_eq!(peru.long_day(day), "5 de setiembre de 2026");
        assert_eq!(argentina.long_day(day), "5 de septiembre de 2026");
        assert_eq!(english.long_day(day), "5 September 2026");
        let period = |from, to| peru.period(from, to);
        let end = date(2026, 10, 31);
        assert_eq!(
            period(date(2026, 10, 1), end),
            "Del 1 al 31 de octubre de 2026"
        );
        assert_eq!(
            period(date(2026, 1, 1), end),
            "Del 1 de enero al 31 de octubre de 2026"
        );
        let crossing = "Del 1 de diciembre de 2025 al 31 de octubre de 2026";
        assert_eq!(period(date(2025, 12, 1), end), crossing);
        assert_eq!(
            english.period(date(2026, 1, 1), end),
            "From 1 January to 31 October 2026"
        );
    }

    #[test]
    fn other_languages_have_days_in_digits() {
        let language = Language::new("pt-BR");
        let (from, to) = (date(2026, 10, 1), date(2026, 10, 31));
        assert_eq!(language.long_day(to), "31/10/2026");
        assert_eq!(language.period(from, to), "From 01/10/2026 to 31/10/2026");
    }

    #[test]
    fn each_country_has_its_own_decimal_mark() {
        for comma in ["es", "es-ES", "es-AR", "es-CO", "es-CL", "pt-BR", "de-DE"] {
            assert!(decimal_comma(comma), "{comma}");
        }
        for point in [
            "es-PE", "es-MX", "es-419", "est", "quz-PE", "en", "en-US", "de-CH", "zh",
        ] {
            assert!(!decimal_comma(point), "{point}");
        }
    }
}
