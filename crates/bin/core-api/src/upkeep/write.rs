//! Writes of background work.

use sql::queries::core_api::upkeep::write as statements;
use store::Transaction;

use crate::writing::WriteError;

/// Ends the leases of requests that no worker has taken, so that the next check requests them
/// again.
pub async fn let_requests_lapse(tx: &Transaction<'_>) -> Result<(), WriteError> {
    statements::let_parts_lapse().bind(tx).await?;
    statements::let_exports_lapse().bind(tx).await?;
    statements::let_mails_lapse().bind(tx).await?;
    statements::let_messages_lapse().bind(tx).await?;
    Ok(())
}

/// Removes rows that are no longer needed.
pub async fn remove_old_rows(tx: &Transaction<'_>) -> Result<(), WriteError> {
    statements::remove_inbox().bind(tx).await?;
    statements::remove_outbox().bind(tx).await?;
    statements::remove_messages().bind(tx).await?;
    statements::remove_feed().bind(tx).await?;
    statements::remove_idempotency().bind(tx).await?;
    statements::remove_sessions().bind(tx).await?;
    statements::remove_sign_in_tokens().bind(tx).await?;
    statements::remove_sign_in_attempts().bind(tx).await?;
    statements::remove_access_tokens().bind(tx).await?;
    statements::remove_sign_in_failures().bind(tx).await?;
    statements::remove_attempts().bind(tx).await?;
    statements::remove_keys().bind(tx).await?;
    statements::remove_wanted().bind(tx).await?;
    statements::remove_differences().bind(tx).await?;
    statements::remove_missing().bind(tx).await?;
    statements::remove_digests().bind(tx).await?;
    Ok(())
}
