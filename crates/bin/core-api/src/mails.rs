//! Mails: files of exports, sent to people by export-worker.

pub mod events;
pub mod http;
pub mod write;
