//! Creates, cancels and retries statement runs.
pub mod exclusions;
pub mod items;

use contracts::export::Format;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};
use states::StatementRunState;
use store::Transaction;
use uuid::Uuid;

use crate::{
    exports, statements,
    writing::{Actor, WriteError},
};

#[derive(Debug, Clone)]
pub struct NewStatementRun<'a> {
    /// Checked and complete: company and day are filled in.
    pub parameters: Map<String, Value>,
    pub format: Format,
    /// For customers whose language mails do not support.
    pub locale: &'a str,
    pub subject: Option<&'a str>,
    pub note: Option<&'a str>,
    pub schedule: Option<Uuid>,
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
    tx.execute(
        "insert into ops.statement_run
             (id, parameters, format, locale, subject, note, schedule_id, requested_by, traceparent)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &run,
            &Value::Object(new.parameters.clone()),
            &exports::write::word(&new.format)?,
            &new.locale,
            &new.subject,
            &new.note,
            &new.schedule,
            &actor.requested_by,
            &actor.traceparent,
        ],
    )
    .await?;
    let items = serde_json::to_value(&new.items).map_err(contracts::Refusal::NotJson)?;
    tx.execute(
        "insert into ops.statement_item
             (run_id, position, partner_id, partner_name, locale, amount_due, amount_overdue,
              oldest_due, recipients, state, detail, settled_at)
         select $1::uuid, new.position, item.partner_id, item.partner_name, item.locale, item.amount_due,
                item.amount_overdue, item.oldest_due, item.recipients,
                (case when item.skipped then 'skipped' else 'waiting' end)::ops.statement_item_state,
                item.detail,
                case when item.skipped then now() end
         from jsonb_array_elements($2) with ordinality new (item, position)
         cross join lateral jsonb_to_record(new.item) item
             (partner_id bigint, partner_name text, locale text, amount_due numeric,
              amount_overdue numeric, oldest_due date, recipients text[], skipped boolean,
              detail text)",
        &[&run, &items],
    )
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
    let sql = "update ops.statement_run set state = 'cancelling' where id = $1";
    tx.execute(sql, &[&run]).await?;
    statements::write::items::withdraw(tx, run).await?;
    statements::write::items::advance(tx, actor.tenant, run, today).await?;
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
    if statements::write::items::begin_again(tx, run).await? == 0 {
        let nothing = "no item of the run has failed".to_owned();
        return Err(WriteError::Conflict(nothing));
    }
    let sql = "update ops.statement_run set state = 'running', finished_at = null where id = $1";
    tx.execute(sql, &[&run]).await?;
    statements::write::items::advance(tx, actor.tenant, run, today).await?;
    Ok(())
}

/// Locks the run until the transaction ends and returns its state. Changes of items need this lock,
/// and take it before any lock on exports and mails.
pub(crate) async fn lock(tx: &Transaction<'_>, run: Uuid) -> Result<StatementRunState, WriteError> {
    let sql = "select state from ops.statement_run where id = $1 for update";
    let row = tx.query_opt(sql, &[&run]).await?;
    Ok(row.ok_or(WriteError::NotFound)?.get(0))
}
