//! Commands other than the service.

use std::{io::Write as _, path::PathBuf, pin::pin};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;
use lifecycle::Stop;

use crate::{backup, drill, dump, folder, info::Kind, restore, settings::Settings, swap::Begun};

/// Backups of all tenants' databases, and restores from them.
#[derive(Debug, Parser)]
#[command(name = "backup-worker", version)]
pub struct Arguments {
    /// Without one it backs up by schedule until it is stopped
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set what PostgreSQL needs to archive its WAL, and create the repository
    Prepare,
    /// Make a backup and verify the repository
    Backup {
        /// All of it, not only what has changed
        #[arg(long)]
        full: bool,
    },
    /// Read the whole repository and compare it with its checksums
    Verify,
    /// Restore one tenant as of an instant, or the whole server into an empty folder
    Restore(Restore),
    /// Restore everything into a folder of its own, check it, and say what that took
    Drill,
    /// Write the database of a tenant who leaves to a file, which is not encrypted
    Dump {
        /// Its host name
        #[arg(long)]
        host: String,
        /// The file, which must not exist
        #[arg(long)]
        to: PathBuf,
    },
    /// Exit 0 if the service on ESPEJO_OPS_BIND is ready
    Healthcheck,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The host name of one tenant: its database is replaced, and the old one is kept beside it
    #[arg(
        long,
        requires = "at",
        conflicts_with = "to",
        required_unless_present = "to"
    )]
    host: Option<String>,
    /// The whole server, into this empty folder
    #[arg(long)]
    to: Option<PathBuf>,
    /// The instant, such as 2026-12-01T21:30:00Z; the latest if it is left out
    #[arg(long)]
    at: Option<Timestamp>,
}

impl Command {
    /// The command, or `None` for `healthcheck`, which only asks the running service.
    pub fn of_operator(self) -> Option<Self> {
        (!matches!(self, Self::Healthcheck)).then_some(self)
    }

    /// Runs the command and prints its outcome. What it started ends with it. When it is stopped it is
    /// given up, unless it has begun to swap databases: then it comes to its end.
    pub async fn run(self, settings: &Settings, stop: &Stop) -> Result<()> {
        let begun = Begun::default();
        let mut outcome = pin!(self.outcome(settings, &begun));
        let said = tokio::select! {
            said = &mut outcome => said?,
            () = stop.stopped() => {
                ensure!(begun.has_begun(), "it was stopped before it was done");
                outcome.await?
            }
        };
        let mut out = std::io::stdout();
        for line in said {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    async fn outcome(self, settings: &Settings, begun: &Begun) -> Result<Vec<String>> {
        folder::sweep(&settings.folder)?;
        match self {
            Self::Prepare => {
                let left = backup::prepare(settings).await?;
                Ok(vec![left.unwrap_or_else(|| "ready".to_owned())])
            }
            Self::Backup { full } => {
                let kind = if full { Kind::Full } else { Kind::Incremental };
                let made = backup::make(settings, kind).await?;
                Ok(vec![format!(
                    "{}: {} s, {} bytes added for databases of {} bytes; the repository is whole",
                    made.label,
                    made.seconds(),
                    made.added_bytes(),
                    made.bytes()
                )])
            }
            Self::Verify => {
                backup::verify(settings).await?;
                Ok(vec!["the repository is whole".to_owned()])
            }
            Self::Restore(Restore { host, to, at }) => match (host, to) {
                (Some(host), _) => {
                    let at = at.context("--at is missing")?;
                    let tenant = restore::named(settings, &host)?;
                    restore::tenant(settings, &tenant, at, begun).await
                }
                (None, Some(to)) => restore::server(settings, &to, at).await,
                (None, None) => bail!("--host or --to is missing"),
            },
            Self::Drill => Ok(vec![serde_json::to_string(&drill::drill(settings).await?)?]),
            Self::Dump { host, to } => {
                let tenant = restore::named(settings, &host)?;
                let bytes = dump::write(settings, &tenant, &to).await?;
                Ok(vec![format!("{}: {bytes} bytes", to.display())])
            }
            Self::Healthcheck => Ok(Vec::new()),
        }
    }
}
