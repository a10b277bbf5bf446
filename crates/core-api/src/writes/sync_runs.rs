//! Runs: asked for, asked for again, ended.

use std::time::Duration;

use contracts::sync::{IdRange, ModelRequest, RunKind, SyncFailure, SyncRequested};
use jiff::Timestamp;
use store::{Transaction, catalog};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    Actor, REQUEST_LEASE, WriteError, batches::Attempt, content_checks, landmarks, mirrored_fields,
    outbox, proofs::Ranges,
};
use crate::scope::{self, Scope};

/// Ids that one digest range covers: 5,000,000 records take 200 calls.
const RANGE_WIDTH: i64 = 25_000;

/// Records a batch holds at most.
const BATCH_ROWS: u32 = 1_000;

/// Models that others point to come first, so that a first load shows names early.
const READING_ORDER: &[&str] = &[
    "res.currency",
    "res.country",
    "res.company",
    "res.users",
    "res.partner",
    "account.account",
    "account.journal",
    "l10n_latam.document.type",
    "account.move",
];

/// What to read.
#[derive(Debug, Clone)]
pub struct NewRun {
    pub kind: RunKind,
    /// Odoo's names; empty means every mirrored model.
    pub models: Vec<String>,
    pub parent_run: Option<Uuid>,
    /// A person let its deletions through. What follows from a confirmed run is confirmed too.
    pub confirmed: bool,
}

/// A run of certain id ranges, which another run or a person asks for.
#[derive(Debug, Clone)]
pub struct NewRanges {
    pub kind: RunKind,
    pub ranges: Ranges,
    pub parent_run: Uuid,
    pub confirmed: bool,
}

/// Opens a run and asks a worker for it. A tenant has at most one active run.
pub async fn request(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    new: NewRun,
) -> Result<Uuid, WriteError> {
    let chosen = choose(tx, actor, &new.models).await?;
    let mut parts = Vec::with_capacity(chosen.len());
    for scope in &chosen {
        let mut part = Part::of(scope, Vec::new());
        if new.kind == RunKind::Verify && (new.parent_run.is_none() || new.confirmed) {
            let share = actor.tenant.proving.content_share;
            part.content = content_checks::choose(tx, &scope.mirrored, share).await?;
        }
        parts.push(part);
    }
    open(tx, actor, &new, &parts).await
}

/// Opens a run of exactly these ranges, without those of models that are mirrored no more: what asks
/// for them may be older than the tenant's file. None if nothing is left.
pub async fn request_ranges(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    mut new: NewRanges,
) -> Result<Option<Uuid>, WriteError> {
    let known = scopes(tx, actor).await?;
    new.ranges
        .retain(|(model, _)| known.iter().any(|scope| scope.model == *model));
    if new.ranges.is_empty() {
        return Ok(None);
    }
    let (models, ranges): (Vec<_>, Vec<_>) = new.ranges.into_iter().unzip();
    let chosen = choose(tx, actor, &models).await?;
    // `choose` sorts by reading order: bring the ranges along.
    let parts: Vec<_> = chosen
        .iter()
        .map(|scope| {
            let at = models.iter().position(|name| *name == scope.model);
            let ranges = at.map(|at: usize| ranges[at].clone()).unwrap_or_default();
            Part::of(scope, ranges)
        })
        .collect();
    let run = NewRun {
        kind: new.kind,
        models,
        parent_run: Some(new.parent_run),
        confirmed: new.confirmed,
    };
    open(tx, actor, &run, &parts).await.map(Some)
}

/// Every model that is asked of Odoo.
pub(crate) async fn scopes(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
) -> Result<Vec<Scope>, WriteError> {
    let catalog = catalog::read(tx).await?;
    Ok(scope::of_all(&actor.tenant.odoo.additions, &catalog))
}

/// What a run reads of a model.
struct Part<'a> {
    scope: &'a Scope,
    ranges: Vec<IdRange>,
    content: Vec<IdRange>,
}

impl<'a> Part<'a> {
    fn of(scope: &'a Scope, ranges: Vec<IdRange>) -> Self {
        Self {
            scope,
            ranges,
            content: Vec::new(),
        }
    }
}

async fn choose(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    wanted: &[String],
) -> Result<Vec<Scope>, WriteError> {
    let mut scopes = scopes(tx, actor).await?;
    mirrored_fields::freeze_others(tx, &scopes).await?;
    let is_known = |name: &String| scopes.iter().any(|scope| scope.model == *name);
    if let Some(unknown) = wanted.iter().find(|name| !is_known(name)) {
        let known: Vec<_> = scopes.iter().map(|scope| scope.model.as_str()).collect();
        return Err(WriteError::Invalid(format!(
            "model {unknown} is not mirrored; mirrored are {}",
            known.join(", ")
        )));
    }
    scopes.retain(|scope| wanted.is_empty() || wanted.contains(&scope.model));
    scopes.sort_by_key(|scope| {
        READING_ORDER
            .iter()
            .position(|name| *name == scope.model)
            .unwrap_or(usize::MAX)
    });
    Ok(scopes)
}

async fn open(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    new: &NewRun,
    parts: &[Part<'_>],
) -> Result<Uuid, WriteError> {
    let run = Uuid::now_v7();
    let inserted = tx
        .query_opt(
            &format!(
                "insert into ops.sync_run
                     (id, kind, state, requested_by, parent_run, traceparent, confirmed, lease_until)
                 values ($1, $2, 'requested', $3, $4, $5,
                         $6 or exists (select from ops.sync_run p where p.id = $4 and p.confirmed),
                         now() + interval '{REQUEST_LEASE}')
                 on conflict ((true)) where state in ('requested', 'running') do nothing
                 returning confirmed"
            ),
            &[
                &run,
                &kind_name(new.kind),
                &actor.requested_by,
                &new.parent_run,
                &actor.traceparent,
                &new.confirmed,
            ],
        )
        .await?;
    let Some(inserted) = inserted else {
        let active = store::sync_runs::active(tx).await?;
        return Err(WriteError::RunActive(
            active.map_or_else(Uuid::nil, |run| run.id),
        ));
    };
    for (position, part) in parts.iter().enumerate() {
        add_model(tx, run, new.kind, position, part).await?;
    }
    // Whoever accepted that Odoo went back knows that it is older.
    if !inserted.get::<_, bool>(0) {
        landmarks::set(tx, run, parts.iter().map(|part| &part.scope.mirrored)).await?;
    }
    publish_request(tx, actor, run, Duration::ZERO).await?;
    Ok(run)
}

async fn add_model(
    tx: &Transaction<'_>,
    run: Uuid,
    kind: RunKind,
    position: usize,
    part: &Part<'_>,
) -> Result<(), WriteError> {
    let json = |ranges| serde_json::to_value(ranges).map_err(contracts::Refusal::NotJson);
    let (ranges, content) = (json(&part.ranges)?, json(&part.content)?);
    let scope = part.scope;
    let in_window = match kind {
        RunKind::Incremental => !mirrored_fields::wants_whole_read(tx, scope).await?,
        RunKind::Verify => true,
        RunKind::Snapshot | RunKind::Repair => false,
    };
    tx.execute(
        "insert into ops.sync_run_model
             (run_id, model, position, fields, extra, since, ranges, range_width, sums, content)
         values ($1, $2, $3, $4, $5,
                 case when $6 then (select watermark from ops.cursor where model = $2) end,
                 $7, $8, $9, $10)",
        &[
            &run,
            &scope.model,
            &i32::try_from(position).unwrap_or(i32::MAX),
            &scope.fields,
            &scope.extra,
            &in_window,
            &ranges,
            &RANGE_WIDTH,
            &scope.sums,
            &content,
        ],
    )
    .await?;
    Ok(())
}

/// Lays `sync.requested` for what the run still lacks into the outbox.
pub async fn publish_request(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
    delay: Duration,
) -> Result<(), WriteError> {
    let row = tx
        .query_one(
            "select kind, epoch, window_until from ops.sync_run where id = $1",
            &[&run],
        )
        .await?;
    let models = tx
        .query(
            "select model, fields, since, after_id, ranges, range_width, sums, content, landmarks
             from ops.sync_run_model where run_id = $1 and not complete order by position",
            &[&run],
        )
        .await?;
    let event = SyncRequested {
        run,
        epoch: u32::try_from(row.get::<_, i32>(1)).unwrap_or(1),
        kind: kind_of(row.get(0))?,
        until: row.get(2),
        batch_rows: BATCH_ROWS,
        models: models.iter().map(model_request).collect::<Result<_, _>>()?,
    };
    outbox::add(tx, actor, run, event, delay).await
}

fn model_request(row: &Row) -> Result<ModelRequest, WriteError> {
    let ranges = |at| serde_json::from_value(row.get(at)).map_err(contracts::Refusal::NotJson);
    Ok(ModelRequest {
        model: row.get(0),
        fields: row.get(1),
        since: row.get::<_, Option<Timestamp>>(2),
        after_id: row.get(3),
        ranges: ranges(4)?,
        range_width: row.get(5),
        sums: row.get(6),
        content: ranges(7)?,
        landmarks: serde_json::from_value(row.get(8)).map_err(contracts::Refusal::NotJson)?,
    })
}

/// Asks again under the next epoch, from where the run has got to. The caller holds the run's row.
/// A run that has got further since it was asked for starts its counts of failures anew: they tell
/// of one place, not of a long load.
pub async fn ask_again(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
    delay: Duration,
) -> Result<(), WriteError> {
    if super::run_resume::advance(tx, run).await? {
        let sql = "update ops.sync_run set retries = 0, lapses = 0 where id = $1";
        tx.execute(sql, &[&run]).await?;
    }
    let delay_ms = i64::try_from(delay.as_millis()).unwrap_or(i64::MAX);
    tx.execute(
        &format!(
            "update ops.sync_run set epoch = epoch + 1, state = 'requested',
                 lease_until = now() + $2::bigint * interval '1 ms' + interval '{REQUEST_LEASE}'
             where id = $1"
        ),
        &[&run, &delay_ms],
    )
    .await?;
    publish_request(tx, actor, run, delay).await
}

/// Counts a failure that a worker reported, holds the run's row, and gives how many there are now;
/// none if another epoch counts by now or the run has ended.
pub async fn count_retry(
    tx: &Transaction<'_>,
    attempt: Attempt,
) -> Result<Option<i32>, WriteError> {
    let sql = "update ops.sync_run set retries = retries + 1
               where id = $1 and epoch = $2 and state in ('requested', 'running')
               returning retries";
    let row = tx.query_opt(sql, &[&attempt.run, &attempt.epoch]).await?;
    Ok(row.map(|row| row.get(0)))
}

/// Why a run ended without being done.
#[derive(Debug, Clone)]
pub struct RunFailure {
    pub reason: String,
    pub detail: String,
    pub hint: String,
}

pub async fn fail(tx: &Transaction<'_>, run: Uuid, failure: &RunFailure) -> Result<(), WriteError> {
    tx.execute(
        "update ops.sync_run set state = 'failed', finished_at = now(), lease_until = null,
             failure_reason = $2, failure_detail = $3, failure_hint = $4
         where id = $1 and state in ('requested', 'running')",
        &[&run, &failure.reason, &failure.detail, &failure.hint],
    )
    .await?;
    Ok(())
}

pub fn kind_name(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Snapshot => "snapshot",
        RunKind::Incremental => "incremental",
        RunKind::Verify => "verify",
        RunKind::Repair => "repair",
    }
}

pub fn kind_of(name: &str) -> Result<RunKind, WriteError> {
    Ok(match name {
        "snapshot" => RunKind::Snapshot,
        "incremental" => RunKind::Incremental,
        "verify" => RunKind::Verify,
        "repair" => RunKind::Repair,
        other => {
            return Err(WriteError::Invalid(format!(
                "there is no run of kind {other}"
            )));
        }
    })
}

/// The word that the contract uses for a failure.
pub fn failure_name(failure: SyncFailure) -> String {
    serde_json::to_value(failure)
        .ok()
        .and_then(|value| value.as_str().map(ToOwned::to_owned))
        .unwrap_or_else(|| "internal".to_owned())
}
