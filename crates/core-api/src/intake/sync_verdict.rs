//! What follows from a verify or a repair. Ranges that differ are looked at again, narrower and
//! after the latest changes are in; what differs still is read whole and proved once more. What
//! differs after that is for a person.

use contracts::sync::RunKind;
use store::Transaction;

use crate::writes::{
    Actor, WriteError, alarms, batches, content_checks,
    deletions::{self, Reach},
    proofs::{self, Look, Ranges, Wanted},
    references,
    sync_runs::{self, NewRanges, NewRun},
};

/// A verify or repair whose last batch is in.
pub(super) struct End<'a> {
    pub(super) attempt: batches::Attempt,
    pub(super) reach: Reach<'a>,
    /// The Odoo user seems to have lost rights.
    pub(super) is_doubted: bool,
    /// Because of it, rows that are missing stay until a person confirms.
    pub(super) is_held: bool,
    /// The Odoo user has lost a company.
    pub(super) lacks_company: bool,
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
        RunKind::Incremental => {
            if end.reach.of_all
                && !end.is_doubted
                && batches::has_counted_all(tx, end.attempt.run).await?
            {
                alarms::clear(tx, alarms::RIGHTS_INCIDENT).await?;
            }
            Ok(false)
        }
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
    let wanted = Wanted {
        grown_only: end.is_held,
        settled_only: look == Look::AfterRepair,
    };
    let differing = proofs::differing(tx, attempt, wanted).await?;
    if differing.is_empty() && !end.is_doubted {
        match look {
            Look::First => {
                batches::move_deletions(tx, attempt.run).await?;
                if end.reach.of_all {
                    alarms::clear(tx, alarms::RIGHTS_INCIDENT).await?;
                }
            }
            Look::Again | Look::AfterRepair => alarms::clear_proved(tx).await?,
        }
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
