//! Requests that change data: a strict JSON body, and at most one effect per `Idempotency-Key`.

use std::{future::Future, pin::Pin, time::Duration};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest, HttpResponse,
    dev::Payload,
    error::PayloadError,
    http::{
        StatusCode,
        header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION},
    },
    web::Bytes,
};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeOwned, IgnoredAny},
};
use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use sha2::{Digest, Sha256};
use store::{ScopedBoxFuture, ScopedFutureExt, Transaction, transaction};
use utoipa::ToSchema;

use crate::{
    acts::Act,
    http::{
        auth::Caller,
        error::ApiError,
        idempotency::{self, Remembered},
        objects::Objects,
        problem::Violation,
        state::Api,
        text,
    },
    writing::WriteError,
};

/// Maximum size of a body.
pub(crate) const MAX_BODY_BYTES: usize = 64 << 10;
/// How long a body may take to arrive.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// A request with a body of type `T`.
#[derive(Debug)]
pub(crate) struct Command<T> {
    pub(crate) body: T,
    idempotency_key: Option<String>,
    /// Hash of method, path and body. An Idempotency-Key stands for this hash.
    sha256: [u8; 32],
    /// The body as it was sent, for the record of acts.
    sent: Bytes,
    path: String,
}

/// An object without members, for requests that need none.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EmptyObject {}

impl<T: DeserializeOwned + 'static> FromRequest for Command<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let bytes = Bytes::from_request(&request, payload);
        Box::pin(async move {
            check_type(&request)?;
            let idempotency_key = idempotency_key(&request)?;
            let bytes = tokio::time::timeout(BODY_TIMEOUT, bytes).await;
            let bytes = bytes
                .map_err(|_| ApiError::TooSlow("the body did not arrive in time"))?
                .map_err(|error| unreadable(&error))?;
            let sha256 = Sha256::new()
                .chain_update(request.method().as_str())
                .chain_update([0])
                .chain_update(request.path())
                .chain_update([0])
                .chain_update(&bytes)
                .finalize()
                .into();
            Ok(Self {
                body: json(&bytes)?,
                sent: bytes,
                path: request.path().to_owned(),
                idempotency_key,
                sha256,
            })
        })
    }
}

/// Runs `work` in one write transaction, records the act as `name`, and returns the answer. If the
/// Idempotency-Key was used for the same request before, returns the earlier answer.
pub(crate) async fn once<'a, T, F>(
    api: &Api,
    caller: &Caller,
    command: &Command<T>,
    name: &'static str,
    work: F,
) -> Result<HttpResponse, ApiError>
where
    F: for<'t> Fn(&'t Transaction<'t>) -> ScopedBoxFuture<'a, 't, Result<Remembered, ApiError>>
        + Send
        + Sync,
{
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let (principal, sha256) = (caller.requested_by(), &command.sha256);
    let key = command.idempotency_key.as_deref();
    let (work, path, sent) = (&work, command.path.as_str(), &command.sent);
    let answer = transaction::write(pool, name, |tx| {
        async move {
            if let Some(key) = key {
                match idempotency::recall(tx, principal, key, sha256).await {
                    Ok(None) => {}
                    Ok(Some(answer)) => {
                        caller.mark_recorded();
                        return Ok(answer);
                    }
                    Err(WriteError::Conflict(_)) => return Err(ApiError::IdempotencyKeyReused),
                    Err(error) => return Err(error.into()),
                }
            }
            let answer = work(tx).await?;
            if let Some(key) = key {
                idempotency::remember(tx, principal, key, sha256, &answer).await?;
            }
            let object = answer.location.as_deref().unwrap_or(path);
            let after: Value = json(sent)?;
            let reason = after["reason"].as_str().map(str::to_owned);
            let act = Act::new(name).on(object).to(after).because(reason);
            caller.record(tx, act).await?;
            Ok(answer)
        }
        .scope_boxed()
    })
    .await?;
    api.relay.wake(&caller.tenant.name);
    respond(answer)
}

/// An answer with a JSON body, in the form in which it is stored.
pub(crate) fn answer(
    status: StatusCode,
    location: Option<String>,
    body: &impl Serialize,
) -> Result<Remembered, ApiError> {
    let body = serde_json::to_string(body).map_err(ApiError::internal)?;
    Ok(Remembered {
        status: status.as_u16(),
        location,
        body,
    })
}

fn respond(answer: Remembered) -> Result<HttpResponse, ApiError> {
    let status = StatusCode::from_u16(answer.status).map_err(ApiError::internal)?;
    let mut response = HttpResponse::build(status);
    response.insert_header((CONTENT_TYPE, "application/json"));
    if let Some(location) = answer.location {
        response.insert_header((LOCATION, location));
    }
    Ok(response.body(answer.body))
}

/// Accepts a structured string (`"…"`) as in the draft, or the bare value that many clients send.
fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, ApiError> {
    let Some(value) = request.headers().get("idempotency-key") else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    let text = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text);
    let good = (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !good {
        let violation = Violation::in_header("Idempotency-Key", "it is not a valid key")
            .hinting("1 to 255 visible ASCII characters, such as a UUID");
        return Err(ApiError::invalid(violation));
    }
    Ok(Some(text.to_owned()))
}

/// JSON, compressed with gzip or not at all.
fn check_type(request: &HttpRequest) -> Result<(), ApiError> {
    let found = request.content_type();
    if found != "application/json" {
        return Err(ApiError::JsonRequired(format!(
            "the Content-Type is {found:?}"
        )));
    }
    let coding = request.headers().get(CONTENT_ENCODING);
    let coding = coding.map_or("identity", |coding| coding.to_str().unwrap_or_default());
    if ["identity", "gzip", "deflate"].contains(&coding) {
        return Ok(());
    }
    Err(ApiError::JsonRequired(format!(
        "the Content-Encoding is {coding:?}"
    )))
}

fn unreadable(error: &actix_web::Error) -> ApiError {
    match error.as_error::<PayloadError>() {
        Some(PayloadError::Overflow) => ApiError::BodyTooLarge(MAX_BODY_BYTES),
        _ => ApiError::BadRequest("the body could not be read completely".to_owned()),
    }
}

/// Strict: no unknown field, nothing after the value. If the body is JSON at all, an error names the
/// JSON pointer.
pub(crate) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let not_json = |error: &dyn std::fmt::Display| ApiError::InvalidJson(error.to_string());
    let text = std::str::from_utf8(bytes).map_err(|error| not_json(&error))?;
    // Only the grammar: numbers may have any size here, and texts any escapes.
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| not_json(&error))?;
    let value: Value = typed(text)?;
    if let Some(violation) = text::violation(&value, "") {
        return Err(ApiError::invalid(violation));
    }
    // Only the text shows that a member is there twice.
    typed::<T>(text)?;
    read(Objects(&value))
}

fn typed<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    read(&mut serde_json::Deserializer::from_str(text))
}

fn read<'v, T: DeserializeOwned>(
    from: impl Deserializer<'v, Error = serde_json::Error>,
) -> Result<T, ApiError> {
    serde_path_to_error::deserialize(from)
        .map_err(|error| located(&pointer(error.path()), error.inner()))
}

/// `prefix` is the JSON pointer of the invalid value.
pub(crate) fn located(prefix: &str, error: &serde_json::Error) -> ApiError {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let field = ["unknown field `", "missing field `", "duplicate field `"]
        .iter()
        .find_map(|start| message.strip_prefix(start))
        .and_then(|rest| rest.split_once('`'))
        .map(|(name, _)| format!("/{}", text::escaped(name)))
        .filter(|field| !prefix.ends_with(field.as_str()));
    let pointer = format!("{prefix}{}", field.unwrap_or_default());
    ApiError::invalid(Violation::in_body(pointer, message))
}

fn pointer(path: &Path) -> String {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", text::escaped(key))),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only their reading is tested")]
    struct Inner {
        size: u8,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only their reading is tested")]
    struct Outer {
        list: Vec<Inner>,
    }

    fn pointer_of(text: &str) -> Option<String> {
        match json::<Outer>(text.as_bytes()) {
            Err(ApiError::Invalid(violations)) => violations[0].pointer.clone(),
            Err(ApiError::InvalidJson(_)) => None,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_invalid_value_is_reported_with_its_json_pointer() {
        let pointer = |text| pointer_of(text).unwrap();
        assert_eq!(
            pointer(r#"{"list":[{"size":1},{"size":"x"}]}"#),
            "/list/1/size"
        );
        assert_eq!(pointer(r#"{"list":[{"size":300}]}"#), "/list/0/size");
        assert_eq!(pointer(r#"{"list":[{}]}"#), "/list/0/size");
        assert_eq!(
            pointer(r#"{"list":[{"size":1,"color":2}]}"#),
            "/list/0/color"
        );
        assert_eq!(pointer("{}"), "/list");
        assert_eq!(
            pointer(r#"{"list":[{"size":1},{"size":1e400}]}"#),
            "/list/1/size"
        );
        assert_eq!(pointer(r#"{"list":["\ud800"]}"#), "/list/0");
        assert_eq!(pointer(r#"{"list":["\u0000"]}"#), "/list/0");
        assert_eq!(pointer(r#"{"a~/b":1}"#), "/a~0~1b");
        let deep = format!("{{\"list\":{}{}}}", "[".repeat(200), "]".repeat(200));
        assert!(pointer_of(&deep).unwrap().starts_with("/list/0/0"));
        assert_eq!(pointer("[]"), "");
        assert_eq!(pointer(r#"[[{"size":1}]]"#), "");
        assert_eq!(pointer(r#"{"list":[{"size":1},[1]]}"#), "/list/1");
        assert_eq!(pointer(r#"{"list":[{"size":1,"size":1}]}"#), "/list/0/size");
    }

    #[test]
    fn a_body_that_is_not_json_has_no_pointer() {
        for text in ["", "{", "{\"list\":[]} x", "nothing", "[1e]", "[\"\\u00\"]"] {
            assert_eq!(pointer_of(text), None, "{text}");
        }
    }
}
