//! The worker processes of an Odoo that is started with `--workers`: each serves one call at a time,
//! and a call that finds none free waits. A caller who goes away leaves the worker busy until the
//! call is done, as in Odoo. What a worker caches between calls is not simulated.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What the workers have done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WorkerReport {
    /// Calls by worker.
    pub calls: Vec<u64>,
    /// The most calls that were served at the same time.
    pub most_at_once: usize,
    /// Calls that found no worker free.
    pub waited: u64,
}

/// A fixed number of workers.
pub(crate) struct Workers {
    places: Arc<Semaphore>,
    desk: Mutex<Desk>,
}

struct Desk {
    free: Vec<usize>,
    report: WorkerReport,
}

/// A worker that serves a call; free again when dropped.
pub(crate) struct Busy {
    workers: Arc<Workers>,
    number: usize,
    permit: Option<OwnedSemaphorePermit>,
}

impl Workers {
    pub(crate) fn new(count: usize) -> Workers {
        let report = WorkerReport {
            calls: vec![0; count],
            ..WorkerReport::default()
        };
        Workers {
            places: Arc::new(Semaphore::new(count)),
            desk: Mutex::new(Desk {
                free: (0..count).collect(),
                report,
            }),
        }
    }

    /// The next free worker; calls are served in the order in which they came.
    pub(crate) async fn take(self: Arc<Self>) -> Busy {
        if self.places.available_permits() == 0 {
            self.desk().report.waited += 1;
        }
        // The semaphore is never closed: without a permit the call would be served anyway.
        let permit = Arc::clone(&self.places).acquire_owned().await.ok();
        let number = {
            let mut desk = self.desk();
            let number = desk.free.pop().unwrap_or_default();
            let busy = desk.report.calls.len() - desk.free.len();
            desk.report.most_at_once = desk.report.most_at_once.max(busy);
            if let Some(calls) = desk.report.calls.get_mut(number) {
                *calls += 1;
            }
            number
        };
        Busy {
            workers: self,
            number,
            permit,
        }
    }

    pub(crate) fn report(&self) -> WorkerReport {
        self.desk().report.clone()
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.workers.desk().free.push(self.number);
        // Only now may the next call look for a free worker.
        drop(self.permit.take());
    }
}
