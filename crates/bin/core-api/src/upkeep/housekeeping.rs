//! Periodic work: default schedules, removal of old rows, and gauges of queue depths and mirror
//! lag.

use std::{
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};

use bus::Bus;
use lifecycle::Stop;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{family::Family, gauge::Gauge},
    registry::Registry,
};
use sql::queries::core_api::upkeep::read;
use states::{MissedPolicy, RunKind};
use store::{Databases, Pool, ScopedFutureExt, transaction};
use tenants::{Tenant, Tenants};

use super::write;
use crate::{
    mirror::{derived, history},
    schedules::{
        self,
        write::{NewSchedule, Work},
    },
    writing::WriteError,
};

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ModelLabels {
    tenant: String,
    model: String,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct TenantLabels {
    tenant: String,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct QueueLabels {
    queue: String,
}

/// Gauges that are read regularly from database and broker.
#[derive(Debug, Clone, Default)]
pub struct Gauges {
    sync_lag: Family<ModelLabels, Gauge<f64, AtomicU64>>,
    outbox_depth: Family<TenantLabels, Gauge>,
    queue_depth: Family<QueueLabels, Gauge>,
    queue_consumers: Family<QueueLabels, Gauge>,
}

impl Gauges {
    pub fn register(&self, registry: &mut Registry) {
        registry.register(
            "sync_lag_seconds",
            "Age of the watermark: everything older is in the mirror",
            self.sync_lag.clone(),
        );
        registry.register(
            "outbox_depth",
            "Events not yet confirmed by the broker",
            self.outbox_depth.clone(),
        );
        registry.register(
            "queue_depth",
            "Messages ready in a queue; names that end in .dead are dead letters",
            self.queue_depth.clone(),
        );
        registry.register(
            "queue_consumers",
            "Consumers of a queue; zero on a working queue is an outage",
            self.queue_consumers.clone(),
        );
    }

    async fn read_tenant(&self, tenant: &str, pool: &Pool) -> Result<(), store::Error> {
        let client = pool.get().await?;
        for lag in read::sync_lags().bind(&client).all().await? {
            let labels = ModelLabels {
                tenant: tenant.to_owned(),
                model: lag.model,
            };
            self.sync_lag.get_or_create(&labels).set(lag.seconds);
        }
        let depth = read::outbox_depth().bind(&client).one().await?;
        self.outbox_depth
            .get_or_create(&TenantLabels {
                tenant: tenant.to_owned(),
            })
            .set(depth);
        Ok(())
    }

    async fn read_queues(&self, bus: &Bus) {
        match bus.queue_depths().await {
            Ok(depths) => {
                for depth in depths {
                    let labels = QueueLabels { queue: depth.queue };
                    self.queue_depth
                        .get_or_create(&labels)
                        .set(i64::from(depth.messages));
                    self.queue_consumers
                        .get_or_create(&labels)
                        .set(i64::from(depth.consumers));
                }
            }
            Err(error) => tracing::debug!(%error, "queue depths cannot be read"),
        }
    }
}

/// Reads the gauges every 15 s until stopped.
pub async fn measure(
    gauges: Gauges,
    databases: Databases,
    bus: Bus,
    stop: Stop,
) -> Result<(), WriteError> {
    while stop.sleep(Duration::from_secs(15)).await {
        for tenant in databases.tenants() {
            let read = async { gauges.read_tenant(tenant, databases.pool(tenant)?).await };
            if let Err(error) = read.await {
                tracing::debug!(
                    tenant,
                    error = &error as &dyn std::error::Error,
                    "gauges cannot be read"
                );
            }
        }
        gauges.read_queues(&bus).await;
    }
    Ok(())
}

/// Creates the default schedules when the database is available, then removes old rows every hour.
pub async fn run_housekeeping(
    tenants: Arc<Tenants>,
    databases: Databases,
    stop: Stop,
) -> Result<(), WriteError> {
    let mut without: Vec<_> = tenants.iter().collect();
    while !without.is_empty() {
        let mut still = Vec::new();
        for tenant in without {
            if let Err(error) = default_schedules(tenant, &databases).await {
                tracing::warn!(
                    tenant = tenant.name,
                    error = &error as &dyn std::error::Error,
                    "default schedules cannot be created yet"
                );
                still.push(tenant);
            }
        }
        without = still;
        if !without.is_empty() && !stop.sleep(Duration::from_secs(5)).await {
            return Ok(());
        }
    }
    while stop.sleep(Duration::from_hours(1)).await {
        for tenant in tenants.iter() {
            let pool = databases.pool(&tenant.name)?;
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

async fn default_schedules(tenant: &Tenant, databases: &Databases) -> Result<(), WriteError> {
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
    transaction::write(databases.pool(&tenant.name)?, "default schedules", |tx| {
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

/// Until stopped, builds the report tables of each tenant whose first load has ended or whose
/// tables are no longer valid.
pub async fn build_reports(
    tenants: Arc<Tenants>,
    databases: Databases,
    stop: Stop,
) -> Result<(), WriteError> {
    while stop.sleep(Duration::from_secs(2)).await {
        for tenant in tenants.iter() {
            let built = transaction::write(databases.pool(&tenant.name)?, "build reports", |tx| {
                derived::build_if_due(tx).scope_boxed()
            });
            match built.await {
                Ok(Some(lines)) => {
                    tracing::info!(tenant = tenant.name, lines, "report tables are built");
                }
                Ok(None) => {}
                Err(error) => tracing::debug!(
                    tenant = tenant.name,
                    error = &error as &dyn std::error::Error,
                    "report tables cannot be built"
                ),
            }
        }
    }
    Ok(())
}
