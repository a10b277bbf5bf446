//! Runs and jobs whose lease has expired, by the database's clock. They are requested again with
//! the next epoch and continue where they were; after five expiries they fail. Also messages to
//! webhooks whose time has come.

use std::{sync::Arc, time::Duration};

use lifecycle::Stop;
use reports::Scope;
use states::{ExportFailureReason, RunFailureReason};
use store::{Databases, Pool, ScopedFutureExt, Transaction, transaction};
use tenants::Tenant;
use tokio::sync::watch;
use uuid::Uuid;

use super::write;
use crate::{
    attempt::Part,
    events::{leases::Lapsed, relay::Relay},
    exports, mails,
    runs::{
        parts,
        request::{self, RunFailure},
    },
    statements::advance,
    vault::Vault,
    webhooks::write::{delivery, dispatch},
    writing::{Actor, WriteError},
};

const MAX_LAPSES: i32 = 5;

/// What is watched of one tenant.
pub struct Watched {
    pub tenant: Arc<Tenant>,
    pub pool: Pool,
    /// Opens the keys of webhooks.
    pub vault: Option<Arc<Vault>>,
}

/// Watches one tenant until stopped.
pub async fn run(
    watched: Watched,
    relay: Relay,
    every: Duration,
    stop: Stop,
) -> Result<(), WriteError> {
    while stop.sleep(every).await {
        match look(&watched).await {
            Ok(true) => relay.wake(&watched.tenant.name),
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(
                    tenant = watched.tenant.name,
                    error = &error as &dyn std::error::Error,
                    "leases cannot be checked"
                );
            }
        }
    }
    Ok(())
}

/// If queues had to be recreated, their messages are lost. Requests that no worker has taken are
/// sent again at the next check instead of at the end of their lease.
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
                    "requests are not sent again before their lease expires"
                );
            }
        }
    }
}

async fn let_requests_lapse(pool: &Pool) -> Result<(), WriteError> {
    transaction::write(pool, "let requests lapse", |tx| {
        write::let_requests_lapse(tx).scope_boxed()
    })
    .await
}

/// Looks once. True if something was requested.
pub async fn look(watched: &Watched) -> Result<bool, WriteError> {
    let (tenant, pool) = (&*watched.tenant, &watched.pool);
    let runs = transaction::write(pool, "watch runs", |tx| {
        async move {
            let lapsed = parts::lapsed(tx).await?;
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
            let lapsed = exports::write::lapsed(tx).await?;
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
            let lapsed = mails::write::lapsed(tx).await?;
            for mail in &lapsed {
                tracing::warn!(tenant = tenant.name, mail.id = %mail.key, "lease expired, requesting the mail again");
                let actor = actor(tenant, mail.traceparent.clone());
                mails::write::ask(tx, &actor, mail.key, Duration::ZERO).await?;
            }
            Ok::<_, WriteError>(lapsed.len())
        }
        .scope_boxed()
    })
    .await?;
    let statements = advance::advance(tenant, pool).await?;
    let messages = request_messages(watched).await?;
    Ok(runs + jobs + mails + messages > 0 || statements)
}

/// Requests the messages to webhooks whose time has come, also those about the age of the mirror.
async fn request_messages(watched: &Watched) -> Result<usize, WriteError> {
    let actor = &actor(&watched.tenant, None);
    let vault = watched.vault.as_deref();
    transaction::write(&watched.pool, "watch webhooks", |tx| {
        async move {
            delivery::watch_mirror(tx, &reports::LEDGER).await?;
            dispatch::ask_due(tx, actor, vault).await
        }
        .scope_boxed()
    })
    .await
}

async fn part_lapsed(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    lapsed: &Lapsed<Part>,
) -> Result<(), WriteError> {
    let Part { run, part } = lapsed.key;
    if lapsed.lapses >= MAX_LAPSES {
        tracing::error!(tenant = tenant.name, sync_run.id = %run, "the run has failed: its workers stopped sending heartbeats");
        let failure = RunFailure {
            reason: RunFailureReason::Lapsed,
            detail: format!("{MAX_LAPSES} attempts stopped sending heartbeats"),
            hint: "Look at the logs of sync-worker, then start a run.".to_owned(),
        };
        return request::fail(tx, run, &failure).await;
    }
    tracing::warn!(tenant = tenant.name, sync_run.id = %run, part, lapses = lapsed.lapses, "lease expired, requesting the part again");
    let actor = actor(tenant, lapsed.traceparent.clone());
    parts::ask_again(tx, &actor, lapsed.key, Duration::ZERO).await
}

async fn job_lapsed(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    job: &Lapsed<Uuid>,
) -> Result<(), WriteError> {
    if job.lapses >= MAX_LAPSES {
        tracing::error!(tenant = tenant.name, export.id = %job.key, "the export has failed: its workers stopped sending heartbeats");
        let detail = format!("{MAX_LAPSES} attempts stopped sending heartbeats");
        return exports::write::fail(tx, job.key, ExportFailureReason::Lapsed, &detail).await;
    }
    tracing::warn!(tenant = tenant.name, export.id = %job.key, lapses = job.lapses, "lease expired, requesting the export again");
    exports::write::ask_again(
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
        scope: Scope::ALL,
        traceparent,
    }
}
