//! Metrics of connections, with the names of OpenTelemetry's conventions for database clients.

use std::{
    fmt,
    sync::{Arc, LazyLock},
    time::Duration,
};

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric},
    metrics::{
        MetricType, counter::Counter, family::Family, gauge::ConstGauge, histogram::Histogram,
    },
    registry::Registry,
};

use super::{Budget, Databases, Turns};

/// In seconds: a connection is free at once, opened in milliseconds, or waited for.
const BUCKETS: [f64; 10] = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Purpose {
    pool_name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Connections {
    pool_name: String,
    tenant: String,
    state: &'static str,
}

static METRICS: LazyLock<Metrics> = LazyLock::new(Metrics::default);

struct Metrics {
    wait_time: Family<Purpose, Histogram>,
    create_time: Family<Purpose, Histogram>,
    timeouts: Family<Purpose, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            wait_time: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            create_time: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            timeouts: Family::default(),
        }
    }
}

/// Adds the metrics of all connections of the process.
pub fn register<'a>(registry: &mut Registry, all: impl IntoIterator<Item = &'a Databases>) {
    let mut shown = Shown::default();
    for databases in all {
        let name = purpose(&databases.turns.purpose);
        let _from_the_start = METRICS.timeouts.get_or_create(&name);
        shown.turns.push(databases.turns.clone());
        let budget = &databases.budget;
        if !shown.budgets.iter().any(|known| Arc::ptr_eq(known, budget)) {
            shown.budgets.push(budget.clone());
        }
    }
    registry.register(
        "db_client_connection_wait_time_seconds",
        "Time that a task waited until it might use a connection",
        METRICS.wait_time.clone(),
    );
    registry.register(
        "db_client_connection_create_time_seconds",
        "Time to open a connection",
        METRICS.create_time.clone(),
    );
    registry.register(
        "db_client_connection_timeouts",
        "Tasks that waited 10 s for a connection and got none",
        METRICS.timeouts.clone(),
    );
    registry.register_collector(Box::new(shown));
}

pub(super) fn waited(name: &str, wait: Duration, in_vain: bool) {
    METRICS
        .wait_time
        .get_or_create(&purpose(name))
        .observe(wait.as_secs_f64());
    if in_vain {
        METRICS.timeouts.get_or_create(&purpose(name)).inc();
    }
}

pub(super) fn created(name: &str, took: Duration) {
    METRICS
        .create_time
        .get_or_create(&purpose(name))
        .observe(took.as_secs_f64());
}

fn purpose(name: &str) -> Purpose {
    Purpose {
        pool_name: name.to_owned(),
    }
}

/// Reads the numbers of now when they are asked for.
#[derive(Debug, Default)]
struct Shown {
    turns: Vec<Arc<Turns>>,
    budgets: Vec<Arc<Budget>>,
}

impl Collector for Shown {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        self.totals(
            &mut encoder,
            "db_client_connection_max",
            "Connections that may be used at a time",
            |turns| turns.size,
        )?;
        self.totals(
            &mut encoder,
            "db_client_connection_pending_requests",
            "Tasks that wait until they may use a connection",
            Turns::waiting,
        )?;
        let mut counts = encoder.encode_descriptor(
            "db_client_connection_count",
            "Open connections, used and idle",
            None,
            MetricType::Gauge,
        )?;
        for budget in &self.budgets {
            for (tenant, pool) in budget.pools() {
                let status = pool.status();
                let used = status.size - status.available;
                for (state, number) in [("used", used), ("idle", status.available)] {
                    let labels = Connections {
                        pool_name: budget.name.clone(),
                        tenant: tenant.clone(),
                        state,
                    };
                    ConstGauge::new(number).encode(counts.encode_family(&labels)?)?;
                }
            }
        }
        Ok(())
    }
}

impl Shown {
    fn totals(
        &self,
        encoder: &mut DescriptorEncoder<'_>,
        name: &str,
        help: &str,
        read: fn(&Turns) -> usize,
    ) -> Result<(), fmt::Error> {
        let mut metric = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
        for turns in &self.turns {
            let labels = purpose(&turns.purpose);
            ConstGauge::new(read(turns)).encode(metric.encode_family(&labels)?)?;
        }
        Ok(())
    }
}
