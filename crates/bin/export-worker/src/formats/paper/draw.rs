//! Draws what stands between header and footer.

mod summary;

use reports::paper::Align;

use crate::formats::paper::{
    canvas::{Canvas, Pen, Side},
    font::Weight,
    grid::{Grid, Placed, SWATCH},
    item::{Content, Group, count, group_height, group_lines, group_size},
    lines::{INDENTS, Lines},
    page::{self, Colour, Page, SMALL, TEXT},
    pay::HowToPay,
    piece::{Ink, Style},
    tags::Part,
    text::Shaper,
};
use crate::words::Words;

/// What the blocks of a paper need beside their own texts.
pub(crate) struct Setting<'s> {
    pub(crate) page: Page,
    pub(crate) grids: &'s [Grid],
    pub(crate) words: &'static Words,
    pub(crate) how_to_pay: &'s HowToPay,
}

const INK: Colour = Colour::Ink;
const SECOND: Colour = Colour::Second;

impl Setting<'_> {
    pub(crate) fn draw(&self, canvas: &mut Canvas, shaper: &mut Shaper, content: &Content, y: f32) {
        let left = self.page.left;
        canvas.part = match content {
            Content::Section(_) => Part::Section,
            _ => Part::Paragraph,
        };
        match content {
            Content::Gap => {}
            Content::Section(title) => {
                let pen = Pen::new(9.5, Weight::SemiBold, INK);
                canvas.text(shaper, title, (left, y + 10.5), pen, Side::Begin);
            }
            Content::Heading { table, repeats } => {
                if !repeats {
                    canvas.begin_table();
                }
                self.heading(canvas, shaper, (&self.grids[*table], *repeats), y);
            }
            Content::Group { group, continues } => {
                self.group(canvas, shaper, (group, *continues), y);
            }
            Content::Row(row) => self.row(canvas, shaper, row, y),
            Content::Note(lines) => {
                let pen = Pen::new(SMALL, Weight::Regular, SECOND);
                for (line, text) in lines.iter().enumerate() {
                    let baseline = y + 8.0 + page::NOTE * count(line);
                    canvas.text(shaper, text, (left, baseline), pen, Side::Begin);
                }
            }
            Content::Check { holds, lines } => self.check(canvas, shaper, (*holds, lines), y),
            Content::Due(due) => self.due(canvas, shaper, due, y),
            Content::Ageing(ageing) => self.ageing(canvas, shaper, ageing, y),
            Content::HowToPay => self.how_to_pay.draw(canvas, shaper, self.page, y),
        }
    }

    fn heading(
        &self,
        canvas: &mut Canvas,
        shaper: &mut Shaper,
        (grid, repeats): (&Grid, bool),
        y: f32,
    ) {
        let left = self.page.left;
        let bottom = y + grid.heading();
        canvas.part = Part::Decoration;
        if !grid.over.is_empty() {
            over(canvas, shaper, grid, (left, y));
        }
        let pen = Pen::new(SMALL, Weight::Medium, SECOND);
        canvas.begin_row();
        for column in &grid.columns {
            if !repeats {
                canvas.begin_cell(column.index, true);
            }
            let lines = column.title.len();
            for (line, text) in column.title.iter().enumerate() {
                let baseline = bottom - 5.0 - 9.0 * count(lines - 1 - line);
                let (x, side) = place(column, left);
                let width = canvas.text(shaper, text, (x, baseline), pen, side);
                if let (Some((nth, buckets)), 0) = (column.age, line) {
                    let begin = if side == Side::End { x - width } else { x };
                    swatch(canvas, (begin - SWATCH, baseline - 5.5), (nth, buckets));
                }
            }
        }
        canvas.rule((left, bottom), self.page.across, 0.75, INK);
    }

    fn group(
        &self,
        canvas: &mut Canvas,
        shaper: &mut Shaper,
        (group, continues): (&Group, bool),
        y: f32,
    ) {
        canvas.part = Part::Decoration;
        if !continues {
            canvas.begin_row();
            canvas.begin_cell(0, false);
        }
        let (left, across) = (self.page.left, self.page.across);
        let pen = Pen::new(group_size(group.level), Weight::SemiBold, INK);
        let mut detail = group.detail.clone();
        if continues {
            detail.push_str(" (");
            detail.push_str(self.words.continued);
            detail.push(')');
        }
        // Where a group goes on, its name may be cut: it is complete on an earlier page.
        let lines = if continues {
            let room = across - shaper.width(&detail, Weight::Regular) * SMALL - 8.0;
            vec![shaper.cut(&group.text, pen.weight, room / pen.size)]
        } else {
            group_lines(group, across, shaper)
        };
        let mut baseline = y + group_height(group.level) - 5.0;
        let mut width = 0.0;
        for (number, line) in lines.iter().enumerate() {
            baseline += if number > 0 { page::LINE } else { 0.0 };
            width = canvas.text(shaper, line, (left, baseline), pen, Side::Begin);
        }
        let small = Pen::new(SMALL, Weight::Regular, SECOND);
        let at = (left + width + 5.0, baseline);
        canvas.text(shaper, detail.trim_start(), at, small, Side::Begin);
        let colour = if group.level > 1 { INK } else { Colour::Third };
        canvas.rule((left, baseline + 5.0), across, 0.5, colour);
    }

    fn row(&self, canvas: &mut Canvas, shaper: &mut Shaper, row: &Lines, y: f32) {
        let grid = &self.grids[row.table];
        let left = self.page.left;
        let last = grid.columns.len().saturating_sub(1);
        let lines = row.tallest();
        let is_double = row.style == Style::Grand;
        canvas.begin_row();
        // The baseline of a single line, and of the first of several.
        let first = match row.style {
            Style::Total | Style::Grand => y + 10.2,
            Style::Subtotal => y + 9.6,
            Style::Pale => y + 8.4,
            _ => y + 9.0,
        };
        for (position, (column, (texts, ink))) in grid.columns.iter().zip(&row.cells).enumerate() {
            canvas.begin_cell(column.index, false);
            let pen = Pen {
                size: if row.style == Style::Pale {
                    SMALL
                } else {
                    grid.size
                },
                weight: row.weight(column, position == last),
                colour: colour(row.style, *ink, position == last),
            };
            let (mut x, side) = place(column, left);
            if side == Side::Begin {
                x += INDENTS
                    .get(position)
                    .map_or(0.0, |indent| indent * f32::from(row.indent));
            }
            for (line, text) in texts.iter().enumerate() {
                let baseline = first + page::LINE * count(line);
                canvas.text(shaper, text, (x, baseline), pen, side);
            }
        }
        let text = if lines > 1 {
            page::ROW_PADDING + page::LINE * count(lines)
        } else {
            first - y + 4.0
        };
        self.notes(canvas, shaper, row, y + text);
        let note = page::NOTE * count(row.note.len());
        let note = if note > 0.0 { note + 1.0 } else { 0.0 };
        let bottom = match row.style {
            Style::Total if lines == 1 => y + page::TOTAL,
            Style::Grand if lines == 1 => y + page::GRAND - 2.0,
            Style::Subtotal if lines == 1 => y + page::SUBTOTAL,
            _ => y + text + note,
        };
        if !row.goes_on {
            self.lines_of(canvas, row.style, (y, bottom), is_double);
        }
    }

    /// What stands below the cells of a row.
    fn notes(&self, canvas: &mut Canvas, shaper: &mut Shaper, row: &Lines, y: f32) {
        let second = self.grids[row.table].columns.get(1);
        let x = self.page.left + second.map_or(0.0, |second| second.x + second.before);
        let pen = Pen::new(SMALL, Weight::Regular, SECOND);
        for (line, note) in row.note.iter().enumerate() {
            let baseline = y + 6.0 + page::NOTE * count(line);
            canvas.text(shaper, note, (x, baseline), pen, Side::Begin);
        }
    }

    /// The lines above and below a row.
    fn lines_of(
        &self,
        canvas: &mut Canvas,
        style: Style,
        (top, bottom): (f32, f32),
        is_double: bool,
    ) {
        let (left, across) = (self.page.left, self.page.across);
        match style {
            Style::Plain | Style::Edge | Style::Group => {
                canvas.rule((left, bottom), across, 0.35, Colour::Line);
            }
            Style::Subtotal => canvas.rule((left, bottom), across, 0.35, Colour::Third),
            Style::Carried => canvas.dashes((left, bottom), across, Colour::Line),
            Style::Pale => {}
            Style::Total | Style::Grand => {
                canvas.rule((left, top), across, 0.75, INK);
                canvas.rule((left, bottom), across, 0.75, INK);
                if is_double {
                    canvas.rule((left, bottom + 1.5), across, 0.75, INK);
                }
            }
        }
    }

    fn check(
        &self,
        canvas: &mut Canvas,
        shaper: &mut Shaper,
        (holds, lines): (bool, &[String]),
        y: f32,
    ) {
        let left = self.page.left;
        let (weight, indent) = if holds {
            canvas.tick((left, y + 6.5), Colour::Accent);
            (Weight::Regular, 14.0)
        } else {
            (Weight::SemiBold, 0.0)
        };
        for (line, text) in lines.iter().enumerate() {
            let pen = Pen::new(TEXT, weight, INK);
            let at = (left + indent, y + 14.0 + page::LINE * count(line));
            canvas.text(shaper, text, at, pen, Side::Begin);
        }
    }
}

/// The headings above pairs of columns, each with a line below it.
fn over(canvas: &mut Canvas, shaper: &mut Shaper, grid: &Grid, (left, y): (f32, f32)) {
    let pen = Pen::new(SMALL, Weight::SemiBold, Colour::Ink);
    let mut columns = grid.columns.iter();
    for (title, covered) in &grid.over {
        let covered: Vec<&Placed> = columns.by_ref().take(*covered).collect();
        let (Some(first), Some(last)) = (covered.first(), covered.last()) else {
            continue;
        };
        if title.is_empty() {
            continue;
        }
        let begin = left + first.x + first.before;
        let end = left + last.x + last.width - last.after;
        let middle = f32::midpoint(begin, end);
        canvas.text(shaper, title, (middle, y + 8.0), pen, Side::Centre);
        canvas.rule((begin, y + 12.5), end - begin, 0.35, Colour::Line);
    }
}

fn swatch(canvas: &mut Canvas, at: (f32, f32), (nth, buckets): (usize, usize)) {
    let colour = Colour::of_age(nth, buckets);
    if nth == 0 {
        canvas.outlined(at, (6.0, 6.0), (colour, Colour::Accent));
    } else {
        canvas.rectangle(at, (6.0, 6.0), colour);
    }
}

/// Where the texts of a column begin or end.
fn place(column: &Placed, left: f32) -> (f32, Side) {
    let begin = left + column.x + column.before;
    let end = left + column.x + column.width - column.after;
    match column.align {
        Align::Left => (begin, Side::Begin),
        Align::Right => (end, Side::End),
        Align::Centre => (f32::midpoint(begin, end), Side::Centre),
    }
}

fn colour(style: Style, ink: Ink, is_last: bool) -> Colour {
    match (ink, style) {
        (Ink::Negative, _) if style != Style::Carried => Colour::Negative,
        (Ink::Pale, _) => Colour::Third,
        (Ink::Plain, Style::Edge) if !is_last => Colour::Second,
        (_, Style::Pale | Style::Carried) => Colour::Second,
        _ => Colour::Ink,
    }
}
