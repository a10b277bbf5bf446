//! Links that download the file of an export without an API key until they expire.

pub mod write;

pub(crate) use sql::queries::core_api::download_links::read;
