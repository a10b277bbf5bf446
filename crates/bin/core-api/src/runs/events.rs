//! Handlers of sync-worker's events about runs.

pub mod batches;
pub(crate) mod credit;
pub mod ends;
pub mod life;
