//! Configuration and finished exports, which are files. They go into the same repository, encrypted
//! with the same key, as one archive for each backup.

use std::{collections::BTreeMap, fs::File, path::Path};

use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use serde::Deserialize;
use tokio::process::Command;

use crate::{folder, pgbackrest::PgBackRest, programs, settings::Settings};

/// The folder in the repository.
const PLACE: &str = "packed";
const ENDING: &str = ".tar.gz";
/// tar's code if files changed or disappeared while it read them, as those of exports do.
const FILES_CHANGED: i32 = 1;
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// Packs the tenants' files and, if exports are in a folder, that folder. Removes archives that are
/// older than backups are kept.
pub(crate) async fn pack(settings: &Settings, repository: &PgBackRest<'_>) -> Result<()> {
    let now = lifecycle::clock::now();
    let stamp = now.strftime(STAMP).to_string();
    put(
        settings,
        repository,
        "tenants",
        &settings.tenants_dir,
        &stamp,
    )
    .await?;
    if let Some(files) = settings.files_dir.as_ref().filter(|files| files.exists()) {
        put(settings, repository, "files", files, &stamp).await?;
    }
    let kept = SignedDuration::from_hours(i64::from(settings.repository.keep_days) * 24);
    expire(repository, now - kept).await
}

async fn put(
    settings: &Settings,
    repository: &PgBackRest<'_>,
    what: &str,
    from: &Path,
    stamp: &str,
) -> Result<()> {
    let here = folder::temporary(&settings.folder)?;
    let archive = here.path().join("archive");
    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(&archive).arg("-C").arg(from).arg(".");
    programs::output_or(&mut tar, FILES_CHANGED)
        .await
        .with_context(|| format!("{} cannot be packed", from.display()))?;
    let name = format!("{PLACE}/{what}-{stamp}{ENDING}");
    let mut put = repository.command();
    put.args(["repo-put", &name]);
    programs::reading(&mut put, File::open(archive)?).await?;
    Ok(())
}

#[derive(Debug, Deserialize)]
struct Entry {
    #[serde(rename = "type")]
    kind: String,
}

/// The names of the archives, oldest first.
async fn archives(repository: &PgBackRest<'_>) -> Result<Vec<String>> {
    let listed = repository.run(&["repo-ls", "--output=json", PLACE]).await?;
    let found: BTreeMap<String, Entry> =
        serde_json::from_str(&listed).context("pgbackrest repo-ls is not understood")?;
    let mut names: Vec<String> = found
        .into_iter()
        .filter(|(name, entry)| entry.kind == "file" && stamp_of(name).is_some())
        .map(|(name, _)| name)
        .collect();
    names.sort_by(|left, right| stamp_of(left).cmp(&stamp_of(right)));
    Ok(names)
}

fn stamp_of(name: &str) -> Option<&str> {
    name.strip_suffix(ENDING)?
        .split_once('-')
        .map(|(_, stamp)| stamp)
}

async fn expire(repository: &PgBackRest<'_>, before: Timestamp) -> Result<()> {
    let before = before.strftime(STAMP).to_string();
    for name in archives(repository).await? {
        if stamp_of(&name).is_some_and(|stamp| stamp < before.as_str()) {
            repository
                .run(&["repo-rm", &format!("{PLACE}/{name}")])
                .await?;
        }
    }
    Ok(())
}

/// Unpacks the newest archive of each sort, or the newest one that is not younger than `at`, into
/// folders below `to`. Returns their names.
pub(crate) async fn unpack(
    settings: &Settings,
    repository: &PgBackRest<'_>,
    at: Option<Timestamp>,
    to: &Path,
) -> Result<Vec<String>> {
    let until = at.map(|at| at.strftime(STAMP).to_string());
    let names = archives(repository).await?;
    let mut unpacked = Vec::new();
    for what in ["tenants", "files"] {
        let is_wanted = |name: &&String| {
            let is_old = match (&until, stamp_of(name)) {
                (Some(until), Some(stamp)) => stamp <= until.as_str(),
                _ => true,
            };
            name.starts_with(&format!("{what}-")) && is_old
        };
        let Some(name) = names.iter().rfind(is_wanted) else {
            continue;
        };
        let folder = to.join(what);
        folder::create(&folder)?;
        let here = folder::temporary(&settings.folder)?;
        let archive = here.path().join("archive");
        let mut get = repository.command();
        get.args(["repo-get", &format!("{PLACE}/{name}")])
            // pgBackRest knows the key only of its own files.
            .env(
                "PGBACKREST_CIPHER_PASS",
                settings.repository.key.expose_secret(),
            )
            .stdout(File::create(&archive)?);
        let status = get.kill_on_drop(true).status().await?;
        ensure!(
            status.success(),
            "{name} cannot be read from the repository"
        );
        let mut tar = Command::new("tar");
        tar.arg("-xzf").arg(&archive).arg("-C").arg(&folder);
        programs::output(&mut tar).await?;
        unpacked.push(name.clone());
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use super::stamp_of;

    #[test]
    fn the_stamp_of_an_archive_orders_it() {
        let stamp = stamp_of("tenants-20261202T010203Z.tar.gz");
        assert_eq!(stamp, Some("20261202T010203Z"));
        assert!(stamp < stamp_of("files-20261203T010203Z.tar.gz"));
        assert_eq!(stamp_of("something"), None);
    }
}
