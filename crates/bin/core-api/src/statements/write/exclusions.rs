//! Customers that statement runs leave out.

use jiff::civil::Date;
use store::Transaction;

use crate::writing::WriteError;

/// Excludes a customer. Replaces an earlier exclusion.
pub async fn put(
    tx: &Transaction<'_>,
    partner: i64,
    reason: &str,
    until: Option<Date>,
    created_by: &str,
) -> Result<(), WriteError> {
    let known = "select from odoo.res_partner where id = $1 and _deleted_at is null";
    if tx.query_opt(known, &[&partner]).await?.is_none() {
        return Err(WriteError::NotFound);
    }
    tx.execute(
        "insert into ops.statement_exclusion (partner_id, reason, until, created_by)
         values ($1, $2, $3, $4)
         on conflict (partner_id) do update set reason = excluded.reason, until = excluded.until,
             created_by = excluded.created_by, created_at = now()",
        &[&partner, &reason, &until, &created_by],
    )
    .await?;
    Ok(())
}

pub async fn delete(tx: &Transaction<'_>, partner: i64) -> Result<(), WriteError> {
    let sql = "delete from ops.statement_exclusion where partner_id = $1";
    match tx.execute(sql, &[&partner]).await? {
        1 => Ok(()),
        _ => Err(WriteError::NotFound),
    }
}
