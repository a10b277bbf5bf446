//! The workbook: a cover that says what the file is and proves itself, then the rows.
//!
//! Rows go to disk as they come, so memory does not grow with them. Nothing is cut or left out in
//! silence: what Excel cannot hold goes on a further sheet or is noted on the cover.

mod book;
mod content;
mod cover;
mod numbers;
mod page_setup;
mod sheet;
mod stream;
mod styles;
#[cfg(test)]
mod tests;
mod text;
mod widths;

use std::io::Write;
use std::path::Path;

use reports::Column;

use self::book::Book;
use self::stream::Stream;
use crate::facts::Facts;
use crate::rendering::{RenderError, Rendering};

pub(crate) use text::looks_like_formula;

/// Rows of data on a sheet: Excel's 1,048,576 less the header and the total.
const ROWS_PER_SHEET: u32 = 1_048_574;
/// Rows up to which documents are links and long texts take several lines: a spreadsheet opens a link
/// as slowly as ten other cells and takes 65,530 of them on a sheet, and the library, which makes
/// such files, keeps links and heights of rows in memory until the end.
const SMALL: u64 = 20_000;

/// Begins one for so many rows. `temporary` is the folder for what does not fit into memory.
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
