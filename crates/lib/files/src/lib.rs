//! Finished files under keys, on a local disk or in S3. A file is written in parts, hashed at the
//! same time, and visible only when it is complete. It can be read whole or by range.
//!
//! A key is `exports/<tenant>/<job>/<attempt>.<format>`. Access rights are not checked here.

mod checked;
mod place;
mod private;
mod remains;
mod setup;
mod standing;
mod writer;

use std::ops::Range;

use bytes::Bytes;
use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use jiff::Timestamp;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, ObjectStoreExt};

pub use checked::Expected;
pub use place::Files;
pub use setup::{S3, Settings};
pub use writer::{Abort, FileWriter, Kept};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no file under this key")]
    Gone,
    #[error("{0:?} is not the key of a file")]
    Key(String),
    #[error("the file storage cannot be used: {0}")]
    Setup(String),
    #[error("the file {key} was changed after it was written: {what}")]
    Altered { key: String, what: String },
    #[error("the file storage failed: {0}")]
    Store(#[source] object_store::Error),
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Gone,
            other => Self::Store(other),
        }
    }
}

/// The content of a file, or the requested part of it.
pub struct Content {
    /// Size of the whole file.
    pub size_bytes: u64,
    pub stream: BoxStream<'static, Result<Bytes, Error>>,
}

/// An existing file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub modified_at: Timestamp,
}

impl Files {
    /// Begins a file with the key `key`. Every write fails after `abort` is set.
    pub async fn begin(&self, key: &str, abort: Abort) -> Result<FileWriter, Error> {
        let upload = self.store().put_multipart(&path(key)?).await?;
        Ok(FileWriter::new(upload, abort))
    }

    /// The bytes of a file, or those in `range`.
    pub async fn read(&self, key: &str, range: Option<Range<u64>>) -> Result<Content, Error> {
        let options = GetOptions {
            range: range.map(GetRange::Bounded),
            ..GetOptions::default()
        };
        let found = self.store().get_opts(&path(key)?, options).await?;
        Ok(Content {
            size_bytes: found.meta.size,
            stream: found.into_stream().map_err(Error::from).boxed(),
        })
    }

    /// Removes a file. A missing file is not an error.
    pub async fn remove(&self, key: &str) -> Result<(), Error> {
        match self.store().delete(&path(key)?).await.map_err(Error::from) {
            Err(Error::Gone) => Ok(()),
            removed => removed,
        }
    }

    /// All complete files below a folder.
    pub fn list(&self, folder: &str) -> Result<BoxStream<'static, Result<Entry, Error>>, Error> {
        let entries = self.store().list(Some(&path(folder)?)).map(|found| {
            let found = found?;
            let seconds = found.last_modified.timestamp();
            Ok(Entry {
                key: found.location.to_string(),
                modified_at: Timestamp::from_second(seconds).unwrap_or(Timestamp::MIN),
            })
        });
        Ok(entries.boxed())
    }

    /// Whether the storage can be used now.
    pub async fn check(&self) -> Result<(), Error> {
        if let Some(folder) = self.folder() {
            return match tokio::fs::metadata(folder).await {
                Ok(found) if found.is_dir() => Ok(()),
                Ok(_) => Err(Error::Setup(format!(
                    "{} is not a directory",
                    folder.display()
                ))),
                Err(error) => Err(Error::Setup(format!("{}: {error}", folder.display()))),
            };
        }
        match self.read("exports/none", Some(0..1)).await {
            Ok(_) | Err(Error::Gone) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// A key may only go downwards, and must mean the same in both stores.
fn path(key: &str) -> Result<Path, Error> {
    let good = |part: &str| {
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        !part.is_empty() && !part.starts_with('.') && part.bytes().all(letter)
    };
    if !key.split('/').all(good) {
        return Err(Error::Key(key.to_owned()));
    }
    Path::parse(key).map_err(|_| Error::Key(key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_key_cannot_leave_the_folder() {
        assert!(path("exports/andina/0197a1b2/a.xlsx").is_ok());
        for wrong in [
            "",
            "/a",
            "a//b",
            "a/../b",
            "a/.hidden",
            "a/b#1",
            "a/",
            "ñ",
            "a\\b",
        ] {
            assert!(path(wrong).is_err(), "{wrong}");
        }
    }
}
