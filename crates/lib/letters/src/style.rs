//! How mails write numbers, days, instants and currencies in the locale of their reader.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use reports::named_currency;
use reports::paper::Language;
use rust_decimal::Decimal;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Style<'a> {
    pub(crate) locale: &'a str,
    pub(crate) zone: &'a TimeZone,
}

impl Style<'_> {
    fn language(self) -> Language {
        Language::new(self.locale)
    }

    /// The digits as the locale writes them. What is no number stays as it is.
    pub(crate) fn amount(self, amount: &str) -> String {
        let number: Result<Decimal, _> = amount.parse();
        number.map_or_else(
            |_| amount.to_owned(),
            |number| self.language().amount(number, number.scale()),
        )
    }

    /// The part in percent of the whole: `58.1 %`. None if the part is zero or less, or larger than
    /// the whole.
    pub(crate) fn share(self, part: &str, whole: &str) -> Option<String> {
        let (part, whole): (Decimal, Decimal) = (part.parse().ok()?, whole.parse().ok()?);
        if part <= Decimal::ZERO || part > whole {
            return None;
        }
        Some(self.language().share(part, whole))
    }

    pub(crate) fn day(self, day: Date) -> String {
        self.language().day(day)
    }

    /// With the month as a word, in Spanish and English.
    pub(crate) fn long_day(self, day: Date) -> String {
        self.language().long_day(day)
    }

    /// With the city of the time zone.
    pub(crate) fn instant(self, at: Timestamp) -> String {
        format!("{} {}", self.day_of(at), self.time(at))
    }

    pub(crate) fn day_of(self, at: Timestamp) -> String {
        self.day(at.to_zoned(self.zone.clone()).date())
    }

    /// With the city of the time zone.
    pub(crate) fn time(self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        let city = self.zone.iana_name().unwrap_or("UTC");
        let city = city.rsplit('/').next().unwrap_or(city).replace('_', " ");
        format!("{} ({city})", local.strftime("%H:%M"))
    }

    /// `soles (PEN)`.
    pub(crate) fn currency(self, code: &str) -> String {
        let language = self.language();
        if language.is_spanish() || language.is_english() {
            named_currency(code, self.locale)
        } else {
            code.to_owned()
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
