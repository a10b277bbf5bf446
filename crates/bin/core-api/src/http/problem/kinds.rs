//! The kinds of problems that this API returns, each with its stable path.
//!
//! These texts are public. Internal error texts never get into a body.

use actix_web::http::StatusCode;

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

/// Every kind, ordered by status.
pub static KINDS: [Kind; 45] = [
    kind(
        StatusCode::BAD_REQUEST,
        "bad-request",
        "The request is malformed",
        "See /docs for the requests that this API accepts.",
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
        "Nobody is signed in",
        "Sign in, or send `Authorization: Bearer esp_<id>_<secret>` with a key of this tenant that is neither expired nor revoked.",
    ),
    kind(
        StatusCode::UNAUTHORIZED,
        "bad-credentials",
        "The sign-in failed",
        "Check address and password, or ask for a new password.",
    ),
    kind(
        StatusCode::UNAUTHORIZED,
        "second-factor-required",
        "A code is required",
        "Send `code` too: from the app on your phone, or one of the recovery codes.",
    ),
    kind(
        StatusCode::FORBIDDEN,
        "sign-in-refused",
        "The sign-in was refused",
        "An admin of your company can invite you, at the address that the provider has verified.",
    ),
    kind(
        StatusCode::FORBIDDEN,
        "role-too-low",
        "The role is not sufficient",
        "Ask an admin of your company for the role that `detail` names.",
    ),
    kind(
        StatusCode::FORBIDDEN,
        "company-not-allowed",
        "The books of this company are not open to you",
        "GET /v1/companies lists the companies that you may see.",
    ),
    kind(
        StatusCode::FORBIDDEN,
        "cross-origin",
        "The request came from another site",
        "Send it from a page of this host, or with an API key.",
    ),
    kind(
        StatusCode::FORBIDDEN,
        "confirmation-required",
        "A fresh confirmation is required",
        "POST /v1/session/confirm with the password or a code, then send the request again.",
    ),
    kind(
        StatusCode::FORBIDDEN,
        "person-required",
        "Only people can do this",
        "Sign in; an API key has no account.",
    ),
    kind(
        StatusCode::NOT_FOUND,
        "not-found",
        "The resource does not exist",
        "Check the id; ids belong to one tenant.",
    ),
    kind(
        StatusCode::NOT_FOUND,
        "no-such-url",
        "There is no such URL",
        "See /docs for every URL of this API.",
    ),
    kind(
        StatusCode::NOT_FOUND,
        "no-console",
        "There is no console",
        "The operator can build it with Node.js (npm ci && npm run build in the folder console) and \
         name the folder console/dist in ESPEJO_CONSOLE_DIR.",
    ),
    kind(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "This URL does not accept this method",
        "Use a method from the Allow header.",
    ),
    kind(
        StatusCode::NOT_ACCEPTABLE,
        "not-acceptable",
        "The answer would not be accepted",
        "Leave Accept out, or include the type that `detail` names.",
    ),
    kind(
        StatusCode::REQUEST_TIMEOUT,
        "request-too-slow",
        "The request did not arrive in time",
        "Send it again, without pauses.",
    ),
    kind(
        StatusCode::CONFLICT,
        "run-active",
        "Another sync run is active",
        "Wait until the active run has ended, then send the request again.",
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
        "Poll the export until its state is finished. If it has failed, request a new one.",
    ),
    kind(
        StatusCode::CONFLICT,
        "conflict",
        "The request conflicts with the current state",
        "Read the current state, and change the request.",
    ),
    kind(
        StatusCode::GONE,
        "link-spent",
        "The link no longer works",
        "Ask for a new one.",
    ),
    kind(
        StatusCode::GONE,
        "file-gone",
        "The file is no longer kept",
        "Request the export again.",
    ),
    kind(
        StatusCode::PRECONDITION_FAILED,
        "outdated",
        "Somebody has changed it since",
        "GET it again, repeat the change on what it is now, and send its ETag in If-Match.",
    ),
    kind(
        StatusCode::PAYLOAD_TOO_LARGE,
        "body-too-large",
        "The body is too large",
        "Send at most 64 KiB.",
    ),
    kind(
        StatusCode::URI_TOO_LONG,
        "target-too-long",
        "The URL is too long",
        "Send fewer or shorter parameters.",
    ),
    kind(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "json-required",
        "The body must be JSON",
        "Send `Content-Type: application/json`, compressed with gzip or not at all.",
    ),
    kind(
        StatusCode::RANGE_NOT_SATISFIABLE,
        "no-such-range",
        "The file has no such range",
        "Request a range inside the file. Content-Range shows its size.",
    ),
    kind(
        StatusCode::MISDIRECTED_REQUEST,
        "unknown-host",
        "No tenant has this host name",
        "Use the tenant's own host name in the URL.",
    ),
    kind(
        StatusCode::UNPROCESSABLE_ENTITY,
        "invalid-request",
        "Some values are invalid",
        "Correct the values that `errors` lists.",
    ),
    kind(
        StatusCode::UNPROCESSABLE_ENTITY,
        "company-required",
        "A company is required",
        "Pass company_id with one of `choices`.",
    ),
    kind(
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency-key-reused",
        "The Idempotency-Key was used for another request",
        "Use a new key for a new request.",
    ),
    kind(
        StatusCode::PRECONDITION_REQUIRED,
        "version-required",
        "A change must name the version that it is for",
        "Send `If-Match` with the ETag of a GET. Where a PUT may create, `If-None-Match: *` creates.",
    ),
    kind(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-attempts",
        "Too many failed attempts",
        "Wait as long as Retry-After says.",
    ),
    kind(
        StatusCode::TOO_MANY_REQUESTS,
        "export-share",
        "Too many of your exports are active",
        "Wait until one of them has finished.",
    ),
    kind(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-streams",
        "Too many event streams are open",
        "Close one, or poll the export instead.",
    ),
    kind(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-requests",
        "Too many requests",
        "Wait as long as Retry-After says.",
    ),
    kind(
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        "headers-too-large",
        "The headers are too large",
        "Send fewer or shorter headers and cookies.",
    ),
    kind(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "Internal error",
        "Try again. If it fails again, tell the operator the trace_id.",
    ),
    kind(
        StatusCode::BAD_GATEWAY,
        "provider-failed",
        "The sign-in with the provider failed",
        "Begin again. If it fails again, tell the operator the trace_id: the log has the cause.",
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
        "Use more filters, or request an export.",
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
        "Too many reports are running",
        "Try again after Retry-After. Request an export if a report takes long.",
    ),
];

/// The kind with this slug. An unknown slug is a bug and becomes `internal`.
pub fn named(slug: &str) -> &'static Kind {
    let find = |slug: &str| KINDS.iter().find(|kind| kind.slug == slug);
    find(slug).or_else(|| find("internal")).unwrap_or(&KINDS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_unique_and_an_unknown_slug_becomes_internal() {
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
