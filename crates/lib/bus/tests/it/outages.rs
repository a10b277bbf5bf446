//! Lines that break, brokers that fall silent, queues that vanish: everything arrives, some of it
//! twice.

use std::{
    collections::HashSet,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use bus::{
    Bus, Handler, Incoming, Outcome, Settings,
    topology::{CORE_API_SCHEDULE, SYNC_WORKER_SYNC},
};
use contracts::Message;
use testkit::{TcpCut, VirtualHost};
use tokio::{
    sync::{Notify, Semaphore, mpsc},
    time::{sleep, timeout},
};
use uuid::Uuid;

use crate::bench::{Bench, PATIENCE, done, eventually, next, recorder, request, settings, tick};

async fn through_a_line() -> (Bench, TcpCut) {
    through_a_line_with(|_| {}).await
}

async fn through_a_line_with(change: impl Fn(&mut Settings)) -> (Bench, TcpCut) {
    let host = VirtualHost::create().await;
    let line = TcpCut::to(&host.broker_address()).await;
    let bench = Bench::with(host, Some(line.port()), |settings| {
        settings.connect_timeout = Duration::from_secs(5);
        change(settings);
    });
    (bench, line)
}

#[tokio::test]
async fn lost_connections_lose_no_message_that_is_published_until_confirmed() {
    let (mut bench, line) = through_a_line().await;
    let (handler, mut seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    bench.connected().await;
    let mut sent = HashSet::new();
    let mut failures = 0;
    for round in 0..12 {
        let messages: Vec<_> = (0..20).map(|_| tick()).collect();
        sent.extend(messages.iter().map(|message| message.id));
        if round % 4 == 1 {
            line.cut();
        }
        let mut unsent = messages;
        let deadline = Instant::now() + PATIENCE;
        while !unsent.is_empty() {
            assert!(Instant::now() < deadline, "not confirmed after the cut");
            let results = bench.scheduler.publish_all(&unsent).await;
            let mut results = results.into_iter();
            unsent.retain(|_| results.next().unwrap().is_err());
            failures += usize::from(!unsent.is_empty());
        }
    }
    let mut received = HashSet::new();
    while received.len() < sent.len() {
        received.insert(next(&mut seen).await.id);
    }
    assert_eq!(received, sent);
    println!("{failures} publish calls were repeated");
    bench.connected().await;
    eventually("all acknowledged", async || {
        bench.depth("core-api.schedule").await == 0
    })
    .await;
    bench.finish().await.assert_no_leftovers().await;
}

#[tokio::test]
async fn heartbeats_detect_a_hanging_broker_and_the_client_reconnects() {
    // Elsewhere a busy machine would be taken for a silent broker.
    let (mut bench, line) = through_a_line_with(|settings| {
        settings.heartbeat = Duration::from_secs(1);
    })
    .await;
    let (handler, mut seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    bench.connected().await;
    line.pause();
    eventually("the silence is noticed", async || !bench.is_connected()).await;
    let message = tick();
    let bus = bench.scheduler.clone();
    let published = eventually("published", async || bus.publish(&message).await.is_ok());
    tokio::join!(published, async {
        sleep(Duration::from_secs(2)).await;
        line.restore();
    });
    assert_eq!(next(&mut seen).await.id, message.id);
    bench.connected().await;
    bench.finish().await;
}

#[tokio::test]
async fn the_client_waits_for_a_broker_that_is_down_at_the_start() {
    let (mut bench, line) = through_a_line().await;
    line.refuse();
    let (handler, mut seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    sleep(Duration::from_secs(2)).await;
    assert!(!bench.is_connected());
    line.restore();
    let message = tick();
    bench.publish(&message).await;
    assert_eq!(next(&mut seen).await.id, message.id);
    bench.finish().await;
}

#[tokio::test]
async fn a_queue_that_is_deleted_during_consuming_is_recreated_and_subscribed() {
    let mut bench = Bench::start().await;
    let (handler, mut seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    bench.connected().await;
    let mut recreated = bench.bus.recreated();
    recreated.mark_unchanged();
    bench.host.delete_queue("core-api.schedule").await;
    eventually("the loss is noticed", async || {
        recreated.has_changed().unwrap()
    })
    .await;
    bench.connected().await;
    let message = tick();
    bench.publish(&message).await;
    assert_eq!(next(&mut seen).await.id, message.id);
    bench.finish().await.assert_no_leftovers().await;
}

#[tokio::test]
async fn a_stop_during_a_broker_outage_ends_all_tasks_at_once() {
    // Whoever waited for the consumers' time to finish would outlast the patience of `finish`.
    let (mut bench, line) = through_a_line_with(|settings| {
        settings.drain_timeout = Duration::from_mins(10);
    })
    .await;
    let (handler, _seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    bench.connected().await;
    line.refuse();
    eventually("the loss is noticed", async || !bench.is_connected()).await;
    bench.finish().await;
}

/// Acknowledges early, says so, and works until told.
struct LongWork {
    taken: Arc<Notify>,
    begun: mpsc::UnboundedSender<Begun>,
    /// Whoever takes a permit may acknowledge.
    may_acknowledge: Arc<Semaphore>,
    leave: Arc<Notify>,
}

impl LongWork {
    fn new(may_acknowledge: usize) -> (Self, mpsc::UnboundedReceiver<Begun>) {
        let (begun, under_way) = mpsc::unbounded_channel();
        let work = Self {
            taken: Arc::default(),
            begun,
            may_acknowledge: Arc::new(Semaphore::new(may_acknowledge)),
            leave: Arc::default(),
        };
        (work, under_way)
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Begun {
    id: Uuid,
    redelivered: bool,
    acknowledged: bool,
}

#[async_trait]
impl Handler for LongWork {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        self.taken.notify_one();
        self.may_acknowledge.acquire().await.unwrap().forget();
        let begun = Begun {
            id: incoming.event_id(),
            redelivered: incoming.redelivered,
            acknowledged: incoming.acknowledge().await,
        };
        self.begun.send(begun).unwrap();
        self.leave.notified().await;
        Outcome::Done
    }
}

#[tokio::test]
async fn a_busy_worker_that_reconnects_does_not_take_the_next_request() {
    let (mut bench, line) = through_a_line().await;
    let (work, mut under_way) = LongWork::new(2);
    let leave = work.leave.clone();
    bench.consume(&SYNC_WORKER_SYNC, work);
    bench.connected().await;
    let (one, two) = (request(), request());
    let first_time = |message: &Message| Begun {
        id: message.id,
        redelivered: false,
        acknowledged: true,
    };
    bench.publish(&one).await;
    assert_eq!(next(&mut under_way).await, first_time(&one));
    // Until then it may be on its way, and the cut would take it along.
    eventually("the broker has the acknowledgement", async || {
        bench.host.acknowledged("sync-worker.sync").await == 1
    })
    .await;
    line.cut();
    eventually("the cut is noticed", async || !bench.is_connected()).await;
    bench.connected().await;
    // Past the line: a publish that the cut interrupts would be repeated, and counted twice.
    let settings = settings(&bench.host.url_for("espejo_core"), "core-api");
    let (direct, driver) = Bus::new(settings).unwrap();
    bench
        .tasks
        .spawn(driver.run(bench.stop.clone().cancelled_owned()));
    direct.publish(&two).await.unwrap();
    sleep(Duration::from_secs(2)).await;
    assert_eq!(
        bench.depth("sync-worker.sync").await,
        1,
        "a busy consumer must not hold it, and the first one does not come again"
    );
    leave.notify_one();
    assert_eq!(next(&mut under_way).await, first_time(&two));
    leave.notify_one();
    bench.finish().await.assert_no_leftovers().await;
    assert!(under_way.try_recv().is_err(), "nothing comes twice");
}

#[tokio::test]
async fn a_message_is_redelivered_if_its_early_acknowledgement_is_lost() {
    let (mut bench, line) = through_a_line().await;
    let (work, mut under_way) = LongWork::new(0);
    let taken = work.taken.clone();
    let (may_acknowledge, leave) = (work.may_acknowledge.clone(), work.leave.clone());
    // Of a queue with a prefetch of 1 the consumer is cancelled first, which needs an answer.
    bench.consume(&CORE_API_SCHEDULE, work);
    bench.connected().await;
    let message = tick();
    bench.publish(&message).await;
    timeout(PATIENCE, taken.notified()).await.unwrap();

    line.pause();
    may_acknowledge.add_permits(1);
    let mut expected = Begun {
        id: message.id,
        redelivered: false,
        acknowledged: true,
    };
    assert_eq!(
        next(&mut under_way).await,
        expected,
        "it is sent, which is all that can be known"
    );
    line.cut();
    eventually("the cut is noticed", async || !bench.is_connected()).await;
    line.restore();
    may_acknowledge.add_permits(1);
    expected.redelivered = true;
    assert_eq!(next(&mut under_way).await, expected);
    leave.notify_waiters();
    leave.notify_one();
    bench.finish().await.assert_no_leftovers().await;
    assert!(under_way.try_recv().is_err(), "not a third time");
}
