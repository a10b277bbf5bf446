//! Writes a batch in PostgreSQL's COPY text format. PostgreSQL parses each value by the type of its
//! column. Values are escaped, so that none can end its field or its line.

use std::{borrow::Cow, fmt::Write as _};

use contracts::sync::SyncBatch;
use serde_json::{Map, Value};
use store::catalog::ColumnKind;

use super::stage::Target;
use crate::writing::WriteError;

/// One line per row, with `_extra` last if the batch has any.
pub(crate) fn encode(batch: &SyncBatch, targets: &[Target]) -> Result<String, WriteError> {
    let mut text = String::with_capacity(batch.rows.len() * targets.len() * 8);
    let has_extra = targets.contains(&Target::Extra);
    for row in &batch.rows {
        if row.len() != targets.len() {
            return Err(WriteError::Invalid(format!(
                "a row of {} has {} values for {} fields",
                batch.model,
                row.len(),
                targets.len()
            )));
        }
        let mut extra = Map::new();
        for (position, (value, target)) in row.iter().zip(targets).enumerate() {
            match target {
                Target::Extra => {
                    extra.insert(batch.fields[position].clone(), value.clone());
                }
                Target::Column(kind) => {
                    // The first value is the id, a column, so no line begins with a tab.
                    if position > 0 {
                        text.push('\t');
                    }
                    push_value(&mut text, value, *kind);
                }
            }
        }
        if has_extra {
            text.push('\t');
            push_value(&mut text, &Value::Object(extra), ColumnKind::Json);
        }
        text.push('\n');
    }
    Ok(text)
}

fn push_value(text: &mut String, value: &Value, kind: ColumnKind) {
    match (value, kind) {
        (Value::Null, _) => text.push_str("\\N"),
        (json, ColumnKind::Json) => push_escaped(text, &without_nul(json).to_string()),
        (Value::String(value), _) => push_escaped(text, value),
        (Value::Array(ids), ColumnKind::Ids) => {
            text.push('{');
            for (position, id) in ids.iter().enumerate() {
                let _ = write!(text, "{}{id}", if position > 0 { "," } else { "" });
            }
            text.push('}');
        }
        (Value::Bool(flag), _) => text.push_str(if *flag { "true" } else { "false" }),
        (Value::Number(number), _) => {
            let _ = write!(text, "{number}");
        }
        (other, _) => push_escaped(text, &other.to_string()),
    }
}

/// Removes NUL from texts, because jsonb refuses it even when it is escaped.
fn without_nul(value: &Value) -> Cow<'_, Value> {
    let clean = |text: &str| text.replace('\0', "");
    Cow::Owned(match value {
        Value::String(text) => Value::String(clean(text)),
        Value::Array(items) => {
            let items = items.iter().map(|item| without_nul(item).into_owned());
            Value::Array(items.collect())
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (clean(name), without_nul(value).into_owned()));
            Value::Object(members.collect())
        }
        other => return Cow::Borrowed(other),
    })
}

fn push_escaped(text: &mut String, value: &str) {
    let mut rest = value;
    while let Some(position) = rest.bytes().position(is_special) {
        let (plain, from_special) = rest.split_at(position);
        text.push_str(plain);
        text.push_str(match from_special.as_bytes()[0] {
            b'\\' => "\\\\",
            b'\t' => "\\t",
            b'\n' => "\\n",
            b'\r' => "\\r",
            // PostgreSQL can store every character except NUL.
            _ => "",
        });
        rest = &from_special[1..];
    }
    text.push_str(rest);
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\\' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pushed(value: &Value, kind: ColumnKind) -> String {
        let mut text = String::new();
        push_value(&mut text, value, kind);
        text
    }

    #[test]
    fn values_are_written_as_copy_text() {
        assert_eq!(pushed(&Value::Null, ColumnKind::Text), "\\N");
        assert_eq!(
            pushed(&json!("a\tb\\c\nd"), ColumnKind::Text),
            "a\\tb\\\\c\\nd"
        );
        assert_eq!(pushed(&json!("-2500.0"), ColumnKind::Numeric), "-2500.0");
        assert_eq!(pushed(&json!(true), ColumnKind::Boolean), "true");
        assert_eq!(pushed(&json!([3, 5]), ColumnKind::Ids), "{3,5}");
        assert_eq!(pushed(&json!([]), ColumnKind::Ids), "{}");
        assert_eq!(
            pushed(&json!({"7": "100.0"}), ColumnKind::Json),
            "{\"7\":\"100.0\"}"
        );
        assert_eq!(pushed(&json!("\\N"), ColumnKind::Text), "\\\\N");
        assert_eq!(pushed(&json!("a\0b"), ColumnKind::Text), "ab");
    }

    #[test]
    fn json_keeps_every_character_but_nul() {
        let text = json!({"x\0": ["a\0b", "\\u0000", "\"\\\n\t\u{1}🧾"]});
        let copied = pushed(&text, ColumnKind::Json);
        assert!(!copied.contains('\n') && !copied.contains('\t'), "{copied}");
        let parsed: Value = serde_json::from_str(&copied.replace("\\\\", "\\")).unwrap();
        assert_eq!(parsed, json!({"x": ["ab", "\\u0000", "\"\\\n\t\u{1}🧾"]}));
    }
}
