//! Sizes of pages, rows and letters in points, and the colours.

use krilla::color::rgb;

/// A sheet of paper: its size, and where its parts begin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Page {
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// Left margin, and the width between the margins.
    pub(crate) left: f32,
    pub(crate) across: f32,
    pub(crate) top: f32,
    /// Height of the header of the first page.
    pub(crate) first_header: f32,
    /// The body ends this far above the page's foot, and the footer's line is this far above it.
    pub(crate) bottom: f32,
    pub(crate) footer: f32,
}

/// Height of the header of later pages.
pub(crate) const LATER_HEADER: f32 = 16.0;
/// Space between a header and the body, on the first page and on later ones.
const BELOW_FIRST_HEADER: f32 = 12.0;
const BELOW_LATER_HEADER: f32 = 10.0;

pub(crate) const PORTRAIT: Page = Page {
    width: 595.28,
    height: 841.89,
    left: 44.0,
    across: 507.0,
    top: 36.0,
    first_header: 48.0,
    bottom: 56.0,
    footer: 52.0,
};

pub(crate) const LANDSCAPE: Page = Page {
    width: 841.89,
    height: 595.28,
    left: 36.0,
    across: 770.0,
    top: 28.0,
    first_header: 46.0,
    bottom: 44.0,
    footer: 40.0,
};

/// A3, for tables that would be too small on A4.
pub(crate) const LARGE: Page = Page {
    width: 1190.55,
    height: 841.89,
    across: 1118.0,
    ..LANDSCAPE
};

impl Page {
    /// Where the body of the first page begins.
    pub(crate) fn first_body(&self) -> f32 {
        self.top + self.first_header + BELOW_FIRST_HEADER
    }

    pub(crate) fn later_body(&self) -> f32 {
        self.top + LATER_HEADER + BELOW_LATER_HEADER
    }

    /// Where the body of every page ends.
    pub(crate) fn body_end(&self) -> f32 {
        self.height - self.bottom
    }

    pub(crate) fn right(&self) -> f32 {
        self.left + self.across
    }
}

/// Heights of what stands on a page.
pub(crate) const ROW: f32 = 13.0;
/// A row of several lines is this much higher than its lines.
pub(crate) const ROW_PADDING: f32 = 3.0;
pub(crate) const LINE: f32 = 10.0;
pub(crate) const HEADING: f32 = 15.0;
pub(crate) const HEADING_OF_TWO_LINES: f32 = 24.0;
pub(crate) const OVER_HEADING: f32 = 13.0;
pub(crate) const TOTAL: f32 = 15.0;
pub(crate) const GRAND: f32 = 17.0;
pub(crate) const SUBTOTAL: f32 = 14.0;
pub(crate) const PALE: f32 = 12.0;
pub(crate) const GROUP: f32 = 15.0;
pub(crate) const ELEMENT: f32 = 17.0;
pub(crate) const GAP: f32 = 7.0;
pub(crate) const SECTION: f32 = 18.0;
pub(crate) const GAP_BEFORE_SECTION: f32 = 12.0;
pub(crate) const NOTE: f32 = 9.5;
pub(crate) const CHECK: f32 = 14.0;

/// Sizes of letters.
pub(crate) const TEXT: f32 = 8.0;
pub(crate) const SMALL: f32 = 7.0;

/// Cells have this much space left and right.
pub(crate) const CELL: f32 = 4.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    Ink,
    /// Less important text.
    Second,
    Third,
    Accent,
    Negative,
    Line,
    Tint,
    /// The bucket of an ageing, from not due to oldest.
    Age(u8),
}

impl Colour {
    pub(crate) fn rgb(self) -> rgb::Color {
        let [red, green, blue] = match self {
            Self::Ink => [0x15, 0x20, 0x2b],
            Self::Second => [0x47, 0x54, 0x61],
            Self::Third => [0x62, 0x70, 0x7c],
            Self::Accent => [0x0b, 0x61, 0x63],
            Self::Negative => [0xb3, 0x26, 0x1e],
            Self::Line => [0xc9, 0xd0, 0xd6],
            Self::Tint => [0xf1, 0xf3, 0xf4],
            Self::Age(age) => match age {
                0 => [0xd9, 0xe9, 0xe7],
                1 => [0xec, 0xd9, 0xa6],
                2 => [0xe6, 0xbd, 0x77],
                3 => [0xdc, 0x96, 0x54],
                4 => [0xc7, 0x68, 0x3d],
                _ => [0xa0, 0x3f, 0x31],
            },
        };
        rgb::Color::new(red, green, blue)
    }

    /// The oldest of any number of buckets has the darkest colour.
    pub(crate) fn of_age(nth: usize, buckets: usize) -> Self {
        let last = buckets.saturating_sub(1).max(1);
        let age = (nth * 5).div_ceil(last).min(5);
        Self::Age(u8::try_from(age).unwrap_or(5))
    }
}
