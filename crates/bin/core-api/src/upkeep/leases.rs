//! Runs and jobs whose lease has expired, by the database's clock. They are requested again with
//! the next epoch and continue where they were; after five expiries they fail. Also messages to
//! webhooks whose time has come.

use std::{sync::Arc, time::Duration};

use lifecycle::Stop;
use reports::Scope;
use sql::queries::core_api::upkeep::read;
use states::{ExportFailureReason, RunFailureReason};
use store::{Databases, Pool, ScopedFutureExt, Transaction, transaction};
use tenants::Tenant;
use tokio::sync::{Semaphore, watch};
use uuid::Uuid;
use vault::Vault;

use super::{gauges::Gauges, write};
use crate::{
    attempt::Part,
    events::{leases::Lapsed, relay::Relay},
    exports, following, mails,
    mirror::derived,
    runs::{
        parts,
        request::{self, RunFailure},
    },
    statements::advance,
    webhooks::write::{delivery, dispatch},
    writing::{Actor, WriteError},
};

const MAX_LAPSES: i32 = 5;
/// A tenant for whom nothing is due is looked at this many times less often.
const AT_REST: u32 = 6;
/// While events arrive, a tenant is looked at once in this time: the last one may have ended a load.
const MOST_OFTEN: Duration = Duration::from_secs(1);

/// What is watched of one tenant.
pub struct Watched {
    pub tenant: Arc<Tenant>,
    pub pool: Pool,
    /// Opens the keys of webhooks.
    pub vault: Option<Arc<Vault>>,
}

/// What a look has found.
pub struct Look {
    requested: bool,
    /// When something is due, if anything is in progress.
    next: Option<Duration>,
}

/// What the watches of all tenants share.
#[derive(Clone)]
pub struct Watch {
    pub relay: Relay,
    pub gauges: Gauges,
    /// Interval between looks at a tenant that has something in progress.
    pub every: Duration,
    /// The report tables of one tenant are built at a time.
    pub building: Arc<Semaphore>,
}

/// Watches one tenant until stopped.
pub async fn run(watched: Watched, watch: Watch, stop: Stop) -> Result<(), WriteError> {
    let tenant = &watched.tenant.name;
    let stirred = watch.relay.stirred(tenant);
    let mut pause = watch.every;
    loop {
        watch.gauges.read(tenant, &watched.pool).await;
        tokio::select! {
            goes_on = stop.sleep(pause) => if !goes_on {
                return Ok(());
            },
            () = stirred.notified() => if !stop.sleep(watch.every.min(MOST_OFTEN)).await {
                return Ok(());
            },
        }
        pause = visit(&watched, &watch).await;
    }
}

/// Looks once, and says when to look again.
async fn visit(watched: &Watched, watch: &Watch) -> Duration {
    let tenant = &watched.tenant.name;
    let at_rest = watch.every * AT_REST;
    let pause = match look(watched).await {
        Ok(look) => {
            if look.requested {
                watch.relay.wake(tenant);
            }
            look.next
                .map_or(at_rest, |next| next.clamp(watch.every, at_rest))
        }
        Err(error) => {
            tracing::warn!(
                tenant,
                error = &error as &dyn std::error::Error,
                "leases cannot be checked"
            );
            watch.every
        }
    };
    // While the tables of another tenant are built, those of this one must not wait for long.
    let Ok(_alone) = watch.building.try_acquire() else {
        return watch.every;
    };
    build_reports(watched).await;
    pause
}

/// Builds the report tables if the first load has ended or they are no longer valid.
async fn build_reports(watched: &Watched) {
    let tenant = &watched.tenant.name;
    let built = transaction::write(&watched.pool, "build reports", |tx| {
        derived::build_if_due(tx).scope_boxed()
    });
    match built.await {
        Ok(Some(lines)) => tracing::info!(tenant, lines, "report tables are built"),
        Ok(None) => {}
        Err(error) => tracing::debug!(
            tenant,
            error = &error as &dyn std::error::Error,
            "report tables cannot be built"
        ),
    }
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
        for (tenant, pool) in databases.pools() {
            if let Err(error) = let_requests_lapse(&pool).await {
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

/// Looks once.
pub async fn look(watched: &Watched) -> Result<Look, WriteError> {
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
    let followed = transaction::write(pool, "watch follower", |tx| {
        async move { following::write::keep(tx, &actor(tenant, None)).await }.scope_boxed()
    })
    .await?;
    let statements = advance::advance(tenant, pool).await?;
    let messages = request_messages(watched).await?;
    let client = pool.get().await?;
    let next = read::next_due().bind(&*client).one().await?;
    let next = next.map(|milliseconds| u64::try_from(milliseconds).unwrap_or(0));
    Ok(Look {
        requested: runs + jobs + mails + messages > 0 || followed || statements,
        next: next.map(Duration::from_millis),
    })
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
