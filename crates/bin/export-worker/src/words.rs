//! The texts in files, in each language of files.

mod parameters;

use jiff::civil::DateTime;
use parameters::{NAMES, Pair, VALUES};
pub(crate) use reports::minor_units;
pub(crate) use reports::paper::decimal_comma;

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
    pub(crate) page: &'static str,
    /// Between the page's number and the number of pages.
    pub(crate) of: &'static str,
    pub(crate) continued: &'static str,
    pub(crate) amount_due: &'static str,
    pub(crate) overdue: &'static str,
    pub(crate) overdue_since: &'static str,
    pub(crate) how_to_pay_is_last: &'static str,
    pub(crate) how_to_pay: &'static str,
    pub(crate) bank: &'static str,
    pub(crate) account_number: &'static str,
    pub(crate) interbank: &'static str,
    pub(crate) account_holder: &'static str,
    pub(crate) questions: &'static str,
    pub(crate) send_proof: &'static str,
    pub(crate) in_currency: &'static str,
    pub(crate) short_in_currency: &'static str,
    pub(crate) on_day: &'static str,
    pub(crate) movements_since: &'static str,
    pub(crate) proved_equal_on: &'static str,
    pub(crate) ranges_equal: &'static str,
    pub(crate) stale: &'static str,
    pub(crate) unproved: &'static str,
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
    pub(crate) fn value(&self, value: &str) -> String {
        // The order by one of the buckets, which are counted from 0.
        let (is_descending, key) = match value.strip_prefix('-') {
            Some(key) => (true, key),
            None => (false, value),
        };
        let bucket = key.strip_prefix("bucket:");
        let bucket = bucket.and_then(|number| number.parse::<u8>().ok());
        let Some(bucket) = bucket else {
            return self.found(VALUES, value).to_owned();
        };
        let (noun, order) = match (self.is_spanish, is_descending) {
            (true, true) => ("Tramo", "el mayor primero"),
            (true, false) => ("Tramo", "el menor primero"),
            (false, true) => ("Bucket", "largest first"),
            (false, false) => ("Bucket", "smallest first"),
        };
        format!("{noun} {}, {order}", bucket.saturating_add(1))
    }

    pub(crate) fn instant(&self, instant: DateTime) -> String {
        let pattern = format!("{} %H:%M:%S", self.date_pattern);
        instant.strftime(&pattern).to_string()
    }

    /// Without seconds.
    pub(crate) fn minute(&self, instant: DateTime) -> String {
        let day = if self.is_spanish {
            "%d/%m/%Y"
        } else {
            "%-d %b %Y"
        };
        instant.strftime(&format!("{day} %H:%M")).to_string()
    }

    /// What a customer must know about the age of the balances.
    pub(crate) fn own_books(&self, as_of: &str, place: &str) -> String {
        if self.is_spanish {
            format!(
                "Saldos según nuestros libros al {as_of} ({place}). Los pagos posteriores no figuran."
            )
        } else {
            format!(
                "Balances in our books as of {as_of} ({place}). Later payments are not included."
            )
        }
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
fn is_spanish(locale: &str) -> bool {
    locale == "es" || locale.starts_with("es-")
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
    page: "Page",
    of: "of",
    continued: "continued",
    amount_due: "Amount due",
    overdue: "Of which, overdue",
    overdue_since: "Overdue since",
    how_to_pay_is_last: "How to pay and whom to ask: see the last page.",
    how_to_pay: "How to pay",
    bank: "Bank",
    account_number: "Account number",
    interbank: "From another bank",
    account_holder: "Account holder",
    questions: "Questions and proof of payment",
    send_proof: "Please send the proof of payment with the number of each invoice. If you have paid and it is not shown here, write to us and we will correct it.",
    in_currency: "In",
    short_in_currency: "in",
    on_day: "As of",
    movements_since: "Movements since",
    proved_equal_on: "Proved equal to Odoo on",
    ranges_equal: "ranges, none different",
    stale: "Data is behind. ",
    unproved: "Not proved. ",
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
    page: "Página",
    of: "de",
    continued: "continúa",
    amount_due: "Pendiente de pago",
    overdue: "Del cual, vencido",
    overdue_since: "Vencido desde",
    how_to_pay_is_last: "Cómo pagar y a quién preguntar: última página.",
    how_to_pay: "Cómo pagar",
    bank: "Banco",
    account_number: "Número de cuenta",
    interbank: "Desde otro banco (CCI, CBU)",
    account_holder: "Titular de las cuentas",
    questions: "Consultas y constancias de pago",
    send_proof: "Envíe la constancia con el número de cada factura. Si ya pagó y no figura aquí, escríbanos: lo corregimos.",
    in_currency: "Expresado en",
    short_in_currency: "en",
    on_day: "Al",
    movements_since: "Movimientos desde el",
    proved_equal_on: "Comprobado igual a Odoo el",
    ranges_equal: "rangos, ninguno distinto",
    stale: "Datos atrasados. ",
    unproved: "Sin comprobar. ",
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
    fn an_order_by_a_bucket_is_said_in_words() {
        assert_eq!(SPANISH.value("-bucket:0"), "Tramo 1, el mayor primero");
        assert_eq!(ENGLISH.value("bucket:3"), "Bucket 4, smallest first");
        assert_eq!(ENGLISH.value("bucket:x"), "bucket:x");
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
