//! The system's clock, read here and nowhere else, so that code which decides
//! by time takes the time as an argument. Leases are decided by the database's
//! clock, never by this one.

use jiff::Timestamp;

/// This machine's idea of the present instant.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}
