//! Ends items by the outcome of their exports and mails, by an exclusion, or with their run, and
//! retries failed ones.

use jiff::civil::Date;
use states::StatementItemState;
use store::Transaction;
use uuid::Uuid;

use crate::{exports, mails, writing::WriteError};

/// Updates the active items from their exports and mails.
pub(crate) async fn settle(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    tx.execute(
        "update ops.statement_item
         set state = 'failed', detail = 'its export was removed', settled_at = now()
         where run_id = $1 and state in ('exporting', 'mailing') and export_id is null",
        &[&run],
    )
    .await?;
    tx.execute(
        "update ops.statement_item item
         set state = (case job.state when 'finished' then 'mailing' else 'failed' end)
                 ::ops.statement_item_state,
             detail = case job.state
                 when 'finished' then item.detail
                 when 'cancelled' then 'its export was cancelled'
                 else 'its export failed: ' || coalesce(job.failure_detail, job.failure_reason::text, '') end,
             settled_at = case when job.state <> 'finished' then now() end
         from ops.export_job job
         where item.run_id = $1 and item.state = 'exporting' and job.id = item.export_id
           and job.state in ('finished', 'failed', 'cancelled')",
        &[&run],
    )
    .await?;
    tx.execute(
        "update ops.statement_item item
         set state = (case when mails.unsent is null then 'sent' else 'failed' end)
                 ::ops.statement_item_state,
             detail = left(coalesce(mails.unsent, item.detail), 2000), settled_at = now()
         from ops.statement_item this
         cross join lateral (
             select string_agg(mail.recipient || ': ' || coalesce(mail.detail, mail.state::text), '; '
                               order by mail.recipient) filter (where mail.state <> 'sent') as unsent,
                    bool_or(mail.state in ('waiting', 'requested')) as is_open
             from ops.mail mail
             -- People may have mailed the file to others as well.
             where mail.export_id = this.export_id and mail.occasion = 'statement'
         ) mails
         where this.run_id = $1 and this.state = 'mailing' and mails.is_open is not true
           and item.run_id = this.run_id and item.position = this.position",
        &[&run],
    )
    .await?;
    Ok(())
}

/// Skips customers that were excluded after the run was requested.
pub(crate) async fn skip_excluded(
    tx: &Transaction<'_>,
    run: Uuid,
    today: Date,
) -> Result<(), WriteError> {
    tx.execute(
        "update ops.statement_item item
         set state = 'skipped', settled_at = now(),
             detail = 'excluded' || coalesce(' until ' || exclusion.until, '') || ': '
                 || exclusion.reason
         from ops.statement_exclusion exclusion
         where item.run_id = $1 and item.state = 'waiting'
           and exclusion.partner_id = item.partner_id
           and (exclusion.until is null or exclusion.until >= $2)",
        &[&run, &today],
    )
    .await?;
    Ok(())
}

pub(crate) async fn end(
    tx: &Transaction<'_>,
    run: Uuid,
    position: i32,
    state: StatementItemState,
    detail: Option<&str>,
) -> Result<(), WriteError> {
    tx.execute(
        "update ops.statement_item
         set state = $3, detail = coalesce(left($4, 2000), detail), settled_at = now()
         where run_id = $1 and position = $2",
        &[&run, &position, &state, &detail],
    )
    .await?;
    Ok(())
}

/// Ends the run if it has no open item.
pub(crate) async fn end_run(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    tx.execute(
        "update ops.statement_run run
         set state = (case run.state when 'cancelling' then 'cancelled' else 'finished' end)
                 ::ops.statement_run_state,
             finished_at = now()
         where run.id = $1 and run.state in ('running', 'cancelling')
           and not exists (select from ops.statement_item item
                           where item.run_id = run.id
                             and item.state in ('waiting', 'exporting', 'mailing'))",
        &[&run],
    )
    .await?;
    Ok(())
}

/// Stops what can be stopped of a run: waiting items, files that are being made, and mails that
/// wait for their next try.
pub(crate) async fn withdraw(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    const BECAUSE: &str = "the statement run was cancelled";
    let making = "select export_id from ops.statement_item
                  where run_id = $1 and state = 'exporting' and export_id is not null
                  order by export_id";
    for row in tx.query(making, &[&run]).await? {
        match exports::write::cancel(tx, row.get(0)).await {
            // The export has ended in the meantime: its outcome counts.
            Ok(()) | Err(WriteError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
    }
    tx.execute(
        "update ops.statement_item item
         set state = 'cancelled', detail = $2, settled_at = now()
         where item.run_id = $1
           and (item.state = 'waiting' or item.state = 'exporting' and exists (
                select from ops.export_job job
                where job.id = item.export_id and job.state = 'cancelled'))",
        &[&run, &BECAUSE],
    )
    .await?;
    let mailing = "select export_id from ops.statement_item
                   where run_id = $1 and state = 'mailing' and export_id is not null";
    let exports: Vec<Uuid> = tx
        .query(mailing, &[&run])
        .await?
        .iter()
        .map(|row| row.get(0))
        .collect();
    mails::write::withdraw(tx, &exports, BECAUSE).await
}

/// Puts failed items back to `waiting` and returns their number. Addresses that got the statement
/// get no second one. Mails that somebody has retried in the meantime continue.
pub(crate) async fn begin_again(tx: &Transaction<'_>, run: Uuid) -> Result<u64, WriteError> {
    // Nobody can retry a mail between these statements.
    let mails = "select from ops.mail mail join ops.statement_item item
                     on item.export_id = mail.export_id
                 where item.run_id = $1 and item.state = 'failed'
                 order by mail.id for update of mail";
    tx.execute(mails, &[&run]).await?;
    let going_on = tx
        .execute(
            "update ops.statement_item item set state = 'mailing', detail = null, settled_at = null
             where item.run_id = $1 and item.state = 'failed' and exists (
                 select from ops.mail mail
                 where mail.export_id = item.export_id and mail.state in ('waiting', 'requested'))",
            &[&run],
        )
        .await?;
    // Otherwise a retry of these mails would send them twice.
    tx.execute(
        "update ops.mail mail set state = 'skipped', detail = 'its statement run began it anew'
         from ops.statement_item item
         where item.run_id = $1 and item.state = 'failed' and mail.export_id = item.export_id
           and mail.state = 'failed'",
        &[&run],
    )
    .await?;
    let waiting = tx
        .execute(
            "update ops.statement_item item
             set state = 'waiting', detail = null, settled_at = null, export_id = null,
                 sent_to = item.sent_to || array(
                     select mail.recipient from ops.mail mail
                     where mail.export_id = item.export_id and mail.state = 'sent')
             where item.run_id = $1 and item.state = 'failed'",
            &[&run],
        )
        .await?;
    Ok(going_on + waiting)
}
