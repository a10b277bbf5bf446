//! Requests without a known caller, by network address. Above the limit each answer waits, so that
//! a flood over a few connections takes little of the machine and reports keep their speed.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use actix_web::{
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{ConnectionType, header::AUTHORIZATION},
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    state::keyed::DefaultKeyedStateStore,
};
use tokio::sync::Semaphore;

use crate::http::{attempts, cookie, error::ApiError, token};

/// How many seconds of requests an address may send at once.
const BURST_SECONDS: NonZeroU32 = NonZeroU32::new(10).unwrap();
const WAIT: Duration = Duration::from_secs(1);
/// Answers that wait at a time. Above it an answer goes out at once and ends its connection.
const MOST_WAITING: usize = 1_000;
/// With more addresses, those that have their whole burst again are removed first.
const MANY: usize = 10_000;

type Keyed = RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock>;

pub struct AnonymousLimit {
    requests: Keyed,
    clock: DefaultClock,
    per_second: NonZeroU32,
    waiting: Semaphore,
}

impl AnonymousLimit {
    pub fn new(per_second: NonZeroU32) -> Self {
        let burst = per_second.saturating_mul(BURST_SECONDS);
        let quota = Quota::per_second(per_second).allow_burst(burst);
        Self {
            requests: RateLimiter::keyed(quota),
            clock: DefaultClock::default(),
            per_second,
            waiting: Semaphore::new(MOST_WAITING),
        }
    }

    /// Counts a request. Fails if there were too many.
    pub(crate) fn count(&self, address: Option<IpAddr>) -> Result<(), ApiError> {
        let Some(address) = address else {
            return Ok(());
        };
        if self.requests.len() >= MANY {
            self.requests.retain_recent();
        }
        let counted = self.requests.check_key(&attempts::network(address));
        counted.map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            ApiError::TooManyRequests {
                per_second: self.per_second.get(),
                retry_after_seconds: wait.as_secs() + 1,
            }
        })
    }

    /// Keeps an answer back for a while.
    pub(crate) async fn delay(
        &self,
        mut response: ServiceResponse<BoxBody>,
    ) -> ServiceResponse<BoxBody> {
        if let Ok(_place) = self.waiting.try_acquire() {
            tokio::time::sleep(WAIT).await;
        } else {
            let head = response.response_mut().head_mut();
            head.set_connection_type(ConnectionType::Close);
        }
        response
    }
}

/// Whether a request has anything that may identify its caller.
pub(crate) fn has_credentials(request: &ServiceRequest) -> bool {
    request.headers().contains_key(AUTHORIZATION)
        || cookie::of(request.request()).is_some()
        || token::of(request).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_send_ten_seconds_of_requests_at_once_and_others_are_not_counted() {
        let limit = AnonymousLimit::new(NonZeroU32::new(5).unwrap());
        let one: Option<IpAddr> = "192.0.2.1".parse().ok();
        for _ in 0..50 {
            limit.count(one).unwrap();
        }
        let refused = limit.count(one);
        assert!(
            matches!(
                refused,
                Err(ApiError::TooManyRequests {
                    per_second: 5,
                    retry_after_seconds: 1
                })
            ),
            "{refused:?}"
        );
        limit.count("192.0.2.2".parse().ok()).unwrap();
        limit.count(None).unwrap();
    }
}
