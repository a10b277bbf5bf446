//! Events to send, written in the transaction that causes them.

use std::time::Duration;

use contracts::{Envelope, Event, Message, Origin};
use lifecycle::clock;
use store::Transaction;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::writing::{Actor, SERVICE, WriteError};

/// Seals an event about `subject` and adds it to the outbox, to be sent after `delay`.
pub async fn add<E: Event>(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    subject: Uuid,
    event: E,
    delay: Duration,
) -> Result<(), WriteError> {
    let origin = Origin {
        source: SERVICE,
        tenant: &actor.tenant.name,
    };
    let message = Envelope::new(origin, subject.to_string(), clock::now(), event)
        .traced(actor.traceparent.clone())
        .seal()?;
    tx.execute(
        "insert into ops.outbox (event_id, event, version, body, traceparent, available_at)
         values ($1, $2, $3, $4, $5, now() + $6::bigint * interval '1 ms')",
        &[
            &message.id,
            &message.name,
            &i32::from(message.version),
            &message.body,
            &message.traceparent,
            &i64::try_from(delay.as_millis()).unwrap_or(i64::MAX),
        ],
    )
    .await?;
    Ok(())
}

/// An event that waits to be published.
pub(super) struct Waiting {
    pub(super) id: i64,
    event_id: Uuid,
    name: String,
    version: i32,
    body: String,
    traceparent: Option<String>,
}

impl Waiting {
    pub(super) fn into_message(self, tenant: &str) -> Message {
        Message {
            id: self.event_id,
            name: self.name,
            version: u16::try_from(self.version).unwrap_or(1),
            tenant: tenant.to_owned(),
            body: self.body,
            traceparent: self.traceparent,
        }
    }
}

/// The oldest due events, locked so that no other relay sends them.
pub(super) async fn waiting(tx: &Transaction<'_>, limit: i64) -> Result<Vec<Waiting>, WriteError> {
    let rows = tx
        .query(
            "select id, event_id, event, version, body, traceparent from ops.outbox
             where published_at is null and available_at <= now()
             order by id limit $1 for update skip locked",
            &[&limit],
        )
        .await?;
    let waiting = |row: &Row| Waiting {
        id: row.get(0),
        event_id: row.get(1),
        name: row.get(2),
        version: row.get(3),
        body: row.get(4),
        traceparent: row.get(5),
    };
    Ok(rows.iter().map(waiting).collect())
}

pub(super) async fn mark_published(tx: &Transaction<'_>, ids: &[i64]) -> Result<(), WriteError> {
    tx.execute(
        "update ops.outbox set published_at = now() where id = any($1)",
        &[&ids],
    )
    .await?;
    Ok(())
}
