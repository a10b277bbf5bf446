//! The number of mirrored rows by company and id range. Triggers count each written row
//! (`ops.row_count`), so no rows are read.

use std::collections::BTreeMap;

use contracts::sync::IdRange;
use rust_decimal::Decimal;
use store::{Transaction, cached};

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
    let statement = tx
        .prepare_cached(
            "select company_id, sum(rows)::bigint, sum(id_sum)
             from ops.row_count where model = $1 and bucket >= $2 and bucket <= $3
             group by company_id having sum(rows) <> 0",
        )
        .await?;
    let first = range.after_id / BUCKET;
    let rows = tx
        .query(&statement, &[&model, &first, &last_bucket(range)])
        .await?;
    let counts = rows.iter().map(|row| {
        let count = Count {
            rows: row.get(1),
            id_sum: Some(row.get(2)),
        };
        (row.get(0), count)
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

/// The number of buckets up to the highest id of the model.
pub(crate) async fn buckets(tx: &Transaction<'_>, model: &str) -> Result<i64, WriteError> {
    let sql = "select coalesce(max(bucket) + 1, 0) from ops.row_count where model = $1";
    Ok(cached::query_one(tx, sql, &[&model]).await?.get(0))
}

/// Merges the entries of a model if there are many. Entries added by other transactions stay.
pub(crate) async fn add_up(tx: &Transaction<'_>, model: &str) -> Result<(), WriteError> {
    let sql = "select count(*) from ops.row_count where model = $1";
    let entries: i64 = cached::query_one(tx, sql, &[&model]).await?.get(0);
    if entries < MANY {
        return Ok(());
    }
    tx.execute(
        "with old as (delete from ops.row_count where model = $1 returning *)
         insert into ops.row_count
         select model, company_id, bucket, sum(rows), sum(id_sum) from old
         group by model, company_id, bucket having sum(rows) <> 0 or sum(id_sum) <> 0",
        &[&model],
    )
    .await?;
    Ok(())
}
