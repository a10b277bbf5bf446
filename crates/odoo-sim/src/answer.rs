//! Answers written straight from the rows: records, groups and field descriptions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::books::Books;
use crate::catalogue::{Field, FieldType};
use crate::compare;
use crate::domain;
use crate::exception::Exception;
use crate::number::{self, Number};
use crate::query::View;
use crate::table::{Cell, Source, Table};
use crate::wire::{Json, Wire};

/// How records are to be written.
pub(crate) struct Layout<'a> {
    /// `None`: every field.
    pub(crate) fields: Option<&'a [Value]>,
    /// `[id, name]` pairs instead of bare ids.
    pub(crate) classic: bool,
    /// Whose values a field of each company has.
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

/// One record a line: every stored field of every row, as `load=''` and `active_test=False` give it.
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

/// The text of one company, or empty.
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

/// The fields asked for without `id`, which every record has.
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

fn cell(wire: &mut impl Wire, books: &Books, field: &Field, cell: Cell, classic: bool) {
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

#[derive(Clone, Copy, PartialEq)]
enum Function {
    Sum,
    Min,
    Max,
    Count,
    CountDistinct,
    ArrayAgg,
}

#[derive(Clone)]
struct Aggregate<'t> {
    key: String,
    function: Function,
    field: &'t Field,
    source: Source,
    sum: i128,
    count: i64,
    extreme: Cell,
    distinct: BTreeSet<i128>,
    ids: Vec<i64>,
}

/// `read_group`: one record of control totals, or one for each value of a many2one.
/// `formatted_read_group` names each by its specification, counts only if asked, and calls the
/// domain otherwise.
pub(crate) fn totals(
    wire: &mut impl Wire,
    view: &View<'_>,
    table: &Table,
    domain: &[Value],
    specifications: &[Value],
    group: Option<&str>,
    formatted: bool,
) -> Result<usize, Exception> {
    let is_counted = !formatted || specifications.iter().any(|one| one == "__count");
    let aggregates = aggregates(table, specifications, formatted)?;
    let by = match group {
        None => None,
        Some(name) => Some(
            table
                .field(name)
                .ok_or_else(|| Exception::invalid_field(name, &table.model))?,
        ),
    };
    let condition = domain::parse(view.books, table, domain)?;
    let mut groups: BTreeMap<i64, (i64, Vec<Aggregate<'_>>)> = BTreeMap::new();
    if by.is_none() {
        groups.insert(0, (0, aggregates.clone()));
    }
    for row in view.matching(table, domain, &condition) {
        let key = match by.map(|(_, source)| table.source(row, source)) {
            Some(Cell::Id(id)) => i64::from(id),
            _ => 0,
        };
        let (count, sums) = groups.entry(key).or_insert_with(|| (0, aggregates.clone()));
        *count += 1;
        for aggregate in sums {
            aggregate.add(table.source(row, aggregate.source));
        }
    }
    wire.begin_list();
    for (key, (count, aggregates)) in &groups {
        wire.begin_record();
        if let Some((field, _)) = by {
            wire.key(&field.name);
            let link = Cell::link(u32::try_from(*key).unwrap_or(0));
            cell(wire, view.books, field, link, true);
        }
        if is_counted {
            wire.key("__count");
            wire.int(*count);
        }
        for aggregate in aggregates {
            wire.key(&aggregate.key);
            aggregate.write(wire, view.books);
        }
        if formatted {
            wire.key("__extra_domain");
            wire.value(&Value::Array(Vec::new()));
        } else {
            wire.key("__domain");
            wire.value(&Value::Array(domain.to_vec()));
        }
        wire.end_record();
    }
    wire.end_list();
    Ok(groups.len())
}

/// Those asked for, each under the name that its method gives it.
fn aggregates<'t>(
    table: &'t Table,
    specifications: &[Value],
    formatted: bool,
) -> Result<Vec<Aggregate<'t>>, Exception> {
    let mut aggregates = Vec::new();
    for specification in specifications {
        let text = specification.as_str().unwrap_or_default();
        if formatted && text == "__count" {
            continue;
        }
        let mut aggregate = aggregate(table, text)?;
        if let (true, Some(aggregate)) = (formatted, &mut aggregate) {
            text.clone_into(&mut aggregate.key);
        }
        aggregates.extend(aggregate);
    }
    Ok(aggregates)
}

/// `balance:sum`, `total:sum(balance)` or a bare number field, which is summed; else not aggregated.
fn aggregate<'t>(table: &'t Table, text: &str) -> Result<Option<Aggregate<'t>>, Exception> {
    let (key, function) = text.split_once(':').unwrap_or((text, ""));
    let (function, name) = match function.split_once('(') {
        Some((function, name)) => (function, name.trim_end_matches(')')),
        None => (function, key),
    };
    let (field, source) = table
        .field(name)
        .ok_or_else(|| Exception::invalid_field(name, &table.model))?;
    let summable = matches!(
        field.kind,
        FieldType::Integer | FieldType::Float | FieldType::Monetary
    );
    let function = match function {
        "sum" => Function::Sum,
        "min" => Function::Min,
        "max" => Function::Max,
        "count" => Function::Count,
        "count_distinct" => Function::CountDistinct,
        "array_agg" => Function::ArrayAgg,
        "" if summable && source != Source::Id => Function::Sum,
        "" => return Ok(None),
        other => {
            return Err(Exception::value_error(format!(
                "Invalid aggregation function '{other}'."
            )));
        }
    };
    Ok(Some(Aggregate {
        key: key.to_owned(),
        function,
        field,
        source,
        sum: 0,
        count: 0,
        extreme: Cell::None,
        distinct: BTreeSet::new(),
        ids: Vec::new(),
    }))
}

impl Aggregate<'_> {
    fn add(&mut self, cell: Cell) {
        if cell == Cell::None {
            return;
        }
        self.count += 1;
        match self.function {
            Function::Sum => self.sum += addend(cell),
            Function::Min | Function::Max => {
                let wanted = if self.function == Function::Min {
                    std::cmp::Ordering::Less
                } else {
                    std::cmp::Ordering::Greater
                };
                if self.extreme == Cell::None || compare::order(cell, self.extreme) == Some(wanted)
                {
                    self.extreme = cell;
                }
            }
            Function::CountDistinct => {
                self.distinct.insert(addend(cell));
            }
            Function::ArrayAgg => self
                .ids
                .push(i64::try_from(addend(cell)).unwrap_or(i64::MAX)),
            Function::Count => {}
        }
    }

    fn write(&self, wire: &mut impl Wire, books: &Books) {
        match self.function {
            Function::Count => wire.int(self.count),
            Function::CountDistinct => wire.int(i64::try_from(self.distinct.len()).unwrap_or(0)),
            Function::ArrayAgg => {
                wire.begin_list();
                for id in &self.ids {
                    wire.int(*id);
                }
                wire.end_list();
            }
            _ if self.count == 0 => wire.boolean(false),
            Function::Min | Function::Max => cell(wire, books, self.field, self.extreme, false),
            Function::Sum => match self.field.kind {
                FieldType::Monetary => wire.cents(i64::try_from(self.sum).unwrap_or(i64::MAX)),
                FieldType::Float => wire.number(attos(self.sum)),
                _ => wire.int(i64::try_from(self.sum).unwrap_or(i64::MAX)),
            },
        }
    }
}

/// In the unit of the column: ones, hundredths or 10^-18.
fn addend(cell: Cell) -> i128 {
    match cell {
        Cell::Int(value) | Cell::Cents(value) | Cell::Instant(value) => i128::from(value),
        Cell::Id(id) => i128::from(id),
        Cell::Number(number) => number.atto(),
        Cell::Text(symbol) | Cell::Json(symbol) => i128::from(symbol.0),
        Cell::Day(day) => i128::from(day),
        Cell::Bool(value) => i128::from(value),
        Cell::None => 0,
    }
}

/// A sum in units of 10^-18, to at most 17 digits as a double would carry.
fn attos(sum: i128) -> Number {
    let mut text = String::new();
    number::write_scaled(&mut text, sum, 18);
    let digits = text.len().min(18);
    Number::parse(&text)
        .or_else(|| Number::parse(&text[..digits]))
        .unwrap_or(Number::ZERO)
}
