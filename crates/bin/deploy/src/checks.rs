//! What must hold before anything is changed.

use std::path::Path;

use anyhow::{Result, ensure};
use process::programs::output;
use tokio::process::Command;

use crate::{
    api::Tenant,
    installation::{Installation, SERVICES},
    package, services, systemd,
};

/// The files of the tenants, as a version of core-api reads them.
pub(crate) async fn configuration(installation: &Installation, version: &str) -> Result<String> {
    let unit = systemd::unit("core-api").await?;
    let program = installation.program(version, "core-api");
    let said = systemd::run(&unit, &program, &["tenants", "check"]).await?;
    let good = said.lines().filter(|line| line.ends_with(": good"));
    Ok(format!("{} tenants are good", good.count()))
}

/// Each service is ready, no tenant's latest run has failed, and there is space for the new version.
pub(crate) async fn state(
    installation: &Installation,
    active: &[String],
    tenants: &[Tenant],
) -> Result<String> {
    let http = services::client()?;
    for service in active {
        services::page(installation, &http, service, "/ready").await?;
    }
    let mut running = 0;
    for tenant in tenants {
        let run = tenant.latest_run().await?;
        let (host, failure) = (&tenant.host, &run["failure"]);
        ensure!(
            run["state"] != "failed",
            "{host}: the latest run has failed: {failure}"
        );
        running += usize::from(run["state"] == "requested" || run["state"] == "running");
    }
    let versions = installation.versions();
    let current = package::bytes(&versions.join("current").canonicalize()?)?;
    // The package, packed and unpacked.
    let needed = current * 2;
    let free = free_bytes(&versions)?;
    ensure!(
        free >= needed,
        "{} has {free} bytes free, and a deploy needs {needed}",
        versions.display()
    );
    // A run that loses its worker goes on in the next one.
    Ok(format!(
        "{} services are ready, {running} runs of {} tenants go on after the restart",
        active.len(),
        tenants.len()
    ))
}

fn free_bytes(folder: &Path) -> Result<u64> {
    let file_system = rustix::fs::statvfs(folder)?;
    Ok(file_system.f_bavail.saturating_mul(file_system.f_frsize))
}

/// The programs are of the wanted version and accept the configuration; the databases are not newer.
pub(crate) async fn new_version(installation: &Installation, version: &str) -> Result<String> {
    for name in SERVICES {
        let program = installation.program(version, name);
        let said = output(Command::new(&program).arg("--version").env_clear()).await?;
        let said = said.trim();
        ensure!(
            said == format!("{name} {version}"),
            "{} says `{said}`",
            program.display()
        );
    }
    configuration(installation, version).await?;
    let unit = systemd::unit("migrate").await?;
    let program = installation.program(version, "core-api");
    let said = systemd::run(&unit, &program, &["migrate", "--dry-run"]).await?;
    let lines: Vec<_> = said.lines().collect();
    Ok(lines.join("; "))
}
