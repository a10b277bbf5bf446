//! The metrics of the bus. Labels are queues, events, outcomes and reasons, which have few values.

use std::{fmt, time::Duration};

use contracts::catalog::CONTRACTS;
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric},
    metrics::{
        MetricType,
        counter::Counter,
        family::Family,
        gauge::{ConstGauge, Gauge},
        histogram::Histogram,
    },
    registry::{Registry, Unit},
};

use crate::Bus;

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct PublishLabels {
    event: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ConsumeLabels {
    queue: &'static str,
    event: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct DeadLabels {
    queue: &'static str,
    reason: &'static str,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct HandlerLabels {
    queue: &'static str,
    event: &'static str,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ConnectionLabels {
    purpose: &'static str,
}

/// Clones share their values.
#[derive(Debug, Clone)]
pub struct Metrics {
    published: Family<PublishLabels, Counter>,
    confirm_seconds: Histogram,
    consumed: Family<ConsumeLabels, Counter>,
    handler_seconds: Family<HandlerLabels, Histogram, fn() -> Histogram>,
    dead_letters: Family<DeadLabels, Counter>,
    connections: Family<ConnectionLabels, Counter>,
    blocked: Gauge,
}

const SECONDS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0,
];

fn seconds() -> Histogram {
    Histogram::new(SECONDS)
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            published: Family::default(),
            confirm_seconds: seconds(),
            consumed: Family::default(),
            handler_seconds: Family::new_with_constructor(seconds),
            dead_letters: Family::default(),
            connections: Family::default(),
            blocked: Gauge::default(),
        }
    }
}

impl Metrics {
    /// Adds every family to the process's registry, under the names `bus_…`.
    pub fn register(&self, registry: &mut Registry) {
        let registry = registry.sub_registry_with_prefix("bus");
        registry.register(
            "published",
            "Messages handed to the broker, by outcome",
            self.published.clone(),
        );
        registry.register_with_unit(
            "confirm",
            "From sending a window of messages until all of it was confirmed",
            Unit::Seconds,
            self.confirm_seconds.clone(),
        );
        registry.register(
            "consumed",
            "Messages taken from a queue, by outcome",
            self.consumed.clone(),
        );
        registry.register_with_unit(
            "handler",
            "How long handlers took",
            Unit::Seconds,
            self.handler_seconds.clone(),
        );
        registry.register(
            "dead_letters",
            "Messages put into a dead queue, by reason",
            self.dead_letters.clone(),
        );
        registry.register(
            "connections",
            "Connections made to the broker; more than one per purpose are reconnections",
            self.connections.clone(),
        );
        registry.register(
            "blocked",
            "1 while the broker blocks publishers: it is out of memory or disk",
            self.blocked.clone(),
        );
    }

    pub(crate) fn published(&self, event: &str, outcome: &'static str) {
        let labels = PublishLabels {
            event: known(event),
            outcome,
        };
        self.published.get_or_create(&labels).inc();
    }

    pub(crate) fn confirmed_in(&self, elapsed: Duration) {
        self.confirm_seconds.observe(elapsed.as_secs_f64());
    }

    pub(crate) fn consumed(&self, queue: &'static str, event: &'static str, outcome: &'static str) {
        self.consumed
            .get_or_create(&ConsumeLabels {
                queue,
                event,
                outcome,
            })
            .inc();
    }

    pub(crate) fn handled_in(&self, queue: &'static str, event: &'static str, elapsed: Duration) {
        let labels = HandlerLabels { queue, event };
        self.handler_seconds
            .get_or_create(&labels)
            .observe(elapsed.as_secs_f64());
    }

    pub(crate) fn dead_letter(&self, queue: &'static str, reason: &'static str) {
        self.dead_letters
            .get_or_create(&DeadLabels { queue, reason })
            .inc();
    }

    pub(crate) fn blocked(&self, blocked: bool) {
        self.blocked.set(i64::from(blocked));
    }

    pub(crate) fn connected(&self, purpose: &'static str) {
        self.connections
            .get_or_create(&ConnectionLabels { purpose })
            .inc();
    }
}

impl Bus {
    /// Adds what the process measures of its broker to its registry.
    pub fn register(&self, registry: &mut Registry) {
        self.metrics().register(registry);
        registry.register_collector(Box::new(Reachable(self.clone())));
    }
}

struct Reachable(Bus);

impl fmt::Debug for Reachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reachable").finish_non_exhaustive()
    }
}

impl Collector for Reachable {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let up = encoder.encode_descriptor(
            "bus_up",
            "1 if the process can publish and is subscribed to its queues, 0 if not",
            None,
            MetricType::Gauge,
        )?;
        ConstGauge::new(i64::from(self.0.check().is_ok())).encode(up)
    }
}

/// The name from the catalogue, so that a label never takes a value from a message.
fn known(event: &str) -> &'static str {
    CONTRACTS
        .iter()
        .find(|contract| contract.name == event)
        .map_or("other", |c| c.name)
}
