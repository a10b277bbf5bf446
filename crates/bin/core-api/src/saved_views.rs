//! Saved views: reports with parameters under a name.

pub mod http;
pub mod write;
