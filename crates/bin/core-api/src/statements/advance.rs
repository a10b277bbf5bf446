//! Advances statement runs: after each export and mail that has ended, and regularly by the
//! watchdog, so that a lost message does not stop a run.

use lifecycle::clock;
use store::{Pool, ScopedFutureExt, transaction};
use tenants::Tenant;

use super::{read, write};
use crate::writing::WriteError;

/// Advances every run that has not ended. True if there was one.
pub(crate) async fn advance(tenant: &Tenant, pool: &Pool) -> Result<bool, WriteError> {
    let client = pool.get().await?;
    let runs = read::open().bind(&*client).all().await?;
    drop(client);
    let today = tenant.day_of(clock::now());
    for run in &runs {
        let more = || {
            transaction::write(pool, "advance statement run", |tx| {
                let run = *run;
                async move { write::items::advance(tx, tenant, run, today).await }.scope_boxed()
            })
        };
        while more().await? {}
    }
    Ok(!runs.is_empty())
}

/// Like [`advance`], but only logs a failure: the watchdog tries again.
pub(crate) async fn try_advance(tenant: &Tenant, pool: &Pool) {
    if let Err(error) = advance(tenant, pool).await {
        tracing::warn!(
            tenant = tenant.name,
            error = &error as &dyn std::error::Error,
            "statement runs cannot advance; the watchdog tries again"
        );
    }
}
