//! What a person sees of an alarm, and what stays of the decision.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    spoken::{MODEL, Run, Spoken, partners},
    world::{ANDINA, send},
};

const DAY: &str = "2026-11-16T00:00:00Z";

/// A repair that does not find partner 2, by a user who has lost a company.
async fn held() -> (Spoken, Run) {
    let spoken = Spoken::create().await;
    let rows = [(1, "Alfa", DAY), (2, "Beta", DAY)];
    spoken.run("snapshot", vec![partners(&rows)]).await;
    let repair = spoken.verify(&[1]).await.unwrap();
    let other = Run {
        attempt: Uuid::new_v4(),
        ..repair
    };
    spoken.start_with(other, &[]).await;
    spoken.read_again(repair, &rows[..1]).await;
    (spoken, repair)
}

async fn only_alarm(spoken: &Spoken, path: &str) -> Value {
    let page = spoken.get(path).await;
    let alarms = page["data"].as_array().unwrap();
    assert_eq!(alarms.len(), 1, "{page}");
    alarms[0].clone()
}

/// The alarm in Spanish has the same figures and no English sentence.
async fn said_in_spanish(spoken: &Spoken, english: &Value) {
    let request = spoken.world.request(Method::GET, ANDINA, "/v1/alarms");
    let request = request
        .bearer_auth(&spoken.key)
        .header("accept-language", "es");
    let answer = send(request).await;
    assert_eq!(answer.header("content-language"), "es");
    let spanish = &answer.json()["data"][0];
    let detail = |alarm: &Value| alarm["detail"].as_str().unwrap().to_owned();
    let figures = |text: &str| text.matches(|letter: char| letter.is_ascii_digit()).count();
    let (here, there) = (detail(english), detail(spanish));
    assert_eq!(figures(&here), figures(&there), "{here}: {there}");
    assert_eq!(here.matches("; ").count(), there.matches("; ").count());
    for finding in there.split("; ") {
        assert!(
            !finding.contains(" are ") && !finding.contains(" the "),
            "{there}"
        );
    }
    let hint = spanish["hint"].as_str().unwrap();
    assert!(hint.starts_with("Compare las compañías"), "{hint}");
    assert_eq!(spanish["id"], english["id"]);
}

#[tokio::test]
async fn an_alarm_says_what_is_missing_and_what_a_person_may_do() {
    let (spoken, repair) = held().await;
    let alarm = only_alarm(&spoken, "/v1/alarms").await;
    said_in_spanish(&spoken, &alarm).await;
    assert_eq!(
        alarm["models"],
        json!([{ "model": MODEL, "rows_missing": 1, "rows": 2 }])
    );
    assert_eq!(
        (&alarm["state"], &alarm["rows_missing"], &alarm["run_id"]),
        (&json!("open"), &json!(1), &json!(repair.id))
    );
    let decisions = alarm["decisions"].as_array().unwrap();
    let ways: Vec<_> = decisions
        .iter()
        .map(|one| (one["key"].as_str().unwrap(), one["role"].as_str().unwrap()))
        .collect();
    assert_eq!(
        ways,
        [("verify", "operator"), ("confirm_deletions", "admin")]
    );
    assert_eq!(spoken.get("/v1/mirror").await["alarms"], json!([alarm]));

    let path = alarm["missing_rows_url"].as_str().unwrap();
    let page = spoken.get(path).await;
    let rows = page["data"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{page}");
    assert_eq!(
        (
            &rows[0]["model"],
            &rows[0]["record_id"],
            &rows[0]["record_name"]
        ),
        (&json!(MODEL), &json!(2), &json!("Beta"))
    );
    let odoo = rows[0]["odoo_url"].as_str().unwrap();
    assert!(
        odoo.ends_with("/web#id=2&model=res.partner&view_type=form"),
        "{odoo}"
    );
    let none = spoken.get(&format!("{path}?model=account.move")).await;
    assert_eq!(none["data"], json!([]));
    let unknown = spoken
        .world
        .get(&format!("{path}?model=x"), &spoken.key)
        .await;
    let problem = unknown.problem(422, "invalid-request");
    assert_eq!(problem["errors"][0]["parameter"], "model");
}

#[tokio::test]
async fn a_decision_is_kept_with_its_reason() {
    let (spoken, repair) = held().await;
    let admin = spoken.world.key("andina", Role::Admin).await;
    let decide = format!("/v1/sync-runs/{}/confirm-deletions", repair.id);
    for reason in [json!(""), json!("x".repeat(501)), json!(7)] {
        let refused = spoken
            .world
            .post(&decide, &admin, &json!({ "reason": reason }))
            .await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], "/reason");
    }
    let reason = json!({ "reason": "Deleted on purpose" });
    let confirmed = spoken.world.post(&decide, &admin, &reason).await;
    assert_eq!(confirmed.status, 202, "{confirmed:?}");

    assert_eq!(spoken.get("/v1/mirror").await["alarms"], json!([]));
    assert_eq!(spoken.get("/v1/alarms?state=open").await["data"], json!([]));
    let path = "/v1/alarms?state=cleared&kind=rights_incident";
    let alarm = only_alarm(&spoken, path).await;
    assert_eq!(alarm["reason"], "Deleted on purpose");
    assert_eq!(alarm["decided_by"]["kind"], "key");
    assert_eq!(alarm["decisions"], json!([]));
    assert!(alarm["cleared_at"].is_string());
    let acts = spoken
        .world
        .get("/v1/audit?action=confirm+deletions", &admin);
    assert_eq!(acts.await.json()["data"][0]["reason"], "Deleted on purpose");

    let again = spoken.world.post(&decide, &admin, &json!({})).await;
    again.problem(409, "conflict");
}

#[tokio::test]
async fn an_alarm_whose_cause_is_gone_names_nobody() {
    let spoken = Spoken::create().await;
    // An old one whose cause is gone, and a newer one.
    for hours in [3, 2] {
        let sql = format!(
            "update ops.alarm set cleared_at = now();
             insert into ops.alarm (kind, run_id, detail, hint, raised_at)
             values ('restored', gen_random_uuid(), '', '', now() - interval '{hours} h')"
        );
        spoken.world.run(&sql).await;
    }
    let page = spoken.get("/v1/alarms?limit=1").await;
    assert_eq!(page["data"][0]["state"], "open");
    let keys: Vec<_> = page["data"][0]["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["key"].clone())
        .collect();
    assert_eq!(keys, ["read_again", "accept_restore"]);
    let next = page["next"].as_str().unwrap();
    let page = spoken
        .get(&format!("/v1/alarms?limit=1&cursor={next}"))
        .await;
    assert_eq!(
        (
            &page["data"][0]["state"],
            &page["data"][0]["decided_by"],
            &page["next"]
        ),
        (&json!("cleared"), &json!(null), &json!(null))
    );
}

#[tokio::test]
async fn callers_with_some_companies_see_that_there_is_an_alarm_and_no_more() {
    let (spoken, repair) = held().await;
    let viewer = spoken
        .world
        .key_of("andina", Role::Viewer, Some(&[1]))
        .await;
    let page = spoken.world.get("/v1/alarms", &viewer).await.json();
    let alarm = &page["data"][0];
    assert_eq!(alarm["state"], "open");
    for hidden in [
        "models",
        "rows_missing",
        "missing_rows_url",
        "detail",
        "reason",
    ] {
        assert_eq!(alarm[hidden], json!(null), "{hidden}");
    }
    let decided = "update ops.alarm
                   set cleared_at = now(), decided_by = 'cli', reason = '12 rows of company 3'";
    let open = "update ops.alarm set cleared_at = null, decided_by = null, reason = null";
    spoken.world.run(decided).await;
    let page = spoken.world.get("/v1/alarms?state=cleared", &viewer).await;
    assert_eq!(page.json()["data"][0]["reason"], json!(null), "{page:?}");
    spoken.world.run(open).await;
    // The run and the mirror say no more than the alarm.
    let run = format!("/v1/sync-runs/{}", repair.id);
    let run = spoken.world.get(&run, &viewer).await.json();
    let mirror = spoken.world.get("/v1/mirror", &viewer).await.json();
    let runs = spoken.world.get("/v1/sync-runs", &viewer).await.json();
    let models = mirror["models"].as_array().unwrap();
    let failed = models.iter().map(|model| &model["failure"]);
    let failed = failed.filter(|failure| failure.is_object());
    let failures: Vec<_> = failed.chain([&run["failure"]]).collect();
    assert!(failures.len() > 1, "{mirror}");
    for failure in failures {
        assert_eq!(failure["detail"], json!(null), "{failure}");
        assert!(failure["reason"].is_string(), "{failure}");
    }
    assert_eq!(runs["data"][0]["failure"], run["failure"]);
    let path = format!("/v1/sync-runs/{}/missing-rows", repair.id);
    let refused = spoken.world.get(&path, &viewer).await;
    refused.problem(403, "company-not-allowed");
}
