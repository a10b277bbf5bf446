//! Pages of other sites that may call the API: an exact list in the tenant's file. They call with an
//! API key. Cookies are never allowed to them, and no origin is repeated that is not in the list.

use actix_web::{
    HttpResponse,
    http::{
        Method, StatusCode,
        header::{
            ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
            ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
            ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderValue, ORIGIN, VARY,
        },
    },
};
use tenants::Tenant;

use crate::http::{error::ApiError, origin};

const METHODS: &str = "GET, HEAD, POST, PUT, PATCH, DELETE";
const REQUEST_HEADERS: &str = "authorization, content-type, accept-language, idempotency-key, \
    if-match, if-none-match, last-event-id, range, traceparent";
const ANSWER_HEADERS: &str = "content-disposition, content-language, content-range, etag, link, \
    location, ratelimit, ratelimit-policy, retry-after, traceparent, x-request-id";
/// Browsers ask again after ten minutes.
const MAX_AGE: &str = "600";

/// The answer to a browser that asks in advance; None for any other request.
pub(crate) fn preflight(
    tenant: &Tenant,
    method: &Method,
    headers: &HeaderMap,
) -> Option<Result<HttpResponse, ApiError>> {
    let asks = method == Method::OPTIONS
        && headers.contains_key(ORIGIN)
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    if !asks {
        return None;
    }
    if listed(tenant, headers).is_none() && !origin::is_own(headers) {
        return Some(Err(ApiError::CrossOrigin));
    }
    let answer = HttpResponse::build(StatusCode::NO_CONTENT)
        .insert_header((ACCESS_CONTROL_ALLOW_METHODS, METHODS))
        .insert_header((ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS))
        .insert_header((ACCESS_CONTROL_MAX_AGE, MAX_AGE))
        .finish();
    Some(Ok(answer))
}

/// Lets a page of a listed origin read the answer.
pub(crate) fn allow(tenant: &Tenant, asked: &HeaderMap, answer: &mut HeaderMap) {
    // A cache must not give one origin's answer to another.
    answer.append(VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = listed(tenant, asked) {
        answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        let exposed = HeaderValue::from_static(ANSWER_HEADERS);
        answer.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
}

/// The origin of the request, if the tenant's file has it.
fn listed<'h>(tenant: &Tenant, headers: &'h HeaderMap) -> Option<&'h HeaderValue> {
    let mut origins = headers.get_all(ORIGIN);
    let origin = origins.next().filter(|_| origins.next().is_none())?;
    let text = origin.to_str().ok()?;
    tenant.origins.iter().any(|it| it == text).then_some(origin)
}
