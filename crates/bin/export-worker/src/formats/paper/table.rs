//! The rows of a report as texts, and the width that their columns need.

use reports::{Cell, Column, Kind};
use rust_decimal::Decimal;

use crate::{
    facts::{Facts, Shown, on_the_clock},
    formats::paper::{
        font::{Face, Fonts},
        grouped,
        layout::Need,
        row::{Row, Weight},
    },
    words::{Words, decimal_comma, minor_units},
};

/// Width of an average letter, in font sizes.
const LETTER: f32 = 0.52;
/// Space between columns, in font sizes.
pub(crate) const GAP: f32 = 0.9;

pub(crate) struct Table<'r> {
    columns: Vec<Column<'r>>,
    needs: Vec<Need>,
    titles: Vec<String>,
    sums: Vec<Decimal>,
    facts: &'r Facts,
    words: &'static Words,
    comma: bool,
}

impl<'r> Table<'r> {
    pub(crate) fn new(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        words: &'static Words,
        fonts: &mut Fonts,
    ) -> Self {
        let titles: Vec<_> = columns
            .iter()
            .map(|column| column.title.in_locale(&facts.locale).to_owned())
            .collect();
        let need = |title: &String| {
            let least = fonts.longest_word(title, Face::Bold) + GAP;
            Need {
                least,
                wanted: least,
            }
        };
        Self {
            needs: titles.iter().map(need).collect(),
            sums: vec![Decimal::ZERO; columns.len()],
            titles,
            columns,
            facts,
            words,
            comma: decimal_comma(&facts.locale),
        }
    }

    pub(crate) fn header(&self) -> Row {
        Row::new(&self.titles, Weight::Header)
    }

    pub(crate) fn needs(&self) -> &[Need] {
        &self.needs
    }

    /// Whether the texts of a column are right-aligned, by column.
    pub(crate) fn to_the_right(&self) -> impl Iterator<Item = bool> {
        self.columns.iter().map(|column| is_number(column.kind))
    }

    pub(crate) fn row(&mut self, fonts: &mut Fonts, cells: &[Cell<'_>], is_sum: bool) -> Row {
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
        let weight = if is_sum { Weight::Sum } else { Weight::Plain };
        self.measured(fonts, &texts, weight)
    }

    /// None if no column has a total.
    pub(crate) fn totals(&mut self, fonts: &mut Fonts) -> Option<Row> {
        if self.facts.totals.is_empty() && !self.columns.iter().any(|column| column.total) {
            return None;
        }
        let total = |(index, column): (usize, &Column<'_>)| {
            let sum = Some(self.sums[index]).filter(|_| column.total);
            let given = self.facts.totals.get(column.key).copied();
            match (given.or(sum), column.kind) {
                (Some(sum), Kind::Money) => grouped(sum, self.facts.decimals(), self.comma),
                (Some(sum), _) => grouped(sum, 0, self.comma),
                (None, _) if index == 0 => self.words.total.to_owned(),
                (None, _) => String::new(),
            }
        };
        let texts: Vec<_> = self.columns.iter().enumerate().map(total).collect();
        Some(self.measured(fonts, &texts, Weight::Total))
    }

    pub(crate) fn shown(&self, value: &Shown) -> String {
        match value {
            Shown::Nothing => String::new(),
            Shown::Text(text) => text.clone(),
            Shown::Count(count) => grouped(Decimal::from(*count), 0, self.comma),
            Shown::Date(date) => self.words.date(*date),
            Shown::Instant(instant) => self.words.instant(*instant),
            Shown::Money(amount) => grouped(*amount, self.facts.decimals(), self.comma),
        }
    }

    fn measured(&mut self, fonts: &mut Fonts, texts: &[String], weight: Weight) -> Row {
        let columns = self.columns.iter().zip(&mut self.needs);
        for ((column, need), text) in columns.zip(texts) {
            if text.is_empty() {
                continue;
            }
            let whole = fonts.width(text, weight.face()) + GAP;
            if column.kind == Kind::Text {
                let most = f32::from(column.width) * LETTER + GAP;
                need.wanted = need.wanted.max(whole.min(most));
            } else {
                need.least = need.least.max(whole);
                need.wanted = need.wanted.max(whole);
            }
        }
        Row::new(texts, weight)
    }

    fn text(&self, index: usize, cells: &[Cell<'_>]) -> String {
        match cells[index] {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Record { text, .. } => text.to_owned(),
            Cell::Word(word) => word.title.in_locale(&self.facts.locale).to_owned(),
            Cell::Int(number) => number.to_string(),
            Cell::Date(date) => self.words.date(date),
            Cell::Instant(at) => self.words.instant(on_the_clock(&self.facts.time_zone, at)),
            Cell::Boolean(value) => self.words.answer(value).to_owned(),
            Cell::Number(number) => grouped(number, 0, self.comma),
            Cell::Money(amount) => grouped(amount, self.places_of(index, cells), self.comma),
        }
    }

    fn places_of(&self, index: usize, cells: &[Cell<'_>]) -> u32 {
        let key = self.columns[index].currency_in;
        let at = key.and_then(|key| self.columns.iter().position(|column| column.key == key));
        match at.map(|at| cells[at]) {
            Some(Cell::Text(currency)) => minor_units(currency),
            _ => self.facts.decimals(),
        }
    }
}

fn is_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Integer | Kind::Money | Kind::Days | Kind::Number
    )
}
