//! Metrics of named transactions: number, duration and retries, by outcome.

use std::{sync::LazyLock, time::Duration};

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::Registry,
};

/// In seconds: a batch takes milliseconds, a reload may take minutes.
const BUCKETS: [f64; 14] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    transaction: &'static str,
    /// `committed`, `rolled_back`, or `conflict` if the last try also failed with a conflict.
    outcome: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Name {
    transaction: &'static str,
}

/// Shared by all pools of the process: a transaction is counted where it runs.
static METRICS: LazyLock<Metrics> = LazyLock::new(Metrics::default);

struct Metrics {
    duration: Family<Labels, Histogram>,
    retries: Family<Name, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            duration: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            retries: Family::default(),
        }
    }
}

/// Adds the metrics of transactions to the process's registry.
pub fn register(registry: &mut Registry) {
    registry.register(
        "db_transaction_duration_seconds",
        "Time of a named write transaction with all its tries, by outcome",
        METRICS.duration.clone(),
    );
    registry.register(
        "db_transaction_retries",
        "Tries of a named write transaction after a conflict with another one",
        METRICS.retries.clone(),
    );
}

pub(super) fn observe(transaction: &'static str, outcome: &'static str, took: Duration) {
    let labels = Labels {
        transaction,
        outcome,
    };
    METRICS
        .duration
        .get_or_create(&labels)
        .observe(took.as_secs_f64());
}

pub(super) fn retried(transaction: &'static str) {
    METRICS.retries.get_or_create(&Name { transaction }).inc();
}
