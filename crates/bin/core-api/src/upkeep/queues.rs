//! Gauges of the broker's queues.

use std::time::Duration;

use bus::Bus;
use lifecycle::Stop;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{family::Family, gauge::Gauge},
    registry::Registry,
};

use crate::writing::WriteError;

const EVERY: Duration = Duration::from_secs(15);

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    queue: String,
}

/// Depths and consumers of all queues.
#[derive(Debug, Clone, Default)]
pub struct Queues {
    depth: Family<Labels, Gauge>,
    consumers: Family<Labels, Gauge>,
}

impl Queues {
    pub fn register(&self, registry: &mut Registry) {
        registry.register(
            "queue_depth",
            "Messages ready in a queue; names that end in .dead are dead letters",
            self.depth.clone(),
        );
        registry.register(
            "queue_consumers",
            "Consumers of a queue; zero on a working queue is an outage",
            self.consumers.clone(),
        );
    }

    /// Reads the queues regularly until stopped.
    pub async fn measure(self, bus: Bus, stop: Stop) -> Result<(), WriteError> {
        while stop.sleep(EVERY).await {
            self.read(&bus).await;
        }
        Ok(())
    }

    async fn read(&self, bus: &Bus) {
        let depths = match bus.queue_depths().await {
            Ok(depths) => depths,
            Err(error) => {
                tracing::debug!(%error, "queue depths cannot be read");
                return;
            }
        };
        for found in depths {
            let labels = Labels { queue: found.queue };
            let depth = self.depth.get_or_create(&labels);
            depth.set(i64::from(found.messages));
            drop(depth);
            let consumers = self.consumers.get_or_create(&labels);
            consumers.set(i64::from(found.consumers));
        }
    }
}
