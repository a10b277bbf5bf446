//! Alarms: what a person must look at. A run raises an alarm, and it is open until its cause is
//! gone or a person has decided. An open alarm that is raised again keeps its first time.

use sql::{
    client::Params,
    queries::core_api::runs::alarms::{self as statements, RaiseParams},
};
use states::AlarmKind;
use store::Transaction;
use uuid::Uuid;

pub(crate) use self::statements::{Alarm, clear, clear_proved, clear_restored, list, open};
use crate::{
    runs::request::RunFailure,
    webhooks::{
        messages::{self, AlarmRaised, Happening},
        write::delivery::announce,
    },
    writing::{Actor, WriteError},
};

/// How many rows of a model are missing.
pub type Loss = (String, i64);

/// Raises the alarm, or updates the open one with a later run. `unless_held`: keeps an open alarm if
/// its run holds deletions back, because that is the run which a person can confirm.
pub async fn raise(
    tx: &Transaction<'_>,
    run: Uuid,
    kind: AlarmKind,
    (alarm, losses): (&RunFailure, &[Loss]),
    unless_held: bool,
) -> Result<(), WriteError> {
    tracing::error!(sync_run.id = %run, alarm = %kind, detail = alarm.detail, "a person must decide");
    let (detail, hint) = (&alarm.detail, &alarm.hint);
    let (models, rows): (Vec<&str>, Vec<i64>) = losses
        .iter()
        .map(|(model, rows)| (model.as_str(), *rows))
        .unzip();
    let params = RaiseParams {
        kind,
        run,
        detail,
        hint,
        lost_models: models,
        lost_rows: rows,
        unless_held,
    };
    let raised = statements::raise().params(tx, &params).opt().await?;
    if raised != Some(true) {
        return Ok(());
    }
    let told = AlarmRaised {
        run_id: run,
        alarm: kind,
        detail,
        hint,
        url: messages::url_of_run(run),
    };
    announce(tx, &Happening::AlarmRaised(told)).await
}

/// Ends the open alarm because a person has decided. `run`: only if it is about this run. False if
/// there is none.
pub async fn decide(
    tx: &Transaction<'_>,
    (kind, run): (AlarmKind, Option<Uuid>),
    actor: &Actor<'_>,
    reason: Option<&str>,
) -> Result<bool, WriteError> {
    let decided = statements::decide()
        .bind(tx, &actor.requested_by, &reason, &kind, &run)
        .await?;
    Ok(decided > 0)
}
