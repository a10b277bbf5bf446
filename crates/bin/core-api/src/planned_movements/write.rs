//! Planned cash movements.

use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;
use uuid::Uuid;

use crate::writing::WriteError;

/// A new or changed movement. The caller has checked it.
#[derive(Debug, Clone)]
pub struct Movement {
    pub company_id: i64,
    pub journal_id: Option<i64>,
    pub date: Date,
    /// `week` or `month`, and the last day.
    pub repeat: Option<(&'static str, Date)>,
    pub amount: Decimal,
    pub currency: String,
    pub label: String,
}

pub async fn create(tx: &Transaction<'_>, new: &Movement, by: &str) -> Result<Uuid, WriteError> {
    let id = Uuid::now_v7();
    let (every, until) = new.repeat.unzip();
    tx.execute(
        "insert into ops.planned_movement (id, company_id, journal_id, date, every, until, amount,
             currency, label, created_by, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        &[
            &id,
            &new.company_id,
            &new.journal_id,
            &new.date,
            &every,
            &until,
            &new.amount,
            &new.currency,
            &new.label,
            &by,
        ],
    )
    .await?;
    Ok(id)
}

/// Replaces the movement with this id.
pub async fn replace(
    tx: &Transaction<'_>,
    id: Uuid,
    movement: &Movement,
    by: &str,
) -> Result<(), WriteError> {
    let (every, until) = movement.repeat.unzip();
    let changed = tx
        .execute(
            "update ops.planned_movement
             set company_id = $2, journal_id = $3, date = $4, every = $5, until = $6, amount = $7,
                 currency = $8, label = $9, updated_by = $10, updated_at = now(),
                 version = version + 1
             where id = $1",
            &[
                &id,
                &movement.company_id,
                &movement.journal_id,
                &movement.date,
                &every,
                &until,
                &movement.amount,
                &movement.currency,
                &movement.label,
                &by,
            ],
        )
        .await?;
    found(changed)
}

pub async fn delete(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    let deleted = tx
        .execute("delete from ops.planned_movement where id = $1", &[&id])
        .await?;
    found(deleted)
}

fn found(rows: u64) -> Result<(), WriteError> {
    match rows {
        0 => Err(WriteError::NotFound),
        _ => Ok(()),
    }
}
