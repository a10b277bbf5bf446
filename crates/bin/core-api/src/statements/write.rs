//! Creates, cancels and retries statement runs.
pub mod exclusions;
pub mod items;

use contracts::export::{CsvOptions, ExportFormat};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};
use sql::{
    client::Params,
    queries::core_api::statements::write::{self as statements, InsertParams},
};
use states::StatementRunState;
use store::Transaction;
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::{
    exports::format::FileOptions,
    writing::{Actor, WriteError},
};

#[derive(Debug, Clone)]
pub struct NewStatementRun<'a> {
    /// Checked and complete: company and day are filled in.
    pub parameters: Map<String, Value>,
    pub format: ExportFormat,
    pub csv: Option<CsvOptions>,
    /// For customers whose language mails do not support.
    pub locale: &'a str,
    pub subject: Option<&'a str>,
    pub note: Option<&'a str>,
    pub schedule: Option<Uuid>,
    /// The companies whose books the statements show.
    pub company_ids: Vec<i64>,
    /// In the order in which they are sent.
    pub items: Vec<NewStatementItem>,
}

/// One customer of a new run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NewStatementItem {
    pub partner_id: i64,
    pub partner_name: Option<String>,
    pub locale: String,
    pub amount_due: Decimal,
    pub amount_overdue: Decimal,
    pub oldest_due: Option<Date>,
    pub recipients: Vec<String>,
    /// It is left out, and `detail` says why.
    pub skipped: bool,
    pub detail: Option<String>,
}

/// Stores the run. Its items wait for their turn.
pub async fn create(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    new: &NewStatementRun<'_>,
) -> Result<Uuid, WriteError> {
    let run = Uuid::now_v7();
    let params = InsertParams {
        id: run,
        parameters: Json(&new.parameters),
        format: new.format,
        options: Json(FileOptions { csv: new.csv }),
        locale: new.locale,
        subject: new.subject,
        note: new.note,
        schedule_id: new.schedule,
        requested_by: actor.requested_by,
        company_ids: &new.company_ids,
        traceparent: actor.traceparent.as_deref(),
    };
    statements::insert().params(tx, &params).await?;
    statements::insert_items()
        .bind(tx, &run, &Json(&new.items))
        .await?;
    Ok(run)
}

/// Starts no more items. Stops files that are being made, and mails that wait for their next try.
/// Mails that a worker may be sending can finish; then the run ends.
pub async fn cancel(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
    today: Date,
) -> Result<(), WriteError> {
    match lock(tx, run).await? {
        StatementRunState::Running => {}
        StatementRunState::Finished => {
            return Err(WriteError::Conflict("the run is finished".to_owned()));
        }
        StatementRunState::Cancelling | StatementRunState::Cancelled => return Ok(()),
    }
    statements::begin_cancelling().bind(tx, &run).await?;
    items::withdraw(tx, run).await?;
    items::advance(tx, actor.tenant, run, today).await?;
    Ok(())
}

/// Retries the failed items of a run.
pub async fn retry(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
    today: Date,
) -> Result<(), WriteError> {
    let state = lock(tx, run).await?;
    if !matches!(
        state,
        StatementRunState::Running | StatementRunState::Finished
    ) {
        return Err(WriteError::Conflict(format!("the run is {state}")));
    }
    if items::begin_again(tx, run).await? == 0 {
        let nothing = "no item of the run has failed".to_owned();
        return Err(WriteError::Conflict(nothing));
    }
    statements::begin_again().bind(tx, &run).await?;
    items::advance(tx, actor.tenant, run, today).await?;
    Ok(())
}

/// Locks the run until the transaction ends and returns its state. Changes of items need this lock,
/// and take it before any lock on exports and mails.
pub(crate) async fn lock(tx: &Transaction<'_>, run: Uuid) -> Result<StatementRunState, WriteError> {
    let state = statements::lock().bind(tx, &run).opt().await?;
    state.ok_or(WriteError::NotFound)
}
