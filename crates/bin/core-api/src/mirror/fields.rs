//! Which fields the mirror holds completely. A field that Odoo lacks, or that the tenant's file no
//! longer names, is frozen: its values stay, but it is loaded completely before it is used again.

use sql::queries::core_api::mirror::fields as statements;
use store::Transaction;
use uuid::Uuid;

pub(crate) use self::statements::{is_loaded, wants_whole_read};
use crate::{mirror::scope::Scope, writing::WriteError};

/// Freezes the models that have a table but are no longer read.
pub(crate) async fn freeze_others(tx: &Transaction<'_>, asked: &[Scope]) -> Result<(), WriteError> {
    let asked: Vec<&str> = asked.iter().map(|scope| scope.model.as_str()).collect();
    statements::freeze_others().bind(tx, &asked).await?;
    Ok(())
}

/// Records which fields of its models a completed run has loaded and which are frozen.
pub async fn settle(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    let frozen = statements::settle_read().bind(tx, &run).all().await?;
    let dropped = statements::freeze_dropped().bind(tx, &run).all().await?;
    for (rows, reason) in [(frozen, "not in Odoo"), (dropped, "not configured")] {
        let name = |row: &statements::Frozen| format!("{}.{}", row.model, row.field);
        let fields: Vec<String> = rows.iter().map(name).collect();
        if !fields.is_empty() {
            tracing::warn!(sync_run.id = %run, ?fields, reason, "fields are frozen");
        }
    }
    Ok(())
}

/// An upgrade of Odoo changes rows by SQL without a new `write_date`, so the next incremental run
/// reads completely what this run did not.
pub async fn after_upgrade(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    let statements::Series { before, now } = statements::series().bind(tx, &run).one().await?;
    if now.is_none() || before == now {
        return Ok(());
    }
    statements::set_series().bind(tx, &now).await?;
    if before.is_some() {
        tracing::warn!(sync_run.id = %run, ?before, ?now, "Odoo was upgraded: all models are read again");
        statements::forget_unread().bind(tx, &run).await?;
    }
    Ok(())
}
