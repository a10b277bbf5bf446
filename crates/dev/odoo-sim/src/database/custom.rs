//! Custom fields and models that people add at any time. A new field has values at once and changes
//! no `write_date`, as if a module had added it.

use serde_json::{Map, Value, json};

use crate::books::catalogue::{self, Field};
use crate::books::records::{self, LoadError};
use crate::books::table::{Cell, RowState, Table};
use crate::database::Database;

impl Database {
    /// Adds a stored field with values for some records. Returns false for an unknown model, an
    /// existing field, or a value of another type.
    pub fn add_field(
        &mut self,
        model: &str,
        (name, odoo_type): (&str, &str),
        values: &[(i64, Value)],
    ) -> bool {
        let Some(table) = self.books.tables.get_mut(model) else {
            return false;
        };
        if table.field(name).is_some() {
            return false;
        }
        table.install_field(field(name, odoo_type));
        values
            .iter()
            .all(|(id, value)| self.set_silently(model, *id, name, value))
    }

    /// Adds a model with records: JSON objects with an `id`, ascending.
    pub fn add_model(
        &mut self,
        model: &str,
        fields: &[(&str, &str)],
        records: &[Map<String, Value>],
    ) -> Result<(), LoadError> {
        let standard = [
            ("id", "integer"),
            ("create_date", "datetime"),
            ("write_date", "datetime"),
        ];
        let all = standard.iter().chain(fields);
        let described = all
            .map(|(name, odoo_type)| field(name, odoo_type))
            .collect();
        let stored: Vec<&str> = standard[1..]
            .iter()
            .chain(fields)
            .map(|(name, _)| *name)
            .collect();
        let table = Table::new(model, described, &stored);
        self.books.tables.insert(model.to_owned(), table);
        records::fill(&mut self.books, model, records)
    }

    /// As if the model's module were not installed. Returns false for an unknown model.
    pub fn remove_model(&mut self, model: &str) -> bool {
        self.books.tables.remove(model).is_some()
    }

    /// As an SQL statement would: no `write_date` changes.
    pub fn set_silently(&mut self, model: &str, id: i64, name: &str, value: &Value) -> bool {
        self.set_value(model, id, name, value).is_some()
    }

    /// Deletes a record without a trace, as `unlink` does.
    pub fn delete(&mut self, model: &str, id: i64) -> bool {
        let Some(table) = self.books.tables.get_mut(model) else {
            return false;
        };
        let row = table.position(id);
        if let Some(row) = row {
            table.set_state(row, RowState::Deleted);
        }
        row.is_some()
    }

    fn set_value(&mut self, model: &str, id: i64, name: &str, value: &Value) -> Option<()> {
        let table = self.books.tables.get_mut(model)?;
        let kind = table.field(name)?.0.kind;
        let (row, column) = (table.position(id)?, table.column(name)?);
        let cell: Cell = records::cell(&mut self.books.pool, kind, value)?;
        table.set(row, column, cell);
        Some(())
    }
}

fn field(name: &str, odoo_type: &str) -> Field {
    let mut attributes = Map::new();
    for (key, value) in [
        ("type", json!(odoo_type)),
        ("string", json!(name)),
        ("store", json!(true)),
        ("readonly", json!(false)),
        ("company_dependent", json!(false)),
    ] {
        attributes.insert(key.to_owned(), value);
    }
    catalogue::field(name.to_owned(), attributes)
}
