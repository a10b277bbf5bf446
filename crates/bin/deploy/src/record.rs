//! What the last deploy did, in a file, so that a killed one can go on or be rolled back; and a lock,
//! so that two cannot run at once.

use std::{
    fs::{self, File, TryLockError},
    io,
};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::installation::Installation;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    Deploying,
    Deployed,
    RollingBack,
    /// Also if the deploy failed before a service was restarted.
    RolledBack,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) version: String,
    /// The version before it.
    pub(crate) previous: String,
    pub(crate) stage: Stage,
    /// Those that are restarted, in this order.
    pub(crate) services: Vec<String>,
    /// The number of the last step that is done.
    pub(crate) done: usize,
}

impl Record {
    pub(crate) fn read(installation: &Installation) -> Result<Option<Self>> {
        let path = installation.state().join("last.json");
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        };
        let record = serde_json::from_slice(&text);
        record
            .map(Some)
            .with_context(|| format!("{} is damaged", path.display()))
    }

    /// Is on the disk, whole, when this returns.
    pub(crate) fn write(&self, installation: &Installation) -> Result<()> {
        let path = installation.state().join("last.json");
        let new = path.with_extension("new");
        fs::write(&new, serde_json::to_vec_pretty(self)?)?;
        File::open(&new)?.sync_all()?;
        fs::rename(&new, &path)?;
        Ok(File::open(installation.state())?.sync_all()?)
    }
}

/// Nobody else deploys while this value exists. The kernel releases the lock of a killed process.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    pub(crate) fn take(installation: &Installation) -> Result<Self> {
        let folder = installation.state();
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let path = folder.join("lock");
        let file = File::create(&path).with_context(|| path.display().to_string())?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                bail!("another espejo-deploy runs: it holds {}", path.display())
            }
            Err(TryLockError::Error(error)) => Err(error).context("cannot lock"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written_and_two_cannot_hold_the_lock() {
        let root = tempfile::tempdir().unwrap();
        let installation = Installation::below(root.path());
        let lock = Lock::take(&installation).unwrap();
        let second = Lock::take(&installation).unwrap_err().to_string();
        assert!(second.contains("another espejo-deploy"), "{second}");
        drop(lock);
        Lock::take(&installation).unwrap();

        assert_eq!(Record::read(&installation).unwrap(), None);
        let record = Record {
            version: "0.2.0".to_owned(),
            previous: "0.1.0".to_owned(),
            stage: Stage::Deploying,
            services: vec!["core-api".to_owned()],
            done: 6,
        };
        record.write(&installation).unwrap();
        assert_eq!(Record::read(&installation).unwrap(), Some(record));
    }
}
