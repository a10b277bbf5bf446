//! The length of a request's target: path and query.

use actix_web::http::Uri;

/// In bytes. Longer ones are for bodies.
pub(crate) const LONGEST: usize = 8 << 10;

pub(crate) fn is_too_long(uri: &Uri) -> bool {
    uri.path_and_query()
        .is_some_and(|target| target.as_str().len() > LONGEST)
}
