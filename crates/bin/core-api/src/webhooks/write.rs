//! Webhooks and their messages: made, changed, requested, settled.

pub(crate) mod delivery;
pub(crate) mod dispatch;

use sql::{
    client::Params,
    queries::core_api::webhooks::write::{
        self as statements, ChangeParams, InsertParams, LockKeys,
    },
};
use states::WebhookEvent;
use store::Transaction;
use uuid::Uuid;
use vault::Vault;

use crate::writing::WriteError;

/// Of one tenant.
const MAX_WEBHOOKS: i64 = 20;

pub(crate) struct NewWebhook<'a> {
    pub(crate) name: &'a str,
    pub(crate) target_url: &'a str,
    pub(crate) events: &'a [WebhookEvent],
    pub(crate) created_by: &'a str,
}

/// Returns the id of the webhook.
pub(crate) async fn create(
    tx: &Transaction<'_>,
    vault: &Vault,
    new: &NewWebhook<'_>,
    key: &[u8; webhooks::KEY_BYTES],
) -> Result<Uuid, WriteError> {
    statements::lock_all().bind(tx).one().await?;
    if statements::count().bind(tx).one().await? >= MAX_WEBHOOKS {
        return Err(WriteError::Conflict(format!(
            "there are {MAX_WEBHOOKS} webhooks, and a tenant may have {MAX_WEBHOOKS}"
        )));
    }
    let id = Uuid::now_v7();
    let params = InsertParams {
        id,
        name: new.name,
        target_url: new.target_url,
        events: new.events,
        key_encrypted: seal(vault, id, key)?,
        created_by: new.created_by,
    };
    statements::insert().params(tx, &params).await?;
    Ok(id)
}

/// The changes; `None` leaves a value as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change<'a> {
    pub(crate) name: Option<&'a str>,
    pub(crate) target_url: Option<&'a str>,
    pub(crate) events: Option<&'a [WebhookEvent]>,
    pub(crate) active: Option<bool>,
}

pub(crate) async fn change(
    tx: &Transaction<'_>,
    id: Uuid,
    change: &Change<'_>,
) -> Result<(), WriteError> {
    let params = ChangeParams {
        name: change.name,
        target_url: change.target_url,
        events: change.events,
        active: change.active,
        id,
    };
    statements::change().params(tx, &params).await?;
    if change.active == Some(false) {
        delivery::fail_waiting(tx, id).await?;
    }
    Ok(())
}

pub(crate) async fn renew_key(
    tx: &Transaction<'_>,
    vault: &Vault,
    id: Uuid,
    key: &[u8; webhooks::KEY_BYTES],
) -> Result<(), WriteError> {
    let sealed = seal(vault, id, key)?;
    statements::renew_key().bind(tx, &sealed, &id).await?;
    Ok(())
}

/// The keys of each webhook, until the transaction ends.
pub(crate) async fn lock_keys(tx: &Transaction<'_>) -> Result<Vec<LockKeys>, WriteError> {
    Ok(statements::lock_keys().bind(tx).all().await?)
}

/// The same keys, encrypted again.
pub(crate) async fn reseal_keys(tx: &Transaction<'_>, keys: &LockKeys) -> Result<(), WriteError> {
    let previous = keys.previous_key_encrypted.as_ref();
    statements::reseal_keys()
        .bind(tx, &keys.key_encrypted, &previous, &keys.id)
        .await?;
    Ok(())
}

/// Until the transaction ends.
pub(crate) async fn lock(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    statements::lock().bind(tx, &id).await?;
    Ok(())
}

/// Its messages go with it.
pub(crate) async fn remove(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    statements::remove().bind(tx, &id).await?;
    Ok(())
}

fn seal(vault: &Vault, id: Uuid, key: &[u8; webhooks::KEY_BYTES]) -> Result<Vec<u8>, WriteError> {
    let sealed = vault.seal(&place(id), key);
    sealed.map_err(|error| WriteError::Secret(error.to_string()))
}

/// Where a key belongs: it cannot be opened as that of another webhook.
pub(crate) fn place(id: Uuid) -> String {
    format!("webhook:{id}")
}
