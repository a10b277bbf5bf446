//! One signal to stop for the whole process. It cannot be taken back.

use std::io;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// A handle on the signal to stop; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Stop {
    token: CancellationToken,
}

impl Stop {
    /// A signal that only [`Stop::stop`] gives.
    pub fn new() -> Self {
        Self::default()
    }

    /// A signal that SIGTERM and SIGINT give too. Call it inside a runtime.
    #[expect(
        clippy::disallowed_methods,
        reason = "the watcher ends with the process, not before"
    )]
    pub fn on_signals() -> io::Result<Self> {
        let stop = Self::new();
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let on_signal = stop.clone();
        tokio::spawn(async move {
            let name = tokio::select! {
                _ = terminate.recv() => "SIGTERM",
                _ = interrupt.recv() => "SIGINT",
            };
            tracing::info!(signal = name, "stopping");
            on_signal.stop();
        });
        Ok(stop)
    }

    /// A signal for a part of the process. It is given with this one, too.
    #[must_use]
    pub fn child(&self) -> Self {
        Self {
            token: self.token.child_token(),
        }
    }

    /// Gives the signal.
    pub fn stop(&self) {
        self.token.cancel();
    }

    pub fn is_stopped(&self) -> bool {
        self.token.is_cancelled()
    }

    /// Waits for the signal.
    pub async fn stopped(&self) {
        self.token.cancelled().await;
    }

    /// Waits for `duration`. Returns `false` earlier if stopped meanwhile.
    pub async fn sleep(&self, duration: Duration) -> bool {
        tokio::select! {
            biased;
            () = self.stopped() => false,
            () = tokio::time::sleep(duration) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_child_stops_with_its_parent_and_alone() {
        let stop = Stop::new();
        let (one, other) = (stop.child(), stop.child());
        one.stop();
        assert!(!stop.is_stopped() && !other.is_stopped());
        stop.stop();
        assert!(other.is_stopped());
    }

    #[tokio::test]
    async fn sleeping_ends_early_when_stopped() {
        let stop = Stop::new();
        assert!(stop.sleep(Duration::from_millis(1)).await);

        let other = stop.clone();
        let (slept, ()) = tokio::join!(stop.sleep(Duration::from_hours(1)), async move {
            other.stop();
        });
        assert!(!slept);
        assert!(stop.is_stopped());
    }
}
