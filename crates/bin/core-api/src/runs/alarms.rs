//! Alarms: what a person must look at. A run raises an alarm, and it stays until its cause is gone
//! or a person has decided. An alarm that is raised again keeps its first time.

use sql::queries::core_api::runs::alarms as statements;
use states::AlarmKind;
use store::Transaction;
use uuid::Uuid;

pub(crate) use self::statements::{clear, clear_proved, clear_restored, decide};
use crate::{
    runs::request::RunFailure,
    webhooks::{
        messages::{self, AlarmRaised, Happening},
        write::delivery::announce,
    },
    writing::WriteError,
};

/// Raises the alarm, or updates it with a later run. `unless_held`: keeps an existing alarm if its
/// run holds deletions back, because that is the run which a person can confirm.
pub async fn raise(
    tx: &Transaction<'_>,
    run: Uuid,
    kind: AlarmKind,
    alarm: &RunFailure,
    unless_held: bool,
) -> Result<(), WriteError> {
    tracing::error!(sync_run.id = %run, alarm = %kind, detail = alarm.detail, "a person must decide");
    let (detail, hint) = (&alarm.detail, &alarm.hint);
    let raised = statements::raise()
        .bind(tx, &kind, &run, detail, hint, &unless_held)
        .opt()
        .await?;
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
