//! Odoo's database as a source, against real PostgreSQL servers.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests fail by panicking and say why they skip"
)]

mod assumptions;
mod database;
mod decoding;
mod encrypted;
mod following;
mod real;
mod script;
mod simulated;
mod snapshots;
mod values;
mod watching;
mod world;
