//! Load of callers without rights, and of one caller who wants everything.

use std::{
    num::NonZeroU32,
    time::{Duration, Instant},
};

use core_api::{api::openapi, credentials::cache::REMEMBERED, http::auth::Role};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::world::{ANDINA, BAD_KEYS, CONSOLE, PAMPA, World, send};

/// How long an answer above the limit waits.
const WAIT: Duration = Duration::from_secs(1);

fn wrong_key() -> String {
    format!("esp_abcdefghijkl_{}", "s".repeat(43))
}

#[tokio::test]
async fn wrong_keys_wait_for_no_report_and_are_refused_above_the_limit() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    assert_eq!(world.get("/v1/companies", &key).await.status, 200);
    let api = world.api();
    let pool = &api.databases.pool("andina").unwrap();
    // The fourth is kept for other tenants.
    let all = (0..3).map(|_| pool.get());
    let held = futures::future::try_join_all(all).await.unwrap();
    // No report can run now, but keys are looked up.
    let begun = Instant::now();
    let flood = (0..BAD_KEYS).map(|_| world.get("/v1/companies", "esp_no"));
    let flood = futures::future::join_all(flood).await;
    assert!(
        flood.iter().all(|answer| answer.status == 401),
        "malformed keys cost nothing"
    );
    let key_of_nobody = wrong_key();
    let mut refused = 0;
    for _ in 0..BAD_KEYS + 20 {
        let answer = world.get("/v1/companies", &key_of_nobody).await;
        if answer.status == 429 {
            answer.problem(429, "too-many-attempts");
            assert!(answer.header("retry-after").parse::<u64>().unwrap() <= 61);
            refused += 1;
        } else {
            answer.problem(401, "key-required");
        }
    }
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    assert_eq!(refused, 20);
    drop(held);

    // Who was let in before is let in again, also after the key is looked up again.
    tokio::time::sleep(REMEMBERED).await;
    assert_eq!(world.get("/v1/companies", &key).await.status, 200);
    let cookie = world.request(Method::GET, ANDINA, "/v1/companies");
    let cookie = cookie.header("cookie", "__Host-espejo=nothing");
    send(cookie).await.problem(429, "too-many-attempts");
    let mut registry = prometheus_client::registry::Registry::with_prefix("espejo");
    world.metrics.register(&mut registry);
    let text = telemetry::render(&registry);
    let counted = format!("http_auth_refusals_total{{reason=\"wrong key\"}} {BAD_KEYS}");
    assert!(text.contains(&counted), "{text}");
}

#[tokio::test]
async fn above_the_limit_strangers_wait_and_callers_do_not() {
    // Ten at once.
    let world = World::with_anonymous_rate(NonZeroU32::MIN).await;
    let key = world.key("andina", Role::Viewer).await;
    assert_eq!(world.get("/v1/companies", &key).await.status, 200);
    let timed = async |path: &str, key: Option<&str>, host: &str| {
        let mut request = world.request(Method::GET, host, path);
        if let Some(key) = key {
            request = request.bearer_auth(key);
        }
        let begun = Instant::now();
        (send(request).await, begun.elapsed())
    };
    let flood = (0..30).map(|_| timed("/openapi.json", None, ANDINA));
    let flood = futures::future::join_all(flood).await;
    let refused: Vec<_> = flood.iter().filter(|(of, _)| of.status == 429).collect();
    assert!(refused.len() >= 18, "{}", refused.len());
    for (answer, after) in refused {
        answer.problem(429, "too-many-requests");
        assert_eq!(answer.header("retry-after"), "1");
        assert!(*after >= WAIT, "{after:?}");
    }
    let wrong = wrong_key();
    for (path, key, host, status) in [
        ("/v1/companies", Some("esp_no"), ANDINA, 401),
        ("/v1/companies", Some(wrong.as_str()), ANDINA, 401),
        ("/v1/nothing", Some(key.as_str()), ANDINA, 404),
        ("/openapi.json", Some("esp_no"), ANDINA, 200),
        ("/v1/companies", Some(key.as_str()), "nobody.example", 421),
    ] {
        let many = (0..12).map(|_| timed(path, key, host));
        let many = futures::future::join_all(many).await;
        let waited = many.iter().filter(|(_, after)| *after >= WAIT).count();
        assert!(waited >= 8, "{path}: {waited}");
        for (answer, _) in many {
            assert_eq!(answer.status, status, "{path} of {host}");
        }
    }
    let many = (0..12).map(|_| timed("/v1/companies", Some(&key), ANDINA));
    let many = futures::future::join_all(many).await;
    assert!(many.iter().all(|(answer, _)| answer.status == 200));
    let slowest = many.iter().map(|(_, after)| *after).max();
    assert!(slowest < Some(WAIT), "{slowest:?}");

    // A page of a listed origin can read the refusal, as it can read every other answer.
    let preflights = (0..12).map(|_| {
        let request = world.request(Method::OPTIONS, ANDINA, "/v1/companies");
        let request = request.header("origin", CONSOLE);
        send(request.header("access-control-request-method", "GET"))
    });
    let preflights = futures::future::join_all(preflights).await;
    assert!(preflights.iter().all(|answer| answer.status == 204));
    let many = (0..12).map(|_| {
        let request = world.request(Method::GET, ANDINA, "/openapi.json");
        send(request.header("origin", CONSOLE))
    });
    let many = futures::future::join_all(many).await;
    let refused = many.iter().filter(|answer| answer.status == 429);
    assert!(refused.count() >= 8, "{many:?}");
    for answer in many {
        assert_eq!(answer.header("access-control-allow-origin"), CONSOLE);
    }
}

#[tokio::test]
async fn headers_of_a_proxy_that_is_not_listed_are_not_believed() {
    let world = World::create().await;
    let key = wrong_key();
    let call = |client: reqwest::Client, address: String| {
        let url = format!("http://{}/v1/companies", world.address);
        let request = client.get(url).header("host", ANDINA).bearer_auth(&key);
        send(request.header("x-forwarded-for", address))
    };
    let client = |from: [u8; 4]| {
        let client = reqwest::Client::builder()
            .no_proxy()
            .local_address(Some(from.into()));
        client.build().unwrap()
    };
    // Each address has a limit of its own: behind the listed proxy nobody is refused.
    let (listed, stranger) = (client([127, 0, 0, 7]), client([127, 0, 0, 8]));
    for n in 0..BAD_KEYS + 10 {
        let address = format!("198.51.100.{}", n % 250);
        let believed = call(listed.clone(), address.clone()).await;
        believed.problem(401, "key-required");
        let forged = call(stranger.clone(), address).await;
        let expected = if n < BAD_KEYS { 401 } else { 429 };
        assert_eq!(forged.status, expected, "{n}: {forged:?}");
    }
}

#[tokio::test]
async fn the_record_has_the_address_that_a_listed_proxy_names() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    for (from, expected) in [
        ([127, 0, 0, 7], "203.0.113.9"),
        ([127, 0, 0, 8], "127.0.0.8"),
    ] {
        let client = reqwest::Client::builder().no_proxy();
        let client = client.local_address(Some(from.into())).build().unwrap();
        let url = format!("http://{}/v1/exports", world.address);
        let request = client.post(url).header("host", ANDINA).bearer_auth(&key);
        let request = request.header("x-forwarded-for", "10.0.0.1, 203.0.113.9");
        send(request.json(&json!({})))
            .await
            .problem(403, "role-too-low");
        let sql = "select host(address) from ops.audit where action = 'refuse'
                   order by number desc limit 1";
        let row = world.admin.query_one(sql, &[]).await.unwrap();
        assert_eq!(row.get::<_, Option<String>>(0).as_deref(), Some(expected));
    }
}

#[tokio::test]
async fn the_document_is_compressed_once_and_revalidated() {
    let world = World::create().await;
    // The usual client unpacks by itself.
    let client = reqwest::Client::builder().no_proxy().no_gzip();
    let client = client.build().unwrap();
    let get = |coding: &'static str, known: String| {
        let request = client.get(format!("http://{}/openapi.json", world.address));
        let request = request
            .header("host", ANDINA)
            .header("accept-encoding", coding);
        send(request.header("if-none-match", known))
    };
    let plain = get("identity", "\"x\"".to_owned()).await;
    assert_eq!(plain.text, openapi::text().unwrap());
    assert_eq!(plain.header("content-encoding"), "");
    let packed = get("gzip", "\"x\"".to_owned()).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    for answer in [&plain, &packed] {
        assert!(answer.header("etag").starts_with('"'), "strong: {answer:?}");
        let vary = answer.headers.get_all("vary").iter();
        assert!(
            vary.into_iter().any(|vary| vary == "accept-encoding"),
            "{answer:?}"
        );
    }
    assert_ne!(plain.header("etag"), packed.header("etag"));
    let known = get("gzip", packed.header("etag").to_owned()).await;
    assert_eq!((known.status.as_u16(), known.text.as_str()), (304, ""));
    assert_eq!(known.header("etag"), packed.header("etag"));
    let other = get("gzip", "\"x\"".to_owned()).await;
    assert_eq!(other.status, 200);
}

async fn export(world: &World, host: &str, key: &str) -> crate::world::Answer {
    let body =
        json!({ "report": "model", "format": "csv", "parameters": { "model": "res.partner" } });
    send(
        world
            .request(Method::POST, host, "/v1/exports")
            .bearer_auth(key)
            .json(&body),
    )
    .await
}

#[tokio::test]
async fn one_caller_cannot_take_all_places_of_exports() {
    let world = World::create().await;
    // Two places, of which each caller may have one.
    let greedy = world.key("pampa", Role::Operator).await;
    let modest = world.key("pampa", Role::Operator).await;
    let together = (0..5).map(|_| export(&world, PAMPA, &greedy));
    let together = futures::future::join_all(together).await;
    let taken = together
        .iter()
        .filter(|answer| answer.status == 202)
        .count();
    assert_eq!(taken, 1, "{together:?}");
    let refused = together.iter().find(|answer| answer.status != 202).unwrap();
    refused.problem(429, "export-share");
    assert_eq!(refused.header("retry-after"), "5");
    assert_eq!(export(&world, PAMPA, &modest).await.status, 202);
    let third = world.key("pampa", Role::Operator).await;
    export(&world, PAMPA, &third)
        .await
        .problem(409, "export-limit");
}

#[tokio::test]
async fn event_streams_are_limited_by_caller_and_tenant() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let made = export(&world, ANDINA, &key).await;
    let url = format!("{}/events", made.header("location"));
    let follow = |key: &str| -> RequestBuilder {
        let request = world.request(Method::GET, ANDINA, &url).bearer_auth(key);
        request.header("accept", "text/event-stream")
    };
    let others = [
        world.key("andina", Role::Admin).await,
        world.key("andina", Role::Admin).await,
    ];
    // Two of one caller, three of the tenant.
    let mut open = Vec::new();
    for key in [&key, &key, &others[0]] {
        let stream = follow(key).send().await.unwrap();
        assert_eq!(stream.status(), 200);
        open.push(stream);
    }
    for key in [&key, &others[1]] {
        let refused = send(follow(key)).await;
        let problem: Value = refused.problem(429, "too-many-streams");
        assert!(
            problem["detail"]
                .as_str()
                .unwrap()
                .contains("streams are open")
        );
        assert_eq!(refused.header("retry-after"), "5");
    }
    // HEAD opens none.
    drop(open);
    let begun = Instant::now();
    loop {
        let answer = follow(&key).send().await.unwrap();
        if answer.status() == 200 {
            break;
        }
        assert!(
            begun.elapsed().as_secs() < 20,
            "a closed stream is not counted for ever"
        );
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
}
