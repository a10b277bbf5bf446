//! Refused requests and their error answers.

use std::num::NonZeroU32;

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, World, access, database, send};

#[tokio::test]
async fn an_invalid_parameter_is_named_with_its_valid_values() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let cases = [
        ("/v1/receivables/ageing?companyid=2", "companyid"),
        ("/v1/receivables/ageing?company_id=two", "company_id"),
        ("/v1/receivables/ageing?company_id=99", "company_id"),
        ("/v1/receivables/ageing?side=payable", "side"),
        ("/v1/receivables/ageing?as_of=2026-02-30", "as_of"),
        (
            "/v1/receivables/ageing?as_of=2026-01-01&as_of=2026-01-02",
            "as_of",
        ),
        ("/v1/receivables/ageing?currency=XXX", "currency"),
        ("/v1/receivables/open-items?limit=501", "limit"),
        ("/v1/receivables/open-items?limit=-1", "limit"),
        ("/v1/receivables/open-items?sort=colour", "sort"),
        ("/v1/receivables/open-items?cursor=zzz", "cursor"),
        (
            "/v1/receivables/open-items?due_from=2026-02-01&due_to=2026-01-01",
            "due_from",
        ),
        ("/v1/partners?active=maybe", "active"),
        ("/v1/sync-runs?limit=0", "limit"),
        ("/v1/exports?cursor=%C3%B1", "cursor"),
        ("/v1/companies?limit=0", "limit"),
        ("/v1/changes?since_version=-1", "since_version"),
        ("/v1/mirror?limit=5", "limit"),
    ];
    for (path, parameter) in cases {
        let problem = world.get(path, &key).await.problem(422, "invalid-request");
        assert_eq!(
            problem["errors"][0]["parameter"], parameter,
            "{path}: {problem}"
        );
        assert!(
            !problem["errors"][0]["detail"].as_str().unwrap().is_empty(),
            "{path}"
        );
        assert_eq!(problem["instance"], path.split('?').next().unwrap());
    }
}

#[tokio::test]
async fn a_company_is_required_if_there_are_several() {
    let world = World::create().await;
    world.seed_ledger().await;
    world
        .insert(
            "res_company",
            json!([{"id": 3, "name": "Sur", "currency_id": 1}]),
        )
        .await;
    let key = world.key("andina", Role::Viewer).await;
    let problem = world
        .get("/v1/payables/ageing", &key)
        .await
        .problem(422, "company-required");
    let choices = json!([{"id": 2, "name": "Andina"}, {"id": 3, "name": "Sur"}]);
    assert_eq!(problem["choices"], choices);
    assert_eq!(
        world
            .get("/v1/payables/ageing?company_id=3", &key)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn unknown_urls_and_methods_are_answered_with_a_problem() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    world
        .get("/v1/nothing", &key)
        .await
        .problem(404, "no-such-url");
    world.get("/v2", "").await.problem(404, "no-such-url");
    world
        .get("/metrics", &key)
        .await
        .problem(404, "no-such-url");
    world
        .get("/docs/none.js", "")
        .await
        .problem(404, "no-such-url");
    world
        .get("/problems/none", "")
        .await
        .problem(404, "no-such-url");
    world
        .get("/v1/sync-runs/1", &key)
        .await
        .problem(404, "not-found");
    for method in [Method::DELETE, Method::PUT, Method::TRACE] {
        let answer = send(
            world
                .request(method, ANDINA, "/v1/schedules")
                .bearer_auth(&key),
        )
        .await;
        answer.problem(405, "method-not-allowed");
        assert_eq!(answer.header("allow"), "GET, HEAD, POST");
    }
}

#[tokio::test]
async fn an_invalid_body_is_refused_with_a_pointer() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let post = |body: String, content_type: &'static str| {
        let request = world
            .request(Method::POST, ANDINA, "/v1/schedules")
            .bearer_auth(&key);
        send(request.header("content-type", content_type).body(body))
    };
    let json = "application/json";
    post("{}".to_owned(), "text/plain")
        .await
        .problem(415, "json-required");
    post("{".to_owned(), json)
        .await
        .problem(400, "invalid-json");
    post("{} x".to_owned(), json)
        .await
        .problem(400, "invalid-json");
    post(" ".repeat(70_000), json)
        .await
        .problem(413, "body-too-large");

    let good = json!({"name": "hourly", "cron": "0 * * * *", "run_kind": "incremental"});
    let cases: [(&str, Value); 8] = [
        ("/colour", json!("red")),
        ("/cron", json!("every day")),
        ("/cron", json!("0 0 30 2 *")),
        ("/cron", Value::Null),
        ("/time_zone", json!("America/Limaa")),
        ("/run_kind", json!("repair")),
        ("/grace_seconds", json!(1_000_000)),
        ("/name", json!(" ")),
    ];
    for (pointer, value) in cases {
        let mut body = good.clone();
        body[&pointer[1..]] = value;
        let problem = post(body.to_string(), json)
            .await
            .problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let mut missing = good.clone();
    missing.as_object_mut().unwrap().remove("cron");
    let problem = post(missing.to_string(), json)
        .await
        .problem(422, "invalid-request");
    assert_eq!(problem["errors"][0]["pointer"], "/cron");
    assert_eq!(world.count("ops.schedule").await, 0);
}

#[tokio::test]
async fn internal_errors_are_not_exposed() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    world
        .run("alter table report.account_month rename to secret_name")
        .await;
    let answer = world.get("/v1/receivables/ageing", &key).await;
    answer.problem(500, "internal");
    for inner in ["secret", "account_month", "select", "relation", "42P01"] {
        assert!(!answer.text.contains(inner), "{answer:?}");
    }
}

#[tokio::test]
async fn an_unavailable_database_is_a_503_with_retry_after() {
    let (andina, pampa) = tokio::join!(database(), database());
    let away = access(andina.variables_through(1, "CORE"));
    let world = World::over(andina, pampa, away, NonZeroU32::new(100).unwrap()).await;
    let key = format!("esp_abcdefghijkl_{}", "s".repeat(43));
    for answer in [
        world.get("/v1/companies", &key).await,
        world.get("/v1/health", "").await,
    ] {
        answer.problem(503, "unavailable");
        assert_eq!(answer.header("retry-after"), "5");
        assert!(
            !answer.text.contains("127.0.0.1") && !answer.text.contains("refused"),
            "{answer:?}"
        );
    }
}

#[tokio::test]
async fn an_exhausted_connection_pool_is_a_503_busy() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    let api = world.api();
    let pool = &api.databases.pool("andina").unwrap();
    // The fourth is kept for other tenants.
    let all = (0..3).map(|_| pool.get());
    let held = futures::future::try_join_all(all).await.unwrap();
    let answer = world.get("/v1/companies", &key).await;
    answer.problem(503, "busy");
    assert_eq!(answer.header("retry-after"), "5");
    drop(held);
    assert_eq!(world.get("/v1/companies", &key).await.status, 200);
}
