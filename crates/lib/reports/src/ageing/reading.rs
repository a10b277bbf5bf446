//! Rows of the database as rows of the answer.

use rust_decimal::Decimal;
use tokio_postgres::Row;

use super::answer::{AgeingComparison, AgeingRow, AgeingTotals};
use super::{AgedBy, AgeingQuery, shares};
use crate::error::Error;
use crate::notes;

/// What a row has, and the zeros of its currencies.
pub(super) struct Shape {
    aged_by: AgedBy,
    groups_overlap: bool,
    zero: Decimal,
    buckets: usize,
    /// Code and zero of the currency of the filter.
    currency: Option<(String, Decimal)>,
    is_compared: bool,
}

impl Shape {
    pub(super) fn of(query: &AgeingQuery) -> Self {
        Self {
            aged_by: query.aged_by,
            groups_overlap: query.group_by.overlaps(),
            zero: zero(query.prepared.company.decimal_places),
            buckets: query.buckets.list.len(),
            currency: (query.currency.as_ref())
                .map(|own| (own.code.clone(), zero(own.decimal_places))),
            is_compared: query.compared.is_some(),
        }
    }
}

/// Zero, with the decimal places of a currency.
fn zero(places: i32) -> Decimal {
    let places = u32::try_from(places).unwrap_or(0);
    Decimal::new(0, places.min(Decimal::MAX_SCALE))
}

pub(super) fn group(row: &Row, shape: &Shape) -> Result<AgeingRow, Error> {
    let currency = InCurrency::read(row, shape)?;
    let amounts = amounts(row, "amounts", shape.zero, shape.buckets)?;
    let total = amount(row, "total", shape.zero)?;
    let overdue = shares::overdue(shape.aged_by, total, &amounts);
    Ok(AgeingRow {
        id: Some(row.try_get("group_id")?).filter(|id| *id != 0),
        name: row.try_get("name")?,
        code: row.try_get("code")?,
        items: row.try_get("items")?,
        total,
        unapplied: amount(row, "unapplied", shape.zero)?,
        overdue,
        overdue_percent: None,
        share_percent: None,
        amounts,
        currency: currency.code,
        total_currency: currency.total,
        overdue_currency: currency.overdue,
        amounts_currency: currency.amounts,
        compared: comparison(row, shape, total, overdue)?,
        latest_note: notes::read(row)?,
        items_url: None,
        overdue_items_url: None,
        unapplied_items_url: None,
        bucket_urls: Vec::new(),
    })
}

pub(super) fn whole(row: &Row, shape: &Shape) -> Result<AgeingTotals, Error> {
    let currency = InCurrency::read(row, shape)?;
    let amounts = amounts(row, "amounts", shape.zero, shape.buckets)?;
    let total = amount(row, "total", shape.zero)?;
    let overdue = shares::overdue(shape.aged_by, total, &amounts);
    Ok(AgeingTotals {
        groups: row.try_get("groups")?,
        groups_overlap: shape.groups_overlap,
        items: row.try_get("items")?,
        total,
        unapplied: amount(row, "unapplied", shape.zero)?,
        overdue,
        overdue_percent: shares::percent(overdue, total),
        amounts,
        currency: currency.code,
        total_currency: currency.total,
        overdue_currency: currency.overdue,
        amounts_currency: currency.amounts,
        compared: comparison(row, shape, total, overdue)?,
        items_url: None,
        overdue_items_url: None,
        unapplied_items_url: None,
        bucket_urls: Vec::new(),
    })
}

/// Amounts in the currency of the filter, if it has one.
#[derive(Default)]
struct InCurrency {
    code: Option<String>,
    total: Option<Decimal>,
    overdue: Option<Decimal>,
    amounts: Vec<Decimal>,
}

impl InCurrency {
    fn read(row: &Row, shape: &Shape) -> Result<Self, Error> {
        let Some((code, zero)) = &shape.currency else {
            return Ok(Self::default());
        };
        let amounts = amounts(row, "amounts_currency", *zero, shape.buckets)?;
        let total = amounts.iter().fold(*zero, |sum, amount| sum + amount);
        Ok(Self {
            code: Some(code.clone()),
            total: Some(total),
            overdue: shares::overdue(shape.aged_by, total, &amounts),
            amounts,
        })
    }
}

fn comparison(
    row: &Row,
    shape: &Shape,
    total: Decimal,
    overdue: Option<Decimal>,
) -> Result<Option<AgeingComparison>, Error> {
    if !shape.is_compared {
        return Ok(None);
    }
    let other = amount(row, "compared_total", shape.zero)?;
    let other_overdue = amount(row, "compared_overdue", shape.zero)?;
    Ok(Some(AgeingComparison {
        total: other,
        overdue: overdue.map(|_| other_overdue),
        total_difference: total - other,
        overdue_difference: overdue.map(|overdue| overdue - other_overdue),
    }))
}

/// An amount of a row, which the database writes without decimals if the row has no items.
fn amount(row: &Row, name: &str, zero: Decimal) -> Result<Decimal, Error> {
    let amount: Decimal = row.try_get(name)?;
    Ok(if amount.is_zero() { zero } else { amount })
}

/// The database numbers buckets from the oldest one and omits empty ones.
fn amounts(row: &Row, name: &str, zero: Decimal, buckets: usize) -> Result<Vec<Decimal>, Error> {
    let mut amounts = vec![zero; buckets];
    let numbers: Option<Vec<i32>> = row.try_get("buckets")?;
    let sums: Option<Vec<Decimal>> = row.try_get(name)?;
    for (number, sum) in numbers
        .unwrap_or_default()
        .iter()
        .zip(sums.unwrap_or_default())
    {
        let from_oldest = usize::try_from(*number).unwrap_or_default();
        if let Some(amount) = amounts.iter_mut().rev().nth(from_oldest) {
            *amount = sum;
        }
    }
    Ok(amounts)
}
