//! Levels as nested groups of rows, for files that fold them.

use rust_decimal::Decimal;

use super::rows::{Figures, TrialBalanceRow};
use crate::chunk::Group;

/// Where a row stands among the levels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Nesting {
    /// Groups that contain it.
    level: u8,
    /// The rows below it that it contains, and the largest amount in accounts among them.
    rows: u32,
    largest: Decimal,
}

impl Nesting {
    pub(super) fn group(self) -> Group<'static> {
        Group::Level {
            level: self.level,
            rows: self.rows,
            largest: self.largest,
        }
    }
}

/// Sets the nesting of all rows, which are in the order of their codes.
pub(super) fn nest(rows: &mut [TrialBalanceRow]) {
    let mut above: Vec<usize> = Vec::new();
    for index in 0..rows.len() {
        let level = rows[index].level;
        if level.is_some() {
            while above.pop_if(|group| rows[*group].level >= level).is_some() {}
        }
        rows[index].nesting.level = u8::try_from(above.len()).unwrap_or(u8::MAX);
        let largest = match level {
            Some(_) => Decimal::ZERO,
            None => largest(&rows[index]),
        };
        for group in &above {
            let nesting = &mut rows[*group].nesting;
            nesting.rows += 1;
            nesting.largest = nesting.largest.max(largest);
        }
        if level.is_some() {
            above.push(index);
        }
    }
}

fn largest(row: &TrialBalanceRow) -> Decimal {
    let of_period = |it: &Figures| [it.opening, it.debit, it.credit, it.closing];
    let periods = std::iter::once(&row.figures).chain(&row.comparison);
    let amounts = periods.flat_map(of_period).map(|amount| amount.abs());
    amounts.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_contains_the_rows_up_to_the_next_group_of_its_level() {
        let row = |code: &str, level, debit| TrialBalanceRow {
            code: Some(code.to_owned()),
            level,
            figures: Figures {
                debit: Decimal::from(debit),
                ..Figures::default()
            },
            ..TrialBalanceRow::default()
        };
        let mut rows = [
            row("", None, 1),
            row("1", Some(1), 60),
            row("10", Some(2), 50),
            row("101", None, 20),
            row("102", None, 30),
            row("12", Some(2), 10),
            row("121", None, 10),
            row("4", Some(1), 7),
            row("40", None, 7),
        ];
        nest(&mut rows);
        let found = rows.map(|row| (row.nesting.level, row.nesting.rows, row.nesting.largest));
        let expected = [
            (0, 0, 0),
            (0, 5, 30),
            (1, 2, 30),
            (2, 0, 0),
            (2, 0, 0),
            (1, 1, 10),
            (2, 0, 0),
            (0, 1, 7),
            (1, 0, 0),
        ];
        assert_eq!(found, expected.map(|(l, r, m)| (l, r, Decimal::from(m))));
    }
}
