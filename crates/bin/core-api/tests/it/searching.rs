//! The search: where hits lead, and its ETag.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, World, send};

/// Company 2, its branch 3, and company 4. An account of company 2, one of 2 and 4, one of 4.
async fn world() -> World {
    let world = World::create().await;
    world.seed_ledger().await;
    let companies = json!([
        {"id": 3, "name": "Sucursal", "currency_id": 1, "parent_id": 2},
        {"id": 4, "name": "Otra", "currency_id": 1},
    ]);
    world.insert("res_company", companies).await;
    let accounts = json!([
        {"id": 51, "code": "7011", "name": "Ventas", "account_type": "income", "company_id": 2},
        {"id": 52, "name": "Ventas compartidas", "account_type": "income", "company_ids": [2, 4],
         "code_by_company": {"2": "7012", "4": "7013"}},
        {"id": 53, "code": "7014", "name": "Ventas ajenas", "account_type": "income",
         "company_id": 4},
    ]);
    world.insert("account_account", accounts).await;
    world
}

#[tokio::test]
async fn an_account_that_is_found_leads_to_its_ledger() {
    let world = world().await;
    for (companies, expected) in [
        (None, vec![(51, 2), (52, 2), (53, 4)]),
        (Some(&[2][..]), vec![(51, 2), (52, 2)]),
        // A branch uses the accounts of its parent, and the caller may not see the parent's books.
        (Some(&[3]), vec![(51, 3), (52, 3)]),
        (Some(&[4]), vec![(52, 4), (53, 4)]),
    ] {
        let key = world.key_of("andina", Role::Viewer, companies).await;
        let found = world.get("/v1/search?q=ventas&kinds=account", &key).await;
        let found = found.json();
        let mut led = Vec::new();
        for hit in found["data"].as_array().unwrap() {
            let ledger = world.get(hit["url"].as_str().unwrap(), &key).await;
            assert_eq!(ledger.status, 200, "{hit}: {ledger:?}");
            let ledger = ledger.json();
            let id = hit["id"].as_i64().unwrap();
            assert_eq!(ledger["parameters"]["account_ids"], id.to_string());
            led.push((id, ledger["company"]["id"].as_i64().unwrap()));
        }
        led.sort_unstable();
        assert_eq!(led, expected, "{companies:?}");
    }
}

#[tokio::test]
async fn an_answer_is_not_kept_when_open_amounts_are_found_from_then_on() {
    let world = world().await;
    world
        .admin
        .batch_execute("select report.forget()")
        .await
        .unwrap();
    let documents = json!([{"id": 5, "name": "F F001-5", "company_id": 2, "amount_total": "1"}]);
    world.insert("account_move", documents).await;
    let key = world.key("andina", Role::Viewer).await;
    let path = "/v1/search?q=500.00";
    let ask = async |etag: &str| {
        let request = world.request(Method::GET, ANDINA, path).bearer_auth(&key);
        send(request.header("if-none-match", etag)).await
    };
    let before = world.get(path, &key).await;
    let etag = before.header("etag").to_owned();
    assert_eq!(before.json()["data"], json!([]));
    assert_eq!(ask(&etag).await.status, 304);
    world
        .admin
        .batch_execute("select report.rebuild()")
        .await
        .unwrap();
    let after = ask(&etag).await;
    assert_eq!(after.status, 200, "{after:?}");
    let hits: Value = after.json()["data"].clone();
    assert_eq!(hits[0]["url"], "/v1/documents/5", "{hits}");
    assert_eq!(ask(after.header("etag")).await.status, 304);
}
