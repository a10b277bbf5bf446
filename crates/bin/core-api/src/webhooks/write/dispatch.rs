//! Asks export-worker to send the messages whose time has come.

use std::time::Duration;

use contracts::{Epoch, webhook::WebhookRequested};
use serde_json::json;
use sql::queries::core_api::webhooks::write::{self as statements, LockDue};
use states::WebhookEvent;
use store::Transaction;
use tenants::Tenant;

use super::{delivery, place};
use crate::{
    events::{leases::REQUEST_LEASE, outbox},
    vault::Vault,
    writing::{Actor, WriteError},
};

/// Returns how many were requested.
pub(crate) async fn ask_due(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    vault: Option<&Vault>,
) -> Result<usize, WriteError> {
    let due = statements::lock_due().bind(tx).all().await?;
    let mut asked = 0;
    for message in due {
        // A test may also go to a webhook that is not active.
        if !message.active && message.event != WebhookEvent::WebhookTest {
            delivery::fail(tx, message.id, "the webhook is not active").await?;
            continue;
        }
        let Some(keys) = keys(vault, &message) else {
            let detail = "the key of the webhook cannot be opened with ESPEJO_SECRETS_KEY";
            delivery::fail(tx, message.id, detail).await?;
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
    let epoch = statements::ask()
        .bind(tx, &REQUEST_LEASE, &message.id)
        .one()
        .await?;
    let actor = Actor {
        traceparent: message.traceparent.clone(),
        ..actor.clone()
    };
    let event = WebhookRequested {
        delivery: message.id,
        epoch: Epoch::new(epoch),
        body: body(actor.tenant, &message),
        url: message.target_url,
        keys,
    };
    outbox::add(tx, &actor, message.id, event, Duration::ZERO).await
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
