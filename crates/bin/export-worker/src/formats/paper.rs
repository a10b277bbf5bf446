//! PDF: the blocks of a report on numbered pages, each with the company's header. Widths of columns and
//! the number of pages depend on all blocks, so they wait on disk until the last one, and are laid out
//! twice: once to count the pages, once to draw them.
#![expect(
    clippy::float_arithmetic,
    reason = "positions on paper; no amount is counted here"
)]

pub(crate) mod assembly;
pub(crate) mod canvas;
pub(crate) mod draw;
pub(crate) mod flow;
pub(crate) mod font;
pub(crate) mod frame;
pub(crate) mod grid;
pub(crate) mod item;
pub(crate) mod lines;
pub(crate) mod page;
pub(crate) mod pay;
pub(crate) mod piece;
pub(crate) mod syntax;
pub(crate) mod tags;
pub(crate) mod text;

#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::Path;

use reports::Cell;
use reports::paper::{Block, Language, Sheet};

use crate::{
    facts::Facts,
    formats::{RenderError, Rendering, Summary},
    words::Words,
};
use assembly::Assembly;
use canvas::Canvas;
use draw::Setting;
use flow::{Carrying, Counting, Flow, Sink};
use frame::Frame;
use grid::{Grid, Measured};
use item::{Content, Items};
use page::Page;
use pay::HowToPay;
use piece::{Piece, Printer, Scratch};
use text::Shaper;

pub(crate) struct Paper<'r, W> {
    file: W,
    facts: &'r Facts,
    sheet: &'r Sheet,
    words: &'static Words,
    printer: Printer,
    shaper: Shaper,
    measured: Vec<Measured>,
    scratch: Scratch,
}

impl<'r, W: Write> Paper<'r, W> {
    /// `temporary` is the folder for what does not fit into memory.
    pub(crate) fn begin(
        facts: &'r Facts,
        sheet: &'r Sheet,
        temporary: &Path,
        file: W,
    ) -> Result<Self, RenderError> {
        let words = Words::for_locale(&facts.locale);
        Ok(Self {
            file,
            facts,
            sheet,
            words,
            printer: Printer {
                language: Language::new(&facts.locale),
                words,
                zone: facts.time_zone.clone(),
            },
            shaper: Shaper::new()?,
            measured: sheet.tables.iter().map(Measured::new).collect(),
            scratch: Scratch::new(temporary)?,
        })
    }

    /// Warnings stand on the last page.
    fn warnings(&mut self) -> Result<(), RenderError> {
        for warning in &self.facts.warnings {
            let text = warning.title().in_locale(&self.facts.locale).to_owned();
            self.scratch.add(&Piece::Note(text))?;
        }
        Ok(())
    }

    fn how_to_pay(&self) -> HowToPay {
        let paper = &self.facts.paper;
        let tax_id = self.facts.letterhead.named_tax_id(&self.facts.locale);
        let owner = self.facts.owner().to_owned();
        HowToPay {
            words: self.words,
            accounts: paper.bank_accounts.clone(),
            contact: paper.contact.clone(),
            holder: std::iter::once(owner)
                .chain(tax_id)
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

impl<W: Write> Rendering for Paper<'_, W> {
    /// Rows come as blocks.
    fn row(&mut self, _: &[Cell<'_>], _: bool) -> Result<(), RenderError> {
        Ok(())
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), RenderError> {
        for block in blocks {
            let piece = self.printer.piece(block);
            if let Piece::Row(row) = &piece {
                let table = &self.sheet.tables[row.table];
                self.measured[row.table].add(table, row, &mut self.shaper);
            }
            self.scratch.add(&piece)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: Summary) -> Result<(), RenderError> {
        self.warnings()?;
        let how_to_pay = self.how_to_pay();
        let sheet = self.sheet;
        let frame = Frame::new(self.facts, sheet, self.words);
        let Self {
            file,
            facts,
            words,
            mut shaper,
            measured,
            mut scratch,
            ..
        } = *self;
        let (page, grids) = grid::lay_out(&sheet.tables, &measured, sheet.is_wide, &mut shaper);
        let carrying: Vec<_> = sheet.tables.iter().map(carrying).collect();
        let mut layout = Layout {
            page,
            grids: &grids,
            carrying: &carrying,
            height_of_how_to_pay: how_to_pay.height(),
            scratch: &mut scratch,
        };
        let pages = layout.run(&mut shaper, Counting::default())?.pages;
        let drawing = Drawing {
            assembly: Assembly::new(file, facts, &facts.heading(), (page, pages))?,
            frame: &frame,
            setting: Setting {
                page,
                grids: &grids,
                words,
                how_to_pay: &how_to_pay,
            },
            canvas: None,
            pages: (0, pages),
        };
        let drawn = layout.run(&mut shaper, drawing)?;
        if shaper.unknown > 0 {
            tracing::warn!(
                characters = shaper.unknown,
                "no font has these characters, so the paper shows boxes"
            );
        }
        drawn.finish(&mut shaper)
    }
}

fn carrying(table: &reports::paper::Table) -> Option<Carrying> {
    table.carried.as_ref().map(|words| Carrying {
        column: words.column,
        carried: words.carried,
        brought: words.brought,
    })
}

/// Everything that decides where pieces stand.
struct Layout<'l> {
    page: Page,
    grids: &'l [Grid],
    carrying: &'l [Option<Carrying>],
    height_of_how_to_pay: f32,
    scratch: &'l mut Scratch,
}

impl Layout<'_> {
    /// Distributes all pieces over pages.
    fn run<S: Sink>(&mut self, shaper: &mut Shaper, sink: S) -> Result<S, RenderError> {
        let body = self.page.body_end() - self.page.later_body();
        let mut items = Items::new(
            self.grids,
            self.page.across,
            body,
            self.height_of_how_to_pay,
        );
        let mut flow = Flow::new(self.page, (self.grids, self.carrying), shaper, sink);
        self.scratch.read(|piece| {
            for item in items.of(piece, flow.shaper()) {
                flow.push(item)?;
            }
            Ok::<_, RenderError>(())
        })?;
        flow.finish()
    }
}

/// Draws pages and passes them on.
struct Drawing<'d, W> {
    assembly: Assembly<'d, W>,
    frame: &'d Frame,
    setting: Setting<'d>,
    /// The open page.
    canvas: Option<Canvas>,
    /// Its number, and the number of pages.
    pages: (u64, u64),
}

impl<W: Write> Drawing<'_, W> {
    fn end_page(&mut self, shaper: &mut Shaper) -> Result<(), RenderError> {
        let Some(mut canvas) = self.canvas.take() else {
            return Ok(());
        };
        self.frame
            .footer(&mut canvas, shaper, self.setting.page, self.pages);
        self.assembly.add(canvas)
    }

    fn finish(mut self, shaper: &mut Shaper) -> Result<(), RenderError> {
        self.end_page(shaper)?;
        self.assembly.finish()
    }
}

impl<W: Write> Sink for Drawing<'_, W> {
    fn begin_page(&mut self, shaper: &mut Shaper) -> Result<(), RenderError> {
        self.end_page(shaper)?;
        self.pages.0 += 1;
        let mut canvas = Canvas::new(self.pages.0);
        self.frame
            .header(&mut canvas, shaper, self.setting.page, self.pages.0);
        self.canvas = Some(canvas);
        Ok(())
    }

    fn draw(&mut self, content: &Content, y: f32, shaper: &mut Shaper) -> Result<(), RenderError> {
        if let Some(canvas) = &mut self.canvas {
            self.setting.draw(canvas, shaper, content, y);
        }
        Ok(())
    }
}
