//! The forecast as a table: one row per period.

use futures::stream::{self, BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{ForecastRow, KEY, MODELS, TITLE, TreasuryForecastParameters, TreasuryForecastQuery};
use crate::column::{ColumnOf, Title};
use crate::columns;
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: &[ColumnOf<ForecastRow>] = &columns![ForecastRow;
    date_from: Date(12), "From", "Desde";
    date_to: Date(12), "To", "Hasta";
    opening: Money(18), "Opening balance", "Saldo inicial";
    inflow: Money(18), "Inflow", "Ingresos", total;
    outflow: Money(18), "Outflow", "Egresos", total;
    planned_inflow: Money(18), "Planned inflow", "Ingresos previstos", total;
    planned_outflow: Money(18), "Planned outflow", "Egresos previstos", total;
    net: Money(18), "Net", "Neto", total;
    closing: Money(18), "Closing balance", "Saldo final";
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

    fn columns(&self) -> Vec<ColumnOf<'_, ForecastRow>> {
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

    fn control(row: &ForecastRow) -> Decimal {
        row.net
    }
}
