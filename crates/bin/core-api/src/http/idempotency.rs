//! Answers by `Idempotency-Key`, stored in the transaction of their effect.

use store::Transaction;

use crate::writing::WriteError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    pub status: u16,
    pub location: Option<String>,
    pub body: String,
}

/// The earlier answer for this key. The same key with another request is a conflict. Locks the API
/// key until the transaction ends, so that two simultaneous requests have one effect.
pub async fn recall(
    tx: &Transaction<'_>,
    api_key_id: &str,
    key: &str,
    request_sha256: &[u8],
) -> Result<Option<Remembered>, WriteError> {
    let lock = "select from ops.api_key where id = $1 for no key update";
    tx.execute(lock, &[&api_key_id]).await?;
    let row = tx
        .query_opt(
            "select request_sha256, status, location, body from ops.idempotency
             where api_key_id = $1 and key = $2 and created_at > now() - interval '24 hours'",
            &[&api_key_id, &key],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    if row.get::<_, &[u8]>(0) != request_sha256 {
        return Err(WriteError::Conflict(
            "this Idempotency-Key was used with another request".to_owned(),
        ));
    }
    let status = u16::try_from(row.get::<_, i32>(1)).unwrap_or(200);
    Ok(Some(Remembered {
        status,
        location: row.get(2),
        body: row.get(3),
    }))
}

pub async fn remember(
    tx: &Transaction<'_>,
    api_key_id: &str,
    key: &str,
    request_sha256: &[u8],
    answer: &Remembered,
) -> Result<(), WriteError> {
    tx.execute(
        "insert into ops.idempotency (api_key_id, key, request_sha256, status, location, body)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (api_key_id, key) do update set request_sha256 = excluded.request_sha256,
             status = excluded.status, location = excluded.location, body = excluded.body,
             created_at = now()",
        &[
            &api_key_id,
            &key,
            &request_sha256,
            &i32::from(answer.status),
            &answer.location,
            &answer.body,
        ],
    )
    .await?;
    Ok(())
}
