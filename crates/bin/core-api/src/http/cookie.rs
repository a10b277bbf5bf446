//! The cookie of a session. Its prefix makes browsers refuse it without `Secure`, from another path
//! and from another host.

use std::time::Duration;

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time},
};

use crate::writing::stored;

const NAME: &str = "__Host-espejo";

/// The secret in the cookie of a request.
pub(crate) fn of(request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(NAME)?;
    Some(cookie.value().to_owned())
}

/// For a new session. `Lax`, because links in mails must find the person signed in.
pub(crate) fn set(secret: String, lifetime: Duration) -> Cookie<'static> {
    built(NAME, secret, lifetime)
}

fn built(name: &'static str, secret: String, lifetime: Duration) -> Cookie<'static> {
    Cookie::build(name, secret)
        .path("/")
        .max_age(time::Duration::seconds(stored(lifetime.as_secs())))
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .finish()
}

/// Ties a sign-in with a provider to the browser that began it. The provider sends the browser back
/// from another site, which `Lax` allows.
const OIDC: &str = "__Host-espejo-oidc";

pub(crate) fn oidc_of(request: &HttpRequest) -> Option<String> {
    Some(request.cookie(OIDC)?.value().to_owned())
}

pub(crate) fn oidc(secret: String) -> Cookie<'static> {
    built(OIDC, secret, Duration::from_mins(10))
}

pub(crate) fn clear_oidc() -> Cookie<'static> {
    built(OIDC, String::new(), Duration::ZERO)
}

/// Removes it.
pub(crate) fn clear() -> Cookie<'static> {
    set(String::new(), Duration::ZERO)
}
