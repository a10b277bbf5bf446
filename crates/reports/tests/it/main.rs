//! The reports against a real PostgreSQL, read by the role that can only select.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests fail by panicking and say why they skip"
)]

mod export;
mod filters;
mod listings;
mod models;
mod obvious;
mod paging;
mod reading;
mod recorded;
mod residuals;
mod scope;
mod truth;
mod world;
