//! A value as it was received, the same for every protocol, with the digits of numbers unchanged.
//! It exists for one row or one small answer: pages are never held as trees.

use std::borrow::Cow;

use serde_json::{Value, value::RawValue};

use crate::protocol::answer::Problem;

/// Maximum depth of nested values; Odoo sends at most five levels.
pub(crate) const MAX_DEPTH: usize = 32;

/// The members of a struct or object.
pub(crate) type Members<'a> = Vec<(Cow<'a, str>, Wire<'a>)>;

#[derive(Clone, Debug, PartialEq)]
pub enum Wire<'a> {
    Null,
    Bool(bool),
    /// The digits as sent.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    Array(Vec<Wire<'a>>),
    Object(Members<'a>),
}

impl<'a> Wire<'a> {
    /// A value in JSON.
    pub fn from_raw(raw: &'a RawValue) -> Result<Self, Problem> {
        Self::from_raw_at(raw, 0)
    }

    fn from_raw_at(raw: &'a RawValue, depth: usize) -> Result<Self, Problem> {
        if depth > MAX_DEPTH {
            return Err(Problem::malformed("values are nested too deep"));
        }
        let text = raw.get();
        Ok(match text.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'"') => Self::Text(raw_text(text)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(Problem::json)?;
                let items = items
                    .into_iter()
                    .map(|item| Self::from_raw_at(item, depth + 1));
                Self::Array(items.collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let mut members = Vec::new();
                crate::protocol::json_rpc::each_member(text, &mut |name, value| {
                    members.push((name, Self::from_raw_at(value, depth + 1)?));
                    Ok(())
                })?;
                Self::Object(members)
            }
            _ => Self::Number(Cow::Borrowed(text)),
        })
    }

    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    pub(crate) fn into_object(self) -> Option<Members<'a>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    pub(crate) fn into_array(self) -> Option<Vec<Wire<'a>>> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// As JSON, with texts cleaned as [`clean_text`] does.
    pub(crate) fn into_json(self) -> Result<Value, Problem> {
        Ok(match self {
            Self::Null => Value::Null,
            Self::Bool(flag) => Value::Bool(flag),
            Self::Number(digits) => serde_json::from_str::<serde_json::Number>(&digits)
                .map(Value::Number)
                .map_err(Problem::json)?,
            Self::Text(text) => Value::String(clean_text(text)),
            Self::Array(items) => Value::Array(
                items
                    .into_iter()
                    .map(Self::into_json)
                    .collect::<Result<_, _>>()?,
            ),
            Self::Object(members) => Value::Object(
                members
                    .into_iter()
                    .map(|(name, value)| Ok((clean_text(name), value.into_json()?)))
                    .collect::<Result<_, Problem>>()?,
            ),
        })
    }
}

fn raw_text(text: &str) -> Result<Cow<'_, str>, Problem> {
    let inner = text
        .get(1..text.len().saturating_sub(1))
        .unwrap_or_default();
    if inner.contains('\\') {
        serde_json::from_str::<String>(text)
            .map(Cow::Owned)
            .map_err(Problem::json)
    } else {
        Ok(Cow::Borrowed(inner))
    }
}

/// Text without control characters, except tabs and line ends: Odoo's XML-RPC drops them, its
/// JSON-RPC does not, and PostgreSQL refuses NUL.
pub(crate) fn clean_text(text: Cow<'_, str>) -> String {
    let dropped = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    if text.bytes().any(dropped) {
        text.chars()
            .filter(|&character| !u8::try_from(character).is_ok_and(dropped))
            .collect()
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wire(text: &str) -> Wire<'_> {
        Wire::from_raw(serde_json::from_str(text).unwrap()).unwrap()
    }

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!(wire("-2500.00"), Wire::Number("-2500.00".into()));
        assert_eq!(wire("1e-07"), Wire::Number("1e-07".into()));
    }

    #[test]
    fn escapes_are_resolved_and_plain_text_is_borrowed() {
        assert_eq!(
            wire(r#""a\u00e9\ud83d\ude00\"b""#),
            Wire::Text("aé😀\"b".into())
        );
        assert!(matches!(
            wire("\"señor\""),
            Wire::Text(Cow::Borrowed("señor"))
        ));
        assert_eq!(wire("\"\""), Wire::Text("".into()));
    }

    #[test]
    fn p16_control_characters_are_removed_except_tabs_and_line_ends() {
        assert_eq!(
            clean_text("a\0b\u{1}\tc\r\n\u{1f}d\u{7f}é".into()),
            "ab\tc\r\nd\u{7f}é"
        );
    }

    #[test]
    fn nested_values_become_json() {
        let value = wire(r#"{"12": 100.0, "13": [1, null, "x\u0000"]}"#)
            .into_json()
            .unwrap();
        assert_eq!(
            value,
            serde_json::json!({"12": 100.0, "13": [1, null, "x"]})
        );
    }

    #[test]
    fn deeply_nested_lists_are_refused_without_a_stack_overflow() {
        let text = format!("{}{}", "[".repeat(100), "]".repeat(100));
        assert!(Wire::from_raw(serde_json::from_str(&text).unwrap()).is_err());
    }
}
