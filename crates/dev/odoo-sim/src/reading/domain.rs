//! Search domains: parsed once for a table, then tested row by row. Up to 18 `write_date` is
//! compared with the literal to the microsecond; in 19 a literal means its whole second. A negated
//! equality also finds empty values, an ordering never does.

use std::cmp::Ordering;

use serde_json::Value;

use crate::books::Books;
use crate::books::calendar;
use crate::books::catalogue::FieldType;
use crate::books::exception::Exception;
use crate::books::number::Number;
use crate::books::pool::Symbol;
use crate::books::table::{Cell, Source, Table};
use crate::reading::compare::{boundary, equal, like, opposite, order, repr, tuple};

/// A condition on a row.
#[derive(Debug)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Constant(bool),
    Leaf(Leaf),
}

#[derive(Debug)]
pub(crate) struct Leaf {
    /// Many2one columns to follow before the tested field, each with its model.
    hops: Vec<(usize, String)>,
    source: Source,
    test: Test,
}

#[derive(Debug)]
enum Test {
    /// One of the ids (sorted) or values, or empty if `empty`; inverted by `negated`.
    OneOf {
        ids: Vec<i64>,
        values: Vec<Cell>,
        empty: bool,
        negated: bool,
        /// Date-times are equal within a second.
        wide: bool,
    },
    Ordered {
        than: Cell,
        text: String,
        accepts: fn(Ordering) -> bool,
    },
    Like {
        pattern: String,
        whole: bool,
        fold: bool,
        negated: bool,
    },
}

/// Parses a domain. `negated` leaves are rewritten as in Odoo, so that orderings never match null.
pub(crate) fn parse(
    books: &Books,
    table: &Table,
    domain: &[Value],
) -> Result<Condition, Exception> {
    let mut rest = domain;
    let mut conditions = Vec::new();
    while !rest.is_empty() {
        conditions.push(term(books, table, &mut rest, false)?);
    }
    Ok(Condition::All(conditions))
}

fn term(
    books: &Books,
    table: &Table,
    rest: &mut &[Value],
    negated: bool,
) -> Result<Condition, Exception> {
    let Some((first, others)) = rest.split_first() else {
        return Err(Exception::value_error("Domain is missing an operand"));
    };
    *rest = others;
    match first {
        Value::String(operator) if operator == "!" => term(books, table, rest, !negated),
        Value::String(operator) if operator == "&" || operator == "|" => {
            let both = vec![
                term(books, table, rest, negated)?,
                term(books, table, rest, negated)?,
            ];
            let all = (operator == "&") != negated;
            Ok(if all {
                Condition::All(both)
            } else {
                Condition::Any(both)
            })
        }
        Value::Array(parts) => leaf(books, table, parts, negated),
        other => Err(Exception::value_error(format!(
            "Invalid domain term {}",
            repr(other)
        ))),
    }
}

fn leaf(
    books: &Books,
    table: &Table,
    parts: &[Value],
    negated: bool,
) -> Result<Condition, Exception> {
    let [left, operator, right] = parts else {
        return Err(Exception::value_error(format!(
            "Invalid leaf {}",
            tuple(parts)
        )));
    };
    if let (Some(left), Some(right)) = (left.as_i64(), right.as_i64()) {
        return Ok(Condition::Constant((left == right) != negated));
    }
    let path = left.as_str().unwrap_or_default();
    let operator = operator.as_str().unwrap_or_default().to_lowercase();
    let operator = if negated {
        opposite(&operator)
    } else {
        &operator
    };
    let mut hops = Vec::new();
    let mut table = table;
    let mut names = path.split('.').peekable();
    loop {
        let name = names.next().unwrap_or_default();
        let Some((field, source)) = table.field(name) else {
            return Err(Exception::value_error(format!(
                "Invalid field {}.{name} in leaf {}",
                table.model,
                tuple(parts)
            )));
        };
        if names.peek().is_none() {
            let test = test(books, field.kind, operator, right, parts)?;
            return Ok(Condition::Leaf(Leaf { hops, source, test }));
        }
        let next = field
            .relation
            .as_ref()
            .and_then(|model| books.tables.get(model));
        let (Some(next), Source::Column(column)) = (next, source) else {
            return Err(Exception::value_error(format!("Cannot follow {path}")));
        };
        hops.push((column, next.model.clone()));
        table = next;
    }
}

fn test(
    books: &Books,
    field_type: FieldType,
    operator: &str,
    right: &Value,
    parts: &[Value],
) -> Result<Test, Exception> {
    let invalid = || Exception::value_error(format!("Invalid leaf {}", tuple(parts)));
    let wide = books.version.compares_whole_seconds() && field_type == FieldType::Datetime;
    let ordered = |accepts: fn(Ordering) -> bool| {
        let text = right.as_str().unwrap_or_default().to_owned();
        let than = if field_type == FieldType::Text {
            Cell::None
        } else {
            operand(books, field_type, right)
                .filter(|cell| *cell != Cell::None)
                .ok_or_else(invalid)?
        };
        let (than, accepts) = if wide {
            boundary(than, accepts)
        } else {
            (than, accepts)
        };
        Ok(Test::Ordered {
            than,
            text,
            accepts,
        })
    };
    let like = |whole, fold, negated| {
        let pattern = right.as_str().ok_or_else(invalid)?;
        let pattern = if fold {
            pattern.to_lowercase()
        } else {
            pattern.to_owned()
        };
        Ok(Test::Like {
            pattern,
            whole,
            fold,
            negated,
        })
    };
    match operator {
        "=" | "==" | "!=" | "<>" | "in" | "not in" => {
            let negated = matches!(operator, "!=" | "<>" | "not in");
            let one = std::slice::from_ref(right);
            let operands = right.as_array().map_or(one, Vec::as_slice);
            one_of(books, field_type, operands, negated, wide).ok_or_else(invalid)
        }
        "<" => ordered(Ordering::is_lt),
        "<=" => ordered(Ordering::is_le),
        ">" => ordered(Ordering::is_gt),
        ">=" => ordered(Ordering::is_ge),
        "like" => like(false, false, false),
        "not like" => like(false, false, true),
        "ilike" => like(false, true, false),
        "not ilike" => like(false, true, true),
        "=like" => like(true, false, false),
        "=ilike" => like(true, true, false),
        _ => Err(invalid()),
    }
}

fn one_of(
    books: &Books,
    field_type: FieldType,
    operands: &[Value],
    negated: bool,
    wide: bool,
) -> Option<Test> {
    let mut ids = Vec::new();
    let mut values = Vec::new();
    let mut empty = false;
    for value in operands {
        match operand(books, field_type, value)? {
            Cell::Int(id) => ids.push(id),
            Cell::None => empty = true,
            cell => values.push(cell),
        }
    }
    ids.sort_unstable();
    Some(Test::OneOf {
        ids,
        values,
        empty,
        negated,
        wide,
    })
}

/// `None` when the value does not fit the field; `Cell::None` for empty.
fn operand(books: &Books, field_type: FieldType, value: &Value) -> Option<Cell> {
    if field_type == FieldType::Boolean {
        let truth = value
            .as_bool()
            .or_else(|| value.as_i64().map(|number| number != 0));
        return Some(Cell::Bool(truth.unwrap_or(false)));
    }
    if matches!(value, Value::Null | Value::Bool(false)) {
        return Some(Cell::None);
    }
    let number = || Number::parse(&value.to_string());
    let cell = match field_type {
        FieldType::Integer | FieldType::Many2one | FieldType::ToMany => Cell::Int(value.as_i64()?),
        FieldType::Float | FieldType::Monetary => Cell::Number(number()?),
        FieldType::Date => Cell::Day(calendar::parse_day(value.as_str()?)?),
        FieldType::Datetime => Cell::Instant(calendar::parse_instant(value.as_str()?)?),
        // A text that is in no row matches nothing.
        _ => Cell::Text(books.pool.find(value.as_str()?).unwrap_or(Symbol(u32::MAX))),
    };
    Some(cell)
}

impl Condition {
    pub(crate) fn holds(&self, books: &Books, table: &Table, row: usize) -> bool {
        match self {
            Condition::All(conditions) => conditions
                .iter()
                .all(|condition| condition.holds(books, table, row)),
            Condition::Any(conditions) => conditions
                .iter()
                .any(|condition| condition.holds(books, table, row)),
            Condition::Constant(value) => *value,
            Condition::Leaf(leaf) => leaf.holds(books, table, row),
        }
    }

    /// The range of ids that can match: `low..=high`.
    pub(crate) fn id_bounds(&self) -> (i64, i64) {
        let all = (0, i64::from(u32::MAX));
        match self {
            Condition::All(conditions) => conditions
                .iter()
                .map(Condition::id_bounds)
                .fold(all, |so_far, next| {
                    (so_far.0.max(next.0), so_far.1.min(next.1))
                }),
            Condition::Leaf(leaf) if leaf.hops.is_empty() && leaf.source == Source::Id => {
                leaf.test.bounds().unwrap_or(all)
            }
            _ => all,
        }
    }
}

impl Leaf {
    fn holds(&self, books: &Books, table: &Table, row: usize) -> bool {
        let (mut table, mut row) = (table, row);
        for (column, model) in &self.hops {
            let Cell::Id(id) = table.get(row, *column) else {
                return self.test.holds(books, Cell::None);
            };
            let next = books.table(model);
            let Some(position) = next.position(i64::from(id)) else {
                return self.test.holds(books, Cell::None);
            };
            (table, row) = (next, position);
        }
        self.test.holds(books, table.source(row, self.source))
    }
}

impl Test {
    fn holds(&self, books: &Books, cell: Cell) -> bool {
        match self {
            Test::OneOf {
                ids,
                values,
                empty,
                negated,
                wide,
            } => {
                let found = match cell {
                    Cell::None => *empty || values.contains(&Cell::Bool(false)),
                    Cell::Id(id) => ids.binary_search(&i64::from(id)).is_ok(),
                    Cell::Int(value) => ids.binary_search(&value).is_ok(),
                    Cell::Json(_) => {
                        let own = books.ids_of(cell);
                        let named = |id: &u32| ids.binary_search(&i64::from(*id)).is_ok();
                        own.iter().any(named) || (*empty && own.is_empty())
                    }
                    cell => values.iter().any(|&value| equal(value, cell, *wide)),
                };
                found != *negated
            }
            Test::Ordered {
                than,
                text,
                accepts,
            } => match cell {
                Cell::Text(symbol) => {
                    let own = books.pool.text(symbol).unwrap_or_default();
                    accepts(own.cmp(text.as_str()))
                }
                cell => order(cell, *than).is_some_and(accepts),
            },
            Test::Like {
                pattern,
                whole,
                fold,
                negated,
            } => {
                let Cell::Text(symbol) = cell else {
                    return *negated;
                };
                let own = books.pool.text(symbol).unwrap_or_default();
                let found = if *fold {
                    like(&own.to_lowercase(), pattern, *whole)
                } else {
                    like(own, pattern, *whole)
                };
                found != *negated
            }
        }
    }

    fn bounds(&self) -> Option<(i64, i64)> {
        match self {
            Test::OneOf {
                ids,
                negated: false,
                ..
            } => Some((*ids.first().unwrap_or(&1), *ids.last().unwrap_or(&0))),
            Test::Ordered {
                than: Cell::Int(id),
                accepts,
                ..
            } => {
                let low = if accepts(Ordering::Less) {
                    i64::MIN
                } else {
                    *id
                };
                let high = if accepts(Ordering::Greater) {
                    i64::MAX
                } else {
                    *id
                };
                Some((low, high))
            }
            _ => None,
        }
    }
}
