//! What is drawn on one page. It is collected first, because a page of the library cannot stay open
//! while its content is made.

use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use crate::formats::paper::{
    font::Weight,
    page::Colour,
    tags::{Outline, Part},
    text::{Shaped, Shaper},
};

/// A page has fewer rows.
const MOST_ROWS: u64 = 10_000;

enum Mark {
    /// A table begins.
    Table,
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
    marks: Vec<(Part, Mark)>,
    /// What the next texts are part of. Shapes are always decoration.
    pub(crate) part: Part,
    /// The number of the last row, different from that of every other row.
    row: u64,
}

impl Canvas {
    /// The canvas of a page.
    pub(crate) fn new(page: u64) -> Self {
        Self {
            row: page * MOST_ROWS,
            ..Self::default()
        }
    }

    /// The next texts are in a new row of a table.
    pub(crate) fn begin_row(&mut self) {
        self.row += 1;
    }

    /// The next texts are in a cell of the row.
    pub(crate) fn begin_cell(&mut self, column: usize, is_heading: bool) {
        self.part = Part::Cell {
            row: self.row,
            column,
            is_heading,
        };
    }

    /// The next texts are in a new table.
    pub(crate) fn begin_table(&mut self) {
        self.marks.push((Part::Decoration, Mark::Table));
    }

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
        let mark = Mark::Text {
            line,
            at: (x, y),
            size: pen.size,
            colour: pen.colour,
        };
        self.marks.push((self.part, mark));
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
        self.decorate(Mark::Shape { points, colour });
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
        self.decorate(Mark::Shape {
            points: points.collect(),
            colour,
        });
    }

    pub(crate) fn picture(&mut self, image: Image, at: (f32, f32), size: (f32, f32)) {
        self.decorate(Mark::Picture { image, at, size });
    }

    fn decorate(&mut self, mark: Mark) {
        self.marks.push((Part::Decoration, mark));
    }

    /// Paints the marks, with their parts if there is an outline.
    pub(crate) fn paint(self, surface: &mut Surface<'_>, mut outline: Option<&mut Outline>) {
        for (part, mark) in self.marks {
            let Some(outline) = &mut outline else {
                mark.paint(surface);
                continue;
            };
            if matches!(mark, Mark::Table) {
                outline.end_table();
                continue;
            }
            let content = surface.start_tagged(match part {
                Part::Decoration => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
                _ => ContentTag::Span(SpanTag::empty()),
            });
            mark.paint(surface);
            surface.end_tagged();
            outline.add(part, content);
        }
    }
}

impl Mark {
    fn paint(self, surface: &mut Surface<'_>) {
        match self {
            Self::Table => {}
            Self::Text {
                line,
                at,
                size,
                colour,
            } => {
                surface.set_fill(Some(fill(colour)));
                line.draw(surface, at, size);
            }
            Self::Shape { points, colour } => shape(surface, &points, colour),
            Self::Picture { image, at, size } => picture(surface, image, at, size),
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
