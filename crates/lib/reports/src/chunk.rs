//! Rows on their way from a report to a file.

use std::collections::HashMap;
use std::ops::ControlFlow;

use futures::stream::BoxStream;
use rust_decimal::Decimal;

use crate::column::Cell;
use crate::error::Error;
use crate::paper::Block;

/// By the keys of the columns.
pub type Totals = HashMap<String, Decimal>;

pub type Chunks<'t> = BoxStream<'t, Result<Box<dyn Chunk>, Error>>;

/// Some decoded rows.
pub trait Chunk: Send {
    fn rows(&self) -> usize;
    fn visit(&self, visit: &mut Visit<'_>) -> ControlFlow<()>;
    /// What the rows become on paper, if they were asked for that.
    fn blocks(&self) -> &[Block] {
        &[]
    }
}

pub type Visit<'v> = dyn FnMut(Line<'_>) -> ControlFlow<()> + 'v;

/// A row as a file shows it.
#[derive(Debug, Clone, Copy)]
pub struct Line<'v> {
    /// One per column.
    pub cells: &'v [Cell<'v>],
    /// The row's part of the control total.
    pub control: Decimal,
    /// The row sums up rows around it, so formats highlight it.
    pub is_sum: bool,
    pub group: Option<Group<'v>>,
}

/// How a row belongs to the rows around it. Formats that can fold rows use it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Group<'v> {
    /// One of the consecutive rows with this id. After the last one, a format adds their subtotal,
    /// with the name.
    Of { id: i64, name: Cell<'v> },
    /// A row that the next closing row sums up.
    Detail,
    /// Sums up the details above it.
    Closing,
    /// A row of nested levels; the highest is 0. It sums up the next `rows` rows, of which the
    /// largest amount is `largest`.
    Level {
        level: u8,
        rows: u32,
        largest: Decimal,
    },
}
