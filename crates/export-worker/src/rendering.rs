//! What a format does: takes rows as cells, writes them to a file, and says at the end what proves
//! that the file is whole. Nothing of it grows with the rows.

use std::io::{self, Write};

use contracts::export::Format;
use reports::{Cell, Column, Expected};
use rust_xlsxwriter::XlsxError;

use crate::delimited::Delimited;
use crate::facts::Facts;
use crate::paper::Paper;
use crate::parquet_file::ParquetFile;
use crate::workbook;
use crate::writing::Order;

pub(crate) trait Rendering {
    /// `is_sum`: it sums up rows around it, from which it is to stand out.
    fn row(&mut self, cells: &[Cell<'_>], is_sum: bool) -> Result<(), RenderError>;
    /// Adds what stands at the end and writes what was held back.
    fn finish(self: Box<Self>, summary: Summary) -> Result<(), RenderError>;
}

/// Written and expected are equal by then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Summary {
    pub(crate) rows: u64,
    pub(crate) expected: Expected,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum RenderError {
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    #[error(transparent)]
    Storage(#[from] io::Error),
    /// A value that the format has no place for.
    #[error("{0}")]
    Unfit(String),
    #[error("the file cannot be made: {0}")]
    Library(String),
}

/// Begins a file of the asked format.
pub(crate) fn begin<'r, W: Write + Send + 'r>(
    order: &'r Order,
    columns: Vec<Column<'r>>,
    file: W,
) -> Result<Box<dyn Rendering + 'r>, RenderError> {
    let facts: &Facts = &order.facts;
    Ok(match order.format {
        Format::Xlsx => workbook::begin(columns, facts, order.expected.rows, &order.scratch, file)?,
        Format::Csv => Box::new(Delimited::begin(&columns, facts, order.csv, file)?),
        Format::Parquet => Box::new(ParquetFile::begin(columns, facts, file)?),
        Format::Pdf => Box::new(Paper::begin(columns, facts, file)?),
    })
}

/// The most rows that a format can be made of in bounded memory.
pub(crate) fn most_rows(format: Format) -> Option<u64> {
    match format {
        // The library keeps the pages until the end, some 40 bytes a row.
        Format::Pdf => Some(50_000),
        Format::Xlsx | Format::Csv | Format::Parquet => None,
    }
}
