//! Customers that statement runs leave out.

use jiff::civil::Date;
use sql::queries::core_api::statements::write as statements;
use store::Transaction;

use crate::writing::WriteError;

/// Until the transaction ends.
pub async fn lock(tx: &Transaction<'_>, partner: i64) -> Result<(), WriteError> {
    statements::lock_exclusion()
        .bind(tx, &partner)
        .one()
        .await?;
    Ok(())
}

/// Excludes a customer. Replaces an earlier exclusion.
pub async fn put(
    tx: &Transaction<'_>,
    partner: i64,
    reason: &str,
    until: Option<Date>,
    created_by: &str,
) -> Result<(), WriteError> {
    if !statements::knows_partner().bind(tx, &partner).one().await? {
        return Err(WriteError::NotFound);
    }
    statements::put_exclusion()
        .bind(tx, &partner, &reason, &until, &created_by)
        .await?;
    Ok(())
}

pub async fn delete(tx: &Transaction<'_>, partner: i64) -> Result<(), WriteError> {
    match statements::delete_exclusion().bind(tx, &partner).await? {
        1 => Ok(()),
        _ => Err(WriteError::NotFound),
    }
}
