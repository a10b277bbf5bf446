//! The whole server in a new data folder.

use std::{fs, path::Path};

use anyhow::{Result, ensure};
use jiff::Timestamp;

use super::{copy, largest, on_this_server, usable};
use crate::{
    checks,
    cluster::{Cluster, Wal},
    folder, packing,
    pgbackrest::PgBackRest,
    server::{MAINTENANCE, Server},
    settings::Settings,
    space,
};

/// Restores the whole server into an empty folder: data, configuration and files. Nothing has been
/// started when it returns.
pub(crate) async fn server(
    settings: &Settings,
    to: &Path,
    at: Option<Timestamp>,
) -> Result<Vec<String>> {
    let is_empty = !to.exists() || fs::read_dir(to)?.next().is_none();
    ensure!(is_empty, "{} is not empty", to.display());
    folder::create(to)?;
    let to = to.canonicalize()?;
    let repository = PgBackRest::configure(settings)?;
    let bytes = largest(&repository).await?;
    let remedy = "choose a folder of a larger file system";
    space::require(&to, bytes, "the restored server", remedy)?;
    let unpacked = packing::unpack(settings, &repository, at, &to).await?;
    let data = to.join("data");
    copy(settings, &data, at, None).await?;
    let socket = folder::temporary(&settings.folder)?;
    let like = Server::of(&settings.server);
    let cluster = Cluster::start(&like, &data, socket.path(), Wal::Kept).await?;
    // The tenants' files of this machine may be lost, too.
    let mut settings = settings.clone();
    settings.tenants_dir = to.join("tenants");
    let settled = settle(&settings, &cluster.server, at).await?;
    cluster.stop(&data).await?;
    forget_recovery(&data)?;
    let mut said = vec![format!("unpacked: {}", unpacked.join(", "))];
    said.extend(settled.said);
    said.push(format!(
        "start PostgreSQL with the data in {}",
        data.display()
    ));
    ensure!(
        settled.problems.is_empty(),
        "the data is restored, but these tenants have problems; solve them before their services \
         start:\n{}\n{}",
        settled.problems.join("\n"),
        said.join("\n")
    );
    Ok(said)
}

#[derive(Debug)]
struct Settled {
    said: Vec<String>,
    problems: Vec<String>,
}

/// Upgrades, checks and fences every tenant. One with a problem must not keep the others away.
async fn settle(settings: &Settings, server: &Server, at: Option<Timestamp>) -> Result<Settled> {
    let tenants = usable(settings)?;
    let (mut said, mut problems) = (Vec::new(), Vec::new());
    problems.extend(tenants.faults().values().flatten().cloned());
    // The upgrade needs some, but only a person has the real secrets.
    let passwords = passwords(server).await?;
    let mut others = server.databases().await?;
    for tenant in on_this_server(&tenants) {
        let name = &tenant.name;
        if !others.remove(&tenant.database.name) {
            problems.push(format!(
                "{name}: the backup has no {}",
                tenant.database.name
            ));
            continue;
        }
        if let Err(error) = checks::upgrade(settings, server, tenant).await {
            problems.push(format!("{name}: the upgrade failed: {error:#}"));
        }
        let checked = checks::database(settings, server, tenant).await;
        let outcome = if checked.is_ok() {
            "checked"
        } else {
            "damaged"
        };
        if let Err(error) = checked {
            problems.push(format!("{name}: the check failed: {error:#}"));
        }
        match checks::fence(settings, server, tenant, &tenant.database.name, at).await {
            Ok(fenced) => said.push(format!("{name}: {outcome}; {fenced}")),
            Err(error) => problems.push(format!("{name}: not fenced: {error:#}")),
        }
    }
    server
        .with(MAINTENANCE, async |client| {
            Ok(client.batch_execute(&passwords).await?)
        })
        .await?;
    if !others.is_empty() {
        said.push(format!(
            "neither checked nor fenced, because no tenant's file names them: {}",
            others.into_iter().collect::<Vec<_>>().join(", ")
        ));
    }
    Ok(Settled { said, problems })
}

/// Statements that give each login the password that it has now.
async fn passwords(server: &Server) -> Result<String> {
    let logins = "select coalesce(string_agg(
                      format('alter role %I password %L', rolname, rolpassword), '; '), '')
                  from pg_authid where rolcanlogin";
    server
        .with(MAINTENANCE, async |client| {
            Ok(client.query_one(logins, &[]).await?.try_get(0)?)
        })
        .await
}

/// Settings of the recovery, which is over. Its own settings are all in this file.
fn forget_recovery(data: &Path) -> Result<()> {
    let path = data.join("postgresql.auto.conf");
    let text = fs::read_to_string(&path)?;
    let kept = text.lines().filter(|line| {
        !line.starts_with("restore_command") && !line.starts_with("recovery_target")
    });
    let kept: Vec<&str> = kept.collect();
    folder::replace(&path, &format!("{}\n", kept.join("\n")))
}
