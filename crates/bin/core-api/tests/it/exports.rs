//! Exports while they are made and afterwards: followed, stopped, repeated, linked, removed.

use std::time::Duration;

use core_api::{http::auth::Role, upkeep::sweeping};
use futures::StreamExt;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, World, send};

pub(crate) const ID: &str = "0197a1b2-0000-7000-8000-00000000000b";

/// An export in this state.
pub(crate) async fn export(world: &World, state: &str, owner: &str) {
    let finished = state == "finished";
    let key = finished.then_some("exports/andina/0197a1b2-0000-7000-8000-00000000000b/a.csv");
    world
        .admin
        .execute(
            "insert into ops.export_job (id, report, parameters, format, locale,
                 file_name, state, requested_by, file_key, size_bytes, sha256, options)
             values ($1::text::uuid, 'ageing', '{\"side\": \"receivable\"}', 'csv', 'es-PE',
                 'antiguedad-por-cobrar.csv', $2::text::ops.export_state,
                 $3, $4, 10, encode(sha256('0123456789'), 'hex'), '{\"csv\": {\"bom\": true}}')",
            &[&ID, &state, &owner, &key],
        )
        .await
        .unwrap();
    if let Some(key) = key {
        let path = world.files.path().join(key);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, b"0123456789").unwrap();
    }
}

pub(crate) fn owner(key: &str) -> String {
    format!("key:{}", key.split('_').nth(1).unwrap())
}

#[tokio::test]
async fn a_cancelled_export_restarts_with_the_next_epoch() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    export(&world, "running", &owner(&key)).await;
    let (cancel, retry) = (
        format!("/v1/exports/{ID}/cancel"),
        format!("/v1/exports/{ID}/retry"),
    );
    let refused = world.post(&retry, &key, &json!({})).await;
    refused.problem(409, "conflict");
    for _ in 0..2 {
        let cancelled = world.post(&cancel, &key, &json!({})).await;
        assert_eq!(
            (cancelled.status.as_u16(), &cancelled.json()["state"]),
            (200, &json!("cancelled"))
        );
    }
    let begun = world.post(&retry, &key, &json!({})).await;
    assert_eq!(begun.status, 202);
    assert_eq!(begun.header("location"), format!("/v1/exports/{ID}"));
    assert_eq!(begun.json()["state"], "requested");
    assert_eq!(begun.json()["csv"], json!({"bom": true}));
    let row = world
        .admin
        .query_one("select body from ops.outbox", &[])
        .await
        .unwrap();
    let event: Value = serde_json::from_str(row.get(0)).unwrap();
    assert_eq!(
        (&event["data"]["epoch"], &event["data"]["csv"]),
        (&json!(3), &json!({"bom": true}))
    );
    world
        .run("update ops.export_job set state = 'finished'")
        .await;
    for path in [&cancel, &retry] {
        world
            .post(path, &key, &json!({}))
            .await
            .problem(409, "conflict");
    }
    let unknown = cancel.replace("000b", "000c");
    world
        .post(&unknown, &key, &json!({}))
        .await
        .problem(404, "not-found");
}

#[tokio::test]
async fn only_the_owner_creates_a_link_which_serves_ranges_and_expires() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let stranger = world.key("andina", Role::Operator).await;
    export(&world, "finished", &owner(&key)).await;
    let path = format!("/v1/exports/{ID}/links");
    world
        .post(&path, &stranger, &json!({}))
        .await
        .problem(403, "role-too-low");
    let short = json!({"expires_in_seconds": 5});
    world
        .post(&path, &key, &short)
        .await
        .problem(422, "invalid-request");
    let link = world.post(&path, &key, &json!({})).await;
    assert_eq!(link.status, 201);
    let admin = world.key("andina", Role::Admin).await;
    assert_eq!(world.post(&path, &admin, &json!({})).await.status, 201);
    let url = link.json()["download_url"].as_str().unwrap().to_owned();

    ranges(&world, &url).await;
    let wrong = format!("{url}x");
    send(world.request(Method::GET, ANDINA, &wrong))
        .await
        .problem(404, "not-found");
    world
        .run("update ops.export_link set expires_at = now() - interval '1 s'")
        .await;
    send(world.request(Method::GET, ANDINA, &url))
        .await
        .problem(404, "not-found");
}

#[tokio::test]
async fn only_the_owner_and_admins_download_and_mail_a_file() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    export(&world, "finished", &owner(&key)).await;
    let (file, mails) = (
        format!("/v1/exports/{ID}/file"),
        format!("/v1/exports/{ID}/mails"),
    );
    let people = json!({"recipients": ["ana@example.com"]});
    for role in [Role::Viewer, Role::Operator] {
        let stranger = world.key("andina", role).await;
        let opened = world.get(&file, &stranger).await;
        opened.problem(403, "role-too-low");
        let mailed = world.post(&mails, &stranger, &people).await;
        mailed.problem(403, "role-too-low");
    }
    assert_eq!(world.count("ops.mail").await, 0);
    for key in [key, world.key("andina", Role::Admin).await] {
        let opened = world.get(&file, &key).await;
        assert_eq!(
            (opened.status.as_u16(), opened.text.as_str()),
            (200, "0123456789")
        );
        assert_eq!(world.post(&mails, &key, &people).await.status, 202);
    }
}

/// How a URL of a file of ten bytes answers range requests.
async fn ranges(world: &World, url: &str) {
    let get = |range: &str| {
        world
            .request(Method::GET, ANDINA, url)
            .header("range", range.to_owned())
    };
    let whole = world
        .request(Method::GET, ANDINA, url)
        .send()
        .await
        .unwrap();
    assert_eq!(whole.headers()["accept-ranges"], "bytes");
    assert_eq!(whole.headers()["content-type"], "text/csv; charset=utf-8");
    let tag = whole.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(whole.bytes().await.unwrap(), "0123456789");
    let part = get("bytes=2-4")
        .header("if-range", &tag)
        .send()
        .await
        .unwrap();
    assert_eq!(
        (part.status().as_u16(), &part.headers()["content-range"]),
        (206, &"bytes 2-4/10".parse().unwrap())
    );
    assert_eq!(part.bytes().await.unwrap(), "234");
    let other = get("bytes=2-4")
        .header("if-range", "\"other\"")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (other.status().as_u16(), other.bytes().await.unwrap().len()),
        (200, 10)
    );
    let beyond = send(get("bytes=10-")).await;
    assert_eq!(beyond.header("content-range"), "bytes */10");
    beyond.problem(416, "no-such-range");
}

#[tokio::test]
async fn the_event_stream_sends_each_change_and_ends_with_the_outcome() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    export(&world, "running", "key:x").await;
    let path = format!("/v1/exports/{ID}/events");
    let follow = || world.request(Method::GET, ANDINA, &path).bearer_auth(&key);
    let response = follow().send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut stream = response.bytes_stream();
    let mut text = String::new();
    while !text.contains("event: export") {
        text += std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap();
    }
    assert!(text.contains("\"state\":\"running\""), "{text}");
    world
        .run(
            "update ops.export_job set rows_written = 500, rows_expected = 1500, revision = 7,
                 attempt_started_at = now() - interval '2 s', progressed_at = now()",
        )
        .await;
    while !text.contains("id: 7\n") {
        text += std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap();
    }
    let last = text
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .next_back();
    let shown: Value = serde_json::from_str(last.unwrap()).unwrap();
    assert_eq!(
        (&shown["rows_per_second"], &shown["seconds_left"]),
        (&json!(250), &json!(4))
    );
    world
        .run("update ops.export_job set state = 'failed', revision = 8")
        .await;
    while let Some(more) = stream.next().await {
        text += std::str::from_utf8(&more.unwrap()).unwrap();
    }
    assert!(text.contains("id: 8\n"), "{text}");
    let again = follow().header("last-event-id", "8").send().await.unwrap();
    assert_eq!(again.status(), 204);
    // Also an id of another stream.
    for other in ["7", "0.5", "x"] {
        let missed = follow().header("last-event-id", other).send().await;
        let text = missed.unwrap().text().await.unwrap();
        assert!(text.contains("\"state\":\"failed\""), "{text}");
    }
}

#[tokio::test]
async fn expired_and_orphaned_files_are_removed_and_needed_files_stay() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    export(&world, "finished", "key:x").await;
    let folder = world.files.path().join(format!("exports/andina/{ID}"));
    std::fs::write(folder.join("loser.csv"), b"x").unwrap();
    let api = world.api();
    let tenant = api.tenants.by_name("andina").unwrap();
    let pool = &api.databases.pool("andina").unwrap();
    let sweep = async |spared| {
        sweeping::sweep(&tenant, pool, &api.files, spared)
            .await
            .unwrap();
    };
    let left = || {
        let mut names: Vec<_> = std::fs::read_dir(&folder)
            .map(|entries| entries.map(|entry| entry.unwrap().file_name()).collect())
            .unwrap_or_default();
        names.sort();
        names
    };
    sweep(Duration::from_hours(1)).await;
    assert_eq!(left(), ["a.csv", "loser.csv"]);
    // File times are stored in whole seconds.
    std::fs::File::open(folder.join("loser.csv"))
        .unwrap()
        .set_modified(std::time::SystemTime::now() - Duration::from_secs(10))
        .unwrap();
    sweep(Duration::from_secs(1)).await;
    assert!(!left().contains(&"loser.csv".into()) && left().contains(&"a.csv".into()));
    world
        .run("update ops.export_job set expires_at = now() - interval '1 s'")
        .await;
    sweep(Duration::from_hours(1)).await;
    assert!(left().is_empty());
    let gone = world.get(&format!("/v1/exports/{ID}/file"), &key).await;
    gone.problem(410, "file-gone");
    let shown = world.get(&format!("/v1/exports/{ID}"), &key).await.json();
    assert_eq!(
        (&shown["state"], &shown["file"]),
        (&json!("finished"), &Value::Null)
    );
}
