//! Publishing: messages become parcels, the driver sends them in windows, and the caller waits for
//! the confirm. A message without a confirm counts as not sent; it may always be sent again under
//! the same id.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use bytes::Bytes;
use contracts::Message;
use futures::{StreamExt, stream::FuturesUnordered};
use lapin::{
    BasicProperties, Connection,
    types::{AMQPValue, FieldTable, ShortString},
};
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tracing::Instrument;

use crate::{
    Driver, InvalidUrl, Metrics, PublishError, Settings,
    backoff::Backoff,
    connection::Broker,
    headers::{SIGNATURE, text_value},
    topology::{MAX_BODY_BYTES, WINDOW, events_exchange, producer_of},
    trace,
};

/// A message as it is sent to the broker.
#[derive(Debug, Clone)]
pub(crate) struct Parcel {
    pub(crate) exchange: String,
    pub(crate) routing_key: String,
    /// Always with a message id.
    pub(crate) properties: BasicProperties,
    pub(crate) body: Bytes,
}

impl Parcel {
    pub(crate) fn id(&self) -> &str {
        self.properties
            .message_id()
            .as_ref()
            .map_or("", ShortString::as_str)
    }
}

/// A parcel that waits for its confirm.
#[derive(Debug)]
pub(crate) struct Queued {
    pub(crate) parcel: Parcel,
    pub(crate) answer: oneshot::Sender<Result<(), PublishError>>,
}

/// The handle of the process for the broker. Clones share everything.
#[derive(Clone)]
pub struct Bus {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) broker: Broker,
    pub(crate) metrics: Metrics,
    queued: mpsc::Sender<Queued>,
    transient: mpsc::Sender<Parcel>,
    /// The publishing connection, if there is one.
    pub(crate) connection: watch::Sender<Option<Arc<Connection>>>,
    /// Every consumer of this process, and whether it is subscribed.
    consumers: Mutex<BTreeMap<u64, (&'static str, bool)>>,
    /// The number of consumers; 0 when the last one has ended.
    pub(crate) consuming: watch::Sender<usize>,
    /// How many times missing queues were created.
    pub(crate) recreated: watch::Sender<u64>,
    /// Lets one caller at a time look through the dead queues.
    pub(crate) administration: Semaphore,
}

/// Messages that can wait for the next window; if it is full, callers wait.
const QUEUED: usize = 256;

impl Bus {
    /// Does not connect, and does not fail if the broker is down: the driver connects.
    pub fn new(settings: Settings) -> Result<(Self, Driver), InvalidUrl> {
        let (queued, parcels) = mpsc::channel(QUEUED);
        let (transient, transients) = mpsc::channel(QUEUED);
        let shared = Arc::new(Shared {
            broker: Broker::new(settings)?,
            metrics: Metrics::default(),
            queued,
            transient,
            connection: watch::Sender::new(None),
            consumers: Mutex::default(),
            consuming: watch::Sender::new(0),
            recreated: watch::Sender::new(0),
            administration: Semaphore::new(1),
        });
        let bus = Self { shared };
        Ok((bus.clone(), Driver::new(bus, parcels, transients)))
    }

    /// Sends one event and waits until its queues have it on disk.
    pub async fn publish(&self, message: &Message) -> Result<(), PublishError> {
        let span = trace::publishing(message, &message.name);
        async {
            let result = match self.parcel(message, &message.name, true) {
                Ok(parcel) => self.send(parcel).await,
                Err(error) => Err(error),
            };
            self.note(message, &result);
            result
        }
        .instrument(span)
        .await
    }

    /// Sends one event, and retries under the same id for up to `patience` if the error may be
    /// temporary. A queue that was just created may refuse its first message.
    pub async fn publish_patiently(
        &self,
        message: &Message,
        patience: Duration,
    ) -> Result<(), PublishError> {
        let begun = Instant::now();
        let mut backoff = Backoff::default();
        loop {
            match self.publish(message).await {
                Err(error) if error.may_pass() && begun.elapsed() < patience => {
                    backoff.wait().await;
                }
                settled => return settled,
            }
        }
    }

    /// Sends events; one result for each, in their order. Queues may get them in another order.
    pub async fn publish_all(&self, messages: &[Message]) -> Vec<Result<(), PublishError>> {
        let mut results = Vec::with_capacity(messages.len());
        for window in messages.chunks(WINDOW) {
            let mut sent: Vec<_> = window
                .iter()
                .enumerate()
                .map(|(index, message)| async move { (index, self.publish(message).await) })
                .collect::<FuturesUnordered<_>>()
                .collect()
                .await;
            sent.sort_by_key(|(index, _)| *index);
            results.extend(sent.into_iter().map(|(_, result)| result));
            if results
                .iter()
                .any(|r| r.as_ref().is_err_and(PublishError::ends_the_call))
            {
                break;
            }
        }
        results.resize_with(messages.len(), || Err(PublishError::NotTried));
        results
    }

    /// Sends an event that may be lost: not stored, not confirmed, dropped if no process follows
    /// the key. Fails only if it cannot be handed to a connection at once.
    pub async fn publish_transient(
        &self,
        routing_key: &str,
        message: &Message,
    ) -> Result<(), PublishError> {
        let span = trace::publishing(message, routing_key);
        async {
            let result = match self.parcel(message, routing_key, false) {
                Ok(_) if !self.publishing() => Err(PublishError::NotConnected(Duration::ZERO)),
                Ok(parcel) => self
                    .shared
                    .transient
                    .send(parcel)
                    .await
                    .map_err(|_| PublishError::Stopped),
                Err(error) => Err(error),
            };
            let outcome = if result.is_ok() {
                "transient"
            } else {
                "not_connected"
            };
            self.shared.metrics.published(&message.name, outcome);
            result
        }
        .instrument(span)
        .await
    }

    /// True if the process can publish now and all its consumers are subscribed.
    pub fn connected(&self) -> bool {
        self.check().is_ok()
    }

    /// As [`Bus::connected`]; the error says what is missing.
    pub fn check(&self) -> Result<(), String> {
        if !self.publishing() {
            return Err("no connection for publishing".to_owned());
        }
        if self.blocked() {
            return Err("the broker blocks publishers: it is out of memory or disk".to_owned());
        }
        match self
            .consumers()
            .values()
            .find(|(_, subscribed)| !subscribed)
        {
            Some((queue, _)) => Err(format!("not subscribed to {queue}")),
            None => Ok(()),
        }
    }

    pub fn metrics(&self) -> &Metrics {
        &self.shared.metrics
    }

    /// Changes when missing durable queues were created: their messages are lost. Also changes at
    /// the first start.
    pub fn recreated(&self) -> watch::Receiver<u64> {
        self.shared.recreated.subscribe()
    }

    pub(crate) fn publishing(&self) -> bool {
        self.shared
            .connection
            .borrow()
            .as_ref()
            .is_some_and(|c| c.status().connected())
    }

    fn blocked(&self) -> bool {
        let connection = self.shared.connection.borrow();
        connection.as_ref().is_some_and(|c| c.status().blocked())
    }

    /// Queues the parcel for a window and waits for its confirm.
    pub(crate) async fn send(&self, parcel: Parcel) -> Result<(), PublishError> {
        let limit = self.shared.broker.settings.confirm_timeout;
        let (answer, confirmed) = oneshot::channel();
        let sent = async {
            let queued = Queued { parcel, answer };
            self.shared
                .queued
                .send(queued)
                .await
                .map_err(|_| PublishError::Stopped)?;
            confirmed.await.map_err(|_| PublishError::Stopped)?
        };
        match tokio::time::timeout(limit, sent).await {
            Ok(result) => result,
            Err(_) if self.publishing() => Err(PublishError::NotConfirmed(limit)),
            Err(_) => Err(PublishError::NotConnected(limit)),
        }
    }

    fn parcel(
        &self,
        message: &Message,
        routing_key: &str,
        persistent: bool,
    ) -> Result<Parcel, PublishError> {
        let service = self.shared.broker.settings.service;
        // The broker would refuse it and close the channel, with all other messages on it.
        if producer_of(&message.name) != Some(service) {
            return Err(PublishError::Foreign {
                service,
                event: message.name.clone(),
            });
        }
        let bytes = message.body.len();
        if bytes > MAX_BODY_BYTES {
            return Err(PublishError::TooLarge {
                id: message.id,
                bytes,
            });
        }
        let mut headers = FieldTable::default();
        headers.insert(
            "tenant".into(),
            AMQPValue::LongString(message.tenant.as_str().into()),
        );
        if let Some(traceparent) = &message.traceparent {
            let value = AMQPValue::LongString(traceparent.as_str().into());
            headers.insert("traceparent".into(), value);
        }
        if let Some(signature) = &message.signature {
            headers.insert(SIGNATURE.into(), text_value(signature));
        }
        let event_type = format!("espejo.{}.v{}", message.name, message.version);
        let properties = self
            .stamped(BasicProperties::default())
            .with_message_id(short(&message.id.to_string()))
            .with_type(short(&event_type))
            .with_content_type("application/cloudevents+json".into())
            .with_timestamp(seconds_since_epoch())
            .with_app_id(service.into())
            .with_delivery_mode(if persistent { 2 } else { 1 })
            .with_headers(headers);
        Ok(Parcel {
            exchange: events_exchange(service),
            routing_key: routing_key.to_owned(),
            properties,
            body: Bytes::copy_from_slice(message.body.as_bytes()),
        })
    }

    /// The broker refuses the name of another user, so a copy of a received message needs ours.
    pub(crate) fn stamped(&self, properties: BasicProperties) -> BasicProperties {
        properties.with_user_id(short(self.shared.broker.user()))
    }

    fn note(&self, message: &Message, result: &Result<(), PublishError>) {
        let outcome = result
            .as_ref()
            .map_or_else(PublishError::code, |()| "confirmed");
        self.shared.metrics.published(&message.name, outcome);
        if let Err(error) = result {
            tracing::Span::current().record("otel.status_code", "ERROR");
            tracing::warn!(event = message.name, event_id = %message.id, %error,
                error.cause = std::error::Error::source(error).map(tracing::field::display),
                "the event is not published");
        }
    }

    pub(crate) fn consumers(&self) -> MutexGuard<'_, BTreeMap<u64, (&'static str, bool)>> {
        self.shared
            .consumers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// An AMQP short string has at most 255 bytes. A longer text is a bug; it is cut, without panic.
pub(crate) fn short(text: &str) -> ShortString {
    ShortString::try_new(text).unwrap_or_else(|_| text[..text.floor_char_boundary(255)].into())
}

/// Only for people who look at a queue; no code depends on it.
pub(crate) fn seconds_since_epoch() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}
