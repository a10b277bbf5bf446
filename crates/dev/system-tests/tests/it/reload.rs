//! A full reload across all four services: reports answer from the old rows until the new ones
//! replace them, even if services are killed meanwhile.

use std::time::Duration;

use odoo_sim::{ChangeKind, Changes, Fault, FaultKind};
use serde_json::Value;
use system_tests::{Api, Stack, assert_mirror_equals};
use tokio::time::{Instant, sleep};
use tokio_postgres::Client;

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(3);
/// Short leases, so that they expire within the patience of a test.
const HASTE: [(&str, &str); 2] = [("ESPEJO_RUN_LEASE", "10s"), ("ESPEJO_WATCH_EVERY", "500ms")];

fn change(stack: &Stack, seed: u64, count: usize, kinds: &[ChangeKind]) {
    let changes = Changes {
        seed,
        count,
        kinds: kinds.to_vec(),
    };
    let made = stack.sim.change("andina", &changes).unwrap();
    assert_eq!(made.values().sum::<usize>(), count, "{made:?}");
}

/// What finance sees: ledger balances, open items, and their number.
async fn reports(api: &Api) -> Value {
    let mut seen = Vec::new();
    for path in [
        "/v1/ledger/trial-balance?company_id=1&date_to=2026-12-31",
        "/v1/receivables/open-items?company_id=1&limit=100",
        "/v1/payables/ageing?company_id=1",
    ] {
        let report = api.get(path).await;
        assert!(!report["data"].as_array().unwrap().is_empty(), "{path}");
        seen.push(report["data"].clone());
    }
    Value::Array(seen)
}

/// Every report that was answered during the reload equals the one before it.
async fn follow(api: &Api, run: &str, before: &Value) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let seen = reports(api).await;
        let run = api.get(&format!("/v1/sync-runs/{run}")).await;
        match run["state"].as_str().unwrap() {
            "requested" | "running" => assert_eq!(&seen, before, "a half state"),
            "done" => return,
            _ => panic!("{run}"),
        }
        assert!(Instant::now() < deadline, "{run}");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_survives_kills_while_reports_use_the_old_rows() {
    let mut stack = Stack::start_with(vec![("andina", books(71, 400))], &HASTE).await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    // An incremental sees little of this.
    let kinds = [
        ChangeKind::SilentMatching,
        ChangeKind::MergePartners,
        ChangeKind::DeleteDraft,
        ChangeKind::Unreconcile,
        ChangeKind::NewInvoice,
    ];
    change(&stack, 5, 10, &kinds);
    let before = reports(&api).await;
    // Odoo answers the second page of the lines only after the kills.
    stack.sim.fault(Fault {
        model: Some("account.move.line".to_owned()),
        method: Some("search_read".to_owned()),
        after_calls: 1,
        ..Fault::always(FaultKind::Hang)
    });
    let run = api.start_run("reload").await;
    lines_are_read(&stack).await;
    stack.kill_and_restart("sync-worker").await;
    stack.kill_and_restart("core-api").await;
    assert_eq!(reports(&api).await, before);
    // Changes below the worker's cursor and above it.
    change(
        &stack,
        6,
        10,
        &[ChangeKind::EditInvoice, ChangeKind::NewInvoice],
    );
    stack.sim.clear_faults();
    follow(&api, &run, &before).await;
    assert_ne!(reports(&api).await, before);
    let client = stack.tenant("andina").database.client().await;
    let resumed = "select max(m.after_id) from ops.sync_run_model m
                   join ops.sync_run r on r.id = m.run_id
                   where r.kind = 'reload' and m.model = 'account.move.line'";
    let resumed: i64 = client.query_one(resumed, &[]).await.unwrap().get(0);
    assert!(resumed > 0, "the next epoch began anew");

    // The next incremental reads what was written during the reload.
    api.wait_idle(PATIENCE).await;
    sleep(Duration::from_millis(2100)).await;
    api.run("incremental", PATIENCE).await;
    api.wait_idle(PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    let kept = "select count(*) from ops.reload_row";
    let kept: i64 = client.query_one(kept, &[]).await.unwrap().get(0);
    assert_eq!(kept, 0);
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
    stack.broker.assert_no_leftovers().await;
}

async fn lines_are_read(stack: &Stack) {
    let client = stack.tenant("andina").database.client().await;
    let read = "select exists (select from ops.sync_batch b join ops.sync_run r on r.id = b.run_id
                               where r.kind = 'reload' and b.model = 'account.move.line')";
    let deadline = Instant::now() + PATIENCE;
    while !client.query_one(read, &[]).await.unwrap().get::<_, bool>(0) {
        assert!(Instant::now() < deadline, "no lines are read");
        sleep(Duration::from_millis(50)).await;
    }
}

/// The backend whose transaction applies the reload, blocked by `holder` at the lines. It has
/// already applied the models before them.
async fn swapping(client: &Client, holder: i32, but: &[i32]) -> i32 {
    let waiting = "select pid from pg_stat_activity
                   where $1 = any(pg_blocking_pids(pid)) and pid <> all($2)
                     and application_name like 'core-api%' and backend_xid is not null
                     and query like '%odoo.account_move_line%'";
    let deadline = Instant::now() + PATIENCE;
    loop {
        let row = client.query_opt(waiting, &[&holder, &but]).await.unwrap();
        if let Some(row) = row {
            return row.get(0);
        }
        assert!(Instant::now() < deadline, "no swap waits for the lines");
        sleep(Duration::from_millis(50)).await;
    }
}

async fn number(client: &Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

/// Every change of the reload is in the history once, and nothing is left to apply.
async fn assert_swapped_once(client: &Client) {
    let once = "select count(*) = count(distinct (s.model, c.record_id))
                       and count(*) = (select sum(m.rows_changed) from ops.sync_run_model m
                                       where m.run_id = r.id)
                       and bool_or(s.model = 'account.move.line' and c.kind = 'updated')
                from ops.sync_run r join ops.change_set s on s.run_id = r.id
                join ops.change c on c.version = s.version
                where r.kind = 'reload' group by r.id";
    let once = client.query_one(once, &[]).await.unwrap();
    assert!(once.get::<_, bool>(0));
    let left =
        "select (select count(*) from ops.reload_row) + (select count(*) from ops.sync_missing)";
    assert_eq!(number(client, left).await, 0);
    let verified = "select count(*) from ops.sync_run v join ops.sync_run r on r.id = v.parent_run
                    where v.kind = 'verify' and r.kind = 'reload'";
    assert_eq!(number(client, verified).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_whose_swap_is_interrupted_is_applied_once() {
    let mut stack = Stack::start(vec![("andina", books(72, 400))]).await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    // Lines are changed and none is missing, so the deletions before the swap wait for nothing.
    let kinds = [
        ChangeKind::SilentMatching,
        ChangeKind::MergePartners,
        ChangeKind::NewInvoice,
    ];
    change(&stack, 5, 9, &kinds);
    let before = reports(&api).await;
    let database = &stack.tenant("andina").database;
    let (client, holder) = (database.client().await, database.client().await);
    let held = "begin; select from odoo.account_move_line for update";
    holder.batch_execute(held).await.unwrap();
    let pid = holder.query_one("select pg_backend_pid()", &[]).await;
    let pid = pid.unwrap().get(0);

    let run = api.start_run("reload").await;
    let lost = swapping(&client, pid, &[]).await;
    assert_eq!(reports(&api).await, before);
    let terminate = "select pg_terminate_backend($1)";
    client.query_one(terminate, &[&lost]).await.unwrap();
    // core-api tries again by itself, and is killed. Its backend still waits.
    swapping(&client, pid, &[lost]).await;
    stack.kill_and_restart("core-api").await;
    assert_eq!(reports(&api).await, before);
    holder.batch_execute("rollback").await.unwrap();

    assert_eq!(api.wait_run(&run, PATIENCE).await["state"], "done");
    assert_ne!(reports(&api).await, before);
    api.wait_idle(PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    assert_swapped_once(&client).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
    stack.broker.assert_no_leftovers().await;
    let database = &stack.tenant("andina").database;
    database.assert_no_unsent_events(PATIENCE).await;
}
