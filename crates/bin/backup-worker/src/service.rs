//! The service: backups and drills when they are due, and how old everything is.

use std::{convert::Infallible, net::TcpListener, time::Duration};

use anyhow::{Context, Result};
use jiff::Timestamp;
use lifecycle::{
    Stop, Tasks, clock,
    health::{self, Health},
};
use prometheus_client::registry::Registry;
use tokio::time::Instant;

use crate::{
    backup, drill, folder,
    info::{self, Backup, Kind},
    metrics::Metrics,
    pgbackrest::PgBackRest,
    server::{MAINTENANCE, Server},
    settings::{Settings, Timetables},
    standing::Standing,
};

const LOOK: Duration = Duration::from_secs(15);
/// After a failure, nothing is tried for so long.
const PAUSE: Duration = Duration::from_mins(10);

/// Runs until stopped. A task in progress is given up: the next start makes it again.
pub async fn serve(settings: Settings, stop: Stop) -> Result<()> {
    folder::sweep(&settings.folder)?;
    let tasks = Tasks::new(stop.clone());
    let metrics = Metrics::default();
    let ops = TcpListener::bind(settings.ops_bind).context("the health page cannot listen")?;
    tasks.spawn("health", pages(ops, &settings, &metrics, stop.clone()));
    let watching = watch(settings.clone(), metrics.clone(), stop.clone());
    tasks.spawn("watch", watching);
    tasks.spawn("backups", work(settings, metrics, stop));
    tracing::info!("started");
    tasks.join(Duration::from_secs(20)).await?;
    Ok(())
}

/// Ready means that the server answers.
fn pages(
    listener: TcpListener,
    settings: &Settings,
    metrics: &Metrics,
    stop: Stop,
) -> impl Future<Output = std::io::Result<()>> + Send + 'static {
    let mut registry = Registry::with_prefix("espejo");
    metrics.register(&mut registry);
    let server = Server::of(&settings.server);
    let health = Health::new().check("database", move || {
        let server = server.clone();
        async move {
            let lag = archive_lag(&server).await;
            lag.map(drop).map_err(|error| format!("{error:#}"))
        }
    });
    health::serve(listener, health, telemetry::page(registry), stop)
}

/// Publishes how old everything is, also while a backup is made.
async fn watch(settings: Settings, metrics: Metrics, stop: Stop) -> Result<(), Infallible> {
    loop {
        tokio::select! {
            () = stop.stopped() => return Ok(()),
            shown = show(&settings, &metrics) => if let Err(error) = shown {
                tracing::warn!(error = format!("{error:#}"), "the backups cannot be looked at");
            },
        }
        if !stop.sleep(LOOK).await {
            return Ok(());
        }
    }
}

async fn show(settings: &Settings, metrics: &Metrics) -> Result<()> {
    metrics.show_standing(&Standing::read(settings)?);
    let lag = archive_lag(&Server::of(&settings.server)).await?;
    metrics.show_archive_lag(lag);
    let backups = info::backups(&PgBackRest::configure(settings)?).await?;
    metrics.show_backups(&backups);
    Ok(())
}

async fn archive_lag(server: &Server) -> Result<i64> {
    let lag = "select coalesce(extract(epoch from now() - min(modification))::bigint, 0)
               from pg_ls_archive_statusdir() where name like '%.ready'";
    server
        .with(MAINTENANCE, async |client| {
            Ok(client.query_one(lag, &[]).await?.try_get(0)?)
        })
        .await
}

async fn work(settings: Settings, metrics: Metrics, stop: Stop) -> Result<(), Infallible> {
    let mut not_before = Instant::now();
    loop {
        if Instant::now() >= not_before {
            tokio::select! {
                () = stop.stopped() => return Ok(()),
                ended = next(&settings, &metrics) => if let Err(error) = ended {
                    tracing::error!(error = format!("{error:#}"), "a backup or drill has failed");
                    not_before = Instant::now() + PAUSE;
                },
            }
        }
        if !stop.sleep(LOOK).await {
            return Ok(());
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Backup(Kind),
    Drill,
}

/// Does what is due, if anything is.
async fn next(settings: &Settings, metrics: &Metrics) -> Result<()> {
    let backups = info::backups(&PgBackRest::configure(settings)?).await?;
    let drilled = Standing::read(settings)?.drill.map(|drill| drill.at);
    let Some(task) = due(&settings.timetables, &backups, drilled, clock::now()) else {
        return Ok(());
    };
    match task {
        Task::Backup(kind) => {
            let made = backup::make(settings, kind).await;
            metrics.ran("backup", &made);
            let made = made?;
            tracing::info!(
                backup.label = made.label,
                bytes = made.added_bytes(),
                "backed up"
            );
        }
        Task::Drill => {
            let rehearsed = drill::drill(settings).await;
            metrics.ran("drill", &rehearsed);
            tracing::info!(figures = ?rehearsed?, "the restore was rehearsed");
        }
    }
    Ok(())
}

/// What has become due since it was last done. Without a full backup, one is due.
fn due(
    timetables: &Timetables,
    backups: &[Backup],
    drilled: Option<Timestamp>,
    now: Timestamp,
) -> Option<Task> {
    let ended = |backup: &Backup| Timestamp::from_second(backup.ended_at()).ok();
    let full = backups.iter().rfind(|backup| backup.kind == Kind::Full);
    let (Some(full), Some(last)) = (full.and_then(ended), backups.last().and_then(ended)) else {
        return Some(Task::Backup(Kind::Full));
    };
    if timetables.full.latest(full, now).is_some() {
        return Some(Task::Backup(Kind::Full));
    }
    if timetables.incremental.latest(last, now).is_some() {
        return Some(Task::Backup(Kind::Incremental));
    }
    let first = backups.first().and_then(ended)?;
    let drill = timetables.drill.latest(drilled.unwrap_or(first), now);
    drill.map(|_| Task::Drill)
}

#[cfg(test)]
mod tests {
    use timetable::Timetable;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn backup(kind: &str, ended: &str) -> Backup {
        let stop = at(ended).as_second();
        let text = serde_json::json!({
            "label": "x", "type": kind, "info": {"size": 1, "repository": {"delta": 1}},
            "timestamp": {"start": stop - 5, "stop": stop},
        });
        serde_json::from_value(text).unwrap()
    }

    #[test]
    fn what_is_due_follows_from_what_was_done() {
        let line = |cron| Timetable::parse(cron, "UTC").unwrap();
        let timetables = Timetables {
            full: line("0 1 * * 0"),
            incremental: line("0 1 * * 1-6"),
            drill: line("0 4 * * 0"),
        };
        let due = |backups: &[Backup], drilled: Option<&str>, now| {
            super::due(&timetables, backups, drilled.map(at), at(now))
        };
        let full = || backup("full", "2026-12-06T01:02:00Z");
        let incremental = || backup("incr", "2026-12-07T01:01:00Z");
        assert_eq!(
            due(&[], None, "2026-12-01T12:00:00Z"),
            Some(Task::Backup(Kind::Full))
        );
        assert_eq!(due(&[full()], None, "2026-12-06T03:00:00Z"), None);
        assert_eq!(
            due(&[full()], None, "2026-12-06T04:00:00Z"),
            Some(Task::Drill)
        );
        let drilled = Some("2026-12-06T04:03:00Z");
        assert_eq!(
            due(&[full()], drilled, "2026-12-07T01:00:00Z"),
            Some(Task::Backup(Kind::Incremental))
        );
        assert_eq!(
            due(&[full(), incremental()], drilled, "2026-12-07T09:00:00Z"),
            None
        );
        assert_eq!(
            due(&[full(), incremental()], drilled, "2026-12-13T01:00:00Z"),
            Some(Task::Backup(Kind::Full))
        );
    }
}
