//! What the library writes on a sheet of rows: header, totals, filter, widths and page set-up.

use reports::Kind;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::{
    formats::workbook::{
        content::Content,
        numbers::{self, float},
        page_setup,
        styles::{Look, Styles, decimals},
        widths,
    },
    words::Words,
};

/// Height of a line, in points.
pub(crate) const LINE: u16 = 15;

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

/// Names a sheet and writes its header.
pub(crate) fn head(
    sheet: &mut Worksheet,
    content: &Content<'_>,
    styles: &Styles,
    number: usize,
) -> Result<(), XlsxError> {
    sheet.set_name(name(content.words, number))?;
    let lines = content.widths.title_lines;
    sheet.set_row_height(0, f64::from(lines * LINE))?;
    for (index, column) in (0..).zip(&content.columns) {
        let title = column.title.in_locale(&content.facts.locale);
        let style = if widths::is_number(column.kind) {
            &styles.header_right
        } else {
            &styles.header
        };
        sheet.write_string_with_format(0, index, title, style)?;
    }
    Ok(())
}

/// The row below the last one: formulas for the sum of visible rows of all sheets, with their
/// results. Columns that cannot be summed show the report's own total.
pub(crate) fn totals(
    sheet: &mut Worksheet,
    content: &mut Content<'_>,
    styles: &Styles,
    extent: Extent,
) -> Result<(), XlsxError> {
    if content.facts.totals.is_empty() && !content.columns.iter().any(|column| column.total) {
        return Ok(());
    }
    let row = extent.on_last + 1;
    for (index, column) in (0..).zip(&content.columns) {
        let styles = &styles.total;
        let given = content.facts.totals.get(column.key).copied();
        if !column.total && given.is_none() {
            let label = if index == 0 { content.words.total } else { "" };
            sheet.write_string_with_format(row, index, label, styles.format_of(Look::Text))?;
            continue;
        }
        let sum = given.unwrap_or(content.sums[usize::from(index)]);
        let at_least = content.facts.decimals();
        let look = match column.kind {
            Kind::Money => Look::money(&sum, at_least),
            _ => Look::Count,
        };
        let shown = numbers::characters(&sum, decimals(&sum, at_least));
        content.widths.unbroken(index, shown);
        if given.is_some() {
            sheet.write_number_with_format(row, index, float(sum), styles.format_of(look))?;
            continue;
        }
        let formula = sum_of(content.words, index, extent);
        let formula = Formula::new(formula).set_result(sum.to_string());
        sheet.write_formula_with_format(row, index, formula, styles.format_of(look))?;
    }
    Ok(())
}

/// Sets what depends on the rows: filter, widths and paper.
pub(crate) fn close(
    sheet: &mut Worksheet,
    content: &Content<'_>,
    rows: u32,
) -> Result<(), XlsxError> {
    let last = u16::try_from(content.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, rows, last)?;
    let mut across = 0_u16;
    for (index, characters) in (0..).zip(content.widths.characters()) {
        sheet.set_column_width(index, f64::from(characters))?;
        across = across.saturating_add(characters);
    }
    page_setup::lay_out_data(sheet, content.facts, content.words, across)
}

fn sum_of(words: &Words, column: u16, extent: Extent) -> String {
    let letters = rust_xlsxwriter::utility::column_number_to_name(column);
    let full = (1..=extent.full).map(|number| (name(words, number), extent.rows_per_sheet + 1));
    numbers::sum_formula(&letters, full, extent.on_last)
}

fn name(words: &Words, number: usize) -> String {
    match number {
        1 => words.data.to_owned(),
        _ => format!("{} {number}", words.data),
    }
}
