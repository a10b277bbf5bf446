//! The state of the mirror: `GET /v1/mirror`.

pub mod http;
