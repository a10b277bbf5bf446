//! Limits the calls to one Odoo. Every call goes through here. All attempts of this process share a
//! circuit breaker for each Odoo URL; each attempt has a rate limit of its own, because core-api
//! divides the tenant's limit among them.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroU32,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tenants::{Tenant, Tenants};
use tokio::time::Instant;

use crate::{
    call_error::{CallError, Sign},
    circuit::{Asked, Circuit},
    metrics::Metrics,
};

/// Calls that may be made at once before the rate limit applies.
const BURST: u32 = 10;

/// One circuit breaker for each Odoo URL, shared by all tenants that use it.
pub(crate) struct Breakers {
    by_url: Mutex<BTreeMap<String, Arc<Breaker>>>,
    metrics: Metrics,
}

pub(crate) struct Breaker {
    url: String,
    circuit: Mutex<Circuit>,
    answers: AtomicU64,
    metrics: Metrics,
}

/// The limits of one attempt: the shared circuit breaker and its own rate limit.
pub(crate) struct CallLimiter {
    tenant: String,
    breaker: Arc<Breaker>,
    pace: Mutex<Pace>,
}

struct Pace {
    calls_per_minute: u32,
    limiter: Option<Arc<DefaultDirectRateLimiter>>,
}

impl Breakers {
    pub(crate) fn new(tenants: &Tenants, metrics: &Metrics) -> Self {
        let breakers = Self {
            by_url: Mutex::default(),
            metrics: metrics.clone(),
        };
        breakers.follow(tenants);
        breakers
    }

    /// Every Odoo of these tenants has a circuit breaker from now on, and no other.
    pub(crate) fn follow(&self, tenants: &Tenants) {
        self.metrics.standing.follow(tenants);
        let urls: BTreeSet<_> = tenants
            .iter()
            .map(|tenant| tenant.source_address())
            .collect();
        let mut by_url = self.by_url();
        by_url.retain(|url, _| {
            let stays = urls.contains(url);
            if !stays {
                self.metrics.forget_circuit(url);
            }
            stays
        });
        for url in urls {
            by_url
                .entry(url.clone())
                .or_insert_with(|| Arc::new(Breaker::new(&url, &self.metrics)));
        }
    }

    pub(crate) fn breaker_of(&self, tenant: &Tenant) -> Arc<Breaker> {
        let url = tenant.source_address();
        let own = || Arc::new(Breaker::new(&url, &self.metrics));
        self.by_url().get(&url).cloned().unwrap_or_else(own)
    }

    fn by_url(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Breaker>>> {
        self.by_url.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Breaker {
    pub(crate) fn new(url: &str, metrics: &Metrics) -> Self {
        metrics.circuit(url, false);
        Self {
            url: url.to_owned(),
            circuit: Mutex::new(Circuit::new()),
            answers: AtomicU64::new(0),
            metrics: metrics.clone(),
        }
    }

    /// True if the latest call has failed.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.circuit().is_in_doubt()
    }

    /// How many calls Odoo has answered.
    pub(crate) fn answers(&self) -> u64 {
        self.answers.load(Ordering::Relaxed)
    }

    fn note(&self, asked: Asked, sign: Sign) {
        let mut circuit = self.circuit();
        let was_open = circuit.is_open();
        match sign {
            Sign::Fails => circuit.failed(asked, Instant::now()),
            Sign::Works => {
                circuit.succeeded();
                self.answers.fetch_add(1, Ordering::Relaxed);
            }
            Sign::None => {}
        }
        let is_open = circuit.is_open();
        if was_open != is_open {
            tracing::warn!(
                odoo.url = self.url,
                is_open,
                "the circuit breaker of Odoo has changed"
            );
            self.metrics.circuit(&self.url, is_open);
        }
    }

    fn circuit(&self) -> MutexGuard<'_, Circuit> {
        self.circuit.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CallLimiter {
    pub(crate) fn new(tenant: &str, breaker: Arc<Breaker>, calls_per_minute: u32) -> Self {
        Self {
            tenant: tenant.to_owned(),
            breaker,
            pace: Mutex::new(Pace::new(calls_per_minute)),
        }
    }

    /// Changes the rate limit from now on.
    pub(crate) fn set_pace(&self, calls_per_minute: u32) {
        let mut pace = self.pace();
        if pace.calls_per_minute != calls_per_minute {
            *pace = Pace::new(calls_per_minute);
        }
    }

    /// Makes a call when the rate limit allows it, unless the circuit breaker is open.
    pub(crate) async fn call<T, E: Into<CallError>>(
        &self,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, CallError> {
        self.admitted(None, 1, call).await
    }

    /// Makes the calls for one page of at most `limit` records.
    pub(crate) async fn page<T, E: Into<CallError>>(
        &self,
        limit: u32,
        calls: usize,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, CallError> {
        self.admitted(Some(limit), calls, call).await
    }

    async fn admitted<T, E: Into<CallError>>(
        &self,
        page: Option<u32>,
        calls: usize,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, CallError> {
        let limiter = self.pace().limiter.clone();
        if let Some(limiter) = limiter {
            for _ in 0..calls {
                limiter.until_ready().await;
            }
        }
        let at = Instant::now();
        let admitted = self.breaker.circuit().admit(at);
        admitted.map_err(CallError::CircuitOpen)?;
        let outcome = call.await.map_err(Into::into);
        let sign = Sign::of(outcome.as_ref().err());
        self.note(Asked { at, page }, sign);
        outcome
    }

    /// The calls since `at` were given up, because Odoo did not answer them in time.
    pub(crate) fn given_up(&self, at: Instant) {
        self.note(Asked { at, page: None }, Sign::Fails);
    }

    fn note(&self, asked: Asked, sign: Sign) {
        self.breaker.note(asked, sign);
        let standing = &self.breaker.metrics.standing;
        match sign {
            Sign::Works => standing.called(&self.tenant, true),
            Sign::Fails => standing.called(&self.tenant, false),
            Sign::None => {}
        }
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pace {
    /// 0 means no limit.
    fn new(calls_per_minute: u32) -> Self {
        let limiter = |calls: NonZeroU32| {
            let burst = NonZeroU32::new(BURST).map_or(calls, |burst| burst.min(calls));
            Arc::new(RateLimiter::direct(
                Quota::per_minute(calls).allow_burst(burst),
            ))
        };
        Self {
            calls_per_minute,
            limiter: NonZeroU32::new(calls_per_minute).map(limiter),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn each_call_of_a_page_counts_for_the_rate_limit() {
        let metrics = Metrics::default();
        let breaker = Arc::new(Breaker::new("http://odoo", &metrics));
        let call_limiter = CallLimiter::new("andina", breaker, 600);
        let begun = Instant::now();
        for _ in 0..6 {
            let page = async { Ok::<_, CallError>(()) };
            call_limiter.page(100, 2, page).await.unwrap();
        }
        // Ten calls may be made at once; the last two wait for a tenth of a second each.
        assert!(begun.elapsed() > Duration::from_millis(150));
    }
}
