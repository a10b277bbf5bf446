//! A row as it waits for its page: its texts alone, since a page is drawn when all are counted.

use super::font::{Face, Fonts};
use super::table::GAP;

/// Between lines of a row, and around a row, in font sizes.
pub(super) const LEADING: f32 = 1.2;
const PADDING: f32 = 0.35;
/// Between the texts of cells.
const CELL: char = '\u{1f}';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Plain,
    Sum,
    Total,
    Header,
}

impl Weight {
    pub(super) fn face(self) -> Face {
        match self {
            Self::Plain => Face::Regular,
            Self::Sum | Self::Total | Self::Header => Face::Bold,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) weight: Weight,
    /// Of the tallest cell, when it is broken into lines.
    lines: u16,
    texts: Box<str>,
}

impl Row {
    pub(super) fn new(texts: &[String], weight: Weight) -> Self {
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

    /// Breaks its texts into lines that fit into columns of these widths, in font sizes.
    pub(super) fn broken(self, fonts: &mut Fonts, widths: &[f32]) -> Self {
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

    /// In font sizes.
    pub(super) fn height(&self) -> f32 {
        f32::from(self.lines) * LEADING + PADDING
    }

    /// By cell, the lines.
    pub(super) fn cells(&self) -> impl Iterator<Item = std::str::Split<'_, char>> {
        self.texts.split(CELL).map(|text| text.split('\n'))
    }
}
