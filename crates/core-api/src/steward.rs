//! Chores that belong to no request: default schedules, old rows, and the gauges that tell an
//! operator how deep queues are and how far mirrors lag.

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
use store::{Databases, Pool, ScopedFutureExt, transaction};
use tenants::{Tenant, Tenants};

use crate::writes::{
    WriteError, history,
    schedules::{self, NewSchedule, Work},
    subledger,
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

/// Gauges that are read from the database and the broker now and then.
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
        let sql = "select model, extract(epoch from now() - watermark)::float8 from ops.cursor";
        for row in client.query(sql, &[]).await? {
            let labels = ModelLabels {
                tenant: tenant.to_owned(),
                model: row.get(0),
            };
            self.sync_lag.get_or_create(&labels).set(row.get(1));
        }
        let sql = "select count(*) from ops.outbox where published_at is null";
        let depth: i64 = client.query_one(sql, &[]).await?.get(0);
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

/// Makes the default schedules once the database is there, then removes old rows every hour.
pub async fn keep_house(
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
                    "default schedules cannot be made yet"
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
    let default = |kind: &str, cron: &str| NewSchedule {
        name: kind.to_owned(),
        cron: cron.to_owned(),
        time_zone: tenant.time_zone.clone(),
        work: Work::Run(kind.to_owned()),
        missed: "latest".to_owned(),
        grace_seconds: 300,
        paused: false,
    };
    let defaults = [
        default("incremental", &tenant.schedules.incremental),
        default("verify", &tenant.schedules.verify),
    ];
    let defaults = &defaults;
    transaction::write(databases.pool(&tenant.name)?, "default schedules", |tx| {
        async move {
            for schedule in defaults {
                schedules::create_default(tx, schedule).await?;
            }
            Ok(())
        }
        .scope_boxed()
    })
    .await
}

/// An event id is remembered longer than anybody would replay it. What a run had to look at is of no use
/// when it has ended. Verdicts stay while a proof tells of
/// them; they, and what is noted as missing, while a person may confirm it.
pub async fn remove_old_rows(pool: &Pool) -> Result<(), WriteError> {
    transaction::write(pool, "remove old rows", |tx| {
        async move {
            tx.batch_execute(
                "delete from ops.inbox where received_at < now() - interval '30 days';
             delete from ops.outbox where published_at < now() - interval '7 days';
             delete from ops.idempotency where created_at < now() - interval '24 hours';
             delete from ops.sync_attempt a using ops.sync_run r
             where r.id = a.run_id and r.finished_at < now() - interval '30 days';
             delete from ops.sync_wanted w using ops.sync_run r
             where r.id = w.run_id and r.finished_at < now() - interval '1 day';
             delete from ops.sync_difference d using ops.sync_run r
             where r.id = d.run_id and r.finished_at < now() - interval '1 day';
             delete from ops.sync_missing m using ops.sync_run r
             where r.id = m.run_id and r.finished_at < now() - interval '1 day'
               and not exists (select from ops.alarm a where a.run_id = r.id);
             with old as (
                 select r.id from ops.sync_run r
                 where r.finished_at < now() - interval '30 days'
                   and not exists (select from ops.alarm a where a.run_id = r.id)
                   and not exists (select from ops.proof p where p.run_id = r.id)
             ), by_company as (
                 delete from ops.digest_company d using old where d.run_id = old.id
             )
             delete from ops.digest d using old where d.run_id = old.id",
            )
            .await?;
            Ok(())
        }
        .scope_boxed()
    })
    .await
}

/// Removes the history that is older than the tenant keeps, in short transactions.
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

/// Builds what reports are made from, for each tenant whose first load has ended or whose tables no
/// longer count, until stopped.
pub async fn build_reports(
    tenants: Arc<Tenants>,
    databases: Databases,
    stop: Stop,
) -> Result<(), WriteError> {
    while stop.sleep(Duration::from_secs(2)).await {
        for tenant in tenants.iter() {
            let built = transaction::write(databases.pool(&tenant.name)?, "build reports", |tx| {
                subledger::build_if_due(tx).scope_boxed()
            });
            match built.await {
                Ok(Some(lines)) => tracing::info!(tenant = tenant.name, lines, "reports are built"),
                Ok(None) => {}
                Err(error) => tracing::debug!(
                    tenant = tenant.name,
                    error = &error as &dyn std::error::Error,
                    "reports cannot be built"
                ),
            }
        }
    }
    Ok(())
}
