//! A circuit breaker: when calls to an Odoo keep failing, nobody calls it for a while, and then one
//! call at a time tries whether it is back. Pure: it is told the time and calls nothing.

use std::time::Duration;

use tokio::time::Instant;

/// Failures in a row. More than a page of the largest size needs to shrink to the smallest, however
/// many pages are asked for at the same time.
const FAILURES: u32 = 10;
const FIRST_WAIT: Duration = Duration::from_secs(15);
const LONGEST_WAIT: Duration = Duration::from_mins(5);

#[derive(Debug)]
pub(crate) struct Circuit {
    failures: u32,
    /// When the last of them was counted.
    failed_at: Option<Instant>,
    /// The least page among them.
    least_page: Option<u32>,
    wait: Duration,
    open_until: Option<Instant>,
}

/// A call that was let through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) at: Instant,
    /// How many records at most, if it asks for a page.
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

    /// Calls that were under way together tell of one moment, and a page larger than one that has
    /// failed tells nothing that is not known: its neighbours have not shrunk yet.
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
                circuit.failed(asked(now), now);
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
        circuit.failed(asked(later), later);
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

    #[test]
    fn calls_that_were_under_way_together_fail_once() {
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
        // Those that were still under way when it opened are no probes that failed.
        assert!(circuit.admit(now).unwrap_err() < FIRST_WAIT);
    }

    #[test]
    fn a_page_shrinks_to_the_smallest_on_any_number_of_connections() {
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
