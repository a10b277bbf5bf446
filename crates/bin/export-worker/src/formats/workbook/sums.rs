//! Exact sums of rows, beside which the formulas of a spreadsheet stand.

use std::collections::BTreeMap;

use reports::{Cell, Column};
use rust_decimal::Decimal;

use crate::formats::workbook::{
    numbers::is_long,
    places::{Place, Rows},
};

/// Maximum currencies with sums of their own.
const MOST_CURRENCIES: usize = 100;

/// The sum of a column.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum {
    pub(crate) amount: Decimal,
    /// Decimal places of the finest value.
    pub(crate) scale: u32,
    /// Whether a value is a text. Formulas would leave it out.
    pub(crate) has_text: bool,
}

pub(crate) struct Sums {
    pub(crate) rows: Rows,
    /// By column; only those that can be summed.
    pub(crate) columns: Vec<Sum>,
    /// The columns in currencies, by ISO 4217 code and column.
    currencies: BTreeMap<String, Vec<Sum>>,
    too_many_currencies: bool,
}

impl Sum {
    /// Whether a formula gives this sum.
    pub(crate) fn is_exact(self) -> bool {
        !self.has_text && !is_long(self.amount)
    }

    fn add(&mut self, amount: Decimal) {
        self.amount += amount;
        self.scale = self.scale.max(amount.scale());
        self.has_text |= is_long(amount);
    }
}

impl Sums {
    /// Without rows yet; the first one will be at this place.
    pub(crate) fn begin(columns: usize, first: Place) -> Self {
        Self {
            rows: Rows { first, last: first },
            columns: vec![Sum::default(); columns],
            currencies: BTreeMap::new(),
            too_many_currencies: false,
        }
    }

    /// `currencies`: by column, the index of its currency column.
    pub(crate) fn add(
        &mut self,
        (columns, currencies): (&[Column<'_>], &[Option<usize>]),
        cells: &[Cell<'_>],
    ) {
        for (index, (cell, column)) in cells.iter().zip(columns).enumerate() {
            let Some(amount) = number(cell).filter(|_| column.subtotal) else {
                continue;
            };
            self.columns[index].add(amount);
            let currency = currencies[index].and_then(|at| cells.get(at));
            if let Some(Cell::Text(code)) = currency {
                self.add_in(code, index, amount);
            }
        }
    }

    /// By currency and column; nothing if there are too many.
    pub(crate) fn by_currency(&self) -> Vec<(&str, &[Sum])> {
        if self.too_many_currencies {
            return Vec::new();
        }
        let all = self.currencies.iter();
        all.map(|(code, sums)| (code.as_str(), sums.as_slice()))
            .collect()
    }

    /// Number of rows that show them: one by currency if there are several, and one of all.
    pub(crate) fn parts(&self) -> usize {
        match self.by_currency().len() {
            0 | 1 => 1,
            currencies => currencies + 1,
        }
    }

    fn add_in(&mut self, code: &str, index: usize, amount: Decimal) {
        if !self.currencies.contains_key(code) {
            self.too_many_currencies |= self.currencies.len() == MOST_CURRENCIES;
            if self.too_many_currencies {
                return;
            }
            let sums = vec![Sum::default(); self.columns.len()];
            self.currencies.insert(code.to_owned(), sums);
        }
        if let Some(sums) = self.currencies.get_mut(code) {
            sums[index].add(amount);
        }
    }
}

/// The number that a column can sum up.
pub(crate) fn number(cell: &Cell<'_>) -> Option<Decimal> {
    match cell {
        Cell::Money(amount) | Cell::Number(amount) => Some(*amount),
        Cell::Int(number) => Some(Decimal::from(*number)),
        _ => None,
    }
}
