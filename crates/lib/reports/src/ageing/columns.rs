//! The ageing as a table: the columns of a row, then one column per bucket.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::bounds::{Bounds, Bucket};
use super::{AgeingParameters, AgeingQuery, AgeingRow, KEY, TITLE};
use crate::LEDGER;
use crate::column::{ColumnOf, Title};
use crate::columns;
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

const COLUMNS: &[ColumnOf<AgeingRow>] = &columns![AgeingRow;
    id: Integer(10), "Id", "Id";
    name: Text(40), "Name", "Nombre";
    code: Text(16), "Code", "Código";
    items: Integer(10), "Items", "Partidas", total;
    total: Money(18), "Total", "Total", total;
    unapplied: Money(16), "Unapplied", "Sin aplicar", total;
];

const BUCKET: &[ColumnOf<AgeingRow>] = &columns![AgeingRow;
    amounts: Money(16), "Amount", "Importe", total => |row, bucket| (&row.amounts[bucket]).into();
];

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

    fn columns(&self) -> Vec<ColumnOf<'_, AgeingRow>> {
        let group = self.group_by;
        let buckets = self.buckets.list.iter().zip(&self.titles).enumerate();
        let buckets = buckets.flat_map(|(nth, (bucket, title))| {
            let title = Title {
                en: &title.en,
                es: &title.es,
            };
            BUCKET
                .iter()
                .map(move |column| column.nth(nth, &bucket.key, title))
        });
        let mut columns: Vec<_> = COLUMNS.iter().copied().chain(buckets).collect();
        for ColumnOf { shown, .. } in &mut columns {
            match shown.key {
                "name" => shown.title = group.title(),
                "code" => shown.title = group.title_of_code(),
                _ => {}
            }
            // If rows overlap, their sum is meaningless; the report's own totals are shown.
            shown.total &= !group.overlaps();
        }
        columns
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        super::expected(snapshot, self).await
    }

    async fn totals(&self, snapshot: &Transaction<'_>) -> Result<Totals, Error> {
        if !self.group_by.overlaps() {
            return Ok(Totals::default());
        }
        let totals = super::totals(snapshot, self).await?;
        let keys = self.buckets.list.iter().map(|bucket| bucket.key.as_str());
        let fixed = [
            ("items", totals.items.into()),
            ("total", totals.total),
            ("unapplied", totals.unapplied),
        ];
        let all = fixed.into_iter().chain(keys.zip(totals.amounts));
        Ok(all.map(|(key, total)| (key.to_owned(), total)).collect())
    }

    async fn rows<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
    ) -> Result<BoxStream<'t, Result<AgeingRow, Error>>, Error> {
        Ok(super::stream(snapshot, self).await?.boxed())
    }

    fn control(row: &AgeingRow) -> Decimal {
        row.total
    }
}
