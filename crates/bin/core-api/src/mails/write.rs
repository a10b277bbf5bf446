//! Mails: stored with the export whose file they wait for, requested when it exists, retried while
//! the mail server defers them, settled.

pub mod due;
mod facts;
mod figures;
pub mod letter;

use std::time::Duration;

use contracts::mail::{MailFinished, MailOutcome};
use sql::{
    client::Params,
    queries::core_api::mails::write::{
        self as statements, AskParams, CountTryParams, InsertParams, LockLapsedBorrowed,
    },
};
use states::{ExportState, MailOccasion, MailState};
use store::Transaction;
use uuid::Uuid;

use self::letter::Letter;
use crate::{
    events::{
        leases::{Lapsed, REQUEST_LEASE},
        outbox, retries,
    },
    webhooks::{
        messages::{Happening, MailFailed},
        write::delivery::announce,
    },
    writing::{Actor, WriteError, stored},
};

/// Tries before a mail fails. With the delays of [`retries::delay`] they take about five hours,
/// longer than greylisting or a restart of a mail server.
pub const MAX_TRIES: i32 = 24;

/// Mails for one file.
#[derive(Debug, Clone)]
pub struct NewMails<'a> {
    pub export: Uuid,
    pub schedule: Option<Uuid>,
    pub occasion: MailOccasion,
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
    let occasion: &str = new.occasion.into();
    expect_file(tx, new.export).await?;
    for recipient in new.recipients {
        let params = InsertParams {
            id: Uuid::now_v7(),
            export_id: new.export,
            schedule_id: new.schedule,
            occasion,
            recipient,
            locale: new.locale,
            subject: new.subject,
            note: new.note,
            skip_if_empty: new.skip_if_empty,
            traceparent: actor.traceparent.as_deref(),
        };
        statements::insert().params(tx, &params).await?;
    }
    file_is_there(tx, actor, new.export).await
}

/// Locks the export, so that either its end is visible here, or the transaction that ends it sees
/// these mails.
async fn expect_file(tx: &Transaction<'_>, export: Uuid) -> Result<(), WriteError> {
    let found = statements::lock_export().bind(tx, &export).opt().await?;
    let found = found.ok_or(WriteError::NotFound)?;
    let state = found.state;
    if matches!(state, ExportState::Failed | ExportState::Cancelled) {
        return Err(WriteError::Conflict(format!(
            "the export is {state} and will have no file; request the report again"
        )));
    }
    expect_kept(found.file_removed)
}

fn expect_kept(file_removed: bool) -> Result<(), WriteError> {
    if file_removed {
        let problem = "the file of the export was removed; request the report again";
        return Err(WriteError::Conflict(problem.to_owned()));
    }
    Ok(())
}

/// Requests the mails that wait for this file, if it exists.
pub async fn file_is_there(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    export: Uuid,
) -> Result<(), WriteError> {
    statements::skip_empty().bind(tx, &export).await?;
    for mail in statements::ready().bind(tx, &export).all().await? {
        ask(tx, actor, mail, Duration::ZERO).await?;
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
    let failed = statements::fail_waiting()
        .bind(tx, &detail, &export)
        .all()
        .await?;
    announce_failed(tx, &failed).await
}

/// Fails mails that wait for their next try. Mails at a worker continue.
pub async fn withdraw(
    tx: &Transaction<'_>,
    exports: &[Uuid],
    reason: &str,
) -> Result<(), WriteError> {
    statements::withdraw().bind(tx, &reason, &exports).await?;
    Ok(())
}

/// Records the outcome of a try. Older epochs are ignored.
pub async fn finished(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    event: &MailFinished,
) -> Result<(), WriteError> {
    let params = CountTryParams {
        reply_code: event.code.map(i32::from),
        detail: &event.detail,
        id: event.mail,
        epoch: event.epoch.get(),
    };
    let Some(tries) = statements::count_try().params(tx, &params).opt().await? else {
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
    let export = statements::export_of().bind(tx, &mail).opt().await?;
    let export = export.ok_or(WriteError::NotFound)?;
    // The export first, as everywhere. Its file stays until the transaction ends.
    let export = statements::lock_export().bind(tx, &export).one().await?;
    let state = statements::lock().bind(tx, &mail).one().await?;
    if state != MailState::Failed {
        return Err(WriteError::Conflict(format!(
            "the mail is {state}; only a failed mail can be tried again"
        )));
    }
    if export.state != ExportState::Finished {
        return Err(WriteError::Conflict(format!(
            "its export is {}; request the report again",
            export.state
        )));
    }
    expect_kept(export.file_removed)?;
    statements::begin_again().bind(tx, &mail).await?;
    ask(tx, actor, mail, Duration::ZERO).await
}

/// Requests the mail with the next epoch. A statement is skipped if the customer owes nothing.
pub async fn ask(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    mail: Uuid,
    delay: Duration,
) -> Result<(), WriteError> {
    let params = AskParams {
        delay_ms: stored(delay.as_millis()),
        lease: REQUEST_LEASE,
        id: mail,
    };
    statements::ask().params(tx, &params).await?;
    match letter::write(tx, actor, mail).await? {
        Letter::Written(event) => outbox::add(tx, actor, mail, *event, delay).await,
        Letter::NothingDue => end(tx, mail, MailState::Skipped, due::NOTHING).await,
        Letter::Impossible(problem) => end(tx, mail, MailState::Failed, &problem).await,
    }
}

/// Locks the mails whose lease has expired. Workers do not announce that they take a mail, so it
/// may still be in the queue: expiries are not counted.
pub async fn lapsed(tx: &Transaction<'_>) -> Result<Vec<Lapsed<Uuid>>, WriteError> {
    let lapsed = |mail: LockLapsedBorrowed<'_>| Lapsed {
        key: mail.id,
        lapses: 0,
        traceparent: mail.traceparent.map(str::to_owned),
    };
    Ok(statements::lock_lapsed().bind(tx).map(lapsed).all().await?)
}

/// Settles a mail that no worker gets.
async fn end(
    tx: &Transaction<'_>,
    mail: Uuid,
    state: MailState,
    detail: &str,
) -> Result<(), WriteError> {
    statements::end().bind(tx, &state, &detail, &mail).await?;
    announce_failed(tx, &[mail]).await
}

async fn settle(tx: &Transaction<'_>, mail: Uuid, state: MailState) -> Result<(), WriteError> {
    statements::settle().bind(tx, &state, &mail).await?;
    if state == MailState::Failed {
        announce_failed(tx, &[mail]).await?;
    }
    Ok(())
}

/// Announces those of the mails that have failed.
async fn announce_failed(tx: &Transaction<'_>, mails: &[Uuid]) -> Result<(), WriteError> {
    for mail in statements::failed().bind(tx, &mails).all().await? {
        let told = MailFailed {
            mail_id: mail.id,
            export_id: mail.export_id,
            reply_code: mail.reply_code,
            detail: mail.detail.as_deref(),
            url: format!("/v1/mails/{}", mail.id),
        };
        announce(tx, &Happening::MailFailed(told)).await?;
    }
    Ok(())
}
