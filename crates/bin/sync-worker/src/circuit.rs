//! A circuit breaker: if calls to an Odoo keep failing, no calls are made for a while, then one at
//! a time probes whether it works again. Pure: the caller passes the time and makes the calls.

use std::time::Duration;

use tokio::time::Instant;

/// Failures in a row. More than it takes to shrink a page from the largest to the smallest size, on
/// any number of connections.
const FAILURES: u32 = 10;
const FIRST_WAIT: Duration = Duration::from_secs(15);
const LONGEST_WAIT: Duration = Duration::from_mins(5);

#[derive(Debug)]
pub(crate) struct Circuit {
    failures: u32,
    /// When the last failure was counted.
    failed_at: Option<Instant>,
    /// The smallest page among the failures.
    least_page: Option<u32>,
    wait: Duration,
    open_until: Option<Instant>,
}

/// A call that was admitted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) at: Instant,
    /// The maximum number of records, if it requests a page.
    pub(crate) page: Option<u32>,
}

impl Circuit {
    pub(crate) fn new() -> Self {
        Self {
            failures: 0,
            failed_at: None,
            least_page: None,
            wait: FIRST_WAIT,
            open_until: None,
        }
    }

    /// Admits a call, or returns how long to wait. When the wait is over, the first call is the
    /// probe, and the others wait again unless it succeeds.
    pub(crate) fn admit(&mut self, now: Instant) -> Result<(), Duration> {
        match self.open_until {
            Some(until) if now < until => Err(until - now),
            Some(_) => {
                self.open_until = Some(now + self.wait);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// True if the latest call has failed.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.failures > 0
    }

    pub(crate) fn succeeded(&mut self) {
        *self = Self::new();
    }

    pub(crate) fn failed(&mut self, asked: Asked, now: Instant) {
        if !self.is_news(asked) {
            return;
        }
        self.failures = self.failures.saturating_add(1);
        self.failed_at = Some(now);
        self.least_page = self.least_page.into_iter().chain(asked.page).min();
        let probe_failed = self.open_until.is_some();
        if probe_failed {
            self.wait = self.wait.saturating_mul(2).min(LONGEST_WAIT);
        }
        if probe_failed || self.failures >= FAILURES {
            self.open_until = Some(now + self.wait);
        }
    }

    /// False for a call that began before the last failure, and for a page larger than one that has
    /// failed: the failure shows nothing new, because pages requested together shrink later.
    fn is_news(&self, asked: Asked) -> bool {
        let is_later = self.failed_at.is_none_or(|failed_at| asked.at >= failed_at);
        let sizes = asked.page.zip(self.least_page);
        is_later && sizes.is_none_or(|(page, least)| page <= least)
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open_until.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(at: Instant) -> Asked {
        Asked { at, page: None }
    }

    fn opened(now: Instant) -> Circuit {
        let mut circuit = Circuit::new();
        for _ in 0..FAILURES {
            assert!(circuit.admit(now).is_ok());
            circuit.failed(asked(now), now);
        }
        circuit
    }

    #[test]
    fn the_circuit_opens_after_ten_failures_in_a_row_and_returns_the_wait() {
        let now = Instant::now();
        let mut circuit = opened(now);
        assert!(circuit.is_open());
        assert_eq!(circuit.admit(now), Err(FIRST_WAIT));
    }

    #[test]
    fn a_success_resets_the_failure_count() {
        let now = Instant::now();
        let mut circuit = Circuit::new();
        for _ in 0..3 {
            for _ in 1..FAILURES {
                circuit.failed(asked(now), now);
            }
            circuit.succeeded();
        }
        assert!(!circuit.is_open());
    }

    #[test]
    fn a_failed_probe_doubles_the_wait_of_all_calls() {
        let now = Instant::now();
        let mut circuit = opened(now);
        let later = now + FIRST_WAIT;
        assert!(circuit.admit(later).is_ok());
        assert!(circuit.admit(later).is_err());
        circuit.failed(asked(later), later);
        assert_eq!(circuit.admit(later), Err(FIRST_WAIT * 2));
    }

    #[test]
    fn a_successful_probe_closes_the_circuit_and_a_hanging_one_is_replaced() {
        let now = Instant::now();
        let mut circuit = opened(now);
        assert!(circuit.admit(now + FIRST_WAIT).is_ok());
        assert!(circuit.admit(now + FIRST_WAIT * 2).is_ok());
        circuit.succeeded();
        assert!(!circuit.is_open());
        assert!(circuit.admit(now).is_ok());
    }

    #[test]
    fn concurrent_failed_calls_count_as_one_failure() {
        let mut now = Instant::now();
        let mut circuit = Circuit::new();
        for _ in 1..FAILURES {
            let begun = now;
            for _ in 0..4 {
                now += Duration::from_millis(1);
                circuit.failed(asked(begun), now);
            }
        }
        assert!(!circuit.is_open());
        let begun = now;
        for _ in 0..4 {
            now += Duration::from_millis(1);
            circuit.failed(asked(begun), now);
        }
        // Calls that were under way when it opened are not failed probes.
        assert!(circuit.admit(now).unwrap_err() < FIRST_WAIT);
    }

    #[test]
    fn failed_pages_shrink_to_the_minimum_on_any_number_of_connections() {
        let mut now = Instant::now();
        let mut circuit = Circuit::new();
        let mut page = 10_000;
        while page > 50 {
            let begun = now;
            for (at_once, page) in [(true, page), (true, page), (false, page * 2)] {
                now += Duration::from_millis(1);
                let at = if at_once { begun } else { now };
                let page = Some(page);
                circuit.failed(Asked { at, page }, now);
            }
            page /= 2;
        }
        assert!(!circuit.is_open());
    }
}
