//! A workbook with few rows, written completely by the library: documents are links to their pages,
//! and long texts are wrapped.

use std::io::Write;
use std::path::Path;

use reports::{Cell, Column};
use rust_xlsxwriter::{DocProperties, Format, Url, Workbook, Worksheet, XlsxError};

use crate::{
    facts::Facts,
    formats::{
        RenderError, Rendering, Summary,
        workbook::{
            content::{Content, Value},
            cover,
            numbers::float,
            sheet::{self, Extent, LINE},
            styles::Styles,
        },
    },
};

/// Faster but larger: a third of the time and about two thirds more bytes than the usual level.
pub(crate) const COMPRESSION: u8 = 1;

/// A workbook that rows are written to.
pub(crate) struct Book<'r, W> {
    workbook: Workbook,
    file: W,
    content: Content<'r>,
    styles: Styles,
    sheet: Worksheet,
    rows: u32,
}

impl<'r, W: Write + Send> Book<'r, W> {
    /// `temporary` is the folder for what does not fit into memory.
    pub(crate) fn begin(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        temporary: &Path,
        file: W,
    ) -> Result<Self, XlsxError> {
        let mut workbook = workbook(facts);
        workbook.set_tempdir(temporary)?;
        let content = Content::new(columns, facts, true);
        let styles = Styles::new(content.words);
        let mut sheet = workbook.new_worksheet_with_constant_memory()?;
        sheet::head(&mut sheet, &content, &styles, 1)?;
        Ok(Self {
            workbook,
            file,
            content,
            styles,
            sheet,
            rows: 0,
        })
    }
}

/// An empty workbook with its title and owner.
pub(crate) fn workbook(facts: &Facts) -> Workbook {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    let properties = DocProperties::new()
        .set_title(facts.heading())
        .set_author(&facts.tenant);
    workbook.set_properties(&properties);
    workbook
}

impl<W: Write + Send> Rendering for Book<'_, W> {
    fn row(&mut self, cells: &[Cell<'_>], is_sum: bool) -> Result<(), RenderError> {
        let row = self.rows + 1;
        self.content.lines = 1;
        for column in (0..).take(cells.len()) {
            if let Some((value, look)) = self.content.put(column, cells, is_sum) {
                let format = self.styles.choose_cells(is_sum).format_of(look);
                write(&mut self.sheet, (row, column), value, format)?;
            }
        }
        // Not every program computes the row height itself.
        if self.content.lines > 1 {
            self.sheet
                .set_row_height(row, f64::from(self.content.lines * LINE))?;
        }
        self.content.add(cells);
        self.rows = row;
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: Summary) -> Result<(), RenderError> {
        let extent = Extent {
            full: 0,
            rows_per_sheet: 0,
            on_last: self.rows,
        };
        sheet::totals(&mut self.sheet, &mut self.content, &self.styles, extent)?;
        sheet::close(&mut self.sheet, &self.content, self.rows)?;
        let lines = self.content.cover(summary, 1);
        let mut workbook = self.workbook;
        workbook.push_worksheet(self.sheet);
        cover::add(&mut workbook, self.content.facts, &lines, &self.styles)?;
        Ok(workbook.save_to_writer(self.file)?)
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Value<'_>,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Blank => sheet.write_blank(row, column, format),
        Value::Text(text) => sheet.write_string_with_format(row, column, text, format),
        Value::Number(number) => sheet.write_number_with_format(row, column, float(number), format),
        Value::Boolean(value) => sheet.write_boolean_with_format(row, column, value, format),
        Value::Day(day) => sheet.write_datetime_with_format(row, column, day, format),
        Value::Moment(at) => sheet.write_datetime_with_format(row, column, at, format),
        Value::Link { text, url } => {
            let link = Url::new(url).set_text(text);
            sheet.write_url_with_format(row, column, link, format)
        }
    }
    .map(drop)
}
