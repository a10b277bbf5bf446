//! The share of the tenant's Odoo limits that an attempt may use. It comes with the request and
//! again with each credit.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use contracts::sync::Share;

use crate::rate_limit::CallLimiter;

pub(crate) struct Allowance {
    connections: AtomicUsize,
    limiter: Arc<CallLimiter>,
}

impl Allowance {
    pub(crate) fn new(share: Share, limiter: Arc<CallLimiter>) -> Self {
        Self {
            connections: AtomicUsize::new(connections(share)),
            limiter,
        }
    }

    pub(crate) fn set(&self, share: Share) {
        self.connections
            .store(connections(share), Ordering::Relaxed);
        self.limiter.set_pace(share.calls_per_minute);
    }

    /// Number of pages requested at the same time.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

fn connections(share: Share) -> usize {
    usize::try_from(share.connections).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::*;
    use crate::{metrics::Metrics, rate_limit::Breaker};

    fn share(connections: u32, calls_per_minute: u32) -> Share {
        Share {
            connections,
            calls_per_minute,
        }
    }

    async fn calls(limiter: &CallLimiter, count: u32) -> Duration {
        let begun = Instant::now();
        for _ in 0..count {
            let ready = std::future::ready(Ok::<_, odoo::Error>(()));
            limiter.call(ready).await.unwrap();
        }
        begun.elapsed()
    }

    #[tokio::test]
    async fn an_attempt_uses_the_latest_share_that_it_received() {
        let breaker = Breaker::new("http://odoo.example.com", &Metrics::default());
        let limiter = Arc::new(CallLimiter::new("andina", Arc::new(breaker), 600));
        let allowance = Allowance::new(share(1, 600), Arc::clone(&limiter));
        assert_eq!(allowance.connections(), 1);
        // Ten at once, then one every tenth of a second.
        assert!(calls(&limiter, 15).await >= Duration::from_millis(400));

        // Setting the same share again allows no new burst.
        allowance.set(share(1, 600));
        assert!(calls(&limiter, 5).await >= Duration::from_millis(300));

        allowance.set(share(3, 0));
        assert_eq!(allowance.connections(), 3);
        let all = tokio::time::timeout(Duration::from_mins(1), calls(&limiter, 10_000));
        all.await.expect("the calls are still limited");
    }
}
