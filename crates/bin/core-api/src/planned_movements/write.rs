//! Planned cash movements.

use jiff::civil::Date;
use rust_decimal::Decimal;
use sql::{
    client::Params,
    queries::core_api::planned_movements::write::{
        self as statements, InsertParams, ReplaceParams,
    },
};
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
    let params = InsertParams {
        id,
        company_id: new.company_id,
        journal_id: new.journal_id,
        date: new.date,
        every,
        until,
        amount: new.amount,
        currency: &new.currency,
        label: &new.label,
        by,
    };
    statements::insert().params(tx, &params).await?;
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
    let params = ReplaceParams {
        company_id: movement.company_id,
        journal_id: movement.journal_id,
        date: movement.date,
        every,
        until,
        amount: movement.amount,
        currency: &movement.currency,
        label: &movement.label,
        by,
        id,
    };
    found(statements::replace().params(tx, &params).await?)
}

/// Until the transaction ends.
pub async fn lock(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    statements::lock().bind(tx, &id).await?;
    Ok(())
}

pub async fn delete(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    found(statements::delete().bind(tx, &id).await?)
}

fn found(rows: u64) -> Result<(), WriteError> {
    match rows {
        0 => Err(WriteError::NotFound),
        _ => Ok(()),
    }
}
