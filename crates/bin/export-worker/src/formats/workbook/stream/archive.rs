//! The file: the parts of the skeleton unchanged, and its sheets with the rows inserted. Only the
//! text around the rows is compressed again.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

use rawzip::{
    CompressionMethod, DataDescriptorOutput, Error, ErrorKind, ZipArchive, ZipArchiveWriter,
    ZipFileHeaderRecord,
};

use crate::formats::{
    RenderError,
    workbook::{
        sheet::Extent,
        stream::{
            deflate::{Deflater, Piece},
            skeleton,
        },
    },
};

/// `rows`: pieces of the scratch file in order, for the sheets before the cover.
pub(crate) fn write<W: Write>(
    skeleton: &[u8],
    (rows, extent): (&[Piece], Extent),
    mut scratch: File,
    file: W,
) -> Result<(), RenderError> {
    scratch.rewind()?;
    let names: Vec<String> = (1..).take(rows.len()).map(skeleton::name).collect();
    let mut archive = ZipArchiveWriter::new(file);
    let parts = ZipArchive::from_slice(skeleton).map_err(zip_failed)?;
    let mut entries = parts.entries();
    // The library writes the sheets in their order, which is also the order of the rows.
    let mut next = 0;
    while let Some(entry) = entries.next_entry().map_err(zip_failed)? {
        let path = entry.file_path();
        let path = String::from_utf8_lossy(path.as_ref()).into_owned();
        if names.get(next) == Some(&path) {
            let frame = skeleton::frame(skeleton, next + 1, extent.rows_on(next))?;
            let head = begun(frame.head.as_bytes())?;
            let tail = ended(frame.tail.as_bytes())?;
            add_sheet(
                &mut archive,
                &path,
                [&head, &tail],
                &rows[next],
                &mut scratch,
            )?;
            next += 1;
            continue;
        }
        let part = parts.get_entry(entry.wayfinder()).map_err(zip_failed)?;
        copy(&mut archive, &path, &entry, part.data())?;
    }
    if next < rows.len() {
        return Err(RenderError::Library("a sheet is missing".to_owned()));
    }
    archive.finish().map_err(zip_failed)?.flush()?;
    Ok(())
}

/// Adds a part as it is.
pub(crate) fn copy<W: Write>(
    archive: &mut ZipArchiveWriter<W>,
    path: &str,
    entry: &ZipFileHeaderRecord<'_>,
    data: &[u8],
) -> Result<(), RenderError> {
    let described = DataDescriptorOutput::new(entry.crc32(), entry.uncompressed_size_hint());
    let builder = archive.new_file(path);
    let builder = builder.compression_method(entry.compression_method());
    let (mut into, _) = builder.start().map_err(zip_failed)?;
    into.write_all(data)?;
    into.finish(described).map_err(zip_failed)?;
    Ok(())
}

type Deflated = (Vec<u8>, Piece);

fn begun(text: &[u8]) -> io::Result<Deflated> {
    let mut deflater = Deflater::new(Vec::new());
    deflater.add(text)?;
    let piece = deflater.end_piece()?;
    Ok((deflater.into_inner(), piece))
}

fn ended(text: &[u8]) -> io::Result<Deflated> {
    let mut deflater = Deflater::new(Vec::new());
    deflater.add(text)?;
    deflater.end()
}

fn add_sheet<W: Write>(
    archive: &mut ZipArchiveWriter<W>,
    path: &str,
    [(head, begin), (tail, end)]: [&Deflated; 2],
    rows: &Piece,
    scratch: &mut File,
) -> Result<(), RenderError> {
    let method = CompressionMethod::DEFLATE;
    let builder = archive.new_file(path).compression_method(method);
    let (mut into, _) = builder.start().map_err(zip_failed)?;
    into.write_all(head)?;
    let copied = io::copy(&mut scratch.take(rows.bytes), &mut into)?;
    if copied != rows.bytes {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    into.write_all(tail)?;
    let mut crc = begin.crc.clone();
    crc.combine(&rows.crc);
    crc.combine(&end.crc);
    let bytes = begin.plain_bytes + rows.plain_bytes + end.plain_bytes;
    let described = DataDescriptorOutput::new(crc.finalize(), bytes);
    into.finish(described).map_err(zip_failed)?;
    Ok(())
}

pub(crate) fn zip_failed(error: Error) -> RenderError {
    match error.into_kind() {
        ErrorKind::IO(error) => RenderError::Storage(error),
        other => RenderError::Library(format!("ZIP: {other:?}")),
    }
}
