//! What an attempt may take of its Odoo: its share of what the tenant allows, told with the request
//! and again with each credit.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use contracts::sync::Share;

use crate::gate::Gate;

pub(crate) struct Allowance {
    connections: AtomicUsize,
    gate: Arc<Gate>,
}

impl Allowance {
    pub(crate) fn new(share: Share, gate: Arc<Gate>) -> Self {
        Self {
            connections: AtomicUsize::new(connections(share)),
            gate,
        }
    }

    pub(crate) fn set(&self, share: Share) {
        self.connections
            .store(connections(share), Ordering::Relaxed);
        self.gate.set_pace(share.calls_per_minute);
    }

    /// Pages asked for at the same time.
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
    use crate::{gate::Breaker, metrics::Metrics};

    fn share(connections: u32, calls_per_minute: u32) -> Share {
        Share {
            connections,
            calls_per_minute,
        }
    }

    async fn calls(gate: &Gate, count: u32) -> Duration {
        let begun = Instant::now();
        for _ in 0..count {
            gate.call(std::future::ready(Ok(()))).await.unwrap();
        }
        begun.elapsed()
    }

    #[tokio::test]
    async fn an_attempt_keeps_to_the_share_that_it_was_told_last() {
        let breaker = Breaker::new("http://odoo.example.com", &Metrics::default());
        let gate = Arc::new(Gate::new(Arc::new(breaker), 600));
        let allowance = Allowance::new(share(1, 600), Arc::clone(&gate));
        assert_eq!(allowance.connections(), 1);
        // Ten at once, and then one each tenth of a second.
        assert!(calls(&gate, 15).await >= Duration::from_millis(400));

        // The same share again is no new burst.
        allowance.set(share(1, 600));
        assert!(calls(&gate, 5).await >= Duration::from_millis(300));

        allowance.set(share(3, 0));
        assert_eq!(allowance.connections(), 3);
        let all = tokio::time::timeout(Duration::from_mins(1), calls(&gate, 10_000));
        all.await.expect("there is still a pace");
    }
}
