//! The ageing as a table: the columns of a row, one column per bucket, then what the parameters add.

use rust_decimal::Decimal;

use super::{AgeingComparison, AgeingQuery, AgeingRow, AgeingTotals};
use crate::buckets::{Bounds, Bucket};
use crate::chunk::Totals;
use crate::column::{Cell, ColumnOf, Title};
use crate::columns;
use crate::currencies::Currency;
use crate::notes::{self, LatestNote, Noted};
use crate::paper::Language;

/// The title of a bucket in each language.
#[derive(Debug, Clone)]
pub(super) struct BucketTitle {
    en: String,
    es: String,
    /// The same on paper, where the other headings say that it is days.
    paper: (String, String),
    in_currency: Option<InCurrency>,
}

/// Key and titles of the same bucket in the currency of the filter.
#[derive(Debug, Clone)]
struct InCurrency {
    key: String,
    en: String,
    es: String,
}

impl BucketTitle {
    pub(super) fn on_paper<'a>(&'a self, language: &Language) -> &'a str {
        language.say(&self.paper.0, &self.paper.1)
    }
}

pub(super) fn titles(
    bounds: &Bounds,
    buckets: &[Bucket],
    currency: Option<&Currency>,
) -> Vec<BucketTitle> {
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
        let in_currency = currency.map(|Currency { code, .. }| InCurrency {
            key: format!("{key}_currency"),
            en: format!("{en} ({code})"),
            es: format!("{es} ({code})"),
        });
        BucketTitle {
            en,
            es,
            paper,
            in_currency,
        }
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

const OVERDUE: &[ColumnOf<AgeingRow>] = &columns![AgeingRow;
    overdue: Money(16), "Overdue", "Vencido", total, share_of("total");
    overdue_percent: Number(12), "Overdue %", "% vencido" => |row| percent(row.overdue_percent);
];

const SHARE: &[ColumnOf<AgeingRow>] = &columns![AgeingRow;
    share_percent: Number(12), "% of total", "% del total" => |row| percent(row.share_percent);
];

const COMPARED: &[ColumnOf<AgeingRow>] = &columns![AgeingRow;
    compared_total: Money(18), "Compared total", "Total comparado", total
        => |row| compared(row, |other| Some(&other.total));
    total_difference: Money(16), "Change of total", "Variación del total", total
        => |row| compared(row, |other| Some(&other.total_difference));
    compared_overdue: Money(16), "Compared overdue", "Vencido comparado", total
        => |row| compared(row, |other| other.overdue.as_ref());
    overdue_difference: Money(16), "Change of overdue", "Variación de lo vencido", total
        => |row| compared(row, |other| other.overdue_difference.as_ref());
];

const CURRENCY: &[ColumnOf<AgeingRow>] = &columns![AgeingRow;
    currency: Text(8), "Currency", "Moneda";
    total_currency: Money(18), "Total in currency", "Total en moneda", money_in("currency");
    overdue_currency: Money(16), "Overdue in currency", "Vencido en moneda", money_in("currency");
];

const BUCKET_CURRENCY: &[ColumnOf<AgeingRow>] = &columns![AgeingRow;
    amounts_currency: Money(16), "Amount in currency", "Importe en moneda", money_in("currency")
        => |row, bucket| (&row.amounts_currency[bucket]).into();
];

fn percent<'a>(percent: Option<Decimal>) -> Cell<'a> {
    percent.map_or(Cell::Empty, Cell::Number)
}

fn compared(row: &AgeingRow, amount: impl Fn(&AgeingComparison) -> Option<&Decimal>) -> Cell<'_> {
    let amount = row.compared.as_ref().and_then(amount);
    amount.map_or(Cell::Empty, |amount| Cell::Money(*amount))
}

impl Noted for AgeingRow {
    fn latest_note(&self) -> Option<&LatestNote> {
        self.latest_note.as_ref()
    }
}

/// Totals of the columns that cannot be summed from the rows.
pub(super) fn totals(query: &AgeingQuery, totals: &AgeingTotals) -> Totals {
    let mut all = Totals::new();
    let mut add = |key: &str, total: Option<Decimal>| {
        all.extend(total.map(|total| (key.to_owned(), total)));
    };
    add("overdue_percent", totals.overdue_percent);
    if !query.group_by.overlaps() {
        return all;
    }
    add("items", Some(totals.items.into()));
    add("total", Some(totals.total));
    add("unapplied", Some(totals.unapplied));
    add("overdue", totals.overdue);
    for (bucket, amount) in query.buckets.list.iter().zip(&totals.amounts) {
        add(&bucket.key, Some(*amount));
    }
    if let Some(other) = &totals.compared {
        add("compared_total", Some(other.total));
        add("compared_overdue", other.overdue);
        add("total_difference", Some(other.total_difference));
        add("overdue_difference", other.overdue_difference);
    }
    all
}

/// The columns of the query without those of buckets.
fn others(query: &AgeingQuery) -> Vec<ColumnOf<'_, AgeingRow>> {
    let by_due_date = query.aged_by.is_due_date();
    let overdue = OVERDUE.iter().filter(move |_| by_due_date);
    let compared = COMPARED.iter().filter(|_| query.compared.is_some());
    let compared = compared.filter(move |it| by_due_date || !it.shown.key.contains("overdue"));
    let currency = CURRENCY.iter().filter(|_| query.currency.is_some());
    let currency = currency.filter(move |it| by_due_date || !it.shown.key.contains("overdue"));
    let all = overdue.chain(SHARE).chain(compared).chain(currency);
    all.copied().collect()
}

pub(super) fn columns(query: &AgeingQuery) -> Vec<ColumnOf<'_, AgeingRow>> {
    let group = query.group_by;
    let buckets = query.buckets.list.iter().zip(&query.titles).enumerate();
    let buckets = buckets.flat_map(|(nth, (bucket, title))| {
        let title = Title::new(&title.en, &title.es);
        BUCKET
            .iter()
            .map(move |column| column.nth(nth, &bucket.key, title))
    });
    let in_currency = query.titles.iter().enumerate();
    let in_currency =
        in_currency.filter_map(|(nth, title)| Some((nth, title.in_currency.as_ref()?)));
    let in_currency = in_currency.flat_map(|(nth, title)| {
        let InCurrency { key, en, es } = title;
        let named = Title::new(en, es);
        BUCKET_CURRENCY
            .iter()
            .map(move |column| column.nth(nth, key, named))
    });
    let mut columns: Vec<_> = COLUMNS
        .iter()
        .copied()
        .chain(buckets)
        .chain(others(query))
        .chain(in_currency)
        .collect();
    if group.is_of_partners() {
        columns.extend(notes::columns());
    }
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
