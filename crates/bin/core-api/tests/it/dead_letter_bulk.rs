//! Dead letters as a whole, replays of many, and the history of what was done.

use core_api::cli::RoleName;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    dead_letters::{Service, languages, seal},
    world::{ANDINA, Answer, PAMPA, send},
};

async fn replay(service: &Service, host: &str, key: &str, body: &Value) -> Answer {
    let request = service.request(Method::POST, host, "/v1/dead-letters/replays");
    send(request.bearer_auth(key).json(body)).await
}

async fn actions(service: &Service, key: &str, filter: &str) -> Vec<Value> {
    let path = format!("/v1/dead-letter-actions{filter}");
    let answer = service.ask(Method::GET, &path, key).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["data"].as_array().unwrap().clone()
}

/// Three letters that wait, and their ids.
async fn with_letters(service: &Service, key: &str) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for _ in 0..3 {
        let message = seal(languages(Uuid::now_v7(), Uuid::new_v4()));
        service.publish(&message).await;
        ids.push(message.id);
    }
    service.until_letters(key, 3).await;
    ids
}

fn ids_of(outcome: &Value) -> Vec<Value> {
    let letters = outcome["data"].as_array().unwrap().iter();
    letters.map(|letter| letter["id"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_letter_is_shown_with_its_whole_body() {
    let service = Service::start().await;
    let viewer = service.key("andina", RoleName::Viewer).await;
    let ids = with_letters(&service, &viewer).await;
    let path = format!("/v1/dead-letters/{}", ids[0]);
    let shown = service.ask(Method::GET, &path, &viewer).await.json();
    let body: Value = serde_json::from_str(shown["body"].as_str().unwrap()).unwrap();
    assert_eq!(body["id"], json!(ids[0]));
    assert_eq!(shown["queue"], "core-api.sync");
    let unknown = format!("/v1/dead-letters/{}", Uuid::now_v7());
    let unknown = service.ask(Method::GET, &unknown, &viewer).await;
    unknown.problem(404, "not-found");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_dead_letters_are_replayed_by_their_ids_or_by_their_queue() {
    let service = Service::start().await;
    let operator = service.key("andina", RoleName::Operator).await;
    let viewer = service.key("andina", RoleName::Viewer).await;
    let stranger = service.key("pampa", RoleName::Operator).await;
    let ids = with_letters(&service, &operator).await;
    let gone = Uuid::now_v7();
    let two = json!({ "ids": [ids[0], ids[1], gone] });
    let refused = replay(&service, ANDINA, &viewer, &two).await;
    refused.problem(403, "role-too-low");
    let elsewhere = replay(&service, PAMPA, &stranger, &two).await;
    assert_eq!(elsewhere.status, 202, "{elsewhere:?}");
    assert_eq!(
        ids_of(&elsewhere.json()),
        Vec::<Value>::new(),
        "of another tenant"
    );
    let replayed = replay(&service, ANDINA, &operator, &two).await;
    assert_eq!(replayed.status, 202, "{replayed:?}");
    let outcome = replayed.json();
    assert_eq!(outcome["not_found"], json!([gone]));
    assert_eq!(ids_of(&outcome), [json!(ids[0]), json!(ids[1])]);
    // Nothing was mended, so they die again.
    service.until_letters(&operator, 3).await;
    let of_queue = json!({ "queue": "core-api.sync" });
    let all = replay(&service, ANDINA, &operator, &of_queue).await.json();
    assert_eq!(ids_of(&all).len(), 3, "{all}");
    assert_eq!(all["complete"], true);
    service.until_letters(&operator, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_dead_letters_says_what_was_done_by_whom_and_why() {
    let service = Service::start().await;
    let operator = service.key("andina", RoleName::Operator).await;
    let viewer = service.key("andina", RoleName::Viewer).await;
    let ids = with_letters(&service, &operator).await;
    let two = json!({ "ids": [ids[0], ids[1]], "reason": "the model is there now" });
    let replayed = replay(&service, ANDINA, &operator, &two).await;
    assert_eq!(replayed.status, 202, "{replayed:?}");
    service.until_letters(&operator, 3).await;
    let one = format!("/v1/dead-letters/{}/replay?reason=once+more", ids[0]);
    assert_eq!(service.ask(Method::POST, &one, &operator).await.status, 202);

    let history = actions(&service, &viewer, "").await;
    assert_eq!(history.len(), 3, "{history:?}");
    assert_eq!(history[0]["dead_letter_id"], json!(ids[0]));
    assert_eq!(history[0]["created_by"]["kind"], "key");
    let done = history.iter().all(|one| one["done_at"].is_string());
    assert!(done, "{history:?}");
    let first = format!("?dead_letter_id={}", ids[0]);
    let first = actions(&service, &viewer, &first).await;
    let reasons: Vec<_> = first.iter().map(|one| one["reason"].clone()).collect();
    assert_eq!(reasons, ["once more", "the model is there now"]);
    assert_eq!(actions(&service, &viewer, "?action=discard").await.len(), 0);
    let page = actions(&service, &viewer, "?limit=1&queue=core-api.sync").await;
    assert_eq!(page.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_to_replay_many_names_ids_or_a_queue() {
    let service = Service::start().await;
    let operator = service.key("andina", RoleName::Operator).await;
    let many: Vec<Uuid> = (0..501).map(|_| Uuid::now_v7()).collect();
    for (body, pointer) in [
        (json!({}), ""),
        (
            json!({ "ids": [Uuid::nil()], "queue": "core-api.sync" }),
            "",
        ),
        (json!({ "ids": [] }), "/ids"),
        (json!({ "ids": many }), "/ids"),
        (json!({ "ids": ["x"] }), "/ids/0"),
        (json!({ "queue": "core-api.dreams" }), "/queue"),
        (
            json!({ "queue": "core-api.sync", "reason": " " }),
            "/reason",
        ),
    ] {
        let refused = replay(&service, ANDINA, &operator, &body).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
}
