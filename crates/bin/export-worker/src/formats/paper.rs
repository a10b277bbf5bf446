//! PDF: a title and a header on each page, rows, totals, and the proof that it is complete. Widths
//! and page numbers depend on all rows, so their texts stay in memory and rows are limited.
#![expect(
    clippy::float_arithmetic,
    reason = "positions on paper; no amount is counted here"
)]

pub(crate) mod font;
pub(crate) mod layout;
pub(crate) mod pages;
pub(crate) mod row;
pub(crate) mod table;

use std::io::Write;

use reports::{Cell, Column};
use rust_decimal::Decimal;

use crate::{
    facts::{self, Facts},
    formats::{RenderError, Rendering, Summary},
    words::Words,
};
use font::Fonts;
use layout::{Layout, layout};
use pages::{Body, Pages};
use row::{Row, Weight};
use table::Table;

const MARGIN: f32 = 28.0;
/// Font size of the statements on the last page.
const STATEMENTS: f32 = 8.0;
/// The share of the width for their labels.
const LABELS: f32 = 0.34;

pub(crate) struct Paper<'r, W> {
    file: W,
    facts: &'r Facts,
    words: &'static Words,
    fonts: Fonts,
    table: Table<'r>,
    rows: Vec<Row>,
}

impl<'r, W: Write> Paper<'r, W> {
    pub(crate) fn begin(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        file: W,
    ) -> Result<Self, RenderError> {
        let words = Words::for_locale(&facts.locale);
        let mut fonts = Fonts::load()?;
        Ok(Self {
            table: Table::new(columns, facts, words, &mut fonts),
            file,
            facts,
            words,
            fonts,
            rows: Vec::new(),
        })
    }

    /// Facts and proof of the file, as rows of a label and a value.
    fn statements(&self, summary: Summary) -> Vec<Row> {
        let notes = [(self.words.unknown_letters, self.fonts.unknown)];
        let totals = (summary.rows, summary.expected);
        let lines = facts::lines(self.facts, self.words, totals, &notes);
        let row = |line: &facts::Line| {
            let value = self.table.shown(&line.value);
            let weight = if line.has_value() {
                Weight::Plain
            } else {
                Weight::Sum
            };
            Row::new(&[line.label.clone(), value], weight)
        };
        lines.iter().map(row).collect()
    }

    fn drawn(mut self, summary: Summary) -> Result<(Vec<u8>, W), RenderError> {
        let statements = self.statements(summary);
        let Layout {
            width,
            height,
            size,
            widths,
        } = layout(self.table.needs());
        let across = width - 2.0 * MARGIN;
        let rows = Body {
            header: Some(self.table.header()),
            size,
            to_the_right: self.table.to_the_right().collect(),
            widths,
        };
        let proof = Body {
            header: None,
            size: STATEMENTS,
            to_the_right: vec![false; 2],
            widths: vec![across * LABELS, across * (1.0 - LABELS)],
        };
        let mut pages = Pages::new((width, height), &mut self.fonts);
        pages.fill(rows, self.rows);
        if !self.facts.is_for_customers {
            pages.fill(proof, statements);
        }
        Ok((pages.draw(self.facts, self.words)?, self.file))
    }
}

impl<W: Write> Rendering for Paper<'_, W> {
    fn row(&mut self, cells: &[Cell<'_>], is_sum: bool) -> Result<(), RenderError> {
        let row = self.table.row(&mut self.fonts, cells, is_sum);
        self.rows.push(row);
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: Summary) -> Result<(), RenderError> {
        let totals = self.table.totals(&mut self.fonts);
        self.rows.extend(totals);
        let (pdf, mut file) = self.drawn(summary)?;
        Ok(file.write_all(&pdf)?)
    }
}

/// With groups of three digits: `-1,234.50`, or `-1.234,50` with a decimal comma.
fn grouped(amount: Decimal, decimals: u32, comma: bool) -> String {
    let mut amount = amount;
    if amount.scale() > decimals {
        amount = amount.normalize();
    }
    amount.rescale(amount.scale().max(decimals));
    let text = amount.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (group, mark) = if comma { ('.', ',') } else { (',', '.') };
    let mut shown = String::from(if amount.is_sign_negative() && !amount.is_zero() {
        "-"
    } else {
        ""
    });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            shown.push(group);
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(mark);
        shown.push_str(fraction);
    }
    shown
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use reports::Expected;

    use super::*;
    use crate::facts::tests::{COLUMNS, facts};

    #[test]
    fn amounts_are_grouped_as_in_the_locale() {
        let shown = |text: &str, comma| grouped(text.parse().unwrap(), 2, comma);
        assert_eq!(shown("-1234567.5", false), "-1,234,567.50");
        assert_eq!(shown("1234.567", true), "1.234,567");
        assert_eq!(shown("-0", false), "0.00");
        assert_eq!(shown("999", false), "999.00");
    }

    #[test]
    fn rows_fill_pages_and_long_texts_are_complete() {
        let facts = facts("es-PE", None);
        let mut file = Vec::new();
        let mut paper = Box::new(Paper::begin(COLUMNS.to_vec(), &facts, &mut file).unwrap());
        let long = "Ñandú y Compañía Sociedad Anónima Cerrada, ".repeat(5);
        for _ in 0..200 {
            let cells = [
                Cell::Text(&long),
                Cell::Date(date(2026, 3, 31)),
                Cell::Int(-3),
                Cell::Money("-1234.5".parse().unwrap()),
            ];
            paper.row(&cells, false).unwrap();
        }
        assert_eq!(paper.fonts.unknown, 0);
        let expected = Expected::new(200, "-246900".parse().unwrap());
        paper
            .finish(Summary {
                rows: 200,
                expected,
            })
            .unwrap();
        assert!(file.starts_with(b"%PDF-"));
        let text = String::from_utf8_lossy(&file);
        assert!(text.trim_end().ends_with("%%EOF"));
        let all = text.split("/Count ").nth(1).unwrap();
        let all: String = all.chars().take_while(char::is_ascii_digit).collect();
        assert!(all.parse::<u32>().unwrap() > 3, "{all}");
    }
}
