//! Reading with a check: what is passed on is what was written. A file that was changed in its
//! place never arrives as a complete answer.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use futures::stream::{BoxStream, StreamExt, TryStreamExt, once, unfold};
use object_store::{GetOptions, GetRange, GetResult, ObjectStoreExt};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::registry::Registry;
use sha2::{Digest, Sha256};

use crate::{Content, Error, Files, path, writer::hexadecimal};

/// A file up to this size is checked before its first byte is passed on.
const SMALL_BYTES: u64 = 1 << 20;
/// A client that resumes a download sends one request after the other. The file is not read whole
/// for each of them.
const STAYS_CHECKED: Duration = Duration::from_mins(5);
/// Files that count as checked; more are checked again.
const CHECKED_FILES: usize = 256;

/// What a file was when it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub bytes: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

/// What the clones of [`Files`] share.
#[derive(Debug, Clone, Default)]
pub(crate) struct Checks {
    recent: Arc<Mutex<Vec<Checked>>>,
    altered: Counter,
}

/// This version of a file had its hash at this time.
#[derive(Debug, PartialEq, Eq)]
struct Checked {
    key: String,
    sha256: String,
    version: Option<String>,
    at: Instant,
}

type Pieces = BoxStream<'static, Result<Bytes, Error>>;

impl Files {
    /// The bytes of a file, or those in `range`, of which it is sure that they are those that were
    /// written.
    ///
    /// A small file is checked first. The last bytes of a larger one follow only if its hash is
    /// right; otherwise the stream ends with an error. For a range the whole file is read first,
    /// unless it was checked in the last minutes and has not changed since.
    pub async fn read_checked(
        &self,
        key: &str,
        expected: &Expected,
        range: Option<Range<u64>>,
    ) -> Result<Content, Error> {
        let outcome = match range {
            None => self.whole(key, expected).await,
            Some(range) => self.part(key, expected, range).await,
        };
        outcome.inspect_err(|error| self.count(error))
    }

    /// Adds the number of changed files that were asked for.
    pub fn register(&self, registry: &mut Registry) {
        registry.register(
            "files_altered",
            "Reads of a file whose content is not what was written",
            self.checks().altered.clone(),
        );
    }

    async fn whole(&self, key: &str, expected: &Expected) -> Result<Content, Error> {
        let content = self.read(key, None).await?;
        same_size(key, expected, content.size_bytes)?;
        let stream = if content.size_bytes <= SMALL_BYTES {
            let bytes: BytesMut = content.stream.try_collect().await?;
            same_hash(key, expected, Sha256::digest(&bytes).as_slice())?;
            let bytes = bytes.freeze();
            once(async { Ok(bytes) }).boxed()
        } else {
            let (files, of_key) = (self.clone(), key.to_owned());
            let checked = checked(content.stream, key.to_owned(), expected.clone());
            let told = checked.inspect_err(move |error| {
                files.count(error);
                // Status and headers are sent: nobody else can tell.
                tracing::error!(error = %error, file.key = of_key, "a download was broken off");
            });
            told.boxed()
        };
        Ok(Content {
            size_bytes: content.size_bytes,
            stream,
        })
    }

    async fn part(
        &self,
        key: &str,
        expected: &Expected,
        range: Range<u64>,
    ) -> Result<Content, Error> {
        let found = self.get(key, range.clone(), None).await?;
        same_size(key, expected, found.meta.size)?;
        if self
            .checks()
            .knows(key, expected, found.meta.e_tag.as_deref())
        {
            return Ok(content(found));
        }
        drop(found);
        let whole = self.store().get(&path(key)?).await?;
        let version = whole.meta.e_tag.clone();
        let pieces = checked(content(whole).stream, key.to_owned(), expected.clone());
        pieces.try_for_each(|_| std::future::ready(Ok(()))).await?;
        self.checks().note(key, expected, version.clone());
        // It is still the file that was checked.
        Ok(content(self.get(key, range, version).await?))
    }

    async fn get(
        &self,
        key: &str,
        range: Range<u64>,
        version: Option<String>,
    ) -> Result<GetResult, Error> {
        let options = GetOptions {
            range: Some(GetRange::Bounded(range)),
            if_match: version,
            ..GetOptions::default()
        };
        match self.store().get_opts(&path(key)?, options).await {
            Err(object_store::Error::Precondition { .. }) => {
                Err(altered(key, "it changed while it was read"))
            }
            found => Ok(found?),
        }
    }

    fn count(&self, error: &Error) {
        if matches!(error, Error::Altered { .. }) {
            self.checks().altered.inc();
        }
    }
}

impl Checks {
    fn recent(&self) -> MutexGuard<'_, Vec<Checked>> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn knows(&self, key: &str, expected: &Expected, version: Option<&str>) -> bool {
        let mut recent = self.recent();
        recent.retain(|checked| checked.at.elapsed() < STAYS_CHECKED);
        let is_it = |checked: &Checked| {
            checked.key == key
                && checked.sha256 == expected.sha256
                && checked.version.as_deref() == version
        };
        version.is_some() && recent.iter().any(is_it)
    }

    fn note(&self, key: &str, expected: &Expected, version: Option<String>) {
        let mut recent = self.recent();
        recent.retain(|checked| checked.key != key);
        if recent.len() >= CHECKED_FILES {
            recent.remove(0);
        }
        recent.push(Checked {
            key: key.to_owned(),
            sha256: expected.sha256.clone(),
            version,
            at: Instant::now(),
        });
    }
}

fn content(found: GetResult) -> Content {
    Content {
        size_bytes: found.meta.size,
        stream: found.into_stream().map_err(Error::from).boxed(),
    }
}

struct Hashing {
    pieces: Pieces,
    hash: Sha256,
    /// The latest piece, which is held back until it is known whether it is the last one.
    held: Option<Bytes>,
    ended: bool,
}

/// The same pieces. The last one is replaced by an error if the hash of all is not the expected one.
fn checked(pieces: Pieces, key: String, expected: Expected) -> Pieces {
    let start = Hashing {
        pieces,
        hash: Sha256::new(),
        held: None,
        ended: false,
    };
    let next = move |mut state: Hashing| {
        let (key, expected) = (key.clone(), expected.clone());
        async move {
            while !state.ended {
                match state.pieces.next().await {
                    Some(Ok(piece)) => {
                        state.hash.update(&piece);
                        if let Some(earlier) = state.held.replace(piece) {
                            return Some((Ok(earlier), state));
                        }
                    }
                    Some(Err(error)) => {
                        state.ended = true;
                        return Some((Err(error), state));
                    }
                    None => {
                        state.ended = true;
                        let hash = state.hash.finalize_reset();
                        let last = state.held.take().unwrap_or_default();
                        let last = same_hash(&key, &expected, hash.as_slice()).map(|()| last);
                        return Some((last, state));
                    }
                }
            }
            None
        }
    };
    unfold(start, next).boxed()
}

fn same_size(key: &str, expected: &Expected, bytes: u64) -> Result<(), Error> {
    if bytes == expected.bytes {
        return Ok(());
    }
    let what = format!("it has {bytes} bytes, not {}", expected.bytes);
    Err(altered(key, &what))
}

fn same_hash(key: &str, expected: &Expected, hash: &[u8]) -> Result<(), Error> {
    if hexadecimal(hash) == expected.sha256 {
        return Ok(());
    }
    Err(altered(key, "its SHA-256 differs"))
}

fn altered(key: &str, what: &str) -> Error {
    Error::Altered {
        key: key.to_owned(),
        what: what.to_owned(),
    }
}
