//! Ends items by the outcome of their exports and mails, by an exclusion, or with their run, and
//! retries failed ones.

use jiff::civil::Date;
use sql::queries::core_api::statements::write as statements;
use states::StatementItemState;
use store::Transaction;
use uuid::Uuid;

use crate::{exports, mails, writing::WriteError};

/// Updates the active items from their exports and mails.
pub(crate) async fn settle(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    statements::fail_without_export().bind(tx, &run).await?;
    statements::settle_by_exports().bind(tx, &run).await?;
    statements::settle_by_mails().bind(tx, &run).await?;
    Ok(())
}

/// Skips customers that were excluded after the run was requested.
pub(crate) async fn skip_excluded(
    tx: &Transaction<'_>,
    run: Uuid,
    today: Date,
) -> Result<(), WriteError> {
    statements::skip_excluded().bind(tx, &run, &today).await?;
    Ok(())
}

pub(crate) async fn end(
    tx: &Transaction<'_>,
    run: Uuid,
    position: i32,
    state: StatementItemState,
    detail: Option<&str>,
) -> Result<(), WriteError> {
    statements::end_item()
        .bind(tx, &state, &detail, &run, &position)
        .await?;
    Ok(())
}

/// Ends the run if it has no open item.
pub(crate) async fn end_run(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    statements::end_run().bind(tx, &run).await?;
    Ok(())
}

/// Stops what can be stopped of a run: waiting items, files that are being made, and mails that
/// wait for their next try.
pub(crate) async fn withdraw(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    const BECAUSE: &str = "the statement run was cancelled";
    for export in exports_in(tx, run, StatementItemState::Exporting).await? {
        match exports::write::cancel(tx, export).await {
            // The export has ended in the meantime: its outcome counts.
            Ok(()) | Err(WriteError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
    }
    statements::cancel_items().bind(tx, &BECAUSE, &run).await?;
    let exports = exports_in(tx, run, StatementItemState::Mailing).await?;
    mails::write::withdraw(tx, &exports, BECAUSE).await
}

async fn exports_in(
    tx: &Transaction<'_>,
    run: Uuid,
    state: StatementItemState,
) -> Result<Vec<Uuid>, WriteError> {
    Ok(statements::exports_of_items()
        .bind(tx, &run, &state)
        .all()
        .await?)
}

/// Puts failed items back to `waiting` and returns their number. Addresses that got the statement
/// get no second one. Mails that somebody has retried in the meantime continue.
pub(crate) async fn begin_again(tx: &Transaction<'_>, run: Uuid) -> Result<u64, WriteError> {
    // Nobody can retry a mail between these statements.
    statements::lock_mails_of_failed().bind(tx, &run).await?;
    let going_on = statements::continue_with_open_mails()
        .bind(tx, &run)
        .await?;
    // Otherwise a retry of these mails would send them twice.
    statements::skip_mails_of_failed().bind(tx, &run).await?;
    let waiting = statements::begin_failed_again().bind(tx, &run).await?;
    Ok(going_on + waiting)
}
