//! The two faces that papers are set in, measured and wrapped by hand: no shaping, which Latin,
//! Greek and Cyrillic do without.

use std::collections::HashMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::rendering::RenderError;

static REGULAR: &[u8] = include_bytes!("../../fonts/DejaVuSansCondensed.ttf");
static BOLD: &[u8] = include_bytes!("../../fonts/DejaVuSansCondensed-Bold.ttf");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
}

pub(super) struct Fonts {
    regular: Measured,
    bold: Measured,
    /// Characters that had no picture so far.
    pub(super) unknown: u64,
}

struct Measured {
    font: Font,
    file: FontRef<'static>,
    /// Picture and width, in font sizes.
    known: HashMap<char, Option<(GlyphId, f32)>>,
}

/// One line of text, ready to be drawn.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) face: Face,
    /// In font sizes.
    pub(super) width: f32,
}

impl Fonts {
    pub(super) fn load() -> Result<Self, RenderError> {
        Ok(Self {
            regular: Measured::load(REGULAR)?,
            bold: Measured::load(BOLD)?,
            unknown: 0,
        })
    }

    pub(super) fn font(&self, face: Face) -> Font {
        match face {
            Face::Regular => self.regular.font.clone(),
            Face::Bold => self.bold.font.clone(),
        }
    }

    pub(super) fn line(&mut self, text: &str, face: Face) -> Line {
        let mut line = Line::empty(face);
        for letter in text.chars() {
            let (glyph, width) = self.measure(letter, face);
            line.push(letter, glyph, width);
        }
        line
    }

    /// Lines of at most this width in font sizes, broken at spaces where there are some.
    pub(super) fn wrap(&mut self, text: &str, face: Face, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        for paragraph in text.split(['\n', '\r']) {
            let mut line = Line::empty(face);
            // Where the line may be broken: bytes of text.
            let mut space = None;
            for letter in paragraph.chars() {
                let (glyph, advance) = self.measure(letter, face);
                if line.width + advance > width && !line.text.is_empty() {
                    let rest = space
                        .take()
                        .map_or_else(String::new, |at| line.split_off(at));
                    lines.push(line);
                    line = self.line(&rest, face);
                }
                line.push(letter, glyph, advance);
                if letter == ' ' {
                    space = Some(line.text.len());
                }
            }
            if !line.text.is_empty() {
                lines.push(line);
            }
        }
        lines
    }

    fn measure(&mut self, letter: char, face: Face) -> (GlyphId, f32) {
        let measured = match face {
            Face::Regular => &mut self.regular,
            Face::Bold => &mut self.bold,
        };
        let letter = if letter == '\t' { ' ' } else { letter };
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

impl Line {
    fn empty(face: Face) -> Self {
        Self {
            text: String::new(),
            glyphs: Vec::new(),
            face,
            width: 0.0,
        }
    }

    fn push(&mut self, letter: char, glyph: GlyphId, width: f32) {
        let begin = self.text.len();
        self.text.push(letter);
        let range = begin..self.text.len();
        self.glyphs
            .push(KrillaGlyph::new(glyph, width, 0.0, 0.0, 0.0, range, None));
        self.width += width;
    }

    /// Cuts the text at this byte and gives what stood behind.
    fn split_off(&mut self, at: usize) -> String {
        let rest = self.text.split_off(at);
        self.glyphs.retain(|glyph| glyph.text_range.end <= at);
        self.width = self.glyphs.iter().map(|glyph| glyph.x_advance).sum();
        rest
    }
}
