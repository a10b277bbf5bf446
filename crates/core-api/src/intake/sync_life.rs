//! Signs of life of an attempt: each is answered with a credit.

use contracts::{
    Envelope,
    sync::{SyncProgressed, SyncStarted},
};
use store::{ScopedFutureExt, transaction};

use super::Context;
use crate::writes::{
    WriteError,
    batches::{self, Attempt},
    run_progress,
};

pub(super) async fn started(
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
            if !run_progress::renew_lease(tx, attempt, lease).await? {
                return Ok(None);
            }
            batches::freeze_window(tx, data.run, data.until).await?;
            run_progress::started(tx, data).await?;
            Ok(Some(batches::standing(tx, attempt).await?))
        }
        .scope_boxed()
    })
    .await?;
    context.credit(attempt, standing).await;
    Ok(())
}

pub(super) async fn progressed(
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
            // An attempt that waits for batches that never arrive must not live for ever.
            let starving = data.waiting && data.published > standing.applied;
            if !starving && !run_progress::renew_lease(tx, attempt, lease).await? {
                return Ok(None);
            }
            run_progress::progressed(tx, data).await?;
            Ok(Some(standing))
        }
        .scope_boxed()
    })
    .await?;
    context.credit(attempt, standing).await;
    Ok(())
}
