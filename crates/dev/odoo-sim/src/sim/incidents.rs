//! Incidents of a database: the reading user loses rights, rules hide rows, a backup is restored, a
//! migration empties columns. For tests in the same process.

use crate::books::Books;
use crate::books::rules::{self, Hidden};
use crate::books::table::Cell;
use crate::sim::{Sim, UnknownDatabase};

impl Sim {
    /// Sets the companies of the reading user.
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

    /// Sets the groups of the reading user.
    pub fn set_user_groups(&self, database: &str, groups: &[u32]) -> Result<(), UnknownDatabase> {
        let mut database = self.write(database)?;
        let user = database.uid;
        rules::set_groups(&mut database.books, user, groups);
        Ok(())
    }

    /// Adds a record rule that hides rows from the reading user. Returns its id.
    pub fn hide(&self, database: &str, hidden: Hidden) -> Result<u32, UnknownDatabase> {
        let mut database = self.write(database)?;
        let user = database.uid;
        Ok(rules::add(&mut database.books, hidden, user))
    }

    /// Deletes the rule. False if there is none.
    pub fn lift(&self, database: &str, rule: u32) -> Result<bool, UnknownDatabase> {
        let mut database = self.write(database)?;
        Ok(rules::lift(&mut database.books, rule))
    }

    /// Sets whether the reading user may read `ir.rule`, as administrators may.
    pub fn make_rules_readable(
        &self,
        database: &str,
        readable: bool,
    ) -> Result<(), UnknownDatabase> {
        let mut database = self.write(database)?;
        database.books.rules.are_readable = readable;
        Ok(())
    }

    /// Stores a backup of the books and discards the last one.
    pub fn back_up(&self, database: &str) -> Result<(), UnknownDatabase> {
        let mut database = self.write(database)?;
        let backup: Books = database.books.clone();
        database.backup = Some(backup);
        Ok(())
    }

    /// Restores the backup, including ids and dates. False if there is none.
    pub fn restore(&self, database: &str) -> Result<bool, UnknownDatabase> {
        let mut database = self.write(database)?;
        let Some(backup) = database.backup.take() else {
            return Ok(false);
        };
        database.books = backup;
        Ok(true)
    }

    /// Changes a text by SQL, as a migration does, and empties `write_date` on request. False if
    /// there is no such row.
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
