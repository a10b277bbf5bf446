//! How many messages wait in each durable queue, and whether the queue still exists.

use crate::{Bus, connection::answered, dead::AdminError, declare, topology::declarations};

/// A durable queue as the broker sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueDepth {
    pub queue: String,
    /// Ready messages, without those that a consumer holds.
    pub messages: u32,
    pub consumers: u32,
    /// It did not exist and was created again: its messages are lost.
    pub missing: bool,
}

impl QueueDepth {
    /// True if messages in it wait for a person.
    pub fn is_dead(&self) -> bool {
        crate::topology::QUEUES
            .iter()
            .any(|queue| queue.dead_name() == self.queue)
    }
}

impl Bus {
    /// Reads the depth of every durable queue, including the dead and the delay queues.
    pub async fn queue_depths(&self) -> Result<Vec<QueueDepth>, AdminError> {
        let connection = self.live_connection()?;
        let settings = &self.shared.broker.settings;
        let ask = async {
            let mut channel = connection.create_channel().await?;
            let mut depths = Vec::new();
            for declaration in declarations(&settings.delays) {
                let queue = declaration.name;
                let found = declare::look(&connection, &mut channel, &queue).await?;
                let (messages, consumers) = found.unwrap_or_default();
                depths.push(QueueDepth {
                    queue,
                    messages,
                    consumers,
                    missing: found.is_none(),
                });
            }
            Ok(depths)
        };
        let depths = answered(settings.connect_timeout, ask).await?;
        if depths.iter().any(|depth| depth.missing) {
            self.redeclare(&connection).await?;
        }
        Ok(depths)
    }
}
