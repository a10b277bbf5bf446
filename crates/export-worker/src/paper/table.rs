//! Rows as they stand on paper: columns share the width, a text goes on in the next line of its
//! cell, numbers stand to the right.

use jiff::civil::{Date, DateTime};
use krilla::surface::Surface;
use reports::{Cell, Column, Kind};
use rust_decimal::Decimal;

use super::font::{Face, Fonts, Line};
use super::{LEADING, MARGIN, PADDING, SMALL, draw, grouped, rectangle};
use crate::facts::{Facts, Shown, on_the_clock};
use crate::words::{Words, decimal_comma, minor_units};

/// A4 and A3, lying.
const A4: (f32, f32) = (841.9, 595.3);
const A3: (f32, f32) = (1190.6, 841.9);
/// Characters across, from which a report needs the larger paper.
const WIDE: u16 = 200;
/// Widths of an average character, in font sizes.
const CHARACTER: f32 = 0.5;
const SMALLEST: f32 = 5.0;
const LARGEST: f32 = 8.0;
const GAP: f32 = 5.0;
/// Titles are set smaller than what stands below them, for they have less space for their words.
const TITLES: f32 = 0.8;
const HEADING: u8 = 0xe4;

pub(super) struct Table<'r> {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) header: Written,
    size: f32,
    places: Vec<Place>,
    columns: Vec<Column<'r>>,
    sums: Vec<Decimal>,
    facts: &'r Facts,
    words: &'static Words,
    comma: bool,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    x: f32,
    width: f32,
    right: bool,
}

/// A row, wrapped.
#[derive(Clone)]
pub(super) struct Written {
    pub(super) height: f32,
    size: f32,
    shaded: bool,
    cells: Vec<(Place, Vec<Line>)>,
}

impl<'r> Table<'r> {
    pub(super) fn new(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        words: &'static Words,
        fonts: &mut Fonts,
    ) -> Self {
        let characters: u16 = columns.iter().map(|column| column.width).sum();
        let (width, height) = if characters > WIDE { A3 } else { A4 };
        let across = width - 2.0 * MARGIN;
        let each = across / f32::from(characters.max(1));
        let mut x = MARGIN;
        let place = |column: &Column<'_>| {
            let width = f32::from(column.width) * each;
            let right = matches!(
                column.kind,
                Kind::Integer | Kind::Money | Kind::Days | Kind::Number
            );
            x += width;
            Place {
                x: x - width,
                width,
                right,
            }
        };
        let mut table = Self {
            width,
            height,
            header: Written {
                height: 0.0,
                size: 0.0,
                shaded: true,
                cells: Vec::new(),
            },
            size: (each / CHARACTER).clamp(SMALLEST, LARGEST),
            places: columns.iter().map(place).collect(),
            sums: vec![Decimal::ZERO; columns.len()],
            columns,
            facts,
            words,
            comma: decimal_comma(&facts.locale),
        };
        let titles: Vec<_> = table
            .columns
            .iter()
            .map(|column| column.title.in_locale(&facts.locale).to_owned())
            .collect();
        let size = table.size * TITLES;
        table.header = table.written(fonts, &titles, (Face::Bold, size), true);
        table
    }

    pub(super) fn row(&mut self, fonts: &mut Fonts, cells: &[Cell<'_>]) -> Written {
        let texts: Vec<_> = (0..cells.len())
            .map(|index| self.text(index, cells))
            .collect();
        for (sum, (cell, column)) in self.sums.iter_mut().zip(cells.iter().zip(&self.columns)) {
            match cell {
                Cell::Money(amount) | Cell::Number(amount) if column.total => *sum += *amount,
                Cell::Int(number) if column.total => *sum += Decimal::from(*number),
                _ => {}
            }
        }
        self.written(fonts, &texts, (Face::Regular, self.size), false)
    }

    pub(super) fn totals(&self, fonts: &mut Fonts) -> Written {
        let total = |(index, column): (usize, &Column<'_>)| match (column.total, column.kind) {
            (true, Kind::Money) => grouped(self.sums[index], self.facts.places(), self.comma),
            (true, _) => grouped(self.sums[index], 0, self.comma),
            (false, _) if index == 0 => self.words.total.to_owned(),
            (false, _) => String::new(),
        };
        let texts: Vec<_> = self.columns.iter().enumerate().map(total).collect();
        self.written(fonts, &texts, (Face::Bold, self.size), true)
    }

    /// A label and a value, as on a cover.
    pub(super) fn statement(&self, fonts: &mut Fonts, label: &str, value: &str) -> Written {
        let across = self.width - 2.0 * MARGIN;
        let place = |x: f32, width: f32| Place {
            x: MARGIN + x,
            width,
            right: false,
        };
        let (left, right) = (place(0.0, across * 0.3), place(across * 0.3, across * 0.7));
        let mut wrapped = |text: &str, face, place: Place| {
            (place, fonts.wrap(text, face, (place.width - GAP) / SMALL))
        };
        let cells = vec![
            wrapped(label, Face::Bold, left),
            wrapped(value, Face::Regular, right),
        ];
        Written::of(cells, SMALL, false)
    }

    pub(super) fn shown(&self, value: &Shown) -> String {
        match value {
            Shown::Nothing => String::new(),
            Shown::Text(text) => text.clone(),
            Shown::Count(count) => grouped(Decimal::from(*count), 0, self.comma),
            Shown::Date(date) => self.date(*date),
            Shown::Instant(instant) => self.instant(*instant),
            Shown::Money(amount) => grouped(*amount, self.facts.places(), self.comma),
        }
    }

    pub(super) fn draw(&self, surface: &mut Surface<'_>, fonts: &Fonts, row: &Written, y: f32) {
        let across = self.width - 2.0 * MARGIN;
        if row.shaded {
            rectangle(surface, (MARGIN, y), (across, row.height), HEADING);
        } else {
            rectangle(surface, (MARGIN, y), (across, 0.3), HEADING);
        }
        for (place, lines) in &row.cells {
            let mut baseline = y + row.size * (1.0 + PADDING / 2.0);
            for line in lines {
                let x = if place.right {
                    place.x + place.width - GAP - line.width * row.size
                } else {
                    place.x
                };
                draw(surface, fonts, line, (x, baseline), row.size);
                baseline += row.size * LEADING;
            }
        }
    }

    fn written(
        &self,
        fonts: &mut Fonts,
        texts: &[String],
        (face, size): (Face, f32),
        shaded: bool,
    ) -> Written {
        let cells = self.places.iter().zip(texts).map(|(place, text)| {
            let lines = fonts.wrap(text, face, (place.width - GAP) / size);
            (*place, lines)
        });
        Written::of(cells.collect(), size, shaded)
    }

    fn text(&self, index: usize, cells: &[Cell<'_>]) -> String {
        match cells[index] {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Record { text, .. } => text.to_owned(),
            Cell::Int(number) => number.to_string(),
            Cell::Date(date) => self.date(date),
            Cell::Instant(at) => self.instant(on_the_clock(&self.facts.zone(), at)),
            Cell::Boolean(true) => self.words.yes.to_owned(),
            Cell::Boolean(false) => self.words.no.to_owned(),
            Cell::Number(number) => grouped(number, 0, self.comma),
            Cell::Money(amount) => grouped(amount, self.places_of(index, cells), self.comma),
        }
    }

    fn places_of(&self, index: usize, cells: &[Cell<'_>]) -> u32 {
        let key = self.columns[index].currency_in;
        let at = key.and_then(|key| self.columns.iter().position(|column| column.key == key));
        match at.map(|at| cells[at]) {
            Some(Cell::Text(currency)) => minor_units(currency),
            _ => self.facts.places(),
        }
    }

    fn date(&self, date: Date) -> String {
        date.strftime(self.words.date_pattern).to_string()
    }

    fn instant(&self, instant: DateTime) -> String {
        let pattern = self.words.date_pattern;
        instant.strftime(&format!("{pattern} %H:%M:%S")).to_string()
    }
}

impl Written {
    fn of(cells: Vec<(Place, Vec<Line>)>, size: f32, shaded: bool) -> Self {
        let lines = cells.iter().map(|(_, lines)| lines.len()).max();
        let lines = f32::from(u16::try_from(lines.unwrap_or(1).max(1)).unwrap_or(u16::MAX));
        Self {
            height: size * (lines * LEADING + PADDING),
            size,
            shaded,
            cells,
        }
    }
}
