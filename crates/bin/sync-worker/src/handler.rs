//! The handler of `sync-worker.sync`: finds the tenant and makes an attempt.

use async_trait::async_trait;
use bus::{Handler, Incoming, Outcome};
use contracts::sync::SyncRequested;
use tracing::{Instrument, field::Empty};

use crate::{attempt, worker::Worker};

#[async_trait]
impl Handler for Worker {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let receipt = incoming.receipt.clone();
        let request = match incoming.decode::<SyncRequested>() {
            Ok(request) => request,
            Err(refusal) => {
                return Outcome::Reject {
                    reason: refusal.to_string(),
                };
            }
        };
        let Some(tenant) = self.tenants.by_name(&request.tenant) else {
            let reason = format!("there is no tenant {}", request.tenant);
            return Outcome::Reject { reason };
        };
        let span = tracing::info_span!(
            "sync run",
            tenant = tenant.name,
            sync_run.id = %request.data.run,
            sync_run.epoch = request.data.epoch.get(),
            sync_run.kind = request.data.kind.as_str(),
            sync_run.attempt = Empty,
        );
        Box::pin(attempt::run(self, tenant, &request, &receipt))
            .instrument(span)
            .await
    }
}
