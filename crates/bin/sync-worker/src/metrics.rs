//! The metrics of the worker. Labels are models, methods and outcomes, which have few values.

use std::{sync::Arc, time::Duration};

use odoo::Observer;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

use crate::standing::Standing;

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct CallLabels {
    method: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ModelLabels {
    model: String,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct CircuitLabels {
    url: String,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct AttemptLabels {
    kind: &'static str,
    outcome: &'static str,
}

/// Clones share their values.
#[derive(Debug, Clone)]
pub struct Metrics {
    calls: Family<CallLabels, Histogram, fn() -> Histogram>,
    records: Family<ModelLabels, Counter>,
    pages: Family<ModelLabels, Counter>,
    credit_wait: Histogram,
    attempts: Family<AttemptLabels, Counter>,
    circuits: Family<CircuitLabels, Gauge>,
    pub(crate) standing: Standing,
}

const SECONDS: [f64; 11] = [
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0, 150.0,
];

fn seconds() -> Histogram {
    Histogram::new(SECONDS)
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            calls: Family::new_with_constructor(seconds),
            records: Family::default(),
            pages: Family::default(),
            credit_wait: seconds(),
            attempts: Family::default(),
            circuits: Family::default(),
            standing: Standing::default(),
        }
    }
}

impl Metrics {
    pub fn register(&self, registry: &mut Registry) {
        registry.register_with_unit(
            "odoo_call",
            "How long calls to Odoo took, by method and by how they ended",
            Unit::Seconds,
            self.calls.clone(),
        );
        registry.register(
            "odoo_circuit_open",
            "1 while the circuit breaker of this Odoo is open",
            self.circuits.clone(),
        );
        registry.register_collector(Box::new(self.standing.clone()));
        let registry = registry.sub_registry_with_prefix("sync");
        registry.register(
            "records_read",
            "Records read from Odoo",
            self.records.clone(),
        );
        registry.register(
            "pages_read",
            "Pages and totals read from Odoo",
            self.pages.clone(),
        );
        registry.register_with_unit(
            "credit_wait",
            "How long attempts waited for core-api to apply what they had published",
            Unit::Seconds,
            self.credit_wait.clone(),
        );
        registry.register(
            "attempts",
            "Attempts, by how they ended",
            self.attempts.clone(),
        );
    }

    /// Records each call of a session.
    pub(crate) fn observer(&self) -> Observer {
        let calls = self.calls.clone();
        Arc::new(move |report| {
            let labels = CallLabels {
                method: report.method,
                outcome: report.outcome,
            };
            calls
                .get_or_create(&labels)
                .observe(report.duration.as_secs_f64());
        })
    }

    pub(crate) fn page(&self, model: &str, records: u64) {
        let labels = ModelLabels {
            model: model.to_owned(),
        };
        self.pages.get_or_create(&labels).inc();
        self.records.get_or_create(&labels).inc_by(records);
    }

    pub(crate) fn waited(&self, duration: Duration) {
        self.credit_wait.observe(duration.as_secs_f64());
    }

    pub(crate) fn circuit(&self, url: &str, is_open: bool) {
        let url = url.to_owned();
        let circuit = self.circuits.get_or_create(&CircuitLabels { url });
        circuit.set(i64::from(is_open));
    }

    pub(crate) fn forget_circuit(&self, url: &str) {
        let url = url.to_owned();
        self.circuits.remove(&CircuitLabels { url });
    }

    pub(crate) fn attempt(&self, kind: &'static str, outcome: &'static str) {
        self.attempts
            .get_or_create(&AttemptLabels { kind, outcome })
            .inc();
    }
}
