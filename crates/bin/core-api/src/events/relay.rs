//! Publishes outbox rows at least once, in no guaranteed order. A row is marked after the broker
//! has confirmed it; after a crash in between, it is sent again with the same id. A row with a secret
//! is removed instead.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bus::Bus;
use contracts::{Message, catalog::is_secret};
use lifecycle::{Stop, retry::Backoff};
use store::Pool;
use tenants::Tenants;
use tokio::sync::Notify;

use super::outbox;
use crate::writing::WriteError;

/// Rows that are due now may be locked by the relay of another process: look again after this time.
const POLL: Duration = Duration::from_secs(1);
/// Longest time without a look: a process may have died between its commit and its relay.
const REST: Duration = Duration::from_secs(30);

/// Wakes the relay of a tenant after a commit that wrote an outbox row. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Relay {
    bells: Arc<Mutex<BTreeMap<String, Bells>>>,
}

#[derive(Debug, Clone, Default)]
struct Bells {
    /// An outbox has rows.
    relay: Arc<Notify>,
    /// Something may be in progress that has to be watched.
    watch: Arc<Notify>,
}

impl Relay {
    pub fn wake(&self, tenant: &str) {
        let bells = self.bells_of(tenant);
        bells.relay.notify_one();
        bells.watch.notify_one();
    }

    /// Says that something has happened to a tenant that may have to be watched.
    pub fn stir(&self, tenant: &str) {
        self.bells_of(tenant).watch.notify_one();
    }

    /// Rings when something has happened to the tenant.
    pub(crate) fn stirred(&self, tenant: &str) -> Arc<Notify> {
        self.bells_of(tenant).watch
    }

    /// Forgets all tenants but these.
    pub(crate) fn keep_only(&self, tenants: &Tenants) {
        self.bells()
            .retain(|name, _| tenants.by_name(name).is_some());
    }

    fn bells_of(&self, tenant: &str) -> Bells {
        let mut bells = self.bells();
        if let Some(known) = bells.get(tenant) {
            return known.clone();
        }
        bells.entry(tenant.to_owned()).or_default().clone()
    }

    fn bells(&self) -> MutexGuard<'_, BTreeMap<String, Bells>> {
        self.bells.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Publishes one tenant's outbox until stopped.
    pub async fn run(
        self,
        tenant: String,
        pool: Pool,
        bus: Bus,
        stop: Stop,
    ) -> Result<(), WriteError> {
        let bell = self.bells_of(&tenant).relay;
        let mut backoff = Backoff::new(Duration::from_millis(500), Duration::from_secs(30));
        while !stop.is_stopped() {
            match relay_some(&tenant, &pool, &bus).await {
                Ok(Relayed::All(next)) => {
                    backoff.reset();
                    tokio::select! {
                        () = bell.notified() => {}
                        () = tokio::time::sleep(next) => {}
                        () = stop.stopped() => {}
                    }
                }
                Ok(Relayed::More) => backoff.reset(),
                Ok(Relayed::Refused) => {
                    stop.sleep(backoff.next_delay()).await;
                }
                Err(error) => {
                    tracing::warn!(
                        tenant,
                        error = &error as &dyn std::error::Error,
                        "the outbox cannot be published"
                    );
                    stop.sleep(backoff.next_delay()).await;
                }
            }
        }
        Ok(())
    }
}

enum Relayed {
    /// Nothing is due any more for this time.
    All(Duration),
    /// More rows may be due.
    More,
    /// The broker did not confirm all messages.
    Refused,
}

const BATCH: i64 = 100;

async fn relay_some(tenant: &str, pool: &Pool, bus: &Bus) -> Result<Relayed, WriteError> {
    let mut client = pool.get().await?;
    let tx = client.transaction().await?;
    let rows = outbox::waiting().bind(&tx, &BATCH).all().await?;
    if rows.is_empty() {
        let next = outbox::next_due().bind(&tx).one().await?;
        return Ok(Relayed::All(pause(next)));
    }
    let (ids, messages): (Vec<i64>, Vec<Message>) = rows
        .into_iter()
        .map(|waiting| (waiting.id, outbox::message(waiting, tenant)))
        .unzip();
    let sent: Vec<i64> = bus
        .publish_all(&messages)
        .await
        .into_iter()
        .zip(&ids)
        .filter_map(|(result, id)| result.ok().map(|()| *id))
        .collect();
    outbox::mark_published().bind(&tx, &sent).await?;
    outbox::remove()
        .bind(&tx, &secrets_of(&sent, &ids, &messages))
        .await?;
    let next = outbox::next_due().bind(&tx).one().await?;
    tx.commit().await?;
    Ok(match sent.len() {
        all if all < messages.len() => Relayed::Refused,
        full if i64::try_from(full) == Ok(BATCH) => Relayed::More,
        _ => Relayed::All(pause(next)),
    })
}

fn pause(next_due: Option<i64>) -> Duration {
    next_due.map_or(REST, |milliseconds| {
        let next = u64::try_from(milliseconds).unwrap_or(0);
        Duration::from_millis(next).clamp(POLL, REST)
    })
}

/// Those that have been sent and have secrets.
fn secrets_of(sent: &[i64], ids: &[i64], messages: &[Message]) -> Vec<i64> {
    let secret = ids
        .iter()
        .zip(messages)
        .filter(|(_, message)| is_secret(&message.name));
    let ids = secret.map(|(id, _)| *id);
    ids.filter(|id| sent.contains(id)).collect()
}
