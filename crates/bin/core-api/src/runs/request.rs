//! Opens and ends runs. Module `parts` requests their parts from workers.

use contracts::sync::{IdRange, RunKind};
use states::RunFailureReason;
use store::{Transaction, catalog};
use uuid::Uuid;

use crate::{
    mirror::{
        fields, reload,
        scope::{self, Scope},
    },
    runs::{content_checks, landmarks, parts, proofs::Ranges},
    writing::{Actor, WriteError},
};

/// Ids that one digest range covers: 5,000,000 records take 200 calls.
pub(crate) const RANGE_WIDTH: i64 = 25_000;

/// Models to which others refer come first, so that a first load shows names early.
const READING_ORDER: &[&str] = &[
    "res.currency",
    "res.country",
    "res.company",
    "res.users",
    "res.partner",
    "account.account",
    "account.journal",
    "l10n_latam.document.type",
    "product.template",
    "product.product",
    "account.move",
    // Before the lines: a line that is read after its reconciliation need not be read again.
    "account.partial.reconcile",
    "account.full.reconcile",
];

#[derive(Debug, Clone)]
pub struct NewRun {
    pub kind: RunKind,
    /// Odoo's names; empty means every mirrored model.
    pub models: Vec<String>,
    pub parent_run: Option<Uuid>,
    /// A person confirmed its deletions. Runs that follow from a confirmed run are confirmed too.
    pub confirmed: bool,
}

/// A run of certain id ranges, requested by another run or by a person.
#[derive(Debug, Clone)]
pub struct NewRanges {
    pub kind: RunKind,
    pub ranges: Ranges,
    pub parent_run: Uuid,
    pub confirmed: bool,
}

/// Opens a run and requests its parts from workers. A tenant has at most one active run.
pub async fn request(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    new: NewRun,
) -> Result<Uuid, WriteError> {
    let chosen = choose(tx, actor, &new.models).await?;
    if new.kind == RunKind::Reload {
        reload::check(tx, chosen.iter().map(|scope| scope.model.as_str())).await?;
    }
    let mut readings = Vec::with_capacity(chosen.len());
    for scope in &chosen {
        let mut reading = Reading::new(scope, Vec::new());
        if new.kind == RunKind::Verify && (new.parent_run.is_none() || new.confirmed) {
            let share = actor.tenant.proving.content_share;
            reading.content = content_checks::choose(tx, &scope.mirrored, share).await?;
        }
        readings.push(reading);
    }
    open(tx, actor, &new, &readings).await
}

/// Opens a run of these ranges, without those of models that are no longer mirrored: the request
/// may be older than the tenant's file. `None` if no range is left.
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
    // `choose` sorts by reading order, so the ranges must be sorted alike.
    let readings: Vec<_> = chosen
        .iter()
        .map(|scope| {
            let at = models.iter().position(|name| *name == scope.model);
            let ranges = at.map(|at: usize| ranges[at].clone()).unwrap_or_default();
            Reading::new(scope, ranges)
        })
        .collect();
    let run = NewRun {
        kind: new.kind,
        models,
        parent_run: Some(new.parent_run),
        confirmed: new.confirmed,
    };
    open(tx, actor, &run, &readings).await.map(Some)
}

/// Every model that is read from Odoo.
pub(crate) async fn scopes(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
) -> Result<Vec<Scope>, WriteError> {
    let catalog = catalog::read(tx).await?;
    Ok(scope::choose_all(&actor.tenant.odoo.additions, &catalog))
}

/// What a run reads of a model.
struct Reading<'a> {
    scope: &'a Scope,
    ranges: Vec<IdRange>,
    content: Vec<IdRange>,
}

impl<'a> Reading<'a> {
    fn new(scope: &'a Scope, ranges: Vec<IdRange>) -> Self {
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
    fields::freeze_others(tx, &scopes).await?;
    let is_known = |name: &String| scopes.iter().any(|scope| scope.model == *name);
    if let Some(unknown) = wanted.iter().find(|name| !is_known(name)) {
        let known: Vec<_> = scopes.iter().map(|scope| scope.model.as_str()).collect();
        return Err(WriteError::Invalid(format!(
            "model {unknown} is not mirrored; the mirrored models are {}",
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
    readings: &[Reading<'_>],
) -> Result<Uuid, WriteError> {
    let run = Uuid::now_v7();
    let inserted = tx
        .query_opt(
            "insert into ops.sync_run
                     (id, kind, state, requested_by, parent_run, traceparent, confirmed,
                      followed_version)
                 values ($1, $2, 'requested', $3, $4, $5,
                         $6 or exists (select from ops.sync_run p where p.id = $4 and p.confirmed),
                         coalesce((select r.followed_version from ops.sync_run r
                                   where r.state = 'done' order by r.created_at desc limit 1),
                                  (select version from ops.mirror)))
                 on conflict ((true)) where state in ('requested', 'running') do nothing
                 returning confirmed",
            &[
                &run,
                &new.kind,
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
    let models: Vec<_> = readings
        .iter()
        .map(|reading| reading.scope.model.as_str())
        .collect();
    let parts = parts::divide(&models, connections(actor, new.kind));
    for (position, (reading, part)) in readings.iter().zip(parts).enumerate() {
        let position = i32::try_from(position).unwrap_or(i32::MAX);
        add_model(tx, actor, (run, new.kind), (position, part), reading).await?;
    }
    // After an accepted restore, Odoo is known to be older than the landmarks.
    if !inserted.get::<_, bool>(0) {
        landmarks::set(
            tx,
            run,
            readings.iter().map(|reading| &reading.scope.mirrored),
        )
        .await?;
    }
    parts::open(tx, actor, run).await?;
    Ok(run)
}

/// Incremental runs and repairs are short: several logins would cost Odoo more than they gain.
fn connections(actor: &Actor<'_>, kind: RunKind) -> u32 {
    match kind {
        RunKind::Snapshot | RunKind::Reload | RunKind::Verify => actor.tenant.odoo.connections,
        RunKind::Incremental | RunKind::Repair => 1,
    }
}

async fn add_model(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    (run, kind): (Uuid, RunKind),
    (position, part): (i32, i32),
    reading: &Reading<'_>,
) -> Result<(), WriteError> {
    let json = |ranges| serde_json::to_value(ranges).map_err(contracts::Refusal::NotJson);
    let (ranges, content) = (json(&reading.ranges)?, json(&reading.content)?);
    let scope = reading.scope;
    let in_window = match kind {
        RunKind::Incremental => !fields::wants_whole_read(tx, scope).await?,
        RunKind::Verify => true,
        RunKind::Snapshot | RunKind::Reload | RunKind::Repair => false,
    };
    let lists_writes = kind == RunKind::Verify && reading.ranges.is_empty();
    let longest = actor.tenant.proving.longest_transaction_hours;
    tx.execute(
        &format!(
            "insert into ops.sync_run_model
                 (run_id, model, position, fields, extra, since, ranges, range_width, sums, content,
                  part, written_from)
             values ($1, $2, $3, $4, $5,
                     case when $6 then (select watermark from ops.cursor where model = $2) end,
                     $7, $8, $9, $10, $11,
                     case when $12 then ({PROVED_FROM}) - $13::bigint * interval '1 hour' end)"
        ),
        &[
            &run,
            &scope.model,
            &position,
            &scope.fields,
            &scope.extra,
            &in_window,
            &ranges,
            &RANGE_WIDTH,
            &scope.sums,
            &content,
            &part,
            &lists_writes,
            &i64::from(longest),
        ],
    )
    .await?;
    Ok(())
}

/// Rows written before this instant have been compared one by one: by the last verify, or if there
/// was none, by the first load.
const PROVED_FROM: &str = "
    coalesce((select window_until from ops.proof where model = $2),
             (select min(r.window_until) from ops.sync_run r
              join ops.sync_run_model m on m.run_id = r.id
              where m.model = $2 and r.state = 'done'
                and r.kind in ('snapshot', 'incremental', 'reload')))";

/// Why a run ended without being done.
#[derive(Debug, Clone)]
pub struct RunFailure {
    pub reason: RunFailureReason,
    pub detail: String,
    pub hint: String,
}

pub async fn fail(tx: &Transaction<'_>, run: Uuid, failure: &RunFailure) -> Result<(), WriteError> {
    reload::discard(tx, run).await?;
    tx.execute(
        "update ops.sync_run set state = 'failed', finished_at = now(),
             failure_reason = $2, failure_detail = $3, failure_hint = $4
         where id = $1 and state in ('requested', 'running')",
        &[&run, &failure.reason, &failure.detail, &failure.hint],
    )
    .await?;
    Ok(())
}

/// Stores the last failure that a worker reported, so people see it while the run is tried again.
pub async fn note_failure(
    tx: &Transaction<'_>,
    run: Uuid,
    failure: &RunFailure,
) -> Result<(), WriteError> {
    tx.execute(
        "update ops.sync_run set failure_reason = $2, failure_detail = $3, failure_hint = $4
         where id = $1 and state in ('requested', 'running')",
        &[&run, &failure.reason, &failure.detail, &failure.hint],
    )
    .await?;
    Ok(())
}

/// Cancels a reload and deletes what it has read. Runs of other kinds cannot be cancelled: what
/// they have read is already in the mirror, and the next run continues from there.
pub async fn cancel(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    // First, because it waits for a batch that is being applied.
    reload::discard(tx, run).await?;
    let cancelled = tx
        .execute(
            "update ops.sync_run set state = 'cancelled', finished_at = now()
             where id = $1 and kind = 'reload' and state in ('requested', 'running')",
            &[&run],
        )
        .await?;
    match (cancelled, store::sync_runs::get(tx, run).await?) {
        (1, _) => Ok(()),
        (_, None) => Err(WriteError::NotFound),
        (_, Some(row)) if row.kind != RunKind::Reload => Err(WriteError::Conflict(format!(
            "only a reload can be cancelled; this is a {} run, and what it has read is already \
             in the mirror",
            row.kind
        ))),
        (_, Some(row)) if row.state == states::RunState::Cancelled => Ok(()),
        (_, Some(row)) => Err(WriteError::Conflict(format!("the reload is {}", row.state))),
    }
}
