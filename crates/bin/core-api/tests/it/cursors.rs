//! Cursors: nobody can read, change or make one, or use it elsewhere.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::json;

use crate::world::{ANDINA, PAMPA, World, send};

#[tokio::test]
async fn a_cursor_shows_no_amounts_and_cannot_be_changed() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    for list in [
        "/v1/receivables/open-items?limit=2&sort=residual",
        "/v1/ledger/general-ledger?account_prefix=12&limit=2",
        "/v1/ledger/partner-ledger?limit=2",
        "/v1/partners?limit=1",
    ] {
        let first = world.get(list, &key).await;
        assert_eq!(first.status, 200, "{first:?}");
        let body = first.json();
        let cursor = body["next"].as_str().unwrap().to_owned();
        let page = |cursor: &str| format!("{list}&cursor={cursor}");
        assert_eq!(world.get(&page(&cursor), &key).await.status, 200, "{list}");
        assert!(
            first.header("link").contains(&cursor),
            "the same one is in the link"
        );

        let bytes = URL_SAFE_NO_PAD.decode(&cursor).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for readable in ["{\"f\":", "\"v\":", "00.00", "2026-", "Bodega"] {
            assert!(!text.contains(readable), "{list}: {text}");
        }
        for at in [0, 12, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let changed = URL_SAFE_NO_PAD.encode(changed);
            let problem = world.get(&page(&changed), &key).await;
            let problem = problem.problem(422, "invalid-request");
            assert_eq!(problem["errors"][0]["parameter"], "cursor", "{list}");
        }
        let made = URL_SAFE_NO_PAD.encode(br#"{"f":"x","v":"0","i":1}"#);
        let made = world.get(&page(&made), &key).await;
        made.problem(422, "invalid-request");
    }
}

#[tokio::test]
async fn a_cursor_belongs_to_tenant_filter_and_companies() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let other = world.key("andina", Role::Viewer).await;
    let restricted = world.key_of("andina", Role::Viewer, Some(&[2])).await;
    let pampa = world.key("pampa", Role::Viewer).await;
    let list = "/v1/partners?limit=1";
    let body = world.get(list, &key).await.json();
    let cursor = body["next"].as_str().unwrap().to_owned();
    let call = |host: &'static str, key: &str, path: String| {
        send(world.request(Method::GET, host, &path).bearer_auth(key))
    };
    let with = |rest: &str| format!("/v1/partners?{rest}&cursor={cursor}");

    // The size of the page is free, and so is who asks, if he may see the same.
    for (key, path) in [
        (&key, with("limit=1")),
        (&key, with("limit=2")),
        (&other, with("limit=1")),
    ] {
        assert_eq!(call(ANDINA, key, path).await.status, 200);
    }
    for (host, key, path) in [
        (ANDINA, &key, with("limit=1&active=true")),
        (ANDINA, &restricted, with("limit=1")),
        (
            ANDINA,
            &key,
            format!("/v1/sync-runs?limit=1&cursor={cursor}"),
        ),
        (PAMPA, &pampa, with("limit=1")),
    ] {
        let problem = call(host, key, path.clone()).await;
        let problem = problem.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], "cursor", "{path}");
    }
}

#[tokio::test]
async fn only_the_writer_may_read_the_key_of_the_cursors() {
    let world = World::create().await;
    let sql = "select has_table_privilege(role, 'ops.cursor_key', 'select')
               from unnest(array['espejo_reader', 'public', 'espejo_writer']) as role";
    let rows = world.admin.query(sql, &[]).await.unwrap();
    let may: Vec<bool> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(json!(may), json!([false, false, true]));
    let key: Vec<u8> = world
        .admin
        .query_one("select key from ops.cursor_key", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(key.len(), 32);
}
