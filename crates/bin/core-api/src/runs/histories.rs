//! Histories of Odoo's own database. Numbers of snapshots are comparable within one history, so the
//! number of the history, its generation, stands before them.

use contracts::sync::History;
use sql::queries::core_api::runs::histories as statements;
use store::Transaction;

use crate::{attempt::Attempt, writing::WriteError};

/// Bits of a number below the generation.
const SNAPSHOT_BITS: u32 = 53;

/// Notes which history the attempt reads.
pub(crate) async fn begin(
    tx: &Transaction<'_>,
    attempt: Attempt,
    history: &History,
) -> Result<(), WriteError> {
    let generation = generation(tx, history).await?;
    let Attempt {
        run,
        epoch,
        attempt,
    } = attempt;
    let as_of = numbered(generation, history.as_of);
    statements::set()
        .bind(tx, &generation, &as_of, &run, &epoch.get(), &attempt)
        .await?;
    Ok(())
}

/// The generation of a history that is read from now on. One that is not the latest becomes the
/// latest: then a server was restored, a standby was promoted, or the address leads to another
/// server.
pub(crate) async fn generation(tx: &Transaction<'_>, history: &History) -> Result<i32, WriteError> {
    if let Some(generation) = latest(tx, history).await? {
        return Ok(generation);
    }
    // Of two attempts that begin together, the second finds the history that the first adds.
    tx.batch_execute("lock table ops.source_history in share row exclusive mode")
        .await?;
    if let Some(generation) = latest(tx, history).await? {
        return Ok(generation);
    }
    let History {
        system, timeline, ..
    } = history;
    tracing::warn!(
        system,
        timeline,
        "the history of Odoo's database is new: its rows replace those of earlier histories"
    );
    let timeline = i64::from(*timeline);
    Ok(statements::add().bind(tx, system, &timeline).one().await?)
}

/// The generation of the history, if it is the latest.
async fn latest(tx: &Transaction<'_>, history: &History) -> Result<Option<i32>, WriteError> {
    let latest = statements::latest().bind(tx).opt().await?;
    let is_this = |latest: &statements::Latest| {
        latest.system == history.system && latest.timeline == i64::from(history.timeline)
    };
    Ok(latest.filter(is_this).map(|latest| latest.generation))
}

/// The number of a snapshot that the attempt has read, with its generation. An attempt whose start is
/// not known is stale.
pub(crate) async fn number(
    tx: &Transaction<'_>,
    of: Attempt,
    as_of: Option<i64>,
) -> Result<Option<i64>, WriteError> {
    let Some(as_of) = as_of else {
        return Ok(None);
    };
    let Attempt {
        run,
        epoch,
        attempt,
    } = of;
    let generation = statements::of_attempt()
        .bind(tx, &run, &epoch.get(), &attempt)
        .opt()
        .await?
        .flatten();
    let generation = generation.ok_or(WriteError::Stale)?;
    Ok(Some(numbered(generation, as_of)))
}

/// Puts the generation above the number of a snapshot.
pub(crate) fn numbered(generation: i32, as_of: i64) -> i64 {
    (i64::from(generation) << SNAPSHOT_BITS) | as_of
}
