//! Adds the levels of rows to a file of the library, which leaves them out if it does not keep the
//! rows in memory.

use std::io::{self, BufRead, BufReader, Write};

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchive, ZipArchiveWriter};

use crate::formats::{
    RenderError,
    workbook::stream::{
        archive::{copy, zip_failed},
        deflate::Deflater,
        skeleton,
    },
};

const ROW: &[u8] = b"<row r=\"";

/// Writes the file. `levels`: of the rows of the first sheet, from its first row.
pub(crate) fn write<W: Write>(book: &[u8], levels: &[u8], file: W) -> Result<(), RenderError> {
    let mut archive = ZipArchiveWriter::new(file);
    let parts = ZipArchive::from_slice(book).map_err(zip_failed)?;
    let mut entries = parts.entries();
    while let Some(entry) = entries.next_entry().map_err(zip_failed)? {
        let path = entry.file_path();
        let path = String::from_utf8_lossy(path.as_ref()).into_owned();
        let part = parts.get_entry(entry.wayfinder()).map_err(zip_failed)?;
        if path != skeleton::name(1) {
            copy(&mut archive, &path, &entry, part.data())?;
            continue;
        }
        let builder = archive.new_file(&path);
        let builder = builder.compression_method(CompressionMethod::DEFLATE);
        let (mut into, _) = builder.start().map_err(zip_failed)?;
        let mut deflater = Deflater::new(&mut into);
        let sheet = BufReader::new(DeflateDecoder::new(part.data()));
        add(sheet, levels, |text| deflater.add(text))?;
        let (_, piece) = deflater.end()?;
        let described = DataDescriptorOutput::new(piece.crc.finalize(), piece.plain_bytes);
        into.finish(described).map_err(zip_failed)?;
    }
    archive.finish().map_err(zip_failed)?.flush()?;
    Ok(())
}

/// Passes the sheet on, tag by tag.
fn add(
    mut sheet: impl BufRead,
    levels: &[u8],
    mut pass_on: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut tag = Vec::new();
    while sheet.read_until(b'>', &mut tag)? > 0 {
        // A text has no `<` or `>`, because both are escaped.
        match level(&tag, levels) {
            Some(level) => {
                let (end, begin) = tag.split_last().unwrap_or((&b'>', &[]));
                pass_on(begin)?;
                pass_on(format!(" outlineLevel=\"{level}\"").as_bytes())?;
                pass_on(&[*end])?;
            }
            None => pass_on(&tag)?,
        }
        tag.clear();
    }
    Ok(())
}

/// The level of the row that the tag begins, if it has one. An empty row has none.
fn level(tag: &[u8], levels: &[u8]) -> Option<u8> {
    let number = tag.strip_prefix(ROW)?;
    let digits = number.split(|byte| *byte == b'"').next()?;
    let number: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let level = *levels.get(number.checked_sub(1)?)?;
    (level > 0 && !tag.ends_with(b"/>")).then_some(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_with_a_level_are_changed() {
        let sheet = "<sheetData><row r=\"1\"><c r=\"A1\"/></row><row r=\"2\" ht=\"30\">\
                     <c r=\"A2\"><is><t>&lt;row r=\"2\"&gt;</t></is></c></row></sheetData>";
        let mut changed = Vec::new();
        let written = add(sheet.as_bytes(), &[0, 3], |text| {
            changed.extend(text);
            Ok(())
        });
        written.unwrap();
        let expected = sheet.replace("ht=\"30\">", "ht=\"30\" outlineLevel=\"3\">");
        assert_eq!(String::from_utf8(changed).unwrap(), expected);
    }
}
