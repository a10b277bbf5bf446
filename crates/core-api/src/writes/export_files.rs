//! Links to files, and files that are gone.

use std::time::Duration;

use jiff::Timestamp;
use store::Transaction;
use uuid::Uuid;

use super::{WriteError, api_keys};

/// Lets whoever holds the token have the file of the job until the link expires.
pub async fn link(
    tx: &Transaction<'_>,
    job: Uuid,
    created_by: &str,
    lasts: Duration,
) -> Result<(String, Timestamp), WriteError> {
    let token = api_keys::draw_secret();
    let row = tx
        .query_one(
            "insert into ops.export_link (token_sha256, job_id, created_by, expires_at)
             values ($1, $2, $3, now() + $4::bigint * interval '1 s')
             returning expires_at",
            &[
                &api_keys::hash_of(&token).as_slice(),
                &job,
                &created_by,
                &i64::try_from(lasts.as_secs()).unwrap_or(i64::MAX),
            ],
        )
        .await?;
    Ok((token, row.get(0)))
}

/// The file of a finished job is no longer kept.
pub async fn removed(tx: &Transaction<'_>, job: Uuid) -> Result<(), WriteError> {
    tx.execute(
        "update ops.export_job set file_removed_at = now(), revision = revision + 1 where id = $1",
        &[&job],
    )
    .await?;
    Ok(())
}

pub async fn forget_links(tx: &Transaction<'_>) -> Result<(), WriteError> {
    tx.execute("delete from ops.export_link where expires_at < now()", &[])
        .await?;
    Ok(())
}
