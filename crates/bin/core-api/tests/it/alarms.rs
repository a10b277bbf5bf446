//! Alarms: what raises them, for which run a person can confirm them, and what clears them.

use bus::Outcome;
use contracts::{
    Epoch, Seq,
    sync::{RangeTotals, RunFailureReason, RunKind, SyncDigest, SyncFailed},
};
use core_api::writing::WriteError;
use serde_json::json;
use uuid::Uuid;

use crate::intake_world::{World, batch, started, world};

const DAY: &str = "2026-11-20T00:00:00Z";
const PARTNER: &[&str] = &["res.partner"];
const ALARM: &str = "select kind, run_id from ops.alarm where cleared_at is null";

/// Reports that Odoo has these partners among the first 25,000 ids.
fn digest(run: Uuid, attempt: Uuid, ids: &[i64]) -> SyncDigest {
    let range = RangeTotals {
        after_id: 0,
        up_to_id: 25_000,
        count: u64::try_from(ids.len()).unwrap(),
        id_sum: ids.iter().sum::<i64>().to_string(),
        sums: std::collections::BTreeMap::new(),
        last_write_date: None,
        companies: vec![],
    };
    SyncDigest {
        run,
        epoch: Epoch::FIRST,
        attempt,
        seq: Seq::new(0),
        model: "res.partner".to_owned(),
        read_at: "2026-11-22T12:00:00Z".parse().unwrap(),
        float_sums: Vec::new(),
        ranges: vec![range],
    }
}

/// Partners 1 and 2, loaded by a user with companies 1 and 2.
async fn loaded() -> World {
    let world = world().await;
    let noon = "2026-11-22T12:00:00Z";
    let (run, attempt) = world.begin(RunKind::Snapshot, PARTNER, noon, &[1, 2]).await;
    let rows = [(1, "Alfa", DAY), (2, "Beta", DAY)];
    world.say(batch(run, 1, attempt, 0, &rows)).await;
    world.end(run, attempt, 1).await;
    world
}

async fn watermark(world: &World) -> String {
    let sql = "select to_char(watermark at time zone 'UTC', 'HH24:MI') from ops.cursor
               where model = 'res.partner'";
    world.text(sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watermark_stops_while_a_company_is_hidden_and_continues_afterwards() {
    let world = loaded().await;
    assert_eq!(watermark(&world).await, "11:59");
    let (kind, one) = (RunKind::Incremental, "2026-11-22T13:00:00Z");
    let hidden = world.idle(kind, PARTNER, one, &[1]).await;
    assert_eq!(world.state(hidden).await, "done 1");
    assert_eq!(watermark(&world).await, "11:59");
    assert_eq!(world.text(ALARM).await, format!("rights_incident {hidden}"));

    let two = "2026-11-22T14:00:00Z";
    let back = world.idle(kind, PARTNER, two, &[1, 2]).await;
    let since = format!(
        "select to_char(since at time zone 'UTC', 'HH24:MI') from ops.sync_run_model
         where run_id = '{back}'"
    );
    assert_eq!(world.text(&since).await, "11:59", "nothing is skipped");
    assert_eq!(watermark(&world).await, "13:59");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_company_can_be_confirmed_even_if_no_deletion_is_held_back() {
    let world = loaded().await;
    let one = "2026-11-22T13:00:00Z";
    let kind = RunKind::Incremental;
    let hidden = world.idle(kind, PARTNER, one, &[1]).await;
    let verify = world.confirm(hidden).await.unwrap();
    assert_eq!(world.text(ALARM).await, "");
    let confirmed = format!("select kind, confirmed from ops.sync_run where id = '{verify}'");
    assert_eq!(world.text(&confirmed).await, "verify t");
    let models = format!("select count(*) > 10 from ops.sync_run_model where run_id = '{verify}'");
    assert_eq!(world.text(&models).await, "t", "all of them");
    let attempt = Uuid::new_v4();
    world.start(verify, 1, attempt, one).await;
    world.end(verify, attempt, 0).await;
    assert_eq!(world.state(verify).await, "done 1");
    assert_eq!(
        world.text("select count(*) from ops.proof").await,
        world.text("select count(*) from ops.sync_run_model where run_id = (select max(run_id::text)::uuid from ops.proof)").await
    );

    world
        .idle(kind, PARTNER, "2026-11-22T14:00:00Z", &[1])
        .await;
    assert_eq!(watermark(&world).await, "13:59");
    assert_eq!(world.text(ALARM).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_covers_only_the_companies_that_all_its_attempts_had() {
    let world = loaded().await;
    let (run, attempt) = world
        .begin(RunKind::Incremental, PARTNER, "2026-11-22T13:00:00Z", &[1])
        .await;
    let mut second = started(run, 1, Uuid::new_v4(), "2026-11-22T13:00:00Z");
    second.company_ids = vec![1, 2];
    assert_eq!(world.say(second).await, Outcome::Done);
    world.end(run, attempt, 0).await;
    assert_eq!(watermark(&world).await, "11:59", "a part was read without");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_alarm_names_the_last_run_that_holds_deletions_back() {
    let world = loaded().await;
    let one = "2026-11-22T13:00:00Z";
    let (verify, attempt) = world.begin(RunKind::Verify, PARTNER, one, &[1]).await;
    world.say(digest(verify, attempt, &[1])).await;
    world.end(verify, attempt, 1).await;
    assert_eq!(world.state(verify).await, "failed 1");
    let kind = RunKind::Incremental;
    let later = world.idle(kind, PARTNER, one, &[1]).await;
    assert_eq!(world.text(ALARM).await, format!("rights_incident {verify}"));
    let refused = world.confirm(later).await;
    assert!(
        matches!(refused, Err(WriteError::Conflict(_))),
        "{refused:?}"
    );

    let repair = world.confirm(verify).await.unwrap();
    let ranges = format!(
        "select kind, ranges from ops.sync_run join ops.sync_run_model on id = run_id where id = '{repair}'"
    );
    assert_eq!(
        world.text(&ranges).await,
        r#"repair [{"after_id": 0, "up_to_id": 25000}]"#
    );
    world.start(repair, 1, attempt, one).await;
    let mut whole = batch(repair, 1, attempt, 0, &[(1, "Alfa", DAY)]);
    (whole.after_id, whole.up_to_id, whole.whole) = (0, 25_000, true);
    whole.read_at = "2026-11-22T13:30:00Z".parse().unwrap();
    world.say(whole).await;
    world.end(repair, attempt, 1).await;
    let living = "select id from odoo.res_partner where _deleted_at is null";
    assert_eq!(world.text(living).await, "1");
    assert_eq!(world.text(ALARM).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_verify_of_all_models_clears_the_alarm() {
    let world = loaded().await;
    let one = "2026-11-22T13:00:00Z";
    let kind = RunKind::Incremental;
    world.idle(kind, PARTNER, one, &[1]).await;
    let (verify, attempt) = world.begin(RunKind::Verify, PARTNER, one, &[1, 2]).await;
    world.say(digest(verify, attempt, &[1, 2])).await;
    world.end(verify, attempt, 1).await;
    assert_eq!(world.state(verify).await, "done 1");
    let kinds = "select kind from ops.alarm where cleared_at is null";
    assert_eq!(world.text(kinds).await, "rights_incident");
    world.idle(RunKind::Verify, &[], one, &[1, 2]).await;
    assert_eq!(world.text(kinds).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_run_that_finds_the_landmarks_rules_out_a_restore() {
    let world = loaded().await;
    let one = "2026-11-22T13:00:00Z";
    let kind = RunKind::Incremental;
    let (run, attempt) = world.begin(kind, PARTNER, one, &[1, 2]).await;
    let failed = SyncFailed {
        run,
        epoch: Epoch::FIRST,
        attempt,
        retryable: false,
        retry_after_seconds: None,
        reason: RunFailureReason::Restored,
        detail: "res.partner: older".to_owned(),
        hint: String::new(),
        log_lost: false,
    };
    world.say(failed).await;
    let kinds = "select kind from ops.alarm where cleared_at is null";
    world.idle(kind, &["res.country"], one, &[1, 2]).await;
    assert_eq!(world.text(kinds).await, "restored");
    world.idle(kind, PARTNER, one, &[1, 2]).await;
    assert_eq!(world.text(kinds).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_of_one_draft_share_one_landmark() {
    let world = world().await;
    world
        .client
        .batch_execute(
            "insert into odoo.account_move_line (id, move_id, write_date, _read_at, _run)
             select id, case when id > 1000 then 900 else id end, now(), now(), gen_random_uuid()
             from (select generate_series(1, 30) union all select generate_series(1001, 1040))
                  line (id)",
        )
        .await
        .unwrap();
    let lines = ["account.move.line"];
    let run = world.request(RunKind::Incremental, &lines).await.unwrap();
    let landmarks = format!(
        "select string_agg(known.id::text, ',' order by known.id)
         from ops.sync_run_model, jsonb_to_recordset(landmarks) known (id bigint)
         where run_id = '{run}'"
    );
    let mut expected: Vec<String> = (12..=30).map(|id: i64| id.to_string()).collect();
    expected.push("1040".to_owned());
    assert_eq!(world.text(&landmarks).await, expected.join(","));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_odoo_upgrade_all_records_are_read_completely() {
    let world = world().await;
    let one = "2026-11-22T13:00:00Z";
    let mut whole = Vec::new();
    for version in ["17.0+e", "17.0-20261101", "18.0+e", "18.0+e", "18.0+e"] {
        let kind = RunKind::Incremental;
        let (run, attempt) = (world.request(kind, PARTNER).await.unwrap(), Uuid::new_v4());
        let mut start = started(run, 1, attempt, one);
        version.clone_into(&mut start.server_version);
        world.say(start).await;
        let mut all = batch(run, 1, attempt, 0, &[(1, "Alfa", DAY)]);
        all.fields = fields(&world, run).await;
        let width = all.fields.len();
        all.rows = vec![vec![json!(null); width]];
        all.rows[0][0] = json!(1);
        assert_eq!(world.say(all).await, Outcome::Done);
        world.end(run, attempt, 1).await;
        let since = format!("select since is null from ops.sync_run_model where run_id = '{run}'");
        whole.push(world.text(&since).await);
    }
    // The initial load, the run that notices the upgrade, and the run after it.
    assert_eq!(whole, ["t", "f", "f", "t", "f"]);
}

async fn fields(world: &World, run: Uuid) -> Vec<String> {
    let sql = "select fields from ops.sync_run_model where run_id = $1";
    world.client.query_one(sql, &[&run]).await.unwrap().get(0)
}
