//! Answers written straight from the rows: records and field descriptions.

use serde_json::{Map, Value};

use crate::books::Books;
use crate::books::catalogue::{Field, FieldType};
use crate::books::exception::Exception;
use crate::books::number::Number;
use crate::books::table::{Cell, Source, Table};
use crate::wire::{Json, Wire};

/// How to write records.
pub(crate) struct Layout<'a> {
    /// `None`: every field.
    pub(crate) fields: Option<&'a [Value]>,
    /// `[id, name]` pairs instead of bare ids.
    pub(crate) classic: bool,
    /// The company for fields with one value per company.
    pub(crate) company: u32,
    /// Put a value of a wrong type into the first record.
    pub(crate) spoiled: bool,
}

pub(crate) fn records(
    wire: &mut impl Wire,
    books: &Books,
    table: &Table,
    rows: &[usize],
    layout: &Layout<'_>,
) -> Result<(), Exception> {
    let fields = chosen(table, layout.fields)?;
    let mut spoiled = fields.iter().position(|(field, _)| {
        layout.spoiled
            && matches!(
                field.kind,
                FieldType::Monetary
                    | FieldType::Many2one
                    | FieldType::Datetime
                    | FieldType::Integer
            )
    });
    wire.begin_list();
    for &row in rows {
        wire.begin_record();
        wire.key("id");
        wire.int(i64::from(table.id(row)));
        for (position, &(field, source)) in fields.iter().enumerate() {
            wire.key(&field.name);
            if spoiled == Some(position) {
                wire.text("a value of another type");
            } else if source == Source::DisplayName {
                wire.text(&books.display_name(&table.model, table.id(row)));
            } else if matches!(source, Source::PerCompany(_)) {
                of_company(wire, books, table.source(row, source), layout.company);
            } else {
                cell(
                    wire,
                    books,
                    field,
                    table.source(row, source),
                    layout.classic,
                );
            }
        }
        spoiled = None;
        wire.end_record();
    }
    wire.end_list();
    Ok(())
}

/// One record per line: all stored fields of all rows, as with `load=''` and `active_test=False`.
pub(crate) fn json_lines(books: &Books, table: &Table) -> String {
    let fields = table
        .fields()
        .filter(|(field, source)| matches!(source, Source::Column(_)) && is_stored(field));
    let fields: Vec<(&Field, Source)> = fields.collect();
    let mut wire = Json::with_capacity(0);
    for row in table.live_rows() {
        wire.begin_record();
        wire.key("id");
        wire.int(i64::from(table.id(row)));
        for &(field, source) in &fields {
            wire.key(&field.name);
            cell(&mut wire, books, field, table.source(row, source), false);
        }
        wire.end_record();
        wire.next_line();
    }
    wire.out
}

fn is_stored(field: &Field) -> bool {
    field.attributes.get("store") != Some(&Value::Bool(false))
}

/// The text for one company, or empty.
fn of_company(wire: &mut impl Wire, books: &Books, cell: Cell, company: u32) {
    let Cell::Json(symbol) = cell else {
        return wire.boolean(false);
    };
    let texts = books.json(symbol).unwrap_or_default();
    match texts.get(company.to_string()).and_then(Value::as_str) {
        Some(text) => wire.text(text),
        None => wire.boolean(false),
    }
}

/// The requested fields without `id`, which every record has.
fn chosen<'t>(
    table: &'t Table,
    names: Option<&[Value]>,
) -> Result<Vec<(&'t Field, Source)>, Exception> {
    let Some(names) = names.filter(|names| !names.is_empty()) else {
        return Ok(table
            .fields()
            .filter(|(_, source)| *source != Source::Id)
            .collect());
    };
    let mut fields: Vec<(&Field, Source)> = Vec::with_capacity(names.len());
    for name in names {
        let name = name.as_str().unwrap_or_default();
        let (field, source) = table
            .field(name)
            .ok_or_else(|| Exception::invalid_field(name, &table.model))?;
        if source != Source::Id && fields.iter().all(|(known, _)| known.name != name) {
            fields.push((field, source));
        }
    }
    Ok(fields)
}

pub(crate) fn cell(wire: &mut impl Wire, books: &Books, field: &Field, cell: Cell, classic: bool) {
    match cell {
        Cell::None => match field.kind {
            FieldType::Integer => wire.int(0),
            FieldType::Float | FieldType::Monetary => wire.number(Number::ZERO),
            FieldType::ToMany => {
                wire.begin_list();
                wire.end_list();
            }
            _ => wire.boolean(false),
        },
        Cell::Bool(value) => wire.boolean(value),
        Cell::Int(value) => wire.int(value),
        Cell::Id(id) if classic => {
            wire.begin_list();
            wire.int(i64::from(id));
            let model = field.relation.as_deref().unwrap_or_default();
            wire.text(&books.display_name(model, id));
            wire.end_list();
        }
        Cell::Id(id) => wire.int(i64::from(id)),
        Cell::Cents(cents) => wire.cents(cents),
        Cell::Number(number) => wire.number(number),
        Cell::Text(symbol) => wire.pooled(&books.pool, symbol),
        Cell::Json(symbol) => wire.value(&books.json(symbol).unwrap_or(Value::Bool(false))),
        Cell::Day(day) => wire.day(day),
        Cell::Instant(instant) => wire.instant(instant),
    }
}

/// `fields_get`
pub(crate) fn fields(
    wire: &mut impl Wire,
    table: &Table,
    names: Option<&[Value]>,
    attributes: Option<&[Value]>,
) {
    wire.begin_record();
    for (field, _) in table.fields() {
        let asked = names.is_none_or(|names| names.is_empty() || names.contains(&name(field)));
        if !asked {
            continue;
        }
        let kept: Map<String, Value> = field
            .attributes
            .iter()
            .filter(|(key, _)| attributes.is_none_or(|asked| asked.iter().any(|one| one == *key)))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        wire.key(&field.name);
        wire.value(&Value::Object(kept));
    }
    wire.end_record();
}

fn name(field: &Field) -> Value {
    Value::String(field.name.clone())
}
