//! The worker processes of an Odoo with `--workers`: each serves one call at a time, and a call
//! waits if none is free. If a caller disconnects, the worker stays busy until the call is done, as
//! in Odoo. Caches of workers are not simulated.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The statistics of the workers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WorkerReport {
    /// Calls by worker.
    pub calls: Vec<u64>,
    /// The maximum number of concurrent calls so far.
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

/// A worker that serves a call; it is free again when dropped.
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

    /// Waits for a free worker; calls are served in their order of arrival.
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
