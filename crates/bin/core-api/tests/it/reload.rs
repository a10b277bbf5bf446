//! A full reload: nothing is visible before it is complete, and nothing remains if it fails.

use bus::Outcome;
use contracts::{
    Epoch,
    sync::{RunFailureReason, RunKind, SyncBatch, SyncFailed},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    intake_world::{World, batch, finished, world},
    spoken::{MODEL, Run, Spoken, partners},
};

const MONDAY: &str = "2026-11-16T00:00:00Z";
const TUESDAY: &str = "2026-11-17T00:00:00Z";
const NOON: &str = "2026-11-22T12:00:00Z";
const PARTNER: &[&str] = &[MODEL];
const LIVING: &str = "select id, name from odoo.res_partner where _deleted_at is null order by id";
const KEPT: &str = "select (select count(*) from ops.reload_row),
                           (select count(*) from ops.sync_missing)";

type Row<'a> = (i64, &'a str, &'a str);

/// All partners of the range, read later than the snapshots of these tests.
fn whole(run: Run, (epoch, seq): (i32, i32), range: (i64, i64), rows: &[Row<'_>]) -> SyncBatch {
    let mut batch = batch(run.id, epoch, run.attempt, seq, rows);
    batch.read_at = "2026-11-22T11:00:00Z".parse().unwrap();
    (batch.after_id, batch.up_to_id, batch.whole) = (range.0, range.1, true);
    batch
}

async fn lines(spoken: &Spoken, sql: &str) -> Vec<String> {
    let rows = spoken.world.admin.query(sql, &[]).await.unwrap();
    let line =
        |row: &tokio_postgres::Row| format!("{} {}", row.get::<_, i64>(0), row.get::<_, String>(1));
    rows.iter().map(line).collect()
}

/// Version 1 has partners 1, 2, 3 and 9. The active reload has found 1 unchanged, 2 changed
/// although its write_date is older, 3 deleted, and a new one.
async fn reloading() -> (Spoken, Run) {
    let spoken = Spoken::create().await;
    let rows = [
        (1, "Alfa", TUESDAY),
        (2, "Beta", TUESDAY),
        (3, "Gamma", TUESDAY),
        (9, "Omega", TUESDAY),
    ];
    spoken.run("snapshot", vec![partners(&rows)]).await;
    let extra = r#"update odoo.res_partner set _extra = '{"x_old": 7}' where id = 2"#;
    spoken.world.run(extra).await;
    let run = spoken.ask("reload", MODEL).await;
    spoken.start(run).await;
    let first = [(1, "Alfa", TUESDAY), (2, "Beta S.A.", MONDAY)];
    spoken.say(whole(run, (1, 0), (0, 2), &first)).await;
    let second = [(4, "Delta", TUESDAY)];
    spoken.say(whole(run, (1, 1), (2, 5), &second)).await;
    (spoken, run)
}

const BEFORE: [&str; 4] = ["1 Alfa", "2 Beta", "3 Gamma", "9 Omega"];

#[tokio::test]
async fn a_reload_becomes_visible_at_once_when_it_is_complete() {
    let (spoken, run) = reloading().await;
    assert_eq!(lines(&spoken, LIVING).await, BEFORE);
    let mirror = spoken.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["mirror_version"], 1, "{mirror}");
    let active = &mirror["active_run"];
    assert_eq!(
        (&active["kind"], &active["rows_read"]),
        (&json!("reload"), &json!(3))
    );
    assert_eq!(spoken.world.count("ops.reload_row").await, 2);

    spoken.say(finished(run.id, 1, run.attempt, 2)).await;
    // Partner 9 is above the highest id that Odoo has.
    let after = ["1 Alfa", "2 Beta S.A.", "4 Delta"];
    assert_eq!(lines(&spoken, LIVING).await, after);
    let changes = spoken.get("/v1/changes?since_version=1").await;
    let brief: Vec<_> = changes["data"].as_array().unwrap().iter().collect();
    let brief: Vec<_> = brief
        .iter()
        .map(|change| (change["record_id"].clone(), change["kind"].clone()))
        .collect();
    let expected = [
        (3, "deleted"),
        (9, "deleted"),
        (2, "updated"),
        (4, "inserted"),
    ];
    assert_eq!(brief, expected.map(|(id, kind)| (json!(id), json!(kind))));
    assert_eq!(
        changes["data"][2]["fields"],
        json!({
            "name": {"old": "Beta", "new": "Beta S.A."},
            "write_date": {"old": TUESDAY, "new": MONDAY},
        })
    );
    let untouched = "select count(*), string_agg(id::text, ',') from odoo.res_partner
                     where _run <> (select id from ops.sync_run where kind = 'reload')";
    assert_eq!(lines(&spoken, untouched).await, ["1 1"]);
    let extra = "select id, _extra::text from odoo.res_partner where _extra is not null";
    assert_eq!(lines(&spoken, extra).await, [r#"2 {"x_old": 7}"#]);

    for table in ["ops.reload_row", "ops.sync_missing"] {
        assert_eq!(spoken.world.count(table).await, 0, "{table}");
    }
    let detail = spoken.get(&format!("/v1/sync-runs/{}", run.id)).await;
    assert_eq!(detail["state"], "done", "{detail}");
    let model = &detail["models"][0];
    assert_eq!(
        (&model["rows_applied"], &model["rows_changed"]),
        (&json!(3), &json!(4))
    );
    // The next incremental begins at the start of the reload, and the reload is proved.
    let cursor = "select count(*), min(run_id::text) from ops.cursor where model = 'res.partner'";
    assert_eq!(lines(&spoken, cursor).await, [format!("1 {}", run.id)]);
    let runs = spoken.get("/v1/sync-runs?limit=1").await;
    let verify = &runs["data"][0];
    assert_eq!(
        (&verify["kind"], &verify["parent_run_id"]),
        (&json!("verify"), &json!(run.id))
    );
}

#[tokio::test]
async fn a_cancelled_reload_leaves_no_rows_and_an_unchanged_mirror() {
    let (spoken, run) = reloading().await;
    let cancel = |id: Uuid| format!("/v1/sync-runs/{id}/cancel");
    let post = async |path: String| spoken.world.post(&path, &spoken.key, &json!({})).await;
    let cancelled = post(cancel(run.id)).await;
    assert_eq!(cancelled.status, 200, "{cancelled:?}");
    assert_eq!(cancelled.json()["state"], "cancelled");
    // Later messages of its worker have no effect.
    let late = [(6, "Zeta", TUESDAY)];
    spoken.say(whole(run, (1, 2), (5, 6), &late)).await;
    spoken.say(finished(run.id, 1, run.attempt, 3)).await;
    for table in ["ops.reload_row", "ops.sync_missing"] {
        assert_eq!(spoken.world.count(table).await, 0, "{table}");
    }
    assert_eq!(lines(&spoken, LIVING).await, BEFORE);
    let mirror = spoken.get("/v1/mirror").await;
    let models = mirror["models"].as_array().unwrap().iter();
    let partners: Vec<&Value> = models.filter(|row| row["model"] == MODEL).collect();
    assert_eq!(partners[0]["state"], "live", "{mirror}");
    assert_eq!(mirror["active_run"], json!(null), "{mirror}");

    assert_eq!(post(cancel(run.id)).await.status, 200, "once more");
    post(cancel(Uuid::nil())).await.problem(404, "not-found");
}

/// A cancelled run is as if its workers had never come back.
#[tokio::test]
async fn a_run_of_any_kind_can_be_cancelled_and_its_late_messages_change_nothing() {
    let (spoken, reload) = reloading().await;
    let cancel = |id: Uuid| format!("/v1/sync-runs/{id}/cancel");
    let post = async |path: String| spoken.world.post(&path, &spoken.key, &json!({})).await;
    assert_eq!(post(cancel(reload.id)).await.status, 200);
    for kind in ["incremental", "verify", "snapshot"] {
        let run = spoken.ask(kind, MODEL).await;
        let cancelled = post(cancel(run.id)).await;
        assert_eq!(cancelled.status, 200, "{kind}: {cancelled:?}");
        assert_eq!(cancelled.json()["state"], "cancelled", "{kind}");
        spoken.say(finished(run.id, 1, run.attempt, 1)).await;
        let shown = spoken.get(&format!("/v1/sync-runs/{}", run.id)).await;
        assert_eq!(shown["state"], "cancelled", "{kind}");
        assert_eq!(lines(&spoken, LIVING).await, BEFORE, "{kind}");
        let mirror = spoken.get("/v1/mirror").await;
        let models = mirror["models"].as_array().unwrap().iter();
        let partners: Vec<&Value> = models.filter(|row| row["model"] == MODEL).collect();
        assert_eq!(partners[0]["state"], "live", "{kind}");
    }
    let incremental = spoken.ask("incremental", MODEL).await;
    spoken
        .say(finished(incremental.id, 1, incremental.attempt, 1))
        .await;
    let over = post(cancel(incremental.id)).await;
    assert!([200, 409].contains(&over.status.as_u16()), "{over:?}");
}

#[tokio::test]
async fn a_model_that_was_never_loaded_is_not_reloaded() {
    let spoken = Spoken::create().await;
    let asked = json!({"kind": "reload", "models": [MODEL]});
    let answer = spoken
        .world
        .post("/v1/sync-runs", &spoken.key, &asked)
        .await;
    let problem = answer.problem(422, "invalid-request");
    let error = &problem["errors"][0];
    assert_eq!(error["pointer"], "/models", "{problem}");
    let detail = error["detail"].as_str().unwrap();
    assert!(detail.contains("start a snapshot"), "{problem}");
}

#[tokio::test]
async fn amounts_links_and_removed_fields_are_exact_after_a_reload() {
    let spoken = Spoken::create().await;
    let line = |fields: &[&str], cells: &[Value]| {
        let mut batch = partners(&[(7, "", MONDAY)]);
        batch.model = "account.move.line".to_owned();
        batch.fields = fields.iter().map(ToString::to_string).collect();
        batch.rows = vec![cells.to_vec()];
        batch
    };
    let fields = [
        "id",
        "balance",
        "partner_id",
        "analytic_distribution",
        "date",
        "write_date",
    ];
    let first = [
        json!(7),
        json!("1.10"),
        json!(5),
        json!({"5": "60.0"}),
        json!("2026-11-01"),
        json!(MONDAY),
    ];
    spoken.run("snapshot", vec![line(&fields, &first)]).await;
    let fields = [
        "id",
        "balance",
        "full_reconcile_id",
        "analytic_distribution",
        "write_date",
    ];
    let second = [
        json!(7),
        json!("12345678901234567890.1250"),
        json!(null),
        json!({"5": "40.0", "7": null}),
        json!("2026-11-17T10:20:30Z"),
    ];
    let mut again = line(&fields, &second);
    (again.after_id, again.whole) = (0, true);
    spoken.run("reload", vec![again]).await;
    let sql =
        "select id, concat_ws(' ', balance, full_reconcile_id is null, analytic_distribution, date,
                                    write_date at time zone 'UTC')
               from odoo.account_move_line";
    assert_eq!(
        lines(&spoken, sql).await,
        [
            r#"7 12345678901234567890.1250 t {"5": "40.0", "7": null} 2026-11-01 2026-11-17 10:20:30"#
        ]
    );
}

/// Loads partners with these ids.
async fn loaded(ids: std::ops::RangeInclusive<i64>) -> World {
    let world = world().await;
    let run = world.request(RunKind::Snapshot, PARTNER).await.unwrap();
    let attempt = Uuid::new_v4();
    world.start(run, 1, attempt, NOON).await;
    let rows: Vec<Row<'_>> = ids.map(|id| (id, "Old", MONDAY)).collect();
    world.say(batch(run, 1, attempt, 0, &rows)).await;
    world.end(run, attempt, 1).await;
    assert_eq!(world.state(run).await, "done 1");
    world
}

async fn begin(world: &World, id: Uuid, epoch: i32) -> Run {
    let attempt = Uuid::new_v4();
    world.start(id, epoch, attempt, NOON).await;
    Run { id, attempt }
}

#[tokio::test]
async fn a_reload_resumes_after_the_records_that_one_attempt_has_read() {
    let world = loaded(1..=6).await;
    let id = world.request(RunKind::Reload, PARTNER).await.unwrap();
    let first = begin(&world, id, 1).await;
    let rows = [(1, "New", MONDAY)];
    world.say(whole(first, (1, 0), (0, 2), &rows)).await;
    // It follows a gap, so it does not count.
    let rows = [(5, "Never", MONDAY), (6, "Old", MONDAY)];
    world.say(whole(first, (1, 2), (4, 6), &rows)).await;
    let failed = SyncFailed {
        run: id,
        epoch: Epoch::FIRST,
        attempt: first.attempt,
        retryable: true,
        retry_after_seconds: Some(0),
        reason: RunFailureReason::Timeout,
        detail: "no answer".to_owned(),
        hint: String::new(),
        log_lost: false,
    };
    assert_eq!(world.say(failed).await, Outcome::Done);
    assert_eq!(world.state(id).await, "requested 2");
    let resume = "select after_id from ops.sync_run_model where run_id in
                      (select id from ops.sync_run where state = 'requested')";
    assert_eq!(world.text(resume).await, "2");
    let rows = [(3, "Never", MONDAY), (4, "Never", MONDAY)];
    world.say(whole(first, (1, 1), (2, 4), &rows)).await;
    assert_eq!(world.text(KEPT).await, "1 1", "row 1, and 2 missing");

    let (second, idle) = (begin(&world, id, 2).await, begin(&world, id, 2).await);
    // An attempt that finds nothing and never ends.
    world.say(whole(idle, (2, 0), (2, 6), &[])).await;
    let rows = [(3, "New", MONDAY), (4, "Old", MONDAY), (6, "Old", MONDAY)];
    world.say(whole(second, (2, 0), (2, 6), &rows)).await;
    let end = finished(id, 2, second.attempt, 1);
    assert_eq!(world.say(end).await, Outcome::Done);
    assert_eq!(world.state(id).await, "done 2");
    assert_eq!(world.text(LIVING).await, "1 New; 3 New; 4 Old; 6 Old");
    assert_eq!(world.text(KEPT).await, "0 0");
}

#[tokio::test]
async fn a_reload_that_misses_many_rows_waits_for_confirmation() {
    let world = loaded(1..=60).await;
    let id = world.request(RunKind::Reload, PARTNER).await.unwrap();
    let run = begin(&world, id, 1).await;
    let rows = [(1, "New", MONDAY)];
    world.say(whole(run, (1, 0), (0, 60), &rows)).await;
    world.say(finished(id, 1, run.attempt, 1)).await;
    assert_eq!(world.state(id).await, "failed 1");
    let alarm = "select kind, run_id from ops.alarm where cleared_at is null";
    assert_eq!(world.text(alarm).await, format!("rights_incident {id}"));
    let count = "select name, count(*) from odoo.res_partner where _deleted_at is null group by 1";
    assert_eq!(world.text(count).await, "Old 60", "not even what differs");
    assert_eq!(world.text(KEPT).await, "0 0");
    assert_eq!(world.requested().await, None);

    let again = world.confirm(id).await.unwrap();
    let requested = world.requested().await;
    assert_eq!(requested, Some((again, "reload".to_owned())));
    let run = begin(&world, again, 1).await;
    world.say(whole(run, (1, 0), (0, 60), &rows)).await;
    world.say(finished(again, 1, run.attempt, 1)).await;
    assert_eq!(world.state(again).await, "done 1");
    assert_eq!(world.text(count).await, "New 1");
    assert_eq!(world.requested().await.unwrap().1, "verify");
}

#[tokio::test]
async fn a_reload_deletes_all_rows_of_an_empty_model_but_not_of_an_absent_one() {
    for (batches, left) in [(0, "1 Old; 2 Old"), (1, "")] {
        let world = loaded(1..=2).await;
        let id = world.request(RunKind::Reload, PARTNER).await.unwrap();
        let run = begin(&world, id, 1).await;
        if batches == 1 {
            world.say(whole(run, (1, 0), (0, 1), &[])).await;
        }
        world.say(finished(id, 1, run.attempt, batches)).await;
        assert_eq!(world.state(id).await, "done 1");
        assert_eq!(world.text(LIVING).await, left);
    }
}
