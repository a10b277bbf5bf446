//! Currencies in words, for headings such as "Expresado en soles (PEN)".

use crate::column::Title;

/// ISO 4217 code, then the plural in English and in Spanish.
type Names = (&'static str, &'static str, &'static str);

const NAMES: &[Names] = &[
    ("ARS", "Argentine pesos", "pesos argentinos"),
    ("AUD", "Australian dollars", "dólares australianos"),
    ("BOB", "bolivianos", "bolivianos"),
    ("BRL", "Brazilian reals", "reales brasileños"),
    ("CAD", "Canadian dollars", "dólares canadienses"),
    ("CHF", "Swiss francs", "francos suizos"),
    (
        "CLF",
        "Chilean units of account (UF)",
        "unidades de fomento",
    ),
    ("CLP", "Chilean pesos", "pesos chilenos"),
    ("CNY", "Chinese yuan", "yuanes chinos"),
    ("COP", "Colombian pesos", "pesos colombianos"),
    ("CRC", "Costa Rican colones", "colones costarricenses"),
    ("CUP", "Cuban pesos", "pesos cubanos"),
    ("CZK", "Czech korunas", "coronas checas"),
    ("DKK", "Danish kroner", "coronas danesas"),
    ("DOP", "Dominican pesos", "pesos dominicanos"),
    ("EUR", "euros", "euros"),
    ("GBP", "pounds sterling", "libras esterlinas"),
    ("GTQ", "Guatemalan quetzales", "quetzales"),
    ("HNL", "Honduran lempiras", "lempiras"),
    ("INR", "Indian rupees", "rupias indias"),
    ("JPY", "Japanese yen", "yenes"),
    ("KRW", "South Korean won", "wones surcoreanos"),
    ("KWD", "Kuwaiti dinars", "dinares kuwaitíes"),
    ("MXN", "Mexican pesos", "pesos mexicanos"),
    ("NIO", "Nicaraguan córdobas", "córdobas"),
    ("NOK", "Norwegian kroner", "coronas noruegas"),
    ("NZD", "New Zealand dollars", "dólares neozelandeses"),
    ("PAB", "Panamanian balboas", "balboas"),
    ("PEN", "soles", "soles"),
    ("PLN", "Polish zlotys", "eslotis polacos"),
    ("PYG", "Paraguayan guaranies", "guaraníes"),
    ("SEK", "Swedish kronor", "coronas suecas"),
    ("TRY", "Turkish lira", "liras turcas"),
    ("USD", "US dollars", "dólares estadounidenses"),
    ("UYU", "Uruguayan pesos", "pesos uruguayos"),
    ("VES", "Venezuelan bolívares", "bolívares"),
    ("ZAR", "South African rand", "rands sudafricanos"),
];

/// The plural. None for a currency that is not in the list: then the code stands alone.
fn in_words(code: &str) -> Option<Title<'static>> {
    let (_, en, es) = NAMES.iter().find(|(known, ..)| *known == code)?;
    Some(Title::new(en, es))
}

/// `soles (PEN)`, or the code alone.
pub fn named_currency(code: &str, locale: &str) -> String {
    match in_words(code) {
        Some(words) => format!("{} ({code})", words.in_locale(locale)),
        None => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::named_currency;

    #[test]
    fn a_currency_without_words_is_its_code() {
        assert_eq!(named_currency("PEN", "es-PE"), "soles (PEN)");
        assert_eq!(named_currency("USD", "en"), "US dollars (USD)");
        assert_eq!(named_currency("XYZ", "es"), "XYZ");
    }
}
