//! Tags for people who have a paper read to them: its title, headings, paragraphs, and tables with
//! rows and cells in reading order.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, TableHeaderScope, Tag, TagGroup, TagTree};

/// What a text is part of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Part {
    /// Lines, and what is repeated on every page.
    #[default]
    Decoration,
    Title,
    Section,
    Paragraph,
    Cell {
        row: u64,
        column: usize,
        is_heading: bool,
    },
}

/// The tags of a document, from its first text to its last.
pub(crate) struct Outline {
    tree: TagTree,
    title: String,
    table: Option<Open>,
}

/// A table that is not complete yet.
struct Open {
    table: TagGroup,
    row: TagGroup,
    cell: TagGroup,
    /// Where the open cell is.
    place: (u64, usize),
}

impl Outline {
    pub(crate) fn new(title: &str) -> Self {
        Self {
            tree: TagTree::new(),
            title: title.to_owned(),
            table: None,
        }
    }

    pub(crate) fn add(&mut self, part: Part, content: Identifier) {
        let mut group = match part {
            Part::Decoration => return,
            Part::Cell {
                row,
                column,
                is_heading,
            } => return self.add_to_cell((row, column), is_heading, content),
            Part::Title => heading(1, Some(self.title.clone())),
            Part::Section => heading(2, None),
            Part::Paragraph => TagGroup::new(Tag::P),
        };
        self.end_table();
        group.push(content);
        self.tree.push(group);
    }

    fn add_to_cell(&mut self, place: (u64, usize), is_heading: bool, content: Identifier) {
        let new_cell = || {
            if is_heading {
                TagGroup::new(Tag::TH(TableHeaderScope::Column))
            } else {
                TagGroup::new(Tag::TD)
            }
        };
        let open = self.table.get_or_insert_with(|| Open {
            table: TagGroup::new(Tag::Table),
            row: TagGroup::new(Tag::TR),
            cell: new_cell(),
            place,
        });
        if open.place != place {
            let cell = std::mem::replace(&mut open.cell, new_cell());
            open.row.push(cell);
        }
        if open.place.0 != place.0 {
            let row = std::mem::replace(&mut open.row, TagGroup::new(Tag::TR));
            open.table.push(row);
        }
        open.place = place;
        open.cell.push(content);
    }

    pub(crate) fn end_table(&mut self) {
        if let Some(mut open) = self.table.take() {
            open.row.push(open.cell);
            open.table.push(open.row);
            self.tree.push(open.table);
        }
    }

    pub(crate) fn finish(mut self) -> TagTree {
        self.end_table();
        self.tree
    }
}

fn heading(level: u16, title: Option<String>) -> TagGroup {
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    TagGroup::new(Tag::Hn(level, title))
}
