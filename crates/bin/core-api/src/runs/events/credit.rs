//! Credits: how many batches an attempt may publish.

use contracts::{Envelope, Origin, sync::SyncCredit};
use lifecycle::clock;

use crate::{
    attempt::Attempt,
    events::intake::Context,
    runs::{batches::Standing, parts},
    writing::SERVICE,
};

/// Tells an attempt how many batches are applied, or that it is stale. A lost credit does no harm:
/// the worker asks again.
pub(crate) async fn send(context: &Context<'_>, attempt: Attempt, standing: Option<Standing>) {
    let parts = standing.map_or(i32::MAX, |standing| standing.parts);
    let data = SyncCredit {
        run: attempt.run,
        epoch: attempt.epoch,
        attempt: attempt.attempt,
        applied: standing.map_or(0, |standing| standing.applied),
        stale: standing.is_none(),
        share: parts::share(&context.tenant.odoo, parts),
    };
    let origin = Origin {
        source: SERVICE,
        tenant: &context.tenant.name,
    };
    let sealed = Envelope::new(origin, attempt.run.to_string(), clock::now(), data)
        .traced(telemetry::current_traceparent())
        .seal();
    match sealed {
        Ok(message) => {
            let key = bus::topology::credit_key(attempt.attempt);
            if let Err(error) = context.intake.bus.publish_transient(&key, &message).await {
                tracing::debug!(%error, "a credit was not sent");
            }
        }
        Err(error) => tracing::error!(%error, "a credit breaks its contract"),
    }
}
