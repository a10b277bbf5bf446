//! What stands on a page: pieces with their lines and heights.

use std::rc::Rc;

use crate::formats::paper::{
    font::Weight,
    grid::Grid,
    lines::{Lines, lines},
    page,
    piece::{AgeingTexts, DueTexts, Piece, PrintedRow, Style, Text},
    text::Shaper,
};

/// Part of a page that does not break.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) content: Content,
    pub(crate) height: f32,
    /// Whether the next item must stand on the same page.
    pub(crate) keep: bool,
    /// The table to which it belongs.
    pub(crate) table: Option<usize>,
    /// The groups in which it is, from the outermost.
    pub(crate) groups: Vec<Rc<Group>>,
    /// Items with the same number share a running balance.
    pub(crate) section: u32,
    pub(crate) carried: Option<Vec<Text>>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Group {
    pub(crate) level: u8,
    pub(crate) text: String,
    pub(crate) detail: String,
}

#[derive(Debug)]
pub(crate) enum Content {
    Due(DueTexts),
    Section(String),
    Heading { table: usize, repeats: bool },
    Group { group: Rc<Group>, continues: bool },
    Row(Lines),
    Gap,
    Note(Vec<String>),
    Check { holds: bool, lines: Vec<String> },
    Ageing(AgeingTexts),
    HowToPay,
}

impl Content {
    pub(crate) fn is_gap(&self) -> bool {
        matches!(self, Self::Gap)
    }

    pub(crate) fn is_heading(&self) -> bool {
        matches!(
            self,
            Self::Section(_) | Self::Heading { .. } | Self::Group { .. }
        )
    }

    pub(crate) fn is_sum(&self) -> bool {
        let sums = [Style::Subtotal, Style::Total, Style::Grand, Style::Pale];
        matches!(self, Self::Row(row) if sums.contains(&row.style))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
pub(crate) fn count(number: usize) -> f32 {
    number as f32
}

/// Turns pieces into items, one after the other.
pub(crate) struct Items<'g> {
    pub(crate) grids: &'g [Grid],
    /// Width of the page.
    pub(crate) across: f32,
    /// The most lines that a row may have on one page.
    pub(crate) most_lines: usize,
    /// Heights of the blocks that are known only elsewhere.
    pub(crate) how_to_pay: f32,
    table: Option<usize>,
    groups: Vec<Rc<Group>>,
    section: u32,
    /// Whether the next row is the first below a heading.
    is_first: bool,
}

impl<'g> Items<'g> {
    pub(crate) fn new(grids: &'g [Grid], across: f32, body: f32, how_to_pay: f32) -> Self {
        // Room for the heading, two groups, the sums carried on and the edges of the row.
        let headings = page::HEADING_OF_TWO_LINES + page::OVER_HEADING + 2.0 * page::ELEMENT;
        let room = body - headings - 2.0 * page::ROW - page::ROW_PADDING;
        Self {
            grids,
            across,
            most_lines: whole(room / page::LINE),
            how_to_pay,
            table: None,
            groups: Vec::new(),
            section: 0,
            is_first: false,
        }
    }

    pub(crate) fn of(&mut self, piece: Piece, shaper: &mut Shaper) -> Vec<Item> {
        match piece {
            Piece::Row(row) => return self.row(row, shaper),
            Piece::Note(text) => return self.note(&text, shaper),
            Piece::Section(title) => {
                self.table = None;
                self.groups.clear();
                let gap = self.item(Content::Gap, page::GAP_BEFORE_SECTION);
                return vec![gap, self.item(Content::Section(title), page::SECTION)];
            }
            _ => {}
        }
        vec![match piece {
            Piece::Table(table) => {
                self.section += 1;
                self.table = Some(table);
                self.groups.clear();
                self.is_first = true;
                let heading = Content::Heading {
                    table,
                    repeats: false,
                };
                self.item(heading, self.grids[table].heading())
            }
            Piece::Group {
                level,
                text,
                detail,
            } => self.group((level, text, detail), shaper),
            Piece::Gap => {
                self.groups.clear();
                self.item(Content::Gap, page::GAP)
            }
            Piece::Check { holds, text } => {
                self.table = None;
                let lines = shaper.wrap(&text, Weight::SemiBold, (self.across - 14.0) / page::TEXT);
                let height = page::CHECK + page::LINE * count(lines.len().saturating_sub(1)) + 5.0;
                self.item(Content::Check { holds, lines }, height)
            }
            Piece::Due(due) => {
                let height = due_height(&due, shaper);
                self.item(Content::Due(due), height)
            }
            Piece::Ageing(ageing) => {
                self.table = None;
                let note = if ageing.note.is_some() { 14.0 } else { 0.0 };
                self.item(Content::Ageing(ageing), 76.0 + note)
            }
            Piece::HowToPay => self.item(Content::HowToPay, self.how_to_pay),
            Piece::Row(_) | Piece::Section(_) | Piece::Note(_) => self.item(Content::Gap, 0.0),
        }]
    }

    fn item(&self, content: Content, height: f32) -> Item {
        Item {
            keep: content.is_heading() || content.is_gap(),
            content,
            height,
            table: self.table,
            groups: self.groups.clone(),
            section: self.section,
            carried: None,
        }
    }

    /// A note that is longer than a page goes on.
    fn note(&mut self, text: &str, shaper: &mut Shaper) -> Vec<Item> {
        self.table = None;
        let lines = shaper.wrap(text, Weight::Regular, self.across / page::SMALL);
        let parts = lines.chunks(self.most_lines);
        parts
            .map(|part| {
                let height = page::NOTE * count(part.len()) + 1.0;
                self.item(Content::Note(part.to_vec()), height)
            })
            .collect()
    }

    fn group(&mut self, (level, text, detail): (u8, String, String), shaper: &mut Shaper) -> Item {
        self.section += 1;
        self.is_first = true;
        self.groups.retain(|group| group.level > level);
        let group = Rc::new(Group {
            level,
            text,
            detail,
        });
        let lines = group_lines(&group, self.across, shaper).len();
        let height = group_height(level) + page::LINE * count(lines.saturating_sub(1));
        let item = self.item(
            Content::Group {
                group: Rc::clone(&group),
                continues: false,
            },
            height,
        );
        self.groups.push(group);
        item
    }

    fn row(&mut self, row: PrintedRow, shaper: &mut Shaper) -> Vec<Item> {
        let Some(grid) = self.grids.get(row.table) else {
            return Vec::new();
        };
        let carried = row.carried.clone();
        let lines = lines(row, grid, shaper);
        let mut items = Vec::new();
        for part in lines.parts(self.most_lines) {
            let height = part.height();
            let mut item = self.item(Content::Row(part), height);
            item.keep = std::mem::take(&mut self.is_first);
            items.push(item);
        }
        if let Some(last) = items.last_mut() {
            last.carried = carried;
        }
        items
    }
}

/// The height of a group's heading of one line.
pub(crate) fn group_height(level: u8) -> f32 {
    if level > 1 {
        page::ELEMENT
    } else {
        page::GROUP
    }
}

/// Size of the letters of a group's heading.
pub(crate) fn group_size(level: u8) -> f32 {
    if level > 1 { 8.5 } else { page::TEXT }
}

/// The heading of a group in lines; the last one leaves room for the detail.
pub(crate) fn group_lines(group: &Group, across: f32, shaper: &mut Shaper) -> Vec<String> {
    let detail = shaper.width(&group.detail, Weight::Regular) * page::SMALL + 8.0;
    let room = (across - detail).max(across / 2.0);
    shaper.wrap(
        &group.text,
        Weight::SemiBold,
        room / group_size(group.level),
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a page has few lines"
)]
fn whole(number: f32) -> usize {
    number.max(1.0) as usize
}

/// Widths of the customer's part of the first page, and of what is between it and the amounts.
pub(crate) const CUSTOMER: f32 = 206.0;
/// The most lines of the name and of the address there.
pub(crate) const MOST_DUE: usize = 8;

fn due_height(due: &DueTexts, shaper: &mut Shaper) -> f32 {
    let name = shaper
        .wrap(&due.name, Weight::SemiBold, CUSTOMER / 9.5)
        .len();
    let lines = due.lines.iter().map(|line| {
        shaper
            .wrap(line, Weight::Regular, CUSTOMER / page::TEXT)
            .len()
    });
    let customer = 12.0 + 12.5 * count(name) + 11.0 * count(lines.sum::<usize>().min(MOST_DUE));
    let amounts = 21.0 + 17.0 * count(due.amounts.len()) + 14.0;
    customer.max(amounts) + 2.0
}
