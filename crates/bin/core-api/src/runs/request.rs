//! Opens and ends runs. Module `parts` requests their parts from workers.

use contracts::sync::{IdRange, RunKind};
use sql::{client::Params, queries::core_api::runs::request as statements};
use states::RunFailureReason;
use store::{Transaction, catalog};
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::{
    mirror::{
        fields, reload,
        scope::{self, Scope},
    },
    runs::{content_checks, landmarks, parts, proofs::Ranges, read},
    webhooks::{
        messages::{self, Happening, RunFailed},
        write::delivery::announce,
    },
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
    let Some(is_confirmed) = statements::open()
        .bind(
            tx,
            &run,
            &new.kind,
            &actor.requested_by,
            &new.parent_run,
            &actor.traceparent,
            &new.confirmed,
        )
        .opt()
        .await?
    else {
        let active = read::active().bind(tx).opt().await?;
        return Err(WriteError::RunActive(active.unwrap_or_else(Uuid::nil)));
    };
    let models: Vec<_> = readings
        .iter()
        .map(|reading| reading.scope.model.as_str())
        .collect();
    let parts = parts::divide(&models, connections(actor, new.kind));
    for (position, (reading, part)) in (0..).zip(readings.iter().zip(parts)) {
        add_model(tx, actor, (run, new.kind), (position, part), reading).await?;
    }
    // After an accepted restore, Odoo is known to be older than the landmarks.
    if !is_confirmed {
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
    let scope = reading.scope;
    let in_window = match kind {
        RunKind::Incremental => {
            !fields::wants_whole_read()
                .bind(tx, &scope.fields, &scope.model, &scope.extra)
                .one()
                .await?
        }
        RunKind::Verify => true,
        RunKind::Snapshot | RunKind::Reload | RunKind::Repair => false,
    };
    let added = statements::AddModelParams {
        run,
        model: scope.model.as_str(),
        position,
        fields: &*scope.fields,
        extra: &*scope.extra,
        in_window,
        ranges: Json(&reading.ranges),
        range_width: RANGE_WIDTH,
        sums: &*scope.sums,
        content: Json(&reading.content),
        part,
        lists_writes: kind == RunKind::Verify && reading.ranges.is_empty(),
        longest_transaction_hours: i64::from(actor.tenant.proving.longest_transaction_hours),
    };
    statements::add_model().params(tx, &added).await?;
    Ok(())
}

/// Why a run ended without being done.
#[derive(Debug, Clone)]
pub struct RunFailure {
    pub reason: RunFailureReason,
    pub detail: String,
    pub hint: String,
}

pub async fn fail(tx: &Transaction<'_>, run: Uuid, failure: &RunFailure) -> Result<(), WriteError> {
    reload::discard(tx, run).await?;
    let RunFailure {
        reason,
        detail,
        hint,
    } = failure;
    let failed = statements::fail()
        .bind(tx, reason, detail, hint, &run)
        .opt()
        .await?;
    let Some(kind) = failed else {
        return Ok(());
    };
    let told = RunFailed {
        run_id: run,
        kind,
        reason: *reason,
        detail,
        hint,
        url: messages::url_of_run(run),
    };
    announce(tx, &Happening::RunFailed(told)).await
}

/// Stores the last failure that a worker reported, so people see it while the run is tried again.
pub async fn note_failure(
    tx: &Transaction<'_>,
    run: Uuid,
    failure: &RunFailure,
) -> Result<(), WriteError> {
    let RunFailure {
        reason,
        detail,
        hint,
    } = failure;
    statements::note_failure()
        .bind(tx, reason, detail, hint, &run)
        .await?;
    Ok(())
}

/// Cancels a run. Later messages of its workers have no effect. What a reload has read is deleted;
/// what another run has read stays in the mirror, and the next run continues from there, as after a
/// failure.
pub async fn cancel(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    // First, because it waits for a batch that is being applied.
    reload::discard(tx, run).await?;
    let cancelled = statements::cancel().bind(tx, &run).await?;
    match (cancelled, read::get().bind(tx, &run).opt().await?) {
        (1, _) => Ok(()),
        (_, None) => Err(WriteError::NotFound),
        (_, Some(row)) if row.state == states::RunState::Cancelled => Ok(()),
        (_, Some(row)) => Err(WriteError::Conflict(format!("the run is {}", row.state))),
    }
}
