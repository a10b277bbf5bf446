//! Billing and collections as a table: one row per month.

use futures::stream::{self, BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{CollectionsMonth, CollectionsParameters, CollectionsQuery, KEY, TITLE};
use crate::BOOKS;
use crate::column::{Cell, Column, Kind, Title, column, total};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: [Column<'static>; 9] = [
    column("date_from", "From", "Desde", Kind::Date, 12),
    column("date_to", "To", "Hasta", Kind::Date, 12),
    column(
        "opening",
        "Opening balance",
        "Saldo inicial",
        Kind::Money,
        18,
    ),
    total(column("invoiced", "Invoiced", "Facturado", Kind::Money, 18)),
    total(column(
        "credited",
        "Credit notes",
        "Notas de crédito",
        Kind::Money,
        18,
    )),
    total(column(
        "billed",
        "Billed, net",
        "Facturado neto",
        Kind::Money,
        18,
    )),
    total(column("collected", "Collected", "Cobrado", Kind::Money, 18)),
    total(column(
        "other",
        "Other entries",
        "Otros asientos",
        Kind::Money,
        18,
    )),
    column("outstanding", "Outstanding", "Por cobrar", Kind::Money, 18),
];

impl Exportable for CollectionsQuery {
    const KEY: &'static str = KEY;
    const TITLE: Title<'static> = TITLE;
    const MODELS: &'static [&'static str] = &BOOKS;
    type Parameters = CollectionsParameters;
    type Row = CollectionsMonth;

    async fn prepare(
        client: &Transaction<'_>,
        parameters: &CollectionsParameters,
        today: Date,
    ) -> Result<Self, Error> {
        super::prepare(client, parameters, today).await
    }

    fn parameters(&self) -> &CollectionsParameters {
        self.parameters()
    }

    fn company(&self) -> &Company {
        self.company()
    }

    fn columns(&self) -> Vec<Column<'_>> {
        COLUMNS.to_vec()
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        let (rows, _) = super::receivables(snapshot, self).await?;
        Ok(Expected {
            rows: u64::try_from(rows.len()).unwrap_or(u64::MAX),
            control_total: rows.iter().map(Self::control).sum(),
        })
    }

    async fn rows<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
    ) -> Result<BoxStream<'t, Result<CollectionsMonth, Error>>, Error> {
        let (rows, _) = super::receivables(snapshot, self).await?;
        Ok(stream::iter(rows.into_iter().map(Ok)).boxed())
    }

    fn cells<'r>(&self, row: &'r CollectionsMonth) -> impl AsRef<[Cell<'r>]> {
        let figures = &row.figures;
        let amounts = [
            figures.opening,
            figures.invoiced,
            figures.credited,
            figures.billed,
            figures.collected,
            figures.other,
            figures.outstanding,
        ];
        let mut cells: Vec<Cell<'r>> = vec![row.date_from.into(), row.date_to.into()];
        cells.extend(amounts.map(Cell::from));
        cells
    }

    fn control(row: &CollectionsMonth) -> Decimal {
        row.figures.billed
    }
}
