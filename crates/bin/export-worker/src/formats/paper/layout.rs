//! Paper size of a table, and how its columns share the width according to their content. Numbers
//! and days are never broken; texts are wrapped first.

use crate::formats::paper::MARGIN;

/// Portrait A4, landscape A4, landscape A3: width, height and smallest font size in points.
const PAPERS: [(f32, f32, f32); 3] = [
    (595.3, 841.9, 8.5),
    (841.9, 595.3, 6.5),
    (1190.6, 841.9, 5.5),
];
const LARGEST: f32 = 9.0;

/// The width that a column needs, in font sizes, with its gap.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    /// Its longest word or number on one line.
    pub(crate) least: f32,
    /// All content on one line, within limits.
    pub(crate) wanted: f32,
}

#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) size: f32,
    /// Column widths in points.
    pub(crate) widths: Vec<f32>,
}

pub(crate) fn layout(needs: &[Need]) -> Layout {
    let wanted: f32 = needs.iter().map(|need| need.wanted).sum();
    let least: f32 = needs.iter().map(|need| need.least).sum();
    let size_on = |width: f32| ((width - 2.0 * MARGIN) / wanted.max(1.0)).min(LARGEST);
    let found = PAPERS
        .into_iter()
        .find(|(width, _, smallest)| size_on(*width) >= *smallest);
    if let Some((width, height, _)) = found {
        let size = size_on(width);
        let spread = (width - 2.0 * MARGIN) / (wanted * size).max(1.0);
        let widths = needs.iter().map(|need| need.wanted * size * spread);
        return Layout {
            width,
            height,
            size,
            widths: widths.collect(),
        };
    }
    let [.., (width, height, smallest)] = PAPERS;
    let across = width - 2.0 * MARGIN;
    let size = smallest.min(across / least.max(1.0));
    let share = (across / size - least).max(0.0) / (wanted - least).max(1.0);
    let widths = needs
        .iter()
        .map(|need| (need.least + (need.wanted - need.least) * share) * size);
    Layout {
        width,
        height,
        size,
        widths: widths.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(columns: usize, least: f32, wanted: f32) -> Layout {
        layout(&vec![Need { least, wanted }; columns])
    }

    #[test]
    fn the_page_grows_before_the_font_becomes_too_small_and_texts_wrap() {
        let narrow = laid_out(4, 5.0, 10.0);
        assert!(narrow.width < narrow.height && narrow.size >= 8.5);
        let usual = laid_out(10, 5.0, 10.0);
        assert!((usual.width - 841.9).abs() < 0.1 && usual.size >= 6.5);
        let wide = laid_out(18, 5.0, 10.0);
        assert!(wide.width > 1000.0 && wide.size >= 5.5);
        let broken = laid_out(30, 5.0, 10.0);
        assert!((broken.size - 5.5).abs() < 0.01 && broken.widths[0] < 10.0 * broken.size);
        let crowded = laid_out(90, 5.0, 10.0);
        assert!(crowded.size < 5.5 && crowded.widths[0] >= 4.9 * crowded.size);
        for layout in [narrow, usual, wide, broken, crowded] {
            let across: f32 = layout.widths.iter().sum();
            assert!(across <= layout.width - 2.0 * MARGIN + 0.1, "{layout:?}");
        }
    }
}
