//! Exports: takes a request, reads the report in one snapshot, writes it in the requested format
//! and stores the file under its key. Mails: takes a request and sends a finished file, or a link with
//! which to sign in, to one person. Webhooks: takes a request and sends a message to a program.
//!
//! It only reads the database. A file appears under its key only if it is complete, and if its rows
//! and control total are those that the same snapshot expects. Memory does not grow with the rows.
//! core-api decides whether an attempt counts.

pub mod doctor;
mod facts;
mod failure;
mod formats;
mod handler;
mod job;
mod mail;
mod metrics;
mod order;
mod pages;
mod production;
mod results;
mod settings;
mod webhooks;
mod words;
mod writing;

pub use crate::handler::Exporter;
pub use crate::mail::{MailSettings, Mailer, preview};
pub use crate::metrics::Metrics;
pub use crate::pages::pages;
pub use crate::settings::Settings;
pub use crate::webhooks::{CallerError, Messenger};

/// The service's name in events, logs and connections.
pub const SERVICE: &str = "export-worker";
