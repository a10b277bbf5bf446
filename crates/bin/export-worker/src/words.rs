//! The texts in files, in each language of files.

mod parameters;

use jiff::civil::{Date, DateTime};
use parameters::{NAMES, Pair, VALUES};

pub(crate) struct Words {
    pub(crate) cover: &'static str,
    pub(crate) data: &'static str,
    pub(crate) total: &'static str,
    pub(crate) tenant: &'static str,
    pub(crate) company: &'static str,
    pub(crate) currency: &'static str,
    pub(crate) parameters: &'static str,
    pub(crate) data_as_of: &'static str,
    pub(crate) never_loaded: &'static str,
    pub(crate) proof: &'static str,
    pub(crate) proved_at: &'static str,
    pub(crate) proved_equal: &'static str,
    pub(crate) proved_different: &'static str,
    pub(crate) not_proved: &'static str,
    pub(crate) generated_at: &'static str,
    pub(crate) time_zone: &'static str,
    pub(crate) rows_written: &'static str,
    pub(crate) rows_expected: &'static str,
    pub(crate) control_total: &'static str,
    pub(crate) warning: &'static str,
    pub(crate) cut_texts: &'static str,
    pub(crate) cleaned_texts: &'static str,
    pub(crate) long_amounts: &'static str,
    pub(crate) sheets: &'static str,
    /// Characters without a glyph in the font of a PDF.
    pub(crate) unknown_letters: &'static str,
    pub(crate) page: &'static str,
    /// Between the page's number and the number of pages.
    pub(crate) of: &'static str,
    pub(crate) record_page: &'static str,
    pub(crate) record_id: &'static str,
    yes: &'static str,
    no: &'static str,
    pub(crate) date_format: &'static str,
    pub(crate) instant_format: &'static str,
    /// A strftime pattern.
    date_pattern: &'static str,
    /// Whether the language is Spanish, for texts that are stored in pairs.
    is_spanish: bool,
}

impl Words {
    pub(crate) fn for_locale(locale: &str) -> &'static Self {
        if is_spanish(locale) {
            &SPANISH
        } else {
            &ENGLISH
        }
    }

    /// The name of a parameter; the API's name if there is none.
    pub(crate) fn parameter<'a>(&self, key: &'a str) -> &'a str {
        self.found(NAMES, key)
    }

    /// The same for a value of a parameter.
    pub(crate) fn value<'a>(&self, value: &'a str) -> &'a str {
        self.found(VALUES, value)
    }

    pub(crate) fn date(&self, date: Date) -> String {
        date.strftime(self.date_pattern).to_string()
    }

    pub(crate) fn instant(&self, instant: DateTime) -> String {
        let pattern = format!("{} %H:%M:%S", self.date_pattern);
        instant.strftime(&pattern).to_string()
    }

    pub(crate) fn answer(&self, answer: bool) -> &'static str {
        if answer { self.yes } else { self.no }
    }

    fn found<'a>(&self, pairs: &[Pair], key: &'a str) -> &'a str {
        let pair = pairs.iter().find(|(known, ..)| *known == key);
        pair.map_or(
            key,
            |(_, english, spanish)| {
                if self.is_spanish { spanish } else { english }
            },
        )
    }
}

/// Does not match other languages that begin with `es`, such as Estonian (`est`).
pub(crate) fn is_spanish(locale: &str) -> bool {
    locale == "es" || locale.starts_with("es-")
}

/// Whether the locale writes decimals with a comma. Peru, Mexico and Central America use a point,
/// unlike Spain and most of South America.
pub(crate) fn decimal_comma(locale: &str) -> bool {
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

/// Decimal places of a currency (ISO 4217).
pub(crate) fn minor_units(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

static ENGLISH: Words = Words {
    cover: "About",
    data: "Data",
    total: "Total",
    tenant: "Organization",
    company: "Company",
    currency: "Currency",
    parameters: "Parameters",
    data_as_of: "Data as of",
    never_loaded: "the copy of Odoo is not loaded completely yet",
    proof: "Compared with Odoo",
    proved_at: "Compared at",
    proved_equal: "equal in every range, ranges:",
    proved_different: "ranges that differed:",
    not_proved: "not yet",
    generated_at: "Generated at",
    time_zone: "Time zone",
    rows_written: "Rows written",
    rows_expected: "Rows expected",
    control_total: "Control total",
    warning: "Note",
    cut_texts: "Texts cut to the 32,767 characters of a cell, marked by …",
    cleaned_texts: "Texts without their control characters",
    long_amounts: "Amounts with more than the 15 digits that a spreadsheet keeps",
    sheets: "Sheets of data",
    unknown_letters: "Characters that this font cannot show",
    page: "Page",
    of: "of",
    record_page: "A document's page in Odoo",
    record_id: "document id",
    yes: "yes",
    no: "no",
    date_format: "yyyy-mm-dd",
    instant_format: "yyyy-mm-dd hh:mm:ss",
    date_pattern: "%Y-%m-%d",
    is_spanish: false,
};

static SPANISH: Words = Words {
    cover: "Acerca de",
    data: "Datos",
    total: "Total",
    tenant: "Organización",
    company: "Compañía",
    currency: "Moneda",
    parameters: "Parámetros",
    data_as_of: "Datos al",
    never_loaded: "la copia de Odoo aún no está cargada por completo",
    proof: "Comparado con Odoo",
    proved_at: "Comparado el",
    proved_equal: "igual en todos los rangos, rangos:",
    proved_different: "rangos con diferencias:",
    not_proved: "todavía no",
    generated_at: "Generado el",
    time_zone: "Zona horaria",
    rows_written: "Filas escritas",
    rows_expected: "Filas esperadas",
    control_total: "Total de control",
    warning: "Nota",
    cut_texts: "Textos cortados a los 32 767 caracteres de una celda, marcados con …",
    cleaned_texts: "Textos sin sus caracteres de control",
    long_amounts: "Importes con más de los 15 dígitos que guarda una hoja de cálculo",
    sheets: "Hojas de datos",
    unknown_letters: "Caracteres que esta fuente no puede mostrar",
    page: "Página",
    of: "de",
    record_page: "Página de un documento en Odoo",
    record_id: "id del documento",
    yes: "sí",
    no: "no",
    date_format: "dd/mm/yyyy",
    instant_format: "dd/mm/yyyy hh:mm:ss",
    date_pattern: "%d/%m/%Y",
    is_spanish: true,
};

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn every_parameter_of_a_report_has_a_name_in_both_languages() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../docs/openapi.json");
        let api: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let mut seen = 0;
        for report in reports::catalogue() {
            let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
            let name: String = report.key.split('-').map(capital).collect();
            let schema = &api["components"]["schemas"][format!("{name}Parameters")];
            let Some(properties) = schema["properties"].as_object() else {
                continue;
            };
            for key in properties
                .keys()
                .filter(|key| *key != "limit" && *key != "cursor")
            {
                seen += 1;
                let named = |words: &Words| words.parameter(key) != key;
                assert!(named(&ENGLISH) && named(&SPANISH), "{name}: {key}");
            }
        }
        assert!(seen > 20, "{seen}");
    }
}
