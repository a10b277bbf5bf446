//! A bus on a virtual host of its own, handlers that tell what they saw, and messages to send.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use bus::{
    Bus, Handler, Incoming, Outcome, Settings,
    topology::{Queue, SERVICES, producer_of},
};
use contracts::{
    Envelope, Message, Origin,
    export::ExportProgressed,
    mail::MailFinished,
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

/// Short, so that a test sees each of them.
pub(crate) const DELAYS: [Duration; 3] = [
    Duration::from_millis(100),
    Duration::from_millis(200),
    Duration::from_millis(300),
];

/// A bus for each service, with the user of the service.
pub(crate) struct Bench {
    pub(crate) host: VirtualHost,
    /// As core-api, which declares the topology.
    pub(crate) bus: Bus,
    pub(crate) scheduler: Bus,
    pub(crate) sync_worker: Bus,
    pub(crate) export_worker: Bus,
    pub(crate) stop: CancellationToken,
    pub(crate) tasks: JoinSet<()>,
}

impl Bench {
    pub(crate) async fn start() -> Self {
        let bench = Self::with(VirtualHost::create().await, None, |_| {});
        bench.connected().await;
        bench
    }

    /// Through this local port, if there is one.
    pub(crate) fn with(
        host: VirtualHost,
        port: Option<u16>,
        change: impl Fn(&mut Settings),
    ) -> Self {
        // Shown if the test fails.
        let _ = tracing_subscriber::fmt()
            .with_test_writer()
            .with_max_level(tracing::Level::DEBUG)
            .try_init();
        let stop = CancellationToken::new();
        let mut tasks = JoinSet::new();
        let [bus, sync_worker, export_worker, scheduler] = SERVICES.map(|service| {
            let url = match port {
                Some(port) => host.url_through(service.user, port),
                None => host.url_for(service.user),
            };
            let mut settings = settings(&url, service.name);
            change(&mut settings);
            let (bus, driver) = Bus::new(settings).unwrap();
            tasks.spawn(driver.run(stop.clone().cancelled_owned()));
            bus
        });
        Self {
            host,
            bus,
            scheduler,
            sync_worker,
            export_worker,
            stop,
            tasks,
        }
    }

    fn bus_of(&self, service: &str) -> &Bus {
        match service {
            "core-api" => &self.bus,
            "sync-worker" => &self.sync_worker,
            "export-worker" => &self.export_worker,
            "scheduler" => &self.scheduler,
            other => panic!("{other} is no service"),
        }
    }

    pub(crate) fn is_connected(&self) -> bool {
        let buses = [
            &self.bus,
            &self.scheduler,
            &self.sync_worker,
            &self.export_worker,
        ];
        buses.into_iter().all(Bus::connected)
    }

    pub(crate) fn consume(&mut self, queue: &'static Queue, handler: impl Handler) -> AbortHandle {
        let bus = self.bus_of(queue.service).clone();
        let stop = self.stop.clone().cancelled_owned();
        self.tasks
            .spawn(async move { bus.consume(queue, Arc::new(handler), stop).await })
    }

    /// Until publishing works and every consumer that has begun is subscribed.
    pub(crate) async fn connected(&self) {
        // A task that was just spawned has not said yet that it wants to subscribe.
        sleep(Duration::from_millis(50)).await;
        eventually("connected", async || self.is_connected()).await;
    }

    /// Until the queues have it.
    pub(crate) async fn publish(&self, message: &Message) {
        let producer = producer_of(&message.name).unwrap();
        let bus = self.bus_of(producer);
        bus.publish_patiently(message, PATIENCE).await.unwrap();
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

pub(crate) fn settings(url: &str, service: &'static str) -> Settings {
    let mut settings = Settings::new(url.to_owned().into(), service);
    settings.delays = DELAYS;
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
        source: producer_of(T::NAME).unwrap(),
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

/// For `core-api.mail`.
pub(crate) fn mailed() -> Message {
    let example = include_str!("../../../../../contracts/mail.finished/v1.valid.sent.json");
    let finished: MailFinished = serde_json::from_str(example).unwrap();
    envelope_of(finished).seal().unwrap()
}

/// For `sync-worker.sync`.
pub(crate) fn request() -> Message {
    let example = include_str!("../../../../../contracts/sync.requested/v1.valid.snapshot.json");
    let request: SyncRequested = serde_json::from_str(example).unwrap();
    assert_eq!(request.kind, PartKind::Snapshot);
    envelope_of(request).seal().unwrap()
}

/// For the follower of this attempt.
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
