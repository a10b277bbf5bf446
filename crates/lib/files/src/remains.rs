//! Removes incomplete files of dead processes. In S3 a rule of the bucket does this
//! (`AbortIncompleteMultipartUpload`); on a disk nothing else does.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::{Error, Files, path};

/// A file without writes for so long belongs to a dead attempt. The limit is long because a
/// workbook is begun with its first row and written after its last.
const DEAD_AFTER: Duration = Duration::from_hours(6);

impl Files {
    /// Removes the incomplete files below a folder, and empty folders.
    pub fn remove_remains(&self, folder: &str) -> Result<(), Error> {
        let Some(root) = self.folder() else {
            return Ok(());
        };
        let folder = root.join(path(folder)?.to_string());
        match remove_in(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Error::Setup(format!("{}: {error}", folder.display())))
            }
            _ => Ok(()),
        }
    }
}

fn remove_in(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let found = entry.metadata()?;
        if found.is_dir() {
            remove_in(&entry.path())?;
            // A folder that is not empty stays.
            let _ = fs::remove_dir(entry.path());
        } else if is_half(&entry.file_name().to_string_lossy())
            && matches!(found.modified().map(|at| at.elapsed()), Ok(Ok(age)) if age > DEAD_AFTER)
        {
            tracing::info!(path = %entry.path().display(), "removing an incomplete file of a dead attempt");
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// A file under way is named `<name>#<number>`.
fn is_half(name: &str) -> bool {
    let number = name.rsplit_once('#').map(|(_, number)| number);
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}
