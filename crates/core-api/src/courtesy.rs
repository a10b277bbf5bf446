//! Reports first: while somebody asks, batches are applied one at a time, so that a snapshot does not
//! take every core of the database from who waits for an answer.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Instant, timeout},
};

/// Who has just had an answer asks again, as long as a page is loaded.
const AFTERWARDS: Duration = Duration::from_millis(250);
/// Whoever has the turn may be held up for minutes, by a reload that takes its place or by a build of
/// what the reports are made from: batches of other tenants do not wait for that.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub struct Courtesy {
    asked: Mutex<Asked>,
    turns: Semaphore,
}

#[derive(Debug, Default)]
struct Asked {
    under_way: usize,
    last: Option<Instant>,
}

/// A report that is being made.
pub(crate) struct Report<'a>(&'a Courtesy);

impl Default for Courtesy {
    fn default() -> Self {
        Self {
            asked: Mutex::default(),
            turns: Semaphore::new(1),
        }
    }
}

impl Courtesy {
    /// To be held while a report is made.
    pub(crate) fn report(&self) -> Report<'_> {
        self.asked().under_way += 1;
        Report(self)
    }

    /// To be held while a batch is applied: one has it at a time, as long as reports are asked for.
    /// None if nobody asks, or if the turn does not come in time: then the batch goes without.
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
    async fn batches_take_turns_only_while_reports_are_asked_for() {
        let courtesy = Courtesy::default();
        assert!(courtesy.turn().await.is_none());
        let report = courtesy.report();
        let turn = courtesy.turn().await;
        assert!(turn.is_some());
        let waits = timeout(PATIENCE / 4, courtesy.turn()).await;
        assert!(waits.is_err(), "two at a time");
        assert!(courtesy.turn().await.is_none(), "it waits for ever");
        drop(turn);
        assert!(courtesy.turn().await.is_some());
        drop(report);
        tokio::time::sleep(AFTERWARDS).await;
        assert!(courtesy.turn().await.is_none());
    }
}
