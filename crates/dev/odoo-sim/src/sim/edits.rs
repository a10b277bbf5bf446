//! Changes of single fields of single records, by people in transactions of any length or by SQL.
//! For tests that need to know exactly what changed and when it became visible.

use serde_json::Value;

use crate::books::calendar;
use crate::books::records;
use crate::books::table::Cell;
use crate::database::Database;
use crate::life::{FieldEdit, Transaction};
use crate::sim::{Sim, UnknownDatabase};

const SECOND: i64 = 1_000_000;

/// A field of a record and its new value.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'a> {
    pub model: &'a str,
    pub id: i64,
    pub field: &'a str,
    pub value: &'a Value,
}

impl Database {
    fn field_edit(&mut self, edit: Edit<'_>) -> Option<FieldEdit> {
        let table = self.books.tables.get(edit.model)?;
        let kind = table.field(edit.field)?.0.kind;
        let (row, column) = (table.position(edit.id)?, table.column(edit.field)?);
        let cell = records::cell(&mut self.books.pool, kind, edit.value)?;
        Some((edit.model.to_owned(), row, column, cell))
    }

    fn stamp_edit(&self, model: &str, id: i64, instant: i64) -> Option<FieldEdit> {
        let table = self.books.tables.get(model)?;
        let (row, column) = (table.position(id)?, table.column("write_date")?);
        Some((model.to_owned(), row, column, Cell::Instant(instant)))
    }

    /// The edits of one write, stamped with the start of its transaction.
    fn write_at(&mut self, edit: Edit<'_>, began: i64) -> Option<Vec<FieldEdit>> {
        let value = self.field_edit(edit)?;
        let stamp = self.stamp_edit(edit.model, edit.id, began)?;
        Some(vec![value, stamp])
    }
}

impl Sim {
    /// A person writes a field; it is visible at once and stamped with the current microsecond.
    /// False if there is no such record or field, or if the value is of another type.
    pub fn edit(&self, database: &str, edit: Edit<'_>) -> Result<bool, UnknownDatabase> {
        let mut database = self.write(database)?;
        let Some(edits) = database.write_at(edit, calendar::now()) else {
            return Ok(false);
        };
        Transaction::with_edits(edits).apply(&mut database.books);
        Ok(true)
    }

    /// A transaction that began this many seconds ago and has written a field. It is visible only
    /// after `commit`, and its stamp is that of its beginning.
    pub fn begin_edit(
        &self,
        database: &str,
        edit: Edit<'_>,
        began_seconds_ago: u32,
    ) -> Result<Option<u32>, UnknownDatabase> {
        let mut database = self.write(database)?;
        let began = calendar::now() - i64::from(began_seconds_ago) * SECOND;
        let edits = database.write_at(edit, began);
        Ok(edits.map(|edits| database.open(Transaction::with_edits(edits))))
    }

    /// Sets a `write_date` by SQL, this many seconds after now or, if negative, before.
    pub fn forge_write_date(
        &self,
        database: &str,
        model: &str,
        id: i64,
        seconds_from_now: i64,
    ) -> Result<bool, UnknownDatabase> {
        let mut database = self.write(database)?;
        let instant = calendar::now() + seconds_from_now * SECOND;
        let Some(edit) = database.stamp_edit(model, id, instant) else {
            return Ok(false);
        };
        Transaction::with_edits(vec![edit]).apply(&mut database.books);
        Ok(true)
    }
}
