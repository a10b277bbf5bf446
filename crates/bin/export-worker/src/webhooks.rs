//! Webhooks: sends one message to another program and reports what became of it.
//!
//! A message is sent at least once: if the process dies between the answer and the last event, it is
//! sent again with the same id.

mod caller;
mod resolver;

use std::{convert::Infallible, sync::Arc, time::Instant};

use async_trait::async_trait;
use bus::{Bus, Handler, Incoming, Outcome, topology::EXPORT_WORKER_WEBHOOK};
use contracts::{
    Envelope,
    webhook::{WebhookFinished, WebhookRequested},
};
use lifecycle::{Stop, clock};
use tenants::{LiveTenants, Tenant};
use tracing::Instrument;

pub use caller::CallerError;

use crate::{Exporter, Metrics, Settings, results, webhooks::caller::Caller};

/// Sends the messages of all tenants.
pub struct Messenger {
    tenants: LiveTenants,
    bus: Bus,
    metrics: Metrics,
    caller: Caller,
    stop: Stop,
}

impl Messenger {
    /// Shares tenants and connections with the exporter of this process.
    pub fn new(settings: &Settings, exporter: &Exporter, stop: Stop) -> Result<Self, CallerError> {
        Ok(Self {
            tenants: exporter.tenants.clone(),
            bus: exporter.bus.clone(),
            metrics: exporter.metrics.clone(),
            caller: Caller::new(&settings.trust)?,
            stop,
        })
    }

    /// Handles several requests at a time until stopped.
    pub async fn consume(self: Arc<Self>, stop: Stop) -> Result<(), Infallible> {
        let bus = self.bus.clone();
        bus.consume(&EXPORT_WORKER_WEBHOOK, self, stop.stopped())
            .await;
        Ok(())
    }

    async fn deliver(&self, tenant: &Tenant, request: &Envelope<WebhookRequested>) -> Outcome {
        if request.data.expires_at <= clock::now() {
            tracing::info!("the message was requested again, so it is not sent");
            return Outcome::Done;
        }
        let begun = Instant::now();
        let called = self.caller.call(tenant, &request.data).await;
        self.metrics.called(called.outcome);
        tracing::info!(outcome = ?called.outcome, status = called.status, detail = called.detail, "webhook");
        let WebhookRequested {
            delivery, epoch, ..
        } = request.data;
        let event = WebhookFinished {
            delivery,
            epoch,
            outcome: called.outcome,
            status: called.status,
            detail: called.detail,
            milliseconds: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        let result = results::about(tenant, (request.id, delivery), event);
        results::publish(&self.bus, &self.stop, result).await
    }
}

#[async_trait]
impl Handler for Messenger {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let Ok(request) = incoming.decode::<WebhookRequested>() else {
            // The error would quote the message.
            return Outcome::Reject {
                reason: "the request cannot be read".to_owned(),
            };
        };
        let Some(tenant) = self.tenants.by_name(&request.tenant) else {
            return Outcome::no_tenant(&request.tenant);
        };
        let span = tracing::info_span!(
            "webhook",
            otel.name = "call webhook",
            tenant = tenant.name,
            webhook.delivery.id = %request.data.delivery,
            webhook.delivery.epoch = request.data.epoch.get(),
        );
        self.deliver(&tenant, &request).instrument(span).await
    }
}
