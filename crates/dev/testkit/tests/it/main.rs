//! The test kit against the private servers.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set up its scene fails"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "tests start small servers of their own"
)]

mod collecting;
mod databases;
mod lines;
mod processes;
mod virtual_hosts;
