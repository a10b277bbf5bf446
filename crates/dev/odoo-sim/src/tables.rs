//! The books as the tables of Odoo's own database: for a reader that asks PostgreSQL instead of the
//! API. Both give the same records.
//!
//! Sources: the tables of real databases of Odoo 16 to 19, and `odoo/fields.py` of these versions.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::books::Books;
use crate::books::calendar;
use crate::books::catalogue::{Field, FieldType};
use crate::books::number;
use crate::books::table::{Cell, Source, Table};
use crate::books::version::Version;

/// One table, for PostgreSQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlTable {
    pub create: String,
    /// `COPY … FROM STDIN`
    pub copy: String,
    /// What is copied, in the text format.
    pub rows: String,
}

/// Since when a text has translations, and so is a column of JSON.
const TRANSLATED: &[(&str, &str, Version)] = &[
    ("account.payment.term", "name", Version::V16),
    ("account.payment.term", "note", Version::V16),
    ("crm.team", "name", Version::V16),
    ("product.template", "name", Version::V16),
    ("res.country", "name", Version::V16),
    ("res.partner.category", "name", Version::V16),
    ("account.account", "name", Version::V17),
    ("account.group", "name", Version::V17),
    ("account.journal", "name", Version::V17),
    ("account.tax", "name", Version::V17),
    ("l10n_latam.document.type", "name", Version::V17),
];

/// The registry of models, fields and modules, and defaults of fields.
const REGISTRY: &str = "
    create table ir_module_module (id serial primary key, name varchar, latest_version varchar);
    create table ir_model_fields (
        id serial primary key, model varchar, name varchar, ttype varchar, store bool,
        company_dependent bool, relation varchar, relation_table varchar, column1 varchar,
        column2 varchar);
    create table ir_default (
        id serial primary key, field_id int4, user_id int4, company_id int4, condition varchar,
        json_value varchar)";

/// A column of a model's table.
struct Column<'a> {
    field: &'a Field,
    source: Source,
    kind: &'static str,
}

impl Books {
    /// Every table, the registry first.
    pub fn sql_tables(&self) -> Vec<SqlTable> {
        let mut tables = vec![self.registry()];
        for table in self.tables.values() {
            tables.push(self.model(table));
            let lists = table.fields().filter(|(field, _)| is_list(field));
            tables.extend(lists.map(|(field, source)| self.links(table, field, source)));
        }
        tables
    }

    fn registry(&self) -> SqlTable {
        let mut rows = String::new();
        for table in self.tables.values() {
            for (field, _) in table.fields() {
                let attribute =
                    |name: &str| field.attributes.get(name).cloned().unwrap_or(Value::Null);
                let link = is_list(field).then(|| Link::of(table, field));
                let link = |part: fn(&Link) -> &str| {
                    link.as_ref()
                        .map_or(r"\N".to_owned(), |link| part(link).to_owned())
                };
                let _ = writeln!(
                    rows,
                    "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                    table.model,
                    field.name,
                    attribute("type").as_str().unwrap_or("char"),
                    is_stored(field),
                    attribute("company_dependent") == true,
                    field.relation.as_deref().unwrap_or(r"\N"),
                    link(|link| &link.table),
                    link(|link| &link.own),
                    link(|link| &link.other),
                );
            }
        }
        let version = self.version;
        SqlTable {
            create: format!(
                "{REGISTRY}; insert into ir_module_module (name, latest_version) values ('base', '{version}.1.3')"
            ),
            copy: "copy ir_model_fields (model, name, ttype, store, company_dependent, relation, \
                   relation_table, column1, column2) from stdin"
                .to_owned(),
            rows,
        }
    }

    fn model(&self, table: &Table) -> SqlTable {
        let columns = self.columns(table);
        let has_branches = table.model == "res.company" && self.version >= Version::V17;
        let mut create = format!("create table {} (id serial primary key", name(&table.model));
        let mut names = vec!["id".to_owned()];
        for column in &columns {
            let _ = write!(create, ", \"{}\" {}", column.field.name, column.kind);
            names.push(format!("\"{}\"", column.field.name));
        }
        if has_branches {
            create.push_str(", parent_path varchar");
            names.push("parent_path".to_owned());
        }
        create.push(')');
        let mut rows = String::new();
        for row in table.live_rows() {
            let id = table.id(row);
            let _ = write!(rows, "{id}");
            for column in &columns {
                rows.push('\t');
                self.value(&mut rows, column, table.source(row, column.source));
            }
            if has_branches {
                let _ = write!(rows, "\t{id}/");
            }
            rows.push('\n');
        }
        SqlTable {
            create,
            copy: format!(
                "copy {} ({}) from stdin",
                name(&table.model),
                names.join(", ")
            ),
            rows,
        }
    }

    fn columns<'a>(&self, table: &'a Table) -> Vec<Column<'a>> {
        let is_translated = |field: &Field| {
            let known = TRANSLATED.iter();
            let mut of_field =
                known.filter(|(model, name, _)| *model == table.model && *name == field.name);
            of_field.any(|(_, _, since)| self.version >= *since)
        };
        let column = |(field, source): (&'a Field, Source)| {
            let kind = match field.kind {
                FieldType::ToMany | FieldType::Binary => return None,
                FieldType::Text if is_translated(field) => "jsonb",
                FieldType::Text if matches!(source, Source::PerCompany(_)) => "jsonb",
                FieldType::Boolean => "bool",
                FieldType::Integer | FieldType::Many2one => "int4",
                FieldType::Float | FieldType::Monetary => "numeric",
                FieldType::Text => "varchar",
                FieldType::Date => "date",
                FieldType::Datetime => "timestamp",
                FieldType::Json => "jsonb",
            };
            (is_stored(field) && field.name != "id").then_some(Column {
                field,
                source,
                kind,
            })
        };
        table.fields().filter_map(column).collect()
    }

    fn value(&self, out: &mut String, column: &Column<'_>, cell: Cell) {
        match cell {
            Cell::None => out.push_str(r"\N"),
            Cell::Bool(flag) => out.push(if flag { 't' } else { 'f' }),
            Cell::Int(number) => {
                let _ = write!(out, "{number}");
            }
            Cell::Id(id) => {
                let _ = write!(out, "{id}");
            }
            Cell::Cents(cents) => number::write_cents(out, cents),
            Cell::Number(number) => number.write(out),
            Cell::Text(symbol) => {
                let text = self.pool.text(symbol).unwrap_or_default();
                if column.kind == "jsonb" {
                    escape(out, &json!({ "en_US": text }).to_string());
                } else {
                    escape(out, text);
                }
            }
            Cell::Json(symbol) => escape(out, self.pool.text(symbol).unwrap_or("null")),
            Cell::Day(day) => calendar::write_day(out, day),
            Cell::Instant(instant) => {
                calendar::write_instant(out, instant);
                let _ = write!(out, ".{:06}", instant.rem_euclid(1_000_000));
            }
        }
    }

    /// The table of a many-to-many field.
    fn links(&self, table: &Table, field: &Field, source: Source) -> SqlTable {
        let Link {
            table: name,
            own,
            other,
        } = Link::of(table, field);
        let mut rows = String::new();
        for row in table.live_rows() {
            for id in self.ids_of(table.source(row, source)) {
                let _ = writeln!(rows, "{}\t{id}", table.id(row));
            }
        }
        SqlTable {
            create: format!(
                "create table {name} ({own} int4, {other} int4, primary key ({own}, {other}))"
            ),
            copy: format!("copy {name} ({own}, {other}) from stdin"),
            rows,
        }
    }
}

/// The table of a many-to-many field.
struct Link {
    table: String,
    own: String,
    other: String,
}

impl Link {
    fn of(table: &Table, field: &Field) -> Self {
        let own = name(&table.model);
        let other = name(field.relation.as_deref().unwrap_or_default());
        Self {
            table: format!("{own}_{}_rel", field.name),
            own: format!("{own}_id"),
            other: format!("other_{other}_id"),
        }
    }
}

fn name(model: &str) -> String {
    model.replace('.', "_")
}

fn is_stored(field: &Field) -> bool {
    field.attributes.get("store") != Some(&Value::Bool(false))
}

fn is_list(field: &Field) -> bool {
    is_stored(field) && field.attributes.get("type") == Some(&json!("many2many"))
}

/// As `COPY` reads it.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str(r"\\"),
            '\n' => out.push_str(r"\n"),
            '\r' => out.push_str(r"\r"),
            '\t' => out.push_str(r"\t"),
            other => out.push(other),
        }
    }
}
