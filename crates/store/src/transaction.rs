//! The named write transaction with a bounded retry of conflicts.

use deadpool_postgres::{Pool, Transaction};
use scoped_futures::ScopedBoxFuture;
use tracing::Instrument;

use crate::Error;

const TRIES: u32 = 5;

/// Says whether a failed transaction may simply be tried again.
pub trait Conflict: From<Error> {
    fn is_conflict(&self) -> bool;
}

impl Conflict for Error {
    fn is_conflict(&self) -> bool {
        Self::is_conflict(self)
    }
}

/// Runs `work` in one read-committed transaction and commits it. A serialization failure or a
/// deadlock runs it again, at most five times in all; any other error rolls back and is returned.
///
/// `work` is a closure over references: `|tx| async move { … }.scope_boxed()`. An async closure
/// would read better, but its future cannot be shown to be `Send` yet.
pub async fn write<'a, T, E, F>(pool: &Pool, name: &'static str, work: F) -> Result<T, E>
where
    T: Send + 'a,
    E: Conflict + Send + 'a,
    F: for<'t> Fn(&'t Transaction<'t>) -> ScopedBoxFuture<'a, 't, Result<T, E>> + Send + Sync,
{
    let span = tracing::info_span!(
        "transaction",
        otel.name = %format_args!("transaction {name}"),
        otel.kind = "client",
        db.system.name = "postgresql",
        db.query.summary = name,
    );
    async {
        let mut tried = 0;
        loop {
            tried += 1;
            match attempt(pool, &work).await {
                Err(error) if error.is_conflict() && tried < TRIES => {
                    tracing::debug!(transaction = name, tried, "conflict, trying again");
                }
                settled => return settled,
            }
        }
    }
    .instrument(span)
    .await
}

async fn attempt<'a, T, E, F>(pool: &Pool, work: &F) -> Result<T, E>
where
    T: 'a,
    E: Conflict + 'a,
    F: for<'t> Fn(&'t Transaction<'t>) -> ScopedBoxFuture<'a, 't, Result<T, E>>,
{
    let mut client = pool.get().await.map_err(Error::from)?;
    let transaction = client.transaction().await.map_err(Error::from)?;
    let done = work(&transaction).await?;
    transaction.commit().await.map_err(Error::from)?;
    Ok(done)
}
