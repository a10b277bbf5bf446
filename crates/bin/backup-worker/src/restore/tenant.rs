//! One tenant's database as of an instant, in the running server.

use std::{path::PathBuf, sync::Arc};

use anyhow::{Result, ensure};
use jiff::Timestamp;
use tenants::Tenant;

use super::{Restored, size};
use crate::{
    backup, checks, folder,
    server::Server,
    settings::Settings,
    space,
    swap::{self, Begun},
};

const REMEDY: &str = "drop databases that are no longer needed, such as those from before an earlier \
                      restore, or enlarge the file system";

/// Restores one tenant as of an instant into a new database beside the old one, checks it, and swaps
/// both. The other tenants go on. Once the swap has begun, the command must not be given up.
pub(crate) async fn tenant(
    settings: &Settings,
    tenant: &Arc<Tenant>,
    at: Timestamp,
    begun: &Begun,
) -> Result<Vec<String>> {
    let live = Server::of(&settings.server);
    ensure!(at <= lifecycle::clock::now(), "{at} is in the future");
    let bytes = size(&live, &tenant.database.name).await?;
    space::require(&settings.server.data, bytes, "the new database", REMEDY)?;
    backup::flush(&live).await?;
    let restored = Restored::of(settings, Some(at), Some(tenant)).await?;
    let server = &restored.cluster.server;
    checks::upgrade(settings, server, tenant).await?;
    checks::database(settings, server, tenant).await?;
    let new = swap::create_beside(&live, &tenant.database.name).await?;
    let placed = async {
        copy_into(settings, server, &live, tenant, &new).await?;
        // Numbers of transactions and the time of schedules are those of the running server, so this
        // happens in it, as late as possible.
        let fenced = checks::fence(settings, &live, tenant, &new, Some(at)).await?;
        let old = swap::swap(&live, &tenant.database.name, &new, begun).await?;
        Ok((fenced, old))
    };
    let (fenced, old) = match placed.await {
        Ok(done) => done,
        Err(error) => {
            let _ = swap::drop_database(&live, &new).await;
            return Err(error);
        }
    };
    Ok(vec![
        format!("{} has the state of {at}; {fenced}", tenant.name),
        format!("the database from before is {old}: drop it when it is no longer needed"),
    ])
}

/// Copies the restored database into an empty one of the live server, and compares every table.
async fn copy_into(
    settings: &Settings,
    from: &Server,
    live: &Server,
    tenant: &Tenant,
    new: &str,
) -> Result<()> {
    let database = &tenant.database.name;
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
    process::programs::output(&mut save).await?;
    let mut load = live.program("pg_restore");
    load.args(["--exit-on-error", "--jobs", &jobs, "--dbname", new])
        .arg(&dump);
    process::programs::output(&mut load).await?;
    let (expected, found) = (
        swap::fingerprint(from, database).await?,
        swap::fingerprint(live, new).await?,
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
}
