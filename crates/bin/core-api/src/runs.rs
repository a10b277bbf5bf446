//! Runs: the requests to sync-worker, its events, and the runs that follow until the mirror is
//! proved equal to Odoo.

pub mod alarms;
pub mod batches;
pub mod content_checks;
pub mod counted;
pub mod decisions;
pub mod deletions;
pub mod digests;
pub mod events;
pub mod evidence;
pub(crate) mod histories;
pub mod http;
pub mod landmarks;
pub mod listed;
pub mod parts;
pub mod progress;
pub mod proofs;
pub mod range_totals;
pub mod references;
pub mod request;
pub mod resume;
pub mod signatures;
pub mod touched;
pub mod verdict;
pub mod wanted;

pub(crate) use sql::queries::core_api::runs::read;
