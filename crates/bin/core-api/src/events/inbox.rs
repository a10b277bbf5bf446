//! Ids of handled events, so that a redelivery has no second effect.

use store::{Transaction, cached};
use uuid::Uuid;

use crate::writing::{SERVICE, WriteError};

/// False if the event was handled before.
pub async fn take(tx: &Transaction<'_>, event_id: Uuid) -> Result<bool, WriteError> {
    let inserted = cached::execute(
        tx,
        "insert into ops.inbox (consumer, event_id) values ($1, $2) on conflict do nothing",
        &[&SERVICE, &event_id],
    )
    .await?;
    Ok(inserted == 1)
}
