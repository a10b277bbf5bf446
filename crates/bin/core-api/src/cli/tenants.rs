//! `tenants`: checks, creates, suspends, renames and removes tenants.

mod create;
mod export;
mod files;
mod left_to_do;
mod remove;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{anyhow, ensure};
use clap::Subcommand;
use settings::Environment;
use tenants::Tenants;
use vault::Vault;

use crate::app;

#[derive(Debug, Subcommand)]
pub enum TenantCommand {
    /// Read all files as the services do, and print every problem; fail if there is one
    Check,
    /// Make a new tenant ready: its database, its first admin and its file; print what is left to do
    Create(create::NewTenant),
    /// Serve a tenant no longer; everything that it has stays
    Suspend { host: String },
    /// Serve a suspended tenant again
    Resume { host: String },
    /// Let a tenant answer to another host name; its name, database and files stay
    Rename {
        host: String,
        #[arg(value_name = "NEW HOST")]
        to: String,
    },
    /// Export everything that a suspended tenant has, then drop its database and remove its files
    Remove {
        host: String,
        /// A folder that does not exist yet, for the database, the files and a manifest
        #[arg(long, value_name = "FOLDER")]
        export_to: PathBuf,
    },
}

pub async fn print(mut env: Environment, command: TenantCommand) -> anyhow::Result<()> {
    let (told, is_good) = match command {
        TenantCommand::Check => {
            let keys = Vault::read(&mut env, tenants::KEY_VARIABLE);
            check(&folder(env)?, keys.as_ref())?
        }
        TenantCommand::Create(new) => (create::create(env, &new).await?, true),
        TenantCommand::Suspend { host } => {
            files::suspend(&folder(env)?, &host)?;
            let told = format!(
                "{host} is suspended: services let it go within seconds. `core-api tenants resume \
                 {host}` serves it again."
            );
            (told, true)
        }
        TenantCommand::Resume { host } => {
            files::resume(&folder(env)?, &host)?;
            let told = format!(
                "{host} is served again within seconds. If Espejo was upgraded meanwhile, run \
                 `core-api migrate` for it: /ready and the log say so."
            );
            (told, true)
        }
        TenantCommand::Rename { host, to } => {
            let keys = Vault::read(&mut env, tenants::KEY_VARIABLE);
            let tenant = files::rename(&folder(env)?, &host, &to, keys.as_ref())?;
            (left_to_do::after_rename(&tenant, &host), true)
        }
        TenantCommand::Remove { host, export_to } => {
            (remove::remove(env, &host, &export_to).await?, true)
        }
    };
    writeln!(std::io::stdout(), "{told}")?;
    ensure!(is_good, "some files have problems");
    Ok(())
}

fn folder(mut env: Environment) -> anyhow::Result<PathBuf> {
    let dir: PathBuf = env.required("ESPEJO_TENANTS_DIR");
    Ok(env.finish(dir)?)
}

/// The text to print, and whether all files are good. With keys it opens encrypted passwords.
pub fn check(dir: &Path, keys: Option<&Vault>) -> anyhow::Result<(String, bool)> {
    let checked = Tenants::check(dir, |tenant| {
        app::accept(tenant)?;
        let opened = keys.map(|keys| tenant.odoo.check_encrypted(Some(keys)));
        opened
            .transpose()
            .map(drop)
            .map_err(|error| error.to_string())
    });
    let (tenants, bases) = checked.map_err(|error| anyhow!("{error}"))?;
    let mut lines = Vec::new();
    for host in tenants.hosts() {
        match tenants.faults().get(host) {
            None => lines.push(format!("hosts/{host}.toml: good")),
            Some(problems) => lines.extend(problems.iter().cloned()),
        }
    }
    let suspended = tenants.suspended().iter();
    lines.extend(suspended.map(|host| format!("suspended/{host}.toml: not served")));
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
