//! The database of one tenant as one file of `pg_dump`, for a tenant who leaves.

use std::{fs::File, os::unix::fs::OpenOptionsExt, path::Path};

use anyhow::{Context, Result};
use tenants::Tenant;

use crate::{server::Server, settings::Settings};

/// Writes the file, which must not exist, and reads it again. It is not encrypted. Returns its size.
pub(crate) async fn write(settings: &Settings, tenant: &Tenant, to: &Path) -> Result<u64> {
    let mut options = File::options();
    let file = options.write(true).create_new(true).mode(0o600).open(to);
    let file = file.with_context(|| format!("cannot create {}", to.display()))?;
    let live = Server::of(&settings.server);
    let mut save = live.program("pg_dump");
    save.args(["--format=custom", "--file"])
        .arg(to)
        .arg(&tenant.database.name);
    let mut read = live.program("pg_restore");
    // All of it, into nothing.
    read.args(["--file=/dev/null"]).arg(to);
    let written = async {
        process::programs::output(&mut save).await?;
        process::programs::output(&mut read).await
    };
    if let Err(error) = written.await {
        let _ = std::fs::remove_file(to);
        return Err(error);
    }
    Ok(file.metadata()?.len())
}
