//! Webhooks through the API: made, shown without their key, changed, tested.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, World, send};

pub(crate) const NEW: &str = r#"{
    "name": "Night shift", "target_url": "https://hooks.andina.example/espejo",
    "events": ["run.failed", "mirror.stale"]
}"#;

fn new() -> Value {
    serde_json::from_str(NEW).unwrap()
}

/// Makes one and returns the answer.
async fn made(world: &World, admin: &str) -> Value {
    let made = world.post("/v1/webhooks", admin, &new()).await;
    assert_eq!(made.status, 201, "{made:?}");
    assert_eq!(
        made.header("location"),
        made.json()["url"].as_str().unwrap()
    );
    made.json()
}

#[tokio::test]
async fn the_key_is_shown_once_and_stored_encrypted() {
    let world = World::create().await;
    let admin = world.key("andina", Role::Admin).await;
    let made = made(&world, &admin).await;
    let (key, url) = (made["key"].as_str().unwrap(), made["url"].as_str().unwrap());
    assert!(key.starts_with("whsec_"), "{key}");
    let renewed = world.post(&format!("{url}/keys"), &admin, &json!({})).await;
    assert_eq!(renewed.status, 200, "{renewed:?}");
    let renewed = renewed.json()["key"].as_str().unwrap().to_owned();
    assert_ne!(renewed, key);
    let shown = world.get(url, &admin).await;
    assert!(shown.json()["previous_key_until"].is_string(), "{shown:?}");
    assert_eq!(shown.json()["version"], 2);
    let listed = world.get("/v1/webhooks", &admin).await;
    let sql = "select row_to_json(a)::text from ops.audit a
               union all select row_to_json(w)::text from ops.webhook w
               union all select row_to_json(i)::text from ops.idempotency i";
    let rows = world.admin.query(sql, &[]).await.unwrap();
    let mut everywhere: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert!(everywhere.len() >= 3, "two acts and the webhook");
    everywhere.extend([shown.text, listed.text]);
    for key in [key, &renewed] {
        let secret = key.strip_prefix("whsec_").unwrap();
        for text in &everywhere {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[tokio::test]
async fn a_webhook_is_changed_paused_and_deleted_by_admins_only() {
    let world = World::create().await;
    let admin = world.key("andina", Role::Admin).await;
    let operator = world.key("andina", Role::Operator).await;
    let refused = world.post("/v1/webhooks", &operator, &new()).await;
    refused.problem(403, "role-too-low");
    let made = made(&world, &admin).await;
    let url = made["url"].as_str().unwrap();
    let patch = |body: Value| {
        let patch = world.request(Method::PATCH, ANDINA, url);
        send(patch.bearer_auth(&admin).json(&body))
    };
    let changed = patch(json!({ "active": false, "events": ["mail.failed"] })).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    let changed = changed.json();
    assert_eq!(
        (&changed["active"], &changed["events"], &changed["name"]),
        (
            &json!(false),
            &json!(["mail.failed"]),
            &json!("Night shift")
        )
    );
    assert_eq!(changed["paused_because"], Value::Null);
    let delete = || {
        send(
            world
                .request(Method::DELETE, ANDINA, url)
                .bearer_auth(&admin),
        )
    };
    assert_eq!(delete().await.status, 204);
    delete().await.problem(404, "not-found");
    world.get(url, &admin).await.problem(404, "not-found");
}

#[tokio::test]
async fn wrong_urls_and_events_name_the_member() {
    let world = World::create().await;
    let admin = world.key("andina", Role::Admin).await;
    let made = made(&world, &admin).await;
    let url = made["url"].as_str().unwrap();
    for (member, value, pointer) in [
        (
            "target_url",
            json!("http://hooks.andina.example/"),
            "/target_url",
        ),
        ("target_url", json!("https://127.0.0.1/"), "/target_url"),
        (
            "target_url",
            json!("https://[::ffff:10.0.0.1]/"),
            "/target_url",
        ),
        (
            "target_url",
            json!("https://hooks.andina.example:22/"),
            "/target_url",
        ),
        (
            "target_url",
            json!("https://u:p@hooks.andina.example/"),
            "/target_url",
        ),
        ("target_url", json!("not a url"), "/target_url"),
        ("name", json!(""), "/name"),
        ("events", json!([]), "/events"),
        ("events", json!(["run.failed", "run.failed"]), "/events/1"),
        ("events", json!(["run.lost"]), "/events/0"),
    ] {
        let mut body = new();
        body[member] = value.clone();
        let created = world.post("/v1/webhooks", &admin, &body).await;
        let patch = world
            .request(Method::PATCH, ANDINA, url)
            .bearer_auth(&admin);
        let patched = send(patch.json(&json!({ member: value }))).await;
        for refused in [created, patched] {
            let problem = refused.problem(422, "invalid-request");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        }
    }
    for _ in 1..20 {
        assert_eq!(world.post("/v1/webhooks", &admin, &new()).await.status, 201);
    }
    let one_more = world.post("/v1/webhooks", &admin, &new()).await;
    one_more.problem(409, "conflict");
}

#[tokio::test]
async fn a_test_message_is_in_the_log_and_a_failed_one_is_sent_again() {
    let world = World::create().await;
    let admin = world.key("andina", Role::Admin).await;
    let made = made(&world, &admin).await;
    let url = made["url"].as_str().unwrap();
    let test = format!("{url}/test");
    let sent = world.post(&test, &admin, &json!({})).await;
    assert_eq!(sent.status, 202, "{sent:?}");
    let message = sent.json();
    assert_eq!(
        (&message["event"], &message["state"], &message["tries"]),
        (&json!("webhook.test"), &json!("waiting"), &json!(0))
    );
    assert!(message["next_try_at"].is_string(), "{message}");
    world.post(&test, &admin, &json!({})).await;
    let log = made["deliveries_url"].as_str().unwrap();
    let page = world.get(&format!("{log}&limit=1"), &admin).await.json();
    assert_eq!(page["data"].as_array().unwrap().len(), 1);
    assert!(page["next"].is_string(), "{page}");
    for (filter, count) in [
        ("state=waiting", 2),
        ("state=failed", 0),
        ("event=webhook.test", 2),
        ("event=run.failed", 0),
    ] {
        let found = world.get(&format!("{log}&{filter}"), &admin).await.json();
        assert_eq!(found["data"].as_array().unwrap().len(), count, "{filter}");
    }
    let shown = message["url"].as_str().unwrap();
    let retry = format!("{shown}/retry");
    world
        .post(&retry, &admin, &json!({}))
        .await
        .problem(409, "conflict");
    world
        .run(
            "update ops.webhook_delivery
             set state = 'failed', settled_at = now(), due_at = null, tries = 10;
             insert into ops.webhook_try (delivery_id, number, status_code, detail, duration_ms)
             select id, 1, 503, 'the receiver answered 503', 41 from ops.webhook_delivery",
        )
        .await;
    let failed = world.get(shown, &admin).await.json();
    assert_eq!(
        (
            &failed["state"],
            &failed["status_code"],
            &failed["next_try_at"]
        ),
        (&json!("failed"), &json!(503), &Value::Null)
    );
    assert_eq!(failed["data"]["webhook_id"], made["id"]);
    assert_eq!(failed["calls"][0]["duration_ms"], 41);
    let again = world.post(&retry, &admin, &json!({})).await;
    assert_eq!(again.status, 202, "{again:?}");
    assert_eq!(
        (&again.json()["state"], &again.json()["tries"]),
        (&json!("waiting"), &json!(0))
    );
}
