//! The routes of the REST API, and its OpenAPI document.

pub mod docs;
pub mod openapi;
pub mod routes;
