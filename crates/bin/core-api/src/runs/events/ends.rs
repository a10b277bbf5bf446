//! The end of attempts and of runs: done, failed, or requested again.

use std::time::Duration;

use contracts::{
    Envelope,
    sync::{RunFailureReason, RunKind, SyncFailed, SyncFinished},
};
use reports::Scope;
use states::AlarmKind;
use store::{ScopedFutureExt, Transaction, catalog::Model, transaction};
use uuid::Uuid;

use crate::{
    attempt::Attempt,
    events::{
        inbox,
        intake::Context,
        retries::{self, MAX_RETRIES},
    },
    mirror::{fields, history, reload},
    runs::{
        alarms, batches, counted,
        deletions::{self, Reach},
        parts::{self, Retried},
        progress,
        proofs::{self, Look},
        read,
        references::{self, Links},
        request::{self, RunFailure},
        touched,
        verdict::{self, End},
        wanted,
    },
    writing::{Actor, WriteError},
};

pub(crate) async fn finished(
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
            if !inbox::take(tx, context.event_id).await? {
                return Ok(false);
            }
            batches::ensure_attempt(tx, attempt).await?;
            batches::finish(tx, data).await?;
            if !progress::renew_lease(tx, attempt, context.intake.leases.run).await? {
                return Ok(false);
            }
            batches::freeze_window(tx, data.run, data.until).await?;
            complete(context, tx, attempt, kind).await
        }
        .scope_boxed()
    })
    .await?;
    if woken {
        context.intake.relay.wake(&context.tenant.name);
    }
    Ok(())
}

/// Closes the completed part, and the run if it was the last. True if the outbox has new events.
pub(crate) async fn complete(
    context: &Context<'_>,
    tx: &Transaction<'_>,
    attempt: Attempt,
    kind: RunKind,
) -> Result<bool, WriteError> {
    let is_complete = batches::is_complete()
        .bind(tx, &attempt.run, &attempt.epoch.get(), &attempt.attempt)
        .one()
        .await?;
    if !is_complete || !parts::complete(tx, attempt).await? {
        return Ok(false);
    }
    let requested_by = format!("run:{}", attempt.run);
    let actor = Actor {
        tenant: context.tenant,
        requested_by: &requested_by,
        scope: Scope::ALL,
        traceparent: telemetry::current_traceparent(),
    };
    references::collect_missed(tx, attempt).await?;
    let links = match kind {
        RunKind::Incremental | RunKind::Verify | RunKind::Repair => {
            let links = Links::read(tx, &actor).await?;
            if looks_further(tx, &actor, attempt.run, &links).await? {
                return Ok(true);
            }
            links
        }
        // A reload also reads the records that refer to its missing rows, and nothing of it is in
        // the mirror yet.
        RunKind::Snapshot | RunKind::Reload => Links::default(),
    };
    close(context, tx, &actor, (attempt, kind), &links).await
}

/// Opens another part if the run must check more: records that a change affects, records that refer
/// to a missing one, and ranges whose counts still differ.
async fn looks_further(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
    links: &Links,
) -> Result<bool, WriteError> {
    touched::follow(tx, actor, run, links).await?;
    references::follow_missing(tx, run, links).await?;
    if wanted::open_part(tx, actor, run).await? {
        return Ok(true);
    }
    counted::search_the_rest(tx, run).await?;
    wanted::open_part(tx, actor, run).await
}

/// Closes a run that has nothing more to check.
async fn close(
    context: &Context<'_>,
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    (attempt, kind): (Attempt, RunKind),
    links: &Links,
) -> Result<bool, WriteError> {
    let mut models = Vec::new();
    for model in read::models().bind(tx, &attempt.run).all().await? {
        models.push(context.model(attempt.run, &model.model, &[]).await?);
    }
    let look = proofs::find_look(tx, attempt.run).await?;
    if kind == RunKind::Verify && look == Look::First {
        proofs::close_tail(tx, attempt, &models).await?;
    }
    if kind == RunKind::Reload {
        reload::note_tail(tx, attempt, &models).await?;
        references::collect_missed(tx, attempt).await?;
    }
    let mut missed = Vec::new();
    for model in deletions::models_missed()
        .bind(tx, &attempt.run)
        .all()
        .await?
    {
        missed.push(context.model(attempt.run, &model, &[]).await?);
    }
    let reach = Reach {
        models: &models,
        of_all: reaches_all(tx, actor, attempt, &models).await?,
    };
    let limits = context.tenant.proving;
    let doubt = deletions::settle(tx, attempt, reach, (&missed, links, limits)).await?;
    match &doubt {
        // What an incremental run has read is correct. Missing rows stay and are missed again.
        Some(doubt) if doubt.holds && kind != RunKind::Incremental => {
            request::fail(tx, attempt.run, &doubt.alarm).await?;
        }
        _ => {
            if kind == RunKind::Reload {
                reload::swap(tx, attempt.run, &models).await?;
            }
            batches::close(tx, attempt.run).await?;
        }
    }
    let end = End {
        attempt,
        reach,
        is_doubted: doubt.is_some(),
        is_held: doubt.as_ref().is_some_and(|doubt| doubt.holds),
        lacks_company: doubt.is_some_and(|doubt| doubt.lacks_company),
    };
    match kind {
        RunKind::Snapshot | RunKind::Incremental | RunKind::Reload => {
            // A reload that is held back has changed nothing in the mirror.
            if kind != RunKind::Reload || !end.is_held {
                settle_reading(context, tx, &end).await?;
            }
            verdict::after_reading(tx, actor, &end, kind).await
        }
        RunKind::Verify => verdict::after_verify(tx, actor, &end, look).await,
        RunKind::Repair => verdict::after_repair(tx, actor, &end).await,
    }
}

/// True if the run covers all ids of every model in the tenant's scope.
async fn reaches_all(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    attempt: Attempt,
    models: &[Model],
) -> Result<bool, WriteError> {
    let scopes = request::scopes(tx, actor).await?;
    let has_all = scopes
        .iter()
        .all(|scope| models.iter().any(|model| model.name == scope.model));
    Ok(has_all && !proofs::has_ranges().bind(tx, &attempt.run).one().await?)
}

/// Records what the mirror has now. A hidden company is not read: then the watermarks stay, so that
/// the first run that sees it again reads what was written there meanwhile.
async fn settle_reading(
    context: &Context<'_>,
    tx: &Transaction<'_>,
    end: &End<'_>,
) -> Result<(), WriteError> {
    let run = end.attempt.run;
    if !end.lacks_company {
        let lag = i64::from(context.tenant.odoo.safety_lag_seconds);
        batches::move_watermarks().bind(tx, &lag, &run).await?;
        fields::settle(tx, run).await?;
        fields::after_upgrade(tx, run).await?;
    }
    if !end.is_doubted {
        batches::move_deletions().bind(tx, &run).await?;
    }
    history::begin().bind(tx, &run).await?;
    Ok(())
}

pub(crate) async fn failed(
    context: &Context<'_>,
    event: &Envelope<SyncFailed>,
) -> Result<(), WriteError> {
    let traceparent = event.traceparent.clone();
    let data = &event.data;
    let attempt = Attempt::new(data.run, data.epoch, data.attempt);
    let failure = RunFailure {
        reason: data.reason,
        detail: data.detail.clone(),
        hint: data.hint.clone(),
    };
    let actor = Actor {
        tenant: context.tenant,
        requested_by: "",
        scope: Scope::ALL,
        traceparent,
    };
    let (failure, actor) = (&failure, &actor);
    transaction::write(context.pool, "sync failed", |tx| {
        async move {
        if !inbox::take(tx, context.event_id).await? {
            return Ok::<_, WriteError>(());
        }
        let Some(Retried { part, retries }) = parts::count_retry(tx, attempt).await? else {
            return Ok(());
        };
        if !data.retryable || retries > MAX_RETRIES {
            tracing::error!(sync_run.id = %data.run, reason = %failure.reason, detail = failure.detail, "the run has failed");
            if data.reason == RunFailureReason::Restored {
                alarms::raise(tx, data.run, AlarmKind::Restored, (failure, &[]), false).await?;
            }
            return request::fail(tx, data.run, failure).await;
        }
        let delay = data
            .retry_after_seconds
            .map_or_else(|| retries::delay(retries), |s| Duration::from_secs(u64::from(s)));
        tracing::warn!(sync_run.id = %data.run, reason = %failure.reason, detail = failure.detail, delay_seconds = delay.as_secs(), "requesting the run again");
        request::note_failure(tx, data.run, failure).await?;
        parts::ask_again(tx, actor, part, delay).await
    }.scope_boxed()})
    .await?;
    context.intake.relay.wake(&context.tenant.name);
    Ok(())
}
