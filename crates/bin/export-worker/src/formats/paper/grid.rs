//! The columns of the tables: how wide their texts are, and how they share a page.

use reports::paper::{Align, Column, Table, Width};

use crate::formats::paper::{
    font::Weight,
    item::count,
    lines::INDENTS,
    page::{self, CELL, LANDSCAPE, LARGE, PORTRAIT, Page},
    piece::{PrintedRow, Style, Text},
    text::Shaper,
};

/// Sizes of a table's text, largest first.
const SIZES: [f32; 3] = [page::TEXT, 7.5, 7.0];
/// If even the largest paper is too small for these.
const TINY: [f32; 4] = [6.0, 5.0, 4.0, 3.0];
/// A column of texts should not be narrower than this.
const TEXT_LEAST: f32 = 110.0;
/// If there are several of them.
const TEXTS_LEAST: f32 = 56.0;
/// The swatch of an ageing's bucket beside its heading.
pub(crate) const SWATCH: f32 = 9.0;
/// A text is at most as wide as this many font sizes before it is broken.
const TEXT_MOST: f32 = 60.0;
/// A word that is wider than this many font sizes may be broken.
const WORD_MOST: f32 = 14.0;

/// How wide the content of each column is, in multiples of the font size.
pub(crate) struct Measured {
    widest: Vec<f32>,
    /// The widest word, which should not be broken.
    word: Vec<f32>,
}

impl Measured {
    pub(crate) fn new(table: &Table) -> Self {
        Self {
            widest: vec![0.0; table.columns.len()],
            word: vec![0.0; table.columns.len()],
        }
    }

    pub(crate) fn add(&mut self, table: &Table, row: &PrintedRow, shaper: &mut Shaper) {
        self.add_cells(table, row, &row.cells, shaper);
        if let Some(carried) = &row.carried {
            self.add_cells(table, row, carried, shaper);
        }
    }

    fn add_cells(&mut self, table: &Table, row: &PrintedRow, cells: &[Text], shaper: &mut Shaper) {
        let is_sum = !matches!(row.style, Style::Plain | Style::Edge);
        for (index, cell) in cells.iter().enumerate() {
            let is_label = is_sum && table.columns.get(index).is_some_and(is_left);
            // The label of a total may cover the cells beside it.
            if cell.text.is_empty() || is_label {
                continue;
            }
            let is_strong = table
                .columns
                .get(index)
                .is_some_and(|column| column.is_strong);
            let weight = if !is_strong && matches!(row.style, Style::Plain | Style::Pale) {
                Weight::Regular
            } else {
                Weight::SemiBold
            };
            let indent = INDENTS
                .get(index)
                .map_or(0.0, |indent| indent * f32::from(row.indent));
            let width = shaper.width(&cell.text, weight) + indent / page::TEXT;
            if let Some(widest) = self.widest.get_mut(index) {
                *widest = widest.max(width);
            }
            if table
                .columns
                .get(index)
                .is_some_and(|it| it.width == Width::Text)
            {
                let words = cell.text.split_whitespace();
                let widest = words
                    .map(|word| shaper.width(word, weight))
                    .fold(0.0, f32::max);
                self.word[index] = self.word[index].max(widest);
            }
        }
    }
}

fn is_left(column: &Column) -> bool {
    column.align == Align::Left
}

/// A column in its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// Its index in the cells of a row.
    pub(crate) index: usize,
    /// From the left margin.
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) title: Vec<String>,
    pub(crate) align: Align,
    /// Whether its texts may be broken into lines.
    pub(crate) wraps: bool,
    pub(crate) age: Option<(usize, usize)>,
    /// Whether its texts are always bold.
    pub(crate) is_strong: bool,
    /// Space between its edges and its text.
    pub(crate) before: f32,
    pub(crate) after: f32,
}

impl Placed {
    pub(crate) fn room(&self) -> f32 {
        self.width - self.before - self.after
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub(crate) columns: Vec<Placed>,
    pub(crate) size: f32,
    pub(crate) over: Vec<(String, usize)>,
}

impl Grid {
    pub(crate) fn heading(&self) -> f32 {
        let is_tall = self.columns.iter().any(|column| column.title.len() > 1);
        let heading = if is_tall {
            page::HEADING_OF_TWO_LINES
        } else {
            page::HEADING
        };
        let over = if self.over.is_empty() {
            0.0
        } else {
            page::OVER_HEADING
        };
        heading + over
    }
}

/// The page and the tables on it. Smaller letters come first, then optional columns are left out, then
/// the page is turned, then enlarged.
pub(crate) fn lay_out(
    tables: &[Table],
    measured: &[Measured],
    is_wide: bool,
    shaper: &mut Shaper,
) -> (Page, Vec<Grid>) {
    let pages: &[Page] = if is_wide {
        &[LANDSCAPE, LARGE]
    } else {
        &[PORTRAIT, LANDSCAPE, LARGE]
    };
    for page in pages {
        let fitted: Option<Vec<Grid>> = (tables.iter().zip(measured))
            .map(|(table, measured)| fitted(table, measured, (page.across, &SIZES), shaper))
            .collect();
        if let Some(grids) = fitted {
            return (*page, grids);
        }
    }
    let across = LARGE.across;
    let grids = tables.iter().zip(measured).map(|(table, measured)| {
        fitted(table, measured, (across, &TINY), shaper)
            .unwrap_or_else(|| forced_into(table, measured, across, shaper))
    });
    (LARGE, grids.collect())
}

/// None if the table is too wide.
fn fitted(
    table: &Table,
    measured: &Measured,
    (across, sizes): (f32, &[f32]),
    shaper: &mut Shaper,
) -> Option<Grid> {
    let most = table
        .columns
        .iter()
        .map(|column| column.optional)
        .max()
        .unwrap_or(0);
    // First with all columns, then without those of the highest rank, and so on.
    for rank in (0..=most).rev() {
        let shown: Vec<usize> = (0..table.columns.len())
            .filter(|index| table.columns[*index].optional <= rank)
            .collect();
        // Titles stand on one line if there is room.
        let largest = sizes.iter().take(1).map(|size| (*size, false));
        for (size, breaks) in largest.chain(sizes.iter().map(|size| (*size, true))) {
            let widths = Widths::new(table, measured, &shown, (size, breaks), shaper);
            if let Some(widths) = widths.share(across) {
                return Some(placed(table, &shown, &widths, size, shaper));
            }
        }
    }
    None
}

/// Columns as narrow as they must be: every text may be broken.
fn forced_into(table: &Table, measured: &Measured, across: f32, shaper: &mut Shaper) -> Grid {
    let shown: Vec<usize> = (0..table.columns.len())
        .filter(|index| table.columns[*index].optional == 0)
        .collect();
    let size = TINY[TINY.len() - 1];
    let widths = Widths::new(table, measured, &shown, (size, true), shaper);
    let whole: f32 = widths.wanted.iter().sum();
    let scale = (across / whole.max(1.0)).min(1.0);
    let widths: Vec<f32> = widths.wanted.iter().map(|width| width * scale).collect();
    let mut grid = placed(table, &shown, &widths, size, shaper);
    for column in &mut grid.columns {
        column.wraps = true;
    }
    grid
}

/// The widths of columns in points.
struct Widths {
    wanted: Vec<f32>,
    /// The least of a column whose texts may be broken; None for the others.
    least: Vec<Option<f32>>,
}

impl Widths {
    fn new(
        table: &Table,
        measured: &Measured,
        shown: &[usize],
        (size, breaks): (f32, bool),
        shaper: &mut Shaper,
    ) -> Self {
        let texts = shown
            .iter()
            .filter(|index| table.columns[**index].width == Width::Text);
        let least = if texts.count() > 1 {
            TEXTS_LEAST
        } else {
            TEXT_LEAST
        };
        let mut widths = Self {
            wanted: Vec::new(),
            least: Vec::new(),
        };
        for index in shown {
            let column = &table.columns[*index];
            let title = title_width(column, breaks, shaper);
            let content = measured.widest[*index] * size;
            if column.width == Width::Text {
                let content = content.min(TEXT_MOST * size);
                let wanted = content.max(title) + 2.0 * CELL;
                let word = (measured.word[*index].min(WORD_MOST) * size).max(title);
                widths
                    .least
                    .push(Some(wanted.min(least).max(word + 2.0 * CELL)));
                widths.wanted.push(wanted);
            } else {
                widths.least.push(None);
                widths.wanted.push(content.max(title) + 2.0 * CELL);
            }
        }
        // Columns of a kind are equally wide.
        let kinds: Vec<Width> = shown
            .iter()
            .map(|index| table.columns[*index].width)
            .collect();
        for kind in &kinds {
            if let Width::Equal(_) = kind {
                let of_kind = |index: &usize| kinds[*index] == *kind;
                let all: Vec<usize> = (0..kinds.len()).filter(of_kind).collect();
                let widest = all
                    .iter()
                    .map(|index| widths.wanted[*index])
                    .fold(0.0, f32::max);
                for index in all {
                    widths.wanted[index] = widest;
                }
            }
        }
        widths
    }

    /// The columns' parts of the page: columns of texts get what they need if there is room, and the
    /// first of them what is left; without such columns all share it. None if there is too little room.
    fn share(&self, across: f32) -> Option<Vec<f32>> {
        let mut widths = self.wanted.clone();
        let whole: f32 = widths.iter().sum();
        if whole <= across {
            let left = across - whole;
            if let Some(first) = self.least.iter().position(Option::is_some) {
                widths[first] += left;
            } else {
                let part = left / count(widths.len().max(1));
                for width in &mut widths {
                    *width += part;
                }
            }
            return Some(widths);
        }
        let fixed = self.wanted.iter().zip(&self.least);
        let fixed: f32 = fixed
            .filter(|(_, least)| least.is_none())
            .map(|(wanted, _)| wanted)
            .sum();
        let least: f32 = self.least.iter().flatten().sum();
        let flexible = whole - fixed;
        let room = across - fixed;
        if room < least {
            return None;
        }
        let part = (room - least) / (flexible - least).max(1.0);
        for (width, least) in widths.iter_mut().zip(&self.least) {
            if let Some(least) = least {
                *width = least + (*width - least) * part;
            }
        }
        Some(widths)
    }
}

fn title_width(column: &Column, breaks: bool, shaper: &mut Shaper) -> f32 {
    let lines = column.title.split('\n').collect::<Vec<_>>();
    let breaks = breaks && lines.len() == 1;
    let widest = lines.into_iter().fold(0.0_f32, |widest, line| {
        let width = if breaks {
            two_lines(line, shaper).1
        } else {
            shaper.width(line, Weight::Medium)
        };
        widest.max(width)
    });
    let swatch = if column.age.is_some() { SWATCH } else { 0.0 };
    widest * page::SMALL + swatch
}

/// The title on two lines of about equal width, and the width of the wider one.
fn two_lines(title: &str, shaper: &mut Shaper) -> (Vec<String>, f32) {
    let spaces = title.match_indices(' ').map(|(at, _)| at);
    let mut best = (vec![title.to_owned()], shaper.width(title, Weight::Medium));
    for at in spaces {
        let (one, two) = (&title[..at], &title[at + 1..]);
        let width = shaper
            .width(one, Weight::Medium)
            .max(shaper.width(two, Weight::Medium));
        if width < best.1 {
            best = (vec![one.to_owned(), two.to_owned()], width);
        }
    }
    best
}

fn placed(table: &Table, shown: &[usize], widths: &[f32], size: f32, shaper: &mut Shaper) -> Grid {
    let mut x = 0.0;
    let last = shown.len().saturating_sub(1);
    let mut columns = Vec::with_capacity(shown.len());
    for (position, (index, width)) in shown.iter().zip(widths).enumerate() {
        let column = &table.columns[*index];
        // Texts and lines share the edges of the table.
        let before = if position == 0 { 0.0 } else { CELL };
        let after = if position == last { 0.0 } else { CELL };
        columns.push(Placed {
            index: *index,
            x,
            width: *width,
            title: title_lines(column, width - before - after, shaper),
            align: column.align,
            wraps: column.width == Width::Text,
            age: column.age,
            is_strong: column.is_strong,
            before,
            after,
        });
        x += width;
    }
    Grid {
        columns,
        size,
        over: table.over.clone(),
    }
}

fn title_lines(column: &Column, room: f32, shaper: &mut Shaper) -> Vec<String> {
    let lines: Vec<String> = column.title.split('\n').map(str::to_owned).collect();
    let swatch = if column.age.is_some() { SWATCH } else { 0.0 };
    let width = shaper.width(&column.title, Weight::Medium) * page::SMALL + swatch;
    if lines.len() > 1 || width <= room + 0.1 {
        return lines;
    }
    two_lines(&column.title, shaper).0
}
