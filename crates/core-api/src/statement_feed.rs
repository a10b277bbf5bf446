//! Keeps statement runs going: looked at after each export and mail that ended, and now and then
//! by the watchdog, so that none stands still whatever message was lost.

use store::{Pool, ScopedFutureExt, statement_runs, transaction};
use tenants::Tenant;

use crate::{
    reading,
    writes::{WriteError, statement_items},
};

/// Advances every run that has not ended. True if one was.
pub(crate) async fn advance(tenant: &Tenant, pool: &Pool) -> Result<bool, WriteError> {
    let client = pool.get().await.map_err(store::Error::from)?;
    let runs = statement_runs::open(&client).await?;
    drop(client);
    let today = reading::today(tenant).map_err(|error| WriteError::Invalid(error.to_string()))?;
    for run in &runs {
        let more = || {
            transaction::write(pool, "advance statement run", |tx| {
                let run = *run;
                async move { statement_items::advance(tx, tenant, run, today).await }.scope_boxed()
            })
        };
        while more().await? {}
    }
    Ok(!runs.is_empty())
}

/// The same where a failure is only worth a line: the watchdog tries again.
pub(crate) async fn nudge(tenant: &Tenant, pool: &Pool) {
    if let Err(error) = advance(tenant, pool).await {
        tracing::warn!(
            tenant = tenant.name,
            error = &error as &dyn std::error::Error,
            "statement runs wait for the next look"
        );
    }
}
