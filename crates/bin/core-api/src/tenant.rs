//! The tenant and its settings, which nobody can change through the API.

pub mod http;
