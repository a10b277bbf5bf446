//! Publishes outbox rows at least once, in no guaranteed order. A row is marked after the broker
//! has confirmed it; after a crash in between, it is sent again with the same id. A row with a secret
//! is removed instead.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use bus::Bus;
use contracts::{Message, catalog::is_secret};
use lifecycle::{Stop, retry::Backoff};
use store::Pool;
use tokio::sync::Notify;

use super::outbox;
use crate::writing::WriteError;

/// Polling interval without a wake-up: delayed rows become due.
const POLL: Duration = Duration::from_secs(1);

/// Wakes the relay of a tenant after a commit that wrote an outbox row. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Relay {
    bells: Arc<BTreeMap<String, Arc<Notify>>>,
}

impl Relay {
    pub fn new<'a>(tenants: impl IntoIterator<Item = &'a str>) -> Self {
        let bells = tenants
            .into_iter()
            .map(|name| (name.to_owned(), Arc::default()))
            .collect();
        Self {
            bells: Arc::new(bells),
        }
    }

    pub fn wake(&self, tenant: &str) {
        if let Some(bell) = self.bells.get(tenant) {
            bell.notify_one();
        }
    }

    /// Publishes one tenant's outbox until stopped.
    pub async fn run(
        self,
        tenant: String,
        pool: Pool,
        bus: Bus,
        stop: Stop,
    ) -> Result<(), WriteError> {
        let bell = self.bells.get(&tenant).cloned().unwrap_or_default();
        let mut backoff = Backoff::new(Duration::from_millis(500), Duration::from_secs(30));
        while !stop.is_stopped() {
            match relay_some(&tenant, &pool, &bus).await {
                Ok(Relayed::All) => {
                    backoff.reset();
                    tokio::select! {
                        () = bell.notified() => {}
                        () = tokio::time::sleep(POLL) => {}
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
    /// Nothing is due any more.
    All,
    /// More rows may be due.
    More,
    /// The broker did not confirm all messages.
    Refused,
}

const BATCH: i64 = 100;

async fn relay_some(tenant: &str, pool: &Pool, bus: &Bus) -> Result<Relayed, WriteError> {
    let mut client = pool.get().await.map_err(store::Error::from)?;
    let tx = client.transaction().await?;
    let rows = outbox::waiting().bind(&tx, &BATCH).all().await?;
    if rows.is_empty() {
        return Ok(Relayed::All);
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
    tx.commit().await?;
    Ok(match sent.len() {
        all if all < messages.len() => Relayed::Refused,
        full if i64::try_from(full) == Ok(BATCH) => Relayed::More,
        _ => Relayed::All,
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
