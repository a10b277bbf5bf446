//! What a route answers with, and whether the client accepts it.

use actix_web::{
    Error,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{ACCEPT, HeaderMap},
    middleware::Next,
};

use crate::http::error::ApiError;

/// What a successful answer of a route contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Produces {
    Json,
    EventStream,
    /// A file: its type is known when it is read, and it is sent in any case.
    File,
    /// A page, or a redirect to one: what a person opens in a browser. Its errors are pages too.
    Page,
}

impl Produces {
    fn media_type(self) -> Option<&'static str> {
        match self {
            Self::Json => Some("application/json"),
            Self::EventStream => Some("text/event-stream"),
            Self::File | Self::Page => None,
        }
    }
}

/// Refuses a request whose answer the client would not accept, before it has an effect.
pub(crate) async fn check(
    produces: Produces,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Some(offered) = produces.media_type()
        && !accepts(request.headers(), offered)
    {
        return Ok(request.error_response(ApiError::NotAcceptable(offered)));
    }
    next.call(request).await
}

/// Whether a media range of `Accept` includes the type. Without the header, everything is accepted.
fn accepts(headers: &HeaderMap, offered: &str) -> bool {
    let kind = offered.split('/').next().unwrap_or_default();
    let mut best = None;
    for value in headers.get_all(ACCEPT) {
        for range in value.to_str().unwrap_or_default().split(',') {
            let mut parts = range.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default().to_ascii_lowercase();
            // The most specific range counts.
            let rank = match name.split_once('/') {
                Some(("*", "*")) => 0,
                Some((it, "*")) if it == kind => 1,
                _ if name == offered => 2,
                Some(_) => {
                    best.get_or_insert((-1, false));
                    continue;
                }
                None => continue,
            };
            let is_refused = parts.any(|part| {
                let weight = part.strip_prefix("q=").or_else(|| part.strip_prefix("Q="));
                weight.and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
            });
            if best.is_none_or(|(known, _)| rank >= known) {
                best = Some((rank, !is_refused));
            }
        }
    }
    best.is_none_or(|(_, accepted)| accepted)
}

/// Whether `Accept` names HTML, as browsers do when a person opens a URL.
pub(crate) fn names_html(headers: &HeaderMap) -> bool {
    let values = headers.get_all(ACCEPT);
    let values = values.filter_map(|value| value.to_str().ok());
    let mut names = values.flat_map(|value| value.split(',')).map(|range| {
        let name = range.split(';').next().unwrap_or_default();
        name.trim().to_ascii_lowercase()
    });
    names.any(|name| name == "text/html") && accepts(headers, "text/html")
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn the_most_specific_media_range_decides() {
        let accepts = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(text));
            accepts(&headers, "application/json")
        };
        for text in [
            "",
            "*/*",
            "application/json",
            "Application/JSON; charset=utf-8",
            "application/*",
            "text/html, application/xhtml+xml, */*;q=0.8",
            "text/csv, application/json;q=0.1",
            "*/*;q=0, application/json",
            "garbage",
        ] {
            assert!(accepts(text), "{text}");
        }
        for text in [
            "text/html",
            "application/xml, text/*",
            "application/json;q=0, */*",
            "*/*;q=0",
            "application/problem+json",
        ] {
            assert!(!accepts(text), "{text}");
        }
        assert!(super::accepts(&HeaderMap::new(), "application/json"));
    }

    #[test]
    fn only_a_client_that_names_html_gets_html() {
        let names_html = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(text));
            super::names_html(&headers)
        };
        assert!(names_html("text/html,application/xhtml+xml,*/*;q=0.8"));
        for text in ["", "*/*", "text/*", "application/json", "text/html;q=0"] {
            assert!(!names_html(text), "{text}");
        }
        assert!(!super::names_html(&HeaderMap::new()));
    }
}
