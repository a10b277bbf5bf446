//! A circuit breaker: when calls to an Odoo keep failing, nobody calls it for a while, and then one
//! call at a time tries whether it is back. Pure: it is told the time and calls nothing.

use std::time::Duration;

use tokio::time::Instant;

/// Failures in a row. More than a page of the largest size needs to shrink to the smallest.
const FAILURES: u32 = 10;
const FIRST_WAIT: Duration = Duration::from_secs(15);
const LONGEST_WAIT: Duration = Duration::from_mins(5);

#[derive(Debug)]
pub(crate) struct Circuit {
    failures: u32,
    wait: Duration,
    open_until: Option<Instant>,
}

impl Circuit {
    pub(crate) fn new() -> Self {
        Self {
            failures: 0,
            wait: FIRST_WAIT,
            open_until: None,
        }
    }

    /// Lets a call through, or says how long nobody shall call. When the wait is over the first to
    /// come is the probe, and the others wait once more unless it succeeds.
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

    pub(crate) fn succeeded(&mut self) {
        *self = Self::new();
    }

    pub(crate) fn failed(&mut self, now: Instant) {
        self.failures = self.failures.saturating_add(1);
        let probe_failed = self.open_until.is_some();
        if probe_failed {
            self.wait = self.wait.saturating_mul(2).min(LONGEST_WAIT);
        }
        if probe_failed || self.failures >= FAILURES {
            self.open_until = Some(now + self.wait);
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open_until.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(now: Instant) -> Circuit {
        let mut circuit = Circuit::new();
        for _ in 0..FAILURES {
            assert!(circuit.admit(now).is_ok());
            circuit.failed(now);
        }
        circuit
    }

    #[test]
    fn it_opens_after_ten_failures_in_a_row_and_says_how_long() {
        let now = Instant::now();
        let mut circuit = opened(now);
        assert!(circuit.is_open());
        assert_eq!(circuit.admit(now), Err(FIRST_WAIT));
    }

    #[test]
    fn a_success_in_between_starts_the_count_anew() {
        let now = Instant::now();
        let mut circuit = Circuit::new();
        for _ in 0..3 {
            for _ in 1..FAILURES {
                circuit.failed(now);
            }
            circuit.succeeded();
        }
        assert!(!circuit.is_open());
    }

    #[test]
    fn one_call_tries_and_the_others_wait_twice_as_long_if_it_fails() {
        let now = Instant::now();
        let mut circuit = opened(now);
        let later = now + FIRST_WAIT;
        assert!(circuit.admit(later).is_ok());
        assert!(circuit.admit(later).is_err());
        circuit.failed(later);
        assert_eq!(circuit.admit(later), Err(FIRST_WAIT * 2));
    }

    #[test]
    fn a_probe_that_succeeds_closes_it_and_one_that_never_ends_is_followed_by_another() {
        let now = Instant::now();
        let mut circuit = opened(now);
        assert!(circuit.admit(now + FIRST_WAIT).is_ok());
        assert!(circuit.admit(now + FIRST_WAIT * 2).is_ok());
        circuit.succeeded();
        assert!(!circuit.is_open());
        assert!(circuit.admit(now).is_ok());
    }
}
