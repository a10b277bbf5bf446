//! The two fonts of PDFs. Texts are measured and wrapped here, without text shaping, which Latin,
//! Greek and Cyrillic do not need.

use std::collections::HashMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::formats::RenderError;

/// Tolerance for sums of widths.
const SLACK: f32 = 0.01;

static REGULAR: &[u8] = include_bytes!("../../../fonts/DejaVuSansCondensed.ttf");
static BOLD: &[u8] = include_bytes!("../../../fonts/DejaVuSansCondensed-Bold.ttf");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Regular,
    Bold,
}

pub(crate) struct Fonts {
    regular: Measured,
    bold: Measured,
    /// Number of characters without a glyph so far.
    pub(crate) unknown: u64,
}

struct Measured {
    font: Font,
    file: FontRef<'static>,
    /// Glyph and width, in font sizes.
    known: HashMap<char, Option<(GlyphId, f32)>>,
}

impl Fonts {
    pub(crate) fn load() -> Result<Self, RenderError> {
        Ok(Self {
            regular: Measured::load(REGULAR)?,
            bold: Measured::load(BOLD)?,
            unknown: 0,
        })
    }

    pub(crate) fn font(&self, face: Face) -> Font {
        match face {
            Face::Regular => self.regular.font.clone(),
            Face::Bold => self.bold.font.clone(),
        }
    }

    /// The glyphs of the text, ready to be drawn.
    pub(crate) fn glyphs(&mut self, text: &str, face: Face) -> Vec<KrillaGlyph> {
        let glyph = |(at, letter): (usize, char)| {
            let (glyph, width) = self.measure(letter, face);
            let range = at..at + letter.len_utf8();
            KrillaGlyph::new(glyph, width, 0.0, 0.0, 0.0, range, None)
        };
        text.char_indices().map(glyph).collect()
    }

    /// Width in font sizes.
    pub(crate) fn width(&mut self, text: &str, face: Face) -> f32 {
        text.chars()
            .map(|letter| self.measure(letter, face).1)
            .sum()
    }

    /// The width of the longest word.
    pub(crate) fn longest_word(&mut self, text: &str, face: Face) -> f32 {
        let words = text.split_whitespace();
        words.fold(0.0, |longest, word| self.width(word, face).max(longest))
    }

    /// Lines of at most this width in font sizes, broken at spaces if there are any.
    pub(crate) fn wrap(&mut self, text: &str, face: Face, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let (mut begin, mut used) = (0, 0.0);
            // Position after the last space of the line, and the width up to there.
            let mut space = None;
            for (at, letter) in paragraph.char_indices() {
                let advance = self.measure(letter, face).1;
                if used + advance > width + SLACK && at > begin && letter != ' ' {
                    let (end, till) = space.take().unwrap_or((at, used));
                    lines.push(paragraph[begin..end].trim_end().to_owned());
                    (begin, used) = (end, used - till);
                }
                used += advance;
                if letter == ' ' {
                    space = Some((at + 1, used));
                }
            }
            if begin < paragraph.len() {
                lines.push(paragraph[begin..].to_owned());
            }
        }
        lines
    }

    /// The text, cut to this width in font sizes; an ellipsis marks the cut.
    pub(crate) fn cut(&mut self, text: &str, face: Face, width: f32) -> String {
        if self.width(text, face) <= width {
            return text.to_owned();
        }
        let mut left = width - self.measure('…', face).1;
        let fits = |letter: &char| {
            left -= self.measure(*letter, face).1;
            left >= 0.0
        };
        text.chars().take_while(fits).chain(['…']).collect()
    }

    fn measure(&mut self, letter: char, face: Face) -> (GlyphId, f32) {
        let measured = match face {
            Face::Regular => &mut self.regular,
            Face::Bold => &mut self.bold,
        };
        if let Some(found) = measured.find(letter) {
            return found;
        }
        self.unknown += 1;
        measured.find('\u{fffd}').unwrap_or((GlyphId::new(0), 0.6))
    }
}

impl Measured {
    fn load(bytes: &'static [u8]) -> Result<Self, RenderError> {
        let unreadable = || RenderError::Library("the font cannot be read".to_owned());
        Ok(Self {
            font: Font::new(bytes.into(), 0).ok_or_else(unreadable)?,
            file: FontRef::new(bytes).map_err(|_| unreadable())?,
            known: HashMap::new(),
        })
    }

    fn find(&mut self, letter: char) -> Option<(GlyphId, f32)> {
        let (file, units) = (&self.file, self.font.units_per_em());
        *self.known.entry(letter).or_insert_with(|| {
            let glyph = file.charmap().map(letter)?;
            let metrics = file.glyph_metrics(Size::unscaled(), LocationRef::default());
            let width = metrics.advance_width(glyph)? / units;
            Some((GlyphId::new(glyph.to_u32()), width))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_if_possible_and_keep_all_text() {
        let mut fonts = Fonts::load().unwrap();
        let text = "Corporación de Servicios Múltiples SupercalifragilísticoEspialidoso";
        let lines = fonts.wrap(text, Face::Regular, 8.0);
        assert_eq!(lines[..2], ["Corporación de", "Servicios"]);
        for line in &lines {
            assert!(fonts.width(line, Face::Regular) <= 8.1, "{line}");
        }
        let plain = |text: &str| text.replace(' ', "");
        assert_eq!(plain(&lines.concat()), plain(text));
        assert_eq!(fonts.wrap("a\nb", Face::Bold, 8.0), ["a", "b"]);
        assert!(fonts.wrap("", Face::Bold, 8.0).is_empty());
    }

    #[test]
    fn a_heading_that_is_too_long_ends_with_an_ellipsis() {
        let mut fonts = Fonts::load().unwrap();
        let cut = fonts.cut("Estado de cuenta de Ñandú", Face::Bold, 6.0);
        assert!(cut.starts_with("Estado") && cut.ends_with('…'), "{cut}");
        assert!(fonts.width(&cut, Face::Bold) <= 6.0);
        assert_eq!(fonts.cut("Saldo", Face::Bold, 6.0), "Saldo");
    }
}
