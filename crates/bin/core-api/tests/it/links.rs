//! Links to files: listed, revoked, recorded, and never in traces or logs.

use std::{
    io,
    sync::{Arc, Mutex},
};

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};
use tracing_subscriber::fmt::format::FmtSpan;

use crate::{
    exports::{ID, export, owner},
    world::{ANDINA, Answer, World, send},
};

async fn opened(world: &World, link: &Value) -> Answer {
    let url = link["download_url"].as_str().unwrap();
    send(world.request(Method::GET, ANDINA, url)).await
}

fn text<'a>(link: &'a Value, field: &str) -> &'a str {
    link[field].as_str().unwrap()
}

#[tokio::test]
async fn links_are_listed_without_their_tokens_and_revoked_at_once() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    export(&world, "finished", &owner(&key)).await;
    let path = format!("/v1/exports/{ID}/links");
    let mut made = Vec::new();
    for _ in 0..3 {
        let link = world.post(&path, &key, &json!({})).await;
        assert_eq!(link.status, 201, "{link:?}");
        assert_eq!(link.header("location"), link.json()["url"]);
        made.push(link.json());
    }
    assert_eq!(opened(&world, &made[1]).await.status, 200);

    let first = world.get(&format!("{path}?limit=2"), &key).await.json();
    let next = format!("{path}?limit=2&cursor={}", text(&first, "next"));
    let second = world.get(&next, &key).await.json();
    let listed = [first["data"].as_array(), second["data"].as_array()];
    let listed: Vec<&Value> = listed.into_iter().flatten().flatten().collect();
    let ids = |links: &[&Value]| {
        links
            .iter()
            .map(|link| link["id"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&listed), ids(&[&made[2], &made[1], &made[0]]));
    assert_eq!(listed[0]["created_by"]["kind"], "key");
    assert!(listed[1]["last_used_at"].is_string() && listed[0]["last_used_at"].is_null());
    assert!(!format!("{first}{second}").contains("downloads"));

    let revoke = |key: String, url: String| {
        let request = world.request(Method::DELETE, ANDINA, &url).bearer_auth(key);
        send(request)
    };
    let url = text(&made[1], "url").to_owned();
    assert_eq!(revoke(key.clone(), url.clone()).await.status, 204);
    opened(&world, &made[1]).await.problem(404, "not-found");
    assert_eq!(opened(&world, &made[0]).await.status, 200);
    revoke(key.clone(), url.clone())
        .await
        .problem(404, "not-found");
    world.get(&url, &key).await.problem(404, "not-found");
    assert_eq!(world.get(text(&made[0], "url"), &key).await.status, 200);
}

#[tokio::test]
async fn only_the_requester_and_admins_list_and_revoke_links() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    export(&world, "finished", &owner(&key)).await;
    let path = format!("/v1/exports/{ID}/links");
    let link = world.post(&path, &key, &json!({})).await.json();
    let url = text(&link, "url");
    let stranger = world.key("andina", Role::Operator).await;
    for (method, path) in [
        (Method::GET, path.as_str()),
        (Method::GET, url),
        (Method::DELETE, url),
    ] {
        let request = world.request(method, ANDINA, path).bearer_auth(&stranger);
        send(request).await.problem(403, "role-too-low");
    }
    assert_eq!(opened(&world, &link).await.status, 200);
    let admin = world.key("andina", Role::Admin).await;
    let request = world.request(Method::DELETE, ANDINA, url);
    assert_eq!(send(request.bearer_auth(&admin)).await.status, 204);
    opened(&world, &link).await.problem(404, "not-found");
}

#[tokio::test]
async fn downloads_and_changes_of_links_are_recorded() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    export(&world, "finished", &owner(&key)).await;
    let path = format!("/v1/exports/{ID}/links");
    let link = world.post(&path, &key, &json!({})).await.json();
    let url = text(&link, "url");
    opened(&world, &link).await;
    world.get(&format!("/v1/exports/{ID}/file"), &key).await;
    send(world.request(Method::DELETE, ANDINA, url).bearer_auth(&key)).await;
    let record = world.get("/v1/audit", &key).await.json();
    // The first act is the creation of the key.
    let acts = record["data"].as_array().unwrap().iter().rev().skip(1);
    let acts: Vec<_> = acts
        .map(|act| {
            (
                text(act, "action"),
                text(act, "object"),
                text(&act["actor"], "kind"),
            )
        })
        .collect();
    let file = format!("/v1/exports/{ID}/file");
    let expected = [
        ("create link to export", url, "key"),
        ("download by link", url, "anonymous"),
        ("download file", file.as_str(), "key"),
        ("revoke link to export", url, "key"),
    ];
    assert_eq!(acts, expected);
}

/// What is logged, with all spans and their fields.
#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_token_of_a_link_is_in_no_span_log_problem_or_stored_answer() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_env_filter("core_api=trace,store=trace")
        .with_ansi(false)
        .with_span_events(FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .init();
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    export(&world, "finished", &owner(&key)).await;
    let path = format!("/v1/exports/{ID}/links");
    let request = world.request(Method::POST, ANDINA, &path).bearer_auth(&key);
    let request = request.header("idempotency-key", "a").json(&json!({}));
    let link = send(request).await.json();
    let url = text(&link, "download_url");
    assert_eq!(opened(&world, &link).await.status, 200);
    let mut problems = String::new();
    for path in [format!("{url}/x"), format!("{url}?x=1"), format!("{url}/")] {
        let refused = send(world.request(Method::GET, ANDINA, &path)).await;
        assert!(refused.status.is_client_error(), "{refused:?}");
        problems.push_str(&refused.text);
    }
    let token = url.rsplit('/').next().unwrap();
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("url.path=\"/v1/downloads/…"), "{logged}");
    assert!(!logged.contains(token), "{logged}");
    assert!(!problems.contains(token), "{problems}");
    for table in ["export_link", "idempotency", "audit", "outbox"] {
        let sql = format!("select coalesce(jsonb_agg(to_jsonb(t))::text, '') from ops.{table} t");
        let stored: String = world.admin.query_one(&sql, &[]).await.unwrap().get(0);
        assert!(!stored.contains(token), "{table}");
    }
}
