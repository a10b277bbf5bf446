//! Each service is killed with SIGKILL during a snapshot; afterwards the mirror equals Odoo.

use std::time::Duration;

use odoo_sim::{Fault, FaultKind};
use system_tests::{Stack, assert_mirror_equals};

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(3);

/// Short leases, so that they expire within the patience of a test.
const HASTE: [(&str, &str); 3] = [
    ("ESPEJO_RUN_LEASE", "10s"),
    ("ESPEJO_EXPORT_LEASE", "10s"),
    ("ESPEJO_WATCH_EVERY", "500ms"),
];

async fn killed_in_the_middle(service: &str) {
    let mut stack = Stack::start_with(vec![("andina", books(11, 400))], &HASTE).await;
    let mut slow = Fault::always(FaultKind::SlowMsPerCall);
    slow.value = 150;
    stack.sim.fault(slow);
    let api = stack.api("andina");
    let mut run = api.start_run("snapshot").await;
    let client = stack.tenant("andina").database.client().await;
    let active = "select exists (select from ops.sync_run where state in ('requested', 'running'))";
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(700)).await;
        // The processes may start so slowly that the run is already over.
        if !client
            .query_one(active, &[])
            .await
            .unwrap()
            .get::<_, bool>(0)
        {
            run = api.start_run("snapshot").await;
        }
        stack.kill_and_restart(service).await;
    }
    stack.sim.clear_faults();
    let done = api.wait_run(&run, PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    assert_eq!(done["state"], "done");
    stack.broker.assert_no_leftovers().await;
    let database = &stack.tenant("andina").database;
    database.assert_no_unsent_events(PATIENCE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mirror_is_exact_after_core_api_is_killed_during_a_snapshot() {
    killed_in_the_middle("core-api").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mirror_is_exact_after_sync_worker_is_killed_during_a_snapshot() {
    killed_in_the_middle("sync-worker").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mirror_is_exact_after_the_scheduler_is_killed_during_a_snapshot() {
    killed_in_the_middle("scheduler").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mirror_is_exact_after_export_worker_is_killed_during_a_snapshot() {
    killed_in_the_middle("export-worker").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_resumes_after_the_applied_batches() {
    let mut stack = Stack::start_with(vec![("andina", books(12, 400))], &HASTE).await;
    // Odoo answers the second page of the lines only after the kill.
    stack.sim.fault(Fault {
        model: Some("account.move.line".to_owned()),
        method: Some("search_read".to_owned()),
        after_calls: 1,
        ..Fault::always(FaultKind::Hang)
    });
    let api = stack.api("andina");
    let run = api.start_run("snapshot").await;
    let client = stack.tenant("andina").database.client().await;
    let lines = "select count(*) from odoo.account_move_line";
    while client.query_one(lines, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stack.kill_and_restart("sync-worker").await;
    stack.sim.clear_faults();
    api.wait_run(&run, PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    let resumed: i64 = client
        .query_one(
            "select max(after_id) from ops.sync_run_model where model <> 'res.country'",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert!(resumed > 0, "the second epoch began anew");
}
