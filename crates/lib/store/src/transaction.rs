//! The named write transaction. It retries conflicts a limited number of times.

mod metrics;

use std::time::Instant;

use deadpool_postgres::Transaction;
use scoped_futures::ScopedBoxFuture;
use tracing::{Instrument, Span};

pub use self::metrics::register;
use crate::{Error, Pool};

const TRIES: u32 = 5;

/// Whether a failed transaction may be tried again.
pub trait Conflict: From<Error> {
    fn is_conflict(&self) -> bool;
}

impl Conflict for Error {
    fn is_conflict(&self) -> bool {
        Self::is_conflict(self)
    }
}

/// Runs `work` in one read-committed transaction and commits it. After a serialization failure or a
/// deadlock it runs again, at most five times in total. Any other error rolls back and is returned.
///
/// `work` is a closure over references: `|tx| async move { … }.scope_boxed()`. An async closure
/// would be easier to read, but its future cannot be proved to be `Send` yet.
pub async fn write<'a, T, E, F>(pool: &Pool, name: &'static str, work: F) -> Result<T, E>
where
    T: Send + 'a,
    E: Conflict + Send + 'a,
    F: for<'t> Fn(&'t Transaction<'t>) -> ScopedBoxFuture<'a, 't, Result<T, E>> + Send + Sync,
{
    let span = span(pool, name);
    let started = Instant::now();
    let settled = with_retries(pool, name, &work).instrument(span).await;
    let outcome = match &settled {
        Ok(_) => "committed",
        Err(error) if error.is_conflict() => "conflict",
        Err(_) => "rolled_back",
    };
    metrics::observe(name, outcome, started.elapsed());
    settled
}

/// Outside a trace it is a chore, which mostly finds nothing to do. Whoever traces each of them sees
/// nothing else. They are counted, and logged if they fail.
fn span(pool: &Pool, name: &'static str) -> Span {
    if Span::current().is_none() {
        return Span::none();
    }
    tracing::info_span!(
        "transaction",
        otel.name = %format_args!("transaction {name}"),
        otel.kind = "client",
        db.system.name = "postgresql",
        db.namespace = pool.database(),
        db.query.summary = name,
    )
}

async fn with_retries<'a, T, E, F>(pool: &Pool, name: &'static str, work: &F) -> Result<T, E>
where
    T: 'a,
    E: Conflict + 'a,
    F: for<'t> Fn(&'t Transaction<'t>) -> ScopedBoxFuture<'a, 't, Result<T, E>>,
{
    let mut tried = 0;
    loop {
        tried += 1;
        match attempt(pool, work).await {
            Err(error) if error.is_conflict() && tried < TRIES => {
                tracing::debug!(transaction = name, tried, "conflict, trying again");
                metrics::retried(name);
            }
            settled => return settled,
        }
    }
}

async fn attempt<'a, T, E, F>(pool: &Pool, work: &F) -> Result<T, E>
where
    T: 'a,
    E: Conflict + 'a,
    F: for<'t> Fn(&'t Transaction<'t>) -> ScopedBoxFuture<'a, 't, Result<T, E>>,
{
    let mut client = pool.get().await?;
    let transaction = client.transaction().await.map_err(Error::from)?;
    let done = work(&transaction).await?;
    transaction.commit().await.map_err(Error::from)?;
    Ok(done)
}
