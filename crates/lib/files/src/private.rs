//! Files have books in them, so only the user of the process may read them: folders 0700, files
//! 0600. core-api and export-worker therefore run as the same user.

use std::fs::{self, Metadata, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rustix::fs::Mode;

use crate::Error;

/// The rights of everybody but the owner.
const OTHERS: u32 = 0o077;
const STICKY: u32 = 0o1000;
/// Below it are all files; see the keys of this crate.
const EXPORTS: &str = "exports";

/// Makes the folder if it is missing. What this process creates from now on is only for its user,
/// and what is there already becomes so.
pub(crate) fn prepare(root: &Path) -> Result<(), Error> {
    // Rights that are set after the creation would leave a moment in which others can open the file.
    rustix::process::umask(Mode::from_raw_mode(OTHERS));
    let failed = |error| Error::Setup(format!("{}: {error}", root.display()));
    fs::create_dir_all(root).map_err(failed)?;
    let found = fs::metadata(root).map_err(failed)?;
    if found.permissions().mode() & STICKY != 0 {
        return Err(Error::Setup(format!(
            "{} is shared by several users; files need a folder of their own",
            root.display()
        )));
    }
    tighten(root, &found)?;
    tighten_in(&root.join(EXPORTS))
}

/// A folder and everything in it. Links are not followed.
fn tighten_in(folder: &Path) -> Result<(), Error> {
    // Another process may remove files and empty folders at the same time.
    let Some(found) = present(folder, fs::symlink_metadata(folder))? else {
        return Ok(());
    };
    if found.is_symlink() {
        return Ok(());
    }
    tighten(folder, &found)?;
    if !found.is_dir() {
        return Ok(());
    }
    for entry in present(folder, fs::read_dir(folder))?.into_iter().flatten() {
        if let Some(entry) = present(folder, entry)? {
            tighten_in(&entry.path())?;
        }
    }
    Ok(())
}

fn tighten(path: &Path, found: &Metadata) -> Result<(), Error> {
    let mode = found.permissions().mode();
    if mode & OTHERS == 0 {
        return Ok(());
    }
    let tight = Permissions::from_mode(mode & 0o7777 & !OTHERS);
    match present(path, fs::set_permissions(path, tight)) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::Setup(format!(
            "other users may open {}, and this process may not change that; give it to the user of \
             this process (chown), or take their rights away (chmod go-rwx)",
            path.display()
        ))),
    }
}

fn present<T>(path: &Path, outcome: io::Result<T>) -> Result<Option<T>, Error> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Setup(format!("{}: {error}", path.display()))),
    }
}
