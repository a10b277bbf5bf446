//! API keys through the API.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, World, send};

#[tokio::test]
async fn keys_are_made_limited_and_revoked_by_admins() {
    let world = World::create().await;
    world.seed_ledger().await;
    let admin = world.key("andina", Role::Admin).await;
    let new = json!({ "name": "Warehouse", "role": "viewer", "company_ids": [2] });
    let made = world.post("/v1/api-keys", &admin, &new).await;
    assert_eq!(made.status, 201, "{made:?}");
    let made = made.json();
    assert!(
        made["expires_at"].is_string(),
        "a key expires by default: {made}"
    );
    assert_eq!(made["created_by"]["kind"], "key");
    let (key, url) = (made["key"].as_str().unwrap(), made["url"].as_str().unwrap());
    assert_eq!(world.get("/v1/companies", key).await.status, 200);
    let listed = world.get("/v1/api-keys", &admin).await;
    assert!(!listed.text.contains(key), "the secret is shown once");
    let shown = world.get(url, &admin).await.json();
    assert!(shown["last_used_at"].is_string(), "{shown}");
    world
        .get("/v1/api-keys", key)
        .await
        .problem(403, "role-too-low");

    let patch = world
        .request(Method::PATCH, ANDINA, url)
        .bearer_auth(&admin);
    let changed = send(patch.json(&json!({ "role": "operator", "expires_at": null })))
        .await
        .json();
    assert_eq!(
        (&changed["role"], &changed["expires_at"]),
        (&json!("operator"), &Value::Null)
    );
    assert_eq!(changed["company_ids"], json!([2]), "what is left out stays");
    let past = world
        .request(Method::PATCH, ANDINA, url)
        .bearer_auth(&admin);
    let past = send(past.json(&json!({ "expires_at": "2020-01-01T00:00:00Z" }))).await;
    past.problem(422, "invalid-request");

    let revoke = || {
        send(
            world
                .request(Method::DELETE, ANDINA, url)
                .bearer_auth(&admin),
        )
    };
    assert_eq!(revoke().await.status, 204);
    world
        .get("/v1/companies", key)
        .await
        .problem(401, "key-required");
    revoke().await.problem(409, "conflict");
}
