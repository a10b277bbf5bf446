//! `read_group` and `formatted_read_group`: sums, counts, minima and maxima over a domain, in total
//! or grouped by a many2one. Other modules write the result.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::books::Books;
use crate::books::catalogue::{Field, FieldType};
use crate::books::exception::Exception;
use crate::books::number::{self, Number};
use crate::books::table::{Cell, Source, Table};
use crate::reading::compare;
use crate::reading::domain;
use crate::reading::query::View;
use crate::wire::Wire;
use crate::wire::answer::cell;

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

/// `read_group`: one record of control totals, or one per value of a many2one.
/// `formatted_read_group` names each by its specification, counts only on request, and names the
/// domain differently.
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

/// The requested aggregates, each with the name that its method uses.
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
    let mut names = BTreeSet::new();
    let twice = aggregates
        .iter()
        .find(|one: &&Aggregate<'_>| !names.insert(one.key.clone()));
    if let (false, Some(twice)) = (formatted, twice) {
        let text = format!("Output name '{}' is used twice.", twice.key);
        return Err(Exception::user_error(text));
    }
    Ok(aggregates)
}

/// `balance:sum`, `total:sum(balance)` or a plain number field, which is summed; otherwise `None`.
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
