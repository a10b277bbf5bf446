//! Notes.

use jiff::civil::Date;
use rust_decimal::Decimal;
use sql::{
    client::Params,
    queries::core_api::notes::write::{self as statements, InsertParams, ReplaceParams},
};
use states::NoteObject;
use store::Transaction;
use uuid::Uuid;

use crate::writing::WriteError;

/// What a note says. The caller has checked it.
#[derive(Debug, Clone)]
pub struct Content {
    pub text: String,
    pub promise_date: Option<Date>,
    /// With the currency.
    pub promise: Option<(Decimal, String)>,
}

impl Content {
    fn promise(&self) -> (Option<Decimal>, Option<&str>) {
        let promise = self.promise.as_ref();
        promise
            .map(|(amount, currency)| (*amount, currency.as_str()))
            .unzip()
    }
}

/// What a note is about, by the id of Odoo.
pub type About = (NoteObject, i64);

pub async fn create(
    tx: &Transaction<'_>,
    (object_kind, object_id): About,
    content: &Content,
    by: &str,
) -> Result<Uuid, WriteError> {
    let id = Uuid::now_v7();
    let (promise_amount, promise_currency) = content.promise();
    let params = InsertParams {
        id,
        object_kind,
        object_id,
        text: &content.text,
        promise_date: content.promise_date,
        promise_amount,
        promise_currency,
        by,
    };
    statements::insert().params(tx, &params).await?;
    Ok(id)
}

/// Replaces what the note with this id says.
pub async fn replace(
    tx: &Transaction<'_>,
    id: Uuid,
    content: &Content,
    by: &str,
) -> Result<(), WriteError> {
    let (promise_amount, promise_currency) = content.promise();
    let params = ReplaceParams {
        text: &content.text,
        promise_date: content.promise_date,
        promise_amount,
        promise_currency,
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
