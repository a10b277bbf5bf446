//! What the latest call of this process says about the Odoo of each tenant.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use lifecycle::clock;
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{MetricType, gauge::ConstGauge},
};
use tenants::Tenants;

/// Every tenant with its latest call. Clones share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing(Arc<Mutex<BTreeMap<String, Option<LastCall>>>>);

#[derive(Debug, Clone, Copy)]
struct LastCall {
    is_answered: bool,
    ended_at: Timestamp,
}

impl Standing {
    /// Every one of these tenants has values from now on, and no other.
    pub(crate) fn follow(&self, tenants: &Tenants) {
        let mut known = self.known();
        known.retain(|name, _| tenants.by_name(name).is_some());
        for tenant in tenants.iter() {
            known.entry(tenant.name.clone()).or_default();
        }
    }

    /// A call has just ended.
    pub(crate) fn called(&self, tenant: &str, is_answered: bool) {
        if let Some(last) = self.known().get_mut(tenant) {
            *last = Some(LastCall {
                is_answered,
                ended_at: clock::now(),
            });
        }
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<String, Option<LastCall>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One value for each tenant: NaN before its first call.
    fn encode_each(
        &self,
        encoder: &mut DescriptorEncoder<'_>,
        (name, help): (&str, &str),
        value: impl Fn(LastCall) -> f64,
    ) -> Result<(), fmt::Error> {
        let mut metric = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
        for (tenant, last) in &*self.known() {
            let labels = [("tenant", tenant.clone())];
            let value = last.map_or(f64::NAN, &value);
            ConstGauge::new(value).encode(metric.encode_family(&labels)?)?;
        }
        Ok(())
    }
}

impl Collector for Standing {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let up = (
            "odoo_up",
            "1 if Odoo answered the latest call of this process, 0 if not, NaN before the first call",
        );
        self.encode_each(&mut encoder, up, |last| {
            f64::from(u8::from(last.is_answered))
        })?;
        let called = (
            "odoo_last_call_timestamp_seconds",
            "When the latest call of this process ended (Unix time), NaN before the first call",
        );
        self.encode_each(&mut encoder, called, |last| {
            last.ended_at.as_duration().as_secs_f64()
        })
    }
}
