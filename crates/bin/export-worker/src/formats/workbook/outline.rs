//! Groups of rows, and what formulas of sums need to know about all rows.

use reports::{Cell, Column, Group, Line};

use crate::formats::workbook::{
    places::Place,
    sums::{Sums, number},
};

/// A spreadsheet has this number of levels below the highest.
const LEVELS: u8 = 7;

pub(crate) struct Outline {
    /// Of all rows but those that sum up others. None before the first row.
    pub(crate) all: Option<Sums>,
    pub(crate) group: Option<RowGroup>,
    /// By column: whether a row that sums up others has a value there instead of a formula, so that a
    /// formula over all rows would count it.
    pub(crate) has_values: Vec<bool>,
    /// By column: whether no row was empty there.
    is_filled: Vec<bool>,
    pub(crate) has_closings: bool,
    pub(crate) has_levels: bool,
    /// The lowest level.
    pub(crate) deepest: u8,
}

/// A group whose rows were written.
pub(crate) struct RowGroup {
    /// None for the rows of a closing row.
    id: Option<i64>,
    /// Of the group, for its subtotal.
    pub(crate) label: String,
    pub(crate) sums: Sums,
}

impl Outline {
    pub(crate) fn new(columns: usize) -> Self {
        Self {
            all: None,
            group: None,
            has_values: vec![false; columns],
            is_filled: vec![true; columns],
            has_closings: false,
            has_levels: false,
            deepest: 0,
        }
    }

    /// The group that ended because `next` does not belong to it, if it needs subtotals.
    pub(crate) fn ended(&mut self, next: Option<Group<'_>>) -> Option<RowGroup> {
        let id = self.group.as_ref()?.id?;
        match next {
            Some(Group::Of { id: next, .. }) if next == id => None,
            _ => self.group.take(),
        }
    }

    /// Adds a row of the report that was written at this place. `label` names its group.
    pub(crate) fn add(
        &mut self,
        (columns, currencies): (&[Column<'_>], &[Option<usize>]),
        line: &Line<'_>,
        place: Place,
        label: impl FnOnce(Cell<'_>) -> String,
    ) {
        let all = self
            .all
            .get_or_insert_with(|| Sums::begin(columns.len(), place));
        all.rows.last = place;
        self.deepest = self.deepest.max(level(line.group));
        let id = match line.group {
            Some(Group::Closing) => {
                self.group = None;
                self.has_closings = true;
                return;
            }
            Some(Group::Level { rows, .. }) => {
                self.has_levels = true;
                if rows > 0 {
                    return;
                }
                None
            }
            Some(Group::Of { id, .. }) => Some(id),
            Some(Group::Detail) | None => None,
        };
        all.add((columns, currencies), line.cells);
        for (is_filled, cell) in self.is_filled.iter_mut().zip(line.cells) {
            *is_filled &= *cell != Cell::Empty;
        }
        if let Some(Group::Of { .. } | Group::Detail) = line.group {
            let group = self.group.get_or_insert_with(|| RowGroup {
                id,
                label: match line.group {
                    Some(Group::Of { name, .. }) => label(name),
                    _ => String::new(),
                },
                sums: Sums::begin(columns.len(), place),
            });
            group.sums.rows.last = place;
            group.sums.add((columns, currencies), line.cells);
        }
    }

    /// A column that has a value in each row of the report and in no subtotal.
    pub(crate) fn key(&self, columns: &[Column<'_>], currencies: &[Option<usize>]) -> Option<u16> {
        let is_key = |index: &usize| {
            let names_currency = currencies.contains(&Some(*index));
            *index > 0 && self.is_filled[*index] && !columns[*index].subtotal && !names_currency
        };
        let found = (0..columns.len()).find(is_key)?;
        u16::try_from(found).ok()
    }

    /// Notes that a row that sums up others has this value and no formula.
    pub(crate) fn note_value(&mut self, index: usize, cell: &Cell<'_>) {
        self.has_values[index] |= number(cell).is_some_and(|amount| !amount.is_zero());
    }
}

/// The level of a row. A row without a level is always visible.
pub(crate) fn level(group: Option<Group<'_>>) -> u8 {
    match group {
        Some(Group::Of { .. } | Group::Detail) => 1,
        Some(Group::Level { level, .. }) => level.min(LEVELS),
        Some(Group::Closing) | None => 0,
    }
}
