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
    statement_feed,
    writes::{
        Actor, Lapsed, WriteError, export_jobs, mails,
        run_parts::{self, Part},
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
                "update ops.sync_part p set lease_until = now() from ops.sync_run r
                 where p.state = 'requested' and r.id = p.run_id
                   and r.state in ('requested', 'running');
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
            let lapsed = run_parts::lapsed(tx).await?;
            for part in &lapsed {
                part_lapsed(tx, tenant, part).await?;
            }
            Ok::<_, WriteError>(lapsed.len())
        }
        .scope_boxed()
    })
    .await?;
    let jobs = transaction::write(pool, "watch exports", |tx| {
        async move {
            let lapsed = export_jobs::lapsed(tx).await?;
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
            let lapsed = mails::lapsed(tx).await?;
            for mail in &lapsed {
                tracing::warn!(tenant = tenant.name, mail.id = %mail.key, "lease lapsed, asking for the mail again");
                let actor = actor(tenant, mail.traceparent.clone());
                mails::ask(tx, &actor, mail.key, Duration::ZERO).await?;
            }
            Ok::<_, WriteError>(lapsed.len())
        }
        .scope_boxed()
    })
    .await?;
    let statements = statement_feed::advance(tenant, pool).await?;
    Ok(runs + jobs + mails > 0 || statements)
}

async fn part_lapsed(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    lapsed: &Lapsed<Part>,
) -> Result<(), WriteError> {
    let Part { run, part } = lapsed.key;
    if lapsed.lapses >= MAX_LAPSES {
        tracing::error!(tenant = tenant.name, sync_run.id = %run, "the run has failed: its workers fell silent");
        let failure = RunFailure {
            reason: "lapsed".to_owned(),
            detail: format!("{MAX_LAPSES} attempts fell silent"),
            hint: "Look at the logs of sync-worker, then start a run.".to_owned(),
        };
        return sync_runs::fail(tx, run, &failure).await;
    }
    tracing::warn!(tenant = tenant.name, sync_run.id = %run, part, lapses = lapsed.lapses, "lease lapsed, asking for the part again");
    let actor = actor(tenant, lapsed.traceparent.clone());
    run_parts::ask_again(tx, &actor, lapsed.key, Duration::ZERO).await
}

async fn job_lapsed(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    job: &Lapsed<Uuid>,
) -> Result<(), WriteError> {
    if job.lapses >= MAX_LAPSES {
        tracing::error!(tenant = tenant.name, export.id = %job.key, "the export has failed: its workers fell silent");
        let detail = format!("{MAX_LAPSES} attempts fell silent");
        return export_jobs::fail(tx, job.key, "lapsed", &detail).await;
    }
    tracing::warn!(tenant = tenant.name, export.id = %job.key, lapses = job.lapses, "lease lapsed, asking for the export again");
    export_jobs::ask_again(
        tx,
        &actor(tenant, job.traceparent.clone()),
        job.key,
        Duration::ZERO,
    )
    .await
}

fn actor(tenant: &Tenant, traceparent: Option<String>) -> Actor<'_> {
    Actor {
        tenant,
        requested_by: "",
        traceparent,
    }
}
