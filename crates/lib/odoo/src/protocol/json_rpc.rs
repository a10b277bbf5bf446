//! The JSON-RPC dialect: `POST /jsonrpc`. Parsing borrows from the body, rows are handed over one
//! by one, and numbers are kept as digits, never as floats.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Value, json, value::RawValue};

use crate::{
    call::Call,
    fault::Fault,
    protocol::{
        answer::{OnRow, Problem, Reply},
        wire::{Members, Wire},
    },
};

pub(crate) const PATH: &str = "jsonrpc";
pub(crate) const CONTENT_TYPE: &str = "application/json";

pub(crate) fn encode(call: &Call<'_>, arguments: &[Value]) -> String {
    json!({
        "jsonrpc": "2.0",
        "method": "call",
        "params": {
            "service": call.service.as_str(),
            "method": call.rpc_method(),
            "args": arguments,
        },
        "id": 1,
    })
    .to_string()
}

pub(crate) fn value(text: &str) -> Result<Reply<Wire<'_>>, Problem> {
    match envelope(text)? {
        Reply::Fault(fault) => Ok(Reply::Fault(fault)),
        Reply::Answer(None) => Ok(Reply::Answer(Wire::Null)),
        Reply::Answer(Some(raw)) => Wire::from_raw(raw).map(Reply::Answer),
    }
}

pub(crate) fn rows<'b>(text: &'b str, on_row: &mut OnRow<'_, 'b>) -> Result<Reply<()>, Problem> {
    let raw = match envelope(text)? {
        Reply::Fault(fault) => return Ok(Reply::Fault(fault)),
        Reply::Answer(raw) => raw.ok_or_else(|| Problem::malformed("no rows"))?,
    };
    rows_of(raw.get(), on_row).map(Reply::Answer)
}

/// Hands over the objects of the JSON list `text`.
pub(crate) fn rows_of<'b>(text: &'b str, on_row: &mut OnRow<'_, 'b>) -> Result<(), Problem> {
    let mut problem = None;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let rows = Rows {
        on_row,
        problem: &mut problem,
    };
    let outcome = rows.deserialize(&mut deserializer);
    match problem {
        Some(problem) => Err(problem),
        None => outcome
            .and_then(|()| deserializer.end())
            .map_err(Problem::json),
    }
}

/// Visits the members of the JSON object `text`.
pub(crate) fn each_member<'b>(
    text: &'b str,
    on_member: &mut dyn FnMut(Cow<'b, str>, &'b RawValue) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut problem = None;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let members = EachMember {
        on_member,
        problem: &mut problem,
    };
    let outcome = members.deserialize(&mut deserializer);
    match problem {
        Some(problem) => Err(problem),
        None => outcome.map_err(Problem::json),
    }
}

#[derive(Deserialize)]
struct Envelope<'b> {
    #[serde(borrow)]
    result: Option<&'b RawValue>,
    #[serde(borrow)]
    error: Option<RpcError<'b>>,
    jsonrpc: Option<Value>,
}

#[derive(Deserialize)]
struct RpcError<'b> {
    #[serde(default)]
    code: i64,
    #[serde(borrow, default)]
    message: Cow<'b, str>,
    #[serde(borrow, default)]
    data: Option<ErrorData<'b>>,
}

#[derive(Deserialize, Default)]
struct ErrorData<'b> {
    #[serde(borrow, default)]
    name: Cow<'b, str>,
    #[serde(borrow, default)]
    message: Cow<'b, str>,
    #[serde(borrow, default)]
    debug: Cow<'b, str>,
}

fn envelope(text: &str) -> Result<Reply<Option<&RawValue>>, Problem> {
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(Problem::json)?;
    if let Some(error) = envelope.error {
        let data = error.data.unwrap_or_default();
        let message = if data.message.is_empty() {
            &error.message
        } else {
            &data.message
        };
        return Ok(Reply::Fault(Fault::new(
            error.code,
            &data.name,
            message,
            &data.debug,
        )));
    }
    if envelope.jsonrpc.is_none() {
        return Err(Problem::malformed("no JSON-RPC envelope"));
    }
    Ok(Reply::Answer(envelope.result))
}

struct Rows<'r, 'f, 'b> {
    on_row: &'r mut OnRow<'f, 'b>,
    problem: &'r mut Option<Problem>,
}

impl<'b> DeserializeSeed<'b> for Rows<'_, '_, 'b> {
    type Value = ();

    fn deserialize<D: Deserializer<'b>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'b> Visitor<'b> for Rows<'_, '_, 'b> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'b>>(self, mut rows: A) -> Result<(), A::Error> {
        let Self { on_row, problem } = self;
        let mut members: Members<'b> = Vec::new();
        loop {
            members.clear();
            let mut push = |name: Cow<'b, str>, value: &'b RawValue| {
                members.push((name, Wire::from_raw(value)?));
                Ok(())
            };
            let row = EachMember {
                on_member: &mut push,
                problem: &mut *problem,
            };
            if rows.next_element_seed(row)?.is_none() {
                return Ok(());
            }
            if let Err(refusal) = on_row(&mut members) {
                *problem = Some(refusal);
                return Err(A::Error::custom("refused"));
            }
        }
    }
}

struct EachMember<'r, 'f, 'b> {
    on_member: &'r mut (dyn FnMut(Cow<'b, str>, &'b RawValue) -> Result<(), Problem> + 'f),
    problem: &'r mut Option<Problem>,
}

impl<'b> DeserializeSeed<'b> for EachMember<'_, '_, 'b> {
    type Value = ();

    fn deserialize<D: Deserializer<'b>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'b> Visitor<'b> for EachMember<'_, '_, 'b> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'b>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = members.next_key()? {
            let value = members.next_value::<&'b RawValue>()?;
            if let Err(refusal) = (self.on_member)(name, value) {
                *self.problem = Some(refusal);
                return Err(A::Error::custom("refused"));
            }
        }
        Ok(())
    }
}

/// A member's name, borrowed unless it holds escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Name<'b>(#[serde(borrow)] Cow<'b, str>);

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(text: &str) -> Result<Vec<Members<'_>>, Problem> {
        let mut all = Vec::new();
        let reply = rows(text, &mut |members| {
            all.push(std::mem::take(members));
            Ok(())
        })?;
        assert_eq!(reply, Reply::Answer(()));
        Ok(all)
    }

    #[test]
    fn rows_are_passed_on_in_order_with_their_digits() {
        let rows = rows_of(
            r#"{"jsonrpc":"2.0","id":1,"result":[{"id":1,"balance":-2500.0},{"id":2,"n\u0061me":"é"}]}"#,
        )
        .unwrap();
        assert_eq!(
            rows[0][1],
            ("balance".into(), Wire::Number("-2500.0".into()))
        );
        assert_eq!(rows[1][1], ("name".into(), Wire::Text("é".into())));
    }

    #[test]
    fn a_truncated_answer_is_refused() {
        let whole = r#"{"jsonrpc":"2.0","id":1,"result":[{"id":1},{"id":2}]}"#;
        for end in 1..whole.len() {
            assert!(rows_of(&whole[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn an_answer_that_is_not_an_envelope_is_refused() {
        for text in ["{}", "[]", "12", r#"{"result": true}"#, r#""x""#] {
            assert!(value(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_answer_without_a_result_is_null() {
        assert_eq!(
            value(r#"{"jsonrpc":"2.0","id":1}"#),
            Ok(Reply::Answer(Wire::Null))
        );
    }

    #[test]
    fn rows_that_are_not_objects_are_refused() {
        for result in ["[1]", "{}", "false", "[[]]"] {
            let text = format!(r#"{{"jsonrpc":"2.0","id":1,"result":{result}}}"#);
            assert!(rows_of(&text).is_err(), "{result}");
        }
    }
}
