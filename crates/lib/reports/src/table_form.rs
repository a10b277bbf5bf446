//! A report as one table with its columns and totals: the paper of a report without a form of its
//! own.

use std::ops::ControlFlow;

use futures::stream::{self, StreamExt, TryStreamExt};
use rust_decimal::Decimal;

use crate::chunk::{Chunk, Chunks, Totals, Visit};
use crate::column::{self, Cell, Kind};
use crate::currencies::minor_units;
use crate::paper::{Align, Block, Column, Language, Row, Table, Value, Weight, Width};

pub(crate) struct TableForm {
    language: Language,
    columns: Vec<Source>,
    /// Decimal places of the company's currency.
    places: u32,
}

/// A column of the report.
struct Source {
    title: String,
    kind: Kind,
    is_internal: bool,
    optional: u8,
    has_total: bool,
    sum: Decimal,
    /// The total, if it cannot be summed from the rows.
    given: Option<Decimal>,
    /// The index of the column with the currency of its amounts.
    currency: Option<usize>,
}

impl TableForm {
    pub(crate) fn new(
        columns: &[column::Column<'_>],
        totals: &Totals,
        places: u32,
        language: &Language,
    ) -> Self {
        let place_of = |key: &str| columns.iter().position(|column| column.key == key);
        let source = |column: &column::Column<'_>| Source {
            title: column.title.in_locale(&language.locale).to_owned(),
            kind: column.kind,
            is_internal: column.is_internal,
            optional: column.optional,
            has_total: column.total,
            sum: Decimal::ZERO,
            given: totals.get(column.key).copied(),
            currency: column.currency_in.and_then(place_of),
        };
        Self {
            language: language.clone(),
            columns: columns.iter().map(source).collect(),
            places,
        }
    }

    pub(crate) fn table(&self) -> Table {
        let column = |source: &Source| {
            let title = &*source.title;
            let column = match source.kind {
                Kind::Text => Column::text(title),
                Kind::Date | Kind::Boolean | Kind::Instant => Column::word(title),
                Kind::Integer | Kind::Days | Kind::Number => Column::number(title),
                Kind::Money => Column::new(title, Align::Right, Width::Content),
            };
            column.optional(source.optional)
        };
        let shown = self.columns.iter().filter(|source| !source.is_internal);
        Table {
            columns: shown.map(column).collect(),
            ..Table::default()
        }
    }

    /// Adds the blocks to the chunks. The last chunk has no rows, but the end of the paper.
    pub(crate) fn print(mut self, chunks: Chunks<'_>) -> Chunks<'_> {
        let end = stream::once(async { Ok(None) });
        let mut blocks = vec![Block::Table(0)];
        let printed = chunks.map_ok(Some).chain(end).map_ok(move |chunk| {
            match &chunk {
                Some(chunk) => {
                    let _ = chunk.visit(&mut |line| {
                        blocks.push(Block::Row(self.row(line.cells, line.is_sum)));
                        ControlFlow::Continue(())
                    });
                }
                None => blocks.extend(self.total().map(Block::Row)),
            }
            let blocks = std::mem::take(&mut blocks);
            Box::new(Printed { chunk, blocks }) as Box<dyn Chunk>
        });
        printed.boxed()
    }

    fn row(&mut self, cells: &[Cell<'_>], is_sum: bool) -> Row {
        let summed = self.columns.iter_mut().zip(cells).filter(|_| !is_sum);
        for (source, cell) in summed {
            match cell {
                Cell::Money(amount) | Cell::Number(amount) => source.sum += *amount,
                Cell::Int(number) => source.sum += Decimal::from(*number),
                _ => {}
            }
        }
        let shown = self.columns.iter().zip(cells);
        let shown = shown.filter(|(source, _)| !source.is_internal);
        let values = shown.map(|(source, cell)| match *cell {
            Cell::Empty => Value::Empty,
            Cell::Text(text) | Cell::Record { text, .. } => Value::text(text),
            Cell::Word(word) => Value::text(word.title.in_locale(&self.language.locale)),
            Cell::Int(number) => Value::Count(number),
            Cell::Date(date) => Value::Day(date),
            Cell::Money(amount) => Value::figure(amount, self.places_of(source, cells)),
            Cell::Number(number) => Value::Number(number),
            Cell::Boolean(answer) => Value::Answer(answer),
            Cell::Instant(at) => Value::Instant(at),
        });
        let weight = if is_sum {
            Weight::Subtotal
        } else {
            Weight::Plain
        };
        Row::new(0, weight, values.collect())
    }

    fn places_of(&self, source: &Source, cells: &[Cell<'_>]) -> u32 {
        match source.currency.and_then(|at| cells.get(at)) {
            Some(Cell::Text(currency)) => minor_units(currency),
            _ => self.places,
        }
    }

    /// None if no column has a total.
    fn total(&self) -> Option<Row> {
        let total = |source: &Source| source.given.or(source.has_total.then_some(source.sum));
        self.columns.iter().find_map(total)?;
        let shown = self.columns.iter().filter(|source| !source.is_internal);
        let cell = |(index, source): (usize, &Source)| match (total(source), source.kind) {
            (Some(sum), Kind::Money) => Value::figure(sum, self.places),
            (Some(sum), Kind::Integer | Kind::Days) => {
                Value::Count(sum.try_into().unwrap_or_default())
            }
            (Some(sum), _) => Value::Number(sum),
            (None, _) if index == 0 => Value::text(self.language.say("Total", "Total")),
            (None, _) => Value::Empty,
        };
        let cells = shown.enumerate().map(cell).collect();
        Some(Row::new(0, Weight::Grand, cells))
    }
}

/// A chunk with the blocks of its rows.
struct Printed {
    chunk: Option<Box<dyn Chunk>>,
    blocks: Vec<Block>,
}

impl Chunk for Printed {
    fn rows(&self) -> usize {
        self.chunk.as_ref().map_or(0, |chunk| chunk.rows())
    }

    fn visit(&self, visit: &mut Visit<'_>) -> ControlFlow<()> {
        match &self.chunk {
            Some(chunk) => chunk.visit(visit),
            None => ControlFlow::Continue(()),
        }
    }

    fn blocks(&self) -> &[Block] {
        &self.blocks
    }
}
