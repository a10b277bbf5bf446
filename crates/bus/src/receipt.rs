//! The acknowledgement of one delivery: given once, by the bus after the handler or by the handler
//! before its long work.

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

/// How often a wait looks whether its connection is still there.
const LOOK: Duration = Duration::from_millis(250);
/// A connection that is dead by then is found out by its heartbeats.
const PATIENCE: Duration = Duration::from_secs(30);

/// Acknowledges one delivery. Clones share it.
#[derive(Clone)]
pub struct Receipt {
    inner: Option<Arc<Inner>>,
}

struct Inner {
    acker: Acker,
    /// What the broker was told, once it was told anything.
    settled: OnceCell<bool>,
    early: AtomicBool,
    subscription: Option<Subscription>,
}

/// A subscription that takes one message at a time.
pub(crate) struct Subscription {
    pub(crate) channel: Channel,
    pub(crate) consumer_tag: ShortString,
    /// Set before the consumer is cancelled, so that the end of its stream is no surprise.
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

    /// Belongs to no delivery.
    pub(crate) fn detached() -> Self {
        Self { inner: None }
    }

    /// Acknowledges before the work is done: from here on the message is the handler's, and whether
    /// the handler fails or dies no longer brings it back. May be called again. `false` says that
    /// the connection is gone: then the message comes again, to whoever takes it. `true` says that
    /// it was sent; AMQP does not answer. A connection that breaks just then can take it along, and
    /// the message comes again while the handler works: twice done does no harm, given up would.
    ///
    /// A consumer that takes one message at a time stops taking first, so that the next message
    /// goes to an idle process instead of waiting here; it takes again when the handler returns.
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

    /// Whether the handler has taken the message over.
    pub(crate) fn is_early(&self) -> bool {
        self.inner
            .as_ref()
            .is_some_and(|inner| inner.early.load(Ordering::Acquire))
    }

    /// Whether the broker still waits for an answer on this connection.
    pub(crate) fn is_open(&self) -> bool {
        self.inner
            .as_ref()
            .is_some_and(|inner| inner.acker.usable())
    }

    /// After the effect is safe. `false` is normal: the message comes again.
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

    /// Back into the queue, at once.
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
    /// Stops taking. Says whether the broker agreed.
    async fn pause(&self, acker: &Acker) -> bool {
        self.paused.store(true, Ordering::Release);
        let cancel = self
            .channel
            .basic_cancel(self.consumer_tag.clone(), BasicCancelOptions::default());
        told(acker, async { cancel.await.map(|()| true) }).await
    }
}

/// Waits until the broker was told, or cannot be told any more. lapin does not end every wait whose
/// connection dies under it, and each would keep one message less from being handled, for ever.
async fn told(acker: &Acker, answer: impl Future<Output = Result<bool, Error>>) -> bool {
    let mut answer = pin!(answer);
    let deadline = Instant::now() + PATIENCE;
    loop {
        tokio::select! {
            biased;
            result = &mut answer => return result.unwrap_or_else(|error| {
                tracing::debug!(%error, "the broker cannot be told");
                false
            }),
            () = sleep(LOOK) => {
                if acker.poisoned() || Instant::now() > deadline {
                    tracing::debug!("the broker cannot be told: its connection is gone");
                    return false;
                }
            }
        }
    }
}
