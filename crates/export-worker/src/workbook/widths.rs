//! How wide the columns of a sheet are: as what stands in them needs it. A number is never cut; a
//! text that is longer than its column may be wide goes on in the next line of its cell.

use reports::{Column, Kind};

/// The borders of a cell, and what bold letters need more.
const PADDING: usize = 2;
/// The button of the filter.
const BUTTON: usize = 3;
/// Lines that a title may take.
const TITLE_LINES: usize = 3;

/// Of a row.
const MOST_LINES: u16 = 27;

pub(super) struct Widths {
    columns: Vec<Width>,
    /// Long texts take several lines.
    wraps: bool,
    /// Of the tallest title.
    pub(super) title_lines: u16,
}

/// In characters.
struct Width {
    title: usize,
    content: usize,
    /// Of texts.
    most: usize,
}

impl Widths {
    pub(super) fn new(columns: &[Column<'_>], locale: &str, wraps: bool) -> Self {
        let width = |column: &Column<'_>| {
            let title = column.title.in_locale(locale);
            let words = title.split_whitespace().map(|word| word.chars().count());
            let line = title.chars().count().div_ceil(TITLE_LINES);
            Width {
                title: words.max().unwrap_or(0).max(line) + BUTTON,
                content: 0,
                most: usize::from(column.width),
            }
        };
        let title_lines = columns.iter().map(|column| {
            let title = column.title.in_locale(locale);
            title.split_whitespace().count().clamp(1, TITLE_LINES)
        });
        Self {
            title_lines: line_count(title_lines.max().unwrap_or(1)),
            columns: columns.iter().map(width).collect(),
            wraps,
        }
    }

    /// Takes note of a text; how many lines it takes.
    pub(super) fn text(&mut self, column: u16, text: &str) -> u16 {
        let Some(width) = self.columns.get_mut(usize::from(column)) else {
            return 1;
        };
        // A text has at most as many characters as bytes.
        let has_lines = self.wraps && text.contains('\n');
        let is_known = text.len() <= width.content || !self.wraps && width.content >= width.most;
        if is_known && !has_lines {
            return 1;
        }
        let characters = text.chars().count();
        width.content = width.content.max(characters.min(width.most));
        if !self.wraps || characters <= width.most && !has_lines {
            return 1;
        }
        text.split('\n').map(|line| wrapped(line, width.most)).sum()
    }

    /// Takes note of what must stand in one line.
    pub(super) fn unbroken(&mut self, column: u16, characters: usize) {
        if let Some(width) = self.columns.get_mut(usize::from(column)) {
            width.content = width.content.max(characters);
        }
    }

    /// By column.
    pub(super) fn characters(&self) -> impl Iterator<Item = u16> {
        self.columns.iter().map(|width| {
            let characters = width.content.max(width.title) + PADDING;
            u16::try_from(characters).unwrap_or(u16::MAX).min(255)
        })
    }
}

/// Lines of a text in a column of so many characters, broken at spaces.
fn wrapped(text: &str, width: usize) -> u16 {
    let width = width.max(1);
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let characters = word.chars().count();
        if used > 0 && used + 1 + characters > width {
            (lines, used) = (lines + 1, 0);
        }
        used += characters + usize::from(used > 0);
        lines += used.saturating_sub(1) / width;
        used -= used.saturating_sub(1) / width * width;
    }
    line_count(lines)
}

/// What Excel lets a row be high.
fn line_count(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(MOST_LINES).min(MOST_LINES)
}

/// Titles of these stand to the right, as what is below them.
pub(super) fn is_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Integer | Kind::Money | Kind::Days | Kind::Number
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::tests::COLUMNS;

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them_but_texts_have_a_limit() {
        let mut widths = Widths::new(&COLUMNS, "es", true);
        assert_eq!(widths.text(0, "Ñandú S.A."), 1);
        assert_eq!(
            widths.text(0, "Ñandú y Compañía Sociedad Anónima Cerrada"),
            5
        );
        assert_eq!(widths.text(0, "a\nb"), 2);
        assert_eq!(widths.text(0, &"x".repeat(25)), 3);
        widths.unbroken(3, 30);
        let found: Vec<_> = widths.characters().collect();
        assert_eq!(found, [14, 10, 9, 32]);

        let mut unwrapped = Widths::new(&COLUMNS, "es", false);
        assert_eq!(unwrapped.text(0, &"x".repeat(25)), 1);
        assert_eq!(unwrapped.text(1, "a\nb"), 1);
        assert_eq!(unwrapped.characters().next(), Some(14));
    }
}
