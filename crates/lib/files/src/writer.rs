//! A file that is being written, for a thread that may block.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use object_store::{MultipartUpload, WriteMultipart};
use sha2::{Digest, Sha256};
use tokio::runtime::Handle;

/// S3 accepts 10,000 parts of at least 5 MiB. With this size a file may have 80 GB.
const PART_BYTES: usize = 8 << 20;
/// Parts that are uploaded at the same time.
const PARTS_AHEAD: usize = 2;
/// With a buffer, many small writes need few hash updates and checks.
const BUFFER_BYTES: usize = 1 << 16;

/// Setting it ends a file that is being written.
#[derive(Debug, Clone, Default)]
pub struct Abort(Arc<AtomicBool>);

/// A file that is not visible yet. Only [`FileWriter::keep`] makes it visible.
pub struct FileWriter {
    upload: WriteMultipart,
    runtime: Handle,
    buffer: Vec<u8>,
    hash: Sha256,
    bytes: u64,
    abort: Abort,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub bytes: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

impl Abort {
    pub fn set(&self) {
        self.0.store(true, Ordering::Release);
    }

    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    fn check(&self) -> io::Result<()> {
        if self.is_set() {
            return Err(io::Error::other("the file was aborted"));
        }
        Ok(())
    }
}

impl FileWriter {
    /// Call it inside a runtime, which does the upload.
    pub(crate) fn new(upload: Box<dyn MultipartUpload>, abort: Abort) -> Self {
        Self {
            upload: WriteMultipart::new_with_chunk_size(upload, PART_BYTES),
            runtime: Handle::current(),
            buffer: Vec::with_capacity(BUFFER_BYTES),
            hash: Sha256::new(),
            bytes: 0,
            abort,
        }
    }

    /// Makes the complete file visible. Blocks.
    pub fn keep(mut self) -> io::Result<Kept> {
        self.pass_on()?;
        self.abort.check()?;
        let runtime = self.runtime.clone();
        runtime
            .block_on(self.upload.finish())
            .map_err(io::Error::other)?;
        let sha256 = hexadecimal(self.hash.finalize().as_slice());
        Ok(Kept {
            bytes: self.bytes,
            sha256,
        })
    }

    /// Removes what has been sent. Blocks.
    pub fn discard(self) {
        let runtime = self.runtime.clone();
        if let Err(error) = runtime.block_on(self.upload.abort()) {
            tracing::warn!(%error, "parts of an aborted file may be left behind");
        }
    }

    fn pass_on(&mut self) -> io::Result<()> {
        self.abort.check()?;
        self.hash.update(&self.buffer);
        let (upload, runtime) = (&mut self.upload, &self.runtime);
        runtime.block_on(async {
            upload
                .wait_for_capacity(PARTS_AHEAD)
                .await
                .map_err(io::Error::other)?;
            // May start the upload of a part, which needs the runtime.
            upload.write(&self.buffer);
            Ok::<_, io::Error>(())
        })?;
        self.bytes += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}

impl Write for FileWriter {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.buffer.len() + data.len() > BUFFER_BYTES && !self.buffer.is_empty() {
            self.pass_on()?;
        }
        let taken = data.len().min(BUFFER_BYTES);
        self.buffer.extend_from_slice(&data[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) fn hexadecimal(hash: &[u8]) -> String {
    hash.iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            use std::fmt::Write;
            let _ = write!(text, "{byte:02x}");
            text
        })
}
