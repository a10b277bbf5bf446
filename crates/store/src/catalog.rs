//! What is mirrored, read from the database itself: the migrations are the only source of the
//! schema, so models, columns and types are nowhere repeated in code.

use std::collections::BTreeMap;

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

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
    /// The tenant's file names it, no migration does.
    pub added: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: ColumnKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// What the comment of a table says behind its model when the tenant's file added it.
pub(crate) const ADDED: &str = "Added by configuration.";

impl ColumnKind {
    /// The type of a new column.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::Integer => "bigint",
            Self::Text => "text",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Instant => "timestamptz",
            Self::Numeric => "numeric",
            Self::Json => "jsonb",
            Self::Ids => "bigint[]",
        }
    }

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
    /// Whether the field has a column.
    pub fn has(&self, field: &str) -> bool {
        self.columns.iter().any(|column| column.name == field)
    }

    /// What the field's column holds, if it has one.
    pub fn kind_of(&self, field: &str) -> Option<ColumnKind> {
        let column = self.columns.iter().find(|column| column.name == field);
        column.map(|column| column.kind)
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

/// A name as SQL takes it, whatever it is.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A row a column. The model's name stands before the colon of the table's comment, for a dot and
/// an underscore cannot be told apart in the table's name.
const COLUMNS: &str = "
    select c.relname::text, split_part(obj_description(c.oid, 'pg_class'), ':', 1),
           a.attname::text, t.typname::text,
           coalesce(obj_description(c.oid, 'pg_class') like '%: ' || $1::text, false)
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r'
      and left(a.attname, 1) <> '_'
    order by c.relname, a.attnum";

/// Every mirrored model by name.
pub async fn read(client: &impl GenericClient) -> Result<BTreeMap<String, Model>, Error> {
    Ok(models(&client.query(COLUMNS, &[&ADDED]).await?))
}

/// As [`read`], on a connection that is in no pool.
pub(crate) async fn read_in(
    tx: &tokio_postgres::Transaction<'_>,
) -> Result<BTreeMap<String, Model>, Error> {
    Ok(models(&tx.query(COLUMNS, &[&ADDED]).await?))
}

fn models(rows: &[Row]) -> BTreeMap<String, Model> {
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
                added: row.get(4),
            })
            .columns
            .push(Column { name: column, kind });
    }
    models
}
