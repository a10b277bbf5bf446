//! Slows guessing down: by account in the database, by address in this process.

use std::{net::IpAddr, num::NonZeroU32};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    state::keyed::DefaultKeyedStateStore,
};

use crate::http::error::ApiError;

/// Tries of one address: as many at once, and one more every two seconds.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(30).unwrap();

type Keyed = RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock>;

/// Tries to sign in, by address.
pub struct Attempts {
    tries: Keyed,
    clock: DefaultClock,
}

impl Default for Attempts {
    fn default() -> Self {
        let per_minute = Quota::per_minute(AT_ONCE);
        Self {
            tries: RateLimiter::keyed(per_minute),
            clock: DefaultClock::default(),
        }
    }
}

impl Attempts {
    /// Counts a try. Fails if there were too many.
    pub(crate) fn count(&self, address: Option<IpAddr>) -> Result<(), ApiError> {
        let Some(address) = address else {
            return Ok(());
        };
        self.tries.check_key(&network(address)).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            ApiError::TooManyAttempts {
                retry_after_seconds: wait.as_secs() + 1,
            }
        })
    }
}

/// A customer of a network provider has a whole /64 network of IPv6, so its addresses count together.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let prefix = six.to_bits() & !u128::from(u64::MAX);
            IpAddr::V6(prefix.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_to_wait_and_others_do_not() {
        let attempts = Attempts::default();
        let one: IpAddr = "2001:db8::1".parse().unwrap();
        let refused = (0..40).filter_map(|_| attempts.count(Some(one)).err());
        let waits: Vec<u64> = refused
            .map(|error| match error {
                ApiError::TooManyAttempts {
                    retry_after_seconds,
                } => retry_after_seconds,
                other => panic!("{other}"),
            })
            .collect();
        assert!(!waits.is_empty() && waits.iter().all(|wait| (1..=61).contains(wait)));
        let neighbour = "2001:db8::2".parse().unwrap();
        assert!(attempts.count(Some(neighbour)).is_err());
        assert!(
            attempts
                .count(Some("2001:db8:1::1".parse().unwrap()))
                .is_ok()
        );
        assert!(attempts.count(Some("192.0.2.1".parse().unwrap())).is_ok());
    }
}
