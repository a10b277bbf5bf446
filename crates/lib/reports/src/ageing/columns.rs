//! The ageing as a table: the columns of a row, then one column per bucket.

use super::{AgeingQuery, AgeingRow};
use crate::buckets::{Bounds, Bucket};
use crate::column::{ColumnOf, Title};
use crate::columns;
use crate::paper::Language;

/// The title of a bucket in each language.
#[derive(Debug, Clone)]
pub(super) struct BucketTitle {
    en: String,
    es: String,
    /// The same on paper, where the other headings say that it is days.
    paper: (String, String),
}

impl BucketTitle {
    pub(super) fn on_paper<'a>(&'a self, language: &Language) -> &'a str {
        language.say(&self.paper.0, &self.paper.1)
    }
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
        let paper = match (key, bounds) {
            ("not_due", _) => ("Not due".to_owned(), "No vencido".to_owned()),
            (_, Bounds::Days(_)) if key != "current" => short_days(key),
            _ => (en.clone(), es.clone()),
        };
        BucketTitle { en, es, paper }
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

/// `1 a 30`, `Más de 120`.
fn short_days(key: &str) -> (String, String) {
    match key.strip_prefix("over-") {
        Some(days) => (format!("Over {days}"), format!("Más de {days}")),
        None => (key.replace('-', "–"), key.replace('-', " a ")),
    }
}

/// The titles of `2026-11` or `before-2026-08`.
fn month(key: &str) -> (String, String) {
    match key.strip_prefix("before-") {
        Some(month) => (format!("Before {month}"), format!("Antes de {month}")),
        None => (key.to_owned(), key.to_owned()),
    }
}

const COLUMNS: &[ColumnOf<AgeingRow>] = &columns![AgeingRow;
    id: Integer(10), "Id", "Id", internal;
    name: Text(40), "Name", "Nombre";
    code: Text(16), "Code", "Código";
    items: Integer(10), "Items", "Partidas", total;
    total: Money(18), "Total", "Total", total, share_of("total");
    unapplied: Money(16), "Unapplied", "Sin aplicar", total;
];

const BUCKET: &[ColumnOf<AgeingRow>] = &columns![AgeingRow;
    amounts: Money(16), "Amount", "Importe", total, share_of("total")
        => |row, bucket| (&row.amounts[bucket]).into();
];

pub(super) fn columns(query: &AgeingQuery) -> Vec<ColumnOf<'_, AgeingRow>> {
    let group = query.group_by;
    let buckets = query.buckets.list.iter().zip(&query.titles).enumerate();
    let buckets = buckets.flat_map(|(nth, (bucket, title))| {
        let title = Title::new(&title.en, &title.es);
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
        shown.subtotal = shown.total;
    }
    columns
}
