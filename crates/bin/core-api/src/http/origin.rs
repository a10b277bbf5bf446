//! Where a request came from, and whether a browser sent it from another site.

use actix_web::{
    HttpMessage, HttpRequest,
    dev::ServiceRequest,
    http::{
        Method,
        header::{HOST, HeaderMap, ORIGIN, USER_AGENT},
    },
};

use crate::{acts::Origin, proxies::Client};

pub(crate) fn of(request: &ServiceRequest) -> Origin {
    from(request.request())
}

pub(crate) fn from(request: &HttpRequest) -> Origin {
    let user_agent = request.headers().get(USER_AGENT);
    Origin {
        // Found before the request is routed, from the connection and the listed proxies.
        address: client(request).address,
        user_agent: user_agent.map(|text| String::from_utf8_lossy(text.as_bytes()).into_owned()),
    }
}

/// Who sent the request, and how.
pub(crate) fn client(request: &HttpRequest) -> Client {
    let found = request.extensions().get::<Client>().copied();
    found.unwrap_or_default()
}

/// Whether the method may change something.
pub(crate) fn is_unsafe(method: &Method) -> bool {
    !method.is_safe()
}

/// Whether a page of this very host sent the request. A browser sends `Origin` with every unsafe
/// method. Hosts of other tenants under one domain are the same site for cookies, so that only this
/// comparison separates them.
pub(crate) fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(origin), Some(host)) = (text(ORIGIN), text(HOST)) else {
        return false;
    };
    let authority = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
}

/// Whether a page of another host sent the request. Programs send no `Origin`.
pub(crate) fn is_foreign(headers: &HeaderMap) -> bool {
    headers.contains_key(ORIGIN) && !is_own(headers)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let pair = |name: HeaderName, value: &str| (name, HeaderValue::from_str(value).unwrap());
        let (name, value) = pair(HOST, "andina.example:8080");
        headers.insert(name, value);
        if let Some(origin) = origin {
            let (name, value) = pair(ORIGIN, origin);
            headers.insert(name, value);
        }
        headers
    }

    #[test]
    fn only_the_very_same_host_and_port_is_the_own_origin() {
        for own in ["https://andina.example:8080", "http://ANDINA.example:8080"] {
            assert!(is_own(&headers(Some(own))), "{own}");
        }
        for other in [
            "https://pampa.example:8080",
            "https://andina.example",
            "https://andina.example:8080.evil.example",
            "https://x.andina.example:8080",
            "null",
            "file://andina.example:8080",
            "",
        ] {
            assert!(!is_own(&headers(Some(other))), "{other}");
        }
        assert!(!is_own(&headers(None)) && !is_foreign(&headers(None)));
        assert!(is_foreign(&headers(Some("null"))));
    }
}
