//! The baseline for workbooks: writes rows in memory to a file with the library alone, in constant
//! memory and at the fastest compression level, with the product's columns and number formats.

use std::path::Path;

use anyhow::{Context, Result};
use reports::{
    Cell, Kind,
    open_items::{self, OpenItem},
};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Workbook};

/// Data rows per sheet.
const SHEET: usize = 1_048_574;

pub(crate) fn write(rows: &[OpenItem], file: &Path, temporary: &Path) -> Result<()> {
    let mut workbook = Workbook::new();
    workbook.set_tempdir(temporary)?;
    workbook.set_zip_compression_level(1);
    let money = Format::new().set_num_format("#,##0.00");
    let integer = Format::new().set_num_format("0");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for part in rows.chunks(SHEET) {
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        for (index, column) in (0..).zip(open_items::COLUMNS) {
            sheet.write_string(0, index, column.shown.title.en)?;
        }
        for (row, item) in (1..).zip(part) {
            for (column, source) in (0..).zip(open_items::COLUMNS) {
                match source.cell(item) {
                    Cell::Empty | Cell::Boolean(_) | Cell::Instant(_) => {}
                    Cell::Text(text) | Cell::Record { text, .. } => {
                        sheet.write_string(row, column, text)?;
                    }
                    Cell::Word(word) => {
                        sheet.write_string(row, column, word.title.en)?;
                    }
                    Cell::Int(number) => {
                        let number = f64::from(i32::try_from(number)?);
                        sheet.write_number_with_format(row, column, number, &integer)?;
                    }
                    Cell::Date(day) => {
                        sheet.write_datetime_with_format(row, column, day, &date)?;
                    }
                    Cell::Money(amount) | Cell::Number(amount) => {
                        let amount = amount.to_f64().context("an amount")?;
                        sheet.write_number_with_format(row, column, amount, &money)?;
                    }
                }
            }
        }
    }
    workbook.save(file)?;
    Ok(())
}

/// Describes the file: how many columns have numbers, dates and texts.
pub(crate) fn columns() -> String {
    let count = |kinds: &[Kind]| {
        let columns = open_items::COLUMNS.iter();
        columns
            .filter(|column| kinds.contains(&column.shown.kind))
            .count()
    };
    format!(
        "{} columns: {} numbers, {} dates, {} texts",
        open_items::COLUMNS.len(),
        count(&[Kind::Integer, Kind::Money, Kind::Days]),
        count(&[Kind::Date]),
        count(&[Kind::Text])
    )
}
