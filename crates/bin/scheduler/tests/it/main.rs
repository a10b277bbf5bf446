//! The scheduler against real servers.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set up its scene fails"
)]

mod announcing;
mod process;
mod world;
