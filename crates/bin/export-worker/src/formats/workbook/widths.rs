//! Column widths of a sheet, according to the content. A number is never cut; a text that is longer
//! than its column's maximum is wrapped.

use reports::{Column, Kind};

/// Cell borders, and the extra width of bold letters.
const PADDING: usize = 2;
/// Width of the filter button.
const BUTTON: usize = 3;
/// Maximum lines of a title.
const TITLE_LINES: usize = 3;

/// Maximum lines of a row.
const MOST_LINES: u16 = 27;

pub(crate) struct Widths {
    columns: Vec<Width>,
    /// Whether long texts are wrapped.
    wraps: bool,
    /// Lines of the tallest title.
    pub(crate) title_lines: u16,
}

/// Widths in characters.
struct Width {
    title: usize,
    content: usize,
    /// Maximum for texts.
    most: usize,
}

impl Widths {
    pub(crate) fn new(columns: &[Column<'_>], locale: &str, wraps: bool) -> Self {
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

    /// Records a text. Returns the number of its lines.
    pub(crate) fn text(&mut self, column: u16, text: &str) -> u16 {
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

    /// Records the width of content that must stay on one line.
    pub(crate) fn unbroken(&mut self, column: u16, characters: usize) {
        if let Some(width) = self.columns.get_mut(usize::from(column)) {
            width.content = width.content.max(characters);
        }
    }

    /// By column.
    pub(crate) fn characters(&self) -> impl Iterator<Item = u16> {
        self.columns.iter().map(|width| {
            let characters = width.content.max(width.title) + PADDING;
            u16::try_from(characters).unwrap_or(u16::MAX).min(255)
        })
    }
}

/// Lines of a text in a column of this width, broken at spaces.
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

/// Limited to the row height that Excel allows.
fn line_count(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(MOST_LINES).min(MOST_LINES)
}

/// Whether values and titles of this kind are right-aligned.
pub(crate) fn is_number(kind: Kind) -> bool {
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
    fn columns_are_as_wide_as_their_content_but_texts_have_a_limit() {
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
