//! Mails: stored with the export whose file they wait for, requested when it exists, retried while
//! the mail server defers them, settled.

pub mod letter;

use states::{ExportState, MailState};
use std::time::Duration;

use contracts::mail::{MailFinished, MailOutcome, Occasion};
use store::Transaction;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    events::{
        leases::{Lapsed, REQUEST_LEASE},
        outbox, retries,
    },
    writing::{Actor, WriteError},
};

/// Tries before a mail fails. With the delays of [`retries::delay`] they take about five hours,
/// longer than greylisting or a restart of a mail server.
pub const MAX_TRIES: i32 = 24;

/// Mails for one file.
#[derive(Debug, Clone)]
pub struct NewMails<'a> {
    pub export: Uuid,
    pub schedule: Option<Uuid>,
    pub occasion: Occasion,
    /// Checked addresses.
    pub recipients: &'a [String],
    pub locale: &'a str,
    pub subject: Option<&'a str>,
    pub note: Option<&'a str>,
    /// Send no mail if the report has no rows.
    pub skip_if_empty: bool,
}

/// Stores the mails. They are requested when their file exists, maybe now. A recipient gets only
/// one mail with a file.
pub async fn add(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    new: &NewMails<'_>,
) -> Result<(), WriteError> {
    let occasion = match new.occasion {
        Occasion::Report => "report",
        Occasion::Statement => "statement",
    };
    expect_file(tx, new.export).await?;
    for recipient in new.recipients {
        tx.execute(
            "insert into ops.mail (id, export_id, schedule_id, occasion, recipient, locale,
                 subject, note, skip_if_empty, traceparent)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (export_id, recipient) do nothing",
            &[
                &Uuid::now_v7(),
                &new.export,
                &new.schedule,
                &occasion,
                recipient,
                &new.locale,
                &new.subject,
                &new.note,
                &new.skip_if_empty,
                &actor.traceparent,
            ],
        )
        .await?;
    }
    file_is_there(tx, actor, new.export).await
}

/// Locks the export, so that either its end is visible here, or the transaction that ends it sees
/// these mails.
async fn expect_file(tx: &Transaction<'_>, export: Uuid) -> Result<(), WriteError> {
    let sql = "select state from ops.export_job where id = $1 for update";
    let row = tx.query_opt(sql, &[&export]).await?;
    let state: ExportState = row.ok_or(WriteError::NotFound)?.get(0);
    if matches!(state, ExportState::Failed | ExportState::Cancelled) {
        return Err(WriteError::Conflict(format!(
            "the export is {state} and will have no file; request the report again"
        )));
    }
    Ok(())
}

/// Requests the mails that wait for this file, if it exists.
pub async fn file_is_there(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    export: Uuid,
) -> Result<(), WriteError> {
    tx.execute(
        "update ops.mail m
         set state = 'skipped', settled_at = now(), detail = 'the report has no rows'
         from ops.export_job j
         where j.id = m.export_id and j.state = 'finished' and j.rows_written = 0
           and m.export_id = $1 and m.state = 'waiting' and m.skip_if_empty",
        &[&export],
    )
    .await?;
    let rows = tx
        .query(
            "select m.id from ops.mail m join ops.export_job j on j.id = m.export_id
             where m.export_id = $1 and m.state = 'waiting' and j.state = 'finished'
             order by m.id",
            &[&export],
        )
        .await?;
    for row in rows {
        ask(tx, actor, row.get(0), Duration::ZERO).await?;
    }
    Ok(())
}

/// Fails the waiting mails, because there will be no file.
pub async fn file_will_not_be(
    tx: &Transaction<'_>,
    export: Uuid,
    reason: &str,
) -> Result<(), WriteError> {
    let detail = format!("there is no file to send: {reason}");
    tx.execute(
        "update ops.mail set state = 'failed', settled_at = now(), detail = left($2, 2000)
         where export_id = $1 and state = 'waiting'",
        &[&export, &detail],
    )
    .await?;
    Ok(())
}

/// Fails mails that wait for their next try. Mails at a worker continue.
pub async fn withdraw(
    tx: &Transaction<'_>,
    exports: &[Uuid],
    reason: &str,
) -> Result<(), WriteError> {
    tx.execute(
        "update ops.mail
         set state = 'failed', settled_at = now(), lease_until = null, next_try_at = null,
             detail = left($2 || coalesce('; ' || detail, ''), 2000)
         where export_id = any($1) and state = 'requested' and next_try_at > now()",
        &[&exports, &reason],
    )
    .await?;
    Ok(())
}

/// Records the outcome of a try. Older epochs are ignored.
pub async fn finished(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    event: &MailFinished,
) -> Result<(), WriteError> {
    let row = tx
        .query_opt(
            "update ops.mail set tries = tries + 1, reply_code = $3, detail = $4
             where id = $1 and epoch = $2 and state = 'requested'
             returning tries",
            &[
                &event.mail,
                &i32::try_from(event.epoch).unwrap_or(i32::MAX),
                &event.code.map(i32::from),
                &event.detail,
            ],
        )
        .await?;
    let Some(tries) = row.map(|row| row.get::<_, i32>(0)) else {
        return Ok(());
    };
    match event.outcome {
        MailOutcome::Sent => settle(tx, event.mail, MailState::Sent).await,
        MailOutcome::Deferred if tries < MAX_TRIES => {
            ask(tx, actor, event.mail, retries::delay(tries)).await
        }
        MailOutcome::Deferred | MailOutcome::Refused => {
            settle(tx, event.mail, MailState::Failed).await
        }
    }
}

/// Tries a failed mail again.
pub async fn retry(tx: &Transaction<'_>, actor: &Actor<'_>, mail: Uuid) -> Result<(), WriteError> {
    let row = tx
        .query_opt(
            "select m.state, j.state from ops.mail m join ops.export_job j on j.id = m.export_id
             where m.id = $1 for update of m",
            &[&mail],
        )
        .await?
        .ok_or(WriteError::NotFound)?;
    let state: MailState = row.get(0);
    let file: ExportState = row.get(1);
    if state != MailState::Failed {
        return Err(WriteError::Conflict(format!(
            "the mail is {state}; only a failed mail can be tried again"
        )));
    }
    if file != ExportState::Finished {
        return Err(WriteError::Conflict(format!(
            "its export is {file}; request the report again"
        )));
    }
    let sql = "update ops.mail set tries = 0, settled_at = null where id = $1";
    tx.execute(sql, &[&mail]).await?;
    ask(tx, actor, mail, Duration::ZERO).await
}

/// Requests the mail with the next epoch.
pub async fn ask(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    mail: Uuid,
    delay: Duration,
) -> Result<(), WriteError> {
    tx.execute(
        &format!(
            "update ops.mail
             set state = 'requested', epoch = epoch + 1,
                 next_try_at = now() + $2::bigint * interval '1 ms',
                 lease_until = now() + $2::bigint * interval '1 ms' + interval '{REQUEST_LEASE}'
             where id = $1"
        ),
        &[&mail, &i64::try_from(delay.as_millis()).unwrap_or(i64::MAX)],
    )
    .await?;
    let event = letter::write(tx, actor, mail).await?;
    outbox::add(tx, actor, mail, event, delay).await
}

/// Locks the mails whose lease has expired. Workers do not announce that they take a mail, so it
/// may still be in the queue: expiries are not counted.
pub async fn lapsed(tx: &Transaction<'_>) -> Result<Vec<Lapsed<Uuid>>, WriteError> {
    let rows = tx
        .query(
            "select id, traceparent from ops.mail
             where state = 'requested' and lease_until < now() for update skip locked",
            &[],
        )
        .await?;
    let lapsed = |row: &Row| Lapsed {
        key: row.get(0),
        lapses: 0,
        traceparent: row.get(1),
    };
    Ok(rows.iter().map(lapsed).collect())
}

async fn settle(tx: &Transaction<'_>, mail: Uuid, state: MailState) -> Result<(), WriteError> {
    tx.execute(
        "update ops.mail
         set state = $2, settled_at = now(), lease_until = null, next_try_at = null
         where id = $1",
        &[&mail, &state],
    )
    .await?;
    Ok(())
}
