//! How long to wait before the next try: twice as long each time up to a limit, with jitter so that
//! many processes do not retry at the same moment.

use std::time::Duration;

use rand::Rng;

/// The waits between the tries of one operation.
#[derive(Debug, Clone)]
pub struct Backoff {
    first: Duration,
    limit: Duration,
    next: Duration,
}

impl Backoff {
    /// Waits that begin around `first` and never exceed `limit`.
    pub fn new(first: Duration, limit: Duration) -> Self {
        Self {
            first,
            limit,
            next: first.min(limit),
        }
    }

    /// The next wait: between half of the nominal one and all of it.
    pub fn next_delay(&mut self) -> Duration {
        let nominal = self.next;
        self.next = nominal.saturating_mul(2).min(self.limit);
        rand::rng().random_range(nominal / 2..=nominal)
    }

    /// Starts again from the first wait, after a success.
    pub fn reset(&mut self) {
        self.next = self.first.min(self.limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_waits_double_up_to_the_limit_and_reset_after_a_success() {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_millis(350));
        for nominal in [100, 200, 350, 350] {
            let delay = backoff.next_delay().as_micros();
            assert!(
                (nominal * 500..=nominal * 1000).contains(&delay),
                "{nominal}: {delay}"
            );
        }
        backoff.reset();
        assert!(backoff.next_delay() <= Duration::from_millis(100));
    }
}
