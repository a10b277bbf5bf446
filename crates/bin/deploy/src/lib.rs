//! Replaces the programs of an installation on one server, one service after the other, and goes back
//! by itself if that fails. It is a program of its own because it stops and starts the others
//! (docs/decisions/0083).
//!
//! It never changes a table: `core-api migrate` does. It never goes back to an older schema: a release
//! only expands what the one before it uses.

mod api;
mod arguments;
mod checks;
mod installation;
mod notice;
mod package;
mod progress;
mod record;
mod rollback;
mod services;
mod steps;
mod systemd;
mod unit;

use anyhow::Result;

pub use crate::arguments::Arguments;
use crate::{arguments::Command, installation::Installation, record::Lock};

/// Deploys or rolls back. An error means that the wanted version does not run.
pub async fn run(arguments: Arguments) -> Result<()> {
    let installation = Installation::below(&arguments.root);
    // Two at once would restart the services against each other.
    let _lock = Lock::take(&installation)?;
    match &arguments.command {
        Some(Command::Rollback) => {
            arguments.confirm("Go back to the previous version?")?;
            rollback::by_hand(&installation, &arguments).await
        }
        None => {
            let version = arguments.wanted()?;
            let question = format!("Deploy {version}?");
            arguments.confirm(&question)?;
            steps::deploy(&installation, &arguments, version).await
        }
    }
}
