//! Outbox rows to the broker: at least once, in no promised order. A row is marked only when the
//! broker has confirmed it; a crash in between sends it again under the same id.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use bus::Bus;
use contracts::Message;
use lifecycle::{Stop, retry::Backoff};
use store::Pool;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::writes::WriteError;

/// How often a tenant's outbox is looked at without being woken: rows of the future become due.
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

    /// Relays one tenant's outbox until stopped.
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
                        "the outbox cannot be relayed"
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
    /// There may be more.
    More,
    /// The broker did not take everything.
    Refused,
}

const BATCH: i64 = 100;

async fn relay_some(tenant: &str, pool: &Pool, bus: &Bus) -> Result<Relayed, WriteError> {
    let mut client = pool.get().await.map_err(store::Error::from)?;
    let tx = client.transaction().await?;
    let rows = tx
        .query(
            "select id, event_id, event, version, body, traceparent from ops.outbox
             where published_at is null and available_at <= now()
             order by id limit $1 for update skip locked",
            &[&BATCH],
        )
        .await?;
    if rows.is_empty() {
        return Ok(Relayed::All);
    }
    let mut ids = Vec::with_capacity(rows.len());
    let mut messages = Vec::with_capacity(rows.len());
    for row in &rows {
        ids.push(row.get::<_, i64>(0));
        messages.push(Message {
            id: row.get::<_, Uuid>(1),
            name: row.get(2),
            version: u16::try_from(row.get::<_, i32>(3)).unwrap_or(1),
            tenant: tenant.to_owned(),
            body: row.get(4),
            traceparent: row.get(5),
        });
    }
    let sent: Vec<i64> = bus
        .publish_all(&messages)
        .await
        .into_iter()
        .zip(ids)
        .filter_map(|(result, id)| result.ok().map(|()| id))
        .collect();
    tx.execute(
        "update ops.outbox set published_at = now() where id = any($1)",
        &[&sent],
    )
    .await?;
    tx.commit().await?;
    Ok(match sent.len() {
        all if all < rows.len() => Relayed::Refused,
        full if i64::try_from(full) == Ok(BATCH) => Relayed::More,
        _ => Relayed::All,
    })
}
