//! Links that download the file of an export without an API key.

use std::time::Duration;

use jiff::Timestamp;
use store::Transaction;
use uuid::Uuid;

use crate::{secret, writing::WriteError};

/// Creates a link to the file of the job. Returns its token and when it expires.
pub async fn link(
    tx: &Transaction<'_>,
    job: Uuid,
    created_by: &str,
    lasts: Duration,
) -> Result<(String, Timestamp), WriteError> {
    let token = secret::draw();
    let row = tx
        .query_one(
            "insert into ops.export_link (token_sha256, job_id, created_by, expires_at)
             values ($1, $2, $3, now() + $4::bigint * interval '1 s')
             returning expires_at",
            &[
                &secret::hash(&token).as_slice(),
                &job,
                &created_by,
                &i64::try_from(lasts.as_secs()).unwrap_or(i64::MAX),
            ],
        )
        .await?;
    Ok((token, row.get(0)))
}

pub async fn forget_expired(tx: &Transaction<'_>) -> Result<(), WriteError> {
    tx.execute("delete from ops.export_link where expires_at < now()", &[])
        .await?;
    Ok(())
}
