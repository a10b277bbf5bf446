//! OpenAPI schema of CSV options.

use utoipa::ToSchema;

/// CSV options.
#[derive(ToSchema)]
#[schema(as = ExportCsv)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct OpenApiCsv {
    /// Begin with a byte order mark, so that Excel recognizes UTF-8.
    bom: Option<bool>,
    /// `,`, `;`, a tab or `|`.
    #[schema(example = ";")]
    separator: Option<String>,
    /// `.` or `,`.
    #[schema(example = ",")]
    decimal_mark: Option<String>,
    /// Put an apostrophe before a text that a spreadsheet would read as a formula. Off by default,
    /// because it changes the text.
    escape_formulas: Option<bool>,
}
