//! The words of a workbook in the languages that files are made in.

pub(super) struct Words {
    pub(super) cover: &'static str,
    pub(super) data: &'static str,
    pub(super) total: &'static str,
    pub(super) tenant: &'static str,
    pub(super) company: &'static str,
    pub(super) currency: &'static str,
    pub(super) parameters: &'static str,
    pub(super) data_as_of: &'static str,
    pub(super) never_loaded: &'static str,
    pub(super) proof: &'static str,
    pub(super) proved_at: &'static str,
    pub(super) proved_equal: &'static str,
    pub(super) proved_different: &'static str,
    pub(super) not_proved: &'static str,
    pub(super) generated_at: &'static str,
    pub(super) time_zone: &'static str,
    pub(super) rows_written: &'static str,
    pub(super) rows_expected: &'static str,
    pub(super) control_total: &'static str,
    pub(super) cut_texts: &'static str,
    pub(super) cleaned_texts: &'static str,
    pub(super) long_amounts: &'static str,
    pub(super) sheets: &'static str,
    pub(super) date_format: &'static str,
    pub(super) instant_format: &'static str,
    parameter_names: &'static [(&'static str, &'static str)],
}

impl Words {
    pub(super) fn of(locale: &str) -> &'static Self {
        if locale == "es" || locale.starts_with("es-") {
            &SPANISH
        } else {
            &ENGLISH
        }
    }

    /// The name of a parameter or of one of its values; as the API writes it where there is none.
    pub(super) fn parameter<'a>(&self, key: &'a str) -> &'a str {
        self.parameter_names
            .iter()
            .find(|(known, _)| *known == key)
            .map_or(key, |(_, name)| name)
    }
}

static ENGLISH: Words = Words {
    cover: "Cover",
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
    cut_texts: "Texts cut to the 32,767 characters of a cell, marked by …",
    cleaned_texts: "Texts without their control characters",
    long_amounts: "Amounts with more than the 15 digits that a spreadsheet keeps",
    sheets: "Sheets of data",
    date_format: "yyyy-mm-dd",
    instant_format: "yyyy-mm-dd hh:mm:ss",
    parameter_names: &[
        ("side", "Side"),
        ("receivable", "Receivable"),
        ("payable", "Payable"),
        ("as_of", "As of"),
        ("partner_id", "Partner id"),
        ("account_prefix", "Account prefix"),
        ("due_from", "Due from"),
        ("due_to", "Due to"),
        ("salesperson_id", "Salesperson id"),
        ("currency", "Document currency"),
        ("company_id", "Company id"),
        ("sort", "Order"),
    ],
};

static SPANISH: Words = Words {
    cover: "Portada",
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
    cut_texts: "Textos cortados a los 32 767 caracteres de una celda, marcados con …",
    cleaned_texts: "Textos sin sus caracteres de control",
    long_amounts: "Importes con más de los 15 dígitos que guarda una hoja de cálculo",
    sheets: "Hojas de datos",
    date_format: "dd/mm/yyyy",
    instant_format: "dd/mm/yyyy hh:mm:ss",
    parameter_names: &[
        ("side", "Lado"),
        ("receivable", "Por cobrar"),
        ("payable", "Por pagar"),
        ("as_of", "A la fecha"),
        ("partner_id", "Id de cliente o proveedor"),
        ("account_prefix", "Prefijo de cuenta"),
        ("due_from", "Vence desde"),
        ("due_to", "Vence hasta"),
        ("salesperson_id", "Id de vendedor"),
        ("currency", "Moneda del documento"),
        ("company_id", "Id de compañía"),
        ("sort", "Orden"),
    ],
};
