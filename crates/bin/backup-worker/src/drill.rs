//! The rehearsal of a restore: everything is restored into a folder of its own, started and checked,
//! while the server goes on. Prints and keeps what a restore would cost.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use tenants::Tenants;
use tokio::time::Instant;

use crate::{
    backup, checks, info,
    pgbackrest::PgBackRest,
    restore::{self, Restored},
    server::{MAINTENANCE, Server},
    settings::Settings,
    standing::{Figures, Outcome, Standing},
};

/// Rehearses, and keeps the outcome.
pub(crate) async fn drill(settings: &Settings) -> Result<Figures> {
    let rehearsed = rehearse(settings).await;
    let outcome = Outcome::of(&rehearsed);
    Standing::change(settings, |standing| {
        standing.drill = Some(outcome);
        if let Ok(figures) = &rehearsed {
            standing.figures = Some(figures.clone());
        }
    })?;
    rehearsed
}

async fn rehearse(settings: &Settings) -> Result<Figures> {
    let tenants = restore::usable(settings)?;
    let live = Server::of(&settings.server);
    let before = commit_number(&live).await?;
    let recovery_point = backup::archived_by_itself(&live).await?;
    let began = Instant::now();
    let restored = Restored::of(settings, None, None).await?;
    let server = &restored.cluster.server;
    let unchecked = check(settings, server, &tenants).await?;
    let recovery_time = began.elapsed();
    let after = commit_number(server).await?;
    ensure!(
        after > before,
        "the restored server ends at transaction {after}, before {before}, which was archived"
    );
    let backups = info::backups(&PgBackRest::configure(settings)?).await?;
    let last = backups.last().context("the repository has no backup")?;
    Ok(Figures {
        recovery_time_ms: milliseconds(recovery_time),
        recovery_point_ms: milliseconds(recovery_point),
        bytes: last.bytes(),
        unchecked,
    })
}

/// Checks every tenant that has a file and a database. Returns the others.
async fn check(settings: &Settings, server: &Server, tenants: &Tenants) -> Result<Vec<String>> {
    let databases = server.databases().await?;
    let mut unchecked: Vec<String> = tenants.faults().values().flatten().cloned().collect();
    let mut checked = 0_u32;
    for tenant in restore::on_this_server(tenants) {
        if databases.contains(&tenant.database.name) {
            checks::database(settings, server, tenant).await?;
            checked += 1;
        } else {
            let missing = format!(
                "{}: there is no database {}",
                tenant.name, tenant.database.name
            );
            unchecked.push(missing);
        }
    }
    ensure!(
        checked > 0,
        "no tenant was checked: {}",
        unchecked.join("; ")
    );
    Ok(unchecked)
}

/// The number of the next transaction.
async fn commit_number(server: &Server) -> Result<i64> {
    server
        .with(MAINTENANCE, async |client| {
            let next = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";
            Ok(client.query_one(next, &[]).await?.try_get(0)?)
        })
        .await
}

fn milliseconds(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}
