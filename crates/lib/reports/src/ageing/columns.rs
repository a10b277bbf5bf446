//! The ageing as a table: the columns of a row, then one column per bucket.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::bounds::{Bounds, Bucket};
use super::{AgeingParameters, AgeingQuery, AgeingRow, KEY, TITLE};
use crate::LEDGER;
use crate::column::{Cell, Column, Kind, Title, column, total};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::{Exportable, Totals};

/// The title of a bucket in each language.
#[derive(Debug, Clone)]
pub(super) struct BucketTitle {
    en: String,
    es: String,
}

pub(super) fn titles(bounds: &Bounds, buckets: &[Bucket]) -> Vec<BucketTitle> {
    let title = |bucket: &Bucket| {
        let key = bucket.key.as_str();
        let (en, es) = match (key, bounds) {
            ("not_due", _) => ("Not due".to_owned(), "Por vencer".to_owned()),
            ("current", _) => ("Current".to_owned(), "Corriente".to_owned()),
            (_, Bounds::Days(_)) => days(key),
            (_, Bounds::Months(_)) => month(key),
        };
        BucketTitle { en, es }
    };
    buckets.iter().map(title).collect()
}

/// The titles of `1-30` or `over-120`.
fn days(key: &str) -> (String, String) {
    if let Some(days) = key.strip_prefix("over-") {
        return (format!("Over {days} days"), format!("Más de {days} días"));
    }
    let days = key.replace('-', "–");
    (format!("{days} days"), format!("{days} días"))
}

/// The titles of `2026-11` or `before-2026-08`.
fn month(key: &str) -> (String, String) {
    match key.strip_prefix("before-") {
        Some(month) => (format!("Before {month}"), format!("Antes de {month}")),
        None => (key.to_owned(), key.to_owned()),
    }
}

pub fn columns(query: &AgeingQuery) -> Vec<Column<'_>> {
    let group = query.group_by;
    // If rows overlap, their sum is meaningless; the report's own totals are shown.
    let total = |column| {
        if group.overlaps() {
            column
        } else {
            total(column)
        }
    };
    let mut columns = vec![
        column("id", "Id", "Id", Kind::Integer, 10),
        Column {
            title: group.title(),
            ..column("name", "", "", Kind::Text, 40)
        },
        Column {
            title: group.title_of_code(),
            ..column("code", "", "", Kind::Text, 16)
        },
        total(column("items", "Items", "Partidas", Kind::Integer, 10)),
        total(column("total", "Total", "Total", Kind::Money, 18)),
        total(column(
            "unapplied",
            "Unapplied",
            "Sin aplicar",
            Kind::Money,
            16,
        )),
    ];
    let buckets = query.buckets.list.iter().zip(&query.titles);
    columns.extend(buckets.map(|(bucket, title)| {
        total(Column {
            key: &bucket.key,
            title: Title {
                en: &title.en,
                es: &title.es,
            },
            kind: Kind::Money,
            width: 16,
            total: false,
            currency_in: None,
        })
    }));
    columns
}

/// The cells of the row, in the order of [`columns`].
pub fn cells(row: &AgeingRow) -> Vec<Cell<'_>> {
    let mut cells = vec![
        row.id.into(),
        row.name.as_ref().into(),
        row.code.as_ref().into(),
        row.items.into(),
        row.total.into(),
        row.unapplied.into(),
    ];
    cells.extend(row.amounts.iter().map(|amount| Cell::Money(*amount)));
    cells
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
        columns(self)
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        super::expected(snapshot, self).await
    }

    async fn totals(&self, snapshot: &Transaction<'_>) -> Result<Option<Totals>, Error> {
        if !self.group_by.overlaps() {
            return Ok(None);
        }
        let totals = super::totals(snapshot, self).await?;
        let mut by_column = vec![None; 3];
        by_column.extend([totals.items.into(), totals.total, totals.unapplied].map(Some));
        by_column.extend(totals.amounts.into_iter().map(Some));
        Ok(Some(by_column))
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
