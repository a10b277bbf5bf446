//! Events to send, written in the transaction that causes them.

use std::time::Duration;

use contracts::{Envelope, Event, Origin};
use lifecycle::clock;
use store::Transaction;
use uuid::Uuid;

use super::{Actor, SERVICE, WriteError};

/// Seals an event about `subject` and lays it in the outbox, to be sent after `delay`.
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
