//! Free space, looked at before something large is written: PostgreSQL stops when its disk is full.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

/// What a person can do if the work folder is too small.
pub(crate) const WORK: &str =
    "make room there, or set ESPEJO_BACKUP_WORK_DIR to a folder of a larger file system";

/// Fails if the file system of this folder has fewer bytes free. `what` needs them, and `remedy` says
/// what a person can do.
pub(crate) fn require(folder: &Path, bytes: u64, what: &str, remedy: &str) -> Result<()> {
    let found = rustix::fs::statvfs(folder);
    let found = found.with_context(|| format!("{} cannot be looked at", folder.display()))?;
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    ensure!(
        bytes <= free,
        "{what} needs {} in {}, where {} are free: {remedy}",
        shown(bytes),
        folder.display(),
        shown(free)
    );
    Ok(())
}

/// Bytes of the files below a folder. They may come and go meanwhile.
pub(crate) fn used(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            match entry.metadata() {
                Ok(found) if found.is_dir() => folders.push(entry.path()),
                Ok(found) => bytes += found.len(),
                Err(_) => {}
            }
        }
    }
    Ok(bytes)
}

fn shown(bytes: u64) -> String {
    const MEGABYTE: u64 = 1_000_000;
    format!("{} MB", bytes.div_ceil(MEGABYTE))
}

#[cfg(test)]
mod tests {
    use super::{require, shown, used};

    #[test]
    fn a_folder_without_enough_space_is_refused_with_both_figures() {
        let folder = std::env::temp_dir();
        require(&folder, 1, "a restore", "make room").unwrap();
        let refused = require(&folder, u64::MAX, "a restore", "make room").unwrap_err();
        let said = refused.to_string();
        assert!(
            said.starts_with("a restore needs 18446744073710 MB in "),
            "{said}"
        );
        assert!(said.ends_with(" MB are free: make room"), "{said}");
        assert_eq!(shown(1), "1 MB");
    }

    #[test]
    fn files_in_folders_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("below")).unwrap();
        std::fs::write(folder.path().join("a"), "123").unwrap();
        std::fs::write(folder.path().join("below/b"), "4567").unwrap();
        assert_eq!(used(folder.path()).unwrap(), 7);
    }
}
