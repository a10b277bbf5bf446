//! Limits requests per second and caller, so that one client cannot overload the database.

use std::num::NonZeroU32;

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};

use crate::http::auth::Caller;

type Key = (String, String);
type Keyed =
    RateLimiter<Key, DefaultKeyedStateStore<Key>, DefaultClock, StateInformationMiddleware>;

/// A token bucket per caller that holds the requests of two seconds.
pub struct Limiter {
    buckets: Keyed,
    clock: DefaultClock,
    per_second: NonZeroU32,
    burst: NonZeroU32,
}

/// What a caller has left after this request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Seconds to wait, if this request is refused.
    pub refused: Option<u64>,
    remaining: u32,
    burst: u32,
    per_second: u32,
}

impl Limiter {
    pub fn new(per_second: NonZeroU32) -> Self {
        let burst = per_second.saturating_add(per_second.get());
        let quota = Quota::per_second(per_second).allow_burst(burst);
        Self {
            buckets: RateLimiter::keyed(quota).with_middleware(),
            clock: DefaultClock::default(),
            per_second,
            burst,
        }
    }

    pub fn per_second(&self) -> u32 {
        self.per_second.get()
    }

    /// Counts one request of an authenticated caller. Other requests create no buckets.
    pub fn spend(&self, caller: &Caller) -> Budget {
        let key = (caller.tenant.name.clone(), caller.requested_by().to_owned());
        let (remaining, refused) = match self.buckets.check_key(&key) {
            Ok(state) => (state.remaining_burst_capacity(), None),
            Err(until) => {
                let wait = until.wait_time_from(self.clock.now());
                (
                    0,
                    Some(
                        wait.as_millis()
                            .div_ceil(1000)
                            .max(1)
                            .try_into()
                            .unwrap_or(u64::MAX),
                    ),
                )
            }
        };
        Budget {
            refused,
            remaining,
            burst: self.burst.get(),
            per_second: self.per_second.get(),
        }
    }
}

impl Budget {
    /// `RateLimit` and `RateLimit-Policy` of the IETF draft.
    pub fn announce(&self, headers: &mut HeaderMap) {
        let Self {
            remaining,
            burst,
            per_second,
            ..
        } = *self;
        let window = burst.div_ceil(per_second);
        let reset = burst.saturating_sub(remaining).div_ceil(per_second);
        insert(
            headers,
            "ratelimit-policy",
            &format!("\"default\";q={burst};w={window}"),
        );
        insert(
            headers,
            "ratelimit",
            &format!("\"default\";r={remaining};t={reset}"),
        );
    }
}

fn insert(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}
