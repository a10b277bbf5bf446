//! A workbook with many rows. The library writes everything but the rows. The XML of the rows is
//! compressed into a scratch file as it comes, because the column widths, which come before the
//! rows in a sheet, are known only after the last row.

pub(crate) mod archive;
pub(crate) mod cells;
pub(crate) mod deflate;
pub(crate) mod skeleton;
pub(crate) mod strings;

use std::fs::File;
use std::io::Write;
use std::path::Path;

use reports::{Cell, Column, Group, Line};

use crate::{
    facts::Facts,
    formats::{
        RenderError, Rendering, Summary,
        workbook::{
            book::ungrouped,
            content::Content,
            outline,
            places::{FIRST, Place},
            sheet::Extent,
            stream::{
                cells::Cells,
                deflate::{Deflater, Piece},
                skeleton::Skeleton,
            },
            styles::Styles,
        },
    },
};

/// XML is compressed in chunks of this size.
const CHUNK_BYTES: usize = 1 << 15;

pub(crate) struct Stream<'r, W> {
    skeleton: Skeleton,
    content: Content<'r>,
    cells: Cells,
    scratch: Deflater<File>,
    file: W,
    rows_per_sheet: u32,
    /// The rows of the sheets that are full.
    full: Vec<Piece>,
    /// Rows on the current sheet.
    on_sheet: u32,
}

impl<'r, W: Write> Stream<'r, W> {
    /// `temporary` is the folder for what does not fit into memory.
    pub(crate) fn begin(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        temporary: &Path,
        file: W,
        rows_per_sheet: u32,
    ) -> Result<Self, RenderError> {
        let content = Content::new(columns, facts, (false, rows_per_sheet));
        let skeleton = Skeleton::begin(facts, Styles::new(content.words))?;
        Ok(Self {
            cells: Cells::new(content.columns.len(), &skeleton.formats),
            scratch: Deflater::new(tempfile::tempfile_in(temporary)?),
            skeleton,
            content,
            file,
            rows_per_sheet,
            full: Vec::new(),
            on_sheet: 0,
        })
    }

    fn pass_on(&mut self) -> Result<(), RenderError> {
        self.scratch.add(&self.cells.xml)?;
        self.cells.xml.clear();
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<Piece, RenderError> {
        self.pass_on()?;
        Ok(self.scratch.end_piece()?)
    }

    /// The place of the next row.
    fn next(&mut self) -> Result<Place, RenderError> {
        if self.on_sheet == self.rows_per_sheet {
            let full = self.end_sheet()?;
            self.full.push(full);
            self.on_sheet = 0;
        }
        self.on_sheet += 1;
        Ok(Place {
            sheet: self.full.len(),
            row: FIRST + self.on_sheet - 1,
        })
    }

    /// Writes the subtotals of a group if `next` does not belong to it.
    fn end_group(&mut self, next: Option<Group<'_>>) -> Result<(), RenderError> {
        let Some(group) = self.content.outline.ended(next) else {
            return Ok(());
        };
        for nth in 0..group.sums.parts() {
            let place = self.next()?;
            self.cells.begin_row(place.row, 0);
            for (column, value, look) in self.content.subtotal(&group, nth, place) {
                self.cells.cell(column, value, look, true);
            }
            self.cells.end_row();
        }
        Ok(())
    }
}

impl<W: Write> Rendering for Stream<'_, W> {
    fn row(&mut self, cells: &[Cell<'_>], is_sum: bool) -> Result<(), RenderError> {
        self.line(&ungrouped(cells, is_sum))
    }

    fn line(&mut self, line: &Line<'_>) -> Result<(), RenderError> {
        self.end_group(line.group)?;
        let place = self.next()?;
        self.cells.begin_row(place.row, outline::level(line.group));
        for column in (0..).take(line.cells.len()) {
            if let Some((value, look)) = self.content.put(column, line, place) {
                self.cells.cell(column, value, look, line.is_sum);
            }
        }
        self.cells.end_row();
        self.content.add(line, place);
        if self.cells.xml.len() >= CHUNK_BYTES {
            self.pass_on()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: Summary) -> Result<(), RenderError> {
        self.end_group(None)?;
        let last = self.end_sheet()?;
        let extent = Extent {
            full: self.full.len(),
            rows_per_sheet: self.rows_per_sheet,
            on_last: self.on_sheet,
        };
        let Self {
            skeleton,
            mut content,
            cells,
            scratch,
            file,
            full: mut rows,
            ..
        } = *self;
        rows.push(last);
        let skeleton = skeleton.finish(&mut content, summary, extent, cells.into_texts())?;
        archive::write(&skeleton, (&rows, extent), scratch.into_inner(), file)
    }
}
