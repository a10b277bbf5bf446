//! Whose turn it is: tasks of one purpose that wait for connections, over all tenants.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use postgres_url::WAIT;
use tokio::sync::Semaphore;

use super::{
    budget::{Budget, Permit},
    metrics,
};
use crate::Error;

#[derive(Debug)]
pub(super) struct Turns {
    pub(super) purpose: String,
    /// How many are given at a time.
    pub(super) size: usize,
    budget: Arc<Budget>,
    /// For everybody.
    common: Arc<Semaphore>,
    /// Only for tenants that have none: much work of a few tenants cannot keep the others out.
    first: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// How many each tenant has or waits for. Without those that want none.
    wanted: Mutex<BTreeMap<Arc<str>, usize>>,
}

/// Given back when it is dropped.
pub(super) struct Turn {
    _permit: Permit,
    _wanted: Wanted,
}

impl Turns {
    pub(super) fn new(budget: &Arc<Budget>, purpose: &str, size: usize) -> Arc<Self> {
        let first = size / 4;
        Arc::new(Self {
            purpose: purpose.to_owned(),
            size,
            budget: budget.clone(),
            common: Arc::new(Semaphore::new(size - first)),
            first: Arc::new(Semaphore::new(first)),
            waiting: AtomicUsize::new(0),
            wanted: Mutex::default(),
        })
    }

    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Waits for a turn. Turns are given in the order in which they are asked for.
    pub(super) async fn wait(self: &Arc<Self>, tenant: &Arc<str>) -> Result<Turn, Error> {
        let began = Instant::now();
        let (wanted, is_first) = Wanted::note(self, tenant);
        let permit = tokio::time::timeout(WAIT, self.permit(is_first)).await;
        metrics::waited(&self.purpose, began.elapsed(), permit.is_err());
        Ok(Turn {
            _permit: permit.map_err(|_| self.busy())?,
            _wanted: wanted,
        })
    }

    async fn permit(&self, is_first: bool) -> Permit {
        let Self { common, first, .. } = self;
        if let Ok(permit) = common.clone().try_acquire_owned() {
            return Some(permit);
        }
        // A tenant that has the process for itself keeps nobody out.
        let is_first = is_first || self.budget.has_one_tenant();
        if is_first && let Ok(permit) = first.clone().try_acquire_owned() {
            return Some(permit);
        }
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(&self.waiting);
        let permit = tokio::select! {
            biased;
            permit = common.clone().acquire_owned() => permit,
            permit = first.clone().acquire_owned(), if is_first => permit,
        };
        permit.ok()
    }

    /// Why no database has answered in time.
    pub(super) fn slow(&self) -> Error {
        if self.common.available_permits() == 0 {
            self.busy()
        } else {
            Error::Silent
        }
    }

    fn busy(&self) -> Error {
        Error::Busy {
            purpose: self.purpose.clone(),
            size: self.size,
            waiting: self.waiting(),
        }
    }

    fn wanted(&self) -> MutexGuard<'_, BTreeMap<Arc<str>, usize>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts one for the tenant until it is dropped.
struct Wanted {
    turns: Arc<Turns>,
    tenant: Arc<str>,
}

impl Wanted {
    /// True if the tenant wanted none before.
    fn note(turns: &Arc<Turns>, tenant: &Arc<str>) -> (Self, bool) {
        let mut wanted = turns.wanted();
        let of_tenant = wanted.entry(tenant.clone()).or_default();
        *of_tenant += 1;
        let is_first = *of_tenant == 1;
        drop(wanted);
        let (turns, tenant) = (turns.clone(), tenant.clone());
        (Self { turns, tenant }, is_first)
    }
}

impl Drop for Wanted {
    fn drop(&mut self) {
        let mut wanted = self.turns.wanted();
        if let Some(of_tenant) = wanted.get_mut(&self.tenant) {
            *of_tenant -= 1;
            if *of_tenant == 0 {
                wanted.remove(&self.tenant);
            }
        }
    }
}

/// Counts one until it is dropped, also if the wait is given up.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
