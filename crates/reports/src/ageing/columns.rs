//! The ageing as a table.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{AgeingParameters, AgeingQuery, AgeingRow, KEY, TITLE};
use crate::LEDGER;
use crate::column::{Cell, Column, Kind, Title, column, total};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

pub const COLUMNS: [Column<'static>; 11] = [
    column("partner_id", "Partner id", "Id", Kind::Integer, 10),
    column(
        "partner_name",
        "Partner",
        "Cliente o proveedor",
        Kind::Text,
        40,
    ),
    column("vat", "Tax id", "RUC o documento", Kind::Text, 16),
    total(column("items", "Items", "Partidas", Kind::Integer, 10)),
    total(column("total", "Total", "Total", Kind::Money, 18)),
    total(column("not_due", "Not due", "Por vencer", Kind::Money, 16)),
    total(column(
        "days_1_30",
        "1–30 days",
        "1–30 días",
        Kind::Money,
        16,
    )),
    total(column(
        "days_31_60",
        "31–60 days",
        "31–60 días",
        Kind::Money,
        16,
    )),
    total(column(
        "days_61_90",
        "61–90 days",
        "61–90 días",
        Kind::Money,
        16,
    )),
    total(column(
        "days_91_120",
        "91–120 days",
        "91–120 días",
        Kind::Money,
        16,
    )),
    total(column(
        "older",
        "Over 120 days",
        "Más de 120 días",
        Kind::Money,
        16,
    )),
];

/// The row under [`COLUMNS`].
pub fn cells(row: &AgeingRow) -> [Cell<'_>; COLUMNS.len()] {
    [
        row.partner_id.into(),
        row.partner_name.as_ref().into(),
        row.vat.as_ref().into(),
        row.items.into(),
        row.total.into(),
        row.buckets.not_due.into(),
        row.buckets.days_1_30.into(),
        row.buckets.days_31_60.into(),
        row.buckets.days_61_90.into(),
        row.buckets.days_91_120.into(),
        row.buckets.older.into(),
    ]
}

impl Exportable for AgeingQuery {
    const KEY: &'static str = KEY;
    const TITLE: Title<'static> = TITLE;
    const MODELS: &'static [&'static str] = &LEDGER;
    type Parameters = AgeingParameters;
    type Row = AgeingRow;

    async fn prepare(
        client: &Transaction<'_>,
        parameters: &AgeingParameters,
        today: Date,
    ) -> Result<Self, Error> {
        super::prepare(client, parameters, today).await
    }

    fn parameters(&self) -> &AgeingParameters {
        self.parameters()
    }

    fn company(&self) -> &Company {
        &self.scope().company
    }

    fn columns(&self) -> Vec<Column<'_>> {
        COLUMNS.to_vec()
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        super::expected(snapshot, self).await
    }

    async fn rows<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
    ) -> Result<BoxStream<'t, Result<AgeingRow, Error>>, Error> {
        Ok(super::stream(snapshot, self).await?.boxed())
    }

    fn cells<'r>(&self, row: &'r AgeingRow) -> impl AsRef<[Cell<'r>]> {
        cells(row)
    }

    fn control(row: &AgeingRow) -> Decimal {
        row.total
    }
}
