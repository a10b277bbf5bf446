//! What is mirrored, read from the database itself: the migrations are the only source of the
//! schema, so models, columns and types are nowhere repeated in code.

use std::collections::BTreeMap;

use deadpool_postgres::GenericClient;

use crate::Error;

/// One mirrored model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// Odoo's name, e.g. `account.move.line`.
    pub name: String,
    /// The table in schema `odoo`, e.g. `account_move_line`.
    pub table: String,
    /// Odoo's fields in table order, `id` first; the mirror's own columns (`_read_at`, …) left out.
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: ColumnKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    Integer,
    Text,
    Boolean,
    Date,
    Instant,
    Numeric,
    Json,
    Ids,
}

impl ColumnKind {
    fn of(type_name: &str) -> Option<Self> {
        Some(match type_name {
            "int4" | "int8" => Self::Integer,
            "text" => Self::Text,
            "bool" => Self::Boolean,
            "date" => Self::Date,
            "timestamptz" => Self::Instant,
            "numeric" => Self::Numeric,
            "jsonb" => Self::Json,
            "_int8" => Self::Ids,
            _ => return None,
        })
    }
}

impl Model {
    /// Whether each of these fields has a column.
    pub fn has(&self, fields: &[String]) -> bool {
        let is_column = |field: &String| self.columns.iter().any(|column| column.name == *field);
        fields.iter().all(is_column)
    }

    pub fn fields(&self) -> Vec<String> {
        self.columns
            .iter()
            .map(|column| column.name.clone())
            .collect()
    }

    /// Money and quantities: what a verify totals.
    pub fn numeric_fields(&self) -> Vec<String> {
        self.columns
            .iter()
            .filter(|column| column.kind == ColumnKind::Numeric)
            .map(|column| column.name.clone())
            .collect()
    }
}

/// Every mirrored model by name. The model's name stands before the colon of the table's comment,
/// for a dot and an underscore cannot be told apart in the table's name.
pub async fn read(client: &impl GenericClient) -> Result<BTreeMap<String, Model>, Error> {
    let rows = client
        .query(
            "select c.relname::text, split_part(obj_description(c.oid, 'pg_class'), ':', 1),
                    a.attname::text, t.typname::text
             from pg_class c
             join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             join pg_type t on t.oid = a.atttypid
             where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r'
               and left(a.attname, 1) <> '_'
             order by c.relname, a.attnum",
            &[],
        )
        .await?;
    let mut models = BTreeMap::new();
    for row in rows {
        let (table, name, column, type_name): (String, String, String, String) =
            (row.get(0), row.get(1), row.get(2), row.get(3));
        let Some(kind) = ColumnKind::of(&type_name) else {
            tracing::error!(
                table,
                column,
                type_name,
                "a mirrored column has a type unknown here"
            );
            continue;
        };
        models
            .entry(name.clone())
            .or_insert_with(|| Model {
                name,
                table,
                columns: Vec::new(),
            })
            .columns
            .push(Column { name: column, kind });
    }
    Ok(models)
}
