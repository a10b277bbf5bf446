//! The state of the mirror and what sync runs did with it: `GET /v1/mirror`.

pub mod http;
pub(crate) mod rows;
pub(crate) mod state;

pub(crate) use sql::queries::core_api::status::read;
