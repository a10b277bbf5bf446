//! Answers by `Idempotency-Key`, stored in the transaction of their effect.

use sql::{
    client::Params,
    queries::core_api::http::idempotency::{self as statements, RememberParams},
};
use store::Transaction;

use crate::writing::WriteError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    pub status: u16,
    pub location: Option<String>,
    pub body: String,
}

/// The earlier answer for this key. The same key with another request is a conflict. Locks the
/// key until the transaction ends, so that two simultaneous requests have one effect.
pub async fn recall(
    tx: &Transaction<'_>,
    principal: &str,
    key: &str,
    request_sha256: &[u8],
) -> Result<Option<Remembered>, WriteError> {
    statements::lock().bind(tx, &principal, &key).one().await?;
    let row = statements::recall()
        .bind(tx, &principal, &key)
        .opt()
        .await?;
    let Some(row) = row else { return Ok(None) };
    if row.request_sha256 != request_sha256 {
        return Err(WriteError::Conflict(
            "this Idempotency-Key was used with another request".to_owned(),
        ));
    }
    let status = u16::try_from(row.status).unwrap_or(200);
    Ok(Some(Remembered {
        status,
        location: row.location,
        body: row.body,
    }))
}

pub async fn remember(
    tx: &Transaction<'_>,
    principal: &str,
    key: &str,
    request_sha256: &[u8],
    answer: &Remembered,
) -> Result<(), WriteError> {
    let params = RememberParams {
        principal,
        key,
        request_sha256,
        status: answer.status.into(),
        location: answer.location.as_deref(),
        body: &answer.body,
    };
    statements::remember().params(tx, &params).await?;
    Ok(())
}
