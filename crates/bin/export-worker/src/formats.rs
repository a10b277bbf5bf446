//! A format takes rows as cells, writes them to a file, and adds the proof that the file is
//! complete. Its memory does not grow with the number of rows.
pub(crate) mod delimited;
pub(crate) mod paper;
pub(crate) mod parquet_file;
pub(crate) mod workbook;

use std::io::{self, Write};

use contracts::export::ExportFormat;
use reports::paper::Block;
use reports::{Cell, Column, Expected, Line};
use rust_xlsxwriter::XlsxError;

use crate::{
    facts::Facts,
    formats::{delimited::Delimited, paper::Paper, parquet_file::ParquetFile},
    order::Order,
};

pub(crate) trait Rendering {
    /// `is_sum`: the row sums up rows around it and must stand out.
    fn row(&mut self, cells: &[Cell<'_>], is_sum: bool) -> Result<(), RenderError>;
    /// The same for a format that also shows groups.
    fn line(&mut self, line: &Line<'_>) -> Result<(), RenderError> {
        self.row(line.cells, line.is_sum)
    }
    /// What rows become on paper. Only paper takes it.
    fn blocks(&mut self, _blocks: &[Block]) -> Result<(), RenderError> {
        Ok(())
    }
    /// Adds the end of the file and writes what is still buffered.
    fn finish(self: Box<Self>, summary: Summary) -> Result<(), RenderError>;
}

/// The written values equal the expected ones by then.
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
    /// A value that the format cannot hold.
    #[error("{0}")]
    Unfit(String),
    #[error("the file cannot be made: {0}")]
    Library(String),
}

/// Begins a file of the requested format.
pub(crate) fn begin<'r, W: Write + Send + 'r>(
    order: &'r Order,
    columns: Vec<Column<'r>>,
    file: W,
) -> Result<Box<dyn Rendering + 'r>, RenderError> {
    let facts: &Facts = &order.facts;
    Ok(match order.format {
        ExportFormat::Xlsx => {
            workbook::begin(columns, facts, order.expected.rows, &order.scratch, file)?
        }
        ExportFormat::Csv => Box::new(Delimited::begin(&columns, facts, order.csv, file)?),
        ExportFormat::Parquet => Box::new(ParquetFile::begin(columns, facts, file)?),
        ExportFormat::Pdf => Box::new(Paper::begin(facts, &order.sheet, &order.scratch, file)?),
    })
}
