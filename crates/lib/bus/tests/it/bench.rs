//! A bus on a virtual host of its own, handlers that tell what they saw, and messages to send.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use bus::{Bus, Handler, Incoming, Outcome, Settings, topology::Queue};
use contracts::{
    Envelope, Message, Origin,
    export::ExportProgressed,
    schedule::ScheduleDue,
    sync::{PartKind, Share, SyncCredit, SyncRequested},
};
use testkit::VirtualHost;
use tokio::{
    sync::mpsc,
    task::{AbortHandle, JoinSet},
    time::{Instant, sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Nothing here takes nearly so long on a healthy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

pub(crate) struct Bench {
    pub(crate) host: VirtualHost,
    pub(crate) bus: Bus,
    pub(crate) stop: CancellationToken,
    pub(crate) tasks: JoinSet<()>,
}

impl Bench {
    pub(crate) async fn start() -> Self {
        let host = VirtualHost::create().await;
        let settings = settings(&host.url());
        let bench = Self::with(host, settings);
        bench.connected().await;
        bench
    }

    pub(crate) fn with(host: VirtualHost, settings: Settings) -> Self {
        // Shown if the test fails.
        let _ = tracing_subscriber::fmt()
            .with_test_writer()
            .with_max_level(tracing::Level::DEBUG)
            .try_init();
        let (bus, driver) = Bus::new(settings).unwrap();
        let stop = CancellationToken::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(driver.run(stop.clone().cancelled_owned()));
        Self {
            host,
            bus,
            stop,
            tasks,
        }
    }

    pub(crate) fn consume(&mut self, queue: &'static Queue, handler: impl Handler) -> AbortHandle {
        let (bus, stop) = (self.bus.clone(), self.stop.clone().cancelled_owned());
        self.tasks
            .spawn(async move { bus.consume(queue, Arc::new(handler), stop).await })
    }

    /// Until publishing works and every consumer that has begun is subscribed.
    pub(crate) async fn connected(&self) {
        // A task that was just spawned has not said yet that it wants to subscribe.
        sleep(Duration::from_millis(50)).await;
        eventually("connected", async || self.bus.connected()).await;
    }

    /// Until the queues have it.
    pub(crate) async fn publish(&self, message: &Message) {
        let published = self.bus.publish_patiently(message, PATIENCE).await;
        published.unwrap();
    }

    /// Stops everything and waits for it.
    pub(crate) async fn finish(mut self) -> VirtualHost {
        self.stop.cancel();
        let ended = timeout(PATIENCE, async {
            while let Some(task) = self.tasks.join_next().await {
                task.unwrap();
            }
        });
        ended.await.expect("the bus did not stop");
        self.host
    }

    pub(crate) async fn depth(&self, queue: &str) -> u32 {
        self.host.queue_depth(queue).await
    }
}

pub(crate) fn settings(url: &str) -> Settings {
    let mut settings = Settings::new(url.to_owned().into(), "core-api");
    settings.delays = [100, 200, 300].map(Duration::from_millis);
    settings
}

pub(crate) async fn eventually(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !condition().await {
        assert!(Instant::now() < deadline, "never: {what}");
        sleep(Duration::from_millis(50)).await;
    }
}

/// What a handler saw of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) id: Uuid,
    pub(crate) attempt: u32,
    pub(crate) at: std::time::Instant,
}

/// Tells each delivery and answers by a function.
pub(crate) struct Recorder<F> {
    seen: mpsc::UnboundedSender<Seen>,
    answer: F,
}

pub(crate) fn recorder<F>(answer: F) -> (Recorder<F>, mpsc::UnboundedReceiver<Seen>)
where
    F: Fn(&Incoming) -> Outcome + Send + Sync + 'static,
{
    let (seen, received) = mpsc::unbounded_channel();
    (Recorder { seen, answer }, received)
}

pub(crate) fn done(_: &Incoming) -> Outcome {
    Outcome::Done
}

#[async_trait]
impl<F: Fn(&Incoming) -> Outcome + Send + Sync + 'static> Handler for Recorder<F> {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let (id, attempt) = (incoming.event_id(), incoming.attempt);
        let _ = self.seen.send(Seen {
            id,
            attempt,
            at: std::time::Instant::now(),
        });
        (self.answer)(&incoming)
    }
}

pub(crate) async fn next<T>(received: &mut mpsc::UnboundedReceiver<T>) -> T {
    timeout(PATIENCE, received.recv())
        .await
        .expect("nothing came")
        .expect("the sender is gone")
}

pub(crate) fn envelope_of<T: contracts::Event>(data: T) -> Envelope<T> {
    let origin = Origin {
        source: "core-api",
        tenant: "andina",
    };
    Envelope::new(
        origin,
        "subject",
        "2026-11-22T21:30:00Z".parse().unwrap(),
        data,
    )
}

/// For `core-api.schedule`.
pub(crate) fn tick() -> Message {
    static VERSION: AtomicI32 = AtomicI32::new(1);
    let version = VERSION.fetch_add(1, Ordering::Relaxed);
    let due_at = "2026-11-22T21:30:00Z".parse().unwrap();
    envelope_of(ScheduleDue {
        schedule: Uuid::new_v4(),
        version,
        due_at,
    })
    .seal()
    .unwrap()
}

/// For `core-api.export`.
pub(crate) fn progress() -> Message {
    let progress = ExportProgressed {
        job: Uuid::new_v4(),
        epoch: contracts::Epoch::FIRST,
        attempt: Uuid::new_v4(),
        rows: 10,
        rows_expected: None,
    };
    envelope_of(progress).seal().unwrap()
}

/// For `sync-worker.sync`.
pub(crate) fn request() -> Message {
    let example = include_str!("../../../../../contracts/sync.requested/v1.valid.snapshot.json");
    let request: SyncRequested = serde_json::from_str(example).unwrap();
    assert_eq!(request.kind, PartKind::Snapshot);
    envelope_of(request).seal().unwrap()
}

/// No queue takes it under its own name.
pub(crate) fn credit(attempt: Uuid, applied: i32) -> Message {
    let credit = SyncCredit {
        run: Uuid::new_v4(),
        epoch: contracts::Epoch::FIRST,
        attempt,
        applied,
        stale: false,
        share: Share {
            connections: 1,
            calls_per_minute: 0,
        },
    };
    envelope_of(credit).seal().unwrap()
}
