//! The workbook: the rows, then a cover with facts and proof of the file.
//!
//! Rows are written to disk as they come, so memory does not grow with them. Nothing is cut or left
//! out silently: what Excel cannot hold goes to another sheet, becomes a text or is noted on the cover.
pub(crate) mod book;
pub(crate) mod content;
pub(crate) mod cover;
pub(crate) mod footer;
pub(crate) mod heading;
pub(crate) mod levels;
pub(crate) mod numbers;
pub(crate) mod outline;
pub(crate) mod page_setup;
pub(crate) mod places;
pub(crate) mod sheet;
pub(crate) mod stream;
pub(crate) mod styles;
pub(crate) mod summing;
pub(crate) mod sums;
pub(crate) mod text;
pub(crate) mod widths;

#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::Path;

use reports::Column;

use crate::{
    facts::Facts,
    formats::{
        RenderError, Rendering,
        workbook::{book::Book, stream::Stream},
    },
};

pub(crate) use text::looks_like_formula;

/// Rows below the titles of a sheet: Excel's 1,048,576 less block, titles and footer. A footer has at
/// most one total for each of 100 currencies, a total, shares, an empty row and a note.
const ROWS_PER_SHEET: u32 = 1_048_576 - places::FIRST - 104;
/// Up to this number of rows, documents are links and long texts are wrapped. A spreadsheet opens a
/// link as slowly as ten other cells and allows 65,530 links on a sheet. The library, which writes
/// these files, keeps links and row heights in memory until the end.
const SMALL: u64 = 20_000;

/// Begins a workbook for `rows` rows. `temporary` is the folder for what does not fit into memory.
pub(crate) fn begin<'r, W: Write + Send + 'r>(
    columns: Vec<Column<'r>>,
    facts: &'r Facts,
    rows: u64,
    temporary: &Path,
    file: W,
) -> Result<Box<dyn Rendering + 'r>, RenderError> {
    if rows <= SMALL {
        return Ok(Box::new(Book::begin(columns, facts, temporary, file)?));
    }
    let stream = Stream::begin(columns, facts, temporary, file, ROWS_PER_SHEET)?;
    Ok(Box::new(stream))
}
