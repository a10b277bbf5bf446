//! The parameter `access_token`, which only a few routes accept. Logs and traces have paths only,
//! never query strings.

use actix_web::dev::ServiceRequest;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::query;

/// Patterns of the routes that accept it: streams and files.
pub(crate) const ROUTES: [&str; 3] = [
    "/v1/events",
    "/v1/exports/{id}/file",
    "/v1/exports/{id}/events",
];

const NAME: &str = "access_token";

/// The parameters of these routes.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MaybeToken {
    /// Of `POST /v1/session/tokens`, in place of a header or a cookie.
    #[serde(rename = "access_token")]
    _access_token: Option<String>,
}

/// The token of a request, if its route accepts one.
pub(crate) fn of(request: &ServiceRequest) -> Option<String> {
    let pattern = request.match_pattern()?;
    if !ROUTES.contains(&pattern.as_str()) {
        return None;
    }
    let pairs = query::pairs(request.query_string());
    let found = pairs.into_iter().find(|(name, _)| name == NAME);
    found.map(|(_, token)| token)
}
