//! Requests the follower, and keeps its state.

use std::time::Duration;

use contracts::{
    Epoch, SigningKey,
    sync::{
        History, ModelCheck, ModelRequest, PartKind, Reached, RunKind, SyncFailed, SyncRequested,
    },
};
use serde_json::{Value, json};
use sql::queries::core_api::following::write as statements;
use store::Transaction;
use uuid::Uuid;

use crate::{
    attempt::Attempt,
    events::{leases::REQUEST_LEASE, outbox, retries},
    mirror::{reload, scope::Scope},
    runs::{
        batches::Standing,
        histories, parts,
        request::{self, NewRun},
    },
    secret,
    writing::{Actor, WriteError, stored},
};

/// Rows of one step.
const STEP_ROWS: u32 = 2_000;

/// Requests the follower if it is due, and a verify if the log could not say what has changed. True
/// if the outbox has new events.
pub(crate) async fn keep(tx: &Transaction<'_>, actor: &Actor<'_>) -> Result<bool, WriteError> {
    let row = statements::lock().bind(tx).one().await?;
    if !actor.tenant.odoo.follows_log() {
        if row.state != "off" {
            statements::switch_off().bind(tx).await?;
        }
        return Ok(false);
    }
    if !row.is_due {
        let is_following = row.state == "following" && row.reached.is_some();
        if is_following && row.in_doubt && settle(tx, actor, &row).await? {
            return Ok(true);
        }
        if !row.is_uncompared {
            return Ok(false);
        }
    }
    let scopes = request::scopes(tx, actor).await?;
    if !row.is_due
        && statements::compare()
            .bind(tx, &reads(&scopes))
            .one()
            .await?
    {
        return Ok(false);
    }
    let models: Vec<&str> = scopes.iter().map(|scope| scope.model.as_str()).collect();
    if !reload::never_loaded()
        .bind(tx, &models)
        .all()
        .await?
        .is_empty()
    {
        return Ok(false);
    }
    if row.is_due && matches!(row.state.as_str(), "requested" | "following") {
        tracing::warn!(
            tenant = actor.tenant.name,
            "nobody follows Odoo's log any more: requesting it again"
        );
    }
    let reached = position(tx, &row).await?;
    request_follower(tx, actor, &scopes, reached).await?;
    Ok(true)
}

/// Where the mirror is in the log.
async fn position(
    tx: &Transaction<'_>,
    row: &statements::Row,
) -> Result<Option<Reached>, WriteError> {
    let (Some(generation), Some(lsn)) = (row.generation, &row.reached) else {
        return Ok(None);
    };
    let history = statements::history().bind(tx, &generation).one().await?;
    Ok(Some(Reached {
        system: history.system,
        timeline: u32::try_from(history.timeline).unwrap_or_default(),
        lsn: lsn.clone(),
        catalogue: row.catalogue.clone(),
    }))
}

async fn request_follower(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    scopes: &[Scope],
    reached: Option<Reached>,
) -> Result<(), WriteError> {
    let run = Uuid::now_v7();
    let key = secret::draw();
    let epoch = statements::request()
        .bind(tx, &run, &key, &reads(scopes), &REQUEST_LEASE)
        .one()
        .await?;
    let event = SyncRequested {
        run,
        epoch: Epoch::new(epoch),
        kind: PartKind::Follow,
        until: None,
        batch_rows: STEP_ROWS,
        share: parts::share(&actor.tenant.odoo, 1),
        key: SigningKey::new(key),
        models: scopes.iter().map(model_request).collect(),
        reached,
    };
    outbox::add(tx, actor, run, event, Duration::ZERO).await
}

/// What is asked for, to see later whether that has changed.
fn reads(scopes: &[Scope]) -> Value {
    let fields = |scope: &Scope| (scope.model.clone(), json!(scope.fields));
    Value::Object(scopes.iter().map(fields).collect())
}

fn model_request(scope: &Scope) -> ModelRequest {
    ModelRequest {
        model: scope.model.clone(),
        fields: scope.fields.clone(),
        since: None,
        after_id: 0,
        ranges: Vec::new(),
        range_width: request::RANGE_WIDTH,
        sums: Vec::new(),
        content: Vec::new(),
        landmarks: Vec::new(),
        check: ModelCheck::default(),
        written_from: None,
    }
}

/// Ends the doubt once a verify has compared the mirror with Odoo. True if the outbox has new events.
async fn settle(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    row: &statements::Row,
) -> Result<bool, WriteError> {
    let Some(run) = row.verify_run else {
        return verify(tx, actor).await;
    };
    let verified = statements::verified().bind(tx, &run).one().await?;
    if verified.is_done == Some(true) {
        statements::settle_doubt().bind(tx).await?;
    } else if verified.is_over != Some(false) {
        statements::doubt_again().bind(tx).await?;
    }
    Ok(false)
}

/// Compares the mirror with Odoo. If another run is active, a later look does it.
async fn verify(tx: &Transaction<'_>, actor: &Actor<'_>) -> Result<bool, WriteError> {
    let verify = NewRun {
        kind: RunKind::Verify,
        models: Vec::new(),
        parent_run: None,
        confirmed: false,
    };
    match request::request(tx, actor, verify).await {
        Ok(run) => {
            statements::await_verify().bind(tx, &run).await?;
            Ok(true)
        }
        Err(WriteError::RunActive(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The follower, if this attempt is at its latest request. `None` for a stale attempt.
pub(super) async fn current(
    tx: &Transaction<'_>,
    attempt: Attempt,
) -> Result<Option<statements::Row>, WriteError> {
    let row = statements::lock().bind(tx).one().await?;
    let is_current = row.run == Some(attempt.run)
        && row.epoch == attempt.epoch.get()
        && matches!(row.state.as_str(), "requested" | "following");
    Ok(Some(row).filter(|_| is_current))
}

/// The follower, if this attempt is the one that follows. `None` for any other.
pub(super) async fn following(
    tx: &Transaction<'_>,
    attempt: Attempt,
) -> Result<Option<statements::Row>, WriteError> {
    let row = current(tx, attempt).await?;
    Ok(row.filter(|row| row.attempt == Some(attempt.attempt)))
}

/// From now on this attempt follows.
pub(super) async fn start(
    tx: &Transaction<'_>,
    attempt: Attempt,
    history: &History,
    lease: Duration,
) -> Result<Standing, WriteError> {
    let generation = histories::generation(tx, history).await?;
    let lease_ms = stored(lease.as_millis());
    statements::start()
        .bind(tx, &attempt.attempt, &generation, &lease_ms)
        .await?;
    Ok(standing(0))
}

pub(super) async fn renew(tx: &Transaction<'_>, lease: Duration) -> Result<(), WriteError> {
    let lease_ms = stored(lease.as_millis());
    statements::renew().bind(tx, &lease_ms).await?;
    Ok(())
}

pub(super) fn standing(applied: i32) -> Standing {
    Standing { applied, parts: 1 }
}

/// Notes a failure, and when the follower is requested again.
pub(super) async fn fail(
    tx: &Transaction<'_>,
    failures: i32,
    failed: &SyncFailed,
) -> Result<(), WriteError> {
    let delay = match failed.retry_after_seconds {
        Some(seconds) => Duration::from_secs(u64::from(seconds)),
        None => retries::delay(failures + 1),
    };
    let delay_ms = stored(delay.as_millis());
    let reason = failed.reason.to_string();
    statements::fail()
        .bind(
            tx,
            &reason,
            &failed.detail,
            &failed.hint,
            &delay_ms,
            &failed.log_lost,
        )
        .await?;
    Ok(())
}
