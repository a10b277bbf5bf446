//! How many connections a process has, over all tenants.
//!
//! Who wants a connection waits for a turn ([`super::turns`]). An open connection, used or idle,
//! takes a **place**. There are at least as many places as turns. So whoever has a turn can get a
//! place: if none is free, some connection is idle, and the one that was used longest ago is closed.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use deadpool_postgres::Pool;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// An idle connection that is closed may have been taken meanwhile: look again after this time.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

pub(super) struct Budget {
    /// The name of the connections in PostgreSQL and in the metrics.
    pub(super) name: String,
    pub(super) size: usize,
    places: Arc<Semaphore>,
    /// By tenant. A pool has its budget, so the budget does not keep the pool.
    pools: Mutex<Vec<(String, WeakPool)>>,
}

type WeakPool = Box<dyn Fn() -> Option<Pool> + Send + Sync>;

/// `None` only if the semaphore is closed, which none of these is.
pub(super) type Permit = Option<OwnedSemaphorePermit>;

impl Budget {
    pub(super) fn new(name: &str, size: usize) -> Arc<Self> {
        Arc::new(Self {
            name: name.to_owned(),
            size,
            places: Arc::new(Semaphore::new(size)),
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

    pub(super) fn has_one_tenant(&self) -> bool {
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
}

impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Budget")
            .field("name", &self.name)
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
