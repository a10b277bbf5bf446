//! Messages: added by their cause, settled by what workers report.

use std::time::Duration;

use contracts::webhook::{WebhookFinished, WebhookOutcome};
use serde::Serialize;
use sql::{
    client::Params,
    queries::core_api::webhooks::write::{self as statements, AddParams, AddTryParams},
};
use states::{WebhookDeliveryState, WebhookEvent};
use store::{Transaction, freshness};
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::{
    webhooks::messages::{Happening, MirrorAge, WebhookTest},
    writing::{WriteError, stored},
};

const SECOND: u64 = 1;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
pub(super) const INACTIVE: &str = "the webhook is not active";

/// Waits after each failed try, as the specification Standard Webhooks proposes: three days in all.
const WAITS: [u64; 9] = [
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
];

/// Adds a message for each webhook that wants it, in the transaction of its cause.
pub(crate) async fn announce(
    tx: &Transaction<'_>,
    happening: &Happening<'_>,
) -> Result<(), WriteError> {
    let event = happening.event();
    for receiver in statements::receivers().bind(tx, &event).all().await? {
        add(tx, receiver, event, happening).await?;
    }
    Ok(())
}

/// Adds a message without a cause, also for a webhook that is not active.
pub(crate) async fn test(tx: &Transaction<'_>, webhook: Uuid) -> Result<Uuid, WriteError> {
    let data = WebhookTest {
        webhook_id: webhook,
        url: format!("/v1/webhooks/{webhook}"),
    };
    add(tx, webhook, WebhookEvent::WebhookTest, &data).await
}

async fn add(
    tx: &Transaction<'_>,
    webhook: Uuid,
    event: WebhookEvent,
    data: &impl Serialize,
) -> Result<Uuid, WriteError> {
    let data =
        serde_json::to_value(data).map_err(|error| WriteError::Invalid(error.to_string()))?;
    let id = Uuid::now_v7();
    let params = AddParams {
        id,
        webhook_id: webhook,
        event,
        data: Json(&data),
        traceparent: telemetry::current_traceparent(),
    };
    statements::add().params(tx, &params).await?;
    Ok(id)
}

/// Announces when the mirror has fallen behind, and when it is recent again.
pub(crate) async fn watch_mirror(tx: &Transaction<'_>, models: &[&str]) -> Result<(), WriteError> {
    let freshness = freshness::read(tx, models).await?;
    let is_behind = freshness
        .lag_seconds
        .is_none_or(|lag| lag > freshness::STALE_AFTER_SECONDS);
    let is_live = !is_behind && freshness.state != freshness::MirrorState::Stale;
    if statements::announce_mirror().bind(tx, &is_live).await? == 0 {
        return Ok(());
    }
    let age = MirrorAge {
        data_as_of: freshness.data_as_of,
        lag_seconds: freshness.lag_seconds,
        url: "/v1/mirror",
    };
    let happening = if is_live {
        Happening::MirrorLive(age)
    } else {
        Happening::MirrorStale(age)
    };
    announce(tx, &happening).await
}

/// Records the outcome of a try.
pub(crate) async fn finished(
    tx: &Transaction<'_>,
    event: &WebhookFinished,
) -> Result<(), WriteError> {
    let id = event.delivery;
    // What the receiver has, or refuses for ever, counts from an older request too.
    let is_last = matches!(
        event.outcome,
        WebhookOutcome::Delivered | WebhookOutcome::Gone
    );
    let counted = statements::count_try()
        .bind(tx, &id, &event.epoch.get(), &is_last)
        .opt()
        .await?;
    let Some(counted) = counted else {
        return Ok(());
    };
    let params = AddTryParams {
        id,
        status_code: event.status.map(i32::from),
        detail: &event.detail,
        duration_ms: stored(event.milliseconds),
    };
    statements::add_try().params(tx, &params).await?;
    match event.outcome {
        WebhookOutcome::Delivered => settle(tx, id, WebhookDeliveryState::Delivered).await,
        WebhookOutcome::Deferred => match wait_after(counted.tries) {
            Some(wait) => defer(tx, id, wait).await,
            None => settle(tx, id, WebhookDeliveryState::Failed).await,
        },
        WebhookOutcome::Refused => settle(tx, id, WebhookDeliveryState::Failed).await,
        WebhookOutcome::Gone => {
            pause(tx, counted.webhook_id, "the receiver answered 410 Gone").await?;
            settle(tx, id, WebhookDeliveryState::Failed).await
        }
    }
}

/// Sends a failed message again.
pub(crate) async fn retry(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    if statements::begin_again().bind(tx, &id).await? == 1 {
        return Ok(());
    }
    Err(WriteError::Conflict(
        "only a failed message can be sent again".to_owned(),
    ))
}

async fn pause(tx: &Transaction<'_>, webhook: Uuid, reason: &str) -> Result<(), WriteError> {
    statements::pause().bind(tx, &reason, &webhook).await?;
    fail_waiting(tx, webhook).await
}

/// Ends what waits for a webhook that is not active.
pub(super) async fn fail_waiting(tx: &Transaction<'_>, webhook: Uuid) -> Result<(), WriteError> {
    statements::fail_waiting()
        .bind(tx, &INACTIVE, &webhook)
        .await?;
    Ok(())
}

/// Lets a message wait for its next try.
pub(super) async fn defer(
    tx: &Transaction<'_>,
    id: Uuid,
    wait: Duration,
) -> Result<(), WriteError> {
    let wait = stored(wait.as_millis());
    statements::defer().bind(tx, &wait, &id).await?;
    Ok(())
}

async fn settle(
    tx: &Transaction<'_>,
    id: Uuid,
    state: WebhookDeliveryState,
) -> Result<(), WriteError> {
    statements::settle().bind(tx, &state, &id).await?;
    Ok(())
}

/// Ends a message without a call.
pub(super) async fn fail(tx: &Transaction<'_>, id: Uuid, detail: &str) -> Result<(), WriteError> {
    statements::fail().bind(tx, &detail, &id).await?;
    Ok(())
}

/// How long to wait after so many failed tries; None if no try is left.
fn wait_after(tries: i32) -> Option<Duration> {
    let at = usize::try_from(tries.checked_sub(1)?).ok()?;
    WAITS.get(at).copied().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_tries_take_a_little_more_than_three_days() {
        let waits: Vec<_> = (1..).map_while(wait_after).collect();
        assert_eq!(waits.len(), 9);
        let hours = waits.iter().sum::<Duration>().as_secs() / HOUR;
        assert_eq!(hours, 75);
    }
}
