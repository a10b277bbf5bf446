//! The system's clock, read only here, so that code which decides by time takes the time as an
//! argument. Leases use the database's clock, never this one.

use jiff::Timestamp;

/// The system's present time.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}
