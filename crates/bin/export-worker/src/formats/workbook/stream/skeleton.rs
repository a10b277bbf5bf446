//! The workbook without its rows, made by the library: styles, cover, properties, names, and sheets
//! with header, widths, filter and totals.

use std::io::Read;

use flate2::read::DeflateDecoder;
use rawzip::ZipArchive;
use rust_xlsxwriter::{Workbook, Worksheet};

use crate::{
    facts::Facts,
    formats::{
        RenderError, Summary,
        workbook::{
            book,
            content::Content,
            cover, footer,
            places::HEADER,
            sheet::{self, Extent},
            stream::{archive::zip_failed, cells::Formats},
            styles::{Look, Styles},
        },
    },
};

pub(crate) struct Skeleton {
    workbook: Workbook,
    styles: Styles,
    pub(crate) formats: Formats,
}

/// The XML before and after the rows of a sheet.
pub(crate) struct Frame {
    pub(crate) head: String,
    pub(crate) tail: String,
}

impl Skeleton {
    pub(crate) fn begin(facts: &Facts, styles: Styles) -> Result<Self, RenderError> {
        let mut workbook = book::workbook(facts);
        let sheet = workbook.add_worksheet();
        for (row, is_sum) in [(0, false), (1, true)] {
            for (column, look) in (0..).zip(Look::ALL) {
                sheet.write_blank(row, column, styles.choose_cells(is_sum).format_of(look))?;
            }
        }
        let formats = numbers(&part(&workbook.save_to_buffer()?, 1)?)?;
        // The workbook keeps the numbers; the sheet is no longer needed.
        workbook.worksheets_mut().clear();
        Ok(Self {
            workbook,
            styles,
            formats,
        })
    }

    /// The file: the sheets without their rows, then the cover.
    pub(crate) fn finish(
        mut self,
        content: &mut Content<'_>,
        summary: Summary,
        extent: Extent,
        texts: Vec<Box<str>>,
    ) -> Result<Vec<u8>, RenderError> {
        for (number, text) in (0..).zip(texts) {
            self.workbook.populate_string_table(&text, number);
        }
        let mut last = Worksheet::new();
        sheet::head(&mut last, content, &self.styles, extent.full)?;
        let below = footer::add(&mut last, content, &self.styles, extent)?;
        for number in 0..extent.full {
            let full = self.workbook.add_worksheet();
            sheet::head(full, content, &self.styles, number)?;
            close(full, content, &self.styles, (extent.rows_per_sheet, 0))?;
        }
        close(&mut last, content, &self.styles, (extent.on_last, below))?;
        self.workbook.push_worksheet(last);
        let lines = content.cover(summary, extent.full as u64 + 1);
        cover::add(&mut self.workbook, content.facts, &lines, &self.styles)?;
        Ok(self.workbook.save_to_buffer()?)
    }
}

/// Like `sheet::close`. A blank cell in the last row gives the sheet its size, and the level of this
/// row tells the sheet how many levels its rows have.
fn close(
    sheet: &mut Worksheet,
    content: &Content<'_>,
    styles: &Styles,
    (rows, below): (u32, u32),
) -> Result<(), RenderError> {
    let last = content.columns.len().saturating_sub(1);
    let last = u16::try_from(last).unwrap_or(u16::MAX);
    if rows > 0 {
        let row = HEADER + rows;
        sheet.write_blank(row, last, styles.choose_cells(false).format_of(Look::Text))?;
        sheet::fold(sheet, row, content.outline.deepest)?;
    }
    Ok(sheet::close(sheet, content, (rows, below))?)
}

/// The frame of a sheet with `rows` rows. The last sheet is the cover.
pub(crate) fn frame(skeleton: &[u8], number: usize, rows: u32) -> Result<Frame, RenderError> {
    let xml = part(skeleton, number)?;
    let broken = || RenderError::Library(format!("sheet {number} has an unexpected form"));
    // The end of a row, which has cells.
    let end_of = |row: u32| {
        let begin = xml.find(&format!("<row r=\"{}\"", row + 1))?;
        let end = xml[begin..].find("</row>")?;
        Some(begin + end + "</row>".len())
    };
    let head = end_of(HEADER).ok_or_else(broken)?;
    // The last row gives the sheet its size; the rows of the report take its place.
    let tail = match rows {
        0 => head,
        _ => end_of(HEADER + rows).ok_or_else(broken)?,
    };
    Ok(Frame {
        head: xml[..head].to_owned(),
        tail: xml[tail..].to_owned(),
    })
}

/// The format numbers in the sheet: `<c r="A1" s="7"/>`.
fn numbers(sheet: &str) -> Result<Formats, RenderError> {
    let mut found = sheet.split("<c r=\"").skip(1).map(|cell| {
        let number = cell.split("s=\"").nth(1)?.split('"').next()?;
        number.parse().ok()
    });
    let mut formats = Formats::default();
    for number in formats.iter_mut().flatten() {
        let missing = || RenderError::Library("a format has no number".to_owned());
        *number = found.next().flatten().ok_or_else(missing)?;
    }
    Ok(formats)
}

/// The XML of a sheet.
fn part(file: &[u8], number: usize) -> Result<String, RenderError> {
    let name = name(number);
    let archive = ZipArchive::from_slice(file).map_err(zip_failed)?;
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().map_err(zip_failed)? {
        if entry.file_path().as_ref() == name.as_bytes() {
            let entry = archive.get_entry(entry.wayfinder()).map_err(zip_failed)?;
            let mut xml = String::new();
            DeflateDecoder::new(entry.data()).read_to_string(&mut xml)?;
            return Ok(xml);
        }
    }
    Err(RenderError::Library(format!("{name} is missing")))
}

/// The path of a sheet in the file.
pub(crate) fn name(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}
