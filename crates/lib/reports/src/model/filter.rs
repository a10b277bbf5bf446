//! Conditions on fields: a comparison and a value of the field's type. Values are only passed as
//! parameters of the SQL.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio_postgres::types::ToSql;
use utoipa::ToSchema;

use super::{Field, find};
use crate::column::Kind;
use crate::error::Error;
use crate::statement::Statement;

/// A condition on a field.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelFilter {
    pub field: String,
    #[serde(default)]
    pub is: Comparison,
    /// Must have the field's type; null finds records without a value.
    pub value: Value,
}

/// How a field is compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FieldComparison)]
pub enum Comparison {
    #[default]
    #[serde(rename = "=")]
    Equal,
    #[serde(rename = "!=")]
    Different,
    #[serde(rename = "<")]
    Less,
    #[serde(rename = "<=")]
    AtMost,
    #[serde(rename = ">")]
    Greater,
    #[serde(rename = ">=")]
    AtLeast,
    /// Equal to any value of a list.
    #[serde(rename = "in")]
    In,
    #[serde(rename = "starts_with")]
    StartsWith,
}

pub(super) struct Condition {
    source: String,
    comparison: Comparison,
    /// One value, or several for `In`; `None` for "without a value".
    values: Option<Vec<Bound>>,
}

#[derive(Debug)]
enum Bound {
    Text(String),
    Integer(i64),
    Number(Decimal),
    Date(Date),
    Instant(Timestamp),
    Boolean(bool),
}

pub(super) fn condition(filter: &ModelFilter, all: &[Field]) -> Result<Condition, Error> {
    let field = find(all, &filter.field, "filters")?;
    let comparison = filter.is;
    let values = match (&filter.value, comparison) {
        (Value::Null, Comparison::Equal | Comparison::Different) => None,
        (Value::Array(values), Comparison::In) => {
            let values = values.iter().map(|value| bound(field, value));
            Some(values.collect::<Result<_, _>>()?)
        }
        (_, Comparison::In) => return Err(unfit(field, "is not a list", "use a list of values")),
        (Value::Null, _) => {
            let hint = "use = or !=";
            return Err(unfit(field, "null can only be compared for equality", hint));
        }
        (_, Comparison::StartsWith) if field.kind != Kind::Text => {
            return Err(unfit(
                field,
                "is not a text",
                "use starts_with only for texts",
            ));
        }
        (value, _) => Some(vec![bound(field, value)?]),
    };
    Ok(Condition {
        source: format!("({})", field.source),
        comparison,
        values,
    })
}

fn unfit(field: &Field, problem: &str, hint: &str) -> Error {
    Error::parameter("filters", format!("{}: {problem}", field.name), hint)
}

/// Amounts may be numbers or texts; both stay exact.
fn bound(field: &Field, value: &Value) -> Result<Bound, Error> {
    let text = value.as_str();
    let found = match field.kind {
        Kind::Text => text.map(|text| Bound::Text(text.to_owned())),
        Kind::Integer | Kind::Days => value.as_i64().map(Bound::Integer),
        Kind::Boolean => value.as_bool().map(Bound::Boolean),
        Kind::Date => text.and_then(|text| text.parse().ok()).map(Bound::Date),
        Kind::Instant => text.and_then(|text| text.parse().ok()).map(Bound::Instant),
        Kind::Number | Kind::Money => match value {
            Value::Number(number) => number.to_string().parse().ok().map(Bound::Number),
            _ => text.and_then(|text| text.parse().ok()).map(Bound::Number),
        },
    };
    found.ok_or_else(|| {
        let wanted = match field.kind {
            Kind::Text => "a text",
            Kind::Integer | Kind::Days => "a whole number",
            Kind::Boolean => "true or false",
            Kind::Date => "a date such as 2026-03-31",
            Kind::Instant => "an instant such as 2026-03-31T15:00:00Z",
            Kind::Number | Kind::Money => "a number, or its digits as a text",
        };
        unfit(field, &format!("{value} has the wrong type"), wanted)
    })
}

impl Condition {
    pub(super) fn add<'a>(&'a self, statement: &mut Statement<'a>) {
        let source = &self.source;
        let Some(values) = &self.values else {
            let not = if self.comparison == Comparison::Different {
                "not "
            } else {
                ""
            };
            return statement.push(&format!("\n  and {source} is {not}null"));
        };
        let operator = match self.comparison {
            Comparison::Equal | Comparison::In => "=",
            Comparison::Different => "is distinct from",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
            Comparison::StartsWith => "^@",
        };
        // An empty list matches nothing.
        statement.push("\n  and (false");
        for value in values {
            let param = statement.bind(value.as_sql());
            statement.push(&format!(" or {source} {operator} {param}"));
        }
        statement.push(")");
    }
}

impl Bound {
    fn as_sql(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::Text(value) => value,
            Self::Integer(value) => value,
            Self::Number(value) => value,
            Self::Date(value) => value,
            Self::Instant(value) => value,
            Self::Boolean(value) => value,
        }
    }
}
