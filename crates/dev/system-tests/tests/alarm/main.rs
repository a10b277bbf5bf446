//! The broker runs out of memory, then out of disk. The alarm affects the whole broker, so this
//! test has its own binary and runs alone.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

use std::time::Duration;

use odoo_sim::{Books, Fault, FaultKind, Spec};
use serde_json::json;
use system_tests::{Stack, assert_mirror_equals};
use testkit::BrokerAlarm;
use tokio::time::{Instant, sleep};

const PATIENCE: Duration = Duration::from_mins(3);
const LINES: &str = "account.move.line";

#[tokio::test(flavor = "multi_thread")]
async fn broker_alarms_block_publishers_and_lose_no_rows() {
    let books = Books::generate(&Spec::new(71, 200, jiff::civil::date(2026, 11, 22)));
    let mut stack = Stack::start(vec![("andina", books)]).await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    // A second run does not end before the alarms do; meanwhile its worker sends heartbeats.
    stack.sim.fault(Fault {
        model: Some(LINES.to_owned()),
        method: Some("search_read".to_owned()),
        ..Fault::always(FaultKind::Hang)
    });
    let run = api.start_run("snapshot").await;
    let mut exports = Vec::new();
    for of in ["memory", "disk"] {
        let alarm = BrokerAlarm::raise(of);
        // Reports still answer, and requests are stored.
        assert!(api.get("/v1/companies").await["data"].is_array());
        let body = json!({
            "report": "open-items", "format": "xlsx",
            "parameters": { "side": "receivable", "company_id": 1, "as_of": "2026-11-22" },
        });
        let (status, export) = api.post("/v1/exports", &body).await;
        assert_eq!(status, 202, "{export}");
        exports.push(export["id"].as_str().unwrap().to_owned());
        for service in ["core-api", "sync-worker"] {
            says_that_it_is_blocked(&mut stack, service).await;
        }
        alarm.clear();
        for service in ["core-api", "sync-worker"] {
            stack.ready(service).await;
        }
    }
    stack.sim.clear_faults();
    api.wait_run(&run, PATIENCE).await;
    for export in exports {
        let path = format!("/v1/exports/{export}");
        api.wait(&path, "finished", PATIENCE).await;
    }
    assert_mirror_equals(&stack, "andina").await;
    stack.broker.assert_no_leftovers().await;
}

/// Waits until the ready page and the metrics of the service show it.
async fn says_that_it_is_blocked(stack: &mut Stack, service: &str) {
    let process = stack.service(service);
    let page = format!("{}/ready", process.ops_url());
    let deadline = Instant::now() + PATIENCE;
    loop {
        let answer = reqwest::get(&page).await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        if status == 503 && text.contains("the broker blocks publishers") {
            break;
        }
        assert!(Instant::now() < deadline, "{service}: {status} {text}");
        sleep(Duration::from_millis(200)).await;
    }
    loop {
        let metrics = process.metrics().await;
        if metrics.lines().any(|line| line == "espejo_bus_blocked 1") {
            return;
        }
        assert!(Instant::now() < deadline, "{service}: {metrics}");
        sleep(Duration::from_millis(200)).await;
    }
}
