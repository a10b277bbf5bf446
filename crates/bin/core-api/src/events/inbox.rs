//! Ids of handled events, so that a redelivery has no second effect.

use sql::queries::core_api::events::inbox as statements;
use store::Transaction;
use uuid::Uuid;

use crate::writing::{SERVICE, WriteError};

/// False if the event was handled before.
pub async fn take(tx: &Transaction<'_>, event_id: Uuid) -> Result<bool, WriteError> {
    Ok(statements::take()
        .bind(tx, &SERVICE, &event_id)
        .opt()
        .await?
        .is_some())
}
