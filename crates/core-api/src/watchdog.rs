//! Runs and jobs whose lease has lapsed, by the database's clock: they are asked for again under
//! the next epoch, from where they got to, or have failed after five lapses.

use std::time::Duration;

use lifecycle::Stop;
use store::{Databases, Pool, ScopedFutureExt, Transaction, transaction};
use tenants::Tenant;
use tokio::sync::watch;
use uuid::Uuid;

use crate::{
    relay::Relay,
    writes::{
        Actor, WriteError, export_jobs, mails,
        sync_runs::{self, RunFailure},
    },
};

const MAX_LAPSES: i32 = 5;

/// Watches one tenant until stopped.
pub async fn run(
    tenant: std::sync::Arc<Tenant>,
    pool: Pool,
    relay: Relay,
    every: Duration,
    stop: Stop,
) -> Result<(), WriteError> {
    while stop.sleep(every).await {
        match look(&tenant, &pool).await {
            Ok(true) => relay.wake(&tenant.name),
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(
                    tenant = tenant.name,
                    error = &error as &dyn std::error::Error,
                    "leases cannot be watched"
                );
            }
        }
    }
    Ok(())
}

/// When queues had to be made again, what was in them is gone: requests that nobody has taken are
/// asked for again at the next look instead of at the end of their lease.
pub async fn after_recreation(
    databases: Databases,
    mut recreated: watch::Receiver<u64>,
    stop: Stop,
) -> Result<(), WriteError> {
    loop {
        tokio::select! {
            () = stop.stopped() => return Ok(()),
            changed = recreated.changed() => if changed.is_err() {
                return Ok(());
            },
        }
        for tenant in databases.tenants() {
            if let Err(error) = let_requests_lapse(databases.pool(tenant)?).await {
                tracing::warn!(
                    tenant,
                    error = &error as &dyn std::error::Error,
                    "requests wait for the end of their lease"
                );
            }
        }
    }
}

async fn let_requests_lapse(pool: &Pool) -> Result<(), WriteError> {
    transaction::write(pool, "let requests lapse", |tx| {
        async move {
            tx.batch_execute(
                "update ops.sync_run set lease_until = now() where state = 'requested';
                 update ops.export_job set lease_until = now() where state = 'requested';
                 update ops.mail set lease_until = now()
                 where state = 'requested' and next_try_at < now()",
            )
            .await?;
            Ok(())
        }
        .scope_boxed()
    })
    .await
}

/// True when something was asked for again.
async fn look(tenant: &Tenant, pool: &Pool) -> Result<bool, WriteError> {
    let runs = transaction::write(pool, "watch runs", |tx| {
        async move {
            let lapsed = lapsed(tx, "sync_run").await?;
            for row in &lapsed {
                run_lapsed(tx, tenant, row).await?;
            }
            Ok::<_, WriteError>(lapsed.len())
        }
        .scope_boxed()
    })
    .await?;
    let jobs = transaction::write(pool, "watch exports", |tx| {
        async move {
            let lapsed = lapsed(tx, "export_job").await?;
            for row in &lapsed {
                job_lapsed(tx, tenant, row).await?;
            }
            Ok::<_, WriteError>(lapsed.len())
        }
        .scope_boxed()
    })
    .await?;
    let mails = transaction::write(pool, "watch mails", |tx| {
        async move {
            let lapsed = lapsed(tx, "mail").await?;
            for row in &lapsed {
                mail_lapsed(tx, tenant, row).await?;
            }
            Ok::<_, WriteError>(lapsed.len())
        }
        .scope_boxed()
    })
    .await?;
    Ok(runs + jobs + mails > 0)
}

struct Lapsed {
    id: Uuid,
    /// Counted lapses, with this one.
    lapses: i32,
    traceparent: Option<String>,
}

/// Locks what has lapsed and counts it. A request that nobody took yet is not counted.
async fn lapsed(tx: &Transaction<'_>, table: &'static str) -> Result<Vec<Lapsed>, WriteError> {
    let rows = tx
        .query(
            &format!(
                "with lapsed as (
                     select id from ops.{table}
                     where state in ('requested', 'running') and lease_until < now()
                     for update skip locked
                 )
                 update ops.{table} t
                 set lapses = t.lapses + case when t.state = 'running' then 1 else 0 end
                 from lapsed where t.id = lapsed.id
                 returning t.id, t.lapses, t.traceparent"
            ),
            &[],
        )
        .await?;
    let lapsed = rows
        .iter()
        .map(|row| Lapsed {
            id: row.get(0),
            lapses: row.get(1),
            traceparent: row.get(2),
        })
        .collect();
    Ok(lapsed)
}

async fn run_lapsed(tx: &Transaction<'_>, tenant: &Tenant, run: &Lapsed) -> Result<(), WriteError> {
    if run.lapses >= MAX_LAPSES {
        tracing::error!(tenant = tenant.name, sync_run.id = %run.id, "the run has failed: its workers fell silent");
        let failure = RunFailure {
            reason: "lapsed".to_owned(),
            detail: format!("{MAX_LAPSES} attempts fell silent"),
            hint: "Look at the logs of sync-worker, then start a run.".to_owned(),
        };
        return sync_runs::fail(tx, run.id, &failure).await;
    }
    tracing::warn!(tenant = tenant.name, sync_run.id = %run.id, lapses = run.lapses, "lease lapsed, asking for the run again");
    let actor = actor(tenant, run);
    sync_runs::ask_again(tx, &actor, run.id, Duration::ZERO).await
}

async fn job_lapsed(tx: &Transaction<'_>, tenant: &Tenant, job: &Lapsed) -> Result<(), WriteError> {
    if job.lapses >= MAX_LAPSES {
        tracing::error!(tenant = tenant.name, export.id = %job.id, "the export has failed: its workers fell silent");
        let detail = format!("{MAX_LAPSES} attempts fell silent");
        return export_jobs::fail(tx, job.id, "lapsed", &detail).await;
    }
    tracing::warn!(tenant = tenant.name, export.id = %job.id, lapses = job.lapses, "lease lapsed, asking for the export again");
    export_jobs::ask_again(tx, &actor(tenant, job), job.id, Duration::ZERO).await
}

/// A mail is not announced when it is taken, so a lapse may mean that no worker has come to it yet:
/// it is asked for again for as long as it takes.
async fn mail_lapsed(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    mail: &Lapsed,
) -> Result<(), WriteError> {
    tracing::warn!(tenant = tenant.name, mail.id = %mail.id, "lease lapsed, asking for the mail again");
    mails::ask(tx, &actor(tenant, mail), mail.id, Duration::ZERO).await
}

fn actor<'a>(tenant: &'a Tenant, lapsed: &Lapsed) -> Actor<'a> {
    Actor {
        tenant,
        requested_by: "",
        traceparent: lapsed.traceparent.clone(),
    }
}
