//! Distributes items over pages, one after the other: headings never stand last, a total never stands
//! first, and a table that goes on repeats its headings and its running sums.
//!
//! It is run twice: to count the pages, and to draw them. It remembers only the items that must stand
//! together, so a paper of any length needs little memory.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::formats::{
    RenderError,
    paper::{
        grid::Grid,
        item::{Content, Group, Item, group_height},
        lines::{Lines, lines},
        page::{self, Page},
        piece::{PrintedRow, Style, Text},
        text::Shaper,
    },
};

/// Takes what stands on the pages.
pub(crate) trait Sink {
    fn begin_page(&mut self, shaper: &mut Shaper) -> Result<(), RenderError>;
    /// `y` is the top of the content.
    fn draw(&mut self, content: &Content, y: f32, shaper: &mut Shaper) -> Result<(), RenderError>;
}

/// Counts pages.
#[derive(Default)]
pub(crate) struct Counting {
    pub(crate) pages: u64,
}

impl Sink for Counting {
    fn begin_page(&mut self, _: &mut Shaper) -> Result<(), RenderError> {
        self.pages += 1;
        Ok(())
    }

    fn draw(&mut self, _: &Content, _: f32, _: &mut Shaper) -> Result<(), RenderError> {
        Ok(())
    }
}

/// The words of a table's running sums.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Carrying {
    pub(crate) column: usize,
    pub(crate) carried: &'static str,
    pub(crate) brought: &'static str,
}

pub(crate) struct Flow<'f, S> {
    page: Page,
    grids: &'f [Grid],
    /// By table.
    carrying: &'f [Option<Carrying>],
    shaper: &'f mut Shaper,
    pub(crate) sink: S,
    /// Where the next item begins; None before the first page.
    y: Option<f32>,
    /// Whether nothing stands on the page yet.
    is_empty: bool,
    /// Whether the table's headings must be repeated before its next item.
    is_broken: bool,
    pending: VecDeque<Item>,
    before: Option<Before>,
}

/// What is remembered of the last item.
struct Before {
    table: Option<usize>,
    groups: Vec<Rc<Group>>,
    section: u32,
    carried: Option<Vec<Text>>,
}

impl<'f, S: Sink> Flow<'f, S> {
    pub(crate) fn new(
        page: Page,
        (grids, carrying): (&'f [Grid], &'f [Option<Carrying>]),
        shaper: &'f mut Shaper,
        sink: S,
    ) -> Self {
        Self {
            page,
            grids,
            carrying,
            shaper,
            sink,
            y: None,
            is_empty: true,
            is_broken: false,
            pending: VecDeque::new(),
            before: None,
        }
    }

    pub(crate) fn shaper(&mut self) -> &mut Shaper {
        self.shaper
    }

    pub(crate) fn push(&mut self, item: Item) -> Result<(), RenderError> {
        // A total takes the row before it along, also over space between them.
        if item.content.is_sum() {
            for before in self.pending.iter_mut().rev() {
                before.keep = true;
                if !before.content.is_gap() {
                    break;
                }
            }
        }
        self.pending.push_back(item);
        self.place(false)
    }

    pub(crate) fn finish(mut self) -> Result<S, RenderError> {
        // Space at the end must not begin a page.
        while self
            .pending
            .back()
            .is_some_and(|item| item.content.is_gap())
        {
            self.pending.pop_back();
        }
        self.place(true)?;
        if self.y.is_none() {
            self.next_page()?;
        }
        Ok(self.sink)
    }

    /// Places the items whose neighbours are known. The last one may still have to stay with the next.
    fn place(&mut self, is_end: bool) -> Result<(), RenderError> {
        loop {
            let chain = self.pending.iter().position(|item| !item.keep);
            let chain = match chain {
                Some(chain) if is_end || self.has_neighbour(chain) => chain,
                _ if is_end && !self.pending.is_empty() => self.pending.len() - 1,
                _ => return Ok(()),
            };
            self.place_first(chain)?;
        }
    }

    /// Whether more than space is known behind the item.
    fn has_neighbour(&self, index: usize) -> bool {
        let mut behind = self.pending.iter().skip(index + 1);
        behind.any(|item| !item.content.is_gap())
    }

    /// Places the first item on a page that has room for it and the items up to `chain`.
    fn place_first(&mut self, chain: usize) -> Result<(), RenderError> {
        let together = self.pending.iter().take(chain + 1).map(|item| item.height);
        let mut needed: f32 = together.sum();
        if self.carries_on(self.pending.get(chain), self.pending.get(chain + 1)) {
            needed += page::ROW;
        }
        let Some(item) = self.pending.pop_front() else {
            return Ok(());
        };
        let body = self.page.body_end() - self.page.later_body();
        // What fits on no page need not stay together.
        if needed > body {
            needed = item.height;
        }
        let y = match self.y {
            None => self.next_page()?,
            Some(y) if !self.is_empty && y + needed > self.page.body_end() + 0.01 => {
                self.break_page(&item)?
            }
            Some(y) => y,
        };
        let y = self.repeat_headings(&item, y)?;
        if item.content.is_gap() && self.is_empty {
            return Ok(());
        }
        self.sink.draw(&item.content, y, self.shaper)?;
        self.y = Some(y + item.height);
        self.is_empty = false;
        if !item.content.is_gap() {
            self.before = Some(Before {
                table: item.table,
                groups: item.groups,
                section: item.section,
                carried: item.carried,
            });
        }
        Ok(())
    }

    /// Whether a page break between the two would carry running sums on.
    fn carries_on(&self, one: Option<&Item>, next: Option<&Item>) -> bool {
        let (Some(one), Some(next)) = (one, next) else {
            return false;
        };
        one.carried.is_some()
            && next.carried.is_some()
            && one.section == next.section
            && one
                .table
                .is_some_and(|table| self.carrying[table].is_some())
    }

    fn next_page(&mut self) -> Result<f32, RenderError> {
        let is_first = self.y.is_none();
        self.sink.begin_page(self.shaper)?;
        self.is_empty = true;
        let y = if is_first {
            self.page.first_body()
        } else {
            self.page.later_body()
        };
        self.y = Some(y);
        Ok(y)
    }

    fn break_page(&mut self, next: &Item) -> Result<f32, RenderError> {
        if let (Some(sums), Some(y)) = (self.sums_for(next), self.y) {
            let row = self.carried_row(next, sums, true);
            self.sink.draw(&Content::Row(row), y, self.shaper)?;
        }
        self.is_broken = true;
        self.next_page()
    }

    /// The running sums before the item, if it goes on with them.
    fn sums_for(&self, next: &Item) -> Option<Vec<Text>> {
        let before = self.before.as_ref()?;
        let goes_on = next.carried.is_some()
            && next.section == before.section
            && next
                .table
                .is_some_and(|table| self.carrying[table].is_some());
        before.carried.clone().filter(|_| goes_on)
    }

    fn carried_row(&mut self, item: &Item, sums: Vec<Text>, is_end: bool) -> Lines {
        let table = item.table.unwrap_or_default();
        let mut cells = sums;
        if let Some(words) = self.carrying[table]
            && let Some(cell) = cells.get_mut(words.column)
        {
            let word = if is_end { words.carried } else { words.brought };
            word.clone_into(&mut cell.text);
        }
        let row = PrintedRow {
            table,
            style: Style::Carried,
            cells,
            indent: 0,
            note: None,
            carried: None,
        };
        lines(row, &self.grids[table], self.shaper)
    }

    /// On a new page within a table: its headings, the groups that go on, and the running sums.
    fn repeat_headings(&mut self, item: &Item, y: f32) -> Result<f32, RenderError> {
        if !std::mem::take(&mut self.is_broken) {
            return Ok(y);
        }
        let Some(before) = &self.before else {
            return Ok(y);
        };
        let (Some(table), false) = (item.table, matches!(item.content, Content::Heading { .. }))
        else {
            return Ok(y);
        };
        if before.table != Some(table) || item.content.is_gap() {
            self.is_broken = item.content.is_gap();
            return Ok(y);
        }
        let mut y = y;
        let groups = item
            .groups
            .iter()
            .filter(|group| before.groups.contains(group));
        let groups: Vec<Rc<Group>> = groups.map(Rc::clone).collect();
        let heading = Content::Heading {
            table,
            repeats: true,
        };
        self.sink.draw(&heading, y, self.shaper)?;
        y += self.grids[table].heading();
        for group in groups {
            let height = group_height(group.level);
            let heading = Content::Group {
                group,
                continues: true,
            };
            self.sink.draw(&heading, y, self.shaper)?;
            y += height;
        }
        if let Some(sums) = self.sums_for(item) {
            let row = self.carried_row(item, sums, false);
            self.sink.draw(&Content::Row(row), y, self.shaper)?;
            y += page::ROW;
        }
        self.is_empty = false;
        Ok(y)
    }
}
