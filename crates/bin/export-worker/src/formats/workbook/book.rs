//! A workbook with few rows, written completely by the library: documents are links to their pages,
//! and long texts are wrapped.

use std::io::Write;
use std::path::Path;

use reports::{Cell, Column, Group, Line};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, Format, Formula, Url, Workbook, Worksheet, XlsxError};

use crate::{
    facts::Facts,
    formats::{
        RenderError, Rendering, Summary,
        workbook::{
            ROWS_PER_SHEET,
            content::{Content, Value},
            cover, footer, levels,
            numbers::float,
            outline,
            places::{FIRST, HEADER, Place},
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
    /// By row of the sheet.
    levels: Vec<u8>,
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
        let content = Content::new(columns, facts, (true, ROWS_PER_SHEET));
        let styles = Styles::new(content.words);
        let mut sheet = workbook.new_worksheet_with_constant_memory()?;
        sheet::head(&mut sheet, &content, &styles, 0)?;
        Ok(Self {
            workbook,
            file,
            content,
            styles,
            sheet,
            rows: 0,
            levels: Vec::new(),
        })
    }

    fn next(&mut self) -> Place {
        let row = FIRST + self.rows;
        self.rows += 1;
        Place { sheet: 0, row }
    }

    /// Writes the subtotals of a group if `next` does not belong to it.
    fn end_group(&mut self, next: Option<Group<'_>>) -> Result<(), XlsxError> {
        let Some(group) = self.content.outline.ended(next) else {
            return Ok(());
        };
        for nth in 0..group.sums.parts() {
            let place = self.next();
            for (column, value, look) in self.content.subtotal(&group, nth, place) {
                let format = self.styles.choose_cells(true).format_of(look);
                write(&mut self.sheet, (place.row, column), value, format)?;
            }
        }
        Ok(())
    }
}

/// An empty workbook with its title and owner.
pub(crate) fn workbook(facts: &Facts) -> Workbook {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    let properties = DocProperties::new()
        .set_title(facts.heading())
        .set_author(facts.company.as_ref().map_or(&facts.tenant, |it| &it.name));
    workbook.set_properties(&properties);
    workbook
}

impl<W: Write + Send> Rendering for Book<'_, W> {
    fn row(&mut self, cells: &[Cell<'_>], is_sum: bool) -> Result<(), RenderError> {
        self.line(&ungrouped(cells, is_sum))
    }

    fn line(&mut self, line: &Line<'_>) -> Result<(), RenderError> {
        self.end_group(line.group)?;
        let place = self.next();
        self.content.lines = 1;
        for column in (0..).take(line.cells.len()) {
            if let Some((value, look)) = self.content.put(column, line, place) {
                let format = self.styles.choose_cells(line.is_sum).format_of(look);
                write(&mut self.sheet, (place.row, column), value, format)?;
            }
        }
        self.levels.resize(place.row as usize, 0);
        self.levels.push(outline::level(line.group));
        // Not every program computes the row height itself.
        if self.content.lines > 1 {
            self.sheet
                .set_row_height(place.row, f64::from(self.content.lines * LINE))?;
        }
        self.content.add(line, place);
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: Summary) -> Result<(), RenderError> {
        self.end_group(None)?;
        let extent = Extent {
            full: 0,
            rows_per_sheet: 0,
            on_last: self.rows,
        };
        let below = footer::add(&mut self.sheet, &mut self.content, &self.styles, extent)?;
        // The titles were written before, so this only tells how many levels the sheet has.
        sheet::fold(&mut self.sheet, HEADER, self.content.outline.deepest)?;
        sheet::close(&mut self.sheet, &self.content, (self.rows, below))?;
        let lines = self.content.cover(summary, 1);
        let mut workbook = self.workbook;
        workbook.push_worksheet(self.sheet);
        cover::add(&mut workbook, self.content.facts, &lines, &self.styles)?;
        if self.content.outline.deepest == 0 {
            return Ok(workbook.save_to_writer(self.file)?);
        }
        levels::write(&workbook.save_to_buffer()?, &self.levels, self.file)
    }
}

/// A row without a group.
pub(crate) fn ungrouped<'a>(cells: &'a [Cell<'a>], is_sum: bool) -> Line<'a> {
    Line {
        cells,
        control: Decimal::ZERO,
        is_sum,
        group: None,
    }
}

pub(crate) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Value<'_>,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Blank => sheet.write_blank(row, column, format),
        Value::Text(text) => sheet.write_string_with_format(row, column, text, format),
        Value::Number(number) => sheet.write_number_with_format(row, column, float(number), format),
        Value::Formula { formula, result } => {
            let formula = Formula::new(formula).set_result(result.normalize().to_string());
            sheet.write_formula_with_format(row, column, formula, format)
        }
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
