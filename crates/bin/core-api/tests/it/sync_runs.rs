//! Lists of sync runs, what they did by hour, and which Odoo they read.

use serde_json::{Value, json};

use crate::{
    spoken::{MODEL, Spoken, partners},
    world::{ANDINA, send},
};

const DAY: &str = "2026-11-16T00:00:00Z";

async fn rows(spoken: &Spoken, path: &str) -> Vec<Value> {
    let page = spoken.get(path).await;
    page["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn runs_are_listed_by_kind_state_model_and_time() {
    let spoken = Spoken::create().await;
    let partner = partners(&[(1, "Alfa", DAY), (2, "Beta", DAY)]);
    let first = spoken.run("snapshot", vec![partner.clone()]).await;
    spoken.run("incremental", vec![partner]).await;
    let active = spoken.ask("verify", "res.country").await;

    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let traced = format!("update ops.sync_run set traceparent = '00-{trace}-00f067aa0ba902b7-01'");
    spoken.world.run(&traced).await;
    let lasted = "update ops.sync_run set started_at = created_at,
                  finished_at = created_at + interval '1 second' where kind = 'snapshot'";
    spoken.world.run(lasted).await;
    let snapshots = rows(&spoken, "/v1/sync-runs?kind=snapshot&state=done").await;
    assert_eq!(snapshots.len(), 1, "{snapshots:?}");
    let run = &snapshots[0];
    assert_eq!(run["id"], json!(first.id));
    assert_eq!(run["model_names"], json!([MODEL]));
    assert_eq!(
        (
            &run["models_complete"],
            &run["rows_changed"],
            &run["seconds_left"]
        ),
        (&json!(1), &json!(2), &json!(null))
    );
    assert_eq!(run["rows_per_second"], 2, "{run}");
    assert_eq!(run["trace_id"], trace);
    let of_model = rows(&spoken, "/v1/sync-runs?model=res.country").await;
    assert_eq!(of_model.len(), 1, "{of_model:?}");
    assert_eq!(of_model[0]["id"], json!(active.id));
    assert_eq!(rows(&spoken, "/v1/sync-runs?state=failed").await.len(), 0);
    assert_eq!(
        rows(&spoken, "/v1/sync-runs?since=2020-01-01T00:00:00Z")
            .await
            .len(),
        3
    );
    assert_eq!(
        rows(&spoken, "/v1/sync-runs?since=2999-01-01T00:00:00Z")
            .await
            .len(),
        0
    );
    for (parameter, value) in [
        ("kind", "full"),
        ("state", "open"),
        ("model", "x"),
        ("since", "x"),
    ] {
        let path = format!("/v1/sync-runs?{parameter}={value}");
        let refused = spoken.world.get(&path, &spoken.key).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], parameter, "{problem}");
    }
}

#[tokio::test]
async fn the_history_of_the_mirror_counts_runs_and_rows_by_hour() {
    let spoken = Spoken::create().await;
    let before = [(1, "Alfa", DAY), (2, "Gone", DAY)];
    spoken.run("snapshot", vec![partners(&before)]).await;
    let repair = spoken.verify(&[1]).await.unwrap();
    spoken.repair(repair, &before[..1]).await;
    // All of them in one hour, and one long ago.
    let age = "update ops.sync_run set finished_at = date_trunc('hour', now(), 'UTC');
               update ops.sync_run set finished_at = now() - interval '30 hours'
               where kind = 'snapshot'";
    spoken.world.run(age).await;

    let hours = rows(&spoken, "/v1/mirror/history").await;
    assert_eq!(hours.len(), 24);
    let present = &hours[0];
    assert_eq!(
        present["runs_done"], 4,
        "verify, again, repair, verify: {present}"
    );
    let model = &present["models"][0];
    assert_eq!(model["model"], MODEL);
    assert_eq!(model["rows_repaired"], 1, "{model}");
    assert_eq!(model["differences_found"], 2, "at both looks: {model}");
    assert!(
        hours[1..].iter().all(|hour| hour["runs_done"] == 0),
        "{hours:?}"
    );

    let path = format!("/v1/mirror/history?hours=31&limit=20&model={MODEL}");
    let page = spoken.get(&path).await;
    assert_eq!(page["data"].as_array().unwrap().len(), 20);
    let next = page["next"].as_str().unwrap();
    let rest = rows(&spoken, &format!("{path}&cursor={next}")).await;
    assert_eq!(rest.len(), 11);
    let changed: Vec<_> = rest
        .iter()
        .filter(|hour| hour["runs_done"] == 1)
        .map(|hour| hour["models"][0]["rows_changed"].clone())
        .collect();
    assert_eq!(changed, [json!(2)]);
    let other = rows(&spoken, "/v1/mirror/history?model=res.country").await;
    assert!(other.iter().all(|hour| hour["runs_done"] == 0));
    for hours in ["0", "169", "x"] {
        let path = format!("/v1/mirror/history?hours={hours}");
        let refused = spoken.world.get(&path, &spoken.key).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], "hours");
    }
}

#[tokio::test]
async fn the_mirror_names_its_odoo_and_its_models_in_two_languages() {
    let spoken = Spoken::create().await;
    let fresh = spoken.get("/v1/mirror").await;
    assert_eq!(fresh["odoo"]["odoo_version"], json!(null));
    assert_eq!(fresh["odoo"]["company_ids"], json!(null));
    spoken
        .run("snapshot", vec![partners(&[(1, "Alfa", DAY)])])
        .await;
    let mirror = spoken.get("/v1/mirror").await;
    assert_eq!(mirror["odoo"]["odoo_version"], "17.0");
    assert_eq!(mirror["odoo"]["company_ids"], json!([1]));
    let request = spoken
        .world
        .request(reqwest::Method::GET, ANDINA, "/v1/mirror");
    let request = request
        .bearer_auth(&spoken.key)
        .header("accept-language", "es-PE");
    let answer = send(request).await;
    assert_eq!(answer.header("content-language"), "es");
    let spanish = answer.json();
    let models = mirror["models"].as_array().unwrap();
    assert!(models.len() > 20);
    for (english, spanish) in models.iter().zip(spanish["models"].as_array().unwrap()) {
        assert_ne!(english["label"], english["model"], "a label is missing");
        assert_ne!(english["label"], spanish["label"]);
    }
    let partner = models
        .iter()
        .position(|model| model["model"] == MODEL)
        .unwrap();
    assert_eq!(spanish["models"][partner]["label"], "Contactos");
}
