//! Checks the files of the tenants.

use std::{io::Write, path::Path};

use anyhow::{anyhow, ensure};
use clap::Subcommand;
use settings::Environment;
use tenants::Tenants;

use crate::app;

#[derive(Debug, Subcommand)]
pub enum TenantCommand {
    /// Read all files as the services do, and print every problem; fail if there is one
    Check,
}

pub fn print(mut env: Environment, command: &TenantCommand) -> anyhow::Result<()> {
    let dir: std::path::PathBuf = env.required("ESPEJO_TENANTS_DIR");
    let dir = env.finish(dir)?;
    let TenantCommand::Check = command;
    let (told, is_good) = check(&dir)?;
    writeln!(std::io::stdout(), "{told}")?;
    ensure!(is_good, "some files have problems");
    Ok(())
}

/// The text to print, and whether all files are good.
pub fn check(dir: &Path) -> anyhow::Result<(String, bool)> {
    let checked = Tenants::check(dir, app::accept);
    let (tenants, bases) = checked.map_err(|error| anyhow!("{error}"))?;
    let mut lines = Vec::new();
    for host in tenants.hosts() {
        match tenants.faults().get(host) {
            None => lines.push(format!("hosts/{host}.toml: good")),
            Some(problems) => lines.extend(problems.iter().cloned()),
        }
    }
    let of_bases = bases.values().flatten().cloned();
    lines.extend(of_bases);
    // A problem of a base is one of each tenant that extends it.
    let mut told: Vec<String> = Vec::new();
    for line in lines {
        if !told.contains(&line) {
            told.push(line);
        }
    }
    if tenants.hosts().is_empty() {
        told.push("hosts: no *.toml file, so there is no tenant".to_owned());
    }
    let is_good = tenants.faults().is_empty() && bases.is_empty() && !tenants.hosts().is_empty();
    Ok((told.join("\n"), is_good))
}
