//! Downloads of finished files.

use core_api::http::auth::Role;
use reqwest::Method;
use sha2::{Digest, Sha256};

use crate::world::{ANDINA, PAMPA, World, send};

const ID: &str = "0197a1b2-0000-7000-8000-00000000000b";

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// An export in this state, whose file has this key and these bytes.
async fn export(world: &World, state: &str, key: &str, content: &[u8]) {
    let sha256 = hexadecimal(&Sha256::digest(content));
    world
        .admin
        .execute(
            "insert into ops.export_job (id, report, parameters, format, locale,
                 file_name, state, requested_by, file_key, size_bytes, sha256)
             values ($1::text::uuid, 'ageing', '{\"side\": \"receivable\", \"as_of\": \"2026-11-22\"}',
                     'xlsx', 'es-PE',
                     'antiguedad-por-cobrar_20512345678_2026-11-22.xlsx', $2::text::ops.export_state, 'key:x', $3, $4, $5)
             on conflict (id) do update set state = excluded.state, file_key = excluded.file_key,
                 size_bytes = excluded.size_bytes, sha256 = excluded.sha256",
            &[&ID, &state, &key, &i64::try_from(content.len()).unwrap(), &sha256],
        )
        .await
        .unwrap();
}

#[tokio::test]
async fn a_finished_file_is_served_with_its_name_length_and_digest() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let content: Vec<u8> = (0..300_000_u32)
        .map(|n| u8::try_from(n % 251).unwrap())
        .collect();
    std::fs::create_dir_all(world.files.path().join("exports/andina/2026")).unwrap();
    std::fs::write(
        world.files.path().join("exports/andina/2026/a.xlsx"),
        &content,
    )
    .unwrap();
    export(&world, "finished", "exports/andina/2026/a.xlsx", &content).await;
    let sha256 = hexadecimal(&Sha256::digest(&content));

    let url = format!("/v1/exports/{ID}/file");
    let shown = world.get(&format!("/v1/exports/{ID}"), &key).await.json();
    assert_eq!(shown["file"]["url"], url.as_str());
    let request = world.request(Method::GET, ANDINA, &url).bearer_auth(&key);
    let response = request
        .header("accept-encoding", "gzip")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    let header = |name: &str| {
        response
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(header("content-length").as_deref(), Some("300000"));
    assert_eq!(header("content-encoding"), None);
    assert_eq!(header("etag"), Some(format!("\"{sha256}\"")));
    assert_eq!(
        header("content-disposition").as_deref(),
        Some("attachment; filename=\"antiguedad-por-cobrar_20512345678_2026-11-22.xlsx\"")
    );
    assert!(header("repr-digest").unwrap().starts_with("sha-256=:"));
    assert!(
        response.bytes().await.unwrap() == content,
        "the content differs"
    );

    let known = world.request(Method::GET, ANDINA, &url).bearer_auth(&key);
    let known = send(known.header("if-none-match", format!("\"{sha256}\""))).await;
    assert_eq!(known.status, 304);

    let elsewhere = world.key("pampa", Role::Admin).await;
    let elsewhere = world
        .request(Method::GET, PAMPA, &url)
        .bearer_auth(elsewhere);
    send(elsewhere).await.problem(404, "not-found");
}

#[tokio::test]
async fn the_answer_says_why_a_file_is_not_available() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let url = format!("/v1/exports/{ID}/file");
    world.get(&url, &key).await.problem(404, "not-found");
    for state in ["requested", "running", "failed"] {
        export(&world, state, "exports/andina/a.xlsx", b"x").await;
        let problem = world
            .get(&url, &key)
            .await
            .problem(409, "export-not-finished");
        assert!(
            problem["detail"].as_str().unwrap().contains(state),
            "{problem}"
        );
    }
    export(&world, "finished", "exports/andina/a.xlsx", b"x").await;
    world.get(&url, &key).await.problem(410, "file-gone");

    std::fs::create_dir_all(world.files.path().join("exports/andina")).unwrap();
    std::fs::write(world.files.path().join("exports/andina/a.xlsx"), b"longer").unwrap();
    world.get(&url, &key).await.problem(500, "internal");

    std::fs::create_dir_all(world.files.path().join("exports/pampa")).unwrap();
    std::fs::write(world.files.path().join("exports/pampa/a.xlsx"), b"x").unwrap();
    for foreign in [
        "exports/pampa/a.xlsx",
        "exports/andina/../pampa/a.xlsx",
        "/etc/hostname",
    ] {
        export(&world, "finished", foreign, b"x").await;
        let answer = world.get(&url, &key).await;
        answer.problem(500, "internal");
        assert!(!answer.text.contains("pampa"), "{answer:?}");
    }
}

/// The bytes that arrived, and whether the answer was complete.
async fn received(response: reqwest::Response) -> (Vec<u8>, bool) {
    let mut response = response;
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => return (bytes, true),
            Err(_) => return (bytes, false),
        }
    }
}

#[tokio::test]
async fn a_file_that_was_changed_on_the_disk_is_never_served_completely() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let url = format!("/v1/exports/{ID}/file");
    let path = world.files.path().join("exports/andina/a.xlsx");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let get = |range: Option<&str>| {
        let request = world.request(Method::GET, ANDINA, &url).bearer_auth(&key);
        let request = match range {
            Some(range) => request.header("range", range),
            None => request,
        };
        request.send()
    };

    let small = vec![b'a'; 1000];
    export(&world, "finished", "exports/andina/a.xlsx", &small).await;
    let mut changed = small.clone();
    changed[10] = b'b';
    std::fs::write(&path, &changed).unwrap();
    world.get(&url, &key).await.problem(500, "internal");

    let large = vec![b'a'; 3_000_000];
    export(&world, "finished", "exports/andina/a.xlsx", &large).await;
    std::fs::write(&path, &large).unwrap();
    let (bytes, complete) = received(get(None).await.unwrap()).await;
    assert!(complete && bytes == large);
    let part = get(Some("bytes=5-9")).await.unwrap();
    assert_eq!(part.status(), 206);
    assert_eq!(received(part).await, (vec![b'a'; 5], true));

    let mut changed = large.clone();
    changed[2_999_999] = b'b';
    std::fs::write(&path, &changed).unwrap();
    let (bytes, complete) = received(get(None).await.unwrap()).await;
    assert!(!complete, "the answer looked complete");
    assert!(bytes.len() < large.len() && bytes.iter().all(|byte| *byte == b'a'));
    let part = get(Some("bytes=5-9")).await.unwrap();
    assert_eq!(part.status(), 500, "the part is right, the file is not");
}
