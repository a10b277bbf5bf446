//! What a confirm is worth.

use std::{collections::HashSet, time::Duration};

use bus::{
    Bus, PublishError,
    topology::{self, CORE_API_SCHEDULE},
};
use lapin::{
    Connection, ConnectionProperties, options::QueueDeclareOptions, types::AMQPValue,
    types::FieldTable,
};
use prometheus_client::registry::Registry;
use testkit::VirtualHost;
use tokio::task::JoinSet;

use crate::bench::{
    Bench, done, eventually, mailed, next, progress, recorder, request, settings, tick,
};

#[tokio::test]
async fn a_confirmed_message_is_stored_in_its_queue_with_its_properties() {
    let bench = Bench::start().await;
    let mut message = tick();
    message.traceparent = Some("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".into());
    bench.publish(&message).await;
    assert_eq!(bench.depth("core-api.schedule").await, 1);
    let stored = bench.host.messages("core-api.schedule", 1).await.remove(0);
    assert_eq!(stored.payload, message.body);
    assert_eq!(
        (stored.exchange.as_str(), stored.routing_key.as_str()),
        ("espejo.scheduler", "schedule.due")
    );
    let properties = &stored.properties;
    assert_eq!(properties["message_id"], message.id.to_string());
    assert_eq!(properties["type"], "espejo.schedule.due.v1");
    assert_eq!(properties["content_type"], "application/cloudevents+json");
    assert_eq!(properties["app_id"], "scheduler");
    assert_eq!(properties["user_id"], "espejo_scheduler");
    assert_eq!(properties["delivery_mode"], 2);
    assert!(properties["timestamp"].as_u64().unwrap() > 1_700_000_000);
    assert_eq!(properties["headers"]["tenant"], "andina");
    assert_eq!(
        properties["headers"]["traceparent"],
        message.traceparent.unwrap()
    );
    bench.finish().await;
}

/// Nobody takes the results of mails: export-worker may not declare the queue.
async fn without_mail_queue() -> Bench {
    let bench = Bench::start().await;
    bench.host.delete_queue("core-api.mail").await;
    bench
}

#[tokio::test]
async fn exactly_the_unroutable_messages_of_a_window_are_errors() {
    let bench = without_mail_queue().await;
    for round in 0..10_i32 {
        let messages: Vec<_> = (0..64_i32)
            .map(|n| {
                if (n + round) % 2 == 0 {
                    progress()
                } else {
                    mailed()
                }
            })
            .collect();
        let results = bench.export_worker.publish_all(&messages).await;
        assert_eq!(results.len(), messages.len());
        for (message, result) in messages.iter().zip(results) {
            match (message.name.as_str(), result) {
                ("export.progressed", Ok(()))
                | ("mail.finished", Err(PublishError::Unroutable { .. })) => {}
                (name, result) => panic!("round {round}: {name} got {result:?}"),
            }
        }
    }
    assert_eq!(bench.depth("core-api.export").await, 320);
    bench.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_publishers_do_not_receive_each_others_returned_messages() {
    let bench = without_mail_queue().await;
    let mut publishers = JoinSet::new();
    for publisher in 0..16_i32 {
        let bus = bench.export_worker.clone();
        publishers.spawn(async move {
            for n in 0..20 {
                let routable = (publisher + n) % 2 == 0;
                let message = if routable { progress() } else { mailed() };
                match bus.publish(&message).await {
                    Ok(()) => assert!(routable),
                    Err(PublishError::Unroutable { .. }) => assert!(!routable),
                    Err(error) => panic!("{error}"),
                }
            }
        });
    }
    publishers.join_all().await;
    bench.finish().await;
}

#[tokio::test]
async fn the_same_message_twice_in_one_window_is_stored_twice() {
    let bench = Bench::start().await;
    let message = tick();
    let results = bench
        .scheduler
        .publish_all(&[message.clone(), message.clone(), message])
        .await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(bench.depth("core-api.schedule").await, 3);
    bench.finish().await;
}

#[tokio::test]
async fn a_message_over_four_mebibytes_is_refused_and_other_messages_are_sent() {
    let bench = Bench::start().await;
    let mut large = tick();
    large.body = "x".repeat(bus::topology::MAX_BODY_BYTES + 1);
    let results = bench.scheduler.publish_all(&[tick(), large, tick()]).await;
    assert!(results[0].is_ok() && results[2].is_ok());
    let error = results[1].as_ref().unwrap_err();
    assert!(matches!(error, PublishError::TooLarge { .. }) && !error.is_transient());
    assert_eq!(bench.depth("core-api.schedule").await, 2);
    bench.finish().await;
}

#[tokio::test]
async fn messages_queued_before_the_stop_are_sent_and_later_ones_refused() {
    let bench = Bench::start().await;
    let bus = bench.scheduler.clone();
    let messages: Vec<_> = (0..32).map(|_| tick()).collect();
    let stop = bench.stop.clone();
    let (results, ()) = tokio::join!(bus.publish_all(&messages), async move { stop.cancel() });
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    let host = bench.finish().await;
    assert_eq!(host.queue_depth("core-api.schedule").await, 32);
    assert!(matches!(
        bus.publish(&tick()).await,
        Err(PublishError::Stopped)
    ));
    assert!(!bus.connected());
}

#[tokio::test]
async fn without_a_broker_publishing_times_out_without_a_panic() {
    let host = VirtualHost::create().await;
    let bench = Bench::with(host, Some(testkit::free_port()), |settings| {
        settings.confirm_timeout = Duration::from_millis(300);
    });
    let results = bench
        .scheduler
        .publish_all(&(0..40).map(|_| tick()).collect::<Vec<_>>())
        .await;
    assert!(
        matches!(results[0], Err(PublishError::NotConnected(_))),
        "{results:?}"
    );
    assert!(
        matches!(results[39], Err(PublishError::NotTried)),
        "{results:?}"
    );
    assert_eq!(
        bench.bus.check().unwrap_err(),
        "no connection for publishing"
    );
    bench.finish().await;
}

#[tokio::test]
async fn a_queue_that_is_deleted_during_publishing_is_recreated() {
    let bench = Bench::start().await;
    let mut recreated = bench.bus.recreated();
    recreated.mark_unchanged();
    bench.host.delete_queue("sync-worker.sync").await;
    assert!(matches!(
        bench.bus.publish(&request()).await,
        Err(PublishError::Unroutable { routing_key }) if routing_key == "sync.requested"
    ));
    eventually("routable again", async || {
        bench.bus.publish(&request()).await.is_ok()
    })
    .await;
    assert!(recreated.has_changed().unwrap());
    bench.finish().await;
}

#[tokio::test]
async fn the_broker_has_the_declared_queues_and_reports_their_depths() {
    let bench = Bench::start().await;
    bench.publish(&tick()).await;
    let depths = bench.bus.queue_depths().await.unwrap();
    let told: HashSet<_> = depths.iter().map(|depth| depth.queue.clone()).collect();
    let on_broker: HashSet<_> = bench.host.queues().await.into_iter().collect();
    assert_eq!(told, on_broker);
    // Each with its dead queue, and three delays of each service that takes messages.
    assert_eq!(told.len(), 2 * topology::QUEUES.len() + 3 * 3);
    for depth in &depths {
        assert_eq!(
            depth.messages,
            u32::from(depth.queue == "core-api.schedule"),
            "{depth:?}"
        );
        assert!(!depth.missing);
    }
    assert_eq!(
        depths.iter().filter(|depth| depth.is_dead()).count(),
        topology::QUEUES.len()
    );

    bench.host.delete_queue("core-api.schedule").await;
    let depths = bench.bus.queue_depths().await.unwrap();
    let missing: Vec<_> = depths
        .iter()
        .filter(|d| d.missing)
        .map(|d| d.queue.as_str())
        .collect();
    assert_eq!(missing, ["core-api.schedule"]);
    assert!(
        bench
            .bus
            .queue_depths()
            .await
            .unwrap()
            .iter()
            .all(|depth| !depth.missing)
    );
    bench.publish(&tick()).await;
    bench.finish().await;
}

#[tokio::test]
async fn a_queue_that_an_older_build_declared_is_used_unchanged() {
    let host = VirtualHost::create().await;
    let connection = Connection::connect(&host.url(), ConnectionProperties::default())
        .await
        .unwrap();
    let channel = connection.create_channel().await.unwrap();
    let mut other = FieldTable::default();
    other.insert(
        "x-queue-type".into(),
        AMQPValue::LongString("quorum".into()),
    );
    let durable = QueueDeclareOptions::durable();
    channel
        .queue_declare("core-api.schedule".into(), durable, other)
        .await
        .unwrap();

    let mut bench = Bench::with(host, None, |_| {});
    let (handler, mut seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    bench.connected().await;
    let message = tick();
    bench.publish(&message).await;
    assert_eq!(next(&mut seen).await.id, message.id);
    bench.finish().await;
}

#[tokio::test]
async fn the_metrics_count_the_outcomes_of_messages() {
    let bench = without_mail_queue().await;
    let mut registry = Registry::default();
    bench.export_worker.metrics().register(&mut registry);
    bench.publish(&progress()).await;
    bench.export_worker.publish(&mailed()).await.unwrap_err();
    let mut text = String::new();
    prometheus_client::encoding::text::encode(&mut text, &registry).unwrap();
    for line in [
        r#"bus_published_total{event="export.progressed",outcome="confirmed"} 1"#,
        r#"bus_published_total{event="mail.finished",outcome="unroutable"} 1"#,
        r#"bus_connections_total{purpose="publish"} 1"#,
        "bus_confirm_seconds_count 2",
    ] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
    bench.finish().await;
}

#[test]
fn an_invalid_url_is_refused_at_the_start_without_showing_its_password() {
    for url in ["", "http://x:secret@h/", "amqp://u:secret@host:notaport/v"] {
        let settings = settings(url, "core-api");
        let error = Bus::new(settings).err().expect(url).to_string();
        assert!(!error.contains("secret"), "{error}");
    }
}

#[test]
fn a_service_that_logs_in_as_another_user_is_refused_at_the_start() {
    let url = "amqp://espejo_export:secret@localhost/v";
    let error = Bus::new(settings(url, "sync-worker")).err().unwrap();
    assert_eq!(
        error.to_string(),
        "the broker's URL logs in as espejo_export, but sync-worker must log in as espejo_sync: \
         each service has a user of its own"
    );
    let error = Bus::new(settings(url, "sink")).err().unwrap().to_string();
    assert_eq!(error, "sink is no service that the broker knows");
}

#[tokio::test]
async fn an_event_of_another_service_is_not_sent() {
    let bench = Bench::start().await;
    let results = bench
        .scheduler
        .publish_all(&[tick(), progress(), tick()])
        .await;
    assert!(results[0].is_ok() && results[2].is_ok(), "{results:?}");
    let error = results[1].as_ref().unwrap_err();
    assert_eq!(
        error.to_string(),
        "scheduler does not publish export.progressed"
    );
    assert!(!error.is_transient());
    assert_eq!(bench.depth("core-api.schedule").await, 2);
    bench.finish().await;
}
