//! Reads pages from Odoo and publishes batches. A `sync.requested` names tenant, models and
//! windows. The worker reads that tenant's Odoo and publishes numbered batches of records, or
//! control totals, as fast as core-api applies them.
//!
//! It has no database and stores nothing: work that is lost with a worker is requested again. It
//! must never acknowledge a request whose start is not confirmed, never publish beyond its credit,
//! and never retry what only a person can fix.

mod allowance;
mod attempt;
mod backoff;
mod books;
mod call_error;
mod cell;
mod checking;
mod circuit;
mod credit;
mod cut;
pub mod doctor;
mod ended;
mod failure;
mod following;
mod guard;
mod handler;
mod ids;
mod landmarks;
mod metrics;
mod models;
mod page_size;
mod paging;
mod plan;
mod progress;
mod publisher;
mod rate_limit;
mod reader;
mod service;
mod settings;
mod source;
mod standing;
mod totals;
mod verifying;
mod worker;

pub use metrics::Metrics;
pub use service::start;
pub use settings::Settings;
pub use worker::Worker;

/// The `source` of its events and the name in telemetry.
pub const SERVICE: &str = "sync-worker";
