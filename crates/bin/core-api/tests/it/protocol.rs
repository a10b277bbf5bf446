//! HTTP itself: what is refused before a handler sees it, HEAD, and negotiation of types.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use core_api::{api::routes, http::auth::Role};
use reqwest::Method;
use serde_json::Value;

use crate::world::{ANDINA, World, send};

/// Sends bytes and returns everything that is answered until the connection ends.
async fn raw(world: &World, bytes: Vec<u8>) -> String {
    let address = world.address;
    let exchange = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        let patience = Some(Duration::from_secs(30));
        stream.set_read_timeout(patience).unwrap();
        // The service may refuse before everything is sent.
        let _ = stream.write_all(&bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    };
    tokio::task::spawn_blocking(exchange).await.unwrap()
}

/// The problem in a raw answer, after its security headers are checked.
fn problem(answer: &str) -> Value {
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("{answer:?}"));
    let head = head.to_ascii_lowercase();
    for header in [
        "content-type: application/problem+json",
        "x-content-type-options: nosniff",
        "cache-control: no-store",
        "x-request-id: ",
    ] {
        assert!(head.contains(header), "{header}: {answer}");
    }
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

fn get(target: &str, headers: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: {ANDINA}\r\n{headers}\r\n").into_bytes()
}

/// What the parser or the first middleware refuses, with the status and the kind.
fn refused() -> [(Vec<u8>, u16, &'static str); 10] {
    let close = "Connection: close\r\n";
    let many = "X-Many: 1\r\n".repeat(120);
    let large = format!("X-Large: {}\r\n", "a".repeat(200_000));
    let slow_body = format!(
        "POST /v1/session HTTP/1.1\r\nHost: {ANDINA}\r\nContent-Type: application/json\r\n\
         Content-Length: 100\r\n\r\n{{"
    );
    [
        (
            b"\x16\x03\x01 nonsense\r\n\r\n".to_vec(),
            400,
            "bad-request",
        ),
        (get("/v1/health", "No colon\r\n"), 400, "bad-request"),
        (
            get("/v1/health", "Content-Length: x\r\n"),
            400,
            "bad-request",
        ),
        (get("/v1/health", &many), 431, "headers-too-large"),
        (get("/v1/health", &large), 431, "headers-too-large"),
        (
            get(&format!("/v1/health?q={}", "a".repeat(9000)), close),
            414,
            "target-too-long",
        ),
        (
            get(&format!("/v1/health?q={}", "a".repeat(70_000)), close),
            414,
            "target-too-long",
        ),
        (
            get(&format!("/v1/health?q={}", "a".repeat(300_000)), close),
            414,
            "target-too-long",
        ),
        // A head, and a body, that never end.
        (
            b"GET /v1/health HTTP/1.1\r\nHost: andina".to_vec(),
            408,
            "request-too-slow",
        ),
        (slow_body.into_bytes(), 408, "request-too-slow"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_parser_refuses_is_a_problem_too() {
    let world = World::create().await;
    let answers = refused().map(async |(bytes, status, slug)| {
        let what: String = String::from_utf8_lossy(&bytes).chars().take(60).collect();
        let answer = raw(&world, bytes).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{what}: {answer}"
        );
        let problem = problem(&answer);
        assert_eq!(problem["type"], format!("/problems/{slug}"), "{what}");
        assert_eq!(problem["status"], status, "{what}");
    });
    futures::future::join_all(answers).await;

    // Two requests in one packet: the answer to the first one is not lost.
    let both = [get("/v1/health", ""), b"nonsense\r\n\r\n".to_vec()].concat();
    let answer = raw(&world, both).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.contains("HTTP/1.1 400 "), "{answer}");
    assert!(answer.contains("/problems/bad-request"), "{answer}");
}

#[tokio::test]
async fn an_answer_that_the_client_does_not_accept_is_a_406() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let get = |path: &str, accept: &'static str| {
        let request = world.request(Method::GET, ANDINA, path).bearer_auth(&key);
        send(request.header("accept", accept))
    };
    let csv = get("/v1/companies", "text/csv").await;
    let problem = csv.problem(406, "not-acceptable");
    assert!(
        problem["detail"]
            .as_str()
            .unwrap()
            .contains("application/json")
    );
    for accept in [
        "*/*",
        "application/json",
        "text/html, application/json;q=0.5",
    ] {
        assert_eq!(get("/v1/companies", accept).await.status, 200, "{accept}");
    }
    assert_eq!(get("/docs/", "text/html").await.status, 200);
    let events = "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/events";
    get(events, "application/json")
        .await
        .problem(406, "not-acceptable");
    get(events, "text/event-stream")
        .await
        .problem(404, "not-found");

    let refused = world
        .request(Method::POST, ANDINA, "/v1/sync-runs")
        .bearer_auth(&key);
    let refused = refused
        .header("accept", "text/xml")
        .body("{\"kind\":\"verify\"}");
    let refused = send(refused.header("content-type", "application/json")).await;
    refused.problem(406, "not-acceptable");
    assert_eq!(world.count("ops.sync_run").await, 0, "it had no effect");
    let packed = world
        .request(Method::POST, ANDINA, "/v1/sync-runs")
        .bearer_auth(&key);
    let packed = packed
        .header("content-encoding", "zstd")
        .body("{\"kind\":\"verify\"}");
    let packed = send(packed.header("content-type", "application/json")).await;
    packed.problem(415, "json-required");
}

#[tokio::test]
async fn head_answers_wherever_get_does_with_the_same_headers() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Admin).await;
    let varying = [
        "date",
        "x-request-id",
        "traceparent",
        "ratelimit",
        "ratelimit-policy",
    ];
    for endpoint in routes::endpoints() {
        if endpoint.method != "GET" {
            continue;
        }
        let path = endpoint
            .path
            .replace("/partners/{id}", "/partners/7")
            .replace("{id}", "1")
            .replace("{file:.*}", "")
            // Otherwise the answer would not end.
            .replace("/v1/events", "/v1/events?until=now");
        let call = |method: Method| {
            let request = world.request(method, ANDINA, &path).bearer_auth(&key);
            send(request.header("accept-encoding", "identity"))
        };
        let (mut get, mut head) = (call(Method::GET).await, call(Method::HEAD).await);
        assert_eq!(head.text, "", "{path}");
        assert_eq!(head.status, get.status, "{path}");
        for name in varying {
            get.headers.remove(name);
            head.headers.remove(name);
        }
        // The id of the trace is in the body of a problem.
        assert_eq!(head.headers, get.headers, "{path}");
        if get.status == 200 {
            assert!(!get.text.is_empty(), "{path}");
            assert_eq!(
                head.header("content-length"),
                get.text.len().to_string(),
                "{path}"
            );
        }
    }
}
