//! Collections and treasury over HTTP.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::json;

use crate::world::{ANDINA, World};

async fn world() -> World {
    let world = World::create().await;
    world.seed_ledger().await;
    let journals = json!([
        {"id": 1, "code": "VEN", "name": "Ventas", "type": "sale", "company_id": 2},
        {"id": 2, "code": "COM", "name": "Compras", "type": "purchase", "company_id": 2},
        {"id": 3, "code": "BCP", "name": "Banco", "type": "bank", "company_id": 2},
    ]);
    world.insert("account_journal", journals).await;
    let account = json!([
        {"id": 10, "code": "1041", "account_type": "asset_cash", "company_id": 2},
    ]);
    world.insert("account_account", account).await;
    world
        .run(
            "update odoo.account_move_line
             set journal_id = case account_id when 12 then 1 else 2 end,
                 debit = greatest(balance, 0), credit = greatest(-balance, 0)",
        )
        .await;
    let money = json!([
        {"id": 20, "move_id": 20, "parent_state": "posted", "date": "2026-11-20", "account_id": 10,
         "journal_id": 3, "company_id": 2, "currency_id": 1, "balance": "1000", "debit": "1000",
         "amount_currency": "1000"},
    ]);
    world.insert("account_move_line", money).await;
    world
}

#[tokio::test]
async fn collections_show_indicators_their_components_and_debtors() {
    let world = world().await;
    let key = world.key("andina", Role::Viewer).await;
    let path = "/v1/sales/collections?date_to=2026-11-22&top=1";
    let answer = world.get(path, &key).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let body = answer.json();
    assert_eq!(body["parameters"]["date_from"], "2025-12-01");
    assert_eq!(body["data"].as_array().unwrap().len(), 12);
    let totals = &body["totals"];
    assert_eq!(totals["billed"], "7800.00", "{totals}");
    assert_eq!(totals["outstanding"], "7800.00");
    // Nothing has been collected, and everything fell due before the 22nd.
    assert_eq!(totals["collected"], "0.00");
    assert_eq!(totals["overdue"], "7800.00");
    let indicators = &body["indicators"];
    assert_eq!(indicators["days"], 357);
    assert_eq!(indicators["days_sales_outstanding"], "357.0");
    assert_eq!(indicators["days_payable_outstanding"], "357.0");
    assert_eq!(indicators["overdue_percent"], "100.00");
    assert_eq!(indicators["collection_effectiveness_percent"], "0.00");
    assert_eq!(body["tie_out"]["tied"], true);

    // The first of three partners owes 300, 600, 900 and 1,200.
    let debtor = &body["debtors"][0];
    assert_eq!(debtor["outstanding"], "3000.00");
    assert_eq!(debtor["share_percent"], "38.46");
    let items = world.get(debtor["items_url"].as_str().unwrap(), &key).await;
    assert_eq!(items.json()["totals"]["residual"], debtor["outstanding"]);
    assert_eq!(indicators["concentration_percent"], debtor["share_percent"]);
    let billed = body["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|month| month["billed"] != "0.00")
        .unwrap();
    let items = world
        .get(billed["billed_url"].as_str().unwrap(), &key)
        .await;
    assert_eq!(items.json()["totals"]["balance"], billed["billed"]);

    let known = world
        .request(Method::GET, ANDINA, path)
        .bearer_auth(&key)
        .header("if-none-match", answer.header("etag"));
    assert_eq!(known.send().await.unwrap().status(), 304);
}

#[tokio::test]
async fn the_forecast_begins_with_the_balance_of_the_banks() {
    let world = world().await;
    let key = world.key("andina", Role::Viewer).await;
    let get = async |path: &str| {
        let answer = world.get(path, &key).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    };
    let balances = get("/v1/treasury/balances?as_of=2026-11-22").await;
    assert_eq!(balances["totals"]["balance"], "1000.00");
    assert_eq!(balances["data"][0]["journal_code"], "BCP");
    assert_eq!(balances["data"][0]["currency"], "PEN");
    let items = get(balances["data"][0]["items_url"].as_str().unwrap()).await;
    assert_eq!(items["totals"]["balance"], "1000.00");
    let before = get("/v1/treasury/balances?as_of=2026-11-19").await;
    assert_eq!(before["data"], json!([]));

    let forecast = get("/v1/treasury/forecast?as_of=2026-11-22&by=day&periods=2").await;
    let first = &forecast["data"][0];
    assert_eq!(first["opening"], "1000.00");
    assert_eq!(first["inflow"], "7800.00");
    assert_eq!(first["outflow"], "50.25");
    assert_eq!(first["closing"], "8749.75");
    assert_eq!(forecast["data"][1]["opening"], first["closing"]);
    assert_eq!(forecast["parameters"]["include_drafts"], false);

    for (path, parameter) in [
        ("/v1/treasury/forecast?periods=400", "periods"),
        ("/v1/treasury/forecast?by=year", "by"),
        ("/v1/treasury/balances?as_of=today", "as_of"),
        ("/v1/sales/collections?top=0", "top"),
    ] {
        let problem = world.get(path, &key).await.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], parameter, "{problem}");
    }
}
