//! Comparing values as PostgreSQL does, and printing domain leaves as Python does.

use std::cmp::Ordering;

use serde_json::Value;

use crate::books::table::Cell;

/// Compares two values of one kind; numbers of different kinds can be compared.
pub(crate) fn order(left: Cell, right: Cell) -> Option<Ordering> {
    Some(match (left, right) {
        (Cell::Day(left), Cell::Day(right)) => left.cmp(&right),
        (Cell::Instant(left), Cell::Instant(right)) => left.cmp(&right),
        (Cell::Text(left), Cell::Text(right)) if left == right => Ordering::Equal,
        (Cell::Bool(left), Cell::Bool(right)) => left.cmp(&right),
        _ => match (whole(left), whole(right)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => atto(left)?.cmp(&atto(right)?),
        },
    })
}

const SECOND: i64 = 1_000_000;

/// If `wide`, compares date-times by their whole second.
pub(crate) fn equal(left: Cell, right: Cell, wide: bool) -> bool {
    match (left, right) {
        (Cell::Instant(left), Cell::Instant(right)) if wide => {
            left.div_euclid(SECOND) == right.div_euclid(SECOND)
        }
        _ => order(left, right) == Some(Ordering::Equal),
    }
}

/// A date-time means its whole second: `> s` is `>= s + 1`, `<= s` is `< s + 1`.
pub(crate) fn boundary(than: Cell, accepts: fn(Ordering) -> bool) -> (Cell, fn(Ordering) -> bool) {
    let Cell::Instant(start) = than else {
        return (than, accepts);
    };
    let next = Cell::Instant((start.div_euclid(SECOND) + 1) * SECOND);
    match (accepts(Ordering::Greater), accepts(Ordering::Equal)) {
        (true, false) => (next, Ordering::is_ge),
        (false, true) => (next, Ordering::is_lt),
        _ => (than, accepts),
    }
}

fn whole(cell: Cell) -> Option<i64> {
    match cell {
        Cell::Int(value) => Some(value),
        Cell::Id(id) => Some(i64::from(id)),
        _ => None,
    }
}

fn atto(cell: Cell) -> Option<i128> {
    Some(match cell {
        Cell::Int(value) => i128::from(value) * 10_i128.pow(18),
        Cell::Id(id) => i128::from(id) * 10_i128.pow(18),
        Cell::Cents(cents) => i128::from(cents) * 10_i128.pow(16),
        Cell::Number(number) => number.atto(),
        _ => return None,
    })
}

/// The operator that a negated leaf is rewritten to.
pub(crate) fn opposite(operator: &str) -> &str {
    match operator {
        "=" | "==" => "!=",
        "!=" | "<>" => "=",
        "<" => ">=",
        ">=" => "<",
        ">" => "<=",
        "<=" => ">",
        "in" => "not in",
        "not in" => "in",
        "like" => "not like",
        "not like" => "like",
        "ilike" => "not ilike",
        "not ilike" => "ilike",
        other => other,
    }
}

/// SQL's like; unless `whole`, the pattern may be anywhere in the text.
pub(crate) fn like(text: &str, pattern: &str, whole: bool) -> bool {
    if !whole {
        return like(text, &format!("%{pattern}%"), true);
    }
    let Some(first) = pattern.chars().next() else {
        return text.is_empty();
    };
    let rest = &pattern[first.len_utf8()..];
    let mut characters = text.chars();
    match first {
        '%' => {
            like(text, rest, true)
                || characters
                    .next()
                    .is_some_and(|_| like(characters.as_str(), pattern, true))
        }
        '_' => characters.next().is_some() && like(characters.as_str(), rest, true),
        _ => characters.next() == Some(first) && like(characters.as_str(), rest, true),
    }
}

pub(crate) fn tuple(parts: &[Value]) -> String {
    let parts: Vec<String> = parts.iter().map(repr).collect();
    format!("({})", parts.join(", "))
}

/// As Python prints it.
pub(crate) fn repr(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::String(text) if text.contains('\'') => format!("\"{text}\""),
        Value::String(text) => format!("'{text}'"),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(repr).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}
