//! The rows of one model by column, sorted by id: a million lines need little memory, and `id > x`
//! is a binary search. A deleted row keeps its place and is never visible again.

use std::collections::HashMap;
use std::ops::Range;

use crate::books::catalogue::{Field, FieldType};
use crate::books::number::Number;
use crate::books::pool::Symbol;

/// One value. `Json` is JSON text: json fields and lists of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    None,
    Bool(bool),
    Int(i64),
    Id(u32),
    Cents(i64),
    Number(Number),
    Text(Symbol),
    Json(Symbol),
    Day(i32),
    Instant(i64),
}

impl Cell {
    /// A many2one; zero is none.
    pub(crate) fn link(id: u32) -> Cell {
        if id == 0 { Cell::None } else { Cell::Id(id) }
    }
}

#[derive(Clone)]
enum Column {
    Bool(Vec<bool>),
    Int(Vec<i64>),
    Id(Vec<u32>),
    Cents(Vec<i64>),
    Number(Vec<i64>),
    Text(Vec<Symbol>),
    Json(Vec<Symbol>),
    Day(Vec<i32>),
    Instant(Vec<i64>),
}

const NO_DAY: i32 = i32::MIN;
const NO_INSTANT: i64 = i64::MIN;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowState {
    Live,
    Deleted,
    /// Written by a transaction that has not committed.
    Uncommitted,
}

/// How a field is answered: the id, a column, the display name, or empty if there are no values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Id,
    Column(usize),
    DisplayName,
    /// One text per company, in one JSON column.
    PerCompany(usize),
    Empty,
}

#[derive(Clone)]
pub(crate) struct Table {
    pub(crate) model: String,
    fields: Vec<(Field, Source)>,
    by_name: HashMap<String, usize>,
    columns: Vec<Column>,
    column_names: Vec<String>,
    ids: Vec<u32>,
    states: Vec<RowState>,
}

impl Table {
    /// `stored`: the fields with values, in the order in which rows will be pushed (without id).
    pub(crate) fn new(model: &str, fields: Vec<Field>, stored: &[&str]) -> Table {
        let mut table = Table {
            model: model.to_owned(),
            fields: Vec::new(),
            by_name: HashMap::new(),
            columns: Vec::new(),
            column_names: stored.iter().map(|&name| name.to_owned()).collect(),
            ids: Vec::new(),
            states: Vec::new(),
        };
        let kinds: HashMap<&str, FieldType> = fields
            .iter()
            .map(|field| (&*field.name, field.kind))
            .collect();
        for name in stored {
            let kind = kinds.get(name).copied().unwrap_or(FieldType::Text);
            table.columns.push(Column::new(kind));
        }
        for field in fields {
            let source = match (
                stored.iter().position(|name| *name == field.name),
                &*field.name,
            ) {
                (_, "id") => Source::Id,
                (Some(column), _) => Source::Column(column),
                (None, "display_name") => Source::DisplayName,
                (None, _) => Source::Empty,
            };
            table.by_name.insert(field.name.clone(), table.fields.len());
            table.fields.push((field, source));
        }
        table
    }

    pub(crate) fn field(&self, name: &str) -> Option<(&Field, Source)> {
        let (field, source) = self.fields.get(*self.by_name.get(name)?)?;
        Some((field, *source))
    }

    pub(crate) fn fields(&self) -> impl Iterator<Item = (&Field, Source)> {
        self.fields.iter().map(|(field, source)| (field, *source))
    }

    /// As if the module that defines the field had been uninstalled.
    pub(crate) fn remove_field(&mut self, name: &str) -> bool {
        let Some(index) = self.by_name.remove(name) else {
            return false;
        };
        self.fields.remove(index);
        for position in self.by_name.values_mut() {
            *position -= usize::from(*position > index);
        }
        true
    }

    /// Adds a field with empty values, as if a module that defines it had been installed.
    pub(crate) fn install_field(&mut self, field: Field) {
        // The values from before an uninstallation are lost.
        for earlier in &mut self.column_names {
            if *earlier == field.name {
                earlier.clear();
            }
        }
        let empty = vec![Cell::None; self.rows()];
        self.add_field(field, &empty);
    }

    /// A stored field with a value for each row.
    pub(crate) fn add_field(&mut self, field: Field, cells: &[Cell]) {
        let column = self.columns.len();
        self.add_values(&field.name, field.kind, cells);
        self.add_answer(field, Source::Column(column));
    }

    /// Values in a column without a field of that name.
    pub(crate) fn add_column(&mut self, name: &str, cells: &[Cell]) -> usize {
        self.add_values(name, FieldType::Json, cells);
        self.columns.len() - 1
    }

    fn add_values(&mut self, name: &str, kind: FieldType, cells: &[Cell]) {
        debug_assert_eq!(cells.len(), self.rows());
        let mut column = Column::new(kind);
        for cell in cells {
            column.push(*cell);
        }
        self.columns.push(column);
        self.column_names.push(name.to_owned());
    }

    pub(crate) fn add_answer(&mut self, field: Field, source: Source) {
        self.by_name.insert(field.name.clone(), self.fields.len());
        self.fields.push((field, source));
    }

    /// The field is stored from now on.
    pub(crate) fn keep(&mut self, name: &str) {
        if let Some(&index) = self.by_name.get(name) {
            let attributes = &mut self.fields[index].0.attributes;
            attributes.insert("store".to_owned(), true.into());
        }
    }

    /// The column behind it keeps its name.
    pub(crate) fn rename(&mut self, name: &str, new: &str) {
        if let Some(index) = self.by_name.remove(name) {
            new.clone_into(&mut self.fields[index].0.name);
            self.by_name.insert(new.to_owned(), index);
        }
    }

    pub(crate) fn column_names(&self) -> &[String] {
        &self.column_names
    }

    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.column_names.iter().position(|column| column == name)
    }

    /// Rows in any state.
    pub(crate) fn rows(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn next_id(&self) -> u32 {
        self.ids.last().map_or(1, |last| last + 1)
    }

    pub(crate) fn id(&self, row: usize) -> u32 {
        self.ids[row]
    }

    pub(crate) fn is_live(&self, row: usize) -> bool {
        self.states[row] == RowState::Live
    }

    pub(crate) fn live_rows(&self) -> impl Iterator<Item = usize> {
        (0..self.ids.len()).filter(|&row| self.is_live(row))
    }

    pub(crate) fn set_state(&mut self, row: usize, state: RowState) {
        self.states[row] = state;
    }

    /// For a row in any state.
    pub(crate) fn position(&self, id: i64) -> Option<usize> {
        self.ids.binary_search(&u32::try_from(id).ok()?).ok()
    }

    /// Rows with an id in `low..=high`.
    pub(crate) fn rows_between(&self, low: i64, high: i64) -> Range<usize> {
        let start = self.ids.partition_point(|&id| i64::from(id) < low);
        let end = self.ids.partition_point(|&id| i64::from(id) <= high);
        start..end.max(start)
    }

    /// Appends a row; ids must grow. The cells stand in the order of the columns.
    pub(crate) fn push(&mut self, id: u32, cells: &[Cell]) {
        debug_assert!(self.ids.last().is_none_or(|&last| last < id));
        debug_assert_eq!(cells.len(), self.columns.len());
        self.ids.push(id);
        self.states.push(RowState::Live);
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(*cell);
        }
    }

    pub(crate) fn get(&self, row: usize, column: usize) -> Cell {
        self.columns[column].get(row)
    }

    pub(crate) fn set(&mut self, row: usize, column: usize, cell: Cell) {
        self.columns[column].set(row, cell);
    }

    pub(crate) fn source(&self, row: usize, source: Source) -> Cell {
        match source {
            Source::Id => Cell::Id(self.ids[row]),
            Source::Column(column) | Source::PerCompany(column) => self.columns[column].get(row),
            Source::DisplayName | Source::Empty => Cell::None,
        }
    }
}

impl Column {
    fn new(kind: FieldType) -> Column {
        match kind {
            FieldType::Boolean => Column::Bool(Vec::new()),
            FieldType::Integer => Column::Int(Vec::new()),
            FieldType::Float => Column::Number(Vec::new()),
            FieldType::Monetary => Column::Cents(Vec::new()),
            FieldType::Text | FieldType::Binary => Column::Text(Vec::new()),
            FieldType::Date => Column::Day(Vec::new()),
            FieldType::Datetime => Column::Instant(Vec::new()),
            FieldType::Many2one => Column::Id(Vec::new()),
            FieldType::ToMany | FieldType::Json => Column::Json(Vec::new()),
        }
    }

    fn get(&self, row: usize) -> Cell {
        match self {
            Column::Bool(values) => Cell::Bool(values[row]),
            Column::Int(values) => Cell::Int(values[row]),
            Column::Id(values) => match values[row] {
                0 => Cell::None,
                id => Cell::Id(id),
            },
            Column::Cents(values) => Cell::Cents(values[row]),
            Column::Number(values) => Cell::Number(Number::from_packed(values[row])),
            Column::Text(values) => match values[row] {
                Symbol::NONE => Cell::None,
                symbol => Cell::Text(symbol),
            },
            Column::Json(values) => match values[row] {
                Symbol::NONE => Cell::None,
                symbol => Cell::Json(symbol),
            },
            Column::Day(values) => match values[row] {
                NO_DAY => Cell::None,
                day => Cell::Day(day),
            },
            Column::Instant(values) => match values[row] {
                NO_INSTANT => Cell::None,
                instant => Cell::Instant(instant),
            },
        }
    }

    fn push(&mut self, cell: Cell) {
        match self {
            Column::Bool(values) => values.push(as_bool(cell)),
            Column::Int(values) => values.push(as_int(cell)),
            Column::Id(values) => values.push(as_id(cell)),
            Column::Cents(values) => values.push(as_cents(cell)),
            Column::Number(values) => values.push(as_number(cell)),
            Column::Text(values) | Column::Json(values) => values.push(as_symbol(cell)),
            Column::Day(values) => values.push(as_day(cell)),
            Column::Instant(values) => values.push(as_instant(cell)),
        }
    }

    fn set(&mut self, row: usize, cell: Cell) {
        match self {
            Column::Bool(values) => values[row] = as_bool(cell),
            Column::Int(values) => values[row] = as_int(cell),
            Column::Id(values) => values[row] = as_id(cell),
            Column::Cents(values) => values[row] = as_cents(cell),
            Column::Number(values) => values[row] = as_number(cell),
            Column::Text(values) | Column::Json(values) => values[row] = as_symbol(cell),
            Column::Day(values) => values[row] = as_day(cell),
            Column::Instant(values) => values[row] = as_instant(cell),
        }
    }
}

fn as_bool(cell: Cell) -> bool {
    cell == Cell::Bool(true)
}

fn as_int(cell: Cell) -> i64 {
    match cell {
        Cell::Int(value) => value,
        Cell::Id(id) => i64::from(id),
        _ => 0,
    }
}

fn as_id(cell: Cell) -> u32 {
    if let Cell::Id(id) = cell { id } else { 0 }
}

fn as_cents(cell: Cell) -> i64 {
    if let Cell::Cents(cents) = cell {
        cents
    } else {
        0
    }
}

fn as_number(cell: Cell) -> i64 {
    let number = match cell {
        Cell::Number(number) => number,
        // For an amount whose field has more than two decimals.
        Cell::Cents(cents) => Number::hundredths(cents),
        _ => Number::ZERO,
    };
    number.packed()
}

fn as_symbol(cell: Cell) -> Symbol {
    if let Cell::Text(symbol) | Cell::Json(symbol) = cell {
        symbol
    } else {
        Symbol::NONE
    }
}

fn as_day(cell: Cell) -> i32 {
    if let Cell::Day(day) = cell {
        day
    } else {
        NO_DAY
    }
}

fn as_instant(cell: Cell) -> i64 {
    if let Cell::Instant(instant) = cell {
        instant
    } else {
        NO_INSTANT
    }
}
