//! A broker of three nodes. While snapshots, exports and a working day in Odoo go on, one node is
//! killed, one is cut off, and then each is upgraded. After each fault the mirror equals Odoo, nothing
//! was lost, and nothing was applied twice.
//!
//! It takes minutes and needs root for its network namespaces, so it is not part of `./run test`:
//! `./run cluster` runs it.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]
#![expect(clippy::print_stdout, reason = "a long test tells what it has done")]

use std::{cell::Cell, time::Duration};

use odoo_sim::{Books, Changes, Fault, FaultKind, Spec};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use system_tests::{Api, Stack, assert_proved_equal};
use testkit::BrokerCluster;
use tokio::time::{Instant, sleep};

const PATIENCE: Duration = Duration::from_mins(5);
const SERVICES: [&str; 4] = ["core-api", "sync-worker", "export-worker", "scheduler"];
/// After so many days in Odoo no more records are deleted: a run refuses to remove a large part.
const DAYS: usize = 4;
/// Requests of a run that is lost with a node would come back after this time.
const HASTE: [(&str, &str); 2] = [("ESPEJO_RUN_LEASE", "30s"), ("ESPEJO_WATCH_EVERY", "1s")];

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_node_a_partition_and_a_rolling_upgrade_lose_and_repeat_nothing() {
    let started = BrokerCluster::start().await;
    let mut cluster = started.unwrap_or_else(|reason| panic!("no cluster: {reason}"));
    let stack = &mut started_on(&cluster).await;
    stack.api("andina").run("snapshot", PATIENCE).await;
    every_queue_has_three_replicas(&cluster, stack).await;

    let victim = cluster.busiest(stack.broker.name()).await;
    during_work(stack, "a node is killed", async |stack| {
        cluster.kill(victim);
        batches_go_on(stack).await;
        cluster.revive(victim);
        cluster.complete().await;
    })
    .await;
    every_queue_has_three_replicas(&cluster, stack).await;

    let victim = cluster.busiest(stack.broker.name()).await;
    during_work(stack, "a minority is cut off", async |stack| {
        cluster.cut(victim);
        while !cluster.accepts_nobody(victim) {
            sleep(Duration::from_millis(200)).await;
        }
        batches_go_on(stack).await;
        cluster.mend(victim);
        cluster.complete().await;
    })
    .await;
    every_queue_has_three_replicas(&cluster, stack).await;

    during_work(stack, "each node is upgraded", async |stack| {
        for node in 0..3 {
            cluster.upgrade(node).await;
            batches_go_on(stack).await;
        }
    })
    .await;
    every_queue_has_three_replicas(&cluster, stack).await;
}

async fn started_on(cluster: &BrokerCluster) -> Stack {
    let books = Books::generate(&Spec::new(91, 300, jiff::civil::date(2026, 11, 22)));
    let mut stack = Stack::prepare_on(cluster.servers(), vec![("andina", books)], &HASTE).await;
    stack.set_key("page_rows", 20);
    stack.start_all().await;
    stack
}

/// Runs the fault while snapshots, exports and changes go on, and checks what came of them.
async fn during_work(stack: &mut Stack, what: &str, fault: impl AsyncFnOnce(&Stack)) {
    let begun = Instant::now();
    let api = stack.api("andina");
    let mut slow = Fault::always(FaultKind::SlowMsPerCall);
    slow.value = 500;
    stack.sim.fault(slow);
    let over = Cell::new(false);
    let (runs, exports, ()) = tokio::join!(
        snapshots_until(&api, &over),
        exports_until(&api, stack, &over),
        async {
            batches_go_on(stack).await;
            fault(stack).await;
            stack.sim.clear_faults();
            over.set(true);
        }
    );
    for service in SERVICES {
        stack.ready(service).await;
    }
    println!(
        "{what}: {runs} snapshots and {exports} exports in {:.0?}",
        begun.elapsed()
    );
    nothing_is_lost_or_repeated(stack).await;
}

/// The mirror equals Odoo by our comparison and by the product's own, and no event waits anywhere.
async fn nothing_is_lost_or_repeated(stack: &Stack) {
    assert_proved_equal(stack, "andina", PATIENCE).await;
    let database = &stack.tenant("andina").database;
    database.assert_no_unsent_events(PATIENCE).await;
    stack.broker.assert_no_leftovers().await;
}

/// One snapshot after the other. Returns how many.
async fn snapshots_until(api: &Api, over: &Cell<bool>) -> usize {
    let mut count = 0;
    while count == 0 || !over.get() {
        api.run("snapshot", PATIENCE).await;
        count += 1;
    }
    count
}

/// Until three more batches of the run are applied.
async fn batches_go_on(stack: &Stack) {
    let client = stack.tenant("andina").database.client().await;
    let count = async || -> i64 {
        let batches = "select count(*) from ops.sync_batch";
        client.query_one(batches, &[]).await.unwrap().get(0)
    };
    let (before, deadline) = (count().await, Instant::now() + PATIENCE);
    while count().await < before + 3 {
        assert!(Instant::now() < deadline, "no batch is applied any more");
        sleep(Duration::from_millis(100)).await;
    }
}

/// One export after the other, the first ones after changes in Odoo. Returns how many.
async fn exports_until(api: &Api, stack: &Stack, over: &Cell<bool>) -> usize {
    let mut count = 0;
    while count < 2 || !over.get() {
        if count < DAYS {
            let day = Changes::of_a_day(u64::try_from(count).unwrap());
            stack.sim.change("andina", &day).unwrap();
        }
        let body = json!({
            "report": "journal-items", "format": "csv", "parameters": { "company_id": 1 },
        });
        let (status, job) = api.post("/v1/exports", &body).await;
        assert_eq!(status, StatusCode::ACCEPTED, "{job}");
        let path = format!("/v1/exports/{}", job["id"].as_str().unwrap());
        let job = api.wait(&path, "finished", PATIENCE).await;
        is_complete(api, &path, &job).await;
        count += 1;
    }
    count
}

/// The file has each row of the report once.
async fn is_complete(api: &Api, path: &str, job: &Value) {
    assert_eq!(job["rows_written"], job["rows_expected"], "{job}");
    let file = api.request(Method::GET, &format!("{path}/file"));
    let file = file.send().await.unwrap().bytes().await.unwrap();
    assert_eq!(job["file"]["size_bytes"], file.len(), "{job}");
    // A text may have lines of its own.
    let rows = csv::Reader::from_reader(&file[..]).into_records();
    let rows = rows.map(Result::unwrap).count();
    assert!(rows > 100, "{rows}");
    assert_eq!(job["rows_written"], rows, "{job}");
}

/// What waits in a durable queue is on every node; only the queues of credits are on one.
async fn every_queue_has_three_replicas(cluster: &BrokerCluster, stack: &Stack) {
    let deadline = Instant::now() + PATIENCE;
    let is_replicated = |queue: &Value| queue["online"].as_array().map(Vec::len) == Some(3);
    let queues = loop {
        let queues = cluster.queues(stack.broker.name()).await;
        let mut durable = queues.iter().filter(|q| q["durable"] == true);
        // A node that is back starts its replicas one after the other.
        if durable.clone().count() > 20 && durable.all(is_replicated) {
            break queues;
        }
        assert!(Instant::now() < deadline, "{queues:?}");
        sleep(Duration::from_millis(500)).await;
    };
    for queue in queues.iter().filter(|q| q["durable"] == true) {
        assert_eq!(queue["type"], "quorum", "{queue}");
    }
    for queue in queues.iter().filter(|q| q["durable"] == false) {
        let name = queue["name"].as_str().unwrap();
        assert!(name.starts_with("sync-worker.credits."), "{queue}");
    }
}
