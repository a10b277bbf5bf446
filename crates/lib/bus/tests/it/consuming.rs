//! Handlers, outcomes, early acknowledgement and the stop.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use bus::{
    Handler, Incoming, Outcome,
    topology::{CORE_API_SCHEDULE, SYNC_WORKER_SYNC},
};
use contracts::schedule::ScheduleDue;
use tokio::{
    sync::{Notify, mpsc},
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::bench::{Bench, Seen, done, eventually, next, recorder, request, tick};

#[tokio::test]
async fn a_published_event_reaches_its_handler_once_and_leaves_its_queue() {
    let mut bench = Bench::start().await;
    let (handler, mut seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    let messages: Vec<_> = (0..40).map(|_| tick()).collect();
    assert!(
        bench
            .scheduler
            .publish_all(&messages)
            .await
            .iter()
            .all(Result::is_ok)
    );
    let mut ids = Vec::new();
    for _ in 0..40 {
        let Seen { id, attempt, .. } = next(&mut seen).await;
        assert_eq!(attempt, 1);
        ids.push(id);
    }
    let mut sent: Vec<_> = messages.iter().map(|message| message.id).collect();
    sent.sort();
    ids.sort();
    assert_eq!(ids, sent);
    bench.finish().await.assert_no_leftovers().await;
}

#[tokio::test]
async fn a_handler_gets_the_typed_event() {
    struct Typed(mpsc::UnboundedSender<(String, ScheduleDue)>);
    #[async_trait]
    impl Handler for Typed {
        async fn handle(&self, incoming: Incoming) -> Outcome {
            let tenant = incoming.tenant().to_owned();
            let event = incoming.decode::<ScheduleDue>().unwrap();
            self.0.send((tenant, event.data)).unwrap();
            Outcome::Done
        }
    }
    let mut bench = Bench::start().await;
    let (sender, mut received) = mpsc::unbounded_channel();
    bench.consume(&CORE_API_SCHEDULE, Typed(sender));
    let message = tick();
    bench.publish(&message).await;
    let (tenant, event) = next(&mut received).await;
    let opened = contracts::open(message.body.as_bytes()).unwrap();
    assert_eq!(tenant, "andina");
    assert_eq!(event, opened.decode::<ScheduleDue>().unwrap().data);
    bench.finish().await;
}

#[tokio::test]
async fn a_retry_is_redelivered_after_its_delay_with_the_attempt_counted() {
    let mut bench = Bench::start().await;
    let (handler, mut seen) = recorder(|incoming| {
        if incoming.attempt < 4 {
            Outcome::Retry {
                reason: "not yet".into(),
            }
        } else {
            Outcome::Done
        }
    });
    bench.consume(&CORE_API_SCHEDULE, handler);
    let message = tick();
    bench.publish(&message).await;
    let mut before = next(&mut seen).await;
    // The tiers of `bench::settings`: short after attempts 1 and 2, middle after 3.
    for (attempt, delay_ms) in [(2, 100), (3, 100), (4, 200)] {
        let again = next(&mut seen).await;
        assert_eq!((again.id, again.attempt), (message.id, attempt));
        let waited = again.at - before.at;
        assert!(
            waited >= Duration::from_millis(delay_ms),
            "{attempt}: {waited:?}"
        );
        before = again;
    }
    bench.finish().await.assert_no_leftovers().await;
}

/// Acknowledges early, says so, then waits for its leave.
struct LongWork {
    begun: mpsc::UnboundedSender<(&'static str, Uuid)>,
    name: &'static str,
    leave: Arc<Notify>,
    outcome: Outcome,
}

#[async_trait]
impl Handler for LongWork {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        assert!(incoming.acknowledge().await);
        assert!(incoming.acknowledge().await, "a second time is no fault");
        self.begun.send((self.name, incoming.event_id())).unwrap();
        self.leave.notified().await;
        self.outcome.clone()
    }
}

#[tokio::test]
async fn after_an_early_acknowledgement_the_next_request_goes_to_an_idle_consumer() {
    let mut bench = Bench::start().await;
    let (begun, mut under_way) = mpsc::unbounded_channel();
    let leave = Arc::new(Notify::new());
    let work = |name| LongWork {
        begun: begun.clone(),
        name,
        leave: leave.clone(),
        outcome: Outcome::Done,
    };
    bench.consume(&SYNC_WORKER_SYNC, work("first"));
    bench.connected().await;
    let [one, two, three] = [request(), request(), request()];
    bench.publish(&one).await;
    assert_eq!(next(&mut under_way).await, ("first", one.id));
    bench.publish(&two).await;
    sleep(Duration::from_millis(500)).await;
    assert_eq!(
        bench.depth("sync-worker.sync").await,
        1,
        "a busy consumer must not hold it"
    );

    bench.consume(&SYNC_WORKER_SYNC, work("second"));
    assert_eq!(next(&mut under_way).await, ("second", two.id));
    bench.publish(&three).await;
    assert!(
        timeout(Duration::from_millis(500), under_way.recv())
            .await
            .is_err()
    );
    leave.notify_one();
    assert_eq!(
        next(&mut under_way).await.1,
        three.id,
        "who is done takes again"
    );
    leave.notify_waiters();
    leave.notify_one();
    bench.finish().await.assert_no_leftovers().await;
}

#[tokio::test]
async fn after_an_early_acknowledgement_a_failure_causes_no_redelivery() {
    let mut bench = Bench::start().await;
    let (begun, mut under_way) = mpsc::unbounded_channel();
    let leave = Arc::new(Notify::new());
    leave.notify_one();
    let outcome = Outcome::Retry {
        reason: "too late".into(),
    };
    let work = LongWork {
        begun,
        name: "only",
        leave: leave.clone(),
        outcome,
    };
    bench.consume(&SYNC_WORKER_SYNC, work);
    let (one, two) = (request(), request());
    bench.publish(&one).await;
    assert_eq!(next(&mut under_way).await.1, one.id);
    leave.notify_one();
    bench.publish(&two).await;
    assert_eq!(next(&mut under_way).await.1, two.id);
    assert!(
        timeout(Duration::from_millis(500), under_way.recv())
            .await
            .is_err()
    );
    bench.finish().await.assert_no_leftovers().await;
}

/// Counts how many run at once.
struct Slow {
    running: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
    finished: Arc<AtomicUsize>,
    /// It ends soon after this.
    until: CancellationToken,
}

#[async_trait]
impl Handler for Slow {
    async fn handle(&self, _: Incoming) -> Outcome {
        let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(running, Ordering::SeqCst);
        self.until.cancelled().await;
        sleep(Duration::from_millis(200)).await;
        self.running.fetch_sub(1, Ordering::SeqCst);
        self.finished.fetch_add(1, Ordering::SeqCst);
        Outcome::Done
    }
}

#[tokio::test]
async fn a_stop_lets_active_handlers_finish_and_leaves_the_rest_in_the_queue() {
    let mut bench = Bench::start().await;
    let messages: Vec<_> = (0..40).map(|_| tick()).collect();
    assert!(
        bench
            .scheduler
            .publish_all(&messages)
            .await
            .iter()
            .all(Result::is_ok)
    );
    let [running, most, finished] = [(); 3].map(|()| Arc::new(AtomicUsize::new(0)));
    let (r, m, f) = (running.clone(), most.clone(), finished.clone());
    let until = bench.stop.clone();
    bench.consume(
        &CORE_API_SCHEDULE,
        Slow {
            running: r,
            most: m,
            finished: f,
            until,
        },
    );
    eventually("all slots are taken", async || {
        running.load(Ordering::SeqCst) == 16
    })
    .await;
    let host = bench.finish().await;
    assert_eq!(most.load(Ordering::SeqCst), 16);
    assert_eq!(
        finished.load(Ordering::SeqCst),
        16,
        "none is cut off, none is begun"
    );
    eventually("the rest is ready again", async || {
        host.queue_depth("core-api.schedule").await == 24
    })
    .await;
}

#[tokio::test]
async fn a_handler_that_does_not_end_is_aborted_and_its_message_stays() {
    let host = testkit::VirtualHost::create().await;
    let mut bench = Bench::with(host, None, |settings| {
        settings.drain_timeout = Duration::from_millis(500);
    });
    let [running, most, finished] = [(); 3].map(|()| Arc::new(AtomicUsize::new(0)));
    let (r, f, until) = (running.clone(), finished.clone(), CancellationToken::new());
    bench.consume(
        &CORE_API_SCHEDULE,
        Slow {
            running: r,
            most,
            finished: f,
            until,
        },
    );
    bench.connected().await;
    bench.publish(&tick()).await;
    eventually("it runs", async || running.load(Ordering::SeqCst) == 1).await;
    let host = bench.finish().await;
    assert_eq!(finished.load(Ordering::SeqCst), 0);
    eventually("it is ready again", async || {
        host.queue_depth("core-api.schedule").await == 1
    })
    .await;
}
