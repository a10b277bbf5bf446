//! One view of the data for several questions: totals, rows and freshness then agree.

use store::{Object, Transaction};
use tokio_postgres::IsolationLevel;

use crate::Error;

/// A read-only transaction in which every select sees the same data.
pub async fn snapshot(client: &mut Object) -> Result<Transaction<'_>, Error> {
    let transaction = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    Ok(transaction)
}
