//! Messages that a service did not send, or that name another tenant: none reaches a handler, also
//! not if a person sends its dead letter back.

use std::sync::atomic::{AtomicU32, Ordering};

use bus::{
    Outcome, Selection,
    topology::{CORE_API_SCHEDULE, Queue, SYNC_WORKER_SYNC},
};
use lapin::{
    BasicProperties,
    types::{AMQPValue, FieldTable},
};
use serde_json::{Value, json};
use testkit::StoredMessage;

use crate::{
    bench::{Bench, done, eventually, next, recorder, request, tick},
    stranger::Stranger,
};

/// Properties as the bus sets them, but for what a forger says.
struct Claim {
    user: Option<&'static str>,
    publisher: Option<&'static str>,
    tenant: Option<&'static str>,
}

impl Claim {
    fn of(user: Option<&'static str>) -> Self {
        Self {
            user,
            publisher: None,
            tenant: Some("andina"),
        }
    }

    fn properties(&self) -> BasicProperties {
        let mut headers = FieldTable::default();
        let text = |value: &str| AMQPValue::LongString(value.into());
        if let Some(publisher) = self.publisher {
            headers.insert("x-publisher".into(), text(publisher));
        }
        if let Some(tenant) = self.tenant {
            headers.insert("tenant".into(), text(tenant));
        }
        let properties = BasicProperties::default().with_headers(headers);
        match self.user {
            Some(user) => properties.with_user_id(user.into()),
            None => properties,
        }
    }
}

fn tick_of(source: &str) -> Value {
    let mut event: Value = serde_json::from_str(&tick().body).unwrap();
    event["source"] = json!(source);
    event
}

async fn dead_letters(bench: &Bench, queue: &Queue, count: u32) -> Vec<StoredMessage> {
    let dead = queue.dead_name();
    eventually("the dead letters", async || {
        bench.depth(&dead).await == count
    })
    .await;
    bench.host.messages(&dead, count).await
}

/// The reasons of the dead letters, sorted.
fn reasons(letters: &[StoredMessage]) -> Vec<&str> {
    let headers = letters.iter().map(|letter| &letter.properties["headers"]);
    let mut reasons: Vec<_> = headers
        .map(|headers| headers["x-espejo-reason"].as_str().unwrap())
        .collect();
    reasons.sort_unstable();
    reasons
}

/// Sends all dead letters of the queue back and waits until as many are dead again.
async fn send_back(bench: &Bench, queue: &'static Queue, count: u32) -> Vec<StoredMessage> {
    let sent = bench.bus.redrive(queue, Selection::All).await.unwrap();
    assert_eq!(sent.len(), usize::try_from(count).unwrap());
    dead_letters(bench, queue, count).await
}

#[tokio::test]
async fn a_message_of_another_sender_or_tenant_has_no_effect_and_stays_forged() {
    let mut bench = Bench::start().await;
    let (handler, mut seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    bench.connected().await;
    let administrator = Stranger::administrator(&bench.host).await;
    let scheduler = Stranger::with_password_of(&bench.host, "espejo_scheduler").await;
    let core = Stranger::with_password_of(&bench.host, "espejo_core").await;
    let queue = ("", "core-api.schedule");
    let event = ("espejo.scheduler", "schedule.due");
    let back = ("espejo.core-api.return", "core-api.schedule");
    let unnamed = Claim::of(None);
    let administrators = Claim::of(Some("espejo"));
    let claimed = Claim {
        publisher: Some("espejo_scheduler"),
        ..Claim::of(Some("espejo"))
    };
    let cores = Claim::of(Some("espejo_core"));
    let own = Claim::of(Some("espejo_scheduler"));
    let other_tenant = Claim {
        tenant: Some("pampa"),
        ..Claim::of(Some("espejo_scheduler"))
    };
    let no_tenant = Claim {
        tenant: None,
        ..Claim::of(Some("espejo_scheduler"))
    };
    for (stranger, (exchange, key), claim, source) in [
        (&administrator, queue, &unnamed, "scheduler"),
        (&administrator, queue, &administrators, "scheduler"),
        (&administrator, queue, &claimed, "scheduler"),
        (&core, back, &cores, "scheduler"),
        (&scheduler, event, &own, "core-api"),
        (&scheduler, event, &other_tenant, "scheduler"),
        (&scheduler, event, &no_tenant, "scheduler"),
    ] {
        let body = tick_of(source).to_string();
        let sent = stranger.publish(exchange, key, claim.properties(), body.as_bytes());
        sent.await.unwrap();
    }
    let letters = dead_letters(&bench, &CORE_API_SCHEDULE, 7).await;
    let expected = [
        "sender", "sender", "sender", "sender", "sender", "tenant", "tenant",
    ];
    assert_eq!(reasons(&letters), expected);
    let letters = send_back(&bench, &CORE_API_SCHEDULE, 7).await;
    assert_eq!(reasons(&letters), expected, "a person has sent them back");

    // The handler works, and it has seen none of them.
    let good = tick();
    bench.publish(&good).await;
    assert_eq!(next(&mut seen).await.id, good.id);
    assert!(seen.try_recv().is_err());
    bench.finish().await;
}

#[tokio::test]
async fn a_forged_request_is_not_taken_for_one_of_core_api_because_core_api_sends_it_back() {
    let mut bench = Bench::start().await;
    let (handler, mut seen) = recorder(done);
    bench.consume(&SYNC_WORKER_SYNC, handler);
    bench.connected().await;
    let administrator = Stranger::administrator(&bench.host).await;
    let sync = Stranger::with_password_of(&bench.host, "espejo_sync").await;
    let body = request().body;
    for (stranger, exchange, claim) in [
        (&administrator, "", Claim::of(None)),
        // Straight into the dead queue of its own service.
        (
            &sync,
            "espejo.sync-worker.dead",
            Claim::of(Some("espejo_sync")),
        ),
    ] {
        let properties = claim.properties();
        let sent = stranger.publish(exchange, "sync-worker.sync", properties, body.as_bytes());
        sent.await.unwrap();
    }
    dead_letters(&bench, &SYNC_WORKER_SYNC, 2).await;
    for _ in 0..2 {
        let letters = send_back(&bench, &SYNC_WORKER_SYNC, 2).await;
        assert_eq!(reasons(&letters), ["sender", "sender"]);
    }
    assert!(seen.try_recv().is_err());
    bench.finish().await;
}

#[tokio::test]
async fn copies_of_a_workers_message_are_accepted_from_the_worker_and_from_core_api() {
    let mut bench = Bench::start().await;
    let deliveries = AtomicU32::new(0);
    let (handler, mut seen) = recorder(move |_| {
        let reason = "for now".to_owned();
        match deliveries.fetch_add(1, Ordering::SeqCst) {
            0 => Outcome::Retry { reason },
            1 => Outcome::Reject { reason },
            _ => Outcome::Done,
        }
    });
    bench.consume(&SYNC_WORKER_SYNC, handler);
    let message = request();
    bench.publish(&message).await;
    assert_eq!(next(&mut seen).await.attempt, 1);
    assert_eq!(next(&mut seen).await.attempt, 2, "the worker's copy");
    let letter = dead_letters(&bench, &SYNC_WORKER_SYNC, 1).await.remove(0);
    assert_eq!(letter.properties["user_id"], "espejo_sync");
    assert_eq!(letter.properties["headers"]["x-publisher"], "espejo_core");
    let all = bench.bus.redrive(&SYNC_WORKER_SYNC, Selection::All).await;
    assert_eq!(all.unwrap().len(), 1);
    let again = next(&mut seen).await;
    assert_eq!(
        (again.id, again.attempt),
        (message.id, 1),
        "core-api's copy"
    );
    bench.finish().await.assert_no_leftovers().await;
}
