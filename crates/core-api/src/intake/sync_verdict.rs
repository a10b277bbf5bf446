//! What follows from a verify or a repair. Ranges that differ are looked at again, narrower and
//! after the latest changes are in; what differs still is read whole and proved once more. What
//! differs after that is for a person.

use contracts::sync::RunKind;
use store::Transaction;

use crate::writes::{
    Actor, WriteError, alarms,
    batches::Attempt,
    content_checks,
    deletions::{self, Reach},
    proofs::{self, Look, Ranges, Wanted},
    references,
    sync_runs::{self, NewRanges, NewRun},
};

const LINES: &str = "account.move.line";
/// What an undone reconciliation deletes.
const RECONCILIATIONS: [&str; 2] = ["account.partial.reconcile", "account.full.reconcile"];

/// A verify or repair whose last batch is in.
pub(super) struct End<'a> {
    pub(super) attempt: Attempt,
    pub(super) reach: Reach<'a>,
    /// The Odoo user seems to have lost rights.
    pub(super) is_doubted: bool,
    /// Because of it, rows that are missing stay until a person confirms.
    pub(super) is_held: bool,
}

/// A run that found its landmarks shows that Odoo did not go back. What was read anew because the
/// mirror was in doubt, or because Odoo went back, is proved.
pub(super) async fn after_reading(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    end: &End<'_>,
    kind: RunKind,
) -> Result<bool, WriteError> {
    let is_confirmed = deletions::is_confirmed(tx, end.attempt).await?;
    if !is_confirmed {
        alarms::clear_restored(tx, end.attempt.run).await?;
    }
    match kind {
        RunKind::Incremental if !is_confirmed => after_incremental(tx, actor, end).await,
        RunKind::Snapshot if is_confirmed => prove(tx, actor, end).await,
        RunKind::Reload if !end.is_held => after_reload(tx, actor, end).await,
        _ => Ok(false),
    }
}

/// What refers to a buried record was read with it, unless the reload was of some models alone.
async fn after_reload(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    end: &End<'_>,
) -> Result<bool, WriteError> {
    if !end.reach.of_all {
        let referring = references::to_buried(tx, actor, end.attempt.run).await?;
        if !referring.is_empty() {
            return follow(tx, actor, end, RunKind::Repair, referring).await;
        }
    }
    prove(tx, actor, end).await
}

/// Asks for a verify of the run's models, confirmed if the run was.
async fn prove(tx: &Transaction<'_>, actor: &Actor<'_>, end: &End<'_>) -> Result<bool, WriteError> {
    let models = end.reach.models.iter();
    let verify = NewRun {
        kind: RunKind::Verify,
        models: models.map(|model| model.name.clone()).collect(),
        parent_run: Some(end.attempt.run),
        confirmed: deletions::is_confirmed(tx, end.attempt).await?,
    };
    sync_runs::request(tx, actor, verify).await?;
    Ok(true)
}

/// Who undoes a reconciliation deletes its records without a trace, and residuals hang on them. But
/// it changes the lines, so whenever lines have changed the reconciliations are compared.
async fn after_incremental(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    end: &End<'_>,
) -> Result<bool, WriteError> {
    let models = store::sync_runs::models(tx, end.attempt.run).await?;
    let lines = models.iter().find(|model| model.model == LINES);
    let read = |name: &&str| models.iter().any(|model| model.model == *name);
    let reconciliations: Vec<_> = RECONCILIATIONS.into_iter().filter(read).collect();
    if lines.is_none_or(|lines| lines.rows_changed == 0) || reconciliations.is_empty() {
        return Ok(false);
    }
    let verify = NewRun {
        kind: RunKind::Verify,
        models: reconciliations.into_iter().map(ToOwned::to_owned).collect(),
        parent_run: Some(end.attempt.run),
        confirmed: false,
    };
    sync_runs::request(tx, actor, verify).await?;
    Ok(true)
}

pub(super) async fn after_verify(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    end: &End<'_>,
    look: Look,
) -> Result<bool, WriteError> {
    let attempt = end.attempt;
    if look == Look::First {
        proofs::begin(tx, attempt).await?;
        // Of a hidden company nothing was compared.
        if !end.is_doubted {
            content_checks::keep(tx, attempt).await?;
            content_checks::cover(tx, attempt, end.reach.models).await?;
        }
    } else {
        proofs::renew(tx, attempt, end.reach.models).await?;
    }
    if end.reach.of_all && !end.is_doubted {
        alarms::clear(tx, alarms::RIGHTS_INCIDENT).await?;
    }
    let wanted = Wanted {
        grown_only: end.is_held,
        settled_only: look == Look::AfterRepair,
    };
    let differing = proofs::differing(tx, attempt, wanted).await?;
    let referring = references::to_buried(tx, actor, attempt.run).await?;
    if !referring.is_empty() {
        let all = proofs::together(differing, referring);
        return follow(tx, actor, end, RunKind::Repair, all).await;
    }
    if differing.is_empty() {
        return Ok(false);
    }
    let models: Vec<_> = differing.iter().map(|(model, _)| model.as_str()).collect();
    match look {
        Look::First => {
            tracing::warn!(sync_run.id = %attempt.run, ?models, "the mirror differs from Odoo, looking again");
            let narrowed = proofs::narrow(differing);
            follow(tx, actor, end, RunKind::Verify, narrowed).await
        }
        Look::Again => {
            tracing::warn!(sync_run.id = %attempt.run, ?models, "the mirror differs from Odoo, repairing");
            follow(tx, actor, end, RunKind::Repair, differing).await
        }
        Look::AfterRepair => {
            tracing::error!(sync_run.id = %attempt.run, ?models, "the mirror differs from Odoo although it was repaired");
            Ok(false)
        }
    }
}

/// What was repaired is proved again.
pub(super) async fn after_repair(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    end: &End<'_>,
) -> Result<bool, WriteError> {
    proofs::count_repaired(tx, end.attempt.run).await?;
    if end.is_held {
        return Ok(false);
    }
    let referring = references::to_buried(tx, actor, end.attempt.run).await?;
    if !referring.is_empty() {
        return follow(tx, actor, end, RunKind::Repair, referring).await;
    }
    let ranges = proofs::ranges_of(tx, end.attempt.run).await?;
    follow(tx, actor, end, RunKind::Verify, ranges).await
}

async fn follow(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    end: &End<'_>,
    kind: RunKind,
    ranges: Ranges,
) -> Result<bool, WriteError> {
    let new = NewRanges {
        kind,
        ranges,
        parent_run: end.attempt.run,
        confirmed: false,
    };
    Ok(sync_runs::request_ranges(tx, actor, new).await?.is_some())
}
