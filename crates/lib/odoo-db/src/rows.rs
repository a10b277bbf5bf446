//! The lines of `COPY … TO STDOUT` in its text format, as records.
//!
//! Source: <https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2>

use std::borrow::Cow;

use odoo::{Cell, FieldType, Problem, Record, Wire};
use serde_json::value::RawValue;

use crate::{error::Error, projection::Projection};

/// A float of this many digits before its point has none after it, as Odoo's Python writes it.
const MOST_WHOLE_DIGITS: usize = 16;

impl Projection {
    /// The record of a line, without its line break.
    pub fn record(&self, line: &str) -> Result<Record, Error> {
        self.try_record(line).map_err(|problem| Error::Row {
            model: self.shape.model.clone(),
            problem,
        })
    }

    /// The record of a row as the server sends it.
    pub(crate) fn record_of(&self, row: &[u8]) -> Result<Record, Error> {
        let line = row.strip_suffix(b"\n").unwrap_or(row);
        match std::str::from_utf8(line) {
            Ok(line) => self.record(line),
            Err(error) => Err(Error::Row {
                model: self.shape.model.clone(),
                problem: malformed(&error.to_string()),
            }),
        }
    }

    fn try_record(&self, line: &str) -> Result<Record, Problem> {
        let mut cells = Vec::with_capacity(self.types.len());
        let mut texts = line.split('\t');
        for (name, field_type) in self.names.iter().zip(&self.types) {
            let text = texts
                .next()
                .ok_or_else(|| malformed("a column is missing"))?;
            cells.push(cell(name, field_type, text)?);
        }
        if texts.next().is_some() {
            return Err(malformed("there are more columns than were asked for"));
        }
        match cells.first() {
            Some(&Cell::Int(id)) => Ok(Record { id, cells }),
            _ => Err(malformed("the first column is no id")),
        }
    }
}

fn malformed(detail: &str) -> Problem {
    Problem::Malformed(detail.to_owned())
}

fn cell(name: &str, field_type: &FieldType, text: &str) -> Result<Cell, Problem> {
    if text == r"\N" {
        return Ok(Cell::Null);
    }
    let text = unescaped(text);
    let json: Box<RawValue>;
    let wire = match field_type {
        FieldType::Boolean => Wire::Bool(text == "t"),
        FieldType::Integer | FieldType::Many2one | FieldType::Many2oneReference => {
            Wire::Number(text)
        }
        FieldType::Float | FieldType::Monetary => Wire::Number(as_python(&text)),
        FieldType::Many2many => Wire::Array(numbers(&text)),
        // Odoo's API cuts the fraction of a second.
        FieldType::Datetime => Wire::Text(before_point(text)),
        FieldType::Json | FieldType::Other(_) => {
            let parsed = RawValue::from_string(text.into_owned());
            json = parsed.map_err(|error| malformed(&format!("{name}: {error}")))?;
            Wire::from_raw(&json)?
        }
        _ => Wire::Text(text),
    };
    Cell::decode(name, field_type, wire)
}

/// `COPY` writes some characters with a backslash.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        plain.push(match letters.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('v') => '\u{b}',
            Some(other) => other,
            None => '\\',
        });
    }
    Cow::Owned(plain)
}

/// PostgreSQL writes `7` and `1e+15` where Python writes `7.0` and `1000000000000000.0`. Both write
/// the shortest digits that give the same float.
fn as_python(text: &str) -> Cow<'_, str> {
    if let Some(mantissa) = text.strip_suffix("e+15") {
        let (sign, digits) = match mantissa.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", mantissa),
        };
        let mut digits = digits.replace('.', "");
        let missing = MOST_WHOLE_DIGITS.saturating_sub(digits.len());
        digits.extend(std::iter::repeat_n('0', missing));
        let (whole, fraction) = digits.split_at(MOST_WHOLE_DIGITS);
        let fraction = if fraction.is_empty() { "0" } else { fraction };
        return Cow::Owned(format!("{sign}{whole}.{fraction}"));
    }
    if text.contains(['.', 'e']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{text}.0"))
}

/// The numbers of an array, such as `{1,2}`.
fn numbers(text: &str) -> Vec<Wire<'static>> {
    let inner = text.trim_start_matches('{').trim_end_matches('}');
    let numbers = inner.split(',').filter(|number| !number.is_empty());
    numbers
        .map(|number| Wire::Number(Cow::Owned(number.to_owned())))
        .collect()
}

fn before_point(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.find('.') {
        Some(point) => Cow::Owned(text[..point].to_owned()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_written_as_python_writes_them() {
        for (postgres, python) in [
            ("0", "0.0"),
            ("7", "7.0"),
            ("-7", "-7.0"),
            ("686.25", "686.25"),
            ("100000000000000", "100000000000000.0"),
            ("1e+15", "1000000000000000.0"),
            ("-1.5e+15", "-1500000000000000.0"),
            ("1.234567890123456e+15", "1234567890123456.0"),
            ("1.2345678901234567e+15", "1234567890123456.7"),
            ("1e+16", "1e+16"),
            ("1e-07", "1e-07"),
        ] {
            assert_eq!(as_python(postgres), python);
        }
    }

    #[test]
    fn what_copy_escapes_is_read_again() {
        assert_eq!(unescaped(r"a\tb\nc\\d\re"), "a\tb\nc\\d\re");
        assert_eq!(unescaped(r"\b\f\v"), "\u{8}\u{c}\u{b}");
        assert_eq!(unescaped("año"), "año");
    }

    #[test]
    fn an_infinite_date_is_refused() {
        for (field_type, text) in [
            (FieldType::Date, "infinity"),
            (FieldType::Datetime, "-infinity"),
            (FieldType::Date, "0044-03-15 BC"),
            (FieldType::Monetary, "NaN"),
            (FieldType::Float, "Infinity"),
        ] {
            let read = cell("f", &field_type, text);
            assert!(read.is_err(), "{text}: {read:?}");
        }
    }

    #[test]
    fn the_fraction_of_a_second_is_cut() {
        let read = cell("f", &FieldType::Datetime, "2026-11-29 13:53:04.944331");
        assert_eq!(read, Ok(Cell::Datetime("2026-11-29 13:53:04".to_owned())));
    }
}
