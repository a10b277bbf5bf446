//! Transient messages to one process: an exclusive queue that is deleted with its connection, bound
//! to the keys that the process follows at the moment. A lost message does no harm, because a
//! waiting attempt asks again.

use std::{
    collections::HashMap,
    pin::{Pin, pin},
    time::Duration,
};

use contracts::{Event, Opened, sync::SyncCredit};
use futures::StreamExt;
use lapin::{
    Channel, Connection, Consumer, Error,
    message::Delivery,
    options::{BasicConsumeOptions, BasicQosOptions, QueueBindOptions, QueueDeclareOptions},
    types::{AMQPValue, FieldTable, ShortString},
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{sleep, timeout},
};
use uuid::Uuid;

use crate::{
    Bus,
    backoff::Backoff,
    connection::{ConnectError, answered, close},
    consume::Presence,
    publish::short,
    sender,
    topology::{credit_key, credit_queue, events_exchange, producer_of},
};

const LOOK: Duration = Duration::from_secs(1);
/// How long to wait for a binding. If it takes longer, the next connection makes it.
const BIND_PATIENCE: Duration = Duration::from_secs(10);
/// Unread messages of one follower; more are dropped.
const UNREAD: usize = 64;

/// Follows credits. Clones share the connection.
#[derive(Clone)]
pub struct Credits {
    commands: mpsc::UnboundedSender<Command>,
}

/// Runs the connection behind [`Credits`].
pub struct CreditsDriver {
    bus: Bus,
    commands: mpsc::UnboundedReceiver<Command>,
    followed: HashMap<String, mpsc::Sender<Opened>>,
    /// Callers that wait for a binding that failed; answered when the next connection has made it.
    waiting: Vec<oneshot::Sender<()>>,
}

/// The credits of one attempt, until dropped.
pub struct Followed {
    key: String,
    received: mpsc::Receiver<Opened>,
    commands: mpsc::UnboundedSender<Command>,
}

enum Command {
    Follow {
        key: String,
        sender: mpsc::Sender<Opened>,
        bound: oneshot::Sender<()>,
    },
    Unfollow {
        key: String,
    },
}

impl Bus {
    /// Nothing is received unless the driver runs.
    pub fn credits(&self) -> (Credits, CreditsDriver) {
        let (sender, commands) = mpsc::unbounded_channel();
        let driver = CreditsDriver {
            bus: self.clone(),
            commands,
            followed: HashMap::new(),
            waiting: Vec::new(),
        };
        (Credits { commands: sender }, driver)
    }
}

impl Credits {
    /// Follows an attempt's credits. Credits that are published after this returns are received, if
    /// the broker could be reached. Survives reconnections.
    pub async fn follow(&self, attempt: Uuid) -> Followed {
        let key = credit_key(attempt);
        let (sender, received) = mpsc::channel(UNREAD);
        let (bound, is_bound) = oneshot::channel();
        let command = Command::Follow {
            key: key.clone(),
            sender,
            bound,
        };
        // Without a driver the follower's stream just ends.
        let _ = self.commands.send(command);
        if timeout(BIND_PATIENCE, is_bound).await.is_err() {
            tracing::warn!(%attempt, "following, but the broker cannot be reached yet");
        }
        Followed {
            key,
            received,
            commands: self.commands.clone(),
        }
    }
}

impl Followed {
    /// The next credit; `None` once the driver has stopped.
    pub async fn recv(&mut self) -> Option<Opened> {
        self.received.recv().await
    }
}

impl Drop for Followed {
    fn drop(&mut self) {
        let _ = self.commands.send(Command::Unfollow {
            key: std::mem::take(&mut self.key),
        });
    }
}

struct Session {
    connection: Connection,
    channel: Channel,
    queue: String,
    consumer: Consumer,
}

impl CreditsDriver {
    /// Runs until stopped; reconnects for ever.
    pub async fn run(mut self, stop: impl Future<Output = ()> + Send) {
        let mut stop = pin!(stop);
        let mut backoff = Backoff::default();
        let presence = Presence::new(&self.bus, "credits");
        loop {
            match self.session(stop.as_mut(), &presence).await {
                Ok(true) => return,
                Ok(false) => tracing::warn!("the subscription to credits is lost"),
                Err(error) => tracing::warn!(%error, "cannot subscribe to credits"),
            }
            presence.subscribed(false);
            tokio::select! {
                () = &mut stop => return,
                () = backoff.wait() => {}
            }
        }
    }

    /// True if it was stopped.
    async fn session(
        &mut self,
        mut stop: Pin<&mut (impl Future<Output = ()> + Send)>,
        presence: &Presence,
    ) -> Result<bool, ConnectError> {
        let mut session = tokio::select! {
            () = &mut stop => return Ok(true),
            session = self.subscribe() => session?,
        };
        presence.subscribed(true);
        loop {
            tokio::select! {
                () = &mut stop => {
                    close(&session.connection).await;
                    return Ok(true);
                }
                Some(command) = self.commands.recv() => self.obey(command, &session).await?,
                delivery = session.consumer.next() => match delivery {
                    Some(Ok(delivery)) => self.hand_over(&delivery),
                    Some(Err(error)) => return Err(error.into()),
                    None => return Ok(false),
                },
                () = sleep(LOOK) => {
                    if !session.connection.status().connected() {
                        return Ok(false);
                    }
                }
            }
        }
    }

    async fn subscribe(&mut self) -> Result<Session, ConnectError> {
        let broker = &self.bus.shared.broker;
        let (connection, missing) = broker.connect("credits").await?;
        self.bus.note_recreated(&missing);
        // A new name each time: the broker may not have noticed yet that the old owner is gone.
        let queue = format!(
            "{}{}",
            credit_queue(broker.settings.service),
            Uuid::new_v4()
        );
        let (name, tag) = (short(&queue), "".into());
        let declared = QueueDeclareOptions::exclusive().auto_delete();
        let consuming = BasicConsumeOptions {
            no_ack: true,
            exclusive: true,
            ..Default::default()
        };
        let subscribe = async {
            let channel = connection.create_channel().await?;
            channel.basic_qos(1, BasicQosOptions::default()).await?;
            channel
                .queue_declare(name.clone(), declared, arguments())
                .await?;
            for key in self.followed.keys() {
                bind(&channel, &queue, key).await?;
            }
            let consumer = channel
                .basic_consume(name, tag, consuming, FieldTable::default())
                .await?;
            Ok((channel, consumer))
        };
        let (channel, consumer) = answered(broker.settings.connect_timeout, subscribe).await?;
        self.answer_waiting();
        self.bus.metrics().connected("credits");
        Ok(Session {
            connection,
            channel,
            queue,
            consumer,
        })
    }

    /// A follower is stored before it is bound: if the binding fails, the next connection makes it.
    async fn obey(&mut self, command: Command, session: &Session) -> Result<(), ConnectError> {
        match command {
            Command::Follow { key, sender, bound } => {
                self.followed.insert(key.clone(), sender);
                self.waiting.push(bound);
                let bind = bind(&session.channel, &session.queue, &key);
                answered(BIND_PATIENCE, bind).await?;
                self.answer_waiting();
            }
            Command::Unfollow { key } => {
                self.followed.remove(&key);
                let (queue, exchange) = (short(&session.queue), exchange());
                let none = FieldTable::default();
                let unbind = session
                    .channel
                    .queue_unbind(queue, exchange, short(&key), none);
                answered(BIND_PATIENCE, unbind).await?;
            }
        }
        Ok(())
    }

    fn answer_waiting(&mut self) {
        for bound in self.waiting.drain(..) {
            // The caller may have stopped waiting.
            let _ = bound.send(());
        }
    }

    fn hand_over(&self, delivery: &Delivery) {
        let key = delivery.routing_key.as_str();
        let Some(follower) = self.followed.get(key) else {
            return;
        };
        match self.checked(delivery) {
            Ok(opened) => {
                if follower.try_send(opened).is_err() {
                    tracing::warn!(
                        key,
                        "a transient message is dropped: its follower is behind"
                    );
                }
            }
            Err(reason) => tracing::warn!(key, reason, "a transient message is invalid"),
        }
    }

    /// The event, or the reason why it must have no effect.
    fn checked(&self, delivery: &Delivery) -> Result<Opened, &'static str> {
        let opened = contracts::open(&delivery.data).map_err(|refusal| refusal.code())?;
        let service = self.bus.shared.broker.settings.service;
        match sender::check(&delivery.properties, &opened, service) {
            Ok(()) => Ok(opened),
            Err(misfit) => Err(misfit.reason),
        }
    }
}

async fn bind(channel: &Channel, queue: &str, key: &str) -> Result<(), Error> {
    let options = QueueBindOptions::default();
    let none = FieldTable::default();
    channel
        .queue_bind(short(queue), exchange(), short(key), options, none)
        .await
}

/// The exchange of the service that grants credits.
fn exchange() -> ShortString {
    let producer = producer_of(SyncCredit::NAME).unwrap_or_default();
    short(&events_exchange(producer))
}

/// The queue is bounded, and its messages expire after a minute.
fn arguments() -> FieldTable {
    let mut arguments = FieldTable::default();
    arguments.insert(
        "x-queue-type".into(),
        AMQPValue::LongString("classic".into()),
    );
    arguments.insert("x-max-length".into(), AMQPValue::LongLongInt(1000));
    arguments.insert("x-message-ttl".into(), AMQPValue::LongLongInt(60_000));
    arguments
}
