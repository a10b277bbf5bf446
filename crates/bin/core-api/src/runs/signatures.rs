//! The keys of requests. An event about an attempt has an effect only if it is signed with the key of
//! its request, so that nobody else can act for the attempt, and no event can be used for another
//! run.

use contracts::{Attempted, Epoch, Opened, Refusal, SigningKey};
use sql::queries::core_api::runs::signatures as statements;
use store::Transaction;
use uuid::Uuid;

use crate::{events::intake::Context, secret, writing::WriteError};

/// Draws and stores the key of the request for a part. Each request has an epoch of its own.
pub(crate) async fn draw(
    tx: &Transaction<'_>,
    run: Uuid,
    epoch: Epoch,
) -> Result<SigningKey, WriteError> {
    let key = SigningKey::new(secret::draw());
    statements::keep()
        .bind(tx, &run, &epoch.get(), &key.expose())
        .await?;
    Ok(key)
}

/// Fails if the event is not signed with the key of its request. An epoch that no longer counts may
/// have no key any more: its events have no effect anyway.
pub(crate) async fn check(context: &Context<'_>, opened: &Opened) -> Result<(), WriteError> {
    let of = Attempted::of(&opened.envelope.data).map_err(Refusal::NotJson)?;
    let client = context.pool.get().await?;
    let known = statements::key()
        .bind(&*client, &of.run, &of.epoch.get())
        .one()
        .await?;
    let is_signed = match (known.key, context.signature) {
        (Some(key), Some(signature)) => SigningKey::new(key).verifies(of, context.body, signature),
        (Some(_), None) => false,
        (None, _) => !known.counts,
    };
    if is_signed {
        return Ok(());
    }
    Err(WriteError::Forged(format!(
        "{} is not signed with the key of the request for epoch {} of run {}",
        opened.name,
        of.epoch.get(),
        of.run
    )))
}
