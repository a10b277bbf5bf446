//! Calls `systemctl` and `systemd-run`.

use std::path::Path;

use anyhow::{Context, Result};
use process::programs::output;
use tokio::process::Command;

use crate::unit::Unit;

/// The unit of a service, with the drop-ins of the administrator.
pub(crate) async fn unit(service: &str) -> Result<Unit> {
    let name = name(service);
    let text = systemctl(&["cat", &name]).await?;
    Ok(Unit::parse(&name, &text))
}

/// Reads the units again, which may be others in another version.
pub(crate) async fn read_units() -> Result<()> {
    systemctl(&["daemon-reload"]).await.map(drop)
}

/// Ends the process of a service and starts the current version of it.
pub(crate) async fn restart(service: &str) -> Result<()> {
    systemctl(&["restart", &name(service)]).await.map(drop)
}

/// False also if there is no such unit.
pub(crate) async fn is_active(service: &str) -> Result<bool> {
    let state = ["show", "--property=ActiveState", "--value", &name(service)];
    Ok(systemctl(&state).await?.trim() == "active")
}

fn name(service: &str) -> String {
    format!("espejo-{service}.service")
}

async fn systemctl(arguments: &[&str]) -> Result<String> {
    output(Command::new("systemctl").args(arguments)).await
}

/// Runs a command of a program with the user, the variables and the secrets of a unit, and returns
/// what it printed.
pub(crate) async fn run(unit: &Unit, program: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new("systemd-run");
    command.args(["--quiet", "--pipe", "--wait", "--collect"]);
    for property in unit.properties() {
        command.arg("-p").arg(property);
    }
    command.arg("--").arg(program).args(arguments);
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let what = || format!("{name} {}", arguments.join(" "));
    output(&mut command).await.with_context(what)
}
