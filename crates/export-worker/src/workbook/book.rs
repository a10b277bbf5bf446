//! The sheets with the rows, and the workbook around them.

use std::io::Write;
use std::path::Path;

use reports::{Cell, Column, Expected, Kind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};

use super::cover::{self, Facts, Notes};
use super::styles::Styles;
use super::text::{fit, looks_like_formula};
use super::words::Words;

/// Rows of data on a sheet: Excel's 1,048,576 less the header and the total.
const ROWS_PER_SHEET: u32 = 1_048_574;
/// Speed for size: a third of the time and some two thirds more bytes than the usual level.
const COMPRESSION: u8 = 1;
/// Digits that a number in a spreadsheet keeps.
const DIGITS: u128 = 1_000_000_000_000_000;

/// A workbook that rows are written to.
pub(crate) struct Book<'r> {
    workbook: Workbook,
    columns: Vec<Column<'r>>,
    locale: String,
    words: &'static Words,
    styles: Styles,
    rows_per_sheet: u32,
    full: Vec<Worksheet>,
    sheet: Worksheet,
    /// Rows on the current sheet.
    on_sheet: u32,
    rows: u64,
    control_total: Decimal,
    /// By column.
    sums: Vec<Decimal>,
    notes: Notes,
}

impl<'r> Book<'r> {
    /// `temporary` is the folder for what does not fit into memory.
    pub(crate) fn begin(
        columns: Vec<Column<'r>>,
        locale: &str,
        temporary: &Path,
    ) -> Result<Self, XlsxError> {
        Self::with_rows_per_sheet(columns, locale, temporary, ROWS_PER_SHEET)
    }

    pub(super) fn with_rows_per_sheet(
        columns: Vec<Column<'r>>,
        locale: &str,
        temporary: &Path,
        rows_per_sheet: u32,
    ) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(temporary)?;
        workbook.set_zip_compression_level(COMPRESSION);
        let words = Words::of(locale);
        let styles = Styles::new(words);
        let sheet = workbook.new_worksheet_with_constant_memory()?;
        let mut book = Self {
            workbook,
            sums: vec![Decimal::ZERO; columns.len()],
            columns,
            locale: locale.to_owned(),
            words,
            styles,
            rows_per_sheet,
            full: Vec::new(),
            sheet,
            on_sheet: 0,
            rows: 0,
            control_total: Decimal::ZERO,
            notes: Notes::default(),
        };
        book.head()?;
        Ok(book)
    }

    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    pub(crate) fn control_total(&self) -> Decimal {
        self.control_total
    }

    /// Writes the next row; `control` is its part of the control total.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>], control: Decimal) -> Result<(), XlsxError> {
        if self.on_sheet == self.rows_per_sheet {
            self.next_sheet()?;
        }
        let row = self.on_sheet + 1;
        for (column, cell) in (0..).zip(cells) {
            self.cell(row, column, *cell)?;
        }
        for (sum, cell) in self.sums.iter_mut().zip(cells) {
            match cell {
                Cell::Money(amount) => *sum += *amount,
                Cell::Int(number) => *sum += Decimal::from(*number),
                _ => {}
            }
        }
        self.on_sheet = row;
        self.rows += 1;
        self.control_total += control;
        Ok(())
    }

    /// Adds totals and cover and writes the whole.
    pub(crate) fn finish(
        mut self,
        facts: &Facts,
        expected: Expected,
        file: impl Write + Send,
    ) -> Result<(), XlsxError> {
        self.totals()?;
        self.close_sheet()?;
        let sheets = self.full.len() + 1;
        let cover = self.workbook.add_worksheet();
        cover.set_name(self.words.cover)?;
        let lines = cover::lines(facts, self.words, (self.rows, expected), self.notes, sheets);
        cover::write(cover, &facts.title, &lines, &self.styles)?;
        for sheet in self.full {
            self.workbook.push_worksheet(sheet);
        }
        self.workbook.push_worksheet(self.sheet);
        self.workbook.save_to_writer(file)
    }

    /// Names the current sheet and writes its header.
    fn head(&mut self) -> Result<(), XlsxError> {
        let number = self.full.len() + 1;
        self.sheet.set_name(sheet_name(self.words, number))?;
        self.sheet.set_freeze_panes(1, 0)?;
        for (index, column) in (0..).zip(&self.columns) {
            let title = column.title.in_locale(&self.locale);
            self.sheet
                .set_column_width(index, f64::from(column.width))?;
            self.sheet
                .write_string_with_format(0, index, title, &self.styles.header)?;
        }
        Ok(())
    }

    fn next_sheet(&mut self) -> Result<(), XlsxError> {
        self.close_sheet()?;
        let next = self.workbook.new_worksheet_with_constant_memory()?;
        self.full.push(std::mem::replace(&mut self.sheet, next));
        self.on_sheet = 0;
        self.head()
    }

    fn close_sheet(&mut self) -> Result<(), XlsxError> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.on_sheet, last).map(drop)
    }

    fn cell(&mut self, row: u32, column: u16, cell: Cell<'_>) -> Result<(), XlsxError> {
        let (sheet, styles) = (&mut self.sheet, &self.styles);
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                let fitted = fit(text);
                self.notes.cut_texts += u64::from(fitted.cut);
                self.notes.cleaned_texts += u64::from(fitted.cleaned);
                if looks_like_formula(&fitted.text) {
                    sheet.write_string_with_format(row, column, fitted.text, &styles.quoted)?;
                } else {
                    sheet.write_string(row, column, fitted.text)?;
                }
            }
            Cell::Int(number) => {
                let number = Decimal::from(number);
                sheet.write_number_with_format(row, column, float(number), &styles.integer)?;
            }
            Cell::Date(date) if (1900..=9999).contains(&date.year()) => {
                sheet.write_datetime_with_format(row, column, date, &styles.date)?;
            }
            // Excel has no such day.
            Cell::Date(date) => {
                sheet.write_string(row, column, date.to_string())?;
            }
            Cell::Money(amount) => {
                self.notes.long_amounts += u64::from(is_long(amount));
                sheet.write_number_with_format(
                    row,
                    column,
                    float(amount),
                    styles.money(&amount),
                )?;
            }
        }
        Ok(())
    }

    /// The row under the last one: sums over every sheet, and what they come to.
    fn totals(&mut self) -> Result<(), XlsxError> {
        let row = self.on_sheet + 1;
        for (index, column) in (0..).zip(&self.columns) {
            if !column.total {
                if index == 0 {
                    let label = &self.styles.total_label;
                    self.sheet
                        .write_string_with_format(row, 0, self.words.total, label)?;
                }
                continue;
            }
            let sum = self.sums[usize::from(index)];
            let style = match column.kind {
                Kind::Money => self.styles.total_money(&sum),
                _ => &self.styles.total_integer,
            };
            let formula = Formula::new(self.sum_formula(index)).set_result(sum.to_string());
            self.sheet
                .write_formula_with_format(row, index, formula, style)?;
        }
        Ok(())
    }

    fn sum_formula(&self, column: u16) -> String {
        let letters = rust_xlsxwriter::utility::column_number_to_name(column);
        let full = (1..=self.full.len()).map(|number| {
            let (name, last) = (sheet_name(self.words, number), self.rows_per_sheet + 1);
            format!("SUM('{name}'!{letters}2:{letters}{last})")
        });
        // Without rows it is the sum of the header, which is nothing.
        let first = if self.on_sheet == 0 { 1 } else { 2 };
        let current = format!("SUM({letters}{first}:{letters}{})", self.on_sheet + 1);
        let sums: Vec<String> = full.chain([current]).collect();
        format!("={}", sums.join("+"))
    }
}

fn sheet_name(words: &Words, number: usize) -> String {
    match number {
        1 => words.data.to_owned(),
        _ => format!("{} {number}", words.data),
    }
}

/// A spreadsheet knows no decimals; the nearest binary number shows the same digits, up to 15.
pub(super) fn float(amount: Decimal) -> f64 {
    amount.to_f64().unwrap_or(f64::NAN)
}

pub(super) fn is_long(amount: Decimal) -> bool {
    amount.mantissa().unsigned_abs() >= DIGITS
        && amount.normalize().mantissa().unsigned_abs() >= DIGITS
}
