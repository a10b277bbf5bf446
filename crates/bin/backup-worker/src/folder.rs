//! The work folder: configuration of pgBackRest, locks, the standing, restores in progress.

use std::{
    fs::{self, DirBuilder, File},
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use anyhow::{Context, Result};
use tempfile::TempDir;

/// Only the process and the server, which has the same user, may look inside.
const PRIVATE: u32 = 0o700;

pub(crate) fn create(folder: &Path) -> Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(PRIVATE)
        .create(folder)
        .with_context(|| format!("cannot create {}", folder.display()))
}

/// A folder that is removed with its value. Its path is short, because that of a socket must be.
pub(crate) fn temporary(folder: &Path) -> Result<TempDir> {
    create(folder)?;
    tempfile::Builder::new()
        .prefix("r")
        .tempdir_in(folder)
        .with_context(|| format!("cannot create a folder in {}", folder.display()))
}

/// Replaces a file as a whole, if it differs. Readers see the old or the new one.
pub(crate) fn replace(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let write = || {
        let new = path.with_extension("new");
        let mut options = File::options();
        let mut file = options
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, path)
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}
