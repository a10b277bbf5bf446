//! How a report's cells look in a workbook, for both writers: values and formats. Collects what is
//! known only after the last row: widths, groups, sums and notes.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use reports::{Cell, Column, Line};
use rust_decimal::Decimal;

use crate::{
    facts::{self, Facts, on_the_clock},
    formats::{
        Summary,
        workbook::{
            heading::Heading,
            numbers::{self, is_long},
            outline::Outline,
            places::{Place, Sheets},
            styles::{self, Look},
            text::{fit, looks_like_formula, looks_rich},
            widths::Widths,
        },
    },
    words::{Words, decimal_comma, minor_units},
};

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    /// No value, only a format.
    Blank,
    Text(Cow<'a, str>),
    /// At most fifteen digits.
    Number(Decimal),
    /// A formula and its result, of at most fifteen digits.
    Formula {
        formula: String,
        result: Decimal,
    },
    Boolean(bool),
    Day(Date),
    Moment(DateTime),
    /// A text that links to a page.
    Link {
        text: &'a str,
        url: String,
    },
}

/// How many values could not be stored exactly.
#[derive(Debug, Clone, Copy, Default)]
struct Notes {
    cut_texts: u64,
    cleaned_texts: u64,
    long_amounts: u64,
}

pub(crate) struct Content<'r> {
    pub(crate) columns: Vec<Column<'r>>,
    pub(crate) facts: &'r Facts,
    pub(crate) words: &'static Words,
    pub(crate) widths: Widths,
    pub(crate) heading: Heading,
    pub(crate) sheets: Sheets,
    pub(crate) outline: Outline,
    /// Lines of the tallest cell since the last reset to one.
    pub(crate) lines: u16,
    /// By column: the index of its currency column.
    pub(crate) currencies: Vec<Option<usize>>,
    zone: TimeZone,
    /// Whether documents are links and long texts are wrapped.
    is_small: bool,
    /// The model of the shown records, if Odoo has pages for them.
    records: Option<&'static str>,
    notes: Notes,
}

impl<'r> Content<'r> {
    pub(crate) fn new(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        (is_small, rows_per_sheet): (bool, u32),
    ) -> Self {
        let words = Words::for_locale(&facts.locale);
        Self {
            currencies: currencies(&columns),
            heading: Heading::new(facts, words, &columns),
            sheets: Sheets {
                words,
                rows_per_sheet,
            },
            outline: Outline::new(columns.len()),
            widths: Widths::new(&columns, &facts.locale, is_small),
            columns,
            facts,
            zone: facts.time_zone.clone(),
            words,
            lines: 1,
            is_small,
            records: None,
            notes: Notes::default(),
        }
    }

    /// Value and format of a cell of a row at this place, if it has any.
    pub(crate) fn put<'a>(
        &mut self,
        column: u16,
        line: &Line<'a>,
        place: Place,
    ) -> Option<(Value<'a>, Look)> {
        if let Some(summed) = self.summed(column, line, place) {
            return Some(summed);
        }
        let index = usize::from(column);
        match line.cells[index] {
            Cell::Empty => line.is_sum.then_some((Value::Blank, Look::Text)),
            Cell::Text(text) => Some(self.text(column, text)),
            Cell::Word(word) => Some(self.text(column, word.title.in_locale(&self.facts.locale))),
            Cell::Record { text, model, id } => Some(self.record(column, text, (model, id))),
            Cell::Int(number) => Some(self.number(column, Decimal::from(number), Look::Integer, 0)),
            Cell::Number(number) => Some(self.number(column, number, Look::Text, 0)),
            Cell::Money(amount) => {
                let places = self.decimals(index, line.cells);
                Some(self.number(column, amount, Look::money(&amount, places), places))
            }
            Cell::Boolean(value) => Some((Value::Boolean(value), Look::Text)),
            // Excel does not support these dates.
            Cell::Date(date) if !(1900..=9999).contains(&date.year()) => {
                Some((Value::Text(date.to_string().into()), Look::Text))
            }
            Cell::Date(date) => {
                self.widths.unbroken(column, self.words.date_format.len());
                Some((Value::Day(date), Look::Date))
            }
            Cell::Instant(at) => {
                self.widths
                    .unbroken(column, self.words.instant_format.len());
                Some((Value::Moment(on_the_clock(&self.zone, at)), Look::Moment))
            }
        }
    }

    /// Adds a row of the report that was written at this place.
    pub(crate) fn add(&mut self, line: &Line<'_>, place: Place) {
        let columns = (self.columns.as_slice(), self.currencies.as_slice());
        let (words, locale) = (self.words, &self.facts.locale);
        self.outline.add(columns, line, place, |name| {
            let name = match name {
                Cell::Text(name) | Cell::Record { text: name, .. } => name,
                Cell::Word(word) => word.title.in_locale(locale),
                _ => "",
            };
            fit(&format!("{} {}", words.total, name.trim()))
                .text
                .into_owned()
        });
    }

    pub(crate) fn has_long_amounts(&self) -> bool {
        self.notes.long_amounts > 0
    }

    /// The lines of the cover of a workbook with `sheets` data sheets.
    pub(crate) fn cover(&self, summary: Summary, sheets: u64) -> Vec<facts::Line> {
        let words = self.words;
        let notes = [
            (words.sheets, if sheets > 1 { sheets } else { 0 }),
            (words.cut_texts, self.notes.cut_texts),
            (words.cleaned_texts, self.notes.cleaned_texts),
            (words.long_amounts, self.notes.long_amounts),
        ];
        let mut lines = facts::lines(self.facts, words, (summary.rows, summary.expected), &notes);
        if let Some(model) = self.records.filter(|_| !self.is_small) {
            lines.push(facts::record_page(self.facts, words, model));
        }
        lines
    }

    /// A number; as text if a spreadsheet would round it.
    pub(crate) fn number(
        &mut self,
        column: u16,
        number: Decimal,
        look: Look,
        places: u32,
    ) -> (Value<'static>, Look) {
        let shown = numbers::characters(&number, styles::decimals(&number, places));
        self.widths.unbroken(column, shown);
        if is_long(number) {
            self.notes.long_amounts += 1;
            let mut full = number;
            full.rescale(number.scale().max(places));
            let digits = numbers::digits(&full, decimal_comma(&self.facts.locale));
            return (Value::Text(digits.into()), Look::Digits);
        }
        (Value::Number(number), look)
    }

    fn text<'a>(&mut self, column: u16, text: &'a str) -> (Value<'a>, Look) {
        let fitted = fit(text);
        self.notes.cut_texts += u64::from(fitted.cut);
        self.notes.cleaned_texts += u64::from(fitted.cleaned);
        let lines = self.widths.text(column, &fitted.text);
        self.lines = self.lines.max(lines);
        let look = match (looks_like_formula(&fitted.text), lines > 1) {
            (false, false) => Look::Text,
            (false, true) => Look::LongText,
            (true, false) => Look::Quoted,
            (true, true) => Look::LongQuoted,
        };
        (Value::Text(fitted.text), look)
    }

    fn record<'a>(
        &mut self,
        column: u16,
        text: &'a str,
        (model, id): (&'static str, i64),
    ) -> (Value<'a>, Look) {
        let has_page = !self.facts.odoo.url.is_empty();
        self.records = self.records.or(Some(model).filter(|_| has_page));
        if !(self.is_small && has_page && !text.is_empty()) {
            return self.text(column, text);
        }
        let fitted = fit(text);
        if fitted.cut || fitted.cleaned || looks_rich(text) {
            return self.text(column, text);
        }
        self.widths.text(column, text);
        let url = self.facts.odoo.page_of(model, id);
        (Value::Link { text, url }, Look::Link)
    }

    /// Decimal places of the money in this column and row.
    pub(crate) fn decimals(&self, column: usize, cells: &[Cell<'_>]) -> u32 {
        match self.currencies[column].and_then(|at| cells.get(at)) {
            Some(Cell::Text(currency)) => minor_units(currency),
            _ => self.facts.decimals(),
        }
    }
}

fn currencies(columns: &[Column<'_>]) -> Vec<Option<usize>> {
    let place_of = |key: &str| columns.iter().position(|column| column.key == key);
    columns
        .iter()
        .map(|column| column.currency_in.and_then(place_of))
        .collect()
}
