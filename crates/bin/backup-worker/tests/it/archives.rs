//! Packed files: tenants' files and finished exports in the repository.

use std::{fs, os::unix::fs::FileExt, path::PathBuf};

use crate::installation::{Installation, chown};

/// The names of the archives, oldest first of each sort.
fn archives(machine: &Installation, what: &str) -> Vec<PathBuf> {
    let packed = machine.path("repository/packed");
    let mut found: Vec<PathBuf> = fs::read_dir(packed)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains(&format!("/{what}-")))
        .collect();
    found.sort();
    found
}

/// Packed on these days of a year long ago.
fn copy_to(machine: &Installation, what: &str, days: &[&str]) {
    let newest = archives(machine, what).pop().unwrap();
    for day in days {
        let old = newest.with_file_name(format!("{what}-201901{day}T000000Z.tar.gz"));
        fs::copy(&newest, &old).unwrap();
        chown(&old);
    }
}

#[tokio::test]
async fn archives_that_no_restore_needs_are_removed() {
    let machine = Installation::create();
    machine.worker(&["backup", "--full"]);
    copy_to(&machine, "tenants", &["01", "02"]);
    copy_to(&machine, "files", &["01", "02"]);
    machine.worker(&["backup"]);
    let tenants = archives(&machine, "tenants");
    assert_eq!(
        tenants.len(),
        3,
        "two backups, and the one before: {tenants:?}"
    );
    assert!(tenants[0].ends_with("tenants-20190102T000000Z.tar.gz"));
    let files = archives(&machine, "files");
    assert_eq!(files.len(), 2, "{files:?}");
    assert!(
        !files[0].to_string_lossy().contains("files-2019"),
        "{files:?}"
    );
}

#[tokio::test]
async fn damage_of_packed_files_is_found() {
    let machine = Installation::create();
    machine.worker(&["backup", "--full"]);
    let archive = archives(&machine, "files").pop().unwrap();
    let whole = fs::read(&archive).unwrap();
    let damaged = fs::File::options().write(true).open(&archive).unwrap();
    damaged.write_at(b"damage", whole.len() as u64 / 2).unwrap();
    assert_damaged(&machine, "files-");
    // The end is missing.
    fs::write(&archive, &whole[..whole.len() / 2]).unwrap();
    assert_damaged(&machine, "files-");
    fs::write(&archive, &whole).unwrap();
    assert_eq!(
        machine.worker(&["verify"]).trim(),
        "the repository is whole"
    );
    fs::write(archives(&machine, "tenants").pop().unwrap(), "").unwrap();
    assert_damaged(&machine, "tenants-");
}

fn assert_damaged(machine: &Installation, archive: &str) {
    let said = machine.refused(&["verify"]);
    assert!(said.contains("the repository is damaged"), "{said}");
    assert!(said.contains(archive), "{said}");
    let standing = fs::read_to_string(machine.path("work/standing.json")).unwrap();
    assert!(standing.contains("is damaged"), "{standing}");
}

#[tokio::test]
async fn without_tenants_files_of_the_instant_nothing_is_copied() {
    let machine = Installation::create();
    machine.worker(&["backup", "--full"]);
    let to = machine.path("restored");
    let restore = ["restore", "--to", to.to_str().unwrap()];
    let at = ["--at", "2019-01-01T00:00:00Z"];
    let said = machine.refused(&[&restore[..], &at].concat());
    assert!(said.contains("no tenants' files from before"), "{said}");
    assert!(!to.join("data").exists() && !to.join("tenants").exists());
}
