//! Texts as glyphs: scripts and directions, fonts for characters that the main font lacks, widths and
//! lines. All measures are in font sizes.

use std::collections::HashMap;

use harfrust::{Direction, Feature, Script, ShapeOptions, ShapePlan, Tag, UnicodeBuffer};
use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use crate::formats::{
    RenderError,
    paper::font::{self, Face, Weight},
};

/// Letters of the main font are set this much closer.
const TRACKING: f32 = 0.012;
/// Tolerance for sums of widths.
const SLACK: f32 = 0.01;
/// Words whose widths are remembered.
const MEMORY: usize = 20_000;

/// A line of text as glyphs, from left to right.
#[derive(Default)]
pub(crate) struct Shaped {
    runs: Vec<Run>,
    pub(crate) width: f32,
}

/// Glyphs of one font.
struct Run {
    face: &'static Face,
    text: String,
    glyphs: Vec<KrillaGlyph>,
    width: f32,
}

pub(crate) struct Shaper {
    /// Widths of texts, by weight.
    widths: HashMap<Weight, HashMap<String, f32>>,
    buffer: Option<UnicodeBuffer>,
    /// By font, script and direction.
    plans: HashMap<(usize, Script, Direction), ShapePlan>,
    /// Characters without a glyph so far.
    pub(crate) unknown: u64,
}

impl Shaper {
    pub(crate) fn new() -> Result<Self, RenderError> {
        if font::main(Weight::Regular).is_none() {
            return Err(RenderError::Library("the fonts cannot be read".to_owned()));
        }
        Ok(Self {
            widths: HashMap::new(),
            buffer: None,
            plans: HashMap::new(),
            unknown: 0,
        })
    }

    pub(crate) fn shape(&mut self, text: &str, weight: Weight) -> Shaped {
        let mut shaped = Shaped::default();
        if text.is_ascii() {
            self.add_runs(text, Level::ltr(), weight, &mut shaped);
            return shaped;
        }
        let bidi = BidiInfo::new(text, None);
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                self.add_runs(&text[run.clone()], levels[run.start], weight, &mut shaped);
            }
        }
        shaped
    }

    /// Adds the parts of a text of one direction, each in its font.
    fn add_runs(&mut self, text: &str, level: Level, weight: Weight, shaped: &mut Shaped) {
        let mut parts: Vec<(&'static Face, std::ops::Range<usize>)> = Vec::new();
        if text.is_ascii() {
            parts.extend(font::main(weight).map(|face| (face, 0..text.len())));
        } else {
            for (at, cluster) in text.grapheme_indices(true) {
                let Some(face) = self.face_of(cluster, weight) else {
                    continue;
                };
                let end = at + cluster.len();
                match parts.last_mut() {
                    Some((last, range)) if std::ptr::eq(*last, face) => range.end = end,
                    _ => parts.push((face, at..end)),
                }
            }
        }
        if level.is_rtl() {
            parts.reverse();
        }
        for (face, range) in parts {
            let run = self.run(&text[range], face, level);
            shaped.width += run.width;
            shaped.runs.push(run);
        }
    }

    /// Without a font, the main one shows a box.
    fn face_of(&mut self, cluster: &str, weight: Weight) -> Option<&'static Face> {
        let main = font::main(weight)?;
        if main.covers(cluster) {
            return Some(main);
        }
        let found = font::fallback(cluster, weight);
        self.unknown += u64::from(found.is_none());
        Some(found.unwrap_or(main))
    }

    fn run(&mut self, text: &str, face: &'static Face, level: Level) -> Run {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if level.is_rtl() {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let (script, direction) = (buffer.script(), buffer.direction());
        let key = (std::ptr::from_ref(face).addr(), script, direction);
        let features = [Feature::new(Tag::new(b"tnum"), 1, ..)];
        // A plan takes longer than the text.
        let plan = self.plans.entry(key).or_insert_with(|| {
            ShapePlan::new(&face.shaper, direction, Some(script), None, &features)
        });
        let options = ShapeOptions::new().features(&features).plan(Some(plan));
        let glyphs = face.shaper.shape(buffer, options);
        let mut starts: Vec<usize> = glyphs
            .glyph_infos()
            .iter()
            .map(|info| info.cluster as usize)
            .collect();
        starts.push(text.len());
        starts.sort_unstable();
        starts.dedup();
        let mut run = Run {
            face,
            text: text.to_owned(),
            glyphs: Vec::with_capacity(glyphs.len()),
            width: 0.0,
        };
        for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            let start = info.cluster as usize;
            let end = starts[starts
                .partition_point(|other| *other <= start)
                .min(starts.len() - 1)];
            run.push(info.glyph_id, start..end, position);
        }
        self.buffer = Some(glyphs.clear());
        run
    }

    pub(crate) fn width(&mut self, text: &str, weight: Weight) -> f32 {
        if let Some(width) = self.widths.get(&weight).and_then(|known| known.get(text)) {
            return *width;
        }
        let width = self.shape(text, weight).width;
        let known = self.widths.entry(weight).or_default();
        if known.len() >= MEMORY {
            known.clear();
        }
        known.insert(text.to_owned(), width);
        width
    }

    /// Lines of at most this width, broken at spaces. A word that is wider breaks where it must.
    pub(crate) fn wrap(&mut self, text: &str, weight: Weight, width: f32) -> Vec<String> {
        let space = self.width(" ", weight);
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let (mut line, mut used) = (String::new(), 0.0);
            for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
                let needed = self.width(word, weight);
                if !line.is_empty() && used + space + needed > width + SLACK {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                if !line.is_empty() {
                    line.push(' ');
                    used += space;
                }
                if needed <= width + SLACK {
                    line.push_str(word);
                    used += needed;
                } else {
                    used = self.break_word((word, weight), width, &mut line, &mut lines);
                }
            }
            lines.push(line);
        }
        lines
    }

    /// Fills lines with a word that is wider than a line. Returns the width of the last one.
    fn break_word(
        &mut self,
        (word, weight): (&str, Weight),
        width: f32,
        line: &mut String,
        lines: &mut Vec<String>,
    ) -> f32 {
        let mut used = self.width(line, weight);
        for cluster in word.graphemes(true) {
            let needed = self.width(cluster, weight);
            if !line.is_empty() && used + needed > width + SLACK {
                lines.push(std::mem::take(line));
                used = 0.0;
            }
            line.push_str(cluster);
            used += needed;
        }
        used
    }

    /// The text, cut to this width; an ellipsis marks the cut.
    pub(crate) fn cut(&mut self, text: &str, weight: Weight, width: f32) -> String {
        if self.width(text, weight) <= width + SLACK {
            return text.to_owned();
        }
        let mut left = width - self.width("…", weight);
        let mut kept = String::new();
        for cluster in text.graphemes(true) {
            left -= self.width(cluster, weight);
            if left < 0.0 {
                break;
            }
            kept.push_str(cluster);
        }
        let kept = kept.trim_end_matches([' ', ',', '–', '-']);
        format!("{kept}…")
    }
}

impl Run {
    fn push(
        &mut self,
        glyph: u32,
        text: std::ops::Range<usize>,
        position: &harfrust::GlyphPosition,
    ) {
        let units = self.face.units_per_em;
        let em = |value: i32| units_to_em(value, units);
        let mut advance = em(position.x_advance);
        // Marks have no advance of their own.
        if self.face.is_main && position.x_advance != 0 {
            advance -= TRACKING;
        }
        let (x, y) = (em(position.x_offset), em(position.y_offset));
        let glyph = GlyphId::new(glyph);
        self.glyphs.push(KrillaGlyph::new(
            glyph,
            advance,
            x,
            y,
            em(position.y_advance),
            text,
            None,
        ));
        self.width += advance;
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "units of a font are small numbers"
)]
fn units_to_em(value: i32, units_per_em: f32) -> f32 {
    value as f32 / units_per_em
}

impl Shaped {
    /// Draws the line with its baseline beginning at the point.
    pub(crate) fn draw(&self, surface: &mut Surface<'_>, (x, y): (f32, f32), size: f32) {
        let mut x = x;
        for run in &self.runs {
            let point = Point::from_xy(x, y);
            surface.draw_glyphs(
                point,
                &run.glyphs,
                run.face.font.clone(),
                &run.text,
                size,
                false,
            );
            x += run.width * size;
        }
    }
}

/// The largest size, at most `size`, in which the text has room.
pub(crate) fn fitting(
    shaper: &mut Shaper,
    text: &str,
    (weight, size): (Weight, f32),
    room: f32,
) -> f32 {
    let width = shaper.width(text, weight);
    size.min(room / width.max(0.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_keep_all_text() {
        let mut shaper = Shaper::new().unwrap();
        let text =
            "Corporación de Servicios Múltiples SupercalifragilísticoEspialidoso F001-00000011";
        let lines = shaper.wrap(text, Weight::Regular, 9.0);
        assert_eq!(lines[..2], ["Corporación de", "Servicios Múltiples"]);
        for line in &lines {
            assert!(shaper.width(line, Weight::Regular) <= 9.2, "{line}");
        }
        let plain = |text: &str| text.replace(' ', "");
        assert_eq!(plain(&lines.concat()), plain(text));
        assert!(lines.contains(&"F001-00000011".to_owned()), "{lines:?}");
        assert_eq!(shaper.wrap("a\nb", Weight::Medium, 8.0), ["a", "b"]);
    }

    #[test]
    fn digits_have_one_width() {
        let mut shaper = Shaper::new().unwrap();
        for weight in [Weight::Regular, Weight::SemiBold] {
            let one = shaper.width("1,111,111.11", weight);
            let eight = shaper.width("8,888,888.88", weight);
            assert!((one - eight).abs() < 0.001, "{one} {eight}");
        }
    }

    #[test]
    fn a_header_that_is_too_long_ends_with_an_ellipsis() {
        let mut shaper = Shaper::new().unwrap();
        let cut = shaper.cut("Estado de cuenta de Ñandú", Weight::SemiBold, 6.0);
        assert!(cut.starts_with("Estado") && cut.ends_with('…'), "{cut}");
        assert!(shaper.width(&cut, Weight::SemiBold) <= 6.0);
        assert_eq!(shaper.cut("Saldo", Weight::SemiBold, 6.0), "Saldo");
    }

    #[test]
    fn latin_greek_and_cyrillic_have_glyphs_and_nothing_is_left_out_silently() {
        let mut shaper = Shaper::new().unwrap();
        shaper.shape("Ñandú Ζεύς Жук ₲ € – − …", Weight::Regular);
        assert_eq!(shaper.unknown, 0);
        shaper.shape("\u{10fffd}", Weight::Regular);
        assert_eq!(shaper.unknown, 1);
    }
}
