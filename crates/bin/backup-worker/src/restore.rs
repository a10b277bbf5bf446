//! Restores: the whole server, or one tenant at an instant beside the others.

mod server;
mod tenant;

use std::{fs, path::Path, sync::Arc};

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use tenants::{LiveTenants, Tenant, Tenants};

pub(crate) use self::{server::server, tenant::tenant};
use crate::{
    cluster::{Cluster, Wal},
    folder::{self, Temporary},
    info::{self, Backup},
    pgbackrest::PgBackRest,
    server::{MAINTENANCE, Server},
    settings::Settings,
    space,
};

/// As pgBackRest reads it.
const INSTANT: &str = "%Y-%m-%d %H:%M:%S%.6f+00";
/// What pgBackRest says if the database that it is to restore alone is not in the backup.
const NO_SUCH_DATABASE: &str = "[080]";

/// A restored server in a folder of its own.
#[derive(Debug)]
pub(crate) struct Restored {
    pub(crate) cluster: Cluster,
    /// Removed with the value.
    _folder: Temporary,
}

impl Restored {
    /// Restores as of this instant, or the latest that is archived; only the databases of one tenant
    /// if it is named.
    pub(crate) async fn of(
        settings: &Settings,
        at: Option<Timestamp>,
        only: Option<&Tenant>,
    ) -> Result<Self> {
        require_room(settings, only).await?;
        let folder = folder::temporary(&settings.folder)?;
        let data = folder.path().join("data");
        copy(settings, &data, at, only).await?;
        let like = Server::of(&settings.server);
        let wal = match only {
            Some(_) => Wal::DroppedOfOne,
            None => Wal::Dropped,
        };
        let cluster = Cluster::start(&like, &data, folder.path(), wal).await?;
        Ok(Self {
            cluster,
            _folder: folder,
        })
    }
}

/// A tenant needs room for the restored database and for its dump; the copies of the other databases
/// are empty.
async fn require_room(settings: &Settings, only: Option<&Tenant>) -> Result<()> {
    folder::create(&settings.folder)?;
    let bytes = match only {
        None => largest(&PgBackRest::configure(settings)?).await?,
        Some(tenant) => 2 * size(&Server::of(&settings.server), &tenant.database.name).await?,
    };
    space::require(&settings.folder, bytes, "the restored copy", space::WORK)
}

/// Bytes of the databases in the largest backup.
async fn largest(repository: &PgBackRest<'_>) -> Result<u64> {
    let backups = info::backups(repository).await?;
    let bytes = backups.iter().map(Backup::bytes).max();
    let bytes = bytes.context("the repository has no backup")?;
    Ok(u64::try_from(bytes)?)
}

/// Bytes of a database.
async fn size(server: &Server, database: &str) -> Result<u64> {
    let bytes: i64 = server
        .with(MAINTENANCE, async |client| {
            let size = "select pg_database_size($1)";
            Ok(client.query_one(size, &[&database]).await?.try_get(0)?)
        })
        .await?;
    Ok(u64::try_from(bytes)?)
}

async fn copy(
    settings: &Settings,
    data: &Path,
    at: Option<Timestamp>,
    only: Option<&Tenant>,
) -> Result<()> {
    let Some(only) = only else {
        return copy_of(settings, data, at, None).await;
    };
    match copy_of(settings, data, at, Some(only)).await {
        // The tenant came after the backup. All about it is in the WAL, which only whole copies take.
        Err(error) if error.to_string().contains(NO_SUCH_DATABASE) => {
            fs::remove_dir_all(data)?;
            require_room(settings, None).await?;
            copy_of(settings, data, at, None).await
        }
        copied => copied,
    }
}

async fn copy_of(
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
    restore.extend(only.map(|tenant| format!("--db-include={}", tenant.database.name)));
    if let Some(at) = at {
        restore.push("--type=time".to_owned());
        restore.push(format!("--target={}", at.strftime(INSTANT)));
        restore.push("--target-action=promote".to_owned());
    }
    let restore: Vec<&str> = restore.iter().map(String::as_str).collect();
    repository.run(&restore).await?;
    Ok(())
}

/// A restore is urgent, so a bad file stops only its own tenant.
pub(crate) fn usable(settings: &Settings) -> Result<Arc<Tenants>> {
    Ok(LiveTenants::open(&settings.tenants_dir, |_| Ok(()))?.now())
}

/// The tenants whose databases are on the server that is backed up.
pub(crate) fn on_this_server(tenants: &Tenants) -> impl Iterator<Item = &Arc<Tenant>> {
    let tenants = tenants.iter();
    tenants.filter(|tenant| tenant.database.url.is_none())
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
    let tenant = found.cloned().with_context(known)?;
    ensure!(
        tenant.database.url.is_none(),
        "{name} has a PostgreSQL server of its own, which this backup does not have; use the backups of that server"
    );
    Ok(tenant)
}
