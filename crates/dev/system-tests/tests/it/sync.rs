//! From Odoo to the mirror and to the answer of a report.

use std::time::Duration;

use odoo_sim::{Books, ChangeKind, Changes, Spec};
use serde_json::json;
use system_tests::{Api, MODELS, Stack, assert_mirror_equals, differences};

const PATIENCE: Duration = Duration::from_mins(2);

pub(crate) fn books(seed: u64, invoices: usize) -> Books {
    Books::generate(&Spec::new(seed, invoices, jiff::civil::date(2026, 11, 22)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_an_incremental_and_a_verify_keep_the_mirror_equal_to_odoo() {
    let stack = Stack::start(vec![("andina", books(1, 300)), ("pampa", books(2, 100))]).await;
    let (andina, pampa) = (stack.api("andina"), stack.api("pampa"));

    let before = andina.get("/v1/mirror").await;
    assert_eq!(before["freshness"]["state"], "loading", "{before}");

    let (first, second) = (
        andina.start_run("snapshot").await,
        pampa.start_run("snapshot").await,
    );
    andina.wait_run(&first, PATIENCE).await;
    pampa.wait_run(&second, PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    assert_mirror_equals(&stack, "pampa").await;

    // The next incremental reads every change with a new write_date.
    let seen = [ChangeKind::EditInvoice, ChangeKind::NewInvoice];
    let changes = Changes {
        seed: 3,
        count: 30,
        kinds: seen.to_vec(),
    };
    let made = stack.sim.change("andina", &changes).unwrap();
    assert_eq!(made.values().sum::<usize>(), 30, "{made:?}");
    // A window ends with a whole second of Odoo's clock; later changes belong to the next one.
    tokio::time::sleep(Duration::from_millis(2100)).await;
    andina.run("incremental", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;

    deletes_are_found_and_buried(&stack, &andina).await;

    stack.broker.assert_no_leftovers().await;
    for tenant in &stack.tenants {
        tenant.database.assert_no_unsent_events(PATIENCE).await;
    }
}

/// Deletions leave no trace in Odoo: a verify finds them and marks the rows as deleted, and the
/// proof of its second look holds.
async fn deletes_are_found_and_buried(stack: &Stack, andina: &Api) {
    let gone = [ChangeKind::DeleteDraft, ChangeKind::DeleteDraftLine];
    let changes = Changes {
        seed: 4,
        count: 9,
        kinds: gone.to_vec(),
    };
    let made = stack.sim.change("andina", &changes).unwrap();
    assert!(made.values().sum::<usize>() > 3, "{made:?}");
    andina.run("verify", PATIENCE).await;
    andina.wait_idle(PATIENCE).await;
    assert_mirror_equals(stack, "andina").await;
    let runs = andina.get("/v1/sync-runs").await;
    let kinds: Vec<_> = runs["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| run["kind"].clone())
        .collect();
    // So few rows are read completely by each verify: the second look finds no difference any more.
    assert_eq!(kinds[..2], [json!("verify"), json!("verify")], "{runs}");
    let mirror = andina.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["state"], "live", "{mirror}");
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
}

/// Odoo writes these two by plain SQL, without `write_date`, and no total shows them. The mirror
/// computes residuals from the partial reconciliations, never from these fields.
const SILENT: [&str; 2] = ["full_reconcile_id", "matching_number"];

#[tokio::test(flavor = "multi_thread")]
async fn payments_and_undone_reconciliations_are_mirrored_except_two_fields() {
    let stack = Stack::start(vec![("andina", books(9, 200))]).await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    let kinds = [ChangeKind::PayInvoice, ChangeKind::Unreconcile];
    let changes = Changes {
        seed: 10,
        count: 20,
        kinds: kinds.to_vec(),
    };
    let made = stack.sim.change("andina", &changes).unwrap();
    assert_eq!(made.len(), 2, "{made:?}");
    tokio::time::sleep(Duration::from_millis(2100)).await;
    // Lines have changed, so the reconciliations are compared, and the deleted ones are found.
    api.run("incremental", PATIENCE).await;
    api.wait_idle(PATIENCE).await;
    for model in MODELS {
        let records = stack.sim.records("andina", model).unwrap();
        let found: Vec<_> = differences(&stack, "andina", model, &records)
            .await
            .into_iter()
            .filter(|found| !SILENT.iter().any(|field| found.contains(field)))
            .collect();
        assert!(found.is_empty(), "{model}: {found:#?}");
    }
    api.run("verify", PATIENCE).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
}

#[tokio::test(flavor = "multi_thread")]
async fn xml_rpc_produces_the_same_mirror() {
    let mut stack = Stack::prepare(vec![("andina", books(5, 60))], &[]).await;
    stack.set_protocol("xml-rpc");
    stack.start_all().await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    api.run("verify", PATIENCE).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_commit_is_in_the_mirror_after_the_next_incremental() {
    let mut stack = Stack::prepare(vec![("andina", books(6, 60))], &[]).await;
    // The safety lag must be longer than the transaction.
    stack.set_key("safety_lag_seconds", 120);
    stack.start_all().await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    let transaction = stack.sim.begin("andina", 7).unwrap();
    // The window of this run ends after the transaction began; its rows are not visible yet.
    tokio::time::sleep(Duration::from_millis(2100)).await;
    api.run("incremental", PATIENCE).await;
    assert!(stack.sim.commit("andina", transaction).unwrap());
    api.run("incremental", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_fails_the_run_with_a_hint_and_is_not_retried() {
    let stack = Stack::start(vec![("andina", books(8, 20))]).await;
    stack.sim.set_password("andina", "another").unwrap();
    let api = stack.api("andina");
    let id = api.start_run("snapshot").await;
    let path = format!("/v1/sync-runs/{id}");
    let deadline = tokio::time::Instant::now() + PATIENCE;
    let run = loop {
        let run = api.get(&path).await;
        if run["state"] == "failed" {
            break run;
        }
        assert!(tokio::time::Instant::now() < deadline, "{run}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert_eq!(run["failure"]["reason"], "access_denied", "{run}");
    assert!(
        run["failure"]["hint"]
            .as_str()
            .is_some_and(|hint| hint.len() > 10),
        "{run}"
    );
    let logins: u64 = stack
        .sim
        .calls()
        .iter()
        .filter(|calls| matches!(calls.method.as_str(), "login" | "authenticate"))
        .map(|calls| calls.calls)
        .sum();
    assert!(logins <= 1, "{logins} logins with a wrong password");
}
