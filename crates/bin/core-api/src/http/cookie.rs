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
    Cookie::build(NAME, secret)
        .path("/")
        .max_age(time::Duration::seconds(stored(lifetime.as_secs())))
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .finish()
}

/// Removes it.
pub(crate) fn clear() -> Cookie<'static> {
    set(String::new(), Duration::ZERO)
}
