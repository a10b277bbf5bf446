//! Writes a value of Odoo for an event, as `contracts/sync.batch` says. Numbers with a fraction may
//! only be inside a JSON field.

use odoo::Cell;
use serde_json::{Number, Value};

/// The cell as an element of a row.
pub(crate) fn to_json(cell: Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Bool(flag) => Value::Bool(flag),
        Cell::Int(number) => Value::from(number),
        Cell::Decimal(text) | Cell::Text(text) | Cell::Date(text) => Value::String(text),
        Cell::Datetime(text) => Value::String(instant(text)),
        Cell::Ids(ids) => Value::from(ids),
        // A JSON field may be a bare number; with a fraction it would be read as a float.
        Cell::Json(Value::Number(number)) if !is_whole(&number) => {
            Value::String(number.to_string())
        }
        Cell::Json(value) => value,
    }
}

/// `YYYY-MM-DD HH:MM:SS` in UTC, as Odoo writes it, in the format of RFC 3339.
pub(crate) fn instant(mut text: String) -> String {
    if let Some(space) = text.find(' ') {
        text.replace_range(space..=space, "T");
    }
    text.push('Z');
    text
}

fn is_whole(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_kind_of_cell_has_its_json_form() {
        let text = |text: &str| text.to_owned();
        for (cell, expected) in [
            (Cell::Null, json!(null)),
            (Cell::Bool(false), json!(false)),
            (
                Cell::Int(9_007_199_254_740_993),
                json!(9_007_199_254_740_993_i64),
            ),
            (Cell::Decimal(text("-2500.00")), json!("-2500.00")),
            (Cell::Text(text("año\n")), json!("año\n")),
            (Cell::Date(text("2026-11-22")), json!("2026-11-22")),
            (
                Cell::Datetime(text("2026-11-22 21:30:00")),
                json!("2026-11-22T21:30:00Z"),
            ),
            (Cell::Ids(vec![3, 4]), json!([3, 4])),
            (Cell::Json(json!({"7": 100.0})), json!({"7": 100.0})),
            (Cell::Json(json!(0.5)), json!("0.5")),
            (Cell::Json(json!(7)), json!(7)),
        ] {
            assert_eq!(to_json(cell), expected);
        }
    }
}
