//! The rehearsal of a restore: everything is restored into a folder of its own, started and checked,
//! while the server goes on. Prints and keeps what a restore would cost.

use std::time::Duration;

use anyhow::{Context, Result};
use tenants::Tenants;
use tokio::time::Instant;

use crate::{
    backup, checks, info,
    pgbackrest::PgBackRest,
    restore::Restored,
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
            standing.figures = Some(*figures);
        }
    })?;
    rehearsed
}

async fn rehearse(settings: &Settings) -> Result<Figures> {
    let live = Server::of(&settings.server);
    let before = commit_number(&live).await?;
    let recovery_point = backup::archived_by_itself(&live).await?;
    let began = Instant::now();
    let restored = Restored::of(settings, None, None).await?;
    let server = &restored.cluster.server;
    for tenant in Tenants::load(&settings.tenants_dir)?.iter() {
        checks::database(settings, server, tenant).await?;
    }
    let recovery_time = began.elapsed();
    let after = commit_number(server).await?;
    anyhow::ensure!(
        after > before,
        "the restored server ends at transaction {after}, before {before}, which was archived"
    );
    let backups = info::backups(&PgBackRest::configure(settings)?).await?;
    let last = backups.last().context("the repository has no backup")?;
    Ok(Figures {
        recovery_time_ms: milliseconds(recovery_time),
        recovery_point_ms: milliseconds(recovery_point),
        bytes: last.bytes(),
    })
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
