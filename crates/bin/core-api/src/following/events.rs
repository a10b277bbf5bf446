//! What the worker that follows says. Each of its events is answered with a credit.

use contracts::{
    Envelope,
    sync::{SyncFailed, SyncProgressed, SyncStarted, SyncStep},
};
use store::{ScopedFutureExt, Transaction, catalog::Model, transaction};

use super::{steps, write};
use crate::{
    attempt::Attempt,
    events::{inbox, intake::Context},
    runs::{batches::Standing, events::credit},
    writing::WriteError,
};

/// The attempt follows from now on, if its request is the latest.
pub(crate) async fn started(
    context: &Context<'_>,
    event: &Envelope<SyncStarted>,
) -> Result<(), WriteError> {
    let data = &event.data;
    let attempt = Attempt::new(data.run, data.epoch, data.attempt);
    let lease = context.intake.leases.run;
    let standing = transaction::write(context.pool, "follower started", |tx| {
        async move {
            let Some(row) = write::current(tx, attempt).await? else {
                return Ok::<_, WriteError>(None);
            };
            if row.attempt == Some(attempt.attempt) {
                return Ok(Some(write::standing(row.applied)));
            }
            let Some(history) = &data.history else {
                return Err(WriteError::Invalid(
                    "a follower does not say which history it reads".to_owned(),
                ));
            };
            write::start(tx, attempt, history, lease).await.map(Some)
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
    let standing = transaction::write(context.pool, "follower progressed", |tx| {
        async move {
            let Some(row) = write::following(tx, attempt).await? else {
                return Ok::<_, WriteError>(None);
            };
            // A follower that waits for a step that never arrives must not keep its lease for ever.
            if !data.waiting || data.published <= row.applied {
                write::renew(tx, lease).await?;
            }
            Ok(Some(write::standing(row.applied)))
        }
        .scope_boxed()
    })
    .await?;
    credit::send(context, attempt, standing).await;
    Ok(())
}

pub(crate) async fn step(
    context: &Context<'_>,
    event: &Envelope<SyncStep>,
) -> Result<(), WriteError> {
    let step = &event.data;
    let mut models = Vec::with_capacity(step.models.len());
    for of_model in &step.models {
        models.push(
            context
                .model(step.run, &of_model.model, &of_model.fields)
                .await?,
        );
    }
    let attempt = Attempt::new(step.run, step.epoch, step.attempt);
    let models = &models;
    let _turn = context.intake.throttle.turn().await;
    let standing = transaction::write(context.pool, "apply step", |tx| {
        take(context, tx, (step, models), attempt).scope_boxed()
    })
    .await?;
    credit::send(context, attempt, standing).await;
    Ok(())
}

/// Applies the step if it is the next one. `None` if another attempt follows, or if a step is missing.
async fn take(
    context: &Context<'_>,
    tx: &Transaction<'_>,
    (step, models): (&SyncStep, &[Model]),
    attempt: Attempt,
) -> Result<Option<Standing>, WriteError> {
    let Some(row) = write::following(tx, attempt).await? else {
        return Ok(None);
    };
    let seq = step.seq.get();
    if seq < row.applied || !inbox::take(tx, context.event_id).await? {
        return Ok(Some(write::standing(row.applied)));
    }
    if seq > row.applied {
        return Ok(None);
    }
    let generation = row.generation.ok_or(WriteError::Stale)?;
    let lease = context.intake.leases.run;
    steps::apply(tx, (step, models), generation, lease).await?;
    Ok(Some(write::standing(row.applied + 1)))
}

pub(crate) async fn failed(
    context: &Context<'_>,
    event: &Envelope<SyncFailed>,
) -> Result<(), WriteError> {
    let data = &event.data;
    let attempt = Attempt::new(data.run, data.epoch, data.attempt);
    transaction::write(context.pool, "follower failed", |tx| {
        async move {
            if !inbox::take(tx, context.event_id).await? {
                return Ok::<_, WriteError>(());
            }
            let Some(row) = write::current(tx, attempt).await? else {
                return Ok(());
            };
            let (reason, detail) = (data.reason, &data.detail);
            if data.retryable && !data.log_lost {
                tracing::warn!(%reason, detail, "following Odoo's log has ended; it is requested again");
            } else {
                tracing::error!(%reason, detail, "following Odoo's log has failed; it is requested again");
            }
            write::fail(tx, row.failures, data).await
        }
        .scope_boxed()
    })
    .await
}
