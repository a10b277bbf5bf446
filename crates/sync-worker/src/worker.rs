//! The handler of `sync-worker.sync`: finds the tenant and makes an attempt.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use bus::{Bus, Credits, Handler, Incoming, Outcome};
use contracts::sync::SyncRequested;
use lifecycle::Stop;
use tenants::Tenants;
use tracing::{Instrument, field::Empty};

use crate::{
    attempt::{self, kind_label},
    gate::Breakers,
    metrics::Metrics,
    progress::Rhythm,
};

/// For the word that the attempt has failed; a stop leaves no more.
pub(crate) const LAST_WORD: Duration = Duration::from_secs(10);

/// How long an attempt is silent, and how long it bears silence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timing {
    pub(crate) rhythm: Rhythm,
    pub(crate) silence: Duration,
}

/// A lease lapses after 60 s, so a message every 15 s at least; here with room to spare.
const TIMING: Timing = Timing {
    rhythm: Rhythm {
        reading: Duration::from_secs(10),
        waiting: Duration::from_secs(5),
    },
    silence: Duration::from_mins(2),
};

/// What every attempt of the process shares.
pub struct Worker {
    pub(crate) tenants: Arc<Tenants>,
    pub(crate) bus: Bus,
    pub(crate) credits: Credits,
    pub(crate) breakers: Breakers,
    pub(crate) metrics: Metrics,
    pub(crate) stop: Stop,
    pub(crate) timing: Timing,
}

impl Worker {
    pub fn new(
        tenants: Arc<Tenants>,
        bus: Bus,
        credits: Credits,
        metrics: Metrics,
        stop: Stop,
    ) -> Self {
        Self {
            breakers: Breakers::new(&tenants, &metrics),
            tenants,
            bus,
            credits,
            metrics,
            stop,
            timing: TIMING,
        }
    }
}

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
            sync_run.epoch = request.data.epoch,
            sync_run.kind = kind_label(request.data.kind),
            sync_run.attempt = Empty,
        );
        Box::pin(attempt::run(self, tenant, &request, &receipt))
            .instrument(span)
            .await
    }
}
