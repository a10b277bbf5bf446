//! The sheets with the rows, and the workbook around them.

use std::io::Write;
use std::path::Path;

use jiff::tz::TimeZone;
use reports::{Cell, Column, Kind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};

use super::cover;
use super::page_setup;
use super::styles::Styles;
use super::text::{fit, looks_like_formula};
use crate::facts::{self, Facts, on_the_clock};
use crate::rendering::{RenderError, Rendering, Summary};
use crate::words::{Words, minor_units};

/// Rows of data on a sheet: Excel's 1,048,576 less the header and the total.
const ROWS_PER_SHEET: u32 = 1_048_574;
/// Speed for size: a third of the time and some two thirds more bytes than the usual level.
const COMPRESSION: u8 = 1;
/// Digits that a number in a spreadsheet keeps.
const DIGITS: u128 = 1_000_000_000_000_000;
/// Characters of a text inside a formula.
const FORMULA_TEXT: usize = 255;

/// What could not be put into cells as it was: counts.
#[derive(Debug, Clone, Copy, Default)]
struct Notes {
    cut_texts: u64,
    cleaned_texts: u64,
    long_amounts: u64,
}

/// A workbook that rows are written to.
pub(crate) struct Book<'r, W> {
    workbook: Workbook,
    file: W,
    columns: Vec<Column<'r>>,
    /// By column: where its currency stands.
    currencies: Vec<Option<usize>>,
    facts: &'r Facts,
    zone: TimeZone,
    words: &'static Words,
    styles: Styles,
    rows_per_sheet: u32,
    full: Vec<Worksheet>,
    sheet: Worksheet,
    /// Rows on the current sheet.
    on_sheet: u32,
    /// By column.
    sums: Vec<Decimal>,
    notes: Notes,
}

impl<'r, W: Write + Send> Book<'r, W> {
    /// `temporary` is the folder for what does not fit into memory.
    pub(crate) fn begin(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        temporary: &Path,
        file: W,
    ) -> Result<Self, XlsxError> {
        Self::with_rows_per_sheet(columns, facts, temporary, file, ROWS_PER_SHEET)
    }

    pub(super) fn with_rows_per_sheet(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        temporary: &Path,
        file: W,
        rows_per_sheet: u32,
    ) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(temporary)?;
        workbook.set_zip_compression_level(COMPRESSION);
        let words = Words::of(&facts.locale);
        let sheet = workbook.new_worksheet_with_constant_memory()?;
        let mut book = Self {
            workbook,
            file,
            currencies: currencies(&columns),
            sums: vec![Decimal::ZERO; columns.len()],
            columns,
            facts,
            zone: facts.zone(),
            words,
            styles: Styles::new(words),
            rows_per_sheet,
            full: Vec::new(),
            sheet,
            on_sheet: 0,
            notes: Notes::default(),
        };
        book.head()?;
        Ok(book)
    }

    /// Names the current sheet, writes its header and says how it is printed.
    fn head(&mut self) -> Result<(), XlsxError> {
        let number = self.full.len() + 1;
        self.sheet.set_name(sheet_name(self.words, number))?;
        page_setup::set(&mut self.sheet, self.facts, self.words)?;
        for (index, column) in (0..).zip(&self.columns) {
            let title = column.title.in_locale(&self.facts.locale);
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

    fn cell(
        &mut self,
        (row, column): (u32, u16),
        cell: Cell<'_>,
        places: u32,
    ) -> Result<(), XlsxError> {
        let (sheet, styles) = (&mut self.sheet, &self.styles);
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => return self.text((row, column), text),
            Cell::Record { text, model, id } => {
                return self.record((row, column), text, &self.facts.odoo.page_of(model, id));
            }
            Cell::Int(number) => {
                let number = Decimal::from(number);
                sheet.write_number_with_format(row, column, float(number), &styles.integer)?;
            }
            Cell::Number(number) => {
                self.notes.long_amounts += u64::from(is_long(number));
                sheet.write_number_with_format(row, column, float(number), &styles.number)?;
            }
            Cell::Boolean(value) => {
                sheet.write_boolean(row, column, value)?;
            }
            Cell::Date(date) if (1900..=9999).contains(&date.year()) => {
                sheet.write_datetime_with_format(row, column, date, &styles.date)?;
            }
            // Excel has no such day.
            Cell::Date(date) => {
                sheet.write_string(row, column, date.to_string())?;
            }
            Cell::Instant(at) => {
                let shown = on_the_clock(&self.zone, at);
                if (1900..=9999).contains(&shown.year()) {
                    sheet.write_datetime_with_format(row, column, shown, &styles.moment)?;
                } else {
                    sheet.write_string(row, column, at.to_string())?;
                }
            }
            Cell::Money(amount) => {
                self.notes.long_amounts += u64::from(is_long(amount));
                let style = styles.money(&amount, places);
                sheet.write_number_with_format(row, column, float(amount), style)?;
            }
        }
        Ok(())
    }

    fn text(&mut self, (row, column): (u32, u16), text: &str) -> Result<(), XlsxError> {
        let fitted = fit(text);
        self.notes.cut_texts += u64::from(fitted.cut);
        self.notes.cleaned_texts += u64::from(fitted.cleaned);
        if looks_like_formula(&fitted.text) {
            let quoted = &self.styles.quoted;
            self.sheet
                .write_string_with_format(row, column, fitted.text, quoted)?;
        } else {
            self.sheet.write_string(row, column, fitted.text)?;
        }
        Ok(())
    }

    /// A formula and not a hyperlink, of which Excel takes 65,530 a sheet.
    fn record(
        &mut self,
        (row, column): (u32, u16),
        text: &str,
        url: &str,
    ) -> Result<(), XlsxError> {
        let linkable = text.chars().count() <= FORMULA_TEXT
            && url.len() <= FORMULA_TEXT
            && !text.is_empty()
            && !self.facts.odoo.url.is_empty()
            && !text.contains(char::is_control);
        if !linkable {
            return self.text((row, column), text);
        }
        let inside = |text: &str| text.replace('"', "\"\"");
        let formula = format!("=HYPERLINK(\"{}\",\"{}\")", inside(url), inside(text));
        let formula = Formula::new(formula).set_result(text);
        self.sheet
            .write_formula_with_format(row, column, formula, &self.styles.link)
            .map(drop)
    }

    /// The row under the last one: sums over every sheet, of what the filter shows, and what they
    /// come to.
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
                Kind::Money => self.styles.total_money(&sum, self.facts.places()),
                _ => &self.styles.total_integer,
            };
            let formula = Formula::new(self.sum_formula(index)).set_result(sum.to_string());
            self.sheet
                .write_formula_with_format(row, index, formula, style)?;
        }
        Ok(())
    }

    /// 109 is the sum of the visible rows.
    fn sum_formula(&self, column: u16) -> String {
        let letters = rust_xlsxwriter::utility::column_number_to_name(column);
        let full = (1..=self.full.len()).map(|number| {
            let (name, last) = (sheet_name(self.words, number), self.rows_per_sheet + 1);
            format!("SUBTOTAL(109,'{name}'!{letters}2:{letters}{last})")
        });
        // Without rows it is the sum of the header, which is nothing.
        let first = if self.on_sheet == 0 { 1 } else { 2 };
        let last = self.on_sheet + 1;
        let current = format!("SUBTOTAL(109,{letters}{first}:{letters}{last})");
        let sums: Vec<String> = full.chain([current]).collect();
        format!("={}", sums.join("+"))
    }

    /// Decimal places of the money in a column of this row.
    fn places(&self, column: usize, cells: &[Cell<'_>]) -> u32 {
        match self.currencies[column].and_then(|at| cells.get(at)) {
            Some(Cell::Text(currency)) => minor_units(currency),
            _ => self.facts.places(),
        }
    }
}

impl<W: Write + Send> Rendering for Book<'_, W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), RenderError> {
        if self.on_sheet == self.rows_per_sheet {
            self.next_sheet()?;
        }
        let row = self.on_sheet + 1;
        for (column, cell) in (0..).zip(cells) {
            let places = match cell {
                Cell::Money(_) => self.places(usize::from(column), cells),
                _ => 0,
            };
            self.cell((row, column), *cell, places)?;
        }
        for (sum, (cell, column)) in self.sums.iter_mut().zip(cells.iter().zip(&self.columns)) {
            match cell {
                Cell::Money(amount) | Cell::Number(amount) if column.total => *sum += *amount,
                Cell::Int(number) if column.total => *sum += Decimal::from(*number),
                _ => {}
            }
        }
        self.on_sheet = row;
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: Summary) -> Result<(), RenderError> {
        self.totals()?;
        self.close_sheet()?;
        let book = *self;
        let (words, mut workbook) = (book.words, book.workbook);
        let sheets = book.full.len() as u64 + 1;
        let notes = [
            (words.sheets, if sheets > 1 { sheets } else { 0 }),
            (words.cut_texts, book.notes.cut_texts),
            (words.cleaned_texts, book.notes.cleaned_texts),
            (words.long_amounts, book.notes.long_amounts),
        ];
        let lines = facts::lines(book.facts, words, (summary.rows, summary.expected), &notes);
        let cover = workbook.add_worksheet();
        cover.set_name(words.cover)?;
        cover::write(cover, &book.facts.title, &lines, &book.styles)?;
        for sheet in book.full {
            workbook.push_worksheet(sheet);
        }
        workbook.push_worksheet(book.sheet);
        Ok(workbook.save_to_writer(book.file)?)
    }
}

pub(super) fn currencies(columns: &[Column<'_>]) -> Vec<Option<usize>> {
    let place_of = |key: &str| columns.iter().position(|column| column.key == key);
    columns
        .iter()
        .map(|column| column.currency_in.and_then(place_of))
        .collect()
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
