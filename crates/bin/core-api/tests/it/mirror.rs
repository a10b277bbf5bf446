//! The state of each model, from the initial load to a repair.

use contracts::{
    Epoch,
    sync::{ModelOutcome, RunFailureReason, SyncFailed, SyncFinished, SyncProgressed},
};
use serde_json::{Value, json};

use crate::{
    intake_world::finished,
    spoken::{MODEL, Run, Spoken, partners},
};

const DAY: &str = "2026-11-16T00:00:00Z";

async fn model(spoken: &Spoken, name: &str) -> Value {
    let mirror = spoken.get("/v1/mirror").await;
    let models = mirror["models"].as_array().unwrap();
    let found = models.iter().find(|model| model["model"] == name);
    found.unwrap().clone()
}

fn denied(run: Run) -> SyncFailed {
    SyncFailed {
        run: run.id,
        epoch: Epoch::FIRST,
        attempt: run.attempt,
        retryable: false,
        retry_after_seconds: None,
        reason: RunFailureReason::AccessDenied,
        detail: "refused".to_owned(),
        hint: "Set a valid password.".to_owned(),
        log_lost: false,
    }
}

/// An initial load of 600,002 rows, with one batch of two rows applied.
async fn first_load() -> (Spoken, Run) {
    let spoken = Spoken::create().await;
    let run = spoken.ask("snapshot", MODEL).await;
    let asked = model(&spoken, MODEL).await;
    assert_eq!(
        asked["next_step"]["detail"],
        "the snapshot run waits for a worker"
    );
    spoken.start(run).await;
    let mut first = partners(&[(1, "Alfa", DAY), (2, "Beta", DAY)]);
    (first.run, first.attempt) = (run.id, run.attempt);
    spoken.say(first).await;
    let progressed = SyncProgressed {
        run: run.id,
        epoch: Epoch::FIRST,
        attempt: run.attempt,
        published: 1,
        waiting: false,
        model: Some(MODEL.to_owned()),
        rows_read: 2,
        rows_expected: Some(600_002),
    };
    spoken.say(progressed).await;
    (spoken, run)
}

#[tokio::test]
async fn a_first_load_shows_its_rows_rate_and_time_left() {
    let (spoken, run) = first_load().await;
    let mirror = spoken.get("/v1/mirror").await;
    let active = &mirror["active_run"];
    assert_eq!(
        (&active["run_id"], &active["state"], &active["kind"]),
        (&json!(run.id), &json!("running"), &json!("snapshot"))
    );
    assert_eq!(
        (&active["rows_read"], &active["rows_expected"]),
        (&json!(2), &json!(600_002))
    );
    let rate = active["rows_per_second"].as_i64().unwrap();
    if rate == 0 {
        assert_eq!(active["seconds_left"], json!(null), "nothing moves");
    } else {
        assert!(rate <= 2, "two rows in about a second");
        assert_eq!(active["seconds_left"], 600_000 / rate);
    }
    let loading = model(&spoken, MODEL).await;
    assert_eq!(
        (&loading["state"], &loading["rows_read"]),
        (&json!("loading"), &json!(2))
    );
    assert_eq!(loading["watermark"], json!(null));
}

#[tokio::test]
async fn a_model_that_is_loaded_is_live_and_shows_which_fields_odoo_lacks() {
    let (spoken, run) = first_load().await;
    let outcome = ModelOutcome {
        model: MODEL.to_owned(),
        rows: 2,
        missing_fields: vec!["vat".to_owned()],
        absent: false,
        links: std::collections::BTreeMap::new(),
    };
    let finished = SyncFinished {
        models: vec![outcome],
        ..finished(run.id, 1, run.attempt, 1)
    };
    spoken.say(finished).await;
    let live = model(&spoken, MODEL).await;
    assert_eq!((&live["state"], &live["rows"]), (&json!("live"), &json!(2)));
    assert_eq!(live["rows_exact"], true);
    // The fields that the worker reports as missing, and those that its batch lacks.
    let missing = live["missing_fields"].as_array().unwrap();
    assert!(missing.contains(&json!("vat")) && missing.contains(&json!("email")));
    assert!(!missing.contains(&json!("name")), "{missing:?}");
    let lag = live["lag_seconds"].as_i64().unwrap();
    assert!(
        (150..200).contains(&lag),
        "the safety lag and no more: {lag}"
    );
    assert_eq!(spoken.get("/v1/mirror").await["active_run"], json!(null));
    let idle = model(&spoken, "account.move").await;
    assert_eq!(
        (&idle["state"], &idle["rows"]),
        (&json!("loading"), &json!(0))
    );
    assert!(
        idle["next_step"]["detail"]
            .as_str()
            .unwrap()
            .starts_with("nothing")
    );
}

#[tokio::test]
async fn a_failed_run_shows_reason_and_hint_until_a_success_and_data_gets_stale() {
    let spoken = Spoken::create().await;
    let rows = [(1, "Alfa", DAY)];
    spoken.run("snapshot", vec![partners(&rows)]).await;
    let run = spoken.ask("incremental", MODEL).await;
    spoken.say(denied(run)).await;
    let failed = model(&spoken, MODEL).await;
    assert_eq!(failed["state"], "failed");
    assert_eq!(
        (&failed["failure"]["reason"], &failed["failure"]["hint"]),
        (&json!("access_denied"), &json!("Set a valid password."))
    );
    assert_eq!(failed["failure"]["run_id"], json!(run.id));
    let other = model(&spoken, "account.move").await;
    assert_eq!(other["state"], "loading", "it was in no run that failed");

    let insert = "insert into ops.schedule (id, name, cron, time_zone, run_kind)
                  values (gen_random_uuid(), 'hourly', '0 * * * *', 'America/Lima', 'incremental')";
    spoken.world.run(insert).await;
    spoken.run("incremental", vec![partners(&rows)]).await;
    let live = model(&spoken, MODEL).await;
    assert_eq!(
        (&live["state"], &live["failure"]),
        (&json!("live"), &json!(null))
    );
    assert_eq!(
        live["next_step"]["detail"],
        "an incremental run starts by schedule"
    );
    assert!(live["next_step"]["at"].as_str().unwrap().contains(":00:00"));

    let age = "update ops.cursor set watermark = now() - interval '46 minutes'";
    spoken.world.run(age).await;
    assert_eq!(model(&spoken, MODEL).await["state"], "stale");
}

#[tokio::test]
async fn found_and_repaired_differences_are_counted() {
    let spoken = Spoken::create().await;
    let rows = [(1, "Alfa", DAY), (2, "Gone", DAY)];
    spoken.run("snapshot", vec![partners(&rows)]).await;
    let repair = spoken.verify(&[1]).await.unwrap();
    let repairing = model(&spoken, MODEL).await;
    assert_eq!(repairing["state"], "repairing");
    assert_eq!(
        repairing["next_step"]["detail"],
        "the repair run under way reads it"
    );
    assert_eq!(repairing["checks"]["differences_found"], 1);
    assert!(repairing["checks"]["looked_again_at"].is_string());
    assert_eq!(repairing["checks"]["rows_repaired"], 0);
    assert_eq!(repairing["proof"]["equal"], false);

    spoken.repair(repair, &rows[..1]).await;
    let live = model(&spoken, MODEL).await;
    assert_eq!((&live["state"], &live["rows"]), (&json!("live"), &json!(1)));
    assert_eq!(live["checks"]["rows_repaired"], 1);
    assert_eq!(live["proof"]["equal"], true);
}

#[tokio::test]
async fn a_model_that_odoo_does_not_have_is_absent_and_no_failure() {
    let spoken = Spoken::create().await;
    let run = spoken.ask("snapshot", "account.payment").await;
    spoken.start(run).await;
    let mut end = finished(run.id, 1, run.attempt, 0);
    end.models[0].model = "account.payment".to_owned();
    end.models[0].absent = true;
    spoken.say(end).await;
    assert_eq!(model(&spoken, "account.payment").await["state"], "absent");
    let page = spoken.get("/v1/changes?model=account.payment&since_version=0");
    assert_eq!(page.await["complete"], true, "nothing of it is missing");
}

#[tokio::test]
async fn alarms_are_sorted_by_name() {
    let spoken = Spoken::create().await;
    let alarms = "insert into ops.alarm (kind, run_id, detail, hint)
                  select kind::ops.alarm_kind, gen_random_uuid(), 'detail', 'hint'
                  from unnest(array['rights_incident', 'restored']) kind";
    spoken.world.run(alarms).await;
    let mirror = spoken.get("/v1/mirror").await;
    let kinds = mirror["alarms"].as_array().unwrap().iter();
    let kinds: Vec<_> = kinds.map(|alarm| alarm["kind"].clone()).collect();
    assert_eq!(kinds, ["restored", "rights_incident"]);
}
