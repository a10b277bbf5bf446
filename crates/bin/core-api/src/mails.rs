//! Mails: files of exports, sent to people by export-worker.

pub mod events;
pub mod http;
pub mod write;

pub(crate) use sql::queries::core_api::mails::read;
