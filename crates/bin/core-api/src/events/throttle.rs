//! Gives reports priority: while reports are requested, batches are applied one at a time, so that
//! a snapshot does not use every core of the database.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Instant, timeout},
};

/// A page load sends several requests in a row.
const AFTERWARDS: Duration = Duration::from_millis(250);
/// A batch may hold the turn for minutes, while a reload is applied or report tables are built.
/// Batches of other tenants do not wait for that.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub struct IntakeThrottle {
    asked: Mutex<Asked>,
    turns: Semaphore,
}

#[derive(Debug, Default)]
struct Asked {
    under_way: usize,
    last: Option<Instant>,
}

/// A report that is being made.
pub(crate) struct Report<'a>(&'a IntakeThrottle);

impl Default for IntakeThrottle {
    fn default() -> Self {
        Self {
            asked: Mutex::default(),
            turns: Semaphore::new(1),
        }
    }
}

impl IntakeThrottle {
    /// Hold it while a report is made.
    pub(crate) fn report(&self) -> Report<'_> {
        self.asked().under_way += 1;
        Report(self)
    }

    /// Hold it while a batch is applied. While reports are requested, one batch has it at a time.
    /// `None` if no report is requested, or if the wait takes too long: apply the batch anyway.
    pub(crate) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        if !self.is_asked() {
            return None;
        }
        let turn = timeout(PATIENCE, self.turns.acquire()).await;
        turn.ok()?.ok()
    }

    fn is_asked(&self) -> bool {
        let asked = self.asked();
        let lately = asked.last.is_some_and(|last| last.elapsed() < AFTERWARDS);
        asked.under_way > 0 || lately
    }

    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Report<'_> {
    fn drop(&mut self) {
        let mut asked = self.0.asked();
        asked.under_way -= 1;
        asked.last = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn batches_are_serialized_only_while_reports_are_requested() {
        let throttle = IntakeThrottle::default();
        assert!(throttle.turn().await.is_none());
        let report = throttle.report();
        let turn = throttle.turn().await;
        assert!(turn.is_some());
        let waits = timeout(PATIENCE / 4, throttle.turn()).await;
        assert!(waits.is_err(), "two at a time");
        assert!(throttle.turn().await.is_none(), "it waits for ever");
        drop(turn);
        assert!(throttle.turn().await.is_some());
        drop(report);
        tokio::time::sleep(AFTERWARDS).await;
        assert!(throttle.turn().await.is_none());
    }
}
