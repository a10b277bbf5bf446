//! Starting runs, exports and schedules: repeated requests have one effect.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, Answer, PAMPA, World, send};

async fn post_once(
    world: &World,
    path: &str,
    key: &str,
    idempotency: &str,
    body: &Value,
) -> Answer {
    let request = world
        .request(Method::POST, ANDINA, path)
        .bearer_auth(key)
        .json(body);
    send(request.header("idempotency-key", idempotency)).await
}

async fn patch(world: &World, path: &str, key: &str, body: &Value) -> Answer {
    send(
        world
            .request(Method::PATCH, ANDINA, path)
            .bearer_auth(key)
            .json(body),
    )
    .await
}

#[tokio::test]
async fn a_run_is_requested_once_and_can_be_read_at_its_location() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let accepted = world
        .post("/v1/sync-runs", &key, &json!({"kind": "snapshot"}))
        .await;
    assert_eq!(accepted.status, 202, "{accepted:?}");
    let url = accepted.header("location").to_owned();
    let run = accepted.json();
    assert_eq!(
        (&run["state"], &run["url"]),
        (&json!("requested"), &json!(url))
    );
    assert_eq!(run["created_by"]["kind"], "key");
    assert_eq!(run["created_by"]["name"], "test");

    let followed = world.get(&url, &key).await.json();
    assert_eq!(followed["id"], run["id"]);
    assert_eq!(followed["models"].as_array().unwrap().len(), 27);
    let events = world
        .admin
        .query("select event from ops.outbox", &[])
        .await
        .unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].get::<_, &str>(0), "sync.requested");

    let refused = world
        .post("/v1/sync-runs", &key, &json!({"kind": "verify"}))
        .await;
    let problem = refused.problem(409, "run-active");
    assert_eq!(problem["active_run"], json!({"id": run["id"], "url": url}));
    assert_eq!(world.count("ops.sync_run").await, 1);

    let elsewhere = world.key("pampa", Role::Admin).await;
    let elsewhere = world
        .request(Method::GET, PAMPA, &url)
        .bearer_auth(elsewhere);
    send(elsewhere).await.problem(404, "not-found");
}

#[tokio::test]
async fn a_run_of_unknown_kind_or_model_is_refused_without_effect() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let cases = [
        json!({"kind": "repair"}),
        json!({"kind": "snapshot", "models": ["ir.rule"]}),
        json!({}),
    ];
    for body in cases {
        world
            .post("/v1/sync-runs", &key, &body)
            .await
            .problem(422, "invalid-request");
    }
    let unknown = json!({"kind": "snapshot", "models": ["ir.rule"]});
    let problem = world
        .post("/v1/sync-runs", &key, &unknown)
        .await
        .problem(422, "invalid-request");
    assert_eq!(problem["errors"][0]["pointer"], "/models");
    assert_eq!(world.count("ops.sync_run").await, 0);
    assert_eq!(world.count("ops.outbox").await, 0);
}

#[tokio::test]
async fn runs_are_listed_newest_first_page_by_page() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    world
        .run(
            "insert into ops.sync_run (id, kind, state, requested_by, created_at)
             select gen_random_uuid(), 'incremental', 'done', 'key:x',
                    now() - n / 2 * interval '1 minute'
             from generate_series(1, 7) n",
        )
        .await;
    let mut seen = Vec::new();
    let mut path = "/v1/sync-runs?limit=3".to_owned();
    loop {
        let answer = world.get(&path, &key).await;
        let page = answer.json();
        for run in page["data"].as_array().unwrap() {
            seen.push((run["created_at"].to_string(), run["id"].to_string()));
        }
        let Some(next) = answer.header("link").strip_suffix(">; rel=\"next\"") else {
            break;
        };
        next.trim_start_matches('<').clone_into(&mut path);
    }
    assert_eq!(seen.len(), 7);
    let mut sorted = seen.clone();
    sorted.sort_by(|a, b| b.cmp(a));
    sorted.dedup();
    assert_eq!(seen, sorted);
}

#[tokio::test]
async fn the_same_idempotency_key_returns_the_same_answer_and_has_one_effect() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let body = json!({"kind": "incremental"});
    let (first, second) = tokio::join!(
        post_once(&world, "/v1/sync-runs", &key, "\"a-1\"", &body),
        post_once(&world, "/v1/sync-runs", &key, "\"a-1\"", &body),
    );
    assert_eq!(
        (first.status.as_u16(), second.status.as_u16()),
        (202, 202),
        "{first:?} {second:?}"
    );
    assert_eq!(first.text, second.text);
    assert_eq!(first.header("location"), second.header("location"));
    let bare = post_once(&world, "/v1/sync-runs", &key, "a-1", &body).await;
    assert_eq!(bare.text, first.text);
    assert_eq!(world.count("ops.sync_run").await, 1);
    assert_eq!(world.count("ops.outbox").await, 1);

    let other = json!({"kind": "snapshot"});
    let reused = post_once(&world, "/v1/sync-runs", &key, "a-1", &other).await;
    reused.problem(422, "idempotency-key-reused");
    let colleague = world.key("andina", Role::Operator).await;
    let theirs = post_once(&world, "/v1/sync-runs", &colleague, "a-1", &body).await;
    theirs.problem(409, "run-active");
    let unusable = post_once(&world, "/v1/sync-runs", &key, "two words", &body).await;
    let problem = unusable.problem(422, "invalid-request");
    assert_eq!(problem["errors"][0]["header"], "Idempotency-Key");
}

#[tokio::test]
async fn a_refused_request_does_not_use_up_its_idempotency_key() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let body = json!({"kind": "incremental"});
    world.post("/v1/sync-runs", &key, &body).await;
    post_once(&world, "/v1/sync-runs", &key, "a-1", &body)
        .await
        .problem(409, "run-active");
    world.run("update ops.sync_run set state = 'done'").await;
    assert_eq!(
        post_once(&world, "/v1/sync-runs", &key, "a-1", &body)
            .await
            .status,
        202
    );
}

#[tokio::test]
async fn an_export_stores_its_parameters_with_all_defaults() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let body = json!({
        "report": "ageing",
        "parameters": {"side": "payable", "as_of": "2026-11-22"},
        "format": "xlsx",
    });
    let accepted = world.post("/v1/exports", &key, &body).await;
    assert_eq!(accepted.status, 202, "{accepted:?}");
    let export = accepted.json();
    assert_eq!(
        export["parameters"],
        json!({"side": "payable", "company_id": 2, "as_of": "2026-11-22", "sort": "total",
               "aged_by": "due_date", "buckets": "30,60,90,120", "group_by": "partner"})
    );
    assert_eq!(
        (&export["locale"], &export["file"]),
        (&json!("es-PE"), &Value::Null)
    );
    let followed = world.get(accepted.header("location"), &key).await.json();
    assert_eq!(followed, export);
    let list = world.get("/v1/exports", &key).await.json();
    assert_eq!(list["data"], json!([export]));

    let second = json!({"report": "open-items", "parameters": {"side": "receivable"}, "format": "xlsx", "locale": "en"});
    assert_eq!(world.post("/v1/exports", &key, &second).await.status, 202);
    world
        .post("/v1/exports", &key, &second)
        .await
        .problem(409, "export-limit");
    assert_eq!(world.count("ops.outbox").await, 2);
}

/// An accepted value goes into an event, whose schema has the same rule as a pattern.
#[tokio::test]
async fn a_locale_has_the_same_form_in_the_api_and_the_contract() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let ask = async |locale: &str| {
        let parameters = json!({"side": "payable"});
        let body = json!({"report": "ageing", "parameters": parameters, "format": "csv",
                          "locale": locale});
        let answer = world.post("/v1/exports", &key, &body).await;
        world
            .run("update ops.export_job set state = 'failed'")
            .await;
        answer
    };
    for locale in ["es", "es-PE", "es-419", "quz", "quz-PE"] {
        let accepted = ask(locale).await;
        assert_eq!(accepted.status, 202, "{locale}: {accepted:?}");
        assert_eq!(accepted.json()["locale"], locale);
    }
    for locale in ["es_PE", "ES", "es-pe", "es-41", "e", "espa", "es-PE-x", ""] {
        let problem = ask(locale).await.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], "/locale", "{problem}");
    }
}

#[tokio::test]
async fn an_export_with_invalid_parameters_is_refused_with_a_pointer() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let cases = [
        (
            "/parameters/colour",
            json!({"side": "payable", "colour": 1}),
        ),
        ("/parameters/side", json!({})),
        ("/parameters/side", json!({"side": "both"})),
        (
            "/parameters/as_of",
            json!({"side": "payable", "as_of": "yesterday"}),
        ),
        (
            "/parameters/company_id",
            json!({"side": "payable", "company_id": 99}),
        ),
        (
            "/parameters/account_type",
            json!({"side": "payable", "account_type": "asset_receivable"}),
        ),
        (
            "/parameters/account_type",
            json!({"side": "payable", "account_type": "payable"}),
        ),
        ("/parameters/limit", json!({"side": "payable", "limit": 5})),
    ];
    for (pointer, parameters) in cases {
        let body = json!({"report": "ageing", "parameters": parameters, "format": "xlsx"});
        let problem = world
            .post("/v1/exports", &key, &body)
            .await
            .problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    for (pointer, member, value) in [
        ("/format", "format", "docx"),
        ("/report", "report", "balance"),
        ("/locale", "locale", "spanish"),
    ] {
        let mut body =
            json!({"report": "ageing", "parameters": {"side": "payable"}, "format": "xlsx"});
        body[member] = json!(value);
        let problem = world
            .post("/v1/exports", &key, &body)
            .await
            .problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    assert_eq!(world.count("ops.export_job").await, 0);
}

#[tokio::test]
async fn csv_options_of_another_format_are_refused() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Admin).await;
    let delivery = json!({"report": "ageing", "parameters": {"side": "payable"},
                          "format": "xlsx", "csv": {"bom": false}});
    let schedule = json!({"name": "cierre", "cron": "0 7 1 * *", "report": delivery});
    let run = json!({"format": "pdf", "csv": {"bom": false}});
    for (url, body, pointer) in [
        ("/v1/exports", &delivery, "/csv"),
        ("/v1/schedules", &schedule, "/report/csv"),
        ("/v1/statement-runs", &run, "/csv"),
    ] {
        let answer = world.post(url, &key, body).await;
        let problem = answer.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
}

#[tokio::test]
async fn a_schedule_is_created_once_and_shows_its_next_instants() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let body = json!({"name": "hourly", "cron": "0 * * * *", "run_kind": "incremental"});
    let made = post_once(&world, "/v1/schedules", &key, "s-1", &body).await;
    assert_eq!(made.status, 201, "{made:?}");
    let schedule = made.json();
    assert_eq!(schedule["url"], made.header("location"));
    assert_eq!(schedule["time_zone"], "America/Lima");
    assert_eq!(
        (&schedule["missed"], &schedule["grace_seconds"]),
        (&json!("latest"), &json!(300))
    );
    let next = schedule["upcoming"].as_array().unwrap();
    assert_eq!(next.len(), 5);
    assert!(
        next.iter()
            .all(|at| at.as_str().unwrap().ends_with(":00:00Z")),
        "{next:?}"
    );
    world
        .post("/v1/schedules", &key, &body)
        .await
        .problem(409, "conflict");
    assert_eq!(
        post_once(&world, "/v1/schedules", &key, "s-1", &body)
            .await
            .text,
        made.text
    );
}

#[tokio::test]
async fn a_schedule_is_changed_and_paused() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let body = json!({"name": "hourly", "cron": "0 * * * *", "run_kind": "incremental"});
    let made = world.post("/v1/schedules", &key, &body).await;
    let url = made.header("location").to_owned();
    let paused = patch(
        &world,
        &url,
        &key,
        &json!({"paused": true, "cron": "30 2 * * *"}),
    )
    .await;
    assert_eq!(paused.status, 200, "{paused:?}");
    let paused = paused.json();
    assert_eq!(
        (&paused["paused"], &paused["upcoming"]),
        (&json!(true), &json!([]))
    );
    assert_eq!(
        (&paused["version"], &paused["cron"]),
        (&json!(2), &json!("30 2 * * *"))
    );
    assert_eq!(paused["name"], "hourly");
    assert_eq!(world.get(&url, &key).await.json(), paused);
    assert_eq!(
        world.get("/v1/schedules", &key).await.json()["data"],
        json!([paused])
    );

    let wrong = patch(&world, &url, &key, &json!({"time_zone": "Nowhere"})).await;
    assert_eq!(
        wrong.problem(422, "invalid-request")["errors"][0]["pointer"],
        "/time_zone"
    );
    let unknown = url.replace(&url[url.len() - 4..], "0000");
    patch(&world, &unknown, &key, &json!({"paused": true}))
        .await
        .problem(404, "not-found");
}
