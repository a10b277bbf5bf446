//! Reads from a standby of a tenant's server, but never from before what the primary had committed
//! when the read began. So an answer has everything that its caller has seen before, whichever
//! process and whichever server gave it.
//!
//! The standby must have replayed what the primary has flushed: a position in the WAL says so for all
//! tables at once. A standby that is behind, away, promoted or of another server is not used.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family},
    registry::Registry,
};
use sql::queries::store::replica as statements;

use crate::{Databases, Error, Pool};

/// How often a standby is asked whether it has caught up.
const LOOK_AGAIN: Duration = Duration::from_millis(5);
/// A standby that could not be used is left alone for this long, so that not every read waits for it.
const REST: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Read {
    tenant: String,
    from: &'static str,
}

/// Where the tenants' reports are read. Cheap to clone.
#[derive(Clone)]
pub struct Readers {
    primaries: Databases,
    standbys: Databases,
    /// Longest wait for a standby that is behind.
    patience: Duration,
    /// By tenant: until when its standby is left alone.
    resting: Arc<Mutex<BTreeMap<String, Instant>>>,
    reads: Family<Read, Counter>,
}

impl Readers {
    pub fn new(primaries: Databases, standbys: Databases, patience: Duration) -> Self {
        Self {
            primaries,
            standbys,
            patience,
            resting: Arc::default(),
            reads: Family::default(),
        }
    }

    pub fn register(&self, registry: &mut Registry) {
        registry.register(
            "replica_reads",
            "Reads of tenants who have a replica, by the server that was read",
            self.reads.clone(),
        );
    }

    /// The pool to read a tenant's books from now on: that of the standby, if it shows everything
    /// that is committed.
    pub async fn pool(&self, tenant: &str) -> Result<Pool, Error> {
        let primary = self.primaries.pool(tenant)?;
        let Ok(standby) = self.standbys.pool(tenant) else {
            return Ok(primary);
        };
        if self.is_resting(tenant) {
            self.count(tenant, "primary");
            return Ok(primary);
        }
        let needed = {
            let client = primary.get().await?;
            statements::flushed().bind(&*client).one().await?
        };
        let caught_up = tokio::time::timeout(self.patience, caught_up(&standby, &needed)).await;
        let problem = match caught_up {
            Ok(Ok(())) => {
                self.count(tenant, "replica");
                return Ok(standby);
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("it was not up to date within {:?}", self.patience),
        };
        tracing::warn!(tenant, problem, "the replica is not used for {REST:?}");
        self.rest(tenant);
        self.count(tenant, "primary");
        Ok(primary)
    }

    /// Whether the tenant has a standby that can be used.
    fn is_resting(&self, tenant: &str) -> bool {
        let resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting
            .get(tenant)
            .is_some_and(|until| Instant::now() < *until)
    }

    fn rest(&self, tenant: &str) {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.insert(tenant.to_owned(), Instant::now() + REST);
    }

    fn count(&self, tenant: &str, from: &'static str) {
        let tenant = tenant.to_owned();
        self.reads.get_or_create(&Read { tenant, from }).inc();
    }
}

async fn caught_up(standby: &Pool, needed: &statements::Flushed) -> Result<(), Error> {
    let client = standby.get().await?;
    let query = statements::has_replayed();
    loop {
        let has_replayed = query
            .bind(&*client, &needed.server, &needed.position)
            .one()
            .await?;
        if has_replayed {
            return Ok(());
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
