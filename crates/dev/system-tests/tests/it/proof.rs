//! The proof: changes that no change feed shows are in the mirror after a verify, or a person is
//! asked. The tests are named after the pitfalls in the table of docs/operations.md.

use std::time::Duration;

use odoo_sim::{ChangeKind, Changes};
use serde_json::{Value, json};
use system_tests::{Api, Stack, assert_mirror_equals, differences};
use tokio::time::{Instant, sleep};

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);

async fn loaded(seed: u64, invoices: usize, proof: &str) -> (Stack, Api) {
    let mut stack = Stack::prepare(vec![("andina", books(seed, invoices))], &[]).await;
    stack.set_proof(proof);
    stack.start_all().await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    (stack, api)
}

pub(crate) fn change(stack: &Stack, kind: ChangeKind, count: usize) {
    let changes = Changes {
        seed: 11,
        count,
        kinds: vec![kind],
    };
    let made = stack.sim.change("andina", &changes).unwrap();
    assert_eq!(made.get(&kind), Some(&count), "{made:?}");
}

/// A window ends with a whole second of Odoo's clock, as of its last answer: what was written in
/// this second belongs to the next window.
pub(crate) async fn next_second() {
    sleep(Duration::from_millis(2100)).await;
}

async fn verify(api: &Api) {
    api.run("verify", PATIENCE).await;
    api.wait_idle(PATIENCE).await;
}

/// The kinds of all runs, oldest first.
async fn kinds(api: &Api) -> Vec<String> {
    let runs = api.get("/v1/sync-runs?limit=50").await;
    let runs = runs["data"].as_array().unwrap();
    let kind = |run: &Value| run["kind"].as_str().unwrap().to_owned();
    runs.iter().rev().map(kind).collect()
}

pub(crate) async fn model(api: &Api, name: &str) -> Value {
    let mirror = api.get("/v1/mirror").await;
    let models = mirror["models"].as_array().unwrap();
    let found = models.iter().find(|model| model["model"] == name);
    found.unwrap().clone()
}

/// Starts a run and waits until it has failed.
async fn fails(api: &Api, kind: &str) -> Value {
    let id = api.start_run(kind).await;
    let deadline = Instant::now() + PATIENCE;
    loop {
        let run = api.get(&format!("/v1/sync-runs/{id}")).await;
        if run["state"] == "failed" {
            return run;
        }
        assert_ne!(run["state"], "done", "{run}");
        assert!(Instant::now() < deadline, "{run}");
        sleep(Duration::from_millis(100)).await;
    }
}

/// The admin's decision, and the run that it starts.
async fn decide(stack: &Stack, path: &str) -> String {
    let admin = stack.api_with_key("andina", &stack.make_key("andina", "admin"));
    let (status, run) = admin.post(path, &json!({})).await;
    assert_eq!(status.as_u16(), 202, "{run}");
    run["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn p1_changes_during_a_verify_are_read_first_and_are_no_differences() {
    let (stack, api) = loaded(21, 120, "content_share = 0").await;
    change(&stack, ChangeKind::EditInvoice, 5);
    change(&stack, ChangeKind::NewInvoice, 5);
    next_second().await;
    verify(&api).await;
    let client = stack.tenant("andina").database.client().await;
    let sql = "select coalesce(string_agg(d::text, ' '), '') from ops.digest d where not equal";
    let differing: String = client.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(differing, "");
    assert_eq!(kinds(&api).await, ["snapshot", "verify"]);
    assert_mirror_equals(&stack, "andina").await;
    let checks = model(&api, "account.move").await["checks"].clone();
    assert_eq!(checks["differences_found"], 0, "{checks}");
}

#[tokio::test(flavor = "multi_thread")]
async fn p1_the_next_verify_finds_a_commit_later_than_the_safety_lag() {
    let (stack, api) = loaded(29, 120, "content_share = 0").await;
    let transaction = stack.sim.begin("andina", 7).unwrap();
    // Longer than the safety lag of two seconds: the next window begins after the transaction.
    sleep(Duration::from_millis(4100)).await;
    api.run("incremental", PATIENCE).await;
    assert!(stack.sim.commit("andina", transaction).unwrap());
    next_second().await;
    api.run("incremental", PATIENCE).await;
    let records = stack.sim.records("andina", "account.move").unwrap();
    let lost = differences(&stack, "andina", "account.move", &records).await;
    assert!(!lost.is_empty(), "the incremental cannot see it");
    verify(&api).await;
    assert_mirror_equals(&stack, "andina").await;
    let entries = model(&api, "account.move").await;
    assert_eq!(entries["proof"]["equal"], true, "{entries}");
    assert_eq!(entries["checks"]["rows_late"], 1, "{entries}");
}

#[tokio::test(flavor = "multi_thread")]
async fn p8_deleted_rows_are_found_by_totals_and_get_tombstones() {
    let (stack, api) = loaded(22, 200, "content_share = 0").await;
    change(&stack, ChangeKind::DeleteDraft, 2);
    change(&stack, ChangeKind::DeleteDraftLine, 1);
    next_second().await;
    verify(&api).await;
    let expected = ["snapshot", "verify", "verify", "repair", "verify"];
    assert_eq!(kinds(&api).await, expected);
    assert_mirror_equals(&stack, "andina").await;
    let lines = model(&api, "account.move.line").await;
    assert_eq!(lines["proof"]["equal"], true, "{lines}");
    assert_eq!(lines["checks"]["differences_found"], 1, "{lines}");
    assert!(
        lines["checks"]["rows_repaired"].as_i64() > Some(2),
        "{lines}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn p7_the_content_check_finds_a_text_change_without_write_date() {
    // The 3,000 and more lines are one range, the partners another: each verify reads both.
    let (stack, api) = loaded(23, 60, "content_share = 30").await;
    change(&stack, ChangeKind::SilentMatching, 1);
    next_second().await;
    api.run("incremental", PATIENCE).await;
    let records = stack.sim.records("andina", "account.move.line").unwrap();
    let found = differences(&stack, "andina", "account.move.line", &records).await;
    assert_eq!(found.len(), 1, "the incremental cannot see it: {found:?}");
    verify(&api).await;
    assert_eq!(kinds(&api).await, ["snapshot", "incremental", "verify"]);
    assert_mirror_equals(&stack, "andina").await;
    let checks = model(&api, "account.move.line").await["checks"].clone();
    assert_eq!(checks["differences_found"], 0, "{checks}");
    assert_eq!(checks["rows_repaired"], 1, "{checks}");
    let compared = u64::try_from(records.lines().count()).unwrap();
    assert_eq!(checks["rows_compared"], json!(compared), "{checks}");
    assert!(checks["covered_since"].is_string(), "{checks}");
}

#[tokio::test(flavor = "multi_thread")]
async fn p7_a_verify_moves_the_lines_of_partners_merged_by_sql() {
    let (stack, api) = loaded(28, 200, "content_share = 0").await;
    change(&stack, ChangeKind::MergePartners, 3);
    next_second().await;
    verify(&api).await;
    // The repair reads all records that refer to the deleted partners, though no total differs.
    let expected = ["snapshot", "verify", "verify", "repair", "verify"];
    assert_eq!(kinds(&api).await, expected);
    assert_mirror_equals(&stack, "andina").await;
    let partners = model(&api, "res.partner").await;
    assert_eq!(partners["proof"]["equal"], true, "{partners}");
}

#[tokio::test(flavor = "multi_thread")]
async fn p21_a_hidden_company_raises_an_alarm_and_deletes_no_rows() {
    let (stack, api) = loaded(24, 80, "content_share = 30").await;
    stack.sim.set_user_companies("andina", &[1]).unwrap();
    next_second().await;
    // An incremental sees that the user has lost the company, and deletes nothing because of it.
    api.run("incremental", PATIENCE).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["alarms"][0]["kind"], "rights_incident", "{mirror}");

    let run = fails(&api, "verify").await;
    assert_eq!(run["failure"]["reason"], "rights_incident", "{run}");
    assert!(
        run["failure"]["hint"]
            .as_str()
            .unwrap()
            .contains("confirm-deletions")
    );
    api.wait_idle(PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    let mirror = api.get("/v1/mirror").await;
    let detail = mirror["alarms"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("companies [2]"), "{detail}");
    assert_eq!(mirror["freshness"]["proof"]["equal"], false, "{mirror}");

    stack.sim.set_user_companies("andina", &[1, 2]).unwrap();
    verify(&api).await;
    assert_mirror_equals(&stack, "andina").await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["alarms"], json!([]), "{mirror}");
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
}

#[tokio::test(flavor = "multi_thread")]
async fn p21_more_deletions_than_the_threshold_wait_for_confirmation() {
    let limits = "content_share = 0\nmax_deleted_percent = 0\nmax_deleted_rows = 3";
    let (stack, api) = loaded(25, 200, limits).await;
    change(&stack, ChangeKind::DeletePayment, 5);
    change(&stack, ChangeKind::EditInvoice, 1);
    next_second().await;
    api.run("incremental", PATIENCE).await;
    let mirror = api.get("/v1/mirror").await;
    let alarm = &mirror["alarms"][0];
    assert_eq!(alarm["kind"], "rights_incident", "{mirror}");
    let client = stack.tenant("andina").database.client().await;
    let buried = "select count(*) from odoo.account_move_line where _deleted_at is not null";
    let buried = async || -> i64 { client.query_one(buried, &[]).await.unwrap().get(0) };
    assert_eq!(
        buried().await,
        0,
        "nothing is deleted before somebody decides"
    );

    // An operator may not decide.
    let path = format!(
        "/v1/sync-runs/{}/confirm-deletions",
        alarm["run_id"].as_str().unwrap()
    );
    let (status, _) = api.post(&path, &json!({})).await;
    assert_eq!(status.as_u16(), 403);
    let repair = decide(&stack, &path).await;
    api.wait_run(&repair, PATIENCE).await;
    api.wait_idle(PATIENCE).await;
    assert!(buried().await > 3);
    verify(&api).await;
    assert_mirror_equals(&stack, "andina").await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["alarms"], json!([]), "{mirror}");
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
}

#[tokio::test(flavor = "multi_thread")]
async fn p31_a_row_without_write_date_reaches_the_mirror_with_the_next_incremental() {
    let (stack, api) = loaded(26, 40, "content_share = 0").await;
    let text = ("name", "Sin fecha");
    assert!(
        stack
            .sim
            .rewrite("andina", "res.partner", 9, text, true)
            .unwrap()
    );
    api.run("incremental", PATIENCE).await;
    let client = stack.tenant("andina").database.client().await;
    let sql = "select name, write_date is null from odoo.res_partner where id = 9";
    let row = client.query_one(sql, &[]).await.unwrap();
    let (name, has_no_date): (String, bool) = (row.get(0), row.get(1));
    assert_eq!(name, "Sin fecha");
    assert!(has_no_date);
    verify(&api).await;
    assert_mirror_equals(&stack, "andina").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p32_a_restored_odoo_stops_the_sync_until_it_is_accepted() {
    let (stack, api) = loaded(27, 150, "content_share = 30").await;
    // Wait longer than the safety lag; otherwise a restore is no older than a replica may be.
    sleep(Duration::from_secs(1)).await;
    stack.sim.back_up("andina").unwrap();
    sleep(Duration::from_secs(3)).await;
    change(&stack, ChangeKind::EditInvoice, 10);
    change(&stack, ChangeKind::NewInvoice, 10);
    change(&stack, ChangeKind::DeleteDraft, 2);
    next_second().await;
    api.run("incremental", PATIENCE).await;
    verify(&api).await;
    assert_mirror_equals(&stack, "andina").await;

    assert!(stack.sim.restore("andina").unwrap());
    let before = api
        .get("/v1/receivables/open-items?company_id=1&limit=1")
        .await;
    for kind in ["incremental", "verify"] {
        let run = fails(&api, kind).await;
        assert_eq!(run["failure"]["reason"], "restored", "{run}");
    }
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["state"], "stale", "{mirror}");
    assert_eq!(mirror["alarms"][0]["kind"], "restored", "{mirror}");
    let still = api
        .get("/v1/receivables/open-items?company_id=1&limit=1")
        .await;
    assert_eq!(still["data"], before["data"], "reports stay available");

    // New records of the restored Odoo take ids that were used before.
    change(&stack, ChangeKind::NewInvoice, 3);
    next_second().await;
    let snapshot = decide(&stack, "/v1/mirror/accept-restore").await;
    api.wait_run(&snapshot, PATIENCE).await;
    api.wait_idle(PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    next_second().await;
    api.run("incremental", PATIENCE).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["alarms"], json!([]), "{mirror}");
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
}
