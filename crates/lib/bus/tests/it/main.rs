//! The bus against a real broker: each test has a virtual host of its own.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot set up its scene fails"
)]

mod bench;
mod consuming;
mod credits;
mod dead_letters;
mod documents;
mod forging;
mod nodes;
mod outages;
mod publishing;
mod rights;
mod secrets;
mod spans;
mod stranger;
mod tls;
