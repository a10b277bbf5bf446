//! Rows that refer to a record which a run buried. Merging partners or accounts moves every link by
//! SQL, without a `write_date` and without a trace in any total: a link to a buried record shows it.

use std::collections::BTreeMap;

use contracts::sync::IdRange;
use store::{
    Transaction,
    catalog::{ColumnKind, Model},
};
use uuid::Uuid;

use super::{
    Actor, WriteError,
    proofs::{self, Ranges},
    sync_runs,
};
use crate::scope::Scope;

/// What may be merged, and by which names other models refer to it.
const MERGED: [(&str, &[&str]); 2] = [
    ("res.partner", &["partner_id", "commercial_partner_id"]),
    ("account.account", &["account_id"]),
];
/// Ids read around each such row; many rows are read in wider ranges.
const WIDTHS: [i64; 2] = [500, 25_000];
const MAX_RANGES: usize = 1_000;

/// Ranges that hold every living row with a link to a record that the run buried.
pub async fn to_buried(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
) -> Result<Ranges, WriteError> {
    let scopes = sync_runs::scopes(tx, actor).await?;
    let mut ranges = BTreeMap::new();
    for (name, columns) in MERGED {
        let Some(merged) = scopes.iter().find(|scope| scope.model == name) else {
            continue;
        };
        let merged = &merged.mirrored;
        let sql = format!(
            "select exists (select from odoo.{} where _run = $1 and _deleted_at is not null)",
            merged.table
        );
        if !tx.query_one(&sql, &[&run]).await?.get::<_, bool>(0) {
            continue;
        }
        for scope in &scopes {
            let own_parent = (scope.model == name).then_some("parent_id");
            let columns = columns.iter().copied().chain(own_parent);
            for column in columns.filter(|column| links(scope, column)) {
                let found = referring(tx, run, (&scope.mirrored, column), merged).await?;
                let of_model: &mut Vec<IdRange> = ranges.entry(scope.model.clone()).or_default();
                of_model.extend(found);
            }
        }
    }
    ranges.retain(|_, ranges| !ranges.is_empty());
    Ok(proofs::disjoint(ranges.into_iter().collect()))
}

/// Whether the field is asked of Odoo and kept as the id of a record.
fn links(scope: &Scope, field: &str) -> bool {
    scope.fields.iter().any(|asked| asked == field)
        && scope.mirrored.kind_of(field) == Some(ColumnKind::Integer)
}

async fn referring(
    tx: &Transaction<'_>,
    run: Uuid,
    (model, column): (&Model, &str),
    merged: &Model,
) -> Result<Vec<IdRange>, WriteError> {
    let mut ranges = Vec::new();
    for width in WIDTHS {
        let rows = tx
            .query(
                &format!(
                    "select distinct (r.id - 1) / {width} * {width}
                     from odoo.{} gone join odoo.{} r on r.{column} = gone.id
                     where gone._run = $1 and gone._deleted_at is not null
                       and r._deleted_at is null",
                    merged.table, model.table
                ),
                &[&run],
            )
            .await?;
        let range = |row: &tokio_postgres::Row| IdRange {
            after_id: row.get(0),
            up_to_id: row.get::<_, i64>(0) + width,
        };
        ranges = rows.iter().map(range).collect();
        if ranges.len() <= MAX_RANGES {
            break;
        }
    }
    Ok(ranges)
}
