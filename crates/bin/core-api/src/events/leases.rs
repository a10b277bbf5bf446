//! Leases of runs and jobs: until when one belongs to its worker, by the database's clock.

use std::time::Duration;

/// How long a heartbeat extends a lease.
#[derive(Debug, Clone, Copy)]
pub struct Leases {
    pub run: Duration,
    pub export: Duration,
}

/// Work whose lease has expired.
#[derive(Debug)]
pub struct Lapsed<K> {
    pub key: K,
    /// Counted expiries, including this one.
    pub lapses: i32,
    pub traceparent: Option<String>,
}

/// The lease of a request that no worker has taken yet (an interval of PostgreSQL). Its expiry is
/// not counted.
pub(crate) const REQUEST_LEASE: &str = "15 minutes";
