//! What befalls a database from outside of the business: rights taken from the user who reads, a
//! backup put back, columns emptied by a migration. For tests in the same process.

use crate::books::Books;
use crate::sim::{Sim, UnknownDatabase};
use crate::table::Cell;

impl Sim {
    /// From now on the reading user has these companies.
    pub fn set_user_companies(
        &self,
        database: &str,
        companies: &[u32],
    ) -> Result<(), UnknownDatabase> {
        let mut database = self.write(database)?;
        let uid = i64::from(database.uid);
        let ids: Vec<String> = companies.iter().map(ToString::to_string).collect();
        let symbol = database.books.pool.intern(&format!("[{}]", ids.join(", ")));
        if let Some(row) = database.books.table("res.users").position(uid) {
            let cell = Cell::Json(symbol);
            database.books.set("res.users", row, "company_ids", cell);
        }
        Ok(())
    }

    /// Keeps a backup of the books in place of the last one.
    pub fn back_up(&self, database: &str) -> Result<(), UnknownDatabase> {
        let mut database = self.write(database)?;
        let backup: Books = database.books.clone();
        database.backup = Some(backup);
        Ok(())
    }

    /// Puts the backup back: ids and dates go back with it. False if there is none.
    pub fn restore(&self, database: &str) -> Result<bool, UnknownDatabase> {
        let mut database = self.write(database)?;
        let Some(backup) = database.backup.take() else {
            return Ok(false);
        };
        database.books = backup;
        Ok(true)
    }

    /// Changes a text by SQL, as a migration does; without `write_date` if it is to be emptied.
    /// False if there is no such row.
    pub fn rewrite(
        &self,
        database: &str,
        model: &str,
        id: u32,
        (field, text): (&str, &str),
        empties_write_date: bool,
    ) -> Result<bool, UnknownDatabase> {
        let mut database = self.write(database)?;
        let Some(row) = database.books.table(model).position(i64::from(id)) else {
            return Ok(false);
        };
        let cell = database.books.text(text);
        database.books.set(model, row, field, cell);
        if empties_write_date {
            database.books.set(model, row, "write_date", Cell::None);
        }
        Ok(true)
    }
}
