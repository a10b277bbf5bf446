//! The trial balance as a table, with four more columns per period for comparison. Levels contain
//! each other, so with levels no column is summed.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{
    Grouping, KEY, TITLE, TrialBalanceParameters, TrialBalancePeriod, TrialBalanceQuery,
    TrialBalanceRow,
};
use crate::LEDGER;
use crate::accounts::EARLIER_RESULTS;
use crate::column::{Cell, Column, Kind, Title, column};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: [Column<'static>; 7] = [
    column("code", "Account", "Cuenta", Kind::Text, 14),
    column(
        "name",
        "Account name",
        "Nombre de la cuenta",
        Kind::Text,
        40,
    ),
    column("level", "Level", "Nivel", Kind::Integer, 8),
    column(
        "opening",
        "Opening balance",
        "Saldo inicial",
        Kind::Money,
        18,
    ),
    column("debit", "Debit", "Debe", Kind::Money, 18),
    column("credit", "Credit", "Haber", Kind::Money, 18),
    column("closing", "Closing balance", "Saldo final", Kind::Money, 18),
];

/// A column of a period for comparison, with the texts that [`Column`] borrows.
#[derive(Debug, Clone)]
pub(super) struct PeriodColumn {
    key: String,
    en: String,
    es: String,
}

const FIGURES: [Column<'static>; 4] = [COLUMNS[3], COLUMNS[4], COLUMNS[5], COLUMNS[6]];

/// The columns of the periods for comparison: `debit_1` for the first of them, and so on.
pub(super) fn of_periods(periods: &[TrialBalancePeriod]) -> Vec<PeriodColumn> {
    let mut columns = Vec::new();
    for (number, period) in periods.iter().enumerate().skip(1) {
        let days = format!("{} – {}", period.date_from, period.date_to);
        for column in FIGURES {
            columns.push(PeriodColumn {
                key: format!("{}_{number}", column.key),
                en: format!("{} {days}", column.title.en),
                es: format!("{} {days}", column.title.es),
            });
        }
    }
    columns
}

fn cells(row: &TrialBalanceRow) -> Vec<Cell<'_>> {
    let mut cells: Vec<Cell<'_>> = vec![
        row.code.as_ref().into(),
        Cell::one_of(&[EARLIER_RESULTS], row.name.as_ref()),
        row.level.map(i64::from).into(),
    ];
    for figures in std::iter::once(&row.figures).chain(&row.comparison) {
        let amounts = [
            figures.opening,
            figures.debit,
            figures.credit,
            figures.closing,
        ];
        cells.extend(amounts.map(Cell::from));
    }
    cells
}

fn has_levels(query: &TrialBalanceQuery) -> bool {
    query.parameters.by == Some(Grouping::Level)
}

impl Exportable for TrialBalanceQuery {
    const KEY: &'static str = KEY;
    const TITLE: Title<'static> = TITLE;
    const MODELS: &'static [&'static str] = &LEDGER;
    type Parameters = TrialBalanceParameters;
    type Row = TrialBalanceRow;

    async fn prepare(
        client: &Transaction<'_>,
        parameters: &TrialBalanceParameters,
        today: Date,
    ) -> Result<Self, Error> {
        super::prepare(client, parameters, today).await
    }

    fn parameters(&self) -> &TrialBalanceParameters {
        self.parameters()
    }

    fn company(&self) -> &Company {
        self.company()
    }

    fn columns(&self) -> Vec<Column<'_>> {
        let periods = self.period_columns.iter().map(|column| Column {
            key: &column.key,
            title: Title {
                en: &column.en,
                es: &column.es,
            },
            ..COLUMNS[3]
        });
        let columns = COLUMNS.into_iter().chain(periods);
        let total = !has_levels(self);
        columns
            .map(|column| Column {
                total: total && column.kind == Kind::Money,
                ..column
            })
            .collect()
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        super::expected(snapshot, self).await
    }

    async fn rows<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
    ) -> Result<BoxStream<'t, Result<TrialBalanceRow, Error>>, Error> {
        Ok(super::stream(snapshot, self).await?.boxed())
    }

    fn cells<'r>(&self, row: &'r TrialBalanceRow) -> impl AsRef<[Cell<'r>]> {
        cells(row)
    }

    fn control(row: &TrialBalanceRow) -> Decimal {
        row.figures.debit
    }

    fn is_sum(&self, row: &TrialBalanceRow) -> bool {
        has_levels(self) && row.level.is_some()
    }
}
