//! What is wrong with a value is said in Spanish, too, for every parameter of every route.

use std::collections::BTreeSet;

use core_api::{api::openapi, http::auth::Role};
use reqwest::Method;
use serde_json::Value;

use crate::world::{ANDINA, World, send};

/// Values that hardly any parameter accepts. A percent sign stands before hexadecimal digits.
const BAD: [&str; 7] = [
    "",
    "x%20y",
    "-1",
    "99999999999999999999",
    "2026-02-30",
    "7,none,x",
    "00000000-0000-0000-0000-000000000000,1",
];

/// Routes with a query, with ids that may exist or not.
fn asked() -> Vec<(String, String)> {
    let document: Value = serde_json::from_str(&openapi::text().unwrap()).unwrap();
    let mut asked = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        // Its answer does not end.
        if path == "/v1/events" {
            continue;
        }
        let parameters = item["get"]["parameters"].as_array().into_iter().flatten();
        let names = parameters
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| parameter["name"].as_str().unwrap().to_owned());
        let place = path
            .replace("{id}", "1")
            .replace("{partner_id}", "1")
            .replace("{model}", "res.partner");
        asked.extend(names.map(|name| (place.clone(), name)));
    }
    asked
}

fn sentences(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().into_iter().flatten();
    let texts = errors.flat_map(|error| [&error["detail"], &error["hint"]]);
    texts.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Words of English that Spanish does not have.
const ENGLISH: [&str; 16] = [
    "is", "are", "not", "the", "an", "of", "by", "with", "without", "and", "or", "such", "more",
    "found", "nothing", "empty",
];

/// Whether a text has English words, outside of quoted values.
fn is_english(text: &str) -> bool {
    let own = text.split('"').step_by(2).collect::<String>();
    let mut words = own.split(|mark: char| !mark.is_alphabetic() && mark != '_');
    words.any(|word| ENGLISH.contains(&word))
}

#[tokio::test]
async fn what_is_wrong_with_a_value_is_said_in_spanish_for_every_parameter() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Admin).await;
    let ask = async |url: &str, language: &'static str| {
        let request = world.request(Method::GET, ANDINA, url).bearer_auth(&key);
        send(request.header("accept-language", language)).await
    };
    let mut missing = BTreeSet::new();
    let mut refused = 0;
    for (path, name) in asked() {
        for bad in BAD {
            let url = format!("{path}?{name}={bad}");
            let english = ask(&url, "en").await;
            if english.status != 422 {
                continue;
            }
            refused += 1;
            let spanish = ask(&url, "es").await.json();
            let not_spanish = sentences(&spanish).into_iter().filter(|it| is_english(it));
            missing.extend(not_spanish.map(|it| format!("{name}: {it}")));
        }
    }
    assert!(refused > 500, "{refused}");
    assert!(
        missing.is_empty(),
        "Add these to http/problem/spanish:\n{}",
        missing.into_iter().collect::<Vec<_>>().join("\n")
    );
}
