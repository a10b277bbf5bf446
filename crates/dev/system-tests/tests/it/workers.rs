//! Two sync-workers share a run, and an Odoo has fewer workers than concurrent requests.

use std::{collections::BTreeSet, time::Duration};

use odoo_sim::{ChangeKind, Changes, Fault, FaultKind};
use serde_json::Value;
use system_tests::{Stack, assert_mirror_equals, assert_proved_equal};
use tokio::time::{Instant, sleep};

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(3);
const WORKERS: [&str; 2] = ["sync-worker", "second sync-worker"];
const LINES: &str = "account.move.line";

/// Leases expire within the patience of a test, and a worker that waits still has time to send
/// heartbeats.
const HASTE: [(&str, &str); 2] = [("ESPEJO_RUN_LEASE", "20s"), ("ESPEJO_WATCH_EVERY", "500ms")];

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_share_a_run_and_one_finishes_it_after_the_other_is_killed() {
    let mut stack = Stack::prepare(vec![("andina", books(61, 400))], &HASTE).await;
    stack.set_key("connections", 2);
    stack.start_all().await;
    stack.launch_as("sync-worker", WORKERS[1]);
    stack.ready(WORKERS[1]).await;
    all_slots_are_subscribed(&mut stack).await;
    // Odoo answers the second page of the lines only after the kill.
    stack.sim.fault(Fault {
        model: Some(LINES.to_owned()),
        method: Some("search_read".to_owned()),
        after_calls: 1,
        ..Fault::always(FaultKind::Hang)
    });
    let api = stack.api("andina");
    let run = api.start_run("snapshot").await;
    let reader_of_lines = both_have_read(&mut stack).await;
    stack.service(reader_of_lines).kill_9();
    stack.sim.clear_faults();
    api.wait_run(&run, PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    let detail = api.get(&format!("/v1/sync-runs/{run}")).await;
    let models = detail["models"].as_array().unwrap();
    let parts = models.iter().map(|model| model["part"].as_i64().unwrap());
    assert_eq!(parts.collect::<BTreeSet<_>>(), BTreeSet::from([0, 1]));
    assert!(
        models
            .iter()
            .all(|model| model["complete"] == Value::Bool(true)),
        "{detail}"
    );

    // A verify is shared too, and its proof covers all parts.
    api.run("verify", PATIENCE).await;
    api.wait_idle(PATIENCE).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
    stack.broker.assert_no_leftovers().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_connections_to_an_odoo_with_two_workers_produce_an_equal_mirror() {
    let mut stack = Stack::prepare(vec![("andina", books(62, 300))], &[]).await;
    // The last section of the tenant's file is `[odoo]`.
    stack.set_additions("andina", "connections = 3\n");
    stack.set_key("page_rows", 200);
    stack.sim.set_workers(2);
    stack.sim.fault(Fault {
        value: 20,
        ..Fault::always(FaultKind::SlowMsPerCall)
    });
    stack.start_all().await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    let report = stack.sim.worker_report();
    assert_eq!(report.most_at_once, 2, "{report:?}");
    assert!(report.calls.iter().all(|calls| *calls > 10), "{report:?}");
    assert!(report.waited > 0, "no third call ever came: {report:?}");

    let changes = Changes {
        seed: 63,
        count: 30,
        kinds: vec![ChangeKind::EditInvoice, ChangeKind::NewInvoice],
    };
    stack.sim.change("andina", &changes).unwrap();
    assert_proved_equal(&stack, "andina", PATIENCE).await;
}

/// Two slots each, so that a part goes to a worker that has none yet.
async fn all_slots_are_subscribed(stack: &mut Stack) {
    let wanted = "espejo_queue_consumers{queue=\"sync-worker.sync\"} 4";
    let deadline = Instant::now() + PATIENCE;
    loop {
        let metrics = stack.service("core-api").metrics().await;
        if metrics.lines().any(|line| line == wanted) {
            return;
        }
        assert!(Instant::now() < deadline, "no line {wanted}\n{metrics}");
        sleep(Duration::from_millis(200)).await;
    }
}

/// Waits until each of the workers has read records, and returns the one that reads the lines.
async fn both_have_read(stack: &mut Stack) -> &'static str {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut read = Vec::new();
        for worker in WORKERS {
            read.push((worker, models_read(stack, worker).await));
        }
        let of_lines = read.iter().find(|(_, models)| models.contains(LINES));
        if let Some((worker, _)) = of_lines
            && read.iter().all(|(_, models)| !models.is_empty())
        {
            return worker;
        }
        assert!(Instant::now() < deadline, "{read:?}");
        sleep(Duration::from_millis(100)).await;
    }
}

/// The models whose records the process has read.
async fn models_read(stack: &mut Stack, worker: &str) -> BTreeSet<String> {
    let metrics = stack.service(worker).metrics().await;
    let counted = metrics
        .lines()
        .filter_map(|line| line.strip_prefix("espejo_sync_records_read_total{model=\""))
        .filter_map(|rest| rest.split_once("\"} "));
    counted
        .filter(|(_, count)| *count != "0")
        .map(|(model, _)| model.to_owned())
        .collect()
}
