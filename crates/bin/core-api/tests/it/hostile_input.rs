//! Values that no client should send, in every parameter and every member of a body that the
//! document has. Each is a problem of the client, never an error of the service.

use std::collections::BTreeSet;

use core_api::{api::routes, http::auth::Role, http::endpoint::Endpoint};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::{
    documents::document,
    restriction::body_for,
    world::{ANDINA, Answer, World, send},
};

/// In a URL. The first ones are refused wherever they are.
const NEVER_IN_A_QUERY: [&str; 4] = ["%00", "a%00b", "%ED%A0%80", "%FF"];
const IN_A_QUERY: [&str; 11] = [
    "99999-01-01",
    "-009999-01-01",
    "99991231",
    "9999-12-31",
    "1e400",
    "-1e400",
    "9223372036854775808",
    "9223372036854775807",
    "-9223372036854775808",
    "%27;--",
    "",
];
/// In a body. The first ones are refused wherever they are.
const NEVER_IN_A_BODY: [&str; 6] = [
    r#""\u0000""#,
    r#""a\u0000b""#,
    r#""\ud800""#,
    "1e400",
    "-1e400",
    r#""-009999-01-01""#,
];
const IN_A_BODY: [&str; 9] = [
    r#""99999-01-01""#,
    r#""99991231""#,
    "9223372036854775808",
    "9223372036854775807",
    "0.1",
    "null",
    "[]",
    r#"{"a":{"b":[]}}"#,
    "true",
];

struct Attack {
    world: World,
    key: String,
    tried: usize,
}

impl Attack {
    async fn begin() -> Self {
        let world = World::create().await;
        world.seed_ledger().await;
        let key = world.key("andina", Role::Admin).await;
        let tried = 0;
        Self { world, key, tried }
    }

    fn request(&self, endpoint: &Endpoint, path: &str) -> RequestBuilder {
        let method: Method = endpoint.method.as_str().parse().unwrap();
        self.world
            .request(method, ANDINA, path)
            .bearer_auth(&self.key)
    }

    async fn send(&mut self, request: RequestBuilder, what: &str) -> Answer {
        self.tried += 1;
        let answer = send(request).await;
        // There is no broker here.
        let is_broker = answer.text.contains("/problems/broker-unavailable");
        assert!(
            answer.status.as_u16() < 500 || is_broker,
            "{what}: {answer:?}"
        );
        if answer.status.as_u16() >= 400 {
            let content_type = answer.header("content-type");
            assert_eq!(content_type, "application/problem+json", "{what}");
        }
        answer
    }
}

fn concrete(path: &str) -> String {
    path.replace("/journal-items/{id}", "/journal-items/1")
        .replace("/documents/{id}", "/documents/1")
        .replace("/partners/{id}", "/partners/7")
        .replace("{partner_id}", "7")
        .replace("/api-keys/{id}", "/api-keys/aaaaaaaaaaaa")
        .replace("{id}", "0197a1b2-0000-7000-8000-00000000000b")
        .replace("{token}", "none")
        .replace("{slug}", "internal")
        .replace("{file:.*}", "")
}

fn operation<'d>(document: &'d Value, endpoint: &Endpoint) -> &'d Value {
    let path = endpoint.path.replace("{file:.*}", "{file}");
    &document["paths"][&path][endpoint.method.as_str().to_lowercase()]
}

#[tokio::test]
async fn hostile_parameters_are_problems_of_the_client() {
    let document = document();
    let mut attack = Attack::begin().await;
    let long = "x".repeat(7000);
    for endpoint in routes::endpoints() {
        let parameters = operation(&document, &endpoint)["parameters"].as_array();
        let parameters = parameters.into_iter().flatten();
        let names = parameters.filter(|parameter| parameter["in"] == "query");
        for name in names.map(|parameter| parameter["name"].as_str().unwrap()) {
            let url = |value: &str| format!("{}?{name}={value}", concrete(endpoint.path));
            for value in NEVER_IN_A_QUERY {
                let url = url(value);
                let request = attack.request(&endpoint, &url);
                let answer = attack.send(request, &url).await;
                let problem = answer.problem(422, "invalid-request");
                assert_eq!(problem["errors"][0]["parameter"], name, "{url}");
            }
            // The answer to a request that is accepted does not end.
            if endpoint.path == "/v1/events" {
                continue;
            }
            for value in IN_A_QUERY.into_iter().chain([long.as_str()]) {
                let url = url(value);
                let request = attack.request(&endpoint, &url);
                attack.send(request, &url).await;
            }
        }
    }
    assert!(attack.tried > 2000, "{}", attack.tried);
    println!("{} hostile parameters", attack.tried);
}

#[tokio::test]
async fn hostile_ids_in_paths_are_problems_of_the_client() {
    let mut attack = Attack::begin().await;
    for endpoint in routes::endpoints() {
        let Some((before, rest)) = endpoint.path.split_once('{') else {
            continue;
        };
        // The page of the console itself reads the name of a screen.
        if before == "/c/" {
            continue;
        }
        let after = rest.split_once('}').unwrap().1;
        let values = NEVER_IN_A_QUERY.into_iter().chain(IN_A_QUERY);
        for value in values.filter(|value| !value.is_empty()) {
            let path = format!("{before}{value}{after}");
            let mut request = attack.request(&endpoint, &path);
            if ["POST", "PUT", "PATCH"].contains(&endpoint.method.as_str()) {
                request = request.json(&body_for(&endpoint));
            }
            let answer = attack.send(request, &path).await;
            assert!(answer.status.as_u16() >= 400, "{path}: {answer:?}");
        }
    }
    println!("{} hostile ids", attack.tried);
}

/// The JSON pointers of the members that a body may have, three levels deep.
fn members(document: &Value, schema: &Value, pointer: &str, found: &mut BTreeSet<String>) {
    if pointer.matches('/').count() >= 3 {
        return;
    }
    if let Some(target) = schema["$ref"].as_str() {
        let target = document.pointer(&target[1..]).unwrap();
        members(document, target, pointer, found);
    }
    for parts in ["oneOf", "anyOf", "allOf"] {
        for part in schema[parts].as_array().into_iter().flatten() {
            members(document, part, pointer, found);
        }
    }
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let pointer = format!("{pointer}/{name}");
        members(document, member, &pointer, found);
        found.insert(pointer);
    }
}

/// The body with a member set to a text that may not even be a value of this library.
fn with(body: &Value, pointer: &str, text: &str) -> String {
    const PLACE: &str = "the place of the value";
    let mut body = body.clone();
    let mut at = &mut body;
    for name in pointer[1..].split('/') {
        if !at.is_object() {
            *at = json!({});
        }
        at = &mut at[name];
    }
    *at = json!(PLACE);
    body.to_string().replace(&format!("\"{PLACE}\""), text)
}

#[tokio::test]
async fn hostile_bodies_are_problems_of_the_client() {
    let document = document();
    let mut attack = Attack::begin().await;
    let long = format!("\"{}\"", "x".repeat(60_000));
    for endpoint in routes::endpoints() {
        let body = &operation(&document, &endpoint)["requestBody"];
        let schema = &body["content"]["application/json"]["schema"];
        let mut found = BTreeSet::new();
        members(&document, schema, "", &mut found);
        let path = concrete(endpoint.path);
        let valid = body_for(&endpoint);
        for pointer in found {
            let what = format!("{} {path} {pointer}", endpoint.method);
            let request = |text: &str| {
                let request = attack.request(&endpoint, &path);
                let request = request.header("content-type", "application/json");
                request.body(with(&valid, &pointer, text))
            };
            let refused: Vec<_> = NEVER_IN_A_BODY.into_iter().map(request).collect();
            let others = IN_A_BODY.into_iter().chain([long.as_str()]);
            let others: Vec<_> = others.map(request).collect();
            for request in refused {
                let answer = attack.send(request, &what).await;
                let problem = answer.problem(422, "invalid-request");
                assert!(problem["errors"][0]["pointer"].is_string(), "{what}");
            }
            for request in others {
                attack.send(request, &what).await;
            }
        }
    }
    assert!(attack.tried > 1000, "{}", attack.tried);
    println!("{} hostile bodies", attack.tried);
}

/// The JSON pointers of the objects in a value.
fn objects(value: &Value, pointer: &str, found: &mut Vec<String>) {
    let Some(members) = value.as_object() else {
        let values = value.as_array().into_iter().flatten().enumerate();
        values.for_each(|(at, value)| objects(value, &format!("{pointer}/{at}"), found));
        return;
    };
    found.push(pointer.to_owned());
    for (name, value) in members {
        objects(value, &format!("{pointer}/{name}"), found);
    }
}

#[tokio::test]
async fn an_array_is_not_taken_for_an_object() {
    let document = document();
    let mut attack = Attack::begin().await;
    for endpoint in routes::endpoints() {
        if operation(&document, &endpoint)["requestBody"].is_null() {
            continue;
        }
        let path = concrete(endpoint.path);
        let valid = body_for(&endpoint);
        let mut found = Vec::new();
        objects(&valid, "", &mut found);
        for pointer in found {
            let mut body = valid.clone();
            let object = body.pointer_mut(&pointer).unwrap();
            let values = object.as_object().unwrap().values().cloned();
            *object = values.collect();
            let request = attack.request(&endpoint, &path).json(&body);
            let what = format!("{} {path} {pointer}: {body}", endpoint.method);
            let answer = attack.send(request, &what).await;
            let problem = answer.problem(422, "invalid-request");
            let at = problem["errors"][0]["pointer"].as_str().unwrap();
            assert!(at.starts_with(&pointer), "{what}: {at}");
        }
    }
    assert!(attack.tried > 40, "{}", attack.tried);
}
