//! Ends of attempts, and of runs: done, failed, or asked for again.

use std::time::Duration;

use contracts::{
    Envelope,
    sync::{RunKind, SyncFailed, SyncFinished},
};
use store::{ScopedFutureExt, Transaction, transaction};

use super::Context;
use crate::retries::{self, MAX_RETRIES};
use crate::writes::{
    Actor, WriteError,
    batches::{self, Attempt},
    digests, history, inbox, mirrored_fields, run_progress,
    sync_runs::{self, NewRun, RunFailure},
};

const LINES: &str = "account.move.line";
/// What an undone reconciliation deletes.
const RECONCILIATIONS: [&str; 2] = ["account.partial.reconcile", "account.full.reconcile"];

pub(super) async fn finished(
    context: &Context<'_>,
    event: &Envelope<SyncFinished>,
) -> Result<(), WriteError> {
    let data = &event.data;
    let attempt = Attempt::new(data.run, data.epoch, data.attempt);
    let woken = transaction::write(context.pool, "sync finished", |tx| {
        async move {
            let Some(kind) = batches::current_kind(tx, attempt).await? else {
                return Ok::<_, WriteError>(false);
            };
            if !inbox::take(tx, super::CONSUMER, context.event_id).await? {
                return Ok(false);
            }
            batches::ensure_attempt(tx, attempt).await?;
            batches::finish(tx, data).await?;
            batches::freeze_window(tx, data.run, data.until).await?;
            if !run_progress::renew_lease(tx, attempt, context.intake.leases.run).await? {
                return Ok(false);
            }
            complete(context, tx, attempt, &kind).await
        }
        .scope_boxed()
    })
    .await?;
    if woken {
        context.intake.relay.wake(&context.tenant.name);
    }
    Ok(())
}

/// Closes the run if this attempt completes it. True when events were laid in the outbox.
pub(super) async fn complete(
    context: &Context<'_>,
    tx: &Transaction<'_>,
    attempt: Attempt,
    kind: &str,
) -> Result<bool, WriteError> {
    if !batches::is_complete(tx, attempt).await? {
        return Ok(false);
    }
    batches::close(tx, attempt.run).await?;
    let requested_by = format!("run:{}", attempt.run);
    let actor = Actor {
        tenant: context.tenant,
        requested_by: &requested_by,
        traceparent: telemetry::current_traceparent(),
    };
    let kind = sync_runs::kind_of(kind)?;
    match kind {
        RunKind::Snapshot | RunKind::Incremental => {
            let lag = context.tenant.odoo.safety_lag_seconds;
            batches::move_watermarks(tx, attempt.run, lag).await?;
            mirrored_fields::settle(tx, attempt.run).await?;
            history::begin(tx, attempt.run).await?;
            if kind == RunKind::Incremental {
                after_incremental(tx, &actor, attempt).await
            } else {
                Ok(false)
            }
        }
        RunKind::Verify => after_verify(context, tx, &actor, attempt).await,
        RunKind::Repair => after_repair(tx, &actor, attempt).await,
    }
}

/// Who undoes a reconciliation deletes its records without a trace, and residuals hang on them. But
/// it changes the lines, so whenever lines have changed the reconciliations are compared.
async fn after_incremental(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    attempt: Attempt,
) -> Result<bool, WriteError> {
    let models = store::sync_runs::models(tx, attempt.run).await?;
    let lines = models.iter().find(|model| model.model == LINES);
    let read = |name: &&str| models.iter().any(|model| model.model == *name);
    let reconciliations: Vec<_> = RECONCILIATIONS.into_iter().filter(read).collect();
    if lines.is_none_or(|lines| lines.rows_changed == 0) || reconciliations.is_empty() {
        return Ok(false);
    }
    let verify = NewRun {
        kind: RunKind::Verify,
        models: reconciliations.into_iter().map(ToOwned::to_owned).collect(),
        parent_run: Some(attempt.run),
    };
    sync_runs::request(tx, actor, verify).await?;
    Ok(true)
}

/// Ranges that differ are read whole, once; what still differs after that is for a person.
async fn after_verify(
    context: &Context<'_>,
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    attempt: Attempt,
) -> Result<bool, WriteError> {
    let mut verified = Vec::new();
    for model in store::sync_runs::models(tx, attempt.run).await? {
        verified.push(context.model(&model.model, &[]).await?);
    }
    digests::close_tail(tx, attempt, &verified).await?;
    digests::prove(tx, attempt).await?;
    let differing = digests::differing(tx, attempt).await?;
    if differing.is_empty() {
        return Ok(false);
    }
    let models: Vec<_> = differing.iter().map(|(model, _)| model.as_str()).collect();
    if digests::follows_repair(tx, attempt.run).await? {
        tracing::error!(sync_run.id = %attempt.run, ?models, "the mirror differs from Odoo although it was repaired");
        return Ok(false);
    }
    tracing::warn!(sync_run.id = %attempt.run, ?models, "the mirror differs from Odoo, repairing");
    sync_runs::request_repair(tx, actor, attempt.run, differing).await?;
    Ok(true)
}

/// What was repaired is proved again.
async fn after_repair(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    attempt: Attempt,
) -> Result<bool, WriteError> {
    let models = store::sync_runs::models(tx, attempt.run).await?;
    let verify = NewRun {
        kind: RunKind::Verify,
        models: models.into_iter().map(|model| model.model).collect(),
        parent_run: Some(attempt.run),
    };
    sync_runs::request(tx, actor, verify).await?;
    Ok(true)
}

pub(super) async fn failed(
    context: &Context<'_>,
    event: &Envelope<SyncFailed>,
) -> Result<(), WriteError> {
    let traceparent = event.traceparent.clone();
    let data = &event.data;
    let attempt = Attempt::new(data.run, data.epoch, data.attempt);
    let failure = RunFailure {
        reason: sync_runs::failure_name(data.reason),
        detail: data.detail.clone(),
        hint: data.hint.clone(),
    };
    let actor = Actor {
        tenant: context.tenant,
        requested_by: "",
        traceparent,
    };
    let (failure, actor) = (&failure, &actor);
    transaction::write(context.pool, "sync failed", |tx| {
        async move {
        if !inbox::take(tx, super::CONSUMER, context.event_id).await? {
            return Ok::<_, WriteError>(());
        }
        let Some(retries) = sync_runs::count_retry(tx, attempt).await? else {
            return Ok(());
        };
        if !data.retryable || retries > MAX_RETRIES {
            tracing::error!(sync_run.id = %data.run, reason = failure.reason, detail = failure.detail, "the run has failed");
            return sync_runs::fail(tx, data.run, failure).await;
        }
        let delay = data
            .retry_after_seconds
            .map_or_else(|| retries::delay(retries), |s| Duration::from_secs(u64::from(s)));
        tracing::warn!(sync_run.id = %data.run, reason = failure.reason, detail = failure.detail, delay_seconds = delay.as_secs(), "asking for the run again");
        sync_runs::ask_again(tx, actor, data.run, delay).await
    }.scope_boxed()})
    .await?;
    context.intake.relay.wake(&context.tenant.name);
    Ok(())
}
