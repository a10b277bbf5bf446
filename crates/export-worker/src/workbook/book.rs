//! The sheets with the rows, and the workbook around them.

use std::io::Write;
use std::path::Path;

use jiff::tz::TimeZone;
use reports::{Cell, Column, Kind};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, Formula, Url, Workbook, Worksheet, XlsxError};

use super::cover;
use super::numbers::{self, float, is_long};
use super::page_setup;
use super::styles::{self, Styles};
use super::text::{fit, looks_like_formula};
use super::widths::{self, Widths};
use crate::facts::{self, Facts, on_the_clock};
use crate::rendering::{RenderError, Rendering, Summary};
use crate::words::{Words, minor_units};

/// Rows of data on a sheet: Excel's 1,048,576 less the header and the total.
const ROWS_PER_SHEET: u32 = 1_048_574;
/// Speed for size: a third of the time and some two thirds more bytes than the usual level.
const COMPRESSION: u8 = 1;
/// The height of a line, in points.
const LINE: u16 = 15;
/// Rows up to which documents are links and long texts take several lines: a spreadsheet opens a link
/// as slowly as ten other cells and takes 65,530 of them on a sheet, and the library keeps links and
/// heights of rows in memory until the end.
const SMALL: u64 = 20_000;

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
    widths: Widths,
    rows_per_sheet: u32,
    /// Documents are links to their pages, and long texts take several lines.
    is_small: bool,
    /// The model of the records that were shown, if they have pages.
    records: Option<&'static str>,
    full: Vec<Worksheet>,
    sheet: Worksheet,
    /// Rows on the current sheet.
    on_sheet: u32,
    /// Of the row that is being written.
    lines: u16,
    /// By column.
    sums: Vec<Decimal>,
    notes: Notes,
}

impl<'r, W: Write + Send> Book<'r, W> {
    /// For so many rows. `temporary` is the folder for what does not fit into memory.
    pub(crate) fn begin(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        rows: u64,
        temporary: &Path,
        file: W,
    ) -> Result<Self, XlsxError> {
        let mut book = Self::with_rows_per_sheet(columns, facts, temporary, file, ROWS_PER_SHEET)?;
        book.is_small = rows <= SMALL;
        Ok(book)
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
        let properties = DocProperties::new()
            .set_title(facts.heading())
            .set_author(&facts.tenant);
        workbook.set_properties(&properties);
        let words = Words::of(&facts.locale);
        let sheet = workbook.new_worksheet_with_constant_memory()?;
        let mut book = Self {
            workbook,
            file,
            currencies: currencies(&columns),
            sums: vec![Decimal::ZERO; columns.len()],
            widths: Widths::new(&columns, &facts.locale),
            columns,
            facts,
            zone: facts.zone(),
            words,
            styles: Styles::new(words),
            rows_per_sheet,
            is_small: true,
            records: None,
            full: Vec::new(),
            sheet,
            on_sheet: 0,
            lines: 1,
            notes: Notes::default(),
        };
        book.head()?;
        Ok(book)
    }

    /// Names the current sheet and writes its header.
    fn head(&mut self) -> Result<(), XlsxError> {
        let number = self.full.len() + 1;
        self.sheet.set_name(sheet_name(self.words, number))?;
        let lines = self.widths.title_lines;
        self.sheet.set_row_height(0, f64::from(lines * LINE))?;
        for (index, column) in (0..).zip(&self.columns) {
            let title = column.title.in_locale(&self.facts.locale);
            let style = if widths::is_number(column.kind) {
                &self.styles.header_right
            } else {
                &self.styles.header
            };
            self.sheet
                .write_string_with_format(0, index, title, style)?;
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

    /// What depends on the rows: the filter, the widths and the paper.
    fn close_sheet(&mut self) -> Result<(), XlsxError> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.on_sheet, last)?;
        let mut across = 0_u16;
        for (index, characters) in (0..).zip(self.widths.characters()) {
            self.sheet.set_column_width(index, f64::from(characters))?;
            across = across.saturating_add(characters);
        }
        page_setup::of_data(&mut self.sheet, self.facts, self.words, across)
    }

    fn cell(
        &mut self,
        (row, column): (u32, u16),
        cell: Cell<'_>,
        (places, is_sum): (u32, bool),
    ) -> Result<(), XlsxError> {
        let (sheet, styles) = (&mut self.sheet, self.styles.of_row(is_sum));
        match cell {
            Cell::Empty if is_sum => {
                sheet.write_blank(row, column, &styles.text)?;
            }
            Cell::Empty => {}
            Cell::Text(text) => return self.text((row, column), text, is_sum),
            Cell::Word(word) => {
                let text = word.title.in_locale(&self.facts.locale);
                return self.text((row, column), text, is_sum);
            }
            Cell::Record { text, model, id } => {
                return self.record((row, column), text, (model, id), is_sum);
            }
            Cell::Int(number) => {
                let number = Decimal::from(number);
                self.widths
                    .unbroken(column, numbers::characters(&number, 0));
                let style = &styles.integer;
                sheet.write_number_with_format(row, column, float(number), style)?;
            }
            Cell::Number(number) => {
                self.notes.long_amounts += u64::from(is_long(number));
                let shown = numbers::characters(&number, styles::places(&number, 0));
                self.widths.unbroken(column, shown);
                let style = &styles.text;
                sheet.write_number_with_format(row, column, float(number), style)?;
            }
            Cell::Money(amount) => {
                self.notes.long_amounts += u64::from(is_long(amount));
                let shown = numbers::characters(&amount, styles::places(&amount, places));
                self.widths.unbroken(column, shown);
                let style = styles.money(&amount, places);
                sheet.write_number_with_format(row, column, float(amount), style)?;
            }
            Cell::Boolean(value) => {
                sheet.write_boolean_with_format(row, column, value, &styles.text)?;
            }
            // Excel has no such day.
            Cell::Date(date) if !(1900..=9999).contains(&date.year()) => {
                sheet.write_string_with_format(row, column, date.to_string(), &styles.text)?;
            }
            Cell::Date(date) => {
                self.widths.unbroken(column, self.words.date_format.len());
                sheet.write_datetime_with_format(row, column, date, &styles.date)?;
            }
            Cell::Instant(at) => {
                let shown = on_the_clock(&self.zone, at);
                self.widths
                    .unbroken(column, self.words.instant_format.len());
                sheet.write_datetime_with_format(row, column, shown, &styles.moment)?;
            }
        }
        Ok(())
    }

    fn text(
        &mut self,
        (row, column): (u32, u16),
        text: &str,
        is_sum: bool,
    ) -> Result<(), XlsxError> {
        let fitted = fit(text);
        self.notes.cut_texts += u64::from(fitted.cut);
        self.notes.cleaned_texts += u64::from(fitted.cleaned);
        let mut lines = self.widths.text(column, &fitted.text);
        if !self.is_small {
            lines = 1;
        }
        self.lines = self.lines.max(lines);
        let styles = self.styles.of_row(is_sum);
        let style = match (looks_like_formula(&fitted.text), lines > 1) {
            (false, false) => &styles.text,
            (false, true) => &styles.long_text,
            (true, false) => &styles.quoted,
            (true, true) => &styles.long_quoted,
        };
        self.sheet
            .write_string_with_format(row, column, fitted.text, style)
            .map(drop)
    }

    fn record(
        &mut self,
        (row, column): (u32, u16),
        text: &str,
        (model, id): (&'static str, i64),
        is_sum: bool,
    ) -> Result<(), XlsxError> {
        let has_page = !self.facts.odoo.url.is_empty();
        self.records = self.records.or(Some(model).filter(|_| has_page));
        let fitted = fit(text);
        let is_plain = !fitted.cut && !fitted.cleaned && !text.is_empty();
        if !(self.is_small && has_page && is_plain) {
            return self.text((row, column), text, is_sum);
        }
        self.widths.text(column, text);
        let link = Url::new(self.facts.odoo.page_of(model, id)).set_text(text);
        let style = &self.styles.of_row(is_sum).link;
        self.sheet
            .write_url_with_format(row, column, link, style)
            .map(drop)
    }

    /// The row under the last one: sums over every sheet, of what the filter shows, and what they
    /// come to.
    fn totals(&mut self) -> Result<(), XlsxError> {
        if !self.columns.iter().any(|column| column.total) {
            return Ok(());
        }
        let row = self.on_sheet + 1;
        for (index, column) in (0..).zip(&self.columns) {
            let styles = &self.styles.total;
            if !column.total {
                let label = if index == 0 { self.words.total } else { "" };
                self.sheet
                    .write_string_with_format(row, index, label, &styles.text)?;
                continue;
            }
            let sum = self.sums[usize::from(index)];
            let places = self.facts.places();
            let style = match column.kind {
                Kind::Money => styles.money(&sum, places),
                _ => &styles.count,
            };
            let shown = numbers::characters(&sum, styles::places(&sum, places));
            self.widths.unbroken(index, shown);
            let formula = Formula::new(self.sum_of(index)).set_result(sum.to_string());
            self.sheet
                .write_formula_with_format(row, index, formula, style)?;
        }
        Ok(())
    }

    fn sum_of(&self, column: u16) -> String {
        let letters = rust_xlsxwriter::utility::column_number_to_name(column);
        let full = 1..=self.full.len();
        let full = full.map(|number| (sheet_name(self.words, number), self.rows_per_sheet + 1));
        numbers::sum_formula(&letters, full, self.on_sheet)
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
    fn row(&mut self, cells: &[Cell<'_>], is_sum: bool) -> Result<(), RenderError> {
        if self.on_sheet == self.rows_per_sheet {
            self.next_sheet()?;
        }
        let row = self.on_sheet + 1;
        self.lines = 1;
        for (column, cell) in (0..).zip(cells) {
            let places = match cell {
                Cell::Money(_) => self.places(usize::from(column), cells),
                _ => 0,
            };
            self.cell((row, column), *cell, (places, is_sum))?;
        }
        // Not every program finds the height itself.
        if self.lines > 1 {
            self.sheet
                .set_row_height(row, f64::from(self.lines * LINE))?;
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
        let mut lines = facts::lines(book.facts, words, (summary.rows, summary.expected), &notes);
        if let Some(model) = book.records.filter(|_| !book.is_small) {
            lines.push(facts::record_page(book.facts, words, model));
        }
        let cover = workbook.add_worksheet();
        cover.set_name(words.cover)?;
        cover::write(cover, &book.facts.heading(), &lines, &book.styles)?;
        page_setup::of_cover(cover, book.facts, words);
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
