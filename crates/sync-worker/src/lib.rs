//! Odoo pages in, batches out. A `sync.requested` names tenant, models and windows; the worker reads
//! that tenant's Odoo and publishes numbered batches of records, or control totals, as fast as
//! core-api applies them.
//!
//! It has no database and keeps nothing: whatever is lost with a worker is asked for again. It must
//! never acknowledge a request whose start is not confirmed, never publish beyond its credit, and
//! never try again what only a person can put right.

mod allowance;
mod attempt;
mod cell;
mod checking;
mod circuit;
mod credit;
mod cut;
mod ended;
mod failure;
mod gate;
mod landmarks;
mod metrics;
mod page_size;
mod paging;
mod patience;
mod plan;
mod progress;
mod reader;
mod service;
mod settings;
mod source;
mod totals;
mod verifying;
mod voice;
mod worker;

pub use metrics::Metrics;
pub use service::start;
pub use settings::Settings;
pub use worker::Worker;
