//! The supervisor of the publishing connection: connects, declares, sends windows, and reconnects
//! when the state of the connection is uncertain.
//!
//! lapin attaches a returned message to whichever confirm completes next. So only one window is in
//! flight, its result waits for every confirm, and the returned ids are read from all of them as a
//! set. If one confirm is missing, no message of the window counts as sent.

use std::{
    collections::HashSet,
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};

use futures::future::{ready, try_join_all};
use lapin::{
    Channel, Confirmation, Connection, Error,
    options::{BasicPublishOptions, ConfirmSelectOptions},
};
use tokio::{
    sync::mpsc,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

use crate::{
    Bus, PublishError,
    backoff::Backoff,
    connection::{ConnectError, answered, close},
    publish::{Parcel, Queued, short},
    topology::WINDOW,
};

/// How often an idle connection is checked.
const LOOK: Duration = Duration::from_millis(500);
/// A window also ends at this size, so that a window of large batches is confirmed in time.
const WINDOW_BYTES: usize = 8 << 20;
/// Missing queues are declared again at most once in this time.
const REDECLARE: Duration = Duration::from_secs(5);

/// The task that publishes. Nothing is sent before it runs.
pub struct Driver {
    bus: Bus,
    parcels: mpsc::Receiver<Queued>,
    transients: mpsc::Receiver<Parcel>,
    /// Taken from `parcels`, but it did not fit in the previous window.
    carried: Option<Queued>,
}

/// One connection with its two channels.
struct Session {
    connection: Arc<Connection>,
    confirmed: Channel,
    transient: Channel,
    declared_at: Instant,
}

impl Session {
    fn alive(&self) -> bool {
        self.connection.status().connected()
            && self.confirmed.status().connected()
            && self.transient.status().connected()
    }
}

enum Ended {
    Stopped,
    Lost(Option<Error>),
}

impl Driver {
    pub(crate) fn new(
        bus: Bus,
        parcels: mpsc::Receiver<Queued>,
        transients: mpsc::Receiver<Parcel>,
    ) -> Self {
        Self {
            bus,
            parcels,
            transients,
            carried: None,
        }
    }

    /// Runs until stopped, and then until the consumers of this process have finished, because they
    /// still publish. Parcels that are queued by then are sent.
    pub async fn run(mut self, stop: impl Future<Output = ()> + Send) {
        let finish = CancellationToken::new();
        let bus = self.bus.clone();
        let patience = bus.shared.broker.settings.drain_timeout + Duration::from_secs(5);
        let wait = async {
            stop.await;
            let mut consuming = bus.shared.consuming.subscribe();
            let last = consuming.wait_for(|consumers| *consumers == 0);
            if timeout(patience, last).await.is_err() {
                tracing::warn!("publishing ends although consumers are still running");
            }
            finish.cancel();
        };
        tokio::join!(wait, self.supervise(&finish));
    }

    async fn supervise(&mut self, finish: &CancellationToken) {
        let mut backoff = Backoff::default();
        while !finish.is_cancelled() {
            let opened = tokio::select! {
                () = finish.cancelled() => break,
                opened = self.open() => opened,
            };
            match opened {
                Ok(session) => {
                    let ended = self.serve(&session, finish).await;
                    self.bus.shared.connection.send_replace(None);
                    self.bus.shared.metrics.blocked(false);
                    match ended {
                        Ended::Stopped => return close(&session.connection).await,
                        Ended::Lost(error) => tracing::warn!(
                            error = error.as_ref().map(tracing::field::display),
                            "the publishing connection is lost"
                        ),
                    }
                }
                Err(error) => tracing::warn!(
                    %error,
                    error.cause = std::error::Error::source(&error).map(tracing::field::display),
                    "cannot connect for publishing"
                ),
            }
            tokio::select! {
                () = finish.cancelled() => break,
                () = backoff.wait() => {}
            }
        }
    }

    async fn open(&mut self) -> Result<Session, ConnectError> {
        let broker = &self.bus.shared.broker;
        let (connection, missing) = broker.connect("publish").await?;
        let open = async {
            let confirmed = connection.create_channel().await?;
            confirmed
                .confirm_select(ConfirmSelectOptions::default())
                .await?;
            Ok((confirmed, connection.create_channel().await?))
        };
        let (confirmed, transient) = answered(broker.settings.connect_timeout, open).await?;
        let connection = Arc::new(connection);
        self.bus
            .shared
            .connection
            .send_replace(Some(Arc::clone(&connection)));
        self.bus.shared.metrics.connected("publish");
        self.bus.note_recreated(&missing);
        Ok(Session {
            connection,
            confirmed,
            transient,
            declared_at: Instant::now(),
        })
    }

    async fn serve(&mut self, session: &Session, finish: &CancellationToken) -> Ended {
        let mut declared_at = session.declared_at;
        loop {
            if !session.alive() {
                return Ended::Lost(None);
            }
            self.note_blocked(session);
            let carried = self.carried.take();
            let first = tokio::select! {
                    biased;
                    Some(queued) = ready(carried) => queued,
                    Some(parcel) = self.transients.recv() => {
                        if let Err(error) = send_transient(&session.transient, &parcel).await {
                            return Ended::Lost(Some(error));
                        }
                        continue;
                    }
                    Some(queued) = self.parcels.recv() => queued,
                    () = finish.cancelled() => {
                        self.parcels.close();
                        self.transients.close();
                        if self.parcels.is_empty() && self.transients.is_empty() {
                            return Ended::Stopped;
                        }
                        continue;
                    }
                    () = sleep(LOOK) => continue,
            };
            if first.answer.is_closed() {
                continue;
            }
            if !session.alive() {
                // It was not sent, so the next connection sends it.
                self.carried = Some(first);
                return Ended::Lost(None);
            }
            let window = self.window(first);
            match self.publish(session, window).await {
                Ok(all_routed) => {
                    if !all_routed && declared_at.elapsed() > REDECLARE {
                        declared_at = Instant::now();
                        if let Err(error) = self.bus.redeclare(&session.connection).await {
                            tracing::warn!(%error, "the queues cannot be declared again");
                            return Ended::Lost(None);
                        }
                    }
                }
                Err(error) => return Ended::Lost(error),
            }
        }
    }

    fn note_blocked(&self, session: &Session) {
        let blocked = session.connection.status().blocked();
        self.bus.shared.metrics.blocked(blocked);
    }

    /// The parcels that are already queued, up to a full window. A second parcel with the same id
    /// waits, so that a returned id identifies one parcel.
    fn window(&mut self, first: Queued) -> Vec<Queued> {
        let mut ids = HashSet::from([first.parcel.id().to_owned()]);
        let mut bytes = first.parcel.body.len();
        let mut window = vec![first];
        while window.len() < WINDOW {
            let Ok(queued) = self.parcels.try_recv() else {
                break;
            };
            if queued.answer.is_closed() {
                continue;
            }
            bytes += queued.parcel.body.len();
            if bytes > WINDOW_BYTES || !ids.insert(queued.parcel.id().to_owned()) {
                self.carried = Some(queued);
                break;
            }
            window.push(queued);
        }
        window
    }

    /// Sends a window and answers each parcel's caller. True if all of it was routed; an error ends
    /// the connection.
    async fn publish(
        &mut self,
        session: &Session,
        window: Vec<Queued>,
    ) -> Result<bool, Option<Error>> {
        let started = Instant::now();
        match self.confirms(session, &window).await {
            Ok(confirmations) => {
                self.bus.shared.metrics.confirmed_in(started.elapsed());
                Ok(answer(window, confirmations))
            }
            Err(error) => {
                for queued in window {
                    let reason = error.clone().map_or(
                        PublishError::NotConfirmed(started.elapsed()),
                        PublishError::Interrupted,
                    );
                    let _ = queued.answer.send(Err(reason));
                }
                Err(error)
            }
        }
    }

    /// Waits for every confirm. While the broker blocks publishers (an alarm), nothing is written
    /// or lost, and a new connection would only add to the load, so this keeps waiting.
    async fn confirms(
        &mut self,
        session: &Session,
        window: &[Queued],
    ) -> Result<Vec<Confirmation>, Option<Error>> {
        let mut all = pin!(try_join_all(
            window
                .iter()
                .map(|queued| send_confirmed(&session.confirmed, &queued.parcel))
        ));
        let limit = self.bus.shared.broker.settings.confirm_timeout;
        let mut since = Instant::now();
        loop {
            tokio::select! {
                biased;
                result = &mut all => return result.map_err(Some),
                () = sleep(LOOK) => {}
            }
            self.note_blocked(session);
            if !session.alive() {
                // lapin may have failed every wait by now, or forgotten some.
                return timeout(LOOK, &mut all)
                    .await
                    .map_or(Err(None), |r| r.map_err(Some));
            }
            if since.elapsed() > limit {
                if !session.connection.status().blocked() {
                    return Err(None);
                }
                tracing::warn!("the broker blocks publishers: out of memory or disk");
                since = Instant::now();
            }
        }
    }
}

impl Bus {
    pub(crate) fn note_recreated(&self, missing: &[String]) {
        if !missing.is_empty() {
            tracing::warn!(queues = ?missing, "missing queues were created");
            self.shared.recreated.send_modify(|times| *times += 1);
        }
    }

    /// Declares everything again after a queue was deleted during the connection, if this service is
    /// the owner.
    pub(crate) async fn redeclare(&self, connection: &Connection) -> Result<(), ConnectError> {
        let settings = &self.shared.broker.settings;
        let declare = self.shared.broker.declare(connection);
        let missing = answered(settings.connect_timeout, declare).await?;
        self.note_recreated(&missing);
        Ok(())
    }
}

/// Answers each caller of a window with all confirms. True if all messages were routed.
fn answer(window: Vec<Queued>, confirmations: Vec<Confirmation>) -> bool {
    let acknowledged: Vec<bool> = confirmations.iter().map(Confirmation::is_ack).collect();
    let returned: HashSet<String> = confirmations
        .into_iter()
        .filter_map(Confirmation::take_message)
        .filter_map(|message| message.properties.message_id().clone())
        .map(String::from)
        .collect();
    for (queued, acknowledged) in window.into_iter().zip(acknowledged) {
        let result = if returned.contains(queued.parcel.id()) {
            Err(PublishError::Unroutable {
                routing_key: queued.parcel.routing_key,
            })
        } else if acknowledged {
            Ok(())
        } else {
            Err(PublishError::Refused)
        };
        // A caller that no longer waits sends its message again: a duplicate, never a loss.
        let _ = queued.answer.send(result);
    }
    returned.is_empty()
}

async fn send_confirmed(channel: &Channel, parcel: &Parcel) -> Result<Confirmation, Error> {
    send(
        channel,
        parcel,
        BasicPublishOptions {
            mandatory: true,
            immediate: false,
        },
    )
    .await
}

/// Does not wait for a confirm: this channel has none.
async fn send_transient(channel: &Channel, parcel: &Parcel) -> Result<(), Error> {
    let sent = send(channel, parcel, BasicPublishOptions::default());
    match timeout(LOOK, sent).await {
        Ok(result) => result.map(|_| ()),
        // Blocked by the broker; it may be lost.
        Err(_) => Ok(()),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the place that the fence points to"
)]
async fn send(
    channel: &Channel,
    parcel: &Parcel,
    options: BasicPublishOptions,
) -> Result<Confirmation, Error> {
    let exchange = short(&parcel.exchange);
    let key = short(&parcel.routing_key);
    let properties = parcel.properties.clone();
    channel
        .basic_publish(exchange, key, options, &parcel.body, properties)
        .await?
        .await
}
