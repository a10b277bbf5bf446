//! Position where a page ended. A cursor is opaque to callers and valid only for the same query.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use sha2::{Digest, Sha256};
use tokio_postgres::types::ToSql;

use crate::Error;

/// The last row of a page: its sort value as text, and its id, which makes the order unique.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cursor {
    #[serde(rename = "f")]
    fingerprint: String,
    #[serde(rename = "v")]
    value: String,
    #[serde(rename = "i")]
    id: i64,
    /// The day of the first page, so that pages after midnight keep that day.
    #[serde(rename = "d")]
    pub(crate) as_of: Option<Date>,
}

/// The type of a sort value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SortValue {
    Date,
    Money,
    Text,
}

/// The position after which a page begins, typed for the database.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct After {
    value: Value,
    pub(crate) id: i64,
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Date(Date),
    Money(Decimal),
    Text(String),
}

impl After {
    pub(crate) fn value(&self) -> &(dyn ToSql + Sync) {
        match &self.value {
            Value::Date(date) => date,
            Value::Money(amount) => amount,
            Value::Text(text) => text,
        }
    }
}

impl Cursor {
    pub(crate) fn new(fingerprint: &str, value: String, id: i64, as_of: Option<Date>) -> Self {
        Self {
            fingerprint: fingerprint.to_owned(),
            value,
            id,
            as_of,
        }
    }

    pub(crate) fn encode(&self) -> String {
        // Three strings and a number can always be serialised.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    pub(crate) fn decode(text: &str) -> Result<Self, Error> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| unreadable())?;
        serde_json::from_slice(&bytes).map_err(|_| unreadable())
    }

    /// A position by one value and the id.
    pub(crate) fn after(&self, kind: SortValue) -> Result<After, Error> {
        let value = match kind {
            SortValue::Date => self.value.parse().map(Value::Date).ok(),
            SortValue::Money => self.value.parse().map(Value::Money).ok(),
            SortValue::Text => Some(Value::Text(self.value.clone())),
        };
        Ok(After {
            value: value.ok_or_else(unreadable)?,
            id: self.id,
        })
    }

    /// Any other position.
    pub(crate) fn position<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_str(&self.value).map_err(|_| unreadable())
    }

    /// Fails if the cursor was made for another query.
    pub(crate) fn check(&self, fingerprint: &str) -> Result<(), Error> {
        if self.fingerprint == fingerprint {
            return Ok(());
        }
        Err(Error::parameter(
            "cursor",
            "the cursor belongs to another report, sort or filter",
            "keep every other parameter as in the request that gave the cursor, or begin without \
             one",
        ))
    }
}

/// Equal for the same report, filter and sort; limit and cursor do not count.
pub(crate) fn fingerprint(report: &str, question: &impl Serialize) -> String {
    let question = serde_json::to_vec(question).unwrap_or_default();
    let digest = Sha256::new()
        .chain_update(report)
        .chain_update([0])
        .chain_update(question)
        .finalize();
    URL_SAFE_NO_PAD.encode(&digest[..9])
}

fn unreadable() -> Error {
    Error::parameter(
        "cursor",
        "it is not a cursor of this API",
        "pass `next` of the previous page unchanged",
    )
}

#[cfg(test)]
mod tests {
    use super::{Cursor, SortValue, fingerprint};

    #[test]
    fn a_cursor_round_trips() {
        let cursor = Cursor::new(
            "abc",
            "ñandú".to_owned(),
            7,
            Some("2026-11-22".parse().unwrap()),
        );
        assert_eq!(Cursor::decode(&cursor.encode()).unwrap(), cursor);
    }

    #[test]
    fn a_cursor_for_other_parameters_is_refused() {
        let cursor = Cursor::new(
            &fingerprint("open-items", &1),
            "2026-01-01".to_owned(),
            7,
            None,
        );
        let same = fingerprint("open-items", &1);
        assert!(cursor.check(&same).is_ok());
        assert!(cursor.after(SortValue::Date).is_ok());
        assert!(cursor.after(SortValue::Money).is_err());
        for other in [fingerprint("open-items", &2), fingerprint("ageing", &1)] {
            assert!(cursor.check(&other).is_err());
        }
    }

    #[test]
    fn an_invalid_cursor_is_refused() {
        for text in ["", "%%%", "e30", "bnVsbA", "eyJmIjoxfQ"] {
            assert!(Cursor::decode(text).is_err(), "{text}");
        }
    }
}
