//! A row that waits for its page. It keeps only texts, because all pages are counted first.

use crate::formats::paper::{
    font::{Face, Fonts},
    table::GAP,
};

/// Line height within a row, and padding around a row, in font sizes.
pub(crate) const LEADING: f32 = 1.2;
const PADDING: f32 = 0.35;
/// Separates the texts of cells.
const CELL: char = '\u{1f}';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Plain,
    Sum,
    Total,
    Header,
}

impl Weight {
    pub(crate) fn face(self) -> Face {
        match self {
            Self::Plain => Face::Regular,
            Self::Sum | Self::Total | Self::Header => Face::Bold,
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) weight: Weight,
    /// Number of lines of the tallest cell, after wrapping.
    lines: u16,
    texts: Box<str>,
}

impl Row {
    pub(crate) fn new(texts: &[String], weight: Weight) -> Self {
        let mut joined = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
        for (index, text) in texts.iter().enumerate() {
            if index > 0 {
                joined.push(CELL);
            }
            joined.extend(text.chars().map(|letter| match letter {
                CELL | '\t' => ' ',
                '\r' => '\n',
                letter => letter,
            }));
        }
        Self {
            weight,
            lines: 1,
            texts: joined.into(),
        }
    }

    /// Wraps its texts to columns of these widths, in font sizes.
    pub(crate) fn broken(self, fonts: &mut Fonts, widths: &[f32]) -> Self {
        let face = self.weight.face();
        let (mut texts, mut most) = (String::with_capacity(self.texts.len()), 1);
        for (index, (text, width)) in self.texts.split(CELL).zip(widths).enumerate() {
            if index > 0 {
                texts.push(CELL);
            }
            let lines = fonts.wrap(text, face, width - GAP);
            most = most.max(lines.len());
            texts.push_str(&lines.join("\n"));
        }
        Self {
            lines: u16::try_from(most).unwrap_or(u16::MAX),
            texts: texts.into(),
            ..self
        }
    }

    /// Height in font sizes.
    pub(crate) fn height(&self) -> f32 {
        f32::from(self.lines) * LEADING + PADDING
    }

    /// The lines of each cell.
    pub(crate) fn cells(&self) -> impl Iterator<Item = std::str::Split<'_, char>> {
        self.texts.split(CELL).map(|text| text.split('\n'))
    }
}
