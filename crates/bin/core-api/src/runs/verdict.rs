//! What follows a verify or a repair. Ranges that differ are compared again, in narrower ranges and
//! after the latest changes are applied. Ranges that still differ are read completely and verified
//! once more. A person must look at what differs after that.

use contracts::sync::RunKind;
use states::AlarmKind;
use store::{Transaction, freshness};
use uuid::Uuid;

use crate::{
    runs::{
        alarms, batches, content_checks,
        deletions::{self, Reach},
        proofs::{self, Look, Ranges, Wanted},
        references,
        request::{self, NewRanges, NewRun},
    },
    webhooks::{
        messages::{Happening, MirrorDiffers, MirrorProved},
        write::delivery::announce,
    },
    writing::{Actor, WriteError},
};

/// A run whose last batch is applied.
pub(crate) struct End<'a> {
    pub(crate) attempt: crate::attempt::Attempt,
    pub(crate) reach: Reach<'a>,
    /// The Odoo user seems to have lost rights.
    pub(crate) is_doubted: bool,
    /// Because of this, missing rows stay until a person confirms.
    pub(crate) is_held: bool,
    /// The Odoo user has lost a company.
    pub(crate) lacks_company: bool,
}

/// Clears the alarm `restored` if the run found its landmarks. A reload, and a snapshot after an
/// accepted restore, are followed by a verify.
pub(crate) async fn after_reading(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    end: &End<'_>,
    kind: RunKind,
) -> Result<bool, WriteError> {
    let is_confirmed = deletions::is_confirmed()
        .bind(tx, &end.attempt.run)
        .one()
        .await?;
    if !is_confirmed {
        alarms::clear_restored().bind(tx, &end.attempt.run).await?;
    }
    match kind {
        RunKind::Incremental => {
            if end.reach.of_all
                && !end.is_doubted
                && batches::has_counted_all()
                    .bind(tx, &end.attempt.run)
                    .one()
                    .await?
            {
                alarms::clear().bind(tx, &AlarmKind::RightsIncident).await?;
            }
            Ok(false)
        }
        RunKind::Snapshot if is_confirmed => prove(tx, actor, end).await,
        RunKind::Reload if !end.is_held => after_reload(tx, actor, end).await,
        _ => Ok(false),
    }
}

/// A reload of only some models has not read the rows of other models that link to its tombstones.
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

/// Requests a verify of the run's models, confirmed if the run was.
async fn prove(tx: &Transaction<'_>, actor: &Actor<'_>, end: &End<'_>) -> Result<bool, WriteError> {
    let models = end.reach.models.iter();
    let verify = NewRun {
        kind: RunKind::Verify,
        models: models.map(|model| model.name.clone()).collect(),
        parent_run: Some(end.attempt.run),
        confirmed: deletions::is_confirmed()
            .bind(tx, &end.attempt.run)
            .one()
            .await?,
    };
    request::request(tx, actor, verify).await?;
    Ok(true)
}

pub(crate) async fn after_verify(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    end: &End<'_>,
    look: Look,
) -> Result<bool, WriteError> {
    let attempt = end.attempt;
    if look == Look::First {
        proofs::begin()
            .bind(tx, &attempt.attempt, &attempt.run)
            .await?;
        // Nothing of a hidden company was compared.
        if !end.is_doubted {
            content_checks::keep().bind(tx, &attempt.run).await?;
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
                batches::move_deletions().bind(tx, &attempt.run).await?;
                if end.reach.of_all {
                    alarms::clear().bind(tx, &AlarmKind::RightsIncident).await?;
                }
            }
            Look::Again | Look::AfterRepair => {
                alarms::clear_proved().bind(tx).await?;
            }
        }
    }
    if differing.is_empty() {
        if !end.is_doubted {
            announce_proof(tx, attempt.run).await?;
        }
        return Ok(false);
    }
    let models: Vec<_> = differing.iter().map(|(model, _)| model.as_str()).collect();
    match look {
        Look::First => {
            tracing::warn!(sync_run.id = %attempt.run, ?models, "the mirror differs from Odoo, comparing again");
            let narrowed = proofs::narrow(differing);
            follow(tx, actor, end, RunKind::Verify, narrowed).await
        }
        Look::Again => {
            tracing::warn!(sync_run.id = %attempt.run, ?models, "the mirror differs from Odoo, repairing");
            follow(tx, actor, end, RunKind::Repair, differing).await
        }
        Look::AfterRepair => {
            tracing::error!(sync_run.id = %attempt.run, ?models, "the mirror still differs from Odoo after a repair");
            let told = MirrorDiffers {
                run_id: attempt.run,
                models,
                url: "/v1/mirror",
            };
            announce(tx, &Happening::MirrorDiffers(told)).await?;
            Ok(false)
        }
    }
}

/// If this run has made the mirror as a whole equal to Odoo.
async fn announce_proof(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    let now = freshness::version(tx, &reports::LEDGER, false).await?;
    let Some(proof) = now.proof.filter(|proof| proof.equal) else {
        return Ok(());
    };
    let told = MirrorProved {
        run_id: run,
        proved_at: proof.proved_at,
        ranges: proof.ranges,
        url: "/v1/mirror",
    };
    announce(tx, &Happening::MirrorProved(told)).await
}

/// Verifies the repaired ranges.
pub(crate) async fn after_repair(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    end: &End<'_>,
) -> Result<bool, WriteError> {
    proofs::count_repaired().bind(tx, &end.attempt.run).await?;
    if end.is_held {
        return Ok(false);
    }
    let ranges = proofs::read_ranges(tx, end.attempt.run).await?;
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
    Ok(request::request_ranges(tx, actor, new).await?.is_some())
}
