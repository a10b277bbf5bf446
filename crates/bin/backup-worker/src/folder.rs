//! The work folder: configuration of pgBackRest, locks, the standing, restores in progress.

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::cluster;

/// Only the process and the server, which has the same user, may look inside.
const PRIVATE: u32 = 0o700;
/// Names of temporary folders.
const PREFIX: &str = "r";
const RANDOM: usize = 6;
/// Locked while temporary folders are created or removed.
const LOCK: &str = "temporary.lock";

pub(crate) fn create(folder: &Path) -> Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(PRIVATE)
        .create(folder)
        .with_context(|| format!("cannot create {}", folder.display()))
}

/// A folder that is removed with its value. Its path is short, because that of a socket must be.
#[derive(Debug)]
pub(crate) struct Temporary {
    folder: TempDir,
    /// Ends with the process, however that ends. So nobody removes a folder that is used.
    _lock: File,
}

impl Temporary {
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

pub(crate) fn temporary(folder: &Path) -> Result<Temporary> {
    create(folder)?;
    // Nobody looks between the two steps.
    let _all = lock(&folder.join(LOCK))?;
    let made = || {
        let made = tempfile::Builder::new()
            .prefix(PREFIX)
            .rand_bytes(RANDOM)
            .tempdir_in(folder)?;
        let lock = File::open(made.path())?;
        lock.lock()?;
        Ok::<_, io::Error>(Temporary {
            folder: made,
            _lock: lock,
        })
    };
    made().with_context(|| format!("cannot create a folder in {}", folder.display()))
}

/// Removes the temporary folders of processes that were killed, and ends the servers in them. Returns
/// the number of folders.
pub(crate) fn sweep(folder: &Path) -> Result<usize> {
    create(folder)?;
    let _all = lock(&folder.join(LOCK))?;
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_temporary = name.len() == PREFIX.len() + RANDOM
            && name.as_encoded_bytes().starts_with(PREFIX.as_bytes())
            && entry.file_type()?.is_dir();
        if is_temporary && File::open(entry.path())?.try_lock().is_ok() {
            let path = entry.path();
            cluster::end_abandoned(&path.join("data"));
            let gone = fs::remove_dir_all(&path);
            gone.with_context(|| format!("cannot remove {}", path.display()))?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Waits until no other process has this file locked. The lock ends with the value.
pub(crate) fn lock(path: &Path) -> Result<File> {
    let locked = || {
        let mut options = File::options();
        let file = options.append(true).create(true).mode(0o600).open(path)?;
        file.lock()?;
        Ok::<_, io::Error>(file)
    };
    locked().with_context(|| format!("cannot lock {}", path.display()))
}

/// Replaces a file as a whole, if it differs. Readers see the old or the new one.
pub(crate) fn replace(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let write = || {
        // Only the owner may read it. Each process has a file of its own.
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new()
            .suffix(".new")
            .tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok::<_, io::Error>(())
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{lock, replace, sweep, temporary};

    #[test]
    fn only_folders_of_processes_that_are_gone_are_removed() {
        let work = tempfile::tempdir().unwrap();
        let used = temporary(work.path()).unwrap();
        let left = work.path().join("rAbCdEf");
        let other = work.path().join("repository");
        for folder in [&left, &other] {
            std::fs::create_dir(folder).unwrap();
            std::fs::write(folder.join("file"), "").unwrap();
        }
        assert_eq!(sweep(work.path()).unwrap(), 1);
        assert!(used.path().exists() && other.exists() && !left.exists());
        let path = used.path().to_owned();
        drop(used);
        assert!(!path.exists());
    }

    #[test]
    fn many_writers_leave_one_whole_file() {
        let work = tempfile::tempdir().unwrap();
        let counter = work.path().join("counter");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..25 {
                        let _locked = lock(&work.path().join("lock")).unwrap();
                        let count = std::fs::read_to_string(&counter).unwrap_or_default();
                        let count: u32 = count.parse().unwrap_or(0);
                        replace(&counter, &(count + 1).to_string()).unwrap();
                    }
                });
            }
        });
        assert_eq!(std::fs::read_to_string(&counter).unwrap(), "200");
        assert_eq!(std::fs::read_dir(work.path()).unwrap().count(), 2);
    }
}
