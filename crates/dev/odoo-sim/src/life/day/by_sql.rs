//! Changes that the database makes without the ORM: it empties or rewrites foreign keys. No
//! `write_date` changes.

use crate::books::Books;
use crate::books::table::{Cell, Source};

/// A deleted record disappears from every field that referred to it (ON DELETE SET NULL, and the
/// rows of many2many tables).
pub(crate) fn forget(books: &mut Books, model: &str, id: u32) {
    replace(books, model, id, None);
}

/// In every model, replaces references to one record by references to another.
pub(crate) fn redirect(books: &mut Books, model: &str, from: u32, to: u32) {
    replace(books, model, from, Some(to));
}

fn replace(books: &mut Books, model: &str, from: u32, to: Option<u32>) {
    for (table, column) in columns_to(books, model) {
        for row in 0..books.table(&table).rows() {
            let cell = match books.table(&table).get(row, column) {
                Cell::Id(id) if id == from => to.map_or(Cell::None, Cell::Id),
                Cell::Json(list) => match replaced_list(books, Cell::Json(list), from, to) {
                    Some(cell) => cell,
                    None => continue,
                },
                _ => continue,
            };
            books.table_mut(&table).set(row, column, cell);
        }
    }
}

/// Model and column of every stored many2one and many2many to this model.
fn columns_to(books: &Books, model: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for table in books.tables.values() {
        for (field, source) in table.fields() {
            if let (true, Source::Column(column)) =
                (field.relation.as_deref() == Some(model), source)
            {
                found.push((table.model.clone(), column));
            }
        }
    }
    found
}

/// `None` if the list does not contain the id.
fn replaced_list(books: &mut Books, list: Cell, from: u32, to: Option<u32>) -> Option<Cell> {
    let mut ids = books.ids_of(list);
    if !ids.contains(&from) {
        return None;
    }
    ids.retain(|id| *id != from);
    ids.extend(to);
    Some(list_of(books, ids))
}

/// A many2many value: each id once, in ascending order.
pub(crate) fn list_of(books: &mut Books, mut ids: Vec<u32>) -> Cell {
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Cell::None;
    }
    Cell::Json(books.pool.intern(&format!("{ids:?}")))
}
