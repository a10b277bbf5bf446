//! Ids of events already taken: a redelivery has no second effect.

use store::{Transaction, cached};
use uuid::Uuid;

use super::WriteError;

/// False when the event was taken before.
pub async fn take(
    tx: &Transaction<'_>,
    consumer: &str,
    event_id: Uuid,
) -> Result<bool, WriteError> {
    let inserted = cached::execute(
        tx,
        "insert into ops.inbox (consumer, event_id) values ($1, $2) on conflict do nothing",
        &[&consumer, &event_id],
    )
    .await?;
    Ok(inserted == 1)
}
