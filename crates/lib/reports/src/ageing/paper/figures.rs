//! The amounts of the ageing on paper, in any currency.

use rust_decimal::Decimal;
use store::GenericClient;

use crate::ageing::{AgeingQuery, AgeingRow, statement};
use crate::error::Error;

/// What a row of the table shows, in any currency.
#[derive(Debug, Clone)]
pub(super) struct Figures {
    pub(super) items: i64,
    pub(super) amounts: Vec<Decimal>,
    pub(super) total: Decimal,
    pub(super) unapplied: Decimal,
}

pub(super) struct OfCurrency {
    pub(super) code: String,
    pub(super) places: u32,
    pub(super) company: Figures,
    pub(super) own: Figures,
}

pub(super) async fn by_currency(
    client: &impl GenericClient,
    query: &AgeingQuery,
) -> Result<Vec<OfCurrency>, Error> {
    let rows = statement::by_currency(query).query(client).await?;
    let buckets = query.buckets.list.len();
    let mut currencies: Vec<OfCurrency> = Vec::new();
    for row in &rows {
        let code: String = row.try_get("code")?;
        if currencies.last().is_none_or(|last| last.code != code) {
            currencies.push(OfCurrency {
                code,
                places: row.try_get::<_, i32>("places")?.unsigned_abs(),
                company: Figures::zero(buckets),
                own: Figures::zero(buckets),
            });
        }
        let Some(of) = currencies.last_mut() else {
            continue;
        };
        let from_oldest: i32 = row.try_get("bucket")?;
        let bucket = buckets.saturating_sub(1 + usize::try_from(from_oldest).unwrap_or_default());
        of.company.items += row.try_get::<_, i64>("items")?;
        of.company.unapplied += row.try_get::<_, Decimal>("unapplied")?;
        of.company.put(bucket, row.try_get("residual")?);
        of.own.put(bucket, row.try_get("residual_currency")?);
    }
    currencies.retain(|of| of.company.items > 0);
    Ok(currencies)
}

impl Figures {
    pub(super) fn zero(buckets: usize) -> Self {
        Self {
            items: 0,
            amounts: vec![Decimal::ZERO; buckets],
            total: Decimal::ZERO,
            unapplied: Decimal::ZERO,
        }
    }

    pub(super) fn of(row: &AgeingRow) -> Self {
        Self {
            items: row.items,
            amounts: row.amounts.clone(),
            total: row.total,
            unapplied: row.unapplied,
        }
    }

    pub(super) fn put(&mut self, bucket: usize, amount: Decimal) {
        if let Some(own) = self.amounts.get_mut(bucket) {
            *own += amount;
        }
        self.total += amount;
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.items += other.items;
        self.total += other.total;
        self.unapplied += other.unapplied;
        for (own, other) in self.amounts.iter_mut().zip(&other.amounts) {
            *own += *other;
        }
    }
}
