//! The ledger over HTTP: from an amount to its journal items, its document and its page in Odoo.

use core_api::http::auth::Role;
use serde_json::{Value, json};

use crate::world::World;

#[tokio::test]
async fn a_figure_links_to_its_items_and_items_link_to_documents_in_odoo() {
    let world = World::create().await;
    world.seed_ledger().await;
    let moves = json!([{"id": 3, "name": "F001-3", "state": "posted", "company_id": 2}]);
    world.insert("account_move", moves).await;
    let key = world.key("andina", Role::Viewer).await;
    let get = async |path: &str| {
        let answer = world.get(path, &key).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    };

    let balance = get("/v1/ledger/trial-balance?date_to=2026-11-22&by=group").await;
    assert_eq!(balance["periods"][0]["date_from"], "2026-01-01");
    assert_eq!(balance["data"][0]["code"], "12");
    assert_eq!(balance["data"][0]["debit"], "0.00");
    assert_eq!(balance["data"][0]["closing"], "7800.00");
    assert_eq!(balance["totals"]["check"]["balanced"], true);

    let items = get(balance["data"][0]["items_url"].as_str().unwrap()).await;
    assert_eq!(items["totals"]["items"], 12);
    assert_eq!(items["totals"]["balance"], "7800.00");
    assert_eq!(items["parameters"]["account_prefix"], "12");

    let item = get(items["data"][2]["url"].as_str().unwrap()).await;
    assert_eq!(
        (&item["data"]["id"], &item["data"]["residual"]),
        (&json!(3), &json!("300.00"))
    );
    let url = item["data"]["document_url"].as_str().unwrap().to_owned();
    let document = get(&url).await;
    assert_eq!(document["data"]["name"], "F001-3");
    assert_eq!(document["data"]["journal_items"][0]["id"], 3);
    let legacy = "http://127.0.0.1:1/web#id=3&model=account.move&view_type=form";
    assert_eq!(document["data"]["odoo_url"], legacy);
    assert_eq!(document["data"]["journal_items"][0]["odoo_url"], legacy);
    assert_eq!(item["data"]["odoo_url"], legacy);
    let all = get(document["data"]["items_url"].as_str().unwrap()).await;
    assert_eq!(all["totals"]["items"], 1);

    world
        .run(
            "insert into ops.sync_run (id, kind, state, requested_by, server_version)
             values (gen_random_uuid(), 'incremental', 'done', 'test', 'saas~18.2+e')",
        )
        .await;
    assert_eq!(
        get(&url).await["data"]["odoo_url"],
        "http://127.0.0.1:1/odoo/account.move/3"
    );
    world
        .get("/v1/documents/99", &key)
        .await
        .problem(404, "not-found");
    world
        .get("/v1/journal-items/x", &key)
        .await
        .problem(404, "not-found");
}

#[tokio::test]
async fn every_row_of_a_document_leads_to_its_page_in_odoo() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let check = |row: &Value, place: &str| {
        let page =
            |id: i64| format!("http://127.0.0.1:1/web#id={id}&model=account.move&view_type=form");
        let url = row["move_id"].as_i64().map(page);
        assert_eq!(row["odoo_url"], json!(url), "{place}: {row}");
        url.is_some()
    };
    for list in [
        "/v1/receivables/open-items",
        "/v1/payables/open-items",
        "/v1/journal-items",
        "/v1/ledger/general-ledger",
        "/v1/partners/8/statement",
    ] {
        let answer = world.get(list, &key).await.json();
        let rows = answer["data"].as_array().unwrap().iter();
        let open = answer["open"]["open_items"].as_array();
        let all = rows.chain(open.into_iter().flatten());
        assert!(all.filter(|row| check(row, list)).count() > 0, "{answer}");
    }
}

#[tokio::test]
async fn general_ledger_pages_continue_the_running_balance() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let mut path = "/v1/ledger/general-ledger?date_to=2026-11-22&limit=5".to_owned();
    let mut rows: Vec<Value> = Vec::new();
    loop {
        let answer = world.get(&path, &key).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let body = answer.json();
        assert_eq!(body["totals"]["items"], 13);
        assert_eq!(body["totals"]["closing"], "7749.75");
        rows.extend(body["data"].as_array().unwrap().iter().cloned());
        let Some(next) = answer.header("link").strip_prefix('<') else {
            break;
        };
        next.split('>').next().unwrap().clone_into(&mut path);
    }
    assert_eq!(rows.len(), 17);
    assert_eq!(rows[0]["kind"], "opening");
    assert_eq!(rows[12]["running_balance"], "7800.00");
    assert_eq!(
        (&rows[13]["kind"], &rows[16]["kind"]),
        (&json!("closing"), &json!("closing"))
    );
    assert_eq!(rows[16]["running_balance"], "-50.25");

    let tag = world.get(&path, &key).await.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    for (path, parameter) in [
        ("/v1/ledger/general-ledger?account_ids=1;2", "account_ids"),
        (
            "/v1/ledger/general-ledger?account_type=assets",
            "account_type",
        ),
        (
            "/v1/ledger/general-ledger?date_from=2026-02-01&date_to=2026-01-01",
            "date_from",
        ),
        ("/v1/ledger/general-ledger?cursor=zzz", "cursor"),
        ("/v1/ledger/trial-balance?digits=2", "digits"),
        ("/v1/journal-items?sort=amount", "sort"),
        ("/v1/receivables/tie-out?side=payable", "side"),
    ] {
        let problem = world.get(path, &key).await.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], parameter, "{problem}");
    }
}

#[tokio::test]
async fn the_receivables_route_shows_the_tie_out() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    for path in ["/v1/receivables/ageing", "/v1/receivables/open-items"] {
        let path = format!("{path}?as_of=2026-11-22&limit=1");
        let body = world.get(&path, &key).await.json();
        assert_eq!(body["tie_out"]["tied"], true, "{body}");
        assert_eq!(body["tie_out"]["ledger"], "7800.00");
        let next = body["next"].as_str().unwrap();
        let second = world
            .get(&format!("{path}&cursor={next}"), &key)
            .await
            .json();
        assert!(second["tie_out"].is_null());
    }
    world
        .insert(
            "account_partial_reconcile",
            json!([{"id": 1, "debit_move_id": 1, "credit_move_id": 98, "amount": "40",
                    "max_date": "2026-10-01", "debit_amount_currency": "40"}]),
        )
        .await;
    let body = world
        .get("/v1/receivables/open-items?as_of=2026-11-22", &key)
        .await
        .json();
    assert_eq!(
        body["tie_out"]["difference"], "-40.00",
        "{}",
        body["tie_out"]
    );
    let url = body["tie_out"]["differences_url"].as_str().unwrap();
    let differences = world.get(url, &key).await.json();
    assert_eq!(differences["tie_out"], body["tie_out"]);
    assert_eq!(differences["data"][0]["reason"], "not_mirrored");
    assert_eq!(differences["totals"]["difference"], "-40.00");
}
