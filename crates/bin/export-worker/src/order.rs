//! One file: what to make, the progress, and the result.

use std::{path::PathBuf, sync::Arc};

use contracts::export::{CsvOptions, ExportFormat};
use jiff::Timestamp;
use reports::paper::Sheet;
use reports::{Expected, Export};
use rust_decimal::Decimal;
use tokio::sync::watch;

use crate::facts::Facts;

/// Input of the writer before the first row.
pub(crate) struct Order {
    pub(crate) report: Arc<dyn Export>,
    pub(crate) format: ExportFormat,
    pub(crate) csv: CsvOptions,
    pub(crate) expected: Expected,
    pub(crate) data_as_of: Option<Timestamp>,
    pub(crate) facts: Facts,
    /// What is known of a paper; empty for other formats.
    pub(crate) sheet: Sheet,
    /// The folder for what does not fit into memory.
    pub(crate) scratch: PathBuf,
    pub(crate) progress: watch::Sender<Progress>,
}

/// A complete file in the storage.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) rows: u64,
    /// The amount of the whole report.
    pub(crate) total: Decimal,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    pub(crate) data_as_of: Option<Timestamp>,
}

/// Progress of an attempt.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Progress {
    pub(crate) rows: u64,
    pub(crate) expected: Option<u64>,
}
