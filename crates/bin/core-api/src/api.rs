//! The routes of the REST API, and its OpenAPI document.

pub mod console;
pub mod docs;
mod document;
pub mod openapi;
pub mod routes;
