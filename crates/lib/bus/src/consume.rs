//! Consuming: one connection per consumer. It is replaced whenever its stream ends or fails or the
//! connection is lost, as long as the process runs.

use std::{
    collections::BTreeMap,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use futures::StreamExt;
use lapin::{
    Channel, Connection, Consumer, Error,
    message::Delivery,
    options::{BasicCancelOptions, BasicConsumeOptions, BasicQosOptions},
    types::{AMQPValue, FieldTable},
};
use tokio::{task::JoinSet, time::sleep};

use crate::{
    Bus, Handler, Receipt,
    backoff::Backoff,
    connection::{ConnectError, answered, close},
    delivery::Task,
    receipt::Subscription,
    topology::Queue,
};

/// How often the connection of an idle subscription is checked.
const LOOK: Duration = Duration::from_secs(1);

/// Maximum wait for the cancellation of a consumer at the stop.
const GOODBYE: Duration = Duration::from_secs(3);

static CONSUMERS: AtomicU64 = AtomicU64::new(1);

impl Bus {
    /// Handles the events of a queue until stopped; always reconnects. After the stop it takes no
    /// more messages and gives the handlers in flight time to finish.
    ///
    /// A queue with a prefetch of 1 handles one message at a time, also after
    /// [`Receipt::acknowledge`]: call this once per slot.
    pub async fn consume(
        &self,
        queue: &'static Queue,
        handler: Arc<dyn Handler>,
        stop: impl Future<Output = ()> + Send,
    ) {
        self.consume_by_priority(queue, handler, 0, stop).await;
    }

    /// As [`Bus::consume`]; a message goes to the free consumer of the highest priority.
    pub async fn consume_by_priority(
        &self,
        queue: &'static Queue,
        handler: Arc<dyn Handler>,
        priority: i32,
        stop: impl Future<Output = ()> + Send,
    ) {
        let mut stop = pin!(stop);
        let mut worker = Worker {
            bus: self.clone(),
            queue,
            priority,
            handler,
            in_flight: JoinSet::new(),
            presence: Presence::new(self, queue.name),
        };
        let mut backoff = Backoff::default();
        loop {
            match worker.session(stop.as_mut()).await {
                Ok(Ended::Stopped) => return,
                Ok(Ended::Lost(reason)) => {
                    tracing::warn!(queue = queue.name, reason, "the subscription is lost");
                }
                Err(error) => tracing::warn!(
                    queue = queue.name,
                    %error,
                    error.cause = std::error::Error::source(&error).map(tracing::field::display),
                    "cannot subscribe"
                ),
            }
            worker.presence.subscribed(false);
            tokio::select! {
                () = &mut stop => return worker.drain().await,
                () = backoff.wait() => {}
            }
        }
    }
}

enum Ended {
    Stopped,
    Lost(&'static str),
}

struct Worker {
    bus: Bus,
    queue: &'static Queue,
    priority: i32,
    handler: Arc<dyn Handler>,
    /// Survives reconnections: a handler is not interrupted because the broker is down.
    in_flight: JoinSet<()>,
    presence: Presence,
}

/// A consumer on a channel.
struct Stream {
    consumer: Consumer,
    /// The handler has cancelled it, so that no message comes while it works.
    paused: Arc<AtomicBool>,
}

impl Stream {
    fn is_paused(&self) -> bool {
        self.paused.load(Ordering::Acquire)
    }
}

impl Worker {
    async fn session(
        &mut self,
        mut stop: Pin<&mut (impl Future<Output = ()> + Send)>,
    ) -> Result<Ended, ConnectError> {
        let opened = tokio::select! {
            () = &mut stop => None,
            opened = self.open() => Some(opened?),
        };
        let Some((connection, channel)) = opened else {
            self.drain().await;
            return Ok(Ended::Stopped);
        };
        let mut stream: Option<Stream> = None;
        let ended = loop {
            let free = self.in_flight.len() < usize::from(self.queue.prefetch);
            // Only a free consumer subscribes. Otherwise the broker would send the next message at
            // once, and it would wait here until the work is done, also after a reconnection.
            if free && stream.as_ref().is_none_or(Stream::is_paused) {
                stream = Some(self.subscribe(&channel).await?);
            }
            tokio::select! {
                biased;
                () = &mut stop => break Ended::Stopped,
                Some(finished) = self.in_flight.join_next() => note(self.queue, finished),
                delivery = next(&mut stream), if free => match delivery {
                    Some(Ok(delivery)) => self.start(delivery, &channel, stream.as_ref()),
                    Some(Err(error)) => {
                        tracing::debug!(queue = self.queue.name, %error, "the stream failed");
                        break Ended::Lost("the stream failed");
                    }
                    None if stream.as_ref().is_some_and(Stream::is_paused) => {}
                    None => break Ended::Lost("the broker cancelled the consumer"),
                },
                () = sleep(LOOK) => {
                    if !connection.status().connected() || !channel.status().connected() {
                        break Ended::Lost("the connection is gone");
                    }
                }
            }
        };
        if matches!(ended, Ended::Stopped) {
            if let Some(stream) = stream.filter(|stream| !stream.is_paused()) {
                let tag = stream.consumer.tag();
                let cancel = channel.basic_cancel(tag, BasicCancelOptions::default());
                if let Err(error) = answered(GOODBYE, cancel).await {
                    tracing::debug!(%error, "the consumer could not be cancelled");
                }
            }
            self.drain().await;
            close(&connection).await;
        }
        Ok(ended)
    }

    async fn open(&self) -> Result<(Connection, Channel), ConnectError> {
        let broker = &self.bus.shared.broker;
        let (connection, missing) = broker.connect(self.queue.name).await?;
        self.bus.note_recreated(&missing);
        let open = async {
            let channel = connection.create_channel().await?;
            channel
                .basic_qos(self.queue.prefetch, BasicQosOptions::default())
                .await?;
            Ok(channel)
        };
        let channel = answered(broker.settings.connect_timeout, open).await?;
        self.bus.metrics().connected(self.queue.name);
        self.presence.subscribed(true);
        tracing::info!(queue = self.queue.name, "consuming");
        Ok((connection, channel))
    }

    async fn subscribe(&self, channel: &Channel) -> Result<Stream, ConnectError> {
        let (name, tag) = (self.queue.name.into(), "".into());
        let options = BasicConsumeOptions::default();
        let mut arguments = FieldTable::default();
        if self.priority != 0 {
            arguments.insert("x-priority".into(), AMQPValue::LongInt(self.priority));
        }
        let consume = channel.basic_consume(name, tag, options, arguments);
        let limit = self.bus.shared.broker.settings.connect_timeout;
        let consumer = answered(limit, consume).await?;
        Ok(Stream {
            consumer,
            paused: Arc::default(),
        })
    }

    fn start(&mut self, delivery: Delivery, channel: &Channel, stream: Option<&Stream>) {
        let alone = self.queue.prefetch == 1;
        let subscription = stream.filter(|_| alone).map(|stream| Subscription {
            channel: channel.clone(),
            consumer_tag: stream.consumer.tag(),
            paused: Arc::clone(&stream.paused),
        });
        let receipt = Receipt::new(delivery.acker.clone(), subscription);
        let handler = Arc::clone(&self.handler);
        let task = Task::new(self.bus.clone(), self.queue, handler, delivery, receipt);
        self.in_flight.spawn(task.run());
    }

    /// Waits for the handlers in flight. One that does not finish in time is dropped: its message
    /// is not acknowledged and comes again.
    async fn drain(&mut self) {
        let limit = self.bus.shared.broker.settings.drain_timeout;
        let queue = self.queue;
        let finished = tokio::time::timeout(limit, async {
            while let Some(finished) = self.in_flight.join_next().await {
                note(queue, finished);
            }
        });
        if finished.await.is_err() {
            let unfinished = self.in_flight.len();
            tracing::warn!(
                queue = queue.name,
                unfinished,
                "handlers did not finish before the stop"
            );
            self.in_flight.shutdown().await;
        }
    }
}

async fn next(stream: &mut Option<Stream>) -> Option<Result<Delivery, Error>> {
    match stream {
        Some(stream) => stream.consumer.next().await,
        None => std::future::pending().await,
    }
}

/// A handler's panic is caught earlier, so an error here is a bug of this crate.
fn note(queue: &Queue, finished: Result<(), tokio::task::JoinError>) {
    if let Err(error) = finished {
        tracing::error!(queue = queue.name, %error, "the task of a delivery failed");
    }
}

/// A consumer's entry in the list of its process, for readiness and for the end of the driver.
pub(crate) struct Presence {
    bus: Bus,
    key: u64,
    queue: &'static str,
}

impl Presence {
    pub(crate) fn new(bus: &Bus, queue: &'static str) -> Self {
        let presence = Self {
            bus: bus.clone(),
            key: CONSUMERS.fetch_add(1, Ordering::Relaxed),
            queue,
        };
        presence.subscribed(false);
        presence
    }

    pub(crate) fn subscribed(&self, subscribed: bool) {
        self.change(|consumers| {
            consumers.insert(self.key, (self.queue, subscribed));
        });
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<u64, (&'static str, bool)>)) {
        let mut consumers = self.bus.consumers();
        change(&mut consumers);
        self.bus.shared.consuming.send_replace(consumers.len());
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.change(|consumers| {
            consumers.remove(&self.key);
        });
    }
}
