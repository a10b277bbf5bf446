//! What all attempts of this process share toward one Odoo: its pace (a token bucket of calls) and
//! its circuit. Every call goes through here; nothing here knows what is asked.

use std::{
    collections::BTreeMap,
    num::NonZeroU32,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use odoo::Error;
use tenants::{OdooSource, Tenants};
use tokio::time::Instant;

use crate::{
    circuit::{Asked, Circuit},
    metrics::Metrics,
    patience::CallError,
};

/// Calls that may follow one another at once before the pace holds them.
const BURST: u32 = 10;

/// One gate an address; tenants of one Odoo share it.
pub(crate) struct Gates {
    by_url: BTreeMap<String, Arc<Gate>>,
    metrics: Metrics,
}

pub(crate) struct Gate {
    url: String,
    pace: Option<DefaultDirectRateLimiter>,
    circuit: Mutex<Circuit>,
    metrics: Metrics,
}

impl Gates {
    /// Of several tenants at one address the least pace holds.
    pub(crate) fn new(tenants: &Tenants, metrics: &Metrics) -> Self {
        let mut paces: BTreeMap<&str, Option<NonZeroU32>> = BTreeMap::new();
        for tenant in tenants.iter() {
            let wanted = NonZeroU32::new(tenant.odoo.calls_per_minute);
            let pace = paces.entry(&tenant.odoo.url).or_insert(wanted);
            *pace = (*pace).into_iter().chain(wanted).min();
        }
        let gate = |(url, pace): (&str, Option<NonZeroU32>)| {
            (url.to_owned(), Arc::new(Gate::new(url, pace, metrics)))
        };
        Self {
            by_url: paces.into_iter().map(gate).collect(),
            metrics: metrics.clone(),
        }
    }

    pub(crate) fn of(&self, source: &OdooSource) -> Arc<Gate> {
        let own = || {
            let pace = NonZeroU32::new(source.calls_per_minute);
            Arc::new(Gate::new(&source.url, pace, &self.metrics))
        };
        self.by_url.get(&source.url).cloned().unwrap_or_else(own)
    }
}

impl Gate {
    fn new(url: &str, calls_per_minute: Option<NonZeroU32>, metrics: &Metrics) -> Self {
        let quota = |calls: NonZeroU32| {
            let burst = NonZeroU32::new(BURST).map_or(calls, |burst| burst.min(calls));
            RateLimiter::direct(Quota::per_minute(calls).allow_burst(burst))
        };
        metrics.circuit(url, false);
        Self {
            url: url.to_owned(),
            pace: calls_per_minute.map(quota),
            circuit: Mutex::new(Circuit::new()),
            metrics: metrics.clone(),
        }
    }

    /// Makes a call when its turn has come, unless the circuit is open.
    pub(crate) async fn call<T>(
        &self,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, CallError> {
        self.admitted(None, call).await
    }

    /// A call for a page of so many records at most.
    pub(crate) async fn page<T>(
        &self,
        limit: u32,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, CallError> {
        self.admitted(Some(limit), call).await
    }

    async fn admitted<T>(
        &self,
        page: Option<u32>,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, CallError> {
        if let Some(pace) = &self.pace {
            pace.until_ready().await;
        }
        let at = Instant::now();
        self.circuit().admit(at).map_err(CallError::CircuitOpen)?;
        let outcome = call.await;
        self.note(Asked { at, page }, outcome.as_ref().err());
        Ok(outcome?)
    }

    /// Any answer shows that Odoo is there, be it a refusal.
    fn note(&self, asked: Asked, error: Option<&Error>) {
        let mut circuit = self.circuit();
        let was_open = circuit.is_open();
        match error {
            Some(
                Error::Unavailable { .. }
                | Error::Connect { .. }
                | Error::Dropped { .. }
                | Error::Timeout { .. },
            ) => circuit.failed(asked, Instant::now()),
            Some(Error::RateLimited { .. }) => {}
            _ => circuit.succeeded(),
        }
        let is_open = circuit.is_open();
        if was_open != is_open {
            tracing::warn!(
                odoo.url = self.url,
                is_open,
                "the circuit to Odoo has changed"
            );
            self.metrics.circuit(&self.url, is_open);
        }
    }

    fn circuit(&self) -> MutexGuard<'_, Circuit> {
        self.circuit.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
