//! PDF: a title and a header on each page, rows, totals, and what proves that all is there. Pages
//! are made one by one and kept in small by the library until the end, so rows are limited.
#![expect(
    clippy::float_arithmetic,
    reason = "places on paper; no amount is counted here"
)]

mod font;
mod table;

use std::io::Write;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use reports::{Cell, Column};
use rust_decimal::Decimal;

use crate::facts::{self, Facts};
use crate::rendering::{RenderError, Rendering, Summary};
use crate::words::Words;
use font::{Face, Fonts, Line};
use table::{Table, Written};

const MARGIN: f32 = 28.0;
/// Below the title and above the page number.
const TOP: f32 = 30.0;
const BOTTOM: f32 = 14.0;
const TITLE_SIZE: f32 = 11.0;
const SMALL: f32 = 7.0;
/// Space between lines of a row, and around a row, in font sizes.
const LEADING: f32 = 1.2;
const PADDING: f32 = 0.35;

pub(crate) struct Paper<'r, W> {
    document: Document,
    file: W,
    facts: &'r Facts,
    words: &'static Words,
    fonts: Fonts,
    table: Table<'r>,
    /// What stands on the page that is being filled.
    page: Vec<Written>,
    used: f32,
    pages: u64,
}

impl<'r, W: Write> Paper<'r, W> {
    pub(crate) fn begin(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        file: W,
    ) -> Result<Self, RenderError> {
        let words = Words::of(&facts.locale);
        let mut fonts = Fonts::load()?;
        let table = Table::new(columns, facts, words, &mut fonts);
        let mut paper = Self {
            document: Document::new(),
            file,
            facts,
            words,
            fonts,
            table,
            page: Vec::new(),
            used: 0.0,
            pages: 0,
        };
        paper.begin_page();
        Ok(paper)
    }

    fn begin_page(&mut self) {
        let header = self.table.header.clone();
        self.used = header.height;
        self.page.push(header);
    }

    fn add(&mut self, row: Written) -> Result<(), RenderError> {
        let space = self.table.height - 2.0 * MARGIN - TOP - BOTTOM;
        if self.used + row.height > space && self.page.len() > 1 {
            self.end_page()?;
            self.begin_page();
        }
        self.used += row.height;
        self.page.push(row);
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), RenderError> {
        self.pages += 1;
        let settings = PageSettings::from_wh(self.table.width, self.table.height)
            .ok_or_else(|| RenderError::Library("a page without size".to_owned()))?;
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        let title = self.fonts.line(&self.facts.title, Face::Bold);
        let about = format!("{}   {} {}", self.facts.tenant, self.words.page, self.pages);
        let about = self.fonts.line(&about, Face::Regular);
        draw(
            &mut surface,
            &self.fonts,
            &title,
            (MARGIN, MARGIN + TITLE_SIZE),
            TITLE_SIZE,
        );
        let right = self.table.width - MARGIN - about.width * SMALL;
        draw(
            &mut surface,
            &self.fonts,
            &about,
            (right, MARGIN + TITLE_SIZE),
            SMALL,
        );
        let mut y = MARGIN + TOP;
        for row in self.page.drain(..) {
            self.table.draw(&mut surface, &self.fonts, &row, y);
            y += row.height;
        }
        surface.finish();
        page.finish();
        Ok(())
    }

    /// What the file is and what proves it, on a page of its own.
    fn proof(&mut self, summary: Summary) -> Result<(), RenderError> {
        let notes = [(self.words.unknown_letters, self.fonts.unknown)];
        let totals = (summary.rows, summary.expected);
        for line in facts::lines(self.facts, self.words, totals, &notes) {
            let value = self.table.shown(&line.value);
            let row = self.table.statement(&mut self.fonts, &line.label, &value);
            self.add(row)?;
        }
        Ok(())
    }
}

impl<W: Write> Rendering for Paper<'_, W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), RenderError> {
        let row = self.table.row(&mut self.fonts, cells);
        self.add(row)
    }

    fn finish(mut self: Box<Self>, summary: Summary) -> Result<(), RenderError> {
        let totals = self.table.totals(&mut self.fonts);
        self.add(totals)?;
        self.end_page()?;
        self.proof(summary)?;
        self.end_page()?;
        let pdf = self
            .document
            .finish()
            .map_err(|error| RenderError::Library(format!("{error:?}")))?;
        self.file.write_all(&pdf)?;
        Ok(())
    }
}

/// Draws a line whose baseline begins there.
fn draw(surface: &mut Surface<'_>, fonts: &Fonts, line: &Line, (x, y): (f32, f32), size: f32) {
    if line.text.is_empty() {
        return;
    }
    surface.set_fill(Some(color(0x20)));
    let font = fonts.font(line.face);
    surface.draw_glyphs(
        Point::from_xy(x, y),
        &line.glyphs,
        font,
        &line.text,
        size,
        false,
    );
}

fn rectangle(surface: &mut Surface<'_>, (x, y): (f32, f32), (width, height): (f32, f32), grey: u8) {
    let mut path = PathBuilder::new();
    path.move_to(x, y);
    path.line_to(x + width, y);
    path.line_to(x + width, y + height);
    path.line_to(x, y + height);
    path.close();
    if let Some(path) = path.finish() {
        surface.set_fill(Some(color(grey)));
        surface.draw_path(&path);
    }
}

fn color(grey: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(grey, grey, grey).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}

/// With groups of three: `-1,234.50`, or `-1.234,50` where decimals stand behind a comma.
fn grouped(amount: Decimal, places: u32, comma: bool) -> String {
    let mut amount = amount;
    if amount.scale() > places {
        amount = amount.normalize();
    }
    amount.rescale(amount.scale().max(places));
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
    fn amounts_are_grouped_as_the_locale_has_it() {
        let shown = |text: &str, comma| grouped(text.parse().unwrap(), 2, comma);
        assert_eq!(shown("-1234567.5", false), "-1,234,567.50");
        assert_eq!(shown("1234.567", true), "1.234,567");
        assert_eq!(shown("-0", false), "0.00");
        assert_eq!(shown("999", false), "999.00");
    }

    #[test]
    fn rows_fill_pages_and_nothing_of_a_long_text_is_lost() {
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
            paper.row(&cells).unwrap();
        }
        let pages = paper.pages;
        assert!(pages > 3, "{pages}");
        assert_eq!(paper.fonts.unknown, 0);
        let expected = Expected {
            rows: 200,
            control_total: "-246900".parse().unwrap(),
        };
        paper
            .finish(Summary {
                rows: 200,
                expected,
            })
            .unwrap();
        assert!(file.starts_with(b"%PDF-"));
        let text = String::from_utf8_lossy(&file);
        assert!(text.trim_end().ends_with("%%EOF"));
    }
}
