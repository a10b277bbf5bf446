//! The OpenAPI document agrees with the committed copy and the route table, and suits the viewer.

use std::{collections::BTreeSet, path::Path};

use core_api::{api::openapi, api::routes, http::auth::Needs};
use serde_json::Value;
use settings::Environment;

use crate::world::World;

pub(crate) fn document() -> Value {
    serde_json::from_str(&openapi::text().unwrap()).unwrap()
}

#[test]
fn the_committed_document_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/openapi.json");
    let generated = openapi::text().unwrap();
    if Environment::of_process().or("ESPEJO_UPDATE_DOCS", false) {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == generated,
        "docs/openapi.json is not what the code says; run the tests of core-api once with \
         ESPEJO_UPDATE_DOCS=true and read the difference"
    );
}

#[test]
fn the_document_has_exactly_the_routes_of_the_table_with_their_errors() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            described.insert((method.to_uppercase(), path.clone()));
            assert!(!operation["operationId"].as_str().unwrap().is_empty());
            assert!(operation["summary"].is_string(), "{method} {path}");
        }
    }
    let mut served = BTreeSet::new();
    // The viewer is for people.
    let endpoints = routes::endpoints();
    let of_api = |path: &str| !path.starts_with("/docs");
    for endpoint in endpoints.into_iter().filter(|one| of_api(one.path)) {
        let path = endpoint.path.replace("{file:.*}", "{file}");
        let operation = &document["paths"][&path][endpoint.method.as_str().to_lowercase()];
        let responses = operation["responses"].as_object().unwrap();
        let has_key = endpoint.needs != Needs::Host;
        let doors = ["/v1/session", "/v1/session/passkeys"];
        let signs_in = endpoint.method == "POST" && doors.contains(&path.as_str());
        assert_eq!(
            responses.contains_key("401") && responses.contains_key("429"),
            has_key || signs_in,
            "{path}"
        );
        // Who signs in is counted by address.
        let counted = ["/v1/session", "/v1/invitations/", "/v1/password-resets"];
        if counted.iter().any(|start| path.starts_with(start)) {
            assert!(responses.contains_key("429"), "{path}");
        }
        assert_eq!(
            operation["security"].as_array().unwrap().len(),
            // A key, or the cookie of a session.
            if has_key { 2 } else { 0 },
            "{path}"
        );
        served.insert((endpoint.method.as_str().to_owned(), path));
    }
    assert_eq!(described, served);
}

#[test]
fn every_reference_in_the_document_resolves() {
    fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    match member {
                        Value::String(target) if name == "$ref" => found.push(target),
                        other => references(other, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 20);
    for target in found {
        let pointer = target.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{target}");
    }
}

#[tokio::test]
async fn the_api_viewer_loads_nothing_from_other_hosts() {
    let world = World::create().await;
    let redirect = world.get("/docs", "").await;
    assert_eq!(
        (redirect.status.as_u16(), redirect.header("location")),
        (308, "/docs/")
    );
    let page = world.get("/docs/", "").await;
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-type").starts_with("text/html"),
        "{page:?}"
    );
    let mut assets = 0;
    for attribute in ["src=\"", "href=\""] {
        for (at, _) in page.text.match_indices(attribute) {
            let asset = page.text[at + attribute.len()..].split('"').next().unwrap();
            assert!(!asset.contains("//"), "{asset}");
            let answer = world
                .get(&format!("/docs/{}", asset.trim_start_matches("./")), "")
                .await;
            assert_eq!(answer.status, 200, "{asset}");
            assets += 1;
        }
    }
    assert!(assets >= 4, "{}", page.text);
    let start = world.get("/docs/swagger-initializer.js", "").await;
    assert!(start.text.contains("/openapi.json"), "{}", start.text);
    let served = world.get("/openapi.json", "").await;
    assert_eq!(served.text, openapi::text().unwrap());
}

#[tokio::test]
async fn each_kind_of_problem_has_a_page() {
    let world = World::create().await;
    let all = world.get("/problems", "").await.text;
    for kind in &core_api::http::problem::KINDS {
        let page = world.get(&format!("/problems/{}", kind.slug), "").await;
        assert_eq!(page.status, 200);
        assert!(
            page.text.contains(kind.title) && all.contains(&page.text),
            "{}",
            kind.slug
        );
    }
}
