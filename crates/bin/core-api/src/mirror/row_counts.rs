//! The number of mirrored rows by company and id range. Triggers count each written row
//! (`ops.row_count`), so no rows are read.

use std::collections::BTreeMap;

use contracts::sync::IdRange;
use rust_decimal::Decimal;
use sql::queries::core_api::mirror::row_counts as statements;
use store::Transaction;

pub(crate) use self::statements::buckets;
use crate::writing::WriteError;

/// Ids per bucket. A counted range begins and ends at a bucket boundary, or has no end.
pub(crate) const BUCKET: i64 = 25_000;

/// A model with fewer entries is not added up.
const MANY: i64 = 1_000;

/// Rows of one company, or of a whole range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Count {
    pub(crate) rows: i64,
    /// `None` if Odoo's protocol could not carry it.
    pub(crate) id_sum: Option<Decimal>,
}

/// The rows of a range by company id; key 0 means no company.
pub(crate) async fn by_company(
    tx: &Transaction<'_>,
    model: &str,
    range: IdRange,
) -> Result<BTreeMap<i64, Count>, WriteError> {
    let (first, last) = (range.after_id / BUCKET, last_bucket(range));
    let counts = statements::by_company()
        .bind(tx, &model, &first, &last)
        .all()
        .await?
        .into_iter()
        .map(|row| {
            let count = Count {
                rows: row.rows,
                id_sum: Some(row.id_sum),
            };
            (row.company_id, count)
        });
    Ok(counts.collect())
}

fn last_bucket(range: IdRange) -> i64 {
    if range.up_to_id == IdRange::OPEN {
        i64::MAX
    } else {
        (range.up_to_id - 1) / BUCKET
    }
}

/// Merges the entries of a model if there are many. Entries added by other transactions stay.
pub(crate) async fn add_up(tx: &Transaction<'_>, model: &str) -> Result<(), WriteError> {
    if statements::entries().bind(tx, &model).one().await? >= MANY {
        statements::add_up().bind(tx, &model).await?;
    }
    Ok(())
}
