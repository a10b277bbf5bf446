//! Short-lived tokens for one URL.

use core_api::{cli::RoleName, http::auth::Role};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    people::{browser, signed_in},
    world::{ANDINA, Answer, PAMPA, World, send},
};

async fn export(world: &World, key: &str) -> String {
    let body = json!({
        "report": "ageing", "format": "csv", "parameters": { "side": "receivable" },
    });
    let made = world.post("/v1/exports", key, &body).await;
    assert_eq!(made.status, 202, "{made:?}");
    made.json()["url"].as_str().unwrap().to_owned()
}

async fn open(world: &World, host: &str, url: &str) -> Answer {
    send(world.request(Method::GET, host, url)).await
}

#[tokio::test]
async fn a_token_opens_one_url_for_two_minutes_and_ends_with_its_session() {
    let world = World::create().await;
    world.seed_ledger().await;
    let admin = world.key("andina", Role::Admin).await;
    let export = export(&world, &admin).await;
    // An outcome, so that the stream ends.
    world
        .run("update ops.export_job set state = 'cancelled', finished_at = now()")
        .await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Admin).await;
    let ask = async |path: &str| {
        let body = json!({ "path": path });
        send(browser(&world, Method::POST, "/v1/session/tokens", &cookie).json(&body)).await
    };
    let refused = ask("/v1/companies").await.problem(422, "invalid-request");
    assert_eq!(refused["errors"][0]["pointer"], "/path");
    let made = ask(&format!("{export}/events")).await;
    assert_eq!(made.status, 201, "{made:?}");
    let url = made.json()["url"].as_str().unwrap().to_owned();
    let token = url.split_once('=').unwrap().1.to_owned();
    let lasts = "select expires_at between now() + interval '100 s' and now() + interval '120 s'
                 from ops.access_token";
    let lasts: bool = world.admin.query_one(lasts, &[]).await.unwrap().get(0);
    assert!(lasts);
    let stored = "select to_jsonb(t)::text from ops.access_token t";
    let stored: String = world.admin.query_one(stored, &[]).await.unwrap().get(0);
    assert!(!stored.contains(&token), "{stored}");

    let stream = open(&world, ANDINA, &url).await;
    assert_eq!(stream.status, 200, "{stream:?}");
    assert!(stream.text.contains("cancelled"), "{stream:?}");
    // Another URL, another tenant, and a route that takes no token.
    let file = format!("{export}/file?access_token={token}");
    open(&world, ANDINA, &file)
        .await
        .problem(401, "key-required");
    open(&world, PAMPA, &url).await.problem(401, "key-required");
    let other = format!("{export}?access_token={token}");
    open(&world, ANDINA, &other)
        .await
        .problem(401, "key-required");
    let other = format!("/v1/companies?access_token={token}");
    world
        .get(&other, &admin)
        .await
        .problem(422, "invalid-request");

    world
        .run("update ops.access_token set expires_at = expires_at - interval '2 minutes'")
        .await;
    open(&world, ANDINA, &url)
        .await
        .problem(401, "key-required");
    world
        .run("update ops.access_token set expires_at = expires_at + interval '2 minutes'")
        .await;
    assert_eq!(open(&world, ANDINA, &url).await.status, 200);
    let out = send(browser(&world, Method::DELETE, "/v1/session", &cookie)).await;
    assert_eq!(out.status, 204, "{out:?}");
    open(&world, ANDINA, &url)
        .await
        .problem(401, "key-required");
    assert_eq!(world.count("ops.access_token").await, 0);
}

#[tokio::test]
async fn a_token_of_a_key_has_its_rights_and_ends_with_it() {
    let world = World::create().await;
    world.seed_ledger().await;
    let admin = world.key("andina", Role::Admin).await;
    let viewer = world.key("andina", Role::Viewer).await;
    let export = export(&world, &admin).await;
    let body = json!({ "path": format!("{export}/file") });
    let make =
        async |key: &str| -> Value { world.post("/v1/session/tokens", key, &body).await.json() };
    let (theirs, own) = (make(&viewer).await, make(&admin).await);
    let url = |made: &Value| made["url"].as_str().unwrap().to_owned();
    // A file belongs to whoever requested it.
    let refused = open(&world, ANDINA, &url(&theirs)).await;
    refused.problem(403, "role-too-low");
    let early = open(&world, ANDINA, &url(&own)).await;
    early.problem(409, "export-not-finished");
    world.run("update ops.api_key set revoked_at = now()").await;
    open(&world, ANDINA, &url(&own))
        .await
        .problem(401, "key-required");
}
