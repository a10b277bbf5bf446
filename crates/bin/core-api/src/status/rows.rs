//! How many rows the mirrored tables have.

use std::collections::BTreeMap;

use sql::queries::core_api::status::read::Models;
use store::{Transaction, catalog::quoted};

/// Tables up to this size are counted; for larger ones PostgreSQL's estimate is used.
const COUNTED_BYTES: i64 = 16 << 20;

/// The rows of the small tables by model, without tombstones. The tables' names come from the
/// catalogue, so they are safe in SQL.
pub(crate) async fn count(
    tx: &Transaction<'_>,
    models: &[Models],
) -> Result<BTreeMap<String, i64>, tokio_postgres::Error> {
    let small = models.iter().filter(|model| model.bytes <= COUNTED_BYTES);
    let counts: Vec<String> = small
        .map(|model| {
            format!(
                "select '{}' as model, count(*) from odoo.{} where _deleted_at is null",
                model.model.replace('\'', "''"),
                quoted(&model.relname)
            )
        })
        .collect();
    if counts.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = tx.query(&counts.join(" union all "), &[]).await?;
    let counted = rows.iter().map(|row| (row.get("model"), row.get("count")));
    Ok(counted.collect())
}
