//! Asks export-worker to send the messages whose time has come.

use std::time::Duration;

use contracts::{Epoch, webhook::WebhookRequested};
use serde_json::json;
use sql::queries::core_api::webhooks::write::{self as statements, LockDue};
use states::WebhookEvent;
use store::Transaction;
use tenants::Tenant;
use vault::Vault;

use super::{delivery, place};
use crate::{
    events::{leases::REQUEST_LEASE, outbox},
    writing::{Actor, WriteError},
};

/// After this, a message whose key cannot be opened is looked at again.
const KEY_WAIT: Duration = Duration::from_mins(5);

/// Returns how many were requested.
pub(crate) async fn ask_due(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    vault: Option<&Vault>,
) -> Result<usize, WriteError> {
    let mut asked = 0;
    for message in statements::lock_due().bind(tx).all().await? {
        // A test may go to a webhook that is not active.
        if !message.active && message.event != WebhookEvent::WebhookTest {
            delivery::fail(tx, message.id, delivery::INACTIVE).await?;
            continue;
        }
        let Some(keys) = keys(vault, &message) else {
            tracing::error!(
                webhook.id = %message.webhook_id,
                "a message waits: ESPEJO_SECRETS_KEY is not set, or does not open the key of the webhook"
            );
            delivery::defer(tx, message.id, KEY_WAIT).await?;
            continue;
        };
        ask(tx, actor, message, keys).await?;
        asked += 1;
    }
    Ok(asked)
}

async fn ask(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    message: LockDue,
    keys: Vec<String>,
) -> Result<(), WriteError> {
    let asked = statements::ask()
        .bind(tx, &REQUEST_LEASE, &message.id)
        .one()
        .await?;
    let actor = Actor {
        traceparent: message.traceparent.clone(),
        ..actor.clone()
    };
    let (id, body) = (message.id, body(actor.tenant, &message));
    let event = WebhookRequested {
        delivery: id,
        epoch: Epoch::new(asked.epoch),
        url: message.target_url,
        keys,
        body,
        expires_at: asked.expires_at,
    };
    match outbox::add(tx, &actor, id, event, Duration::ZERO).await {
        // One message that cannot be sent must not hold the others back.
        Err(WriteError::Contract(_)) => {
            delivery::fail(tx, id, "the message violates its contract").await
        }
        other => other,
    }
}

/// What the receiver gets. It is the same at every try.
fn body(tenant: &Tenant, message: &LockDue) -> String {
    let body = json!({
        "type": message.event,
        "timestamp": message.created_at,
        "tenant": tenant.name,
        "base_url": tenant.public_url,
        "data": message.data,
    });
    body.to_string()
}

/// The keys that sign, the current one first.
fn keys(vault: Option<&Vault>, message: &LockDue) -> Option<Vec<String>> {
    let place = place(message.webhook_id);
    let sealed = [
        Some(&message.key_encrypted),
        message.previous_key_encrypted.as_ref(),
    ];
    let open = |sealed: &Vec<u8>| {
        let key = vault?.open(&place, sealed).ok()?;
        Some(webhooks::as_text(&key.try_into().ok()?))
    };
    sealed.into_iter().flatten().map(open).collect()
}
