//! Reads for one request: a read-only snapshot of the tenant's database.

use std::time::Duration;

use store::{Pool, Transaction};
use tenants::Tenant;
use tracing::Instrument;

use super::{error::ApiError, state::Api};

/// Time limit of an SQL statement of a report.
pub(crate) const STATEMENT_TIMEOUT: Duration = Duration::from_secs(30);

/// Runs `work` in one read-only snapshot of the caller's tenant.
pub(crate) async fn read<T, F>(
    api: &Api,
    tenant: &Tenant,
    name: &'static str,
    work: F,
) -> Result<T, ApiError>
where
    F: AsyncFnOnce(&Transaction<'_>) -> Result<T, ApiError>,
{
    let pool = api.databases.pool(&tenant.name)?;
    read_from(&pool, tenant, name, work).await
}

/// Runs `work` in one read-only snapshot of the caller's tenant, on a replica if one shows all that
/// is committed.
pub(crate) async fn read_report<T, F>(
    api: &Api,
    tenant: &Tenant,
    name: &'static str,
    work: F,
) -> Result<T, ApiError>
where
    F: AsyncFnOnce(&Transaction<'_>) -> Result<T, ApiError>,
{
    let pool = api.readers.pool(&tenant.name).await?;
    read_from(&pool, tenant, name, work).await
}

async fn read_from<T, F>(
    pool: &Pool,
    tenant: &Tenant,
    name: &'static str,
    work: F,
) -> Result<T, ApiError>
where
    F: AsyncFnOnce(&Transaction<'_>) -> Result<T, ApiError>,
{
    let span = tracing::info_span!(
        "snapshot",
        otel.name = %format_args!("select {name}"),
        otel.kind = "client",
        db.system.name = "postgresql",
        db.namespace = tenant.database.name,
        db.query.summary = name,
    );
    async {
        let mut client = pool.get().await?;
        let tx = reports::snapshot(&mut client, Some(STATEMENT_TIMEOUT)).await?;
        let answer = work(&tx).await?;
        tx.commit().await.map_err(store::Error::from)?;
        Ok(answer)
    }
    .instrument(span)
    .await
}
