//! The dead queues, for people: look at messages, send them back into the queue, discard them.
//! Nothing here runs automatically.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use lapin::{
    BasicProperties, Channel, Connection,
    message::Delivery,
    options::{BasicAckOptions, BasicGetOptions},
    types::{AMQPValue, ShortString},
};
use tokio::time::timeout;
use uuid::Uuid;

use crate::{
    Bus, PublishError,
    connection::{ConnectError, answered},
    delivery::{ATTEMPT, DETAIL, DIED_AT, REASON},
    headers::{number, text},
    publish::Parcel,
    sender,
    topology::{Queue, return_exchange},
};

/// Maximum number of dead letters that one call returns or changes.
const AT_MOST: usize = 1000;
/// Maximum number of messages that one call reads to find them.
pub const MOST_VISITED: usize = 10_000;
const DEADLINE: Duration = Duration::from_mins(1);
const GOODBYE: Duration = Duration::from_secs(5);

/// Why a request to the broker failed.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    #[error("not connected to the broker")]
    NotConnected,
    #[error("the broker refused or broke the connection")]
    Broker(#[source] lapin::Error),
    #[error("the message could not be put back into its queue")]
    Publish(#[from] PublishError),
    #[error("the broker did not answer in {0:?}")]
    Timeout(Duration),
}

impl From<ConnectError> for AdminError {
    fn from(error: ConnectError) -> Self {
        match error {
            ConnectError::Broker(error) => Self::Broker(error),
            ConnectError::Timeout(limit) => Self::Timeout(limit),
        }
    }
}

impl From<lapin::Error> for AdminError {
    fn from(error: lapin::Error) -> Self {
        Self::Broker(error)
    }
}

/// A message that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// The AMQP message id, which is the event's id unless the body is not an event.
    pub id: String,
    /// The CloudEvents type.
    pub event_type: Option<String>,
    pub tenant: Option<String>,
    /// One word; `None` if the broker moved it, because its consumers died while they handled it.
    pub reason: Option<String>,
    pub detail: Option<String>,
    pub attempt: u32,
    /// Seconds since 1970 when it was first published.
    pub published_at: Option<u64>,
    /// Seconds since 1970 when it became a dead letter; `None` if the broker moved it.
    pub died_at: Option<u64>,
    pub body: Bytes,
}

/// Selects dead letters of a queue.
#[derive(Clone, Copy)]
pub enum Selection<'a> {
    All,
    One(Uuid),
    Where(&'a (dyn Fn(&DeadLetter) -> bool + Send + Sync)),
}

impl Selection<'_> {
    fn take(self, letter: DeadLetter) -> Option<DeadLetter> {
        let taken = match self {
            Self::All => true,
            Self::One(id) => letter.id == id.to_string(),
            Self::Where(is_taken) => is_taken(&letter),
        };
        taken.then_some(letter)
    }
}

/// What is done with each selected dead letter.
#[derive(Debug, Clone, Copy)]
enum Action {
    Look,
    Redrive,
    Discard,
}

impl Bus {
    /// The oldest dead letters of a queue, at most `limit` of them. They stay in the queue.
    pub async fn dead_letters(
        &self,
        queue: &'static Queue,
        limit: usize,
    ) -> Result<Vec<DeadLetter>, AdminError> {
        self.look_through(queue, limit, Some).await
    }

    /// Looks at the dead letters of a queue, oldest first, and returns what `keep` makes of them,
    /// at most `limit`. It looks at [`MOST_VISITED`] of them. They stay in the queue.
    pub async fn look_through<T: Send>(
        &self,
        queue: &'static Queue,
        limit: usize,
        keep: impl FnMut(DeadLetter) -> Option<T> + Send,
    ) -> Result<Vec<T>, AdminError> {
        self.each_dead_letter(queue, Action::Look, limit, keep)
            .await
    }

    /// Looks at the dead letters of a queue, at most 10,000 of them. They stay in the queue.
    pub async fn for_each_dead_letter(
        &self,
        queue: &'static Queue,
        mut visit: impl FnMut(DeadLetter) + Send,
    ) -> Result<(), AdminError> {
        let visit = |letter| -> Option<()> {
            visit(letter);
            None
        };
        self.each_dead_letter(queue, Action::Look, AT_MOST, visit)
            .await?;
        Ok(())
    }

    /// Sends dead letters back into their queue, with the same id and with attempts counted from 1.
    /// Returns those that were sent.
    pub async fn redrive(
        &self,
        queue: &'static Queue,
        selection: Selection<'_>,
    ) -> Result<Vec<DeadLetter>, AdminError> {
        self.each_dead_letter(queue, Action::Redrive, AT_MOST, |l| selection.take(l))
            .await
    }

    /// Discards dead letters for good and returns them.
    pub async fn discard(
        &self,
        queue: &'static Queue,
        selection: Selection<'_>,
    ) -> Result<Vec<DeadLetter>, AdminError> {
        self.each_dead_letter(queue, Action::Discard, AT_MOST, |l| selection.take(l))
            .await
    }

    pub(crate) fn live_connection(&self) -> Result<Arc<Connection>, AdminError> {
        let connection = self.shared.connection.borrow().clone();
        connection
            .filter(|c| c.status().connected())
            .ok_or(AdminError::NotConnected)
    }

    async fn each_dead_letter<T: Send>(
        &self,
        queue: &'static Queue,
        action: Action,
        limit: usize,
        keep: impl FnMut(DeadLetter) -> Option<T> + Send,
    ) -> Result<Vec<T>, AdminError> {
        let _alone = self.shared.administration.acquire().await;
        let connection = self.live_connection()?;
        let channel = answered(GOODBYE, connection.create_channel()).await?;
        let visited = self.visit(&channel, queue, action, limit.min(AT_MOST), keep);
        let result = match timeout(DEADLINE, visited).await {
            Ok(result) => result,
            Err(_) => Err(AdminError::Timeout(DEADLINE)),
        };
        if channel.status().connected() {
            answered(GOODBYE, channel.close(200, "done".into())).await?;
        }
        result
    }

    /// Takes the messages one by one, at most as many as there are at the start: a message that is
    /// sent back may die again at once. Those that are not acknowledged return to their old position
    /// when the channel closes.
    async fn visit<T: Send>(
        &self,
        channel: &Channel,
        queue: &'static Queue,
        action: Action,
        limit: usize,
        mut keep: impl FnMut(DeadLetter) -> Option<T> + Send,
    ) -> Result<Vec<T>, AdminError> {
        let mut letters = Vec::new();
        let mut present = None;
        for visited in 0..MOST_VISITED {
            if letters.len() >= limit || present.is_some_and(|present| visited >= present) {
                break;
            }
            let dead = queue.dead_name().into();
            let got = channel.basic_get(dead, BasicGetOptions::default()).await?;
            let Some(message) = got else { break };
            let waiting = usize::try_from(message.message_count).unwrap_or(usize::MAX);
            present.get_or_insert(waiting.saturating_add(1));
            let delivery = &message.delivery;
            let Some(letter) = keep(describe(delivery)) else {
                continue;
            };
            let event_id = message_id(&delivery.properties);
            match action {
                Action::Look => {}
                Action::Redrive => {
                    self.send(self.returning(queue, delivery)).await?;
                    delivery.ack(BasicAckOptions::default()).await?;
                    tracing::info!(queue = queue.name, event_id, "a dead letter is sent back");
                }
                Action::Discard => {
                    delivery.ack(BasicAckOptions::default()).await?;
                    tracing::warn!(queue = queue.name, event_id, "a dead letter is discarded");
                }
            }
            letters.push(letter);
        }
        Ok(letters)
    }

    fn returning(&self, queue: &Queue, delivery: &Delivery) -> Parcel {
        let mut headers = sender::copied_headers(&delivery.properties, queue.service);
        headers.insert(ATTEMPT.into(), AMQPValue::LongUInt(1));
        let properties = delivery.properties.clone().with_headers(headers);
        Parcel {
            exchange: return_exchange(queue.service),
            routing_key: queue.name.to_owned(),
            properties: self.stamped(properties),
            body: Bytes::copy_from_slice(&delivery.data),
        }
    }
}

fn describe(delivery: &Delivery) -> DeadLetter {
    let properties = &delivery.properties;
    DeadLetter {
        id: message_id(properties).to_owned(),
        event_type: properties.kind().as_ref().map(ToString::to_string),
        tenant: text(properties, "tenant"),
        reason: text(properties, REASON),
        detail: text(properties, DETAIL),
        attempt: number(properties, ATTEMPT).unwrap_or(1),
        published_at: *properties.timestamp(),
        died_at: died_at(properties),
        body: Bytes::copy_from_slice(&delivery.data),
    }
}

fn message_id(properties: &BasicProperties) -> &str {
    properties
        .message_id()
        .as_ref()
        .map_or("", ShortString::as_str)
}

fn died_at(properties: &BasicProperties) -> Option<u64> {
    match properties.headers().as_ref()?.inner().get(DIED_AT)? {
        AMQPValue::Timestamp(seconds) => Some(*seconds),
        _ => None,
    }
}
