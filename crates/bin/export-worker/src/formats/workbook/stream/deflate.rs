//! Deflate in pieces. Each piece does not depend on data before it and ends on a whole byte, so
//! pieces that were made separately can be concatenated to one stream.

use std::io::{self, Write};

use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress};

use crate::formats::workbook::book::COMPRESSION;

/// With a buffer the disk gets few and large writes.
const BUFFER_BYTES: usize = 1 << 16;

/// Checksum and sizes of a piece.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) crc: Hasher,
    pub(crate) plain_bytes: u64,
    pub(crate) bytes: u64,
}

/// Writes pieces to `to`.
pub(crate) struct Deflater<W> {
    compress: Compress,
    crc: Hasher,
    buffer: Vec<u8>,
    to: W,
}

impl<W: Write> Deflater<W> {
    pub(crate) fn new(to: W) -> Self {
        Self {
            compress: Compress::new(Compression::new(COMPRESSION.into()), false),
            crc: Hasher::new(),
            buffer: Vec::with_capacity(BUFFER_BYTES),
            to,
        }
    }

    /// Adds to the current piece.
    pub(crate) fn add(&mut self, data: &[u8]) -> io::Result<()> {
        self.crc.update(data);
        self.run(data, FlushCompress::None)
    }

    /// Ends the piece. Another may follow.
    pub(crate) fn end_piece(&mut self) -> io::Result<Piece> {
        self.run(&[], FlushCompress::Sync)?;
        let piece = self.piece();
        self.compress.reset();
        Ok(piece)
    }

    /// Ends the last piece.
    pub(crate) fn end(mut self) -> io::Result<(W, Piece)> {
        self.run(&[], FlushCompress::Finish)?;
        let piece = self.piece();
        Ok((self.to, piece))
    }

    pub(crate) fn into_inner(self) -> W {
        self.to
    }

    fn piece(&mut self) -> Piece {
        Piece {
            crc: std::mem::take(&mut self.crc),
            plain_bytes: self.compress.total_in(),
            bytes: self.compress.total_out(),
        }
    }

    fn run(&mut self, mut data: &[u8], flush: FlushCompress) -> io::Result<()> {
        let ends = !matches!(flush, FlushCompress::None);
        loop {
            let before = self.compress.total_in();
            self.compress
                .compress_vec(data, &mut self.buffer, flush)
                .map_err(io::Error::other)?;
            let taken = usize::try_from(self.compress.total_in() - before);
            data = &data[taken.map_err(io::Error::other)?..];
            let is_full = self.buffer.len() == self.buffer.capacity();
            if is_full || ends {
                self.to.write_all(&self.buffer)?;
                self.buffer.clear();
            }
            if data.is_empty() && !is_full {
                return Ok(());
            }
        }
    }
}
