//! The kinds of problem that this API answers with (RFC 9457), each with its stable path, and the
//! JSON of one.
//!
//! What stands here is public: no inner text of a failure on our side ever gets into a body.

use actix_web::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// One kind of problem. Its `type` is `/problems/<slug>`, a page that this API serves.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    pub status: StatusCode,
    pub slug: &'static str,
    pub title: &'static str,
    /// What the caller can do about it.
    pub hint: &'static str,
}

const fn kind(
    status: StatusCode,
    slug: &'static str,
    title: &'static str,
    hint: &'static str,
) -> Kind {
    Kind {
        status,
        slug,
        title,
        hint,
    }
}

/// Every kind, in the order of their status.
pub static KINDS: [Kind; 26] = [
    kind(
        StatusCode::BAD_REQUEST,
        "bad-request",
        "The request is malformed",
        "See /docs for what this API takes.",
    ),
    kind(
        StatusCode::BAD_REQUEST,
        "invalid-json",
        "The body is not valid JSON",
        "Send one JSON object, encoded in UTF-8.",
    ),
    kind(
        StatusCode::UNAUTHORIZED,
        "key-required",
        "A valid API key is required",
        "Send `Authorization: Bearer esp_<id>_<secret>` with a key of this tenant that is neither expired nor revoked.",
    ),
    kind(
        StatusCode::FORBIDDEN,
        "role-too-low",
        "The API key may not do this",
        "Use a key with the role that is named.",
    ),
    kind(
        StatusCode::NOT_FOUND,
        "not-found",
        "There is no such thing here",
        "Check the id; ids belong to one tenant.",
    ),
    kind(
        StatusCode::NOT_FOUND,
        "no-such-url",
        "There is no such URL",
        "See /docs for every URL of this API.",
    ),
    kind(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "This URL does not take that method",
        "Use a method that the Allow header names.",
    ),
    kind(
        StatusCode::CONFLICT,
        "run-active",
        "Another sync run is active",
        "Follow the active run, and ask again when it has ended.",
    ),
    kind(
        StatusCode::CONFLICT,
        "export-limit",
        "Too many exports are active",
        "Wait until one has finished.",
    ),
    kind(
        StatusCode::CONFLICT,
        "export-not-finished",
        "The export has no file",
        "Follow the export until its state is finished; ask for a new one if it has failed.",
    ),
    kind(
        StatusCode::CONFLICT,
        "conflict",
        "This does not go with what is there",
        "Read what is there, and change the request.",
    ),
    kind(
        StatusCode::GONE,
        "file-gone",
        "The file is no longer kept",
        "Ask for the export again.",
    ),
    kind(
        StatusCode::PAYLOAD_TOO_LARGE,
        "body-too-large",
        "The body is too large",
        "Send at most 64 KiB.",
    ),
    kind(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "json-required",
        "The body must be JSON",
        "Send `Content-Type: application/json`.",
    ),
    kind(
        StatusCode::RANGE_NOT_SATISFIABLE,
        "no-such-range",
        "The file has no such range",
        "Ask for bytes that it has: Content-Range says how many there are.",
    ),
    kind(
        StatusCode::MISDIRECTED_REQUEST,
        "unknown-host",
        "No tenant answers to this host",
        "Use the tenant's own host name in the URL.",
    ),
    kind(
        StatusCode::UNPROCESSABLE_ENTITY,
        "invalid-request",
        "Some values cannot be accepted",
        "Correct what `errors` names.",
    ),
    kind(
        StatusCode::UNPROCESSABLE_ENTITY,
        "company-required",
        "A company must be named",
        "Pass company_id with one of `choices`.",
    ),
    kind(
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency-key-reused",
        "The Idempotency-Key was used for another request",
        "Use a new key for a new request.",
    ),
    kind(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-requests",
        "Too many requests with this API key",
        "Wait for as long as Retry-After says.",
    ),
    kind(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "Something went wrong on our side",
        "Try again; if it stays, tell the operator the trace_id.",
    ),
    kind(
        StatusCode::SERVICE_UNAVAILABLE,
        "unavailable",
        "The database cannot be reached at the moment",
        "Try again after Retry-After.",
    ),
    kind(
        StatusCode::SERVICE_UNAVAILABLE,
        "report-too-slow",
        "The report took too long",
        "Narrow the question, or ask for an export.",
    ),
    kind(
        StatusCode::SERVICE_UNAVAILABLE,
        "stopping",
        "The service is stopping",
        "Try again after Retry-After.",
    ),
    kind(
        StatusCode::SERVICE_UNAVAILABLE,
        "broker-unavailable",
        "The message broker cannot be reached at the moment",
        "Try again after Retry-After.",
    ),
    kind(
        StatusCode::SERVICE_UNAVAILABLE,
        "busy",
        "Too many reports are being made",
        "Try again after Retry-After; ask for an export of what takes long.",
    ),
];

/// The kind of that slug; an unknown slug is a mistake of ours and becomes `internal`.
pub fn named(slug: &str) -> &'static Kind {
    KINDS
        .iter()
        .find(|kind| kind.slug == slug)
        .unwrap_or(&KINDS[20])
}

/// One value that cannot be accepted: in the body, the query string, the path or a header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Violation {
    /// JSON pointer into the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/cron")]
    pub pointer: Option<String>,
    /// Name of the parameter in query string or path.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "as_of")]
    pub parameter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// What is wrong.
    pub detail: String,
    /// What would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// The sync run that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ActiveRun {
    pub id: Uuid,
    #[schema(example = "/v1/sync-runs/0197a1b2-0000-7000-8000-000000000001")]
    pub url: String,
}

/// An RFC 9457 problem: the body of every answer from 400 up.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Stable: compare this, not the texts.
    #[schema(example = "/problems/invalid-request")]
    pub r#type: String,
    pub title: String,
    #[schema(example = 422)]
    pub status: u16,
    /// What happened this time.
    pub detail: String,
    /// The path that was asked for.
    #[schema(example = "/v1/receivables/ageing")]
    pub instance: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
    /// What the caller can do about it.
    pub hint: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<Violation>,
    /// With `/problems/company-required`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub choices: Vec<reports::CompanyChoice>,
    /// With `/problems/run-active`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active_run: Option<ActiveRun>,
}

impl Violation {
    pub fn in_body(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            pointer: Some(pointer.into()),
            detail: detail.into(),
            ..Self::default()
        }
    }

    pub fn in_parameter(name: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            parameter: Some(name.into()),
            detail: detail.into(),
            ..Self::default()
        }
    }

    pub fn in_header(name: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            header: Some(name.into()),
            detail: detail.into(),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn hinting(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slug_is_there_once_and_internal_is_what_is_left() {
        for (index, kind) in KINDS.iter().enumerate() {
            assert_eq!(
                KINDS.iter().position(|other| other.slug == kind.slug),
                Some(index)
            );
            assert!(std::ptr::eq(named(kind.slug), kind));
        }
        assert_eq!(named("no such slug").slug, "internal");
    }
}
