//! The acknowledgement of one delivery. It is sent once: by the bus after the handler, or by the
//! handler before its long work.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use lapin::{
    Acker, Channel, Error,
    options::{BasicAckOptions, BasicCancelOptions, BasicNackOptions, BasicRejectOptions},
    types::ShortString,
};
use tokio::{
    sync::OnceCell,
    time::{Instant, sleep},
};

/// How often a wait checks whether its connection still exists.
const LOOK: Duration = Duration::from_millis(250);
/// By then, heartbeats have detected a dead connection.
const PATIENCE: Duration = Duration::from_secs(30);

/// Acknowledges one delivery. Clones share it.
#[derive(Clone)]
pub struct Receipt {
    inner: Option<Arc<Inner>>,
}

struct Inner {
    acker: Acker,
    /// Set when an answer was sent to the broker; true if sending succeeded.
    settled: OnceCell<bool>,
    early: AtomicBool,
    subscription: Option<Subscription>,
}

/// A subscription that takes one message at a time.
pub(crate) struct Subscription {
    pub(crate) channel: Channel,
    pub(crate) consumer_tag: ShortString,
    /// Set before the consumer is cancelled, so that the end of its stream is expected.
    pub(crate) paused: Arc<AtomicBool>,
}

impl Receipt {
    pub(crate) fn new(acker: Acker, subscription: Option<Subscription>) -> Self {
        let settled = OnceCell::new();
        let early = AtomicBool::new(false);
        Self {
            inner: Some(Arc::new(Inner {
                acker,
                settled,
                early,
                subscription,
            })),
        }
    }

    /// A receipt without a delivery.
    pub(crate) fn detached() -> Self {
        Self { inner: None }
    }

    /// Acknowledges before the work is done. From then on the message belongs to the handler and
    /// does not come back if the handler fails or dies. May be called again. `false`: the
    /// connection is lost, and the message comes again, to any consumer. `true`: it was sent, but
    /// AMQP does not confirm it. If the connection breaks at that moment, the message may come
    /// again while the handler works: doing the work twice does no harm, losing it would.
    ///
    /// A consumer that takes one message at a time first stops consuming, so that the next message
    /// goes to an idle process instead of waiting here. It consumes again when the handler returns.
    pub async fn acknowledge(&self) -> bool {
        let Some(inner) = &self.inner else {
            return true;
        };
        inner.early.store(true, Ordering::Release);
        let settle = async {
            if let Some(subscription) = &inner.subscription
                && !subscription.pause(&inner.acker).await
            {
                return false;
            }
            told(&inner.acker, inner.acker.ack(BasicAckOptions::default())).await
        };
        *inner.settled.get_or_init(|| settle).await
    }

    /// True if the handler has taken over the message.
    pub(crate) fn is_early(&self) -> bool {
        self.inner
            .as_ref()
            .is_some_and(|inner| inner.early.load(Ordering::Acquire))
    }

    /// True if the broker still waits for an answer on this connection.
    pub(crate) fn is_open(&self) -> bool {
        self.inner
            .as_ref()
            .is_some_and(|inner| inner.acker.usable())
    }

    /// To call when the effect is safe. `false` is normal: the message comes again.
    pub(crate) async fn ack(&self) -> bool {
        let Some(inner) = &self.inner else {
            return true;
        };
        let ack = told(&inner.acker, inner.acker.ack(BasicAckOptions::default()));
        *inner.settled.get_or_init(|| ack).await
    }

    /// The broker itself moves the message to the dead queue.
    pub(crate) async fn reject(&self) -> bool {
        let Some(inner) = &self.inner else {
            return true;
        };
        let options = BasicRejectOptions { requeue: false };
        let reject = told(&inner.acker, inner.acker.reject(options));
        *inner.settled.get_or_init(|| reject).await
    }

    /// Returns the message to the queue at once.
    pub(crate) async fn requeue(&self) -> bool {
        let Some(inner) = &self.inner else {
            return true;
        };
        let options = BasicNackOptions {
            requeue: true,
            multiple: false,
        };
        let nack = told(&inner.acker, inner.acker.nack(options));
        *inner.settled.get_or_init(|| nack).await
    }
}

impl Subscription {
    /// Stops consuming. True if the broker agreed.
    async fn pause(&self, acker: &Acker) -> bool {
        self.paused.store(true, Ordering::Release);
        let cancel = self
            .channel
            .basic_cancel(self.consumer_tag.clone(), BasicCancelOptions::default());
        told(acker, async { cancel.await.map(|()| true) }).await
    }
}

/// Waits until the answer was sent or can no longer be sent. lapin does not end every wait when its
/// connection dies, and each such wait would block the place of one message for ever.
async fn told(acker: &Acker, answer: impl Future<Output = Result<bool, Error>>) -> bool {
    let mut answer = pin!(answer);
    let deadline = Instant::now() + PATIENCE;
    loop {
        tokio::select! {
            biased;
            result = &mut answer => return result.unwrap_or_else(|error| {
                tracing::debug!(%error, "cannot answer the broker");
                false
            }),
            () = sleep(LOOK) => {
                if acker.poisoned() || Instant::now() > deadline {
                    tracing::debug!("cannot answer the broker: its connection is lost");
                    return false;
                }
            }
        }
    }
}
