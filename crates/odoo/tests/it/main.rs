//! The crate from outside, against recorded answers of a real Odoo 17 and a server that misbehaves.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests fail by panicking and say why they skip"
)]

mod exchanges;
mod failures;
mod guard;
mod json_2;
mod observing;
mod pages;
mod reading_only;
mod records;
mod scripted;
