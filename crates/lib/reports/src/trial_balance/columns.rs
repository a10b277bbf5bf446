//! The trial balance as a table, with four more columns per period for comparison. Levels contain
//! each other, so with levels the totals are those of the accounts.

use super::{Grouping, TrialBalancePeriod, TrialBalanceQuery, TrialBalanceRow, TrialBalanceTotals};
use crate::accounts::EARLIER_RESULTS;
use crate::chunk::Totals;
use crate::column::{Cell, ColumnOf, Title};
use crate::columns;

const COLUMNS: &[ColumnOf<TrialBalanceRow>] = &columns![TrialBalanceRow;
    code: Text(14), "Account", "Cuenta";
    name: Text(40), "Account name", "Nombre de la cuenta"
        => |row| Cell::one_of(&[EARLIER_RESULTS], row.name.as_deref());
    level: Integer(8), "Level", "Nivel"
        => |row| row.level.map_or(Cell::Empty, |level| Cell::Int(level.into()));
];

/// The columns of a period.
const FIGURES: &[ColumnOf<TrialBalanceRow>] = &columns![TrialBalanceRow;
    opening: Money(18), "Opening balance", "Saldo inicial", total
        => |row, period| (&row.figures_in(period).opening).into();
    debit: Money(18), "Debit", "Debe", total => |row, period| (&row.figures_in(period).debit).into();
    credit: Money(18), "Credit", "Haber", total
        => |row, period| (&row.figures_in(period).credit).into();
    closing: Money(18), "Closing balance", "Saldo final", total
        => |row, period| (&row.figures_in(period).closing).into();
];

/// A column of a period for comparison, with the texts that a column borrows.
#[derive(Debug, Clone)]
pub(super) struct PeriodColumn {
    period: usize,
    key: String,
    en: String,
    es: String,
}

/// The columns of the periods for comparison: `debit_1` for the first of them, and so on.
pub(super) fn name_periods(periods: &[TrialBalancePeriod]) -> Vec<PeriodColumn> {
    let mut columns = Vec::new();
    for (number, period) in periods.iter().enumerate().skip(1) {
        let days = format!("{} – {}", period.date_from, period.date_to);
        for ColumnOf { shown: column, .. } in FIGURES {
            columns.push(PeriodColumn {
                period: number,
                key: format!("{}_{number}", column.key),
                en: format!("{} {days}", column.title.en),
                es: format!("{} {days}", column.title.es),
            });
        }
    }
    columns
}

pub(super) fn has_levels(query: &TrialBalanceQuery) -> bool {
    query.prepared.parameters.by == Some(Grouping::Level)
}

/// The totals of all accounts by the keys of the columns.
pub(super) fn totals(totals: &TrialBalanceTotals) -> Totals {
    let periods = std::iter::once(&totals.figures).chain(&totals.comparison);
    let mut by_key = Totals::new();
    for (number, figures) in periods.enumerate() {
        for (key, total) in [
            ("opening", figures.opening),
            ("debit", figures.debit),
            ("credit", figures.credit),
            ("closing", figures.closing),
        ] {
            let key = match number {
                0 => key.to_owned(),
                _ => format!("{key}_{number}"),
            };
            by_key.insert(key, total);
        }
    }
    by_key
}

pub(super) fn columns(query: &TrialBalanceQuery) -> Vec<ColumnOf<'_, TrialBalanceRow>> {
    let earlier = query.period_columns.iter().zip(FIGURES.iter().cycle());
    let earlier = earlier.map(|(named, column)| {
        let title = Title::new(&named.en, &named.es);
        column.nth(named.period, &named.key, title)
    });
    let own = COLUMNS.iter().chain(FIGURES).copied();
    let mut columns: Vec<_> = own.chain(earlier).collect();
    for column in &mut columns {
        column.shown.total &= !has_levels(query);
    }
    columns
}
