//! A row of a table with its texts in lines.

use reports::paper::Align;

use crate::formats::paper::{
    font::Weight,
    grid::{Grid, Placed},
    item::count,
    page,
    piece::{Ink, PrintedRow, Style},
    text::Shaper,
};

/// The indent of the first two cells of a row, by level.
pub(crate) const INDENTS: [f32; 2] = [6.0, 10.0];

/// A row with its texts in lines.
#[derive(Debug)]
pub(crate) struct Lines {
    pub(crate) table: usize,
    pub(crate) style: Style,
    /// By column of the grid.
    pub(crate) cells: Vec<(Vec<String>, Ink)>,
    pub(crate) indent: u8,
    pub(crate) note: Vec<String>,
    /// Whether the row goes on below, on the next page.
    pub(crate) goes_on: bool,
}

impl Lines {
    /// The weight of the text in a column of the grid.
    pub(crate) fn weight(&self, column: &Placed, is_last: bool) -> Weight {
        match self.style {
            Style::Plain if column.is_strong => Weight::SemiBold,
            Style::Edge if is_last => Weight::SemiBold,
            Style::Plain | Style::Edge | Style::Pale | Style::Carried => Weight::Regular,
            Style::Group | Style::Subtotal | Style::Total | Style::Grand => Weight::SemiBold,
        }
    }

    /// The lines of its tallest cell.
    pub(crate) fn tallest(&self) -> usize {
        let lines = self.cells.iter().map(|(lines, _)| lines.len());
        lines.max().unwrap_or_default().max(1)
    }

    pub(crate) fn height(&self) -> f32 {
        let lines = self.tallest();
        let notes = page::NOTE * count(self.note.len());
        let text = if lines > 1 {
            page::ROW_PADDING + page::LINE * count(lines)
        } else {
            match self.style {
                Style::Total => page::TOTAL,
                Style::Grand => page::GRAND,
                Style::Subtotal => page::SUBTOTAL,
                Style::Pale => page::PALE,
                _ => page::ROW,
            }
        };
        text + notes + if notes > 0.0 { 1.0 } else { 0.0 }
    }

    /// Parts of at most this many lines.
    pub(crate) fn parts(mut self, most: usize) -> Vec<Self> {
        let lines = self.tallest();
        if lines <= most {
            return vec![self];
        }
        let mut rest = Self {
            cells: Vec::new(),
            note: std::mem::take(&mut self.note),
            ..Self {
                table: self.table,
                style: self.style,
                cells: Vec::new(),
                indent: self.indent,
                note: Vec::new(),
                goes_on: false,
            }
        };
        for (lines, ink) in &mut self.cells {
            let tail = if lines.len() > most {
                lines.split_off(most)
            } else {
                Vec::new()
            };
            rest.cells.push((tail, *ink));
        }
        self.goes_on = true;
        std::iter::once(self).chain(rest.parts(most)).collect()
    }
}

/// A row in the columns of its grid. Labels of sums may cover the empty cells beside them.
pub(crate) fn lines(row: PrintedRow, grid: &Grid, shaper: &mut Shaper) -> Lines {
    let mut lines = Lines {
        table: row.table,
        style: row.style,
        cells: Vec::with_capacity(grid.columns.len()),
        indent: row.indent,
        note: Vec::new(),
        goes_on: false,
    };
    let size = if row.style == Style::Pale {
        page::SMALL
    } else {
        grid.size
    };
    let last = grid.columns.len().saturating_sub(1);
    for (position, column) in grid.columns.iter().enumerate() {
        let Some(cell) = row.cells.get(column.index) else {
            lines.cells.push((Vec::new(), Ink::Plain));
            continue;
        };
        if cell.text.is_empty() {
            lines.cells.push((Vec::new(), Ink::Plain));
            continue;
        }
        let weight = lines.weight(column, position == last);
        let is_label = row.style != Style::Plain && row.style != Style::Carried;
        let is_left = column.align == Align::Left;
        let texts = if column.wraps || (is_label && is_left) {
            let next = grid.columns[position + 1..].iter().take_while(|next| {
                is_label
                    && row
                        .cells
                        .get(next.index)
                        .is_none_or(|cell| cell.text.is_empty())
            });
            let indent = INDENTS
                .get(position)
                .map_or(0.0, |indent| indent * f32::from(row.indent));
            let room = column.room() + next.map(|next| next.width).sum::<f32>() - indent;
            shaper.wrap(&cell.text, weight, room / size)
        } else {
            vec![cell.text.replace('\n', " ")]
        };
        lines.cells.push((texts, cell.ink));
    }
    if let Some(note) = &row.note {
        let room = grid.columns.last().map_or(0.0, |last| last.x + last.width);
        let from = grid
            .columns
            .get(1)
            .map_or(0.0, |second| second.x + second.before);
        lines.note = shaper.wrap(note, Weight::Regular, (room - from) / page::SMALL);
    }
    lines
}
