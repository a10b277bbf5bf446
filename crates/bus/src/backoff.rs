//! How long to wait before the next try: from half a second to half a minute, with jitter, so that
//! a broker that comes back is not met by everybody at once.

use std::time::{Duration, Instant};

const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(30);
/// A connection that held this long starts the series anew.
const SETTLED: Duration = Duration::from_mins(1);

#[derive(Debug, Default)]
pub(crate) struct Backoff {
    failures: u32,
    tried_at: Option<Instant>,
}

impl Backoff {
    /// Waits its turn after a failure.
    pub(crate) async fn wait(&mut self) {
        if self.tried_at.is_some_and(|at| at.elapsed() > SETTLED) {
            self.failures = 0;
        }
        let delay = delay(self.failures);
        self.failures = self.failures.saturating_add(1);
        tokio::time::sleep(delay).await;
        self.tried_at = Some(Instant::now());
    }
}

/// Between half and all of the doubling wait.
fn delay(failures: u32) -> Duration {
    let full = FIRST
        .saturating_mul(2_u32.saturating_pow(failures))
        .min(LONGEST);
    rand::random_range(full / 2..=full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_a_minute_and_never_vanish() {
        for (failures, full_ms) in [(0, 500), (1, 1000), (4, 8000), (6, 30_000), (400, 30_000)] {
            for _ in 0..50 {
                let waited = delay(failures).as_millis();
                assert!(
                    (full_ms / 2..=full_ms).contains(&waited),
                    "{failures}: {waited}"
                );
            }
        }
    }
}
