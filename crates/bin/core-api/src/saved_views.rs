//! Saved views: reports with parameters under a name.

pub mod http;
pub mod write;

pub(crate) use sql::queries::core_api::saved_views::read;
