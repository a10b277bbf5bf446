//! Heartbeats of an attempt. core-api answers each with a credit.

use contracts::{
    Envelope,
    sync::{SyncProgressed, SyncStarted},
};
use store::{ScopedFutureExt, transaction};

use super::credit;
use crate::{
    attempt::Attempt,
    events::intake::Context,
    runs::{batches, histories, progress},
    writing::WriteError,
};

pub(crate) async fn started(
    context: &Context<'_>,
    event: &Envelope<SyncStarted>,
) -> Result<(), WriteError> {
    let data = &event.data;
    let attempt = Attempt::new(data.run, data.epoch, data.attempt);
    let lease = context.intake.leases.run;
    let standing = transaction::write(context.pool, "sync started", |tx| {
        async move {
            if batches::current_kind(tx, attempt).await?.is_none() {
                return Ok::<_, WriteError>(None);
            }
            batches::ensure_attempt(tx, attempt).await?;
            if !progress::renew_lease(tx, attempt, lease).await? {
                return Ok(None);
            }
            batches::freeze_window(tx, data.run, data.until).await?;
            progress::started(tx, data).await?;
            if let Some(history) = &data.history {
                histories::begin(tx, attempt, history).await?;
            }
            Ok(Some(batches::standing(tx, attempt).await?))
        }
        .scope_boxed()
    })
    .await?;
    credit::send(context, attempt, standing).await;
    Ok(())
}

pub(crate) async fn progressed(
    context: &Context<'_>,
    event: &Envelope<SyncProgressed>,
) -> Result<(), WriteError> {
    let data = &event.data;
    let attempt = Attempt::new(data.run, data.epoch, data.attempt);
    let lease = context.intake.leases.run;
    let standing = transaction::write(context.pool, "sync progressed", |tx| {
        async move {
            if batches::current_kind(tx, attempt).await?.is_none() {
                return Ok::<_, WriteError>(None);
            }
            let standing = batches::standing(tx, attempt).await?;
            // An attempt that waits for batches that never arrive must not keep its lease for ever.
            let starving = data.waiting && data.published > standing.applied;
            if !starving && !progress::renew_lease(tx, attempt, lease).await? {
                return Ok(None);
            }
            progress::progressed(tx, attempt, data).await?;
            Ok(Some(standing))
        }
        .scope_boxed()
    })
    .await?;
    credit::send(context, attempt, standing).await;
    Ok(())
}
