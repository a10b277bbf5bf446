//! OpenAPI schemas of file formats and CSV options.

use utoipa::ToSchema;

/// File formats.
#[derive(ToSchema)]
#[schema(as = ExportFormat)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) enum OpenApiFormat {
    #[schema(rename = "xlsx")]
    Xlsx,
    #[schema(rename = "csv")]
    Csv,
    #[schema(rename = "parquet")]
    Parquet,
    #[schema(rename = "pdf")]
    Pdf,
}

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
