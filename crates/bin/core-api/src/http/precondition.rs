//! Changes of a state that the client has seen: `If-Match` on every PUT and PATCH.
//!
//! The ETag of a resource is its version. A client that sends an older one gets 412, so that two
//! people who edit at the same time do not overwrite each other.

use std::{
    fmt::Display,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest, HttpResponse,
    body::BoxBody,
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header::{ETAG, HeaderMap, HeaderName, IF_MATCH, IF_NONE_MATCH},
    middleware::Next,
};
use futures::future::{Ready, ready};
use serde::Serialize;

use crate::http::{error::ApiError, problem::Violation};

/// What the client has seen of the resource that it changes.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    seen: Seen,
    /// Whether the handler has compared it.
    compared: Arc<AtomicBool>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    /// `If-Match: *`: any state, but the resource exists.
    Any,
    /// `If-None-Match: *`: the resource does not exist.
    Nothing,
    /// The versions of `If-Match`.
    Versions(Vec<String>),
}

impl Expected {
    /// Fails unless the client has seen this version; None if the resource does not exist. Call it
    /// in the transaction of the change, after the row is locked.
    pub(crate) fn check<V: Display>(&self, version: Option<V>) -> Result<(), ApiError> {
        self.compared.store(true, Ordering::Relaxed);
        let version = version.map(|version| version.to_string());
        let holds = match (&self.seen, &version) {
            (Seen::Any, version) => version.is_some(),
            (Seen::Nothing, version) => version.is_none(),
            (Seen::Versions(seen), Some(version)) => seen.contains(version),
            (Seen::Versions(_), None) => false,
        };
        if holds {
            Ok(())
        } else {
            Err(ApiError::Outdated { now: version })
        }
    }
}

impl FromRequest for Expected {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let expected = request.extensions().get::<Self>().cloned();
        ready(expected.ok_or(ApiError::VersionRequired))
    }
}

/// Refuses a change that does not say which version it is for.
pub(crate) async fn require(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let expected = match seen(request.headers()) {
        Ok(seen) => Expected {
            seen,
            compared: Arc::default(),
        },
        Err(error) => return Ok(request.error_response(error)),
    };
    request.extensions_mut().insert(expected.clone());
    let response = next.call(request).await?;
    if response.status().is_success() && !expected.compared.load(Ordering::Relaxed) {
        let path = response.request().path();
        // A bug that tests must show.
        tracing::error!(path, "a change did not compare the version");
        debug_assert!(false, "{path} did not compare the version");
    }
    Ok(response)
}

fn seen(headers: &HeaderMap) -> Result<Seen, ApiError> {
    match listed(headers, &IF_MATCH)? {
        Listed::Any => return Ok(Seen::Any),
        Listed::Tags(tags) => return Ok(Seen::Versions(tags)),
        Listed::Nothing => {}
    }
    match listed(headers, &IF_NONE_MATCH)? {
        Listed::Any => Ok(Seen::Nothing),
        Listed::Nothing | Listed::Tags(_) => Err(ApiError::VersionRequired),
    }
}

/// What a header lists.
enum Listed {
    Nothing,
    /// `*`
    Any,
    Tags(Vec<String>),
}

/// A proxy that compresses may have made a tag weak. It still names one version.
fn listed(headers: &HeaderMap, name: &HeaderName) -> Result<Listed, ApiError> {
    let mut tags = Vec::new();
    for value in headers.get_all(name) {
        for tag in value.to_str().unwrap_or_default().split(',') {
            let tag = tag.trim();
            if tag == "*" {
                return Ok(Listed::Any);
            }
            let strong = tag.strip_prefix("W/").unwrap_or(tag);
            let opaque = strong
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'));
            let Some(opaque) = opaque else {
                let violation = Violation::in_header(title(name), format!("{tag:?} is no ETag"))
                    .hinting("an ETag with its quotes, such as \"3\", or *");
                return Err(ApiError::invalid(violation));
            };
            tags.push(opaque.to_owned());
        }
    }
    if tags.is_empty() {
        Ok(Listed::Nothing)
    } else {
        Ok(Listed::Tags(tags))
    }
}

fn title(name: &HeaderName) -> &'static str {
    if *name == IF_MATCH {
        "If-Match"
    } else {
        "If-None-Match"
    }
}

/// The ETag of a version.
pub(crate) fn etag(version: impl Display) -> String {
    format!("\"{version}\"")
}

/// A resource with its version as the ETag. It is not cached: names and times in it change without a
/// new version.
pub(crate) fn versioned(version: impl Display, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((ETAG, etag(version)))
        .json(body)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn expected(name: HeaderName, value: &str) -> Result<Expected, ApiError> {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        Ok(Expected {
            seen: seen(&headers)?,
            compared: Arc::default(),
        })
    }

    fn holds(name: HeaderName, value: &str, version: Option<i32>) -> bool {
        expected(name, value).unwrap().check(version).is_ok()
    }

    #[test]
    fn only_the_version_that_the_client_has_seen_may_be_changed() {
        for seen in ["\"3\"", "W/\"3\"", "\"2\", \"3\"", "*"] {
            assert!(holds(IF_MATCH, seen, Some(3)), "{seen}");
            assert!(!holds(IF_MATCH, seen, None), "{seen}");
        }
        for seen in ["\"2\"", "\"33\"", "\"\""] {
            assert!(!holds(IF_MATCH, seen, Some(3)), "{seen}");
        }
        assert!(holds(IF_NONE_MATCH, "*", None));
        assert!(!holds(IF_NONE_MATCH, "*", Some(3)));
    }

    #[test]
    fn a_change_says_which_version_it_is_for() {
        assert!(matches!(
            seen(&HeaderMap::new()),
            Err(ApiError::VersionRequired)
        ));
        let not_this = expected(IF_NONE_MATCH, "\"3\"");
        assert!(matches!(not_this, Err(ApiError::VersionRequired)));
        for text in ["3", "\"3", "", "\"1\" \"2"] {
            assert!(matches!(
                expected(IF_MATCH, text),
                Err(ApiError::Invalid(_))
            ));
        }
    }
}
