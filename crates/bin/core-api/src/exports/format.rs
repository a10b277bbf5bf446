//! How a format is written.

use contracts::{Refusal, export::CsvOptions};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;
use utoipa::ToSchema;

/// Options of a format as they are stored.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct FileOptions {
    pub(crate) csv: Option<CsvOptions>,
}

impl FileOptions {
    pub(crate) fn stored(options: Value) -> Result<Self, Refusal> {
        serde_json::from_value(options).map_err(Refusal::NotJson)
    }
}

/// CSV options. The defaults suit a spreadsheet on a computer with the locale of the file.
#[derive(ToSchema)]
#[schema(as = ExportCsv)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct OpenApiCsv {
    /// Begin with a byte order mark, so that Excel recognizes UTF-8. Default: true.
    bom: Option<bool>,
    /// `,`, `;`, a tab or `|`. Default: `;` if the decimal mark is a comma, else `,`.
    #[schema(example = ";")]
    separator: Option<String>,
    /// `.` or `,`. Default: the mark of the locale.
    #[schema(example = ",")]
    decimal_mark: Option<String>,
    /// Put an apostrophe before a text that a spreadsheet would read as a formula. Default: true.
    /// False leaves every text as it is in Odoo.
    escape_formulas: Option<bool>,
}
