//! The progress of an attempt, and the events that keep its lease alive.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use contracts::sync::SyncProgressed;
use tokio::time::Instant;

use crate::{ids::Ids, publisher::EventPublisher};

/// How often to check whether an event is due: waiting may begin and end in between.
const LOOK: Duration = Duration::from_millis(250);

/// The longest time between two events of an attempt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rhythm {
    pub(crate) reading: Duration,
    /// Also how often a lost credit is requested again.
    pub(crate) waiting: Duration,
}

pub(crate) struct Progress {
    rhythm: Rhythm,
    state: Mutex<State>,
}

struct State {
    published: i32,
    waiting: bool,
    model: Option<String>,
    rows_read: u64,
    rows_expected: Option<u64>,
    /// `rows_expected` is known and not yet published. Batches do not contain it.
    untold: bool,
    said_at: Instant,
}

impl Progress {
    pub(crate) fn new(rhythm: Rhythm) -> Self {
        let state = State {
            published: 0,
            waiting: false,
            model: None,
            rows_read: 0,
            rows_expected: None,
            untold: false,
            said_at: Instant::now(),
        };
        Self {
            rhythm,
            state: Mutex::new(state),
        }
    }

    pub(crate) fn reading(&self, model: &str) {
        self.state().model = Some(model.to_owned());
    }

    pub(crate) fn read(&self, rows: u64) {
        self.state().rows_read += rows;
    }

    pub(crate) fn expect(&self, rows: u64) {
        let mut state = self.state();
        state.rows_expected = Some(rows);
        state.untold = true;
    }

    pub(crate) fn published(&self) {
        let mut state = self.state();
        state.published += 1;
        state.said_at = Instant::now();
    }

    pub(crate) fn waiting(&self, waiting: bool) {
        self.state().waiting = waiting;
    }

    /// Publishes the progress if nothing else was published for too long. Never ends.
    pub(crate) async fn pulse(&self, publisher: &EventPublisher) {
        loop {
            if let Some(word) = self.word_if_due(publisher.ids, Instant::now()) {
                // An error needs no handling: if the broker is down, the batches fail too.
                let _ = publisher.publish_best_effort(word).await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    fn word_if_due(&self, ids: Ids, now: Instant) -> Option<SyncProgressed> {
        let mut state = self.state();
        let silence = if state.waiting {
            self.rhythm.waiting
        } else {
            self.rhythm.reading
        };
        if !state.untold && now.duration_since(state.said_at) < silence {
            return None;
        }
        state.untold = false;
        state.said_at = now;
        let Ids {
            run,
            epoch,
            attempt,
        } = ids;
        Some(SyncProgressed {
            run,
            epoch,
            attempt,
            published: state.published,
            waiting: state.waiting,
            model: state.model.clone(),
            rows_read: state.rows_read,
            rows_expected: state.rows_expected,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn progress_is_due_sooner_while_waiting_and_not_after_a_batch() {
        let ids = Ids {
            run: Uuid::new_v4(),
            epoch: contracts::Epoch::FIRST,
            attempt: Uuid::new_v4(),
        };
        let rhythm = Rhythm {
            reading: Duration::from_secs(10),
            waiting: Duration::from_secs(5),
        };
        let progress = Progress::new(rhythm);
        let later = |seconds| Instant::now() + Duration::from_secs(seconds);
        assert!(progress.word_if_due(ids, later(6)).is_none());
        progress.waiting(true);
        assert!(progress.word_if_due(ids, later(6)).unwrap().waiting);
        assert!(progress.word_if_due(ids, later(10)).is_none());
        assert!(progress.word_if_due(ids, later(12)).is_some());
        progress.waiting(false);
        progress.published();
        assert!(progress.word_if_due(ids, later(9)).is_none());
        let word = progress.word_if_due(ids, later(11)).unwrap();
        assert_eq!((word.published, word.waiting), (1, false));
    }
}
