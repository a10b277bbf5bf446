//! What a person may ask for.

use std::{
    io::{BufRead, IsTerminal, Write, stdin, stdout},
    path::PathBuf,
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use clap::{ArgAction, Parser, Subcommand};

/// Replaces the programs of an installation on one server and goes back if that fails.
#[derive(Debug, Parser)]
#[command(
    name = "espejo-deploy",
    version,
    disable_version_flag = true,
    args_conflicts_with_subcommands = true
)]
pub struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// The version to deploy, such as 0.2.0
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,
    /// The host of a tenant to check with a report and a verify; may be repeated; without it all
    #[arg(long = "host", value_name = "HOST")]
    pub(crate) hosts: Vec<String>,
    /// The package: a tarball or its https URL, with its checksum beside it as `….sha256`, or an
    /// unpacked folder. Without it the version must be unpacked already
    #[arg(long, value_name = "TARBALL, URL OR FOLDER")]
    pub(crate) from: Option<String>,
    /// Make no backup first
    #[arg(long)]
    pub(crate) without_backup: bool,
    /// Seconds that a restarted service may take until it is ready
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 120)]
    ready_seconds: u64,
    /// Seconds to wait for the verify of each tenant; it goes on afterwards
    #[arg(long, value_name = "SECONDS", default_value_t = 900)]
    verify_seconds: u64,
    /// Receives the outcome as a signed webhook
    #[arg(long, global = true, value_name = "URL", requires = "webhook_key_file")]
    pub(crate) webhook: Option<String>,
    /// A file with the webhook's key, `whsec_…`
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) webhook_key_file: Option<PathBuf>,
    /// The folder that has /opt, /etc and /var
    #[arg(long, global = true, default_value = "/", hide = true)]
    pub(crate) root: PathBuf,
    /// Do not ask
    #[arg(long, short, global = true)]
    yes: bool,
    /// Print the version of this program
    #[arg(short = 'V', action = ArgAction::Version)]
    _own_version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Go back to the version before the last deploy; the schema stays as it is
    Rollback,
}

impl Arguments {
    /// The version to deploy. It becomes the name of a folder.
    pub(crate) fn wanted(&self) -> Result<&str> {
        let version = self.version.as_deref().context("--version is missing")?;
        let is_version = version.starts_with(|first: char| first.is_ascii_digit())
            && version
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || ".-+".contains(letter));
        ensure!(is_version, "`{version}` is not a version, such as 0.2.0");
        Ok(version)
    }

    pub(crate) fn ready_within(&self) -> Duration {
        Duration::from_secs(self.ready_seconds)
    }

    pub(crate) fn verified_within(&self) -> Duration {
        Duration::from_secs(self.verify_seconds)
    }

    pub(crate) fn confirm(&self, question: &str) -> Result<()> {
        if self.yes {
            return Ok(());
        }
        ensure!(stdin().is_terminal(), "nobody can answer here: add --yes");
        write!(stdout(), "{question} [y/N] ")?;
        stdout().flush()?;
        let mut answer = String::new();
        stdin().lock().read_line(&mut answer)?;
        if !matches!(answer.trim(), "y" | "yes") {
            bail!("nothing was changed");
        }
        Ok(())
    }
}
