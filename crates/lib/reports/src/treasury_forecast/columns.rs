//! The forecast as a table: one row per period.

use futures::stream::{self, BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{ForecastRow, KEY, MODELS, TITLE, TreasuryForecastParameters, TreasuryForecastQuery};
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
    total(column("inflow", "Inflow", "Ingresos", Kind::Money, 18)),
    total(column("outflow", "Outflow", "Egresos", Kind::Money, 18)),
    total(column(
        "planned_inflow",
        "Planned inflow",
        "Ingresos previstos",
        Kind::Money,
        18,
    )),
    total(column(
        "planned_outflow",
        "Planned outflow",
        "Egresos previstos",
        Kind::Money,
        18,
    )),
    total(column("net", "Net", "Neto", Kind::Money, 18)),
    column("closing", "Closing balance", "Saldo final", Kind::Money, 18),
];

impl Exportable for TreasuryForecastQuery {
    const KEY: &'static str = KEY;
    const TITLE: Title<'static> = TITLE;
    const MODELS: &'static [&'static str] = &MODELS;
    type Parameters = TreasuryForecastParameters;
    type Row = ForecastRow;

    async fn prepare(
        client: &Transaction<'_>,
        parameters: &TreasuryForecastParameters,
        today: Date,
    ) -> Result<Self, Error> {
        super::prepare(client, parameters, today).await
    }

    fn parameters(&self) -> &TreasuryForecastParameters {
        self.parameters()
    }

    fn company(&self) -> &Company {
        self.company()
    }

    fn columns(&self) -> Vec<Column<'_>> {
        COLUMNS.to_vec()
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        let forecast = super::read(snapshot, self).await?;
        Ok(Expected {
            rows: u64::try_from(forecast.periods.len()).unwrap_or(u64::MAX),
            control_total: forecast.totals.net,
        })
    }

    async fn rows<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
    ) -> Result<BoxStream<'t, Result<ForecastRow, Error>>, Error> {
        let forecast = super::read(snapshot, self).await?;
        Ok(stream::iter(forecast.periods.into_iter().map(Ok)).boxed())
    }

    fn cells<'r>(&self, row: &'r ForecastRow) -> impl AsRef<[Cell<'r>]> {
        [
            row.date_from.into(),
            row.date_to.into(),
            Cell::from(row.opening),
            row.inflow.into(),
            row.outflow.into(),
            row.planned_inflow.into(),
            row.planned_outflow.into(),
            row.net.into(),
            row.closing.into(),
        ]
    }

    fn control(row: &ForecastRow) -> Decimal {
        row.net
    }
}
