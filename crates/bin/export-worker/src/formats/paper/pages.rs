//! Distributes rows over pages and draws the pages with heading and footer.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;

use crate::{
    facts::{Facts, on_the_clock},
    formats::{
        RenderError,
        paper::{
            MARGIN,
            font::{Face, Fonts},
            row::{LEADING, Row, Weight},
            table::GAP,
        },
    },
    words::Words,
};

/// Space above and below the rows.
const TOP: f32 = 38.0;
const BOTTOM: f32 = 20.0;
const TITLE: f32 = 14.0;
const ABOUT: f32 = 9.0;
const FOOTER: f32 = 7.5;
const HEADING: u8 = 0xdd;
const TOTAL: u8 = 0xee;
const RULE: u8 = 0xd0;
const INK: u8 = 0x20;

/// Rows with the same columns.
pub(crate) struct Body {
    pub(crate) header: Option<Row>,
    pub(crate) size: f32,
    /// By column.
    pub(crate) widths: Vec<f32>,
    pub(crate) to_the_right: Vec<bool>,
}

pub(crate) struct Pages<'f> {
    fonts: &'f mut Fonts,
    width: f32,
    height: f32,
    bodies: Vec<Body>,
    /// The index of the body, and rows without its header.
    filled: Vec<(usize, Vec<Row>)>,
}

impl<'f> Pages<'f> {
    pub(crate) fn new((width, height): (f32, f32), fonts: &'f mut Fonts) -> Self {
        Self {
            fonts,
            width,
            height,
            bodies: Vec::new(),
            filled: Vec::new(),
        }
    }

    /// Puts rows on new pages.
    pub(crate) fn fill(&mut self, mut body: Body, rows: Vec<Row>) {
        let widths: Vec<f32> = body.widths.iter().map(|width| width / body.size).collect();
        body.header = body.header.map(|row| row.broken(self.fonts, &widths));
        let header = body.header.as_ref().map_or(0.0, Row::height);
        let space = (self.height - 2.0 * MARGIN - TOP - BOTTOM) / body.size - header;
        let (mut page, mut used) = (Vec::new(), 0.0);
        for row in rows {
            let row = row.broken(self.fonts, &widths);
            if used + row.height() > space && !page.is_empty() {
                self.filled
                    .push((self.bodies.len(), std::mem::take(&mut page)));
                used = 0.0;
            }
            used += row.height();
            page.push(row);
        }
        self.filled.push((self.bodies.len(), page));
        self.bodies.push(body);
    }

    pub(crate) fn draw(mut self, facts: &Facts, words: &Words) -> Result<Vec<u8>, RenderError> {
        let mut document = Document::new();
        let language = facts.locale.clone();
        let about = Metadata::new().title(facts.heading()).language(language);
        document.set_metadata(about.authors(vec![facts.tenant.clone()]));
        let settings = PageSettings::from_wh(self.width, self.height)
            .ok_or_else(|| RenderError::Library("the page has no size".to_owned()))?;
        let (pages, bodies) = (
            std::mem::take(&mut self.filled),
            std::mem::take(&mut self.bodies),
        );
        let all = pages.len();
        for (number, (body, rows)) in (1..).zip(pages) {
            let mut page = document.start_page_with(settings.clone());
            let mut surface = page.surface();
            self.frame(&mut surface, facts, words, (number, all));
            let body = &bodies[body];
            let mut y = MARGIN + TOP;
            for row in body.header.iter().chain(&rows) {
                self.row(&mut surface, body, row, y);
                y += row.height() * body.size;
            }
            surface.finish();
            page.finish();
        }
        let pdf = document.finish();
        pdf.map_err(|error| RenderError::Library(format!("{error:?}")))
    }

    /// Draws the heading and the footer of a page.
    fn frame(
        &mut self,
        surface: &mut Surface<'_>,
        facts: &Facts,
        words: &Words,
        (number, all): (usize, usize),
    ) {
        let across = self.width - 2.0 * MARGIN;
        let title = self.fonts.cut(&facts.heading(), Face::Bold, across / TITLE);
        self.line(surface, &title, Face::Bold, (MARGIN, MARGIN + TITLE, TITLE));
        let about = facts.about(words);
        let about = self.fonts.cut(&about, Face::Regular, across / ABOUT);
        let below = MARGIN + TITLE + ABOUT * 1.6;
        self.line(surface, &about, Face::Regular, (MARGIN, below, ABOUT));
        let bottom = self.height - MARGIN;
        let page = format!("{} {number} {} {all}", words.page, words.of);
        let right = self.width - MARGIN - self.fonts.width(&page, Face::Regular) * FOOTER;
        self.line(surface, &page, Face::Regular, (right, bottom, FOOTER));
        let as_of = match facts.freshness.data_as_of {
            Some(at) => words.instant(on_the_clock(&facts.time_zone, at)),
            None => words.never_loaded.to_owned(),
        };
        let source = format!("{}  ·  {} {as_of}", facts.tenant, words.data_as_of);
        let source = self
            .fonts
            .cut(&source, Face::Regular, (right - 2.0 * MARGIN) / FOOTER);
        self.line(surface, &source, Face::Regular, (MARGIN, bottom, FOOTER));
    }

    fn row(&mut self, surface: &mut Surface<'_>, body: &Body, row: &Row, y: f32) {
        let (size, face) = (body.size, row.weight.face());
        let across = self.width - 2.0 * MARGIN;
        let whole = (across, row.height() * size);
        match row.weight {
            Weight::Header => rectangle(surface, (MARGIN, y), whole, HEADING),
            Weight::Total => rectangle(surface, (MARGIN, y), whole, TOTAL),
            Weight::Plain | Weight::Sum => {}
        }
        let (ink, thick) = match row.weight {
            Weight::Sum | Weight::Total => (INK, 0.5),
            Weight::Plain | Weight::Header => (RULE, 0.3),
        };
        rectangle(surface, (MARGIN, y), (across, thick), ink);
        let mut x = MARGIN;
        let columns = body.widths.iter().zip(&body.to_the_right);
        for ((width, to_the_right), lines) in columns.zip(row.cells()) {
            let mut baseline = y + size * LEADING;
            for text in lines.filter(|text| !text.is_empty()) {
                let half = GAP / 2.0 * size;
                let left = if *to_the_right {
                    x + width - half - self.fonts.width(text, face) * size
                } else {
                    x + half
                };
                self.line(surface, text, face, (left, baseline, size));
                baseline += size * LEADING;
            }
            x += width;
        }
    }

    /// Draws a text with its baseline at this position.
    fn line(
        &mut self,
        surface: &mut Surface<'_>,
        text: &str,
        face: Face,
        (x, y, size): (f32, f32, f32),
    ) {
        if text.is_empty() {
            return;
        }
        let glyphs = self.fonts.glyphs(text, face);
        surface.set_fill(Some(color(INK)));
        let (point, font) = (Point::from_xy(x, y), self.fonts.font(face));
        surface.draw_glyphs(point, &glyphs, font, text, size, false);
    }
}

fn rectangle(surface: &mut Surface<'_>, (x, y): (f32, f32), (width, height): (f32, f32), grey: u8) {
    let mut path = PathBuilder::new();
    path.move_to(x, y);
    path.line_to(x + width, y);
    path.line_to(x + width, y + height);
    path.line_to(x, y + height);
    path.close();
    if let Some(path) = path.finish() {
        surface.set_fill(Some(color(grey)));
        surface.draw_path(&path);
    }
}

fn color(grey: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(grey, grey, grey).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}
