//! How many connections a process has for one purpose, over all tenants.
//!
//! Who wants a connection waits for a **turn**; at most `size` turns are given at a time. An open
//! connection, used or idle, takes a **place**; there are `size` of them too. Whoever has a turn can
//! get a place: if none is free, some connection is idle, and the one that was used longest ago is
//! closed.

use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use deadpool_postgres::Pool;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::metrics;
use crate::{Error, server::WAIT};

/// An idle connection that is closed may have been taken meanwhile: look again after this time.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

pub(super) struct Budget {
    pub(super) purpose: String,
    pub(super) size: usize,
    places: Arc<Semaphore>,
    /// Turns for everybody.
    common: Arc<Semaphore>,
    /// Turns only for tenants that have none: much work of a few tenants cannot keep the others out.
    first: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// By tenant. A pool has its budget, so the budget does not keep the pool.
    pools: Mutex<Vec<(String, WeakPool)>>,
}

type WeakPool = Box<dyn Fn() -> Option<Pool> + Send + Sync>;

/// `None` only if the semaphore is closed, which none of these is.
pub(super) type Permit = Option<OwnedSemaphorePermit>;

/// The turns of one tenant.
#[derive(Clone)]
pub(super) struct Turns {
    budget: Arc<Budget>,
    /// Taken or waited for.
    wanted: Arc<AtomicUsize>,
}

/// Gives the turn back when it is dropped.
pub(super) struct Turn {
    _permit: Permit,
    _wanted: Count,
}

/// Counts one until it is dropped.
struct Count(Arc<AtomicUsize>);

impl Drop for Count {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Budget {
    pub(super) fn new(purpose: &str, size: usize) -> Arc<Self> {
        let first = size / 4;
        Arc::new(Self {
            purpose: purpose.to_owned(),
            size,
            places: Arc::new(Semaphore::new(size)),
            common: Arc::new(Semaphore::new(size - first)),
            first: Arc::new(Semaphore::new(first)),
            waiting: AtomicUsize::new(0),
            pools: Mutex::default(),
        })
    }

    pub(super) fn add(&self, tenant: &str, pool: &Pool) {
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let weak = pool.weak();
        pools.retain(|(name, _)| name != tenant);
        pools.push((tenant.to_owned(), Box::new(move || weak.upgrade())));
    }

    pub(super) fn remove(&self, tenant: &str) {
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        pools.retain(|(name, _)| name != tenant);
    }

    /// A tenant that has the process for itself keeps nobody out.
    fn has_one_tenant(&self) -> bool {
        let pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        pools.len() <= 1
    }

    /// Tenants with their pools.
    pub(super) fn pools(&self) -> Vec<(String, Pool)> {
        let pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let alive = pools
            .iter()
            .filter_map(|(tenant, pool)| Some((tenant.clone(), pool()?)));
        alive.collect()
    }

    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// A place for one more open connection. The caller has a turn.
    pub(super) async fn place(&self) -> Permit {
        let mut place = std::pin::pin!(self.places.clone().acquire_owned());
        loop {
            if self.places.available_permits() == 0 {
                self.close_least_used();
            }
            tokio::select! {
                biased;
                place = &mut place => return place.ok(),
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// Closes the idle connection that was taken longest ago.
    fn close_least_used(&self) {
        let pools = self.pools();
        let oldest = pools
            .iter()
            .filter_map(|(_, pool)| Some((oldest_idle(pool)?, pool)))
            .min_by_key(|(taken, _)| *taken);
        let Some((taken, pool)) = oldest else {
            return;
        };
        let mut closed = false;
        pool.retain(|_, connection| {
            let keep = closed || last_taken(&connection) != taken;
            closed |= !keep;
            keep
        });
    }

    pub(super) fn close_idle(&self, longer_than: Duration) {
        for (_, pool) in self.pools() {
            pool.retain(|_, connection| last_taken(&connection).elapsed() < longer_than);
        }
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
}

impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Budget")
            .field("purpose", &self.purpose)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

fn oldest_idle(pool: &Pool) -> Option<Instant> {
    let mut oldest: Option<Instant> = None;
    pool.retain(|_, connection| {
        let taken = last_taken(&connection);
        oldest = Some(oldest.map_or(taken, |before| before.min(taken)));
        true
    });
    oldest
}

fn last_taken(connection: &deadpool_postgres::Metrics) -> Instant {
    connection.recycled.unwrap_or(connection.created)
}

impl Turns {
    pub(super) fn new(budget: Arc<Budget>) -> Self {
        Self {
            budget,
            wanted: Arc::default(),
        }
    }

    /// Waits for a turn. Turns are given in the order in which they are asked for.
    pub(super) async fn wait(&self) -> Result<Turn, Error> {
        let began = Instant::now();
        let before = self.wanted.fetch_add(1, Ordering::Relaxed);
        let wanted = Count(self.wanted.clone());
        let permit = tokio::time::timeout(WAIT, self.permit(before == 0)).await;
        metrics::waited(&self.budget.purpose, began.elapsed(), permit.is_err());
        Ok(Turn {
            _permit: permit.map_err(|_| self.budget.busy())?,
            _wanted: wanted,
        })
    }

    async fn permit(&self, is_first: bool) -> Permit {
        let Budget { common, first, .. } = &*self.budget;
        if let Ok(permit) = common.clone().try_acquire_owned() {
            return Some(permit);
        }
        let is_first = is_first || self.budget.has_one_tenant();
        if is_first && let Ok(permit) = first.clone().try_acquire_owned() {
            return Some(permit);
        }
        self.budget.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(&self.budget.waiting);
        let permit = tokio::select! {
            biased;
            permit = common.clone().acquire_owned() => permit,
            permit = first.clone().acquire_owned(), if is_first => permit,
        };
        permit.ok()
    }
}

/// Counts one until it is dropped, also if the wait is given up.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
