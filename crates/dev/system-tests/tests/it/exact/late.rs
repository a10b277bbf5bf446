//! Commits that become visible at awkward times, and unreliable `write_date`s.

use std::time::Duration;

use odoo_sim::{Books, ChangeKind, Edit, Spec};
use serde_json::{Value, json};
use system_tests::{Api, Differences, Stack};
use tokio::time::sleep;

use super::{PATIENCE, alarms, attempt, change, next_second, today};

const LINE: &str = "account.move.line";
const TENANT: &str = "andina";

async fn loaded(seed: u64, before: impl FnOnce(&Stack)) -> (Stack, Api) {
    let books = Books::generate(&Spec::new(seed, 60, today()));
    let mut stack = Stack::prepare(vec![(TENANT, books)], &[]).await;
    // No content check, so that no range is read completely by chance.
    stack.set_proof("content_share = 0");
    before(&stack);
    stack.start_all().await;
    let api = stack.api(TENANT);
    api.run("snapshot", PATIENCE).await;
    (stack, api)
}

fn edit<'a>(id: i64, field: &'a str, value: &'a Value) -> Edit<'a> {
    let model = LINE;
    Edit {
        model,
        id,
        field,
        value,
    }
}

async fn incremental(api: &Api) {
    next_second().await;
    api.run("incremental", PATIENCE).await;
    api.wait_idle(PATIENCE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p34_one_verify_finds_a_commit_that_is_200_seconds_late() {
    let (stack, api) = loaded(41, |_| {}).await;
    let (due, name) = (json!("2027-01-31"), json!("Otra glosa"));
    let late = stack
        .sim
        .begin_edit(TENANT, edit(20, "date_maturity", &due), 200);
    let late = late.unwrap().unwrap();
    incremental(&api).await;
    // Another row has the latest write_date of the range, and no total changes.
    assert!(stack.sim.edit(TENANT, edit(21, "name", &name)).unwrap());
    incremental(&api).await;
    assert!(stack.sim.commit(TENANT, late).unwrap());
    let found = Differences::find(&stack, TENANT).await;
    assert!(found.count() > 0, "the mirror cannot have seen it yet");
    incremental(&api).await;
    api.run("verify", PATIENCE).await;
    api.wait_idle(PATIENCE).await;
    let found = Differences::find(&stack, TENANT).await;
    assert_eq!(found.count(), 0, "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn p38_a_run_that_is_requested_right_after_a_commit_sees_it() {
    let (stack, api) = loaded(42, |_| {}).await;
    for turn in 0..6_u64 {
        // At another fraction of the second each time.
        sleep(Duration::from_millis(170 * turn)).await;
        let name = json!(format!("Glosa {turn}"));
        assert!(stack.sim.edit(TENANT, edit(30, "name", &name)).unwrap());
        api.run("incremental", PATIENCE).await;
        let found = Differences::find(&stack, TENANT).await;
        assert_eq!(found.count(), 0, "turn {turn}: {found}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p32_correcting_a_forged_write_date_is_not_taken_for_a_restore() {
    let records = [("account.move", 5), (LINE, 6), ("res.partner", 12)];
    let forge = |stack: &Stack, seconds| {
        for (model, id) in records {
            let forged = stack.sim.forge_write_date(TENANT, model, id, seconds);
            assert!(forged.unwrap());
        }
    };
    let day = 86_400;
    let (stack, api) = loaded(43, |stack| forge(stack, day)).await;
    let found = Differences::find(&stack, TENANT).await;
    assert_eq!(found.count(), 0, "a snapshot reads by id: {found}");
    incremental(&api).await;
    forge(&stack, 0);
    for kind in ["incremental", "incremental", "verify"] {
        next_second().await;
        let run = attempt(&api, kind).await;
        assert_eq!(run["state"], "done", "{run}");
        assert_eq!(alarms(&api).await, []);
    }
    let found = Differences::find(&stack, TENANT).await;
    assert_eq!(found.count(), 0, "after the correction: {found}");

    // Wait longer than the safety lag; otherwise the restore is no older than a replica may be.
    sleep(Duration::from_secs(1)).await;
    stack.sim.back_up(TENANT).unwrap();
    sleep(Duration::from_secs(3)).await;
    let kinds = [ChangeKind::EditInvoice, ChangeKind::NewInvoice];
    let made = change(&stack, TENANT, 4, 20, &kinds);
    assert_eq!(made.values().sum::<usize>(), 20, "{made:?}");
    incremental(&api).await;
    assert!(stack.sim.restore(TENANT).unwrap());
    let run = attempt(&api, "incremental").await;
    assert_eq!(run["failure"]["reason"], "restored", "{run}");
    assert_eq!(alarms(&api).await[0].0, "restored");
}
