//! Decisions of a person: that rows are really deleted, or that Odoo was really restored. Nothing
//! is deleted here: a run reads again and makes tombstones of what is still missing.

use contracts::sync::RunKind;
use sql::queries::core_api::runs::decisions as statements;
use states::AlarmKind;
use store::Transaction;
use uuid::Uuid;

use crate::{
    runs::{
        alarms, proofs, read,
        request::{self, NewRanges, NewRun},
    },
    writing::{Actor, WriteError},
};

/// Opens a repair of what the run held back; a verify of everything if the run only found that a
/// company is gone; a reload if the run was one. All of them are confirmed. The companies that the
/// Odoo user had in that run are all that it needs from now on.
pub async fn confirm_deletions(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
    reason: Option<&str>,
) -> Result<Uuid, WriteError> {
    let held = read::get().bind(tx, &run).opt().await?;
    let held = held.ok_or(WriteError::NotFound)?;
    let about = (AlarmKind::RightsIncident, Some(run));
    if !alarms::decide(tx, about, actor, reason).await? {
        return Err(WriteError::Conflict(
            "no alarm is about this run; GET /v1/mirror shows the one that waits for a decision"
                .to_owned(),
        ));
    }
    statements::see_companies_of().bind(tx, &run).await?;
    if held.kind == RunKind::Reload {
        return reload_again(tx, actor, run).await;
    }
    let ranges = if held.kind == RunKind::Repair {
        proofs::read_ranges(tx, run).await?
    } else {
        proofs::by_model(proofs::held().bind(tx, &run).all().await?)
    };
    let repair = NewRanges {
        kind: RunKind::Repair,
        ranges,
        parent_run: run,
        confirmed: true,
    };
    if let Some(repair) = request::request_ranges(tx, actor, repair).await? {
        return Ok(repair);
    }
    let verify = NewRun {
        kind: RunKind::Verify,
        models: Vec::new(),
        parent_run: Some(run),
        confirmed: true,
    };
    request::request(tx, actor, verify).await
}

/// Nothing of what the reload had read is left, so it is read again.
async fn reload_again(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
) -> Result<Uuid, WriteError> {
    let models = read::models().bind(tx, &run).all().await?;
    let again = NewRun {
        kind: RunKind::Reload,
        models: models.into_iter().map(|model| model.model).collect(),
        parent_run: Some(run),
        confirmed: true,
    };
    request::request(tx, actor, again).await
}

/// Opens a snapshot that takes Odoo's rows as they are, older ones included. A verify follows and
/// makes tombstones of what is gone.
pub async fn accept_restore(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    reason: Option<&str>,
) -> Result<Uuid, WriteError> {
    if !alarms::decide(tx, (AlarmKind::Restored, None), actor, reason).await? {
        return Err(WriteError::Conflict(
            "there is no alarm that Odoo was restored".to_owned(),
        ));
    }
    statements::accept_restore().bind(tx).await?;
    let snapshot = NewRun {
        kind: RunKind::Snapshot,
        models: Vec::new(),
        parent_run: None,
        confirmed: true,
    };
    request::request(tx, actor, snapshot).await
}
