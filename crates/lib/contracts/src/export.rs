//! Events between core-api and export-worker: one file for one job.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;
pub use states::{ExportFailureReason, ExportFormat};
use uuid::Uuid;

use crate::{Epoch, Event};

/// How a CSV is written. Marks that are left out follow the locale; the other options are true if
/// they are left out.
#[skip_serializing_none]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CsvOptions {
    /// Begin with a byte order mark.
    pub bom: Option<bool>,
    pub separator: Option<Separator>,
    pub decimal_mark: Option<DecimalMark>,
    /// Put an apostrophe before a text that a spreadsheet would read as a formula.
    pub escape_formulas: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    #[serde(rename = ",")]
    Comma,
    #[serde(rename = ";")]
    Semicolon,
    #[serde(rename = "\t")]
    Tab,
    #[serde(rename = "|")]
    Bar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecimalMark {
    #[serde(rename = ".")]
    Point,
    #[serde(rename = ",")]
    Comma,
}

/// The key of the file that an attempt at a job makes.
pub fn file_key(tenant: &str, job: Uuid, attempt: Uuid, format: ExportFormat) -> String {
    let extension = match format {
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::Csv => "csv",
        ExportFormat::Parquet => "parquet",
        ExportFormat::Pdf => "pdf",
    };
    format!("exports/{tenant}/{job}/{attempt}.{extension}")
}

/// A request to make a file of this report.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportRequested {
    pub job: Uuid,
    pub epoch: Epoch,
    /// A key of the catalogue of reports.
    pub report: String,
    /// The report's parameters, as its endpoint takes them.
    pub parameters: Map<String, Value>,
    /// The companies whose books the file may show; None for all.
    #[serialize_always]
    pub companies: Option<Vec<i64>>,
    pub format: ExportFormat,
    /// BCP 47, e.g. `es-PE`.
    pub locale: String,
    pub csv: Option<CsvOptions>,
}

/// The export is running.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportProgressed {
    pub job: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub rows: u64,
    pub rows_expected: Option<u64>,
}

/// The file is complete under its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportFinished {
    pub job: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub file_key: String,
    pub size_bytes: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub rows: u64,
    /// Decimal text: sum of the report's main amount column over all rows.
    pub control_total: String,
    pub data_as_of: Option<Timestamp>,
}

/// The export failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportFailed {
    pub job: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
    pub retryable: bool,
    pub reason: ExportFailureReason,
    /// At most 2,000 characters.
    pub detail: String,
}

impl Event for ExportRequested {
    const NAME: &'static str = "export.requested";
    const VERSION: u16 = 1;
}
impl Event for ExportProgressed {
    const NAME: &'static str = "export.progressed";
    const VERSION: u16 = 1;
}
impl Event for ExportFinished {
    const NAME: &'static str = "export.finished";
    const VERSION: u16 = 1;
}
impl Event for ExportFailed {
    const NAME: &'static str = "export.failed";
    const VERSION: u16 = 1;
}
