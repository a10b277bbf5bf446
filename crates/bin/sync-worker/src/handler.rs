//! The handler of `sync-worker.sync`: finds the tenant and makes an attempt, first in a slot and, if
//! it takes long, beside the slots. So an Odoo that hangs and a first load of many hours keep no slot
//! from the short runs of other tenants.

use std::{convert::Infallible, sync::Arc, time::Duration};

use async_trait::async_trait;
use bus::{Handler, Incoming, Outcome};
use contracts::sync::{PartKind, SyncRequested};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::sleep,
};
use tracing::{Instrument, field::Empty};

use crate::{attempt, rate_limit::Breaker, worker::Worker};

/// An attempt that takes longer leaves its slot. An incremental run without changes takes less.
const SHORT: Duration = Duration::from_secs(5);
/// The same if Odoo has answered nothing meanwhile: most likely it hangs.
const SHORT_UNANSWERED: Duration = Duration::from_secs(2);
/// The same if the latest call before it has failed: most likely Odoo hangs again.
const SHORT_IN_DOUBT: Duration = Duration::from_millis(500);

/// Takes one request at a time.
pub(crate) struct Slot {
    pub(crate) worker: Arc<Worker>,
    /// The places beside the slots.
    pub(crate) beside: Arc<Semaphore>,
}

#[async_trait]
impl Handler for Slot {
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
        let Some(tenant) = self.worker.tenants.by_name(&request.tenant) else {
            return Outcome::no_tenant(&request.tenant);
        };
        let odoo = self.worker.breakers.breaker_of(&tenant);
        let span = tracing::info_span!(
            "sync run",
            tenant = tenant.name,
            sync_run.id = %request.data.run,
            sync_run.epoch = request.data.epoch.get(),
            sync_run.kind = request.data.kind.as_str(),
            sync_run.attempt = Empty,
        );
        let follows = request.data.kind == PartKind::Follow;
        let worker = self.worker.clone();
        let taken = receipt.clone();
        let attempt = async move {
            tokio::select! {
                outcome = attempt::run(&worker, &tenant, &request, &taken) => outcome,
                () = worker.tenants.gone(&tenant.name) => {
                    tracing::info!("the tenant is no longer served, so the attempt ends");
                    Outcome::Done
                }
            }
        };
        let mut attempt = Box::pin(attempt.instrument(span.clone()));
        let place = tokio::select! {
            biased;
            outcome = &mut attempt => return outcome,
            place = self.place_beside(&odoo, follows) => place,
        };
        // If the request comes again, to any worker, this attempt learns it and ends.
        if !receipt.acknowledge().await {
            return attempt.await;
        }
        span.in_scope(|| tracing::info!("the attempt takes long and leaves its slot"));
        self.worker.tasks.spawn("long attempt", async move {
            let _place = place;
            if let Outcome::Retry { reason } = attempt.await {
                // core-api requests the part again when its lease ends.
                tracing::warn!(reason, "the end of the attempt could not be reported");
            }
            Ok::<_, Infallible>(())
        });
        Outcome::Done
    }
}

impl Slot {
    /// A place beside the slots, when the attempt is no longer short.
    async fn place_beside(&self, odoo: &Breaker, follows: bool) -> Option<OwnedSemaphorePermit> {
        if follows {
            // It has no end, and waits most of the time. So it takes no place.
            sleep(SHORT_UNANSWERED).await;
            return None;
        }
        let patience = if odoo.is_in_doubt() {
            SHORT_IN_DOUBT
        } else {
            SHORT_UNANSWERED
        };
        let answers = odoo.answers();
        sleep(patience).await;
        if odoo.answers() > answers {
            sleep(SHORT.saturating_sub(patience)).await;
        }
        self.beside.clone().acquire_owned().await.ok()
    }
}
