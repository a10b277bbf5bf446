//! Files from reports: takes a request, reads the report in one snapshot, writes it in the asked
//! format and puts it under its key. Mails: takes a request and sends a finished
//! file to one person.
//!
//! It only selects. A file appears under its key complete or not at all, and only if its rows and
//! its control total are what the same snapshot says they must be. Memory does not grow with the
//! rows. Whether an attempt counts is core-api's to decide.

mod delimited;
mod facts;
mod failure;
mod handler;
mod job;
mod mail;
mod metrics;
mod pages;
mod paper;
mod parquet_file;
mod production;
mod rendering;
mod settings;
mod words;
mod workbook;
mod writing;

pub use crate::handler::Exporter;
pub use crate::mail::{MailSettings, Mailer};
pub use crate::metrics::Metrics;
pub use crate::pages::pages;
pub use crate::settings::Settings;

/// The service's name in events, logs and connections.
pub const SERVICE: &str = "export-worker";
