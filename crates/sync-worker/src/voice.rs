//! What an attempt says: sealed, traced to its request, and said again under the same id until the
//! broker has it or has been away for too long.

use std::time::Duration;

use bus::Bus;
use contracts::{Envelope, Event, Message, Origin};
use lifecycle::clock;
use uuid::Uuid;

use crate::{ended::Ended, failure::Failure};

pub(crate) const SOURCE: &str = "sync-worker";
/// The lease of the run has lapsed long before.
const BROKER_PATIENCE: Duration = Duration::from_mins(2);

/// What every event of an attempt names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids {
    pub(crate) run: Uuid,
    pub(crate) epoch: u32,
    pub(crate) attempt: Uuid,
}

pub(crate) struct Voice {
    bus: Bus,
    tenant: String,
    request_id: Uuid,
    pub(crate) ids: Ids,
}

impl Voice {
    pub(crate) fn new(bus: Bus, tenant: String, request_id: Uuid, ids: Ids) -> Self {
        Self {
            bus,
            tenant,
            request_id,
            ids,
        }
    }

    /// Says it until it is confirmed.
    pub(crate) async fn say<E: Event>(&self, data: E) -> Result<(), Ended> {
        let message = self.seal(data)?;
        self.bus
            .publish_patiently(&message, BROKER_PATIENCE)
            .await
            .map_err(Ended::Broker)
    }

    /// Says it once: what follows says it better. The bus logs what goes wrong.
    pub(crate) async fn mention<E: Event>(&self, data: E) -> Result<(), Ended> {
        let message = self.seal(data)?;
        self.bus.publish(&message).await.map_err(Ended::Broker)
    }

    fn seal<E: Event>(&self, data: E) -> Result<Message, Ended> {
        let origin = Origin {
            source: SOURCE,
            tenant: &self.tenant,
        };
        Envelope::new(origin, self.ids.run.to_string(), clock::now(), data)
            .traced(telemetry::current_traceparent())
            .caused_by(self.request_id)
            .seal()
            .map_err(|refusal| Failure::refused_by_contract(&refusal).into())
    }
}
