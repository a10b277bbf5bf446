//! Files in the store: written beside their place, hashed on the way, and renamed when complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sha2::{Digest, Sha256};

/// What a file under way is called until it is complete.
const PARTIAL: &str = "partial";
/// A partial file that nobody has written to for so long belongs to an attempt that is dead.
const ABANDONED_AFTER: Duration = Duration::from_mins(1);
const BUFFER_BYTES: usize = 1 << 18;

/// A file that is not there yet. Unless it is kept, it disappears with this value.
pub(crate) struct Partial {
    file: BufWriter<File>,
    path: PathBuf,
    place: PathBuf,
    hash: Sha256,
    bytes: u64,
    abort: Arc<AtomicBool>,
    kept: bool,
}

pub(crate) struct Kept {
    pub(crate) bytes: u64,
    /// Lower-case hexadecimal.
    pub(crate) sha256: String,
}

impl Partial {
    /// Begins a file that shall be at `place`, whose folder exists. Every write fails once `abort`
    /// is set.
    pub(crate) fn begin(place: PathBuf, abort: Arc<AtomicBool>) -> io::Result<Self> {
        let path = place.with_added_extension(PARTIAL);
        let file = File::create_new(&path)?;
        Ok(Self {
            file: BufWriter::with_capacity(BUFFER_BYTES, file),
            path,
            place,
            hash: Sha256::new(),
            bytes: 0,
            abort,
            kept: false,
        })
    }

    /// Puts the complete file on disk and in its place.
    pub(crate) fn keep(mut self) -> io::Result<Kept> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        if self.abort.load(Ordering::Acquire) {
            return Err(aborted());
        }
        fs::rename(&self.path, &self.place)?;
        self.kept = true;
        if let Some(folder) = self.place.parent() {
            File::open(folder)?.sync_all()?;
        }
        let hash = std::mem::take(&mut self.hash).finalize();
        let sha256 = hash
            .iter()
            .fold(String::with_capacity(64), |mut text, byte| {
                use std::fmt::Write;
                let _ = write!(text, "{byte:02x}");
                text
            });
        Ok(Kept {
            bytes: self.bytes,
            sha256,
        })
    }
}

impl Write for Partial {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.abort.load(Ordering::Acquire) {
            return Err(aborted());
        }
        let written = self.file.write(data)?;
        self.hash.update(&data[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.kept
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(%error, path = %self.path.display(), "a partial file is left behind");
        }
    }
}

/// Removes what dead attempts have left in a job's folder. Complete files stay: one of them may
/// be the job's.
pub(crate) fn remove_abandoned(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if path
            .extension()
            .is_none_or(|extension| extension != PARTIAL)
        {
            continue;
        }
        let age = entry
            .metadata()
            .and_then(|found| found.modified())
            .map(|at| at.elapsed());
        if matches!(age, Ok(Ok(age)) if age > ABANDONED_AFTER) {
            tracing::info!(path = %path.display(), "removing what a dead attempt has left");
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn aborted() -> io::Error {
    io::Error::other("the export was aborted")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(folder: &Path) -> Partial {
        Partial::begin(folder.join("a.xlsx"), Arc::default()).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_kept_file_has_the_hash_of_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let mut partial = begin(folder.path());
        partial.write_all(b"ab").unwrap();
        partial.write_all(b"c").unwrap();
        assert_eq!(names(folder.path()), ["a.xlsx.partial"]);
        let kept = partial.keep().unwrap();
        assert_eq!(kept.bytes, 3);
        assert_eq!(
            kept.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(names(folder.path()), ["a.xlsx"]);
        assert_eq!(fs::read(folder.path().join("a.xlsx")).unwrap(), b"abc");
    }

    #[test]
    fn a_dropped_or_aborted_file_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut partial = begin(folder.path());
        partial.write_all(b"abc").unwrap();
        partial.abort.store(true, Ordering::Release);
        assert!(partial.write_all(b"d").is_err());
        assert!(partial.keep().is_err());
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn only_partial_files_that_nobody_writes_to_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let long_ago = std::time::SystemTime::now() - Duration::from_hours(1);
        for (name, old) in [
            ("a.xlsx", true),
            ("b.xlsx.partial", true),
            ("c.xlsx.partial", false),
        ] {
            let file = File::create(folder.path().join(name)).unwrap();
            if old {
                file.set_modified(long_ago).unwrap();
            }
        }
        remove_abandoned(folder.path()).unwrap();
        let mut left = names(folder.path());
        left.sort();
        assert_eq!(left, ["a.xlsx", "c.xlsx.partial"]);
    }
}
