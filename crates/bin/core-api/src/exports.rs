//! Exports: files of reports, made in the background by export-worker.

pub mod events;
pub mod format;
pub mod http;
pub mod write;

pub(crate) use sql::queries::core_api::exports::read;
