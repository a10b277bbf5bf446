//! Periodic work: default schedules, and removal of old rows.

use std::{convert::Infallible, sync::Arc, time::Duration};

use lifecycle::Stop;
use states::{MissedPolicy, RunKind};
use store::{Databases, Pool, ScopedFutureExt, transaction};
use tenants::{LiveTenants, Tenant};

use super::write;
use crate::{
    mirror::history,
    schedules::{
        self,
        write::{NewSchedule, Work},
    },
    writing::WriteError,
};

/// Removes old rows every hour until stopped.
pub async fn run_housekeeping(
    tenants: LiveTenants,
    databases: Databases,
    stop: Stop,
) -> Result<(), Infallible> {
    while stop.sleep(Duration::from_hours(1)).await {
        for tenant in tenants.now().iter() {
            let Ok(pool) = &databases.pool(&tenant.name) else {
                continue;
            };
            let removed = async {
                remove_old_rows(pool).await?;
                forget_changes(pool, tenant.history.keep_days, &stop).await
            };
            if let Err(error) = removed.await {
                tracing::warn!(
                    tenant = tenant.name,
                    error = &error as &dyn std::error::Error,
                    "old rows cannot be removed"
                );
            }
        }
    }
    Ok(())
}

/// Creates the default schedules of a tenant as soon as the database is available.
pub async fn create_schedules(
    tenant: Arc<Tenant>,
    pool: Pool,
    stop: Stop,
) -> Result<(), Infallible> {
    while let Err(error) = default_schedules(&tenant, &pool).await {
        tracing::warn!(
            tenant = tenant.name,
            error = &error as &dyn std::error::Error,
            "default schedules cannot be created yet"
        );
        if !stop.sleep(Duration::from_secs(5)).await {
            break;
        }
    }
    Ok(())
}

async fn default_schedules(tenant: &Tenant, pool: &Pool) -> Result<(), WriteError> {
    let default = |kind: RunKind, cron: &str| NewSchedule {
        name: kind.to_string(),
        cron: cron.to_owned(),
        time_zone: tenant.time_zone_name().to_owned(),
        work: Work::Run(kind),
        missed: MissedPolicy::Latest,
        grace_seconds: 300,
        paused: false,
        company_ids: None,
        created_by: None,
    };
    let defaults = [
        default(RunKind::Incremental, &tenant.schedules.incremental),
        default(RunKind::Verify, &tenant.schedules.verify),
    ];
    let defaults = &defaults;
    transaction::write(pool, "default schedules", |tx| {
        async move {
            for schedule in defaults {
                schedules::write::create_default(tx, schedule).await?;
            }
            Ok(())
        }
        .scope_boxed()
    })
    .await
}

/// Removes rows that are no longer needed.
pub async fn remove_old_rows(pool: &Pool) -> Result<(), WriteError> {
    transaction::write(pool, "remove old rows", |tx| {
        write::remove_old_rows(tx).scope_boxed()
    })
    .await
}

/// Removes history older than `keep_days`, in short transactions.
pub async fn forget_changes(pool: &Pool, keep_days: u32, stop: &Stop) -> Result<(), WriteError> {
    let pause = Duration::from_millis(50);
    loop {
        let more = transaction::write(pool, "forget changes", |tx| {
            history::forget(tx, keep_days).scope_boxed()
        });
        if !more.await? || !stop.sleep(pause).await {
            return Ok(());
        }
    }
}
