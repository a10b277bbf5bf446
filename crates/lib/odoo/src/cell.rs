//! Records, and how a received value becomes a cell: by the declared type of its field, never by
//! its shape, because Odoo sends `false` for every empty value.

use std::borrow::Cow;

use serde_json::Value;

use crate::{
    decimal::{self, Reason},
    fields::FieldType,
    protocol::{
        answer::Problem,
        wire::{Wire, clean_text},
    },
};

/// The value of one field of one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Empty. Odoo shows an empty number as 0, so numbers are `Null` only if it sent `false`.
    Null,
    Bool(bool),
    /// An integer, or the id to which a many2one refers.
    Int(i64),
    /// An amount in plain notation, with the digits that Odoo sent.
    Decimal(String),
    /// Without control characters, except tabs and line ends.
    Text(String),
    /// `YYYY-MM-DD`.
    Date(String),
    /// `YYYY-MM-DD HH:MM:SS`, UTC.
    Datetime(String),
    /// The ids of a one2many or many2many, ascending.
    Ids(Vec<i64>),
    Json(Value),
}

/// One record; `cells` are in the order of the requested fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub id: i64,
    pub cells: Vec<Cell>,
}

impl Cell {
    /// The value of a field of this type.
    pub fn decode(field: &str, field_type: &FieldType, value: Wire<'_>) -> Result<Self, Problem> {
        let refused = |value: &Wire<'_>| {
            Problem::malformed(format!(
                "{} in {field}, which is {field_type:?}",
                value.kind()
            ))
        };
        match (field_type, value) {
            (FieldType::Boolean, Wire::Bool(flag)) => Ok(Cell::Bool(flag)),
            (FieldType::One2many | FieldType::Many2many, Wire::Array(items)) => {
                let mut ids = ids(items).ok_or_else(|| not_ids(field))?;
                // Odoo sorts them by the order of their model, so a new name would change every record.
                ids.sort_unstable();
                Ok(Cell::Ids(ids))
            }
            (FieldType::One2many | FieldType::Many2many, Wire::Bool(false) | Wire::Null) => {
                Ok(Cell::Ids(Vec::new()))
            }
            (FieldType::Boolean, value @ Wire::Null) => Err(refused(&value)),
            (FieldType::Binary, _) | (_, Wire::Bool(false) | Wire::Null) => Ok(Cell::Null),
            (FieldType::Integer, Wire::Number(digits)) => integer(field, &digits).map(Cell::Int),
            (FieldType::Float | FieldType::Monetary, Wire::Number(digits)) => {
                decimal(field, &digits).map(Cell::Decimal)
            }
            (FieldType::Many2one, value @ (Wire::Number(_) | Wire::Array(_))) => {
                many2one(value).map(Cell::Int).ok_or_else(|| not_ids(field))
            }
            (FieldType::Many2oneReference, Wire::Number(digits)) => {
                match integer(field, &digits)? {
                    0 => Ok(Cell::Null),
                    id => Ok(Cell::Int(id)),
                }
            }
            (FieldType::Date, Wire::Text(text)) => date(&text)
                .map(Cell::Date)
                .ok_or_else(|| Problem::malformed(format!("{text:?} in {field} is no date"))),
            (FieldType::Datetime, Wire::Text(text)) => datetime(&text)
                .map(Cell::Datetime)
                .ok_or_else(|| Problem::malformed(format!("{text:?} in {field} is no date-time"))),
            (
                FieldType::Char
                | FieldType::Text
                | FieldType::Html
                | FieldType::Selection
                | FieldType::Reference,
                value,
            ) => text(value).map(Cell::Text).map_err(|value| refused(&value)),
            (FieldType::Json | FieldType::Properties | FieldType::Other(_), value) => {
                value.into_json().map(Cell::Json)
            }
            (_, value) => Err(refused(&value)),
        }
    }
}

pub(crate) fn integer(field: &str, digits: &str) -> Result<i64, Problem> {
    decimal::integer(digits)
        .map_err(|_| Problem::malformed(format!("{digits:?} in {field} is no integer")))
}

pub(crate) fn decimal(field: &str, digits: &str) -> Result<String, Problem> {
    decimal::plain(digits).map_err(|reason| match reason {
        Reason::NotANumber => Problem::malformed(format!("{digits:?} in {field} is no number")),
        Reason::TooManyDigits => Problem::Unrepresentable {
            field: field.to_owned(),
            digits: digits.to_owned(),
        },
    })
}

/// The ids that a list holds, if it holds nothing else.
pub(crate) fn ids(items: Vec<Wire<'_>>) -> Option<Vec<i64>> {
    items.iter().map(id).collect()
}

/// An id, bare or as `[id, name]`.
fn many2one(value: Wire<'_>) -> Option<i64> {
    match value {
        Wire::Array(pair) => match pair.as_slice() {
            [first, Wire::Text(_) | Wire::Bool(false)] => id(first),
            _ => None,
        },
        value => id(&value),
    }
}

fn id(value: &Wire<'_>) -> Option<i64> {
    match value {
        Wire::Number(digits) => decimal::integer(digits).ok().filter(|&id| id > 0),
        _ => None,
    }
}

fn not_ids(field: &str) -> Problem {
    Problem::malformed(format!("something else than ids in {field}"))
}

/// Text; a selection or a char that a module computes may hold a number.
fn text(value: Wire<'_>) -> Result<String, Wire<'_>> {
    match value {
        Wire::Text(text) => Ok(clean_text(text)),
        Wire::Number(digits) => Ok(digits.into_owned()),
        other => Err(other),
    }
}

/// Odoo prints years before 1000 without leading zeros, and such typing errors exist.
fn date(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let valid = (1..=4).contains(&year.len())
        && [year, month, day].into_iter().all(all_digits)
        && month.len() == 2
        && day.len() == 2;
    valid.then(|| match year.len() {
        4 => text.to_owned(),
        _ => format!("{year:0>4}-{month}-{day}"),
    })
}

fn datetime(text: &str) -> Option<String> {
    let (day, time) = text.split_once(' ')?;
    let mut parts = time.split(':');
    let valid = parts
        .by_ref()
        .take(3)
        .filter(|part| part.len() == 2 && all_digits(part))
        .count()
        == 3
        && parts.next().is_none();
    if !valid {
        return None;
    }
    let mut text = date(day)?;
    text.reserve_exact(" HH:MM:SSZ".len());
    text.push(' ');
    text.push_str(time);
    Some(text)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The requested fields of a page, and the conversion of a row to a record.
pub(crate) struct Plan<'a> {
    columns: Vec<(&'a str, &'a FieldType)>,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(columns: Vec<(&'a str, &'a FieldType)>) -> Self {
        Self { columns }
    }

    /// Takes the members of one row. Each requested field must be there once; others are ignored.
    pub(crate) fn record(
        &self,
        members: &mut Vec<(Cow<'_, str>, Wire<'_>)>,
    ) -> Result<Record, Problem> {
        let mut id = None;
        let mut cells: Vec<Option<Cell>> = vec![None; self.columns.len()];
        let mut guess = 0;
        for (name, value) in members.drain(..) {
            if name == "id"
                && let Wire::Number(digits) = &value
            {
                id = Some(integer("id", digits)?);
            }
            let Some(index) = self.index_of(&name, guess) else {
                continue;
            };
            guess = index + 1;
            let (field, field_type) = self.columns[index];
            if cells[index]
                .replace(Cell::decode(field, field_type, value)?)
                .is_some()
            {
                return Err(Problem::malformed(format!("{field} twice in one record")));
            }
        }
        let id = id.ok_or_else(|| Problem::malformed("a record without an id"))?;
        let missing = cells.iter().position(Option::is_none);
        if let Some(index) = missing {
            let field = self.columns[index].0;
            return Err(Problem::malformed(format!("no {field} in the record {id}")));
        }
        Ok(Record {
            id,
            cells: cells.into_iter().flatten().collect(),
        })
    }

    /// Odoo sends the fields in the requested order, so that position is tried first.
    fn index_of(&self, name: &str, guess: usize) -> Option<usize> {
        match self.columns.get(guess) {
            Some((column, _)) if *column == name => Some(guess),
            _ => self.columns.iter().position(|(column, _)| *column == name),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn cell(field_type: FieldType, json: &str) -> Result<Cell, Problem> {
        Cell::decode(
            "f",
            &field_type,
            Wire::from_raw(serde_json::from_str(json).unwrap()).unwrap(),
        )
    }

    #[test]
    fn false_is_empty_for_every_type_but_a_boolean() {
        use FieldType::*;
        let types = [
            Integer,
            Float,
            Monetary,
            Char,
            Text,
            Html,
            Selection,
            Date,
            Datetime,
            Many2one,
            Many2oneReference,
            Reference,
            Binary,
            Json,
            Properties,
            Other("x".into()),
        ];
        for field_type in types {
            assert_eq!(
                cell(field_type.clone(), "false"),
                Ok(Cell::Null),
                "{field_type:?}"
            );
        }
        assert_eq!(cell(Boolean, "false"), Ok(Cell::Bool(false)));
        assert_eq!(cell(One2many, "false"), Ok(Cell::Ids(vec![])));
    }

    #[test]
    fn a_list_of_two_ids_is_not_a_many2one_and_a_pair_is_not_a_list() {
        assert_eq!(
            cell(FieldType::Many2many, "[3, 4]"),
            Ok(Cell::Ids(vec![3, 4]))
        );
        assert_eq!(
            cell(FieldType::Many2one, r#"[3, "Deco"]"#),
            Ok(Cell::Int(3))
        );
        assert!(cell(FieldType::Many2one, "[3, 4]").is_err());
        assert!(cell(FieldType::Many2many, r#"[3, "Deco"]"#).is_err());
    }

    #[test]
    fn numbers_are_read_by_type() {
        assert_eq!(cell(FieldType::Integer, "0"), Ok(Cell::Int(0)));
        assert_eq!(
            cell(FieldType::Integer, "5000000000.0"),
            Ok(Cell::Int(5_000_000_000))
        );
        assert_eq!(
            cell(FieldType::Monetary, "1e-07"),
            Ok(Cell::Decimal("0.0000001".into()))
        );
        assert_eq!(
            cell(FieldType::Monetary, "0.0"),
            Ok(Cell::Decimal("0.0".into()))
        );
        assert_eq!(cell(FieldType::Many2oneReference, "0"), Ok(Cell::Null));
        assert_eq!(
            cell(FieldType::Monetary, "12345678901234567890123456789"),
            Err(Problem::Unrepresentable {
                field: "f".into(),
                digits: "12345678901234567890123456789".into()
            })
        );
    }

    #[test]
    fn dates_of_early_years_are_padded_and_other_dates_are_validated() {
        assert_eq!(
            cell(FieldType::Date, r#""202-01-05""#),
            Ok(Cell::Date("0202-01-05".into()))
        );
        assert_eq!(
            cell(FieldType::Datetime, r#""24-01-05 10:00:01""#),
            Ok(Cell::Datetime("0024-01-05 10:00:01".into()))
        );
        for wrong in [
            r#""2026-1-05""#,
            r#""2026-01-05 10:00:00""#,
            r#""x""#,
            "3",
            "true",
        ] {
            assert!(cell(FieldType::Date, wrong).is_err(), "{wrong}");
        }
        for wrong in [
            r#""2026-01-05""#,
            r#""2026-01-05 10:00""#,
            r#""2026-01-05 10:00:00:00""#,
        ] {
            assert!(cell(FieldType::Datetime, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn values_of_a_wrong_type_are_refused() {
        assert!(cell(FieldType::Boolean, "0").is_err());
        assert!(cell(FieldType::Char, "true").is_err());
        assert!(cell(FieldType::Integer, r#""7""#).is_err());
        assert!(cell(FieldType::Integer, "2.5").is_err());
        assert!(cell(FieldType::Many2one, "0").is_err());
    }

    #[test]
    fn json_fields_stay_json() {
        assert_eq!(
            cell(FieldType::Json, r#"{"7": 100.0}"#),
            Ok(Cell::Json(json!({"7": 100.0})))
        );
        assert_eq!(cell(FieldType::Json, "{}"), Ok(Cell::Json(json!({}))));
    }
}
