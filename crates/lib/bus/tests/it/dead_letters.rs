//! How messages get into the dead queues, with which reason, and how people get them out.

use std::{collections::BTreeMap, time::Duration};

use bus::{
    Outcome, Selection,
    topology::{ATTEMPTS, CORE_API_EXPORT, CORE_API_SCHEDULE},
};
use contracts::Message;
use serde_json::{Value, json};
use testkit::StoredMessage;
use tokio::time::timeout;

use crate::bench::{Bench, done, eventually, next, progress, recorder, tick};

const DEAD: &str = "core-api.schedule.dead";

fn header<'a>(letter: &'a StoredMessage, name: &str) -> &'a Value {
    &letter.properties["headers"][name]
}

async fn dead_letters(bench: &Bench, count: u32) -> Vec<StoredMessage> {
    eventually("the dead letters", async || {
        bench.depth(DEAD).await == count
    })
    .await;
    bench.host.messages(DEAD, count).await
}

/// A tick, but for one change.
fn event(change: impl Fn(&mut Value)) -> String {
    let mut event: Value = serde_json::from_str(&tick().body).unwrap();
    change(&mut event);
    event.to_string()
}

#[tokio::test]
async fn a_body_that_violates_its_contract_never_reaches_a_handler() {
    let mut bench = Bench::start().await;
    let (handler, mut seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    bench.connected().await;
    let bodies = BTreeMap::from([
        ("not_json", "{".to_owned()),
        ("envelope", event(|e| e["tenant"] = json!("NOT A TENANT"))),
        ("data", event(|e| e["data"]["version"] = json!(0))),
        (
            "version",
            event(|e| e["type"] = json!("espejo.schedule.due.v7")),
        ),
        (
            "unknown_event",
            event(|e| e["type"] = json!("espejo.schedule.danced.v1")),
        ),
        ("misrouted", progress().body),
    ]);
    for body in bodies.values() {
        assert!(
            bench
                .host
                .publish("espejo.scheduler", "schedule.due", json!({}), body)
                .await
        );
    }
    let good = tick();
    bench.publish(&good).await;
    assert_eq!(next(&mut seen).await.id, good.id);

    let letters = dead_letters(&bench, 6).await;
    let found: BTreeMap<&str, String> = letters
        .iter()
        .map(|letter| {
            (
                header(letter, "x-espejo-reason").as_str().unwrap(),
                letter.payload.clone(),
            )
        })
        .collect();
    assert_eq!(found, bodies);
    for letter in &letters {
        assert_eq!(header(letter, "x-espejo-queue"), "core-api.schedule");
        assert!(
            !header(letter, "x-espejo-detail")
                .as_str()
                .unwrap()
                .is_empty()
        );
    }
    assert!(
        timeout(Duration::from_millis(300), seen.recv())
            .await
            .is_err()
    );
    assert_eq!(bench.depth("core-api.schedule").await, 0);
    bench.finish().await;
}

#[tokio::test]
async fn a_rejected_event_becomes_a_dead_letter_with_the_handlers_reason() {
    let mut bench = Bench::start().await;
    let (handler, _seen) = recorder(|_| Outcome::Reject {
        reason: "no such tenant".into(),
    });
    bench.consume(&CORE_API_SCHEDULE, handler);
    let message = tick();
    bench.publish(&message).await;
    let letter = dead_letters(&bench, 1).await.remove(0);
    assert_eq!(header(&letter, "x-espejo-reason"), "rejected");
    assert_eq!(header(&letter, "x-espejo-detail"), "no such tenant");
    assert_eq!(header(&letter, "tenant"), "andina");
    assert_eq!(letter.properties["message_id"], message.id.to_string());
    assert_eq!(letter.properties["type"], "espejo.schedule.due.v1");
    assert_eq!(letter.payload, message.body);
    bench.finish().await;
}

#[tokio::test]
async fn an_event_that_fails_eight_times_becomes_a_dead_letter() {
    let mut bench = Bench::start().await;
    let (handler, mut seen) = recorder(|_| Outcome::Retry {
        reason: "still locked".into(),
    });
    bench.consume(&CORE_API_SCHEDULE, handler);
    let message = tick();
    bench.publish(&message).await;
    for attempt in 1..=ATTEMPTS {
        let delivery = next(&mut seen).await;
        assert_eq!((delivery.id, delivery.attempt), (message.id, attempt));
    }
    let letter = dead_letters(&bench, 1).await.remove(0);
    assert_eq!(header(&letter, "x-espejo-reason"), "attempts");
    assert_eq!(header(&letter, "x-espejo-detail"), "still locked");
    assert_eq!(header(&letter, "x-attempt"), ATTEMPTS);
    assert!(timeout(Duration::from_secs(1), seen.recv()).await.is_err());
    bench.finish().await;
}

#[tokio::test]
async fn a_panic_makes_a_dead_letter_and_other_messages_are_handled() {
    let mut bench = Bench::start().await;
    let messages: Vec<_> = (0..10).map(|_| tick()).collect();
    let poison = messages[4].id;
    let (handler, mut seen) = recorder(move |incoming| {
        assert_ne!(incoming.event_id(), poison, "this one is poison");
        Outcome::Done
    });
    bench.consume(&CORE_API_SCHEDULE, handler);
    assert!(
        bench
            .scheduler
            .publish_all(&messages)
            .await
            .iter()
            .all(Result::is_ok)
    );
    for _ in 0..10 {
        next(&mut seen).await;
    }
    let letter = dead_letters(&bench, 1).await.remove(0);
    assert_eq!(letter.properties["message_id"], poison.to_string());
    assert_eq!(header(&letter, "x-espejo-reason"), "panic");
    assert!(
        header(&letter, "x-espejo-detail")
            .as_str()
            .unwrap()
            .contains("this one is poison")
    );
    let after = tick();
    bench.publish(&after).await;
    assert_eq!(next(&mut seen).await.id, after.id, "the consumer goes on");
    eventually("all are acknowledged", async || {
        bench.depth("core-api.schedule").await == 0
    })
    .await;
    bench.finish().await;
}

#[tokio::test]
async fn a_dead_letter_keeps_its_reason_even_if_its_queue_must_be_created_first() {
    let mut bench = Bench::start().await;
    let (handler, mut seen) = recorder(|_| Outcome::Reject {
        reason: "no".into(),
    });
    bench.consume(&CORE_API_SCHEDULE, handler);
    bench.connected().await;
    bench.host.delete_queue(DEAD).await;
    bench.publish(&tick()).await;
    next(&mut seen).await;
    eventually("the dead queue is back", async || {
        bench.host.queues().await.contains(&DEAD.to_owned())
    })
    .await;
    let letter = dead_letters(&bench, 1).await.remove(0);
    assert_eq!(header(&letter, "x-espejo-reason"), "rejected");
    bench.finish().await;
}

/// Three dead letters, and nobody who consumes.
async fn three_dead_letters() -> (Bench, [Message; 3]) {
    let mut bench = Bench::start().await;
    let (handler, _seen) = recorder(|_| Outcome::Reject {
        reason: "for now".into(),
    });
    let refusing = bench.consume(&CORE_API_SCHEDULE, handler);
    let messages = [tick(), tick(), tick()];
    for message in &messages {
        bench.publish(message).await;
    }
    dead_letters(&bench, 3).await;
    refusing.abort();
    assert!(
        bench
            .tasks
            .join_next()
            .await
            .unwrap()
            .unwrap_err()
            .is_cancelled()
    );
    (bench, messages)
}

#[tokio::test]
async fn dead_letters_can_be_listed_without_being_removed() {
    let (bench, messages) = three_dead_letters().await;
    let queue = &CORE_API_SCHEDULE;
    assert_eq!(bench.bus.dead_letters(queue, 2).await.unwrap().len(), 2);
    let letters = bench.bus.dead_letters(queue, 100).await.unwrap();
    assert_eq!(letters.len(), 3);
    let id = messages[1].id.to_string();
    let letter = letters.iter().find(|letter| letter.id == id).unwrap();
    assert_eq!(letter.body, messages[1].body.as_bytes());
    assert_eq!(letter.reason.as_deref(), Some("rejected"));
    assert_eq!(letter.detail.as_deref(), Some("for now"));
    assert_eq!(letter.tenant.as_deref(), Some("andina"));
    assert_eq!(letter.event_type.as_deref(), Some("espejo.schedule.due.v1"));
    assert_eq!(letter.attempt, 1);
    assert!(letter.died_at >= letter.published_at && letter.died_at.is_some());
    let third = |letter: bus::DeadLetter| (letter.id == messages[2].id.to_string()).then_some(3);
    assert_eq!(
        bench.bus.look_through(queue, 1, third).await.unwrap(),
        [3],
        "what is not kept does not count"
    );
    assert!(
        bench
            .bus
            .dead_letters(&CORE_API_EXPORT, 10)
            .await
            .unwrap()
            .is_empty()
    );
    bench.finish().await;
}

#[tokio::test]
async fn a_dead_letter_can_be_replayed_or_discarded() {
    let (mut bench, messages) = three_dead_letters().await;
    let queue = &CORE_API_SCHEDULE;
    let (handler, mut seen) = recorder(done);
    bench.consume(queue, handler);
    let bus = bench.bus.clone();
    let one = Selection::One(messages[1].id);
    assert_eq!(bus.redrive(queue, one).await.unwrap().len(), 1);
    let again = next(&mut seen).await;
    assert_eq!((again.id, again.attempt), (messages[1].id, 1));
    assert_eq!(
        bus.redrive(queue, one).await.unwrap().len(),
        0,
        "it is no longer dead"
    );

    let discarded = bus
        .discard(queue, Selection::One(messages[0].id))
        .await
        .unwrap();
    assert_eq!(discarded.len(), 1);
    assert_eq!(discarded[0].id, messages[0].id.to_string());
    let of_nobody = |letter: &bus::DeadLetter| letter.tenant.is_none();
    let nobodys = bus.redrive(queue, Selection::Where(&of_nobody)).await;
    assert_eq!(nobodys.unwrap(), []);
    assert_eq!(bus.redrive(queue, Selection::All).await.unwrap().len(), 1);
    assert_eq!(next(&mut seen).await.id, messages[2].id);
    bench.finish().await.assert_no_leftovers().await;
}

#[test]
fn futures_that_services_await_are_send() {
    fn sendable(_: impl Send) {}
    let settings = crate::bench::settings("amqp://espejo_core:p@localhost/v", "core-api");
    let (bus, _driver) = bus::Bus::new(settings).unwrap();
    sendable(bus.dead_letters(&CORE_API_EXPORT, 1));
    sendable(bus.redrive(&CORE_API_EXPORT, Selection::All));
    sendable(bus.discard(&CORE_API_EXPORT, Selection::All));
    sendable(bus.queue_depths());
}
