//! The JSON-2 dialect of Odoo 19 and later: `POST /json/2/<model>/<method>`, a bearer key,
//! arguments by name only, real HTTP statuses. The body is the bare answer and is parsed like the
//! result of JSON-RPC: rows one by one, numbers as digits.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    call::ReadMethod,
    fault::Fault,
    protocol::{
        answer::{OnRow, Problem, Reply},
        json_rpc,
        wire::Wire,
    },
};

pub(crate) const VERSION_PATH: &str = "web/version";

/// `None` if the model's name is invalid. The name is part of the URL, where a slash would end it
/// and name a method.
pub(crate) fn path(model: &str, method: ReadMethod) -> Option<String> {
    let is_name = !model.is_empty()
        && model
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.'))
        && model.split('.').all(|part| !part.is_empty());
    is_name.then(|| format!("json/2/{model}/{}", method.as_str()))
}

/// The arguments of a method by name: first the positional ones, then the options.
pub(crate) fn body(method: ReadMethod, arguments: &Value, options: Value) -> String {
    let mut named = Map::new();
    let by_place = arguments.as_array().map(Vec::as_slice).unwrap_or_default();
    for (name, argument) in method.parameters().iter().zip(by_place) {
        named.insert((*name).to_owned(), argument.clone());
    }
    if let Value::Object(options) = options {
        named.extend(options);
    }
    Value::Object(named).to_string()
}

pub(crate) fn value(text: &str) -> Result<Reply<Wire<'_>>, Problem> {
    let raw = serde_json::from_str(text).map_err(Problem::json)?;
    Wire::from_raw(raw).map(Reply::Answer)
}

pub(crate) fn rows<'b>(text: &'b str, on_row: &mut OnRow<'_, 'b>) -> Result<Reply<()>, Problem> {
    json_rpc::rows_of(text, on_row).map(Reply::Answer)
}

#[derive(Deserialize)]
struct ErrorBody<'b> {
    #[serde(borrow, default)]
    name: Cow<'b, str>,
    #[serde(borrow, default)]
    message: Cow<'b, str>,
    #[serde(borrow, default)]
    debug: Cow<'b, str>,
}

/// The exception behind a status, if the body has one.
pub(crate) fn fault(status: u16, body: &[u8]) -> Option<Fault> {
    let error: ErrorBody<'_> = serde_json::from_slice(body).ok()?;
    let name = match status {
        401 => "AccessDenied",
        _ if error.name.is_empty() => return None,
        _ => &error.name,
    };
    let code = i64::from(status);
    Some(Fault::new(code, name, &error.message, &error.debug))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::call::Call;

    #[test]
    fn a_model_name_cannot_inject_a_method() {
        for name in [
            "res.partner/unlink",
            "res.partner/write?x=",
            "res.partner%2Fwrite",
            "../res.partner",
            "res..partner",
            ".",
            "..",
            "",
            "res.partner#",
            "res partner",
        ] {
            assert_eq!(path(name, ReadMethod::Search), None, "{name}");
        }
        assert_eq!(
            path("x_Custom.model_2", ReadMethod::Search).as_deref(),
            Some("json/2/x_Custom.model_2/search")
        );
    }

    #[test]
    fn arguments_are_sent_by_name() {
        let arguments = json!([[["id", ">", 3]], [], ["id:sum"]]);
        let body = body(
            ReadMethod::FormattedReadGroup,
            &arguments,
            json!({"context": {"lang": "en_US"}}),
        );
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(
            body,
            json!({
                "domain": [["id", ">", 3]], "groupby": [], "aggregates": ["id:sum"],
                "context": {"lang": "en_US"}
            })
        );
    }

    /// Status, exception, message, kind of error.
    const CASES: &[(u16, &str, &str, &str)] = &[
        (
            401,
            "werkzeug.exceptions.Unauthorized",
            "Invalid apikey",
            "access_denied",
        ),
        (
            403,
            "odoo.exceptions.AccessDenied",
            "Access Denied",
            "access_denied",
        ),
        (403, "odoo.exceptions.AccessError", "no", "access_rights"),
        (
            404,
            "werkzeug.exceptions.NotFound",
            "the model 'res.partner' does not exist",
            "unknown_model",
        ),
        (
            404,
            "werkzeug.exceptions.NotFound",
            "The method 'res.partner.x' does not exist",
            "unknown_method",
        ),
        (
            404,
            "odoo.exceptions.MissingError",
            "gone",
            "missing_record",
        ),
        (422, "odoo.exceptions.UserError", "no", "refused"),
        (
            422,
            "werkzeug.exceptions.UnprocessableEntity",
            "got an unexpected keyword argument 'load'",
            "refused",
        ),
        (
            500,
            "builtins.ValueError",
            "Invalid field 'x' on 'res.partner'",
            "unknown_field",
        ),
        (
            500,
            "builtins.ZeroDivisionError",
            "division by zero",
            "failed",
        ),
    ];

    #[test]
    fn each_status_maps_to_its_error() {
        for (status, name, message, kind) in CASES.iter().copied() {
            let body = json!({
                "name": name, "message": message, "arguments": [message], "context": {},
                "debug": "Traceback",
            });
            let fault = fault(status, body.to_string().as_bytes()).unwrap();
            let call = Call::read(ReadMethod::SearchRead, "res.partner");
            let error = fault.into_error(&call, "bot", "books");
            assert_eq!(error.kind(), kind, "{status} {name}: {error}");
        }
        assert_eq!(fault(500, b"<html></html>"), None);
        assert_eq!(fault(404, b"{}"), None);
    }
}
