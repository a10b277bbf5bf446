//! The waits before the broker is tried again: from half a second to half a minute, with jitter, so
//! that clients do not all come back at the same time.

use std::time::{Duration, Instant};

use lifecycle::retry;

const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(30);
/// After a connection that held this long, the waits start again from the first.
const SETTLED: Duration = Duration::from_mins(1);

#[derive(Debug)]
pub(crate) struct Backoff {
    waits: retry::Backoff,
    tried_at: Option<Instant>,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            waits: retry::Backoff::new(FIRST, LONGEST),
            tried_at: None,
        }
    }
}

impl Backoff {
    /// Waits after a failure.
    pub(crate) async fn wait(&mut self) {
        if self.tried_at.is_some_and(|at| at.elapsed() > SETTLED) {
            self.waits.reset();
        }
        tokio::time::sleep(self.waits.next_delay()).await;
        self.tried_at = Some(Instant::now());
    }
}
