//! `tenants remove`: exports all that a client has, reads the export again, and only then drops the
//! database and removes the files.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, anyhow, bail, ensure};
use files::Files;
use futures::TryStreamExt;
use settings::Environment;
use store::{Access, tenant_databases};
use tenants::{Tenant, Tenants};

use super::{
    export::{self, Export},
    files as tenant_files,
};
use crate::settings::RemovalSettings;

/// Services let a suspended tenant go within a few seconds.
const LET_GO: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_millis(500);

pub(crate) async fn remove(mut env: Environment, host: &str, to: &Path) -> anyhow::Result<String> {
    let settings = RemovalSettings::read(&mut env);
    let settings = env.finish(settings)?;
    let (file, tenant) = suspended(&settings.tenants_dir, host)?;
    let admin = settings.admin.of(&tenant.database)?;
    let files = Files::open(&settings.files)?;
    let export = if tenant_databases::exists(&admin, &tenant.database.name).await? {
        exported((&settings, &admin), &tenant, &file, &files, to).await?
    } else {
        // An earlier removal has come so far.
        Export::open(to, &tenant).with_context(|| {
            format!(
                "database {} is gone; name the folder with its export to go on",
                tenant.database.name
            )
        })?
    };
    let again = || {
        format!(
            "the export in {} is complete; run the same command again to go on",
            to.display()
        )
    };
    tenant_databases::remove(&admin, &tenant.database.name)
        .await
        .with_context(again)?;
    for key in keys(&files, &tenant).await.with_context(again)? {
        files.remove(&key).await.with_context(again)?;
    }
    std::fs::remove_file(&file).with_context(again)?;
    Ok(told(&export, &tenant, to))
}

/// From the check that nobody uses the database until it is dropped, nobody may come back and write
/// what the export does not have. If there is no export, the services may connect again.
async fn exported(
    (settings, admin): (&RemovalSettings, &Access),
    tenant: &Tenant,
    file: &Path,
    files: &Files,
    to: &Path,
) -> anyhow::Result<Export> {
    let database = &tenant.database.name;
    tenant_databases::allow(admin, database, false).await?;
    let export = async {
        free(admin, database).await?;
        let export = export::write(settings, tenant, file, files, to).await;
        export.context("nothing was removed")
    };
    let export = export.await;
    if export.is_err() {
        tenant_databases::allow(admin, database, true).await?;
    }
    export
}

fn told(export: &Export, tenant: &Tenant, to: &Path) -> String {
    format!(
        "{host} is removed: database {database}, its logins, {files} and its file. The export is in \
         {to}, {bytes} bytes; manifest.json has the SHA-256 of each file.\n\n\
         Left to do: the DNS record, the name in the proxy, the certificate, the password of Odoo. \
         Backups have the database until they expire.",
        host = tenant.host,
        database = tenant.database.name,
        files = export.count("files/"),
        to = to.display(),
        bytes = export.size_bytes(),
    )
}

fn suspended(dir: &Path, host: &str) -> anyhow::Result<(PathBuf, Tenant)> {
    let served = tenant_files::served(dir, host)?;
    ensure!(
        !served.exists(),
        "{host} is served; first run `core-api tenants suspend {host}`"
    );
    let file = tenant_files::known(tenant_files::suspended(dir, host)?)?;
    let tenant = Tenants::proposed(dir, &file, host, None, |_| Ok(()));
    let tenant = tenant.map_err(|error| anyhow!("{error}"))?;
    Ok((file, Tenant::clone(&tenant)))
}

/// Waits until nobody is connected to the database.
async fn free(admin: &Access, database: &str) -> anyhow::Result<()> {
    let deadline = tokio::time::Instant::now() + LET_GO;
    loop {
        let connected = tenant_databases::connected(admin, database).await?;
        if connected.is_empty() {
            return Ok(());
        }
        if tokio::time::Instant::now() > deadline {
            bail!(
                "nothing was removed: {} still use database {database}",
                connected.join(", ")
            );
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The keys of the tenant's files.
pub(super) async fn keys(files: &Files, tenant: &Tenant) -> anyhow::Result<Vec<String>> {
    let entries = files.list(&format!("exports/{}", tenant.name))?;
    let mut keys: Vec<String> = entries.map_ok(|entry| entry.key).try_collect().await?;
    keys.sort();
    Ok(keys)
}
