//! Links that download the file of an export without an API key.

use std::time::Duration;

use jiff::Timestamp;
use sql::queries::core_api::download_links::write as statements;
use store::Transaction;
use uuid::Uuid;

use crate::{
    secret,
    writing::{WriteError, stored},
};

/// Creates a link to the file of the job. Returns its token and when it expires.
pub async fn link(
    tx: &Transaction<'_>,
    job: Uuid,
    created_by: &str,
    lasts: Duration,
) -> Result<(String, Timestamp), WriteError> {
    let token = secret::draw();
    let hash = secret::hash(&token);
    let seconds = stored(lasts.as_secs());
    let expires_at = statements::insert()
        .bind(tx, &hash.as_slice(), &job, &created_by, &seconds)
        .one()
        .await?;
    Ok((token, expires_at))
}

pub async fn forget_expired(tx: &Transaction<'_>) -> Result<(), WriteError> {
    statements::delete_expired().bind(tx).await?;
    Ok(())
}
