//! What browsers are told: security headers, pages of other sites, and caching.

use std::{collections::BTreeMap, collections::BTreeSet, fmt::Write as _, path::Path};

use core_api::{api::routes, http::auth::Role};
use reqwest::{Method, header::HeaderMap};
use settings::Environment;

use crate::{
    restriction::body_for,
    world::{ANDINA, Answer, CONSOLE, PAMPA, World, send},
};

const SHOWN: [&str; 8] = [
    "x-content-type-options",
    "referrer-policy",
    "content-security-policy",
    "cross-origin-resource-policy",
    "strict-transport-security",
    "cache-control",
    "access-control-allow-origin",
    "vary",
];

fn shown(headers: &HeaderMap) -> String {
    let mut text = String::new();
    for name in SHOWN {
        let values = headers.get_all(name).iter();
        let values = values.filter_map(|value| value.to_str().ok());
        let values: BTreeSet<_> = values.map(str::to_lowercase).collect();
        if !values.is_empty() {
            let values: Vec<_> = values.into_iter().collect();
            let _ = writeln!(text, "  {name}: {}", values.join(", "));
        }
    }
    text
}

/// What kind of answer it is.
fn class(answer: &Answer) -> String {
    let outcome = match answer.status.as_u16() {
        200..300 => "success",
        300..400 => "redirect",
        _ => "problem",
    };
    format!("{outcome} {}", answer.header("content-type"))
}

/// Every route of the table as an admin calls it, and without anybody; and what no route answers.
async fn all(world: &World) -> Vec<Answer> {
    let key = world.key("andina", Role::Admin).await;
    let mut answers = Vec::new();
    for endpoint in routes::endpoints() {
        let path = endpoint.path.replace("/partners/{id}", "/partners/7");
        let path = path.replace("{partner_id}", "7");
        let path = path.replace("{id}", "0197a1b2-0000-7000-8000-00000000000b");
        let path = path.replace("{file:.*}", "").replace("{slug}", "internal");
        // Otherwise the answer would not end.
        let path = path.replace("/v1/events", "/v1/events?until=now");
        let method: Method = endpoint.method.as_str().parse().unwrap();
        for key in [Some(&key), None] {
            let mut request = world.request(method.clone(), ANDINA, &path);
            if let Some(key) = key {
                request = request.bearer_auth(key);
            }
            if ["POST", "PUT", "PATCH"].contains(&method.as_str()) {
                request = request.json(&body_for(&endpoint));
            }
            answers.push(send(request).await);
        }
    }
    for (method, host, path) in [
        (Method::GET, ANDINA, "/v1/nothing"),
        (Method::GET, ANDINA, "/docs/none.js"),
        (Method::GET, "elsewhere.example", "/"),
        (Method::GET, ANDINA, "/v1/companies?x=1"),
        (Method::DELETE, ANDINA, "/v1/companies"),
    ] {
        answers.push(send(world.request(method, host, path).bearer_auth(&key)).await);
    }
    answers
}

#[tokio::test]
async fn the_headers_of_every_route_are_those_of_the_snapshot() {
    let world = World::create().await;
    world.seed_ledger().await;
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for answer in all(&world).await {
        let headers = seen.entry(shown(&answer.headers)).or_default();
        headers.insert(class(&answer));
    }
    let mut text = String::new();
    for (headers, classes) in seen {
        for class in classes {
            let _ = writeln!(text, "{class}");
        }
        let _ = writeln!(text, "{headers}");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/browsers.headers.txt");
    if Environment::of_process().or("ESPEJO_UPDATE_HEADERS", false) {
        std::fs::write(&path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "the headers differ from {}; with ESPEJO_UPDATE_HEADERS=true the test writes them:\n{text}",
        path.display()
    );
}

#[tokio::test]
async fn hsts_is_sent_only_if_a_listed_proxy_got_the_request_over_tls() {
    let world = World::create().await;
    for (from, proto, expected) in [
        ([127, 0, 0, 7], "https", true),
        ([127, 0, 0, 7], "http", false),
        ([127, 0, 0, 7], "https, http", false),
        ([127, 0, 0, 8], "https", false),
    ] {
        let client = reqwest::Client::builder().no_proxy();
        let client = client.local_address(Some(from.into())).build().unwrap();
        let url = format!("http://{}/v1/health", world.address);
        let request = client.get(url).header("host", ANDINA);
        let answer = send(request.header("x-forwarded-proto", proto)).await;
        let hsts = answer.header("strict-transport-security");
        assert_eq!(
            hsts.starts_with("max-age=31536000"),
            expected,
            "{from:?} {proto}"
        );
    }
}

fn varies(answer: &Answer) -> bool {
    let mut vary = answer.headers.get_all("vary").iter();
    vary.any(|vary| vary == "origin")
}

#[tokio::test]
async fn only_listed_origins_may_read_answers_and_never_with_cookies() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let get = |path: &str, origin: &'static str| {
        let request = world.request(Method::GET, ANDINA, path).bearer_auth(&key);
        send(request.header("origin", origin))
    };
    for path in ["/v1/companies", "/v1/nothing"] {
        let answer = get(path, CONSOLE).await;
        assert_eq!(answer.header("access-control-allow-origin"), CONSOLE);
        let exposed = answer.header("access-control-expose-headers");
        for name in [
            "etag",
            "link",
            "retry-after",
            "ratelimit",
            "content-disposition",
        ] {
            assert!(exposed.contains(name), "{exposed}");
        }
        assert!(varies(&answer), "{answer:?}");
        let with_cookies = "access-control-allow-credentials";
        assert!(!answer.headers.contains_key(with_cookies), "{answer:?}");
    }
    // A listed origin cannot sign anybody in.
    let body = serde_json::json!({ "email": "ana@example.com", "password": "x" });
    let sign_in = world
        .request(Method::POST, ANDINA, "/v1/session")
        .json(&body);
    let sign_in = send(sign_in.header("origin", CONSOLE)).await;
    sign_in.problem(403, "cross-origin");
}

#[tokio::test]
async fn other_origins_are_never_repeated() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let pampa = world.key("pampa", Role::Admin).await;
    // The list is the tenant's own.
    let mut asked = vec![(PAMPA, &pampa, CONSOLE)];
    for origin in [
        "null",
        "https://console.example.com.evil.example",
        "https://evil.example",
        "http://console.example.com",
        "https://console.example.com:8443",
        "HTTPS://console.example.com",
        "http://andina.localhost",
        "https://console.example.com, https://evil.example",
        "*",
    ] {
        asked.push((ANDINA, &key, origin));
    }
    for (host, key, origin) in asked {
        let request = world
            .request(Method::GET, host, "/v1/companies")
            .bearer_auth(key);
        let answer = send(request.header("origin", origin)).await;
        let mut names = answer.headers.keys();
        let repeated = names.any(|name| name.as_str().starts_with("access-control-"));
        assert!(!repeated && varies(&answer), "{origin}: {answer:?}");
    }
}

#[tokio::test]
async fn a_preflight_is_answered_for_listed_origins_only() {
    let world = World::create().await;
    let ask = |origin: &'static str| {
        let request = world.request(Method::OPTIONS, ANDINA, "/v1/saved-views/x");
        let request = request.header("origin", origin);
        let request = request.header("access-control-request-method", "PUT");
        send(request.header("access-control-request-headers", "authorization, if-match"))
    };
    let listed = ask(CONSOLE).await;
    assert_eq!(listed.status, 204);
    assert_eq!(listed.header("access-control-allow-origin"), CONSOLE);
    assert!(
        listed
            .header("access-control-allow-methods")
            .contains("PUT")
    );
    assert!(
        listed
            .header("access-control-allow-headers")
            .contains("if-match")
    );
    assert!(
        !listed
            .headers
            .contains_key("access-control-allow-credentials")
    );
    for origin in ["null", "https://evil.example"] {
        let refused = ask(origin).await;
        refused.problem(403, "cross-origin");
        assert!(!refused.headers.contains_key("access-control-allow-origin"));
    }
    // Without a browser it is a method like any other.
    let plain = world.request(Method::OPTIONS, ANDINA, "/v1/companies");
    send(plain).await.problem(405, "method-not-allowed");
}

#[tokio::test]
async fn files_of_the_viewer_are_cached_by_their_hashes() {
    let world = World::create().await;
    let page = world.get("/docs/", "").await;
    assert_eq!(page.header("cache-control"), "no-cache");
    let known = world.request(Method::GET, ANDINA, "/docs/");
    let known = send(known.header("if-none-match", page.header("etag"))).await;
    assert_eq!(known.status, 304);
    let mut files = 0;
    for attribute in ["src=\"./", "href=\"./"] {
        for (at, _) in page.text.match_indices(attribute) {
            let file = page.text[at + attribute.len()..].split('"').next().unwrap();
            let (name, hash) = file.split_once("?v=").unwrap_or_else(|| panic!("{file}"));
            let answer = world.get(&format!("/docs/{file}"), "").await;
            assert_eq!(
                answer.header("cache-control"),
                "public, max-age=31536000, immutable"
            );
            let other = world.get(&format!("/docs/{name}?v=x{hash}"), "").await;
            assert_eq!(other.header("cache-control"), "no-cache", "{name}");
            files += 1;
        }
    }
    assert_eq!(files, 7, "{}", page.text);
    let start = world.get("/docs/swagger-initializer.js", "").await.text;
    assert!(start.contains("\"docExpansion\": \"list\""), "{start}");
}
