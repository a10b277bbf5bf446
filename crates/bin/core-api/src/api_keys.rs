//! API keys: credentials of programs.

pub mod http;
pub mod write;

pub(crate) use sql::queries::core_api::api_keys::read;
