//! One delivery from body to acknowledgement: open it, run the handler, do what the outcome says.
//!
//! A message leaves its queue only when its effect is done or its copy is confirmed elsewhere.
//! Copies are published on the publishing connection, because a broker under alarm stops reading
//! from connections that publish, and that would block acknowledgements too.

use std::{
    any::Any,
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use bytes::Bytes;
use contracts::{Envelope, Event, Message, Opened, Refusal};
use futures::FutureExt;
use lapin::{
    BasicProperties,
    message::Delivery,
    types::{AMQPValue, FieldTable, ShortString},
};
use tokio::time::{sleep, timeout};
use tracing::Instrument;
use uuid::Uuid;

use crate::{
    Bus, PublishError, Receipt,
    headers::{SIGNATURE, number, text},
    publish::{Parcel, seconds_since_epoch, short},
    sender::{self, Misfit},
    topology::{ATTEMPTS, Queue, dead_exchange, delay_after, delay_exchange},
    trace,
};

pub(crate) const ATTEMPT: &str = "x-attempt";
pub(crate) const REASON: &str = "x-espejo-reason";
pub(crate) const DETAIL: &str = "x-espejo-detail";
pub(crate) const QUEUE: &str = "x-espejo-queue";
pub(crate) const DIED_AT: &str = "x-espejo-died-at";

/// After this time the broker itself moves the dead letter, without the headers with the reason.
const DEAD_LETTER_PATIENCE: Duration = Duration::from_secs(10);
const DETAIL_BYTES: usize = 500;

/// What a service does with the events of one queue.
#[async_trait]
pub trait Handler: Send + Sync + 'static {
    /// Runs inside the consumer span. May be called again for the same event, at the same time or
    /// much later: the effect must be the same.
    async fn handle(&self, incoming: Incoming) -> Outcome;
}

/// What to do with the message. Only the bus acknowledges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The effect is committed, or there is none.
    Done,
    /// Try again after a delay; a dead letter after [`ATTEMPTS`].
    Retry { reason: String },
    /// Make it a dead letter now.
    Reject { reason: String },
    /// Make it a dead letter now, because it does not come from its sender.
    Forged { reason: String },
}

impl Outcome {
    /// A process that has not read the file of a new tenant yet may know the tenant later.
    pub fn no_tenant(tenant: &str) -> Self {
        Self::Retry {
            reason: format!("there is no tenant {tenant}"),
        }
    }
}

/// A validated event from a queue.
pub struct Incoming {
    pub opened: Opened,
    /// As it was sent.
    pub body: Bytes,
    /// From the header; not checked here.
    pub signature: Option<String>,
    pub queue: &'static str,
    /// From 1; grows with each [`Outcome::Retry`].
    pub attempt: u32,
    /// Another consumer, or this one before a reconnection, may have started to handle it.
    pub redelivered: bool,
    /// How often the broker has delivered it before without an answer.
    pub delivery_count: u32,
    pub receipt: Receipt,
}

impl Incoming {
    /// An event that came from no queue, for tests of handlers.
    pub fn detached(message: &Message) -> Result<Self, Refusal> {
        Ok(Self {
            opened: contracts::open(message.body.as_bytes())?,
            body: Bytes::copy_from_slice(message.body.as_bytes()),
            signature: message.signature.clone(),
            queue: "none",
            attempt: 1,
            redelivered: false,
            delivery_count: 0,
            receipt: Receipt::detached(),
        })
    }

    pub fn name(&self) -> &'static str {
        self.opened.name
    }

    pub fn event_id(&self) -> Uuid {
        self.opened.envelope.id
    }

    pub fn tenant(&self) -> &str {
        &self.opened.envelope.tenant
    }

    /// See [`Receipt::acknowledge`]. Clone `receipt` first if the event is needed by value.
    pub async fn acknowledge(&self) -> bool {
        self.receipt.acknowledge().await
    }

    pub fn decode<T: Event>(self) -> Result<Envelope<T>, Refusal> {
        self.opened.decode()
    }
}

/// A delivery with everything that its handling needs.
pub(crate) struct Task {
    pub(crate) bus: Bus,
    pub(crate) queue: &'static Queue,
    pub(crate) handler: Arc<dyn Handler>,
    pub(crate) properties: BasicProperties,
    pub(crate) body: Bytes,
    pub(crate) redelivered: bool,
    pub(crate) receipt: Receipt,
}

impl Task {
    pub(crate) fn new(
        bus: Bus,
        queue: &'static Queue,
        handler: Arc<dyn Handler>,
        delivery: Delivery,
        receipt: Receipt,
    ) -> Self {
        let Delivery {
            properties,
            data,
            redelivered,
            ..
        } = delivery;
        Self {
            bus,
            queue,
            handler,
            properties,
            body: data.into(),
            redelivered,
            receipt,
        }
    }

    pub(crate) async fn run(self) {
        let opened = match contracts::open(&self.body) {
            Ok(opened) => opened,
            Err(refusal) => {
                let code = refusal.code();
                // A refusal quotes the message.
                let detail = if self.queue.is_secret() {
                    "not shown, because the message may have a secret".to_owned()
                } else {
                    refusal.to_string()
                };
                self.dead_letter("unknown", "invalid", code, &detail).await;
                return;
            }
        };
        let event = opened.name;
        if !self.queue.events.contains(&event) {
            let detail = format!("{event} does not belong in {}", self.queue.name);
            self.dead_letter(event, "invalid", "misrouted", &detail)
                .await;
            return;
        }
        let service = self.queue.service;
        if let Err(Misfit { reason, detail }) = sender::check(&self.properties, &opened, service) {
            self.dead_letter(event, "forged", reason, &detail).await;
            return;
        }
        let attempt = number(&self.properties, ATTEMPT).unwrap_or(1);
        let span = trace::processing(self.queue, &opened, attempt);
        self.process(opened, attempt).instrument(span).await;
    }

    async fn process(self, opened: Opened, attempt: u32) {
        let event = opened.name;
        let incoming = Incoming {
            opened,
            body: self.body.clone(),
            signature: text(&self.properties, SIGNATURE),
            queue: self.queue.name,
            attempt,
            redelivered: self.redelivered,
            delivery_count: number(&self.properties, "x-delivery-count").unwrap_or(0),
            receipt: self.receipt.clone(),
        };
        let started = Instant::now();
        let outcome = AssertUnwindSafe(self.handler.handle(incoming))
            .catch_unwind()
            .await;
        self.bus
            .metrics()
            .handled_in(self.queue.name, event, started.elapsed());
        if !matches!(outcome, Ok(Outcome::Done)) {
            tracing::Span::current().record("otel.status_code", "ERROR");
        }
        if self.receipt.is_early() {
            return self.after_early_ack(event, outcome);
        }
        match outcome {
            Ok(Outcome::Done) => {
                self.note(event, "done");
                if !self.receipt.ack().await {
                    tracing::info!(
                        queue = self.queue.name,
                        event,
                        event_id = self.id(),
                        "done, but not acknowledged: it will come again"
                    );
                }
            }
            Ok(Outcome::Retry { reason }) if attempt >= ATTEMPTS => {
                self.dead_letter(event, "retry", "attempts", &reason).await;
            }
            Ok(Outcome::Retry { reason }) => self.retry(event, attempt, &reason).await,
            Ok(Outcome::Reject { reason }) => {
                self.dead_letter(event, "reject", "rejected", &reason).await;
            }
            Ok(Outcome::Forged { reason }) => {
                self.dead_letter(event, "forged", "signature", &reason)
                    .await;
            }
            Err(panic) => {
                self.dead_letter(event, "panic", "panic", &lifecycle::panic_text(&*panic))
                    .await;
            }
        }
    }

    /// The message is no longer in the queue, so only the outcome is recorded.
    fn after_early_ack(&self, event: &'static str, outcome: Result<Outcome, Box<dyn Any + Send>>) {
        let queue = self.queue.name;
        let (label, reason) = match outcome {
            Ok(Outcome::Done) => return self.note(event, "done"),
            Ok(Outcome::Retry { reason }) => ("retry", reason),
            Ok(Outcome::Reject { reason }) => ("reject", reason),
            Ok(Outcome::Forged { reason }) => ("forged", reason),
            Err(panic) => ("panic", lifecycle::panic_text(&*panic)),
        };
        self.note(event, label);
        tracing::error!(
            queue,
            event,
            event_id = self.id(),
            reason,
            "the handler failed after it had acknowledged"
        );
    }

    /// Publishes a fresh copy to the delay queue. A cycle of dead-lettering would lose the message.
    async fn retry(&self, event: &'static str, attempt: u32, reason: &str) {
        let queue = self.queue.name;
        let delay = delay_after(attempt, self.bus.shared.broker.settings.delays);
        tracing::warn!(
            queue,
            event,
            event_id = self.id(),
            attempt,
            reason,
            delay_seconds = delay.as_secs(),
            "the event is tried again later"
        );
        let mut headers = self.headers();
        headers.insert(ATTEMPT.into(), AMQPValue::LongUInt(attempt + 1));
        let copy = self.copy(delay_exchange(self.queue.service, delay), headers);
        while let Err(error) = self.bus.send(copy.clone()).await {
            // Until it is acknowledged it is safe, and the prefetch limits further messages.
            tracing::warn!(queue, event, event_id = self.id(), %error, "the copy is not confirmed");
            if !self.receipt.is_open() {
                return;
            }
            if matches!(error, PublishError::Stopped) {
                self.receipt.requeue().await;
                return;
            }
            sleep(Duration::from_secs(1)).await;
        }
        self.note(event, "retry");
        self.receipt.ack().await;
    }

    async fn dead_letter(
        &self,
        event: &'static str,
        outcome: &'static str,
        reason: &'static str,
        detail: &str,
    ) {
        let queue = self.queue.name;
        // The detail of a refusal quotes the message, which must not be in a log.
        let logged = if outcome == "invalid" {
            None
        } else {
            Some(detail)
        };
        tracing::error!(
            queue,
            event,
            event_id = self.id(),
            reason,
            detail = logged,
            "the event is a dead letter"
        );
        let mut headers = self.headers();
        let detail = &detail[..detail.floor_char_boundary(DETAIL_BYTES)];
        for (key, value) in [(REASON, reason), (DETAIL, detail), (QUEUE, queue)] {
            headers.insert(key.into(), AMQPValue::LongString(value.into()));
        }
        let died_at = AMQPValue::Timestamp(seconds_since_epoch());
        headers.insert(DIED_AT.into(), died_at);
        let copy = self.copy(dead_exchange(self.queue.service), headers);
        let copied = timeout(DEAD_LETTER_PATIENCE, async {
            while let Err(error) = self.bus.send(copy.clone()).await {
                tracing::warn!(queue, event_id = self.id(), %error, "the copy is not confirmed");
                sleep(Duration::from_millis(500)).await;
            }
        });
        let safe = match copied.await {
            Ok(()) => self.receipt.ack().await,
            Err(_) => self.receipt.reject().await,
        };
        if safe {
            self.note(event, outcome);
            self.bus.metrics().dead_letter(queue, reason);
        }
    }

    fn copy(&self, exchange: String, headers: FieldTable) -> Parcel {
        let id = match self.properties.message_id() {
            Some(id) => id.clone(),
            None => short(&Uuid::now_v7().to_string()),
        };
        let properties = self
            .bus
            .stamped(self.properties.clone())
            .with_message_id(id)
            .with_delivery_mode(2)
            .with_headers(headers);
        Parcel {
            exchange,
            routing_key: self.queue.name.to_owned(),
            properties,
            body: self.body.clone(),
        }
    }

    fn headers(&self) -> FieldTable {
        sender::copied_headers(&self.properties, self.queue.service)
    }

    fn id(&self) -> &str {
        self.properties
            .message_id()
            .as_ref()
            .map_or("none", ShortString::as_str)
    }

    fn note(&self, event: &'static str, outcome: &'static str) {
        self.bus.metrics().consumed(self.queue.name, event, outcome);
    }
}
