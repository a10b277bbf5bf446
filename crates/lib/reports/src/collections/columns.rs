//! Billing and collections as a table: one row per month.

use futures::stream::{self, BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{CollectionsMonth, CollectionsParameters, CollectionsQuery, KEY, TITLE};
use crate::BOOKS;
use crate::column::{ColumnOf, Title};
use crate::columns;
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: &[ColumnOf<CollectionsMonth>] = &columns![CollectionsMonth;
    date_from: Date(12), "From", "Desde";
    date_to: Date(12), "To", "Hasta";
    opening: Money(18), "Opening balance", "Saldo inicial" => |row| (&row.figures.opening).into();
    invoiced: Money(18), "Invoiced", "Facturado", total => |row| (&row.figures.invoiced).into();
    credited: Money(18), "Credit notes", "Notas de crédito", total
        => |row| (&row.figures.credited).into();
    billed: Money(18), "Billed, net", "Facturado neto", total => |row| (&row.figures.billed).into();
    collected: Money(18), "Collected", "Cobrado", total => |row| (&row.figures.collected).into();
    other: Money(18), "Other entries", "Otros asientos", total => |row| (&row.figures.other).into();
    outstanding: Money(18), "Outstanding", "Por cobrar" => |row| (&row.figures.outstanding).into();
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

    fn columns(&self) -> Vec<ColumnOf<'_, CollectionsMonth>> {
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

    fn control(row: &CollectionsMonth) -> Decimal {
        row.figures.billed
    }
}
