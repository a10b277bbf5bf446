//! Broker outages; poison messages are parked; every service reports its state.

use std::time::Duration;

use odoo_sim::{Fault, FaultKind};
use reqwest::Method;
use serde_json::json;
use system_tests::{Stack, assert_mirror_equals};
use testkit::TcpCut;

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(3);

/// Short leases, so that they expire within the patience of a test.
pub(crate) const HASTE: [(&str, &str); 2] =
    [("ESPEJO_RUN_LEASE", "10s"), ("ESPEJO_WATCH_EVERY", "500ms")];

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_outage_during_a_snapshot_loses_no_rows() {
    let mut stack = Stack::prepare(vec![("andina", books(51, 300))], &HASTE).await;
    let cut = TcpCut::to(&stack.broker.broker_address()).await;
    stack.route_broker(cut.port());
    stack.start_all().await;
    let api = stack.api("andina");
    let run = slow_snapshot(&stack).await;
    cut.refuse();
    cut.cut();
    // Reports answer during the outage.
    assert!(api.get("/v1/companies").await["data"].is_array());
    tokio::time::sleep(Duration::from_secs(3)).await;
    cut.restore();
    stack.sim.clear_faults();
    api.wait_run(&run, PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    stack.broker.assert_no_leftovers().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_outage_during_a_snapshot_loses_no_rows() {
    let mut stack = Stack::prepare(vec![("andina", books(54, 300))], &HASTE).await;
    let server = stack.tenant("andina").database.server_address();
    let cut = TcpCut::to(&server).await;
    stack.route_database(cut.port());
    stack.start_all().await;
    let run = slow_snapshot(&stack).await;
    cut.refuse();
    cut.cut();
    let api = stack.api("andina");
    let (status, problem) = api.send(api.request(Method::GET, "/v1/companies")).await;
    assert_eq!(status, 503, "{problem}");
    tokio::time::sleep(Duration::from_secs(3)).await;
    cut.restore();
    stack.sim.clear_faults();
    api.wait_run(&run, PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    stack.broker.assert_no_leftovers().await;
}

/// As if the broker came back with an empty disk: the messages in its queues are lost.
#[tokio::test(flavor = "multi_thread")]
async fn deleted_queues_and_their_messages_lose_no_rows() {
    let stack = Stack::start_with(vec![("andina", books(55, 300))], &HASTE).await;
    let run = slow_snapshot(&stack).await;
    for queue in ["core-api.sync", "core-api.schedule", "sync-worker.sync"] {
        stack.broker.delete_queue(queue).await;
    }
    stack.sim.clear_faults();
    stack.api("andina").wait_run(&run, PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    stack.broker.assert_no_leftovers().await;
}

/// A snapshot that is between its first and its last page.
pub(crate) async fn slow_snapshot(stack: &Stack) -> String {
    let mut slow = Fault::always(FaultKind::SlowMsPerCall);
    slow.value = 100;
    stack.sim.fault(slow);
    let run = stack.api("andina").start_run("snapshot").await;
    let client = stack.tenant("andina").database.client().await;
    let pages = "select count(*) from ops.sync_batch";
    while client.query_one(pages, &[]).await.unwrap().get::<_, i64>(0) < 3 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    run
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_violates_its_contract_is_dead_lettered_with_the_reason() {
    let stack = Stack::start(vec![("andina", books(52, 10))]).await;
    let properties = json!({ "content_type": "application/cloudevents+json", "delivery_mode": 2 });
    let poison = r#"{"specversion":"1.0","type":"espejo.sync.batch.v1","data":{"rows":"none"}}"#;
    assert!(
        stack
            .broker
            .publish("espejo.sync-worker", "sync.batch", properties, poison)
            .await
    );
    let deadline = tokio::time::Instant::now() + PATIENCE;
    let dead = loop {
        let dead = stack.broker.dead_letters().await;
        if !dead.is_empty() {
            break dead;
        }
        assert!(
            tokio::time::Instant::now() < deadline,
            "the poison is nowhere"
        );
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    assert_eq!(dead.len(), 1, "{dead:?}");
    assert_eq!(dead[0].queue, "core-api.sync.dead");
    assert_eq!(dead[0].payload, poison);
    let headers = dead[0].properties["headers"].to_string();
    assert!(headers.contains("x-espejo-reason"), "{headers}");
    // The other messages are handled.
    stack.api("andina").run("snapshot", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_service_is_live_ready_shows_metrics_and_stops_on_a_signal() {
    let mut stack = Stack::start(vec![("andina", books(53, 10))]).await;
    stack.api("andina").run("snapshot", PATIENCE).await;
    let batches =
        r#"db_transaction_duration_seconds_count{transaction="apply batch",outcome="committed"}"#;
    let shown: [(&str, &[&str]); 4] = [
        (
            "core-api",
            &["espejo_http_server_request_duration_seconds", batches],
        ),
        ("sync-worker", &["espejo_odoo_call"]),
        ("export-worker", &["espejo_export"]),
        ("scheduler", &["espejo_"]),
    ];
    for (service, expected) in shown {
        let process = stack.service(service);
        let metrics = process.metrics().await;
        for metric in expected {
            assert!(
                metrics.contains(metric),
                "{service} shows no {metric}: {metrics}"
            );
        }
        process.terminate();
        let status = process.wait_exit(Duration::from_mins(1)).await;
        assert!(status.success(), "{service}: {status}\n{}", process.log());
        for line in process.log_lines() {
            for key in ["timestamp", "service", "level", "message"] {
                assert!(
                    line.get(key).is_some_and(|v| !v.is_null()),
                    "{service}: {line}"
                );
            }
        }
    }
}
