//! Configuration and finished exports, which are files. They go into the same repository, encrypted
//! with the same key, as one archive for each backup.

use std::{collections::BTreeMap, fs::File, path::Path};

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde::Deserialize;
use tokio::process::Command;

use crate::{
    folder,
    info::{self, Backup},
    pgbackrest::PgBackRest,
    settings::Settings,
    space,
};

/// The folder in the repository.
const PLACE: &str = "packed";
const ENDING: &str = ".tar.gz";
/// tar's code if files changed or disappeared while it read them, as those of exports do.
const FILES_CHANGED: i32 = 1;
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// How many archives of finished exports are kept: each one has all of them.
const FILES_KEPT: usize = 2;

/// Packs the tenants' files and, if exports are in a folder, that folder. Then removes archives that no
/// restore needs: tenants' files from before the oldest backup, and files but for the newest two.
pub(crate) async fn pack(settings: &Settings, repository: &PgBackRest<'_>) -> Result<()> {
    let stamp = stamp(lifecycle::clock::now());
    let tenants = &settings.tenants_dir;
    put(settings, repository, "tenants", tenants, &stamp).await?;
    if let Some(files) = settings.files_dir.as_ref().filter(|files| files.exists()) {
        put(settings, repository, "files", files, &stamp).await?;
    }
    let backups = info::backups(repository).await?;
    let oldest = backups.first().map(Backup::ended_at);
    let oldest = oldest.map(Timestamp::from_second).transpose()?;
    for name in expired(&archives(repository).await?, oldest.map(self::stamp)) {
        let name = format!("{PLACE}/{name}");
        repository.run(&["repo-rm", &name]).await?;
    }
    Ok(())
}

fn stamp(at: Timestamp) -> String {
    at.strftime(STAMP).to_string()
}

async fn put(
    settings: &Settings,
    repository: &PgBackRest<'_>,
    what: &str,
    from: &Path,
    stamp: &str,
) -> Result<()> {
    folder::create(&settings.folder)?;
    let bytes = space::used(from)?;
    space::require(&settings.folder, bytes, "the archive of files", space::WORK)?;
    let here = folder::temporary(&settings.folder)?;
    let archive = here.path().join("archive");
    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(&archive).arg("-C").arg(from).arg(".");
    process::programs::output_or(&mut tar, FILES_CHANGED)
        .await
        .with_context(|| format!("{} cannot be packed", from.display()))?;
    let name = format!("{PLACE}/{what}-{stamp}{ENDING}");
    let mut put = repository.command();
    put.args(["repo-put", &name]);
    process::programs::reading(&mut put, File::open(archive)?).await?;
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
    parts(name).map(|(_, stamp)| stamp)
}

/// What is in the archive, and when it was packed.
fn parts(name: &str) -> Option<(&str, &str)> {
    name.strip_suffix(ENDING)?.split_once('-')
}

/// The archives of one sort.
fn of<'a>(names: &'a [String], what: &str) -> Vec<&'a String> {
    let is_wanted = |name: &&String| parts(name).is_some_and(|(found, _)| found == what);
    names.iter().filter(is_wanted).collect()
}

/// A restore to the end of the oldest backup needs the tenants' files that were packed before.
fn expired(names: &[String], oldest: Option<String>) -> Vec<&String> {
    let is_older = |name: &&String| stamp_of(name) < oldest.as_deref();
    let mut tenants: Vec<&String> = of(names, "tenants").into_iter().filter(is_older).collect();
    tenants.pop();
    let mut files = of(names, "files");
    files.truncate(files.len().saturating_sub(FILES_KEPT));
    [tenants, files].concat()
}

/// The archives for a restore to `at`, or to the latest instant. Files of exports are only added to and
/// removed, so those of a later time are better than none.
fn wanted(names: &[String], at: Option<Timestamp>) -> Result<Vec<&String>> {
    let until = at.map(stamp);
    let is_old = |name: &&&String| match (&until, stamp_of(name)) {
        (Some(until), Some(stamp)) => stamp <= until.as_str(),
        _ => true,
    };
    let tenants = of(names, "tenants");
    let found = tenants.iter().rfind(is_old).with_context(|| {
        let first = tenants.first().and_then(|name| stamp_of(name));
        let first = first.map_or_else(String::new, |first| format!("; the first is of {first}"));
        format!("the repository has no tenants' files from before this instant{first}")
    })?;
    let files = of(names, "files");
    let files = files.iter().rfind(is_old).or(files.first());
    Ok([Some(found), files]
        .into_iter()
        .flatten()
        .copied()
        .collect())
}

/// Unpacks tenants' files and finished exports into folders below `to`. Returns the names of their
/// archives.
pub(crate) async fn unpack(
    settings: &Settings,
    repository: &PgBackRest<'_>,
    at: Option<Timestamp>,
    to: &Path,
) -> Result<Vec<String>> {
    let names = archives(repository).await?;
    let mut unpacked = Vec::new();
    for name in wanted(&names, at)? {
        let folder = to.join(parts(name).map_or("", |(what, _)| what));
        folder::create(&folder)?;
        let mut tar = Command::new("tar");
        tar.arg("-xz").arg("-C").arg(&folder);
        read(settings, repository, name, &mut tar).await?;
        unpacked.push(name.clone());
    }
    Ok(unpacked)
}

/// Reads the newest archive of each sort, which pgBackRest does not verify.
pub(crate) async fn verify(settings: &Settings, repository: &PgBackRest<'_>) -> Result<()> {
    let names = archives(repository).await?;
    for what in ["tenants", "files"] {
        if let Some(name) = of(&names, what).last() {
            let mut list = Command::new("tar");
            list.arg("-tz");
            let listed = read(settings, repository, name, &mut list).await?;
            ensure!(!listed.is_empty(), "{name} is damaged: it is empty");
        }
    }
    Ok(())
}

/// Lets tar read an archive from the repository. Returns what it printed.
async fn read(
    settings: &Settings,
    repository: &PgBackRest<'_>,
    name: &str,
    tar: &mut Command,
) -> Result<String> {
    let mut get = repository.command();
    get.args(["repo-get", &format!("{PLACE}/{name}")])
        // pgBackRest knows the key only of its own files.
        .env(
            "PGBACKREST_CIPHER_PASS",
            settings.repository.key.expose_secret(),
        );
    let read = process::programs::piped(&mut get, tar).await;
    read.with_context(|| format!("{name} is damaged or cannot be read from the repository"))
}

#[cfg(test)]
mod tests {
    use super::{expired, stamp_of};

    fn names() -> Vec<String> {
        let days = ["01", "02", "03", "04"];
        let of =
            |day| ["files", "tenants"].map(|what| format!("{what}-202612{day}T010203Z.tar.gz"));
        days.into_iter().flat_map(of).collect()
    }

    #[test]
    fn the_stamp_of_an_archive_orders_it() {
        let stamp = stamp_of("tenants-20261202T010203Z.tar.gz");
        assert_eq!(stamp, Some("20261202T010203Z"));
        assert!(stamp < stamp_of("files-20261203T010203Z.tar.gz"));
        assert_eq!(stamp_of("something"), None);
    }

    #[test]
    fn what_a_restore_may_need_is_kept() {
        let names = names();
        let expired = |oldest: &str| expired(&names, Some(oldest.to_owned()));
        let files = [&names[0], &names[2]];
        assert_eq!(expired("20261101T000000Z"), files);
        assert_eq!(expired("20261202T000000Z"), files, "the tenants of the 1st");
        let both = [&names[1], &names[3], &names[0], &names[2]];
        assert_eq!(expired("20261204T000000Z"), both, "all but the 3rd and 4th");
        assert_eq!(super::expired(&names, None), files);
        assert!(super::expired(&[], None).is_empty());
    }

    #[test]
    fn a_restore_takes_the_files_of_its_instant() {
        let names = names();
        let wanted = |at: &str| super::wanted(&names[2..], Some(at.parse().unwrap()));
        assert_eq!(
            wanted("2026-12-03T12:00:00Z").unwrap(),
            [&names[5], &names[4]]
        );
        let before = wanted("2026-12-02T00:00:00Z").unwrap_err().to_string();
        assert!(
            before.ends_with("the first is of 20261202T010203Z"),
            "{before}"
        );
        assert_eq!(super::wanted(&names, None).unwrap(), [&names[7], &names[6]]);
        let only_late_files = [&names[4..5], &names[3..4]].concat();
        let at = "2026-12-02T12:00:00Z".parse().unwrap();
        assert_eq!(super::wanted(&only_late_files, Some(at)).unwrap().len(), 2);
        assert!(super::wanted(&[], None).is_err());
    }
}
