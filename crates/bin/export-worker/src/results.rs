//! The event with the result of a request. If it cannot be published, the request is delivered again.

use std::time::Duration;

use bus::{Bus, Outcome};
use contracts::{Envelope, Event, Origin};
use lifecycle::{Stop, clock};
use tenants::Tenant;
use uuid::Uuid;

use crate::SERVICE;

const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_secs(2);

/// The event about `subject` that a request causes.
pub(crate) fn about<E: Event>(
    tenant: &Tenant,
    (request, subject): (Uuid, Uuid),
    event: E,
) -> Envelope<E> {
    let origin = Origin {
        source: SERVICE,
        tenant: &tenant.name,
    };
    Envelope::new(origin, subject.to_string(), clock::now(), event)
        .traced(telemetry::current_traceparent())
        .caused_by(request)
}

pub(crate) async fn publish<E: Event>(bus: &Bus, stop: &Stop, result: Envelope<E>) -> Outcome {
    let message = match result.seal() {
        Ok(message) => message,
        Err(refusal) => {
            return Outcome::Reject {
                reason: refusal.to_string(),
            };
        }
    };
    let mut reason = String::new();
    for _ in 0..TRIES {
        match bus.publish(&message).await {
            Ok(()) => return Outcome::Done,
            Err(error) => reason = error.to_string(),
        }
        if !stop.sleep(PAUSE).await {
            break;
        }
    }
    Outcome::Retry { reason }
}
