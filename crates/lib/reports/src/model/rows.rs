//! Rows of a model as cells. Texts are not copied out of the database's row.

use std::ops::ControlFlow;
use std::sync::Arc;

use rust_decimal::Decimal;
use tokio_postgres::Row;

use crate::chunk::{Chunk, Line, Visit};
use crate::column::{Cell, Kind};
use crate::error::Error;

/// The id, then the fields.
pub(super) struct ModelRow {
    row: Row,
    id: i64,
    /// The numbers in their order. They are decoded first, because decoding can fail.
    numbers: Vec<Option<Decimal>>,
}

pub(super) struct Rows {
    pub(super) kinds: Arc<[Kind]>,
    pub(super) rows: Vec<ModelRow>,
}

impl ModelRow {
    pub(super) fn decode(row: Row, kinds: &[Kind]) -> Result<Self, Error> {
        let numbers = kinds
            .iter()
            .zip(1..)
            .filter(|(kind, _)| **kind == Kind::Number)
            .map(|(_, at)| row.try_get(at));
        let numbers = numbers.collect::<Result<_, _>>()?;
        let id = row.try_get(0)?;
        Ok(Self { row, id, numbers })
    }

    fn cells<'r>(&'r self, kinds: &[Kind], cells: &mut Vec<Cell<'r>>) {
        let mut numbers = self.numbers.iter();
        let row = &self.row;
        cells.extend(kinds.iter().zip(1..).map(|(kind, at)| {
            match kind {
                Kind::Text => row
                    .get::<_, Option<&str>>(at)
                    .map_or(Cell::Empty, Cell::Text),
                Kind::Integer | Kind::Days => {
                    row.get::<_, Option<i64>>(at).map_or(Cell::Empty, Cell::Int)
                }
                Kind::Date => row
                    .get::<_, Option<jiff::civil::Date>>(at)
                    .map_or(Cell::Empty, Cell::Date),
                Kind::Boolean => row
                    .get::<_, Option<bool>>(at)
                    .map_or(Cell::Empty, Cell::Boolean),
                Kind::Instant => {
                    let at = row.get::<_, Option<jiff::Timestamp>>(at);
                    at.map_or(Cell::Empty, Cell::Instant)
                }
                Kind::Number | Kind::Money => {
                    let number = numbers.next().copied().flatten();
                    number.map_or(Cell::Empty, Cell::Number)
                }
            }
        }));
    }
}

impl Chunk for Rows {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn visit(&self, visit: &mut Visit<'_>) -> ControlFlow<()> {
        let mut cells = Vec::with_capacity(self.kinds.len());
        for row in &self.rows {
            cells.clear();
            row.cells(&self.kinds, &mut cells);
            visit(Line {
                cells: &cells,
                control: Decimal::from(row.id),
                is_sum: false,
                group: None,
            })?;
        }
        ControlFlow::Continue(())
    }
}
