//! Events to send, written in the transaction that causes them.

use std::time::Duration;

use contracts::{Envelope, Event, Message, Origin};
use lifecycle::clock;
use sql::queries::core_api::events::outbox as statements;
use store::Transaction;
use uuid::Uuid;

pub(super) use self::statements::{Waiting, mark_published, next_due, remove, waiting};
use crate::writing::{Actor, SERVICE, WriteError, stored};

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
    let delay_ms = stored(delay.as_millis());
    let version = i32::from(message.version);
    let (name, body, trace) = (message.name, message.body, message.traceparent);
    statements::add()
        .bind(tx, &message.id, &name, &version, &body, &trace, &delay_ms)
        .one()
        .await?;
    Ok(())
}

/// The message of an outbox row.
pub(super) fn message(waiting: Waiting, tenant: &str) -> Message {
    Message {
        id: waiting.event_id,
        name: waiting.event,
        version: u16::try_from(waiting.version).unwrap_or(1),
        tenant: tenant.to_owned(),
        body: waiting.body,
        traceparent: waiting.traceparent,
        signature: None,
    }
}
