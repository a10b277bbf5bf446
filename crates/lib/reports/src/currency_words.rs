//! Currencies in words, for headings such as "Expresado en soles (PEN)".

use crate::column::Title;

/// The plural; None for a currency without words here.
pub fn currency_in_words(code: &str) -> Option<Title<'static>> {
    Some(match code {
        "ARS" => Title::new("Argentine pesos", "pesos argentinos"),
        "BOB" => Title::new("bolivianos", "bolivianos"),
        "BRL" => Title::new("Brazilian reais", "reales brasileños"),
        "CLP" => Title::new("Chilean pesos", "pesos chilenos"),
        "COP" => Title::new("Colombian pesos", "pesos colombianos"),
        "EUR" => Title::new("euros", "euros"),
        "GBP" => Title::new("pounds sterling", "libras esterlinas"),
        "MXN" => Title::new("Mexican pesos", "pesos mexicanos"),
        "PEN" => Title::new("soles", "soles"),
        "PYG" => Title::new("guaraníes", "guaraníes"),
        "USD" => Title::new("US dollars", "dólares estadounidenses"),
        "UYU" => Title::new("Uruguayan pesos", "pesos uruguayos"),
        _ => return None,
    })
}

/// `soles (PEN)`, or the code alone.
pub fn named_currency(code: &str, locale: &str) -> String {
    match currency_in_words(code) {
        Some(words) => format!("{} ({code})", words.in_locale(locale)),
        None => code.to_owned(),
    }
}
