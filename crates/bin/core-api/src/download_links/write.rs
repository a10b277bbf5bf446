//! Links that download the file of an export without an API key.

use std::time::Duration;

use jiff::Timestamp;
use sql::{
    client::Params,
    queries::core_api::download_links::write::{self as statements, InsertParams},
};
use store::Transaction;
use uuid::Uuid;

use crate::{
    secret,
    writing::{WriteError, stored},
};

/// A link to be created.
#[derive(Debug, Clone, Copy)]
pub struct NewLink<'a> {
    pub job: Uuid,
    /// The mail that contains the link.
    pub mail: Option<Uuid>,
    /// The link ends with the rights of this person or key.
    pub created_by: &'a str,
    pub lasts: Duration,
}

/// What is known of a link only when it is created.
#[derive(Debug, Clone)]
pub struct MadeLink {
    pub id: Uuid,
    pub token: String,
    pub expires_at: Timestamp,
}

/// Creates a link to the file of the job.
pub async fn create(tx: &Transaction<'_>, new: &NewLink<'_>) -> Result<MadeLink, WriteError> {
    let token = secret::draw();
    let hash = secret::hash(&token);
    let params = InsertParams {
        id: Uuid::now_v7(),
        token_sha256: hash.as_slice(),
        job_id: new.job,
        mail_id: new.mail,
        created_by: new.created_by,
        seconds: stored(new.lasts.as_secs()),
    };
    let expires_at = statements::insert().params(tx, &params).one().await?;
    Ok(MadeLink {
        id: params.id,
        token,
        expires_at,
    })
}

/// The link was used now.
pub async fn touch(tx: &Transaction<'_>, link: Uuid) -> Result<(), WriteError> {
    statements::touch().bind(tx, &link).await?;
    Ok(())
}

/// The link opens nothing from now on.
pub async fn revoke(tx: &Transaction<'_>, link: Uuid) -> Result<(), WriteError> {
    statements::delete().bind(tx, &link).await?;
    Ok(())
}

pub async fn forget_expired(tx: &Transaction<'_>) -> Result<(), WriteError> {
    statements::delete_expired().bind(tx).await?;
    Ok(())
}
