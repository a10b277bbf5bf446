//! The crate from outside, against recorded answers of real Odoos and a server that misbehaves.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests fail by panicking and say why they skip"
)]

mod by_ids;
mod exchanges;
mod failures;
mod guard;
mod json_2;
mod observing;
mod pages;
mod reading_only;
mod records;
mod scripted;
mod tls;
