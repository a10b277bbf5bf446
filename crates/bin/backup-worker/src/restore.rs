//! Restores: the whole server, or one tenant at an instant beside the others.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use tempfile::TempDir;
use tenants::{LiveTenants, Tenant, Tenants};

use crate::{
    backup, checks,
    cluster::Cluster,
    folder, packing,
    pgbackrest::PgBackRest,
    server::{MAINTENANCE, Server},
    settings::Settings,
    swap,
};

/// As pgBackRest reads it.
const INSTANT: &str = "%Y-%m-%d %H:%M:%S%.6f+00";

/// A restored server in a folder of its own.
#[derive(Debug)]
pub(crate) struct Restored {
    pub(crate) cluster: Cluster,
    /// Removed with the value.
    _folder: TempDir,
}

impl Restored {
    /// Restores as of this instant, or the latest that is archived; only the databases of one tenant
    /// if it is named.
    pub(crate) async fn of(
        settings: &Settings,
        at: Option<Timestamp>,
        only: Option<&Tenant>,
    ) -> Result<Self> {
        let folder = folder::temporary(&settings.folder)?;
        let data = folder.path().join("data");
        copy(settings, &data, at, only).await?;
        let like = Server::of(&settings.server);
        let cluster = Cluster::start(&like, &data, folder.path()).await?;
        Ok(Self {
            cluster,
            _folder: folder,
        })
    }
}

async fn copy(
    settings: &Settings,
    data: &Path,
    at: Option<Timestamp>,
    only: Option<&Tenant>,
) -> Result<()> {
    folder::create(data)?;
    let repository = PgBackRest::configure(settings)?;
    let mut restore = vec![
        "restore".to_owned(),
        format!("--pg1-path={}", data.display()),
        // Tablespaces of the original server must not be written to.
        format!("--tablespace-map-all={}-tablespaces", data.display()),
    ];
    restore.extend(only.map(|tenant| format!("--db-include={}", tenant.database)));
    if let Some(at) = at {
        restore.push("--type=time".to_owned());
        restore.push(format!("--target={}", at.strftime(INSTANT)));
        restore.push("--target-action=promote".to_owned());
    }
    let restore: Vec<&str> = restore.iter().map(String::as_str).collect();
    repository.run(&restore).await?;
    Ok(())
}

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
    let unpacked = packing::unpack(settings, &repository, at, &to).await?;
    let data = to.join("data");
    copy(settings, &data, at, None).await?;
    let socket = folder::temporary(&settings.folder)?;
    let like = Server::of(&settings.server);
    let cluster = Cluster::start(&like, &data, socket.path()).await?;
    let mut said = vec![format!("unpacked: {}", unpacked.join(", "))];
    // The tenants' files of this machine may be lost, too.
    let mut settings = settings.clone();
    settings.tenants_dir = to.join("tenants");
    let tenants = usable(&settings)?;
    let faults = tenants.faults().values().flatten();
    let mut problems: Vec<String> = faults.cloned().collect();
    // A tenant with a problem must not keep the others from being checked and fenced.
    for tenant in tenants.iter() {
        let name = &tenant.name;
        let checked = checks::database(&settings, &cluster.server, tenant).await;
        let outcome = if checked.is_ok() {
            "checked"
        } else {
            "damaged"
        };
        if let Err(error) = checked {
            problems.push(format!("{name}: the check failed: {error:#}"));
        }
        match checks::fence(&settings, &cluster.server, tenant, at).await {
            Ok(fenced) => said.push(format!("{name}: {outcome}; {fenced}")),
            Err(error) => problems.push(format!("{name}: not fenced: {error:#}")),
        }
    }
    cluster.stop(&data).await?;
    forget_recovery(&data)?;
    said.push(format!(
        "start PostgreSQL with the data in {}",
        data.display()
    ));
    ensure!(
        problems.is_empty(),
        "the data is restored, but these tenants have problems; solve them before their services \
         start:\n{}\n{}",
        problems.join("\n"),
        said.join("\n")
    );
    Ok(said)
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

/// Restores one tenant as of an instant into a new database beside the old one, checks it, and swaps
/// both. The other tenants go on.
pub(crate) async fn tenant(
    settings: &Settings,
    tenant: &Arc<Tenant>,
    at: Timestamp,
) -> Result<Vec<String>> {
    let live = Server::of(&settings.server);
    ensure!(at <= lifecycle::clock::now(), "{at} is in the future");
    backup::flush(&live).await?;
    let restored = Restored::of(settings, Some(at), Some(tenant)).await?;
    let server = &restored.cluster.server;
    checks::upgrade(settings, server, tenant).await?;
    checks::database(settings, server, tenant).await?;
    let fenced = checks::fence(settings, server, tenant, Some(at)).await?;
    let new = copy_into(settings, server, &live, tenant).await?;
    let old = swap::swap(&live, &tenant.database, &new).await?;
    Ok(vec![
        format!("{} has the state of {at}; {fenced}", tenant.name),
        format!("the database from before is {old}: drop it when it is no longer needed"),
    ])
}

/// A restore is urgent, so a bad file stops only its own tenant.
fn usable(settings: &Settings) -> Result<Arc<Tenants>> {
    Ok(LiveTenants::open(&settings.tenants_dir, |_| Ok(()))?.now())
}

/// The tenant of a host name or a name.
pub(crate) fn named(settings: &Settings, name: &str) -> Result<Arc<Tenant>> {
    let tenants = usable(settings)?;
    let found = tenants
        .iter()
        .find(|tenant| tenant.host == name || tenant.name == name);
    let known = || {
        let hosts: Vec<&str> = tenants.iter().map(|tenant| tenant.host.as_str()).collect();
        format!("there is no tenant {name}; known: {}", hosts.join(", "))
    };
    found.cloned().with_context(known)
}

/// Copies the restored database into a new one of the live server, and compares every table.
async fn copy_into(
    settings: &Settings,
    from: &Server,
    live: &Server,
    tenant: &Tenant,
) -> Result<String> {
    let database = &tenant.database;
    let new = swap::create_beside(live, database).await?;
    let copied = async {
        let folder = folder::temporary(&settings.folder)?;
        let dump: PathBuf = folder.path().join("dump");
        let jobs = settings.processes.to_string();
        let mut save = from.program("pg_dump");
        save.args([
            "--format=directory",
            "--compress=0",
            "--jobs",
            &jobs,
            "--file",
        ])
        .arg(&dump)
        .arg(database);
        crate::programs::output(&mut save).await?;
        let mut load = live.program("pg_restore");
        load.args(["--exit-on-error", "--jobs", &jobs, "--dbname", &new])
            .arg(&dump);
        crate::programs::output(&mut load).await?;
        let (expected, found) = (
            swap::fingerprint(from, database).await?,
            swap::fingerprint(live, &new).await?,
        );
        let differs: Vec<_> = expected
            .iter()
            .filter(|(table, of)| found.get(*table) != Some(*of))
            .map(|(table, _)| table.as_str())
            .collect();
        ensure!(
            differs.is_empty() && expected.len() == found.len(),
            "the copy differs in {}",
            differs.join(", ")
        );
        Ok(())
    };
    if let Err(error) = copied.await {
        let _ = live
            .with(MAINTENANCE, async |client| {
                let drop = format!("drop database if exists {}", swap::quoted(&new));
                Ok(client.batch_execute(&drop).await?)
            })
            .await;
        return Err(error);
    }
    Ok(new)
}
