//! The mirrored models, read from the database. The migrations are the only source of the schema,
//! so models, columns and types are not repeated in code.

use std::collections::BTreeMap;

use sql::{client::GenericClient, queries::store::catalog as statements};

use crate::Error;

/// One mirrored model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// Odoo's name, e.g. `account.move.line`.
    pub name: String,
    /// The table in schema `odoo`, e.g. `account_move_line`.
    pub table: String,
    /// Odoo's fields in table order, `id` first, without the mirror's own columns (`_read_at`, …).
    pub columns: Vec<Column>,
    /// Whether the tenant's file adds the model, and no migration does.
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

/// Text after the model in a table's comment, if the tenant's file added the table.
pub(crate) const ADDED: &str = "Added by configuration.";

impl ColumnKind {
    /// The SQL type of a new column.
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

    fn from_type(type_name: &str) -> Option<Self> {
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

    /// The type of the field's column, if it has one.
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

    /// Amounts and quantities. A verify totals these fields.
    pub fn numeric_fields(&self) -> Vec<String> {
        self.columns
            .iter()
            .filter(|column| column.kind == ColumnKind::Numeric)
            .map(|column| column.name.clone())
            .collect()
    }
}

/// Quotes any name for SQL.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// All mirrored models, by name.
pub async fn read(client: &impl GenericClient) -> Result<BTreeMap<String, Model>, Error> {
    let mut models = BTreeMap::new();
    for row in statements::columns().bind(client, &ADDED).all().await? {
        let Some(kind) = ColumnKind::from_type(&row.type_name) else {
            tracing::error!(
                table = row.table_name,
                column = row.column_name,
                type_name = row.type_name,
                "a mirrored column has an unknown type"
            );
            continue;
        };
        models
            .entry(row.model.clone())
            .or_insert_with(|| Model {
                name: row.model,
                table: row.table_name,
                columns: Vec::new(),
                added: row.is_added,
            })
            .columns
            .push(Column {
                name: row.column_name,
                kind,
            });
    }
    Ok(models)
}
