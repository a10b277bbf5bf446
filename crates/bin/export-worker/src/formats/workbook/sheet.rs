//! What the library writes on a sheet of rows: block of the company, titles, filter, widths, folding
//! and page set-up.

use reports::Kind;
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::formats::workbook::{
    content::Content,
    page_setup,
    places::{FIRST, HEADER},
    styles::Styles,
    widths,
};

/// Height of a line, in points.
pub(crate) const LINE: u16 = 15;
/// The lines of the block that stand out.
const COMPANY: usize = 0;
const TITLE: usize = 2;

/// The full sheets, their number of rows, and the rows of the last sheet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    pub(crate) full: usize,
    pub(crate) rows_per_sheet: u32,
    pub(crate) on_last: u32,
}

impl Extent {
    /// Number of rows on a sheet; the first sheet is zero.
    pub(crate) fn rows_on(self, sheet: usize) -> u32 {
        if sheet < self.full {
            self.rows_per_sheet
        } else {
            self.on_last
        }
    }
}

/// Names a sheet and writes its block and its titles. The first sheet is zero.
pub(crate) fn head(
    sheet: &mut Worksheet,
    content: &Content<'_>,
    styles: &Styles,
    number: usize,
) -> Result<(), XlsxError> {
    sheet.set_name(content.sheets.name(number))?;
    for (row, (index, line)) in (0..).zip(content.heading.lines().into_iter().enumerate()) {
        let style = match index {
            COMPANY => &styles.company,
            TITLE => &styles.title,
            _ => &styles.line,
        };
        if !line.is_empty() {
            sheet.write_string_with_format(row, 0, line, style)?;
        }
    }
    let lines = content.widths.title_lines;
    sheet.set_row_height(HEADER, f64::from(lines * LINE))?;
    for (index, column) in (0..).zip(&content.columns) {
        let title = column.title.in_locale(&content.facts.locale);
        let style = if widths::is_number(column.kind) {
            &styles.header_right
        } else {
            &styles.header
        };
        sheet.write_string_with_format(HEADER, index, title, style)?;
    }
    Ok(())
}

/// Lets a row be folded with the others of its level.
pub(crate) fn fold(sheet: &mut Worksheet, row: u32, level: u8) -> Result<(), XlsxError> {
    if level > 0 {
        // The library counts the levels only of rows whose height it knows.
        sheet.set_row_height(row, f64::from(LINE))?;
    }
    for _ in 0..level {
        sheet.group_rows(row, row)?;
    }
    Ok(())
}

/// Sets what depends on the rows: filter, widths and paper. `below`: rows of the footer.
pub(crate) fn close(
    sheet: &mut Worksheet,
    content: &Content<'_>,
    (rows, below): (u32, u32),
) -> Result<(), XlsxError> {
    let last = u16::try_from(content.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(HEADER, 0, HEADER + rows, last)?;
    for (index, characters) in (0..).zip(content.widths.characters()) {
        sheet.set_column_width(index, f64::from(characters))?;
    }
    sheet.group_symbols_above(content.outline.has_levels);
    let end = (FIRST + rows + below).saturating_sub(1);
    let last = last_printed(content).unwrap_or(last);
    page_setup::lay_out_data(sheet, content.words, content.heading.printed(), (end, last))
}

/// The last column on paper. Texts after the last amount would make all others too small.
fn last_printed(content: &Content<'_>) -> Option<u16> {
    let mut columns = content.columns.iter();
    let last = columns.rposition(|column| column.kind == Kind::Money && !column.is_internal)?;
    u16::try_from(last).ok()
}
