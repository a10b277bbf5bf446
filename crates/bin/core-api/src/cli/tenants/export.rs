//! All that a client has, in one folder: the database, the finished files, the tenant's file, and a
//! manifest with the size and the hash of each.

use std::{
    fs::{self, DirBuilder, File},
    io::{Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use ::files::Files;
use anyhow::{Context, ensure};
use futures::TryStreamExt;
use jiff::Timestamp;
use process::programs;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Access;
use tenants::Tenant;
use tokio::process::Command;

use super::remove::keys;
use crate::{hexadecimal::hexadecimal, settings::RemovalSettings};

const MANIFEST: &str = "manifest.json";
const DUMP: &str = "database.dump";

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Export {
    host: String,
    name: String,
    database: String,
    exported_at: Timestamp,
    files: Vec<Exported>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Exported {
    path: String,
    size_bytes: u64,
    sha256: String,
}

/// Writes the folder, which must not exist, and reads it again. If that fails, there is no folder.
pub(crate) async fn write(
    settings: &RemovalSettings,
    tenant: &Tenant,
    file: &Path,
    files: &Files,
    to: &Path,
) -> anyhow::Result<Export> {
    let place = || format!("cannot create {}", to.display());
    ensure!(!to.exists(), "{} exists already", to.display());
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).with_context(place)?;
    }
    let mut folder = DirBuilder::new();
    folder.mode(0o700).create(to).with_context(place)?;
    let written = fill(settings, tenant, file, files, to).await;
    if written.is_err() {
        let _ = fs::remove_dir_all(to);
    }
    written
}

async fn fill(
    settings: &RemovalSettings,
    tenant: &Tenant,
    file: &Path,
    files: &Files,
    to: &Path,
) -> anyhow::Result<Export> {
    dump(
        &settings.admin,
        settings.programs.as_deref(),
        tenant,
        &to.join(DUMP),
    )
    .await?;
    let own = format!("{}.toml", tenant.host);
    fs::copy(file, to.join(&own)).context("the tenant's file cannot be copied")?;
    let mut paths = vec![DUMP.to_owned(), own];
    for key in keys(files, tenant).await? {
        let path = format!("files/{key}");
        copy(files, &key, &to.join(&path)).await.context(key)?;
        paths.push(path);
    }
    let export = Export {
        host: tenant.host.clone(),
        name: tenant.name.clone(),
        database: tenant.database.name.clone(),
        exported_at: lifecycle::clock::now(),
        files: paths
            .into_iter()
            .map(|path| measured(to, path))
            .collect::<anyhow::Result<_>>()?,
    };
    let mut manifest = create(&to.join(MANIFEST))?;
    manifest.write_all(&serde_json::to_vec_pretty(&export)?)?;
    manifest.sync_all()?;
    Ok(export)
}

/// Dumps the database, then lets `pg_restore` read all of the dump.
async fn dump(
    admin: &Access,
    folder: Option<&Path>,
    tenant: &Tenant,
    to: &Path,
) -> anyhow::Result<()> {
    let program = |name: &str| {
        let path = folder.map(|folder| folder.join(name));
        Command::new(path.unwrap_or_else(|| name.into()))
    };
    create(to)?;
    let mut save = program("pg_dump");
    save.args(["--format=custom", "--file"]).arg(to).envs(
        admin
            .of(&tenant.database)?
            .variables(&tenant.database.name)?,
    );
    programs::output(&mut save).await?;
    let mut read = program("pg_restore");
    read.args(["--no-owner", "--file=/dev/null"]).arg(to);
    let read = programs::output(&mut read).await;
    read.context("the dump cannot be read")?;
    Ok(())
}

async fn copy(files: &Files, key: &str, to: &Path) -> anyhow::Result<()> {
    if let Some(folder) = to.parent() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    let mut file = create(to)?;
    let mut content = files.read(key, None).await?.stream;
    while let Some(bytes) = content.try_next().await? {
        file.write_all(&bytes)?;
    }
    Ok(())
}

/// A new file that only its owner may read.
fn create(path: &Path) -> anyhow::Result<File> {
    let mut options = File::options();
    let file = options.write(true).create_new(true).mode(0o600).open(path);
    file.with_context(|| format!("cannot create {}", path.display()))
}

fn measured(folder: &Path, path: String) -> anyhow::Result<Exported> {
    let mut file = File::open(folder.join(&path)).with_context(|| path.clone())?;
    file.sync_all()?;
    let (mut hash, mut size_bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 65_536];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        size_bytes += u64::try_from(read)?;
    }
    Ok(Exported {
        path,
        size_bytes,
        sha256: hexadecimal(&hash.finalize()),
    })
}

impl Export {
    /// A complete export of this tenant.
    pub(crate) fn open(folder: &Path, tenant: &Tenant) -> anyhow::Result<Self> {
        let manifest = fs::read(folder.join(MANIFEST))
            .with_context(|| format!("{} has no manifest", folder.display()))?;
        let export: Self = serde_json::from_slice(&manifest)?;
        ensure!(
            (&export.host, &export.database) == (&tenant.host, &tenant.database.name),
            "{} is the export of {}",
            folder.display(),
            export.host
        );
        for known in &export.files {
            let now = measured(folder, known.path.clone())?;
            ensure!(now == *known, "{} has changed", known.path);
        }
        Ok(export)
    }

    pub(crate) fn count(&self, folder: &str) -> String {
        let files = self
            .files
            .iter()
            .filter(|file| file.path.starts_with(folder));
        match files.count() {
            1 => "1 finished file".to_owned(),
            count => format!("{count} finished files"),
        }
    }

    pub(crate) fn size_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size_bytes).sum()
    }
}
