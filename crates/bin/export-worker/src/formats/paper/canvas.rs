//! What is drawn on one page. It is collected first, because a page of the library cannot stay open
//! while its content is made.

use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;

use crate::formats::paper::{
    font::Weight,
    page::Colour,
    text::{Shaped, Shaper},
};

enum Mark {
    Text {
        line: Shaped,
        at: (f32, f32),
        size: f32,
        colour: Colour,
    },
    Shape {
        points: Vec<(f32, f32)>,
        colour: Colour,
    },
    Picture {
        image: Image,
        at: (f32, f32),
        size: (f32, f32),
    },
}

/// A font size with its weight and colour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pen {
    pub(crate) size: f32,
    pub(crate) weight: Weight,
    pub(crate) colour: Colour,
}

impl Pen {
    pub(crate) fn new(size: f32, weight: Weight, colour: Colour) -> Self {
        Self {
            size,
            weight,
            colour,
        }
    }
}

/// Where a text stands relative to its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// It begins there.
    Begin,
    /// It ends there.
    End,
    Centre,
}

#[derive(Default)]
pub(crate) struct Canvas {
    marks: Vec<Mark>,
}

impl Canvas {
    /// Draws a line of text with its baseline at `y`. Returns its width.
    pub(crate) fn text(
        &mut self,
        shaper: &mut Shaper,
        text: &str,
        (x, y): (f32, f32),
        pen: Pen,
        side: Side,
    ) -> f32 {
        if text.is_empty() {
            return 0.0;
        }
        let line = shaper.shape(text, pen.weight);
        let width = line.width * pen.size;
        let x = match side {
            Side::Begin => x,
            Side::End => x - width,
            Side::Centre => x - width / 2.0,
        };
        self.marks.push(Mark::Text {
            line,
            at: (x, y),
            size: pen.size,
            colour: pen.colour,
        });
        width
    }

    /// A horizontal line, centred on `y`.
    pub(crate) fn rule(&mut self, (x, y): (f32, f32), width: f32, thick: f32, colour: Colour) {
        self.rectangle((x, y - thick / 2.0), (width, thick), colour);
    }

    pub(crate) fn dashes(&mut self, (x, y): (f32, f32), width: f32, colour: Colour) {
        let mut from = 0.0;
        while from < width {
            let dash = 2.0_f32.min(width - from);
            self.rule((x + from, y), dash, 0.35, colour);
            from += 4.0;
        }
    }

    pub(crate) fn rectangle(
        &mut self,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        colour: Colour,
    ) {
        let points = vec![
            (x, y),
            (x + width, y),
            (x + width, y + height),
            (x, y + height),
        ];
        self.marks.push(Mark::Shape { points, colour });
    }

    /// A rectangle with an outline inside its edges.
    pub(crate) fn outlined(
        &mut self,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        (fill, outline): (Colour, Colour),
    ) {
        const THICK: f32 = 0.5;
        self.rectangle((x, y), (width, height), outline);
        let inside = (width - 2.0 * THICK, height - 2.0 * THICK);
        self.rectangle((x + THICK, y + THICK), inside, fill);
    }

    /// A tick, 9 points wide, with its top left corner at the position.
    pub(crate) fn tick(&mut self, (x, y): (f32, f32), colour: Colour) {
        let outline = [
            (0.5, 5.3),
            (1.45, 4.35),
            (3.4, 6.25),
            (7.6, 1.35),
            (8.55, 2.2),
            (3.45, 8.1),
        ];
        let points = outline.iter().map(|(right, down)| (x + right, y + down));
        self.marks.push(Mark::Shape {
            points: points.collect(),
            colour,
        });
    }

    pub(crate) fn picture(&mut self, image: Image, at: (f32, f32), size: (f32, f32)) {
        self.marks.push(Mark::Picture { image, at, size });
    }

    pub(crate) fn paint(self, surface: &mut Surface<'_>) {
        for mark in self.marks {
            match mark {
                Mark::Text {
                    line,
                    at,
                    size,
                    colour,
                } => {
                    surface.set_fill(Some(fill(colour)));
                    line.draw(surface, at, size);
                }
                Mark::Shape { points, colour } => shape(surface, &points, colour),
                Mark::Picture { image, at, size } => picture(surface, image, at, size),
            }
        }
    }
}

fn shape(surface: &mut Surface<'_>, points: &[(f32, f32)], colour: Colour) {
    let mut path = PathBuilder::new();
    match points {
        // A rectangle takes fewer bytes than a path.
        [(left, top), _, (right, bottom), _] => {
            if let Some(rect) = Rect::from_ltrb(*left, *top, *right, *bottom) {
                path.push_rect(rect);
            }
        }
        [(x, y), rest @ ..] => {
            path.move_to(*x, *y);
            for (x, y) in rest {
                path.line_to(*x, *y);
            }
            path.close();
        }
        [] => {}
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
    }
}

fn picture(surface: &mut Surface<'_>, image: Image, at: (f32, f32), (width, height): (f32, f32)) {
    let Some(size) = Size::from_wh(width, height) else {
        return;
    };
    let Point { x, y } = Point::from_xy(at.0, at.1);
    surface.push_transform(&Transform::from_translate(x, y));
    surface.draw_image(image, size);
    surface.pop();
}

fn fill(colour: Colour) -> Fill {
    Fill {
        paint: colour.rgb().into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::default(),
    }
}
