//! Signing in and out, and what a session says about its person.

mod ceremony;
pub mod http;
pub mod write;

pub(crate) use sql::queries::core_api::sessions::read;
