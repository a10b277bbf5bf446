//! Publishes the events of an attempt: sealed, traced to its request, and again under the same id
//! until the broker confirms or has been down for too long.

use std::time::Duration;

use bus::Bus;
use contracts::{Attempted, Envelope, Event, Message, Origin, SigningKey, sync::SyncRequested};
use lifecycle::clock;
use uuid::Uuid;

use crate::{SERVICE, ended::Ended, failure::Failure, ids::Ids};

/// How long to wait for the broker during an outage. The lease has expired long before.
const OUTAGE_LIMIT: Duration = Duration::from_mins(2);

pub(crate) struct EventPublisher {
    bus: Bus,
    tenant: String,
    request_id: Uuid,
    pub(crate) ids: Ids,
    key: SigningKey,
}

impl EventPublisher {
    /// Signs with the key of the request.
    pub(crate) fn new(
        bus: Bus,
        tenant: String,
        request: &Envelope<SyncRequested>,
        ids: Ids,
    ) -> Self {
        Self {
            bus,
            tenant,
            request_id: request.id,
            ids,
            key: request.data.key.clone(),
        }
    }

    /// Publishes until the broker confirms.
    pub(crate) async fn publish<E: Event>(&self, data: E) -> Result<(), Ended> {
        let message = self.seal(data)?;
        self.bus
            .publish_patiently(&message, OUTAGE_LIMIT)
            .await
            .map_err(Ended::Broker)
    }

    /// Best effort: a later event replaces this one. The bus logs failures.
    pub(crate) async fn publish_best_effort<E: Event>(&self, data: E) -> Result<(), Ended> {
        let message = self.seal(data)?;
        self.bus.publish(&message).await.map_err(Ended::Broker)
    }

    fn seal<E: Event>(&self, data: E) -> Result<Message, Ended> {
        let origin = Origin {
            source: SERVICE,
            tenant: &self.tenant,
        };
        let Ids {
            run,
            epoch,
            attempt,
        } = self.ids;
        let of = Attempted {
            run,
            epoch,
            attempt,
        };
        let sealed = Envelope::new(origin, run.to_string(), clock::now(), data)
            .traced(telemetry::current_traceparent())
            .caused_by(self.request_id)
            .seal();
        sealed
            .map(|message| message.signed(&self.key, of))
            .map_err(|refusal| Failure::refused_by_contract(&refusal).into())
    }
}
