//! `GET /v1/overview`: one answer with one ETag.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, World, send};

const URL: &str = "/v1/overview?as_of=2026-11-22";

async fn world() -> World {
    let world = World::create().await;
    world.seed_ledger().await;
    let journals = json!([
        {"id": 1, "code": "VEN", "name": "Ventas", "type": "sale", "company_id": 2},
        {"id": 3, "code": "BCP", "name": "Banco", "type": "bank", "company_id": 2},
    ]);
    world.insert("account_journal", journals).await;
    world
}

#[tokio::test]
async fn the_overview_has_the_figures_of_the_reports() {
    let world = world().await;
    let key = world.key("andina", Role::Viewer).await;
    let get = async |path: &str| {
        let answer = world.get(path, &key).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    };
    let overview = get(URL).await;
    for side in ["receivables", "payables"] {
        let ageing = get(&format!("/v1/{side}/ageing?as_of=2026-11-22")).await;
        for figure in ["items", "total", "overdue", "overdue_percent"] {
            assert_eq!(
                overview[side][figure], ageing["totals"][figure],
                "{side} {figure}"
            );
        }
    }
    let cash = get("/v1/treasury/balances?as_of=2026-11-22").await;
    assert_eq!(overview["cash"]["balance"], cash["totals"]["balance"]);
    let sales = get("/v1/sales/collections?date_to=2026-11-22").await;
    assert_eq!(overview["debtors"], sales["debtors"]);
    assert_ne!(overview["debtors"], json!([]));
    let open = get(overview["receivables"]["items_url"].as_str().unwrap()).await;
    assert_eq!(open["totals"]["residual"], overview["receivables"]["total"]);
    assert_eq!(overview["company"]["id"], 2);
    assert_eq!(overview["company_ids"], json!([2]));
    assert_eq!(
        overview["parameters"],
        json!({"company_id": 2, "as_of": "2026-11-22"})
    );
    assert_eq!(
        (&overview["exports"], &overview["alarms"]),
        (&json!([]), &json!([]))
    );
    assert!(
        overview["freshness"]["mirror_version"].is_i64(),
        "{overview}"
    );
    world
        .get("/v1/overview?by=day", &key)
        .await
        .problem(422, "invalid-request");
    world
        .get("/v1/overview?company_id=9", &key)
        .await
        .problem(422, "invalid-request");
}

#[tokio::test]
async fn the_tag_of_the_overview_changes_with_each_of_its_parts() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    let other = world.key("andina", Role::Operator).await;
    let mut tag = String::new();
    let mut ask = async |changed: bool, what: &str| -> Value {
        let request = world.request(Method::GET, ANDINA, URL).bearer_auth(&key);
        let answer = send(request.header("if-none-match", &tag)).await;
        assert_eq!(
            answer.status,
            if changed { 200 } else { 304 },
            "{what}: {answer:?}"
        );
        tag = answer.header("etag").to_owned();
        if changed { answer.json() } else { Value::Null }
    };
    ask(true, "the first answer").await;
    ask(false, "nothing").await;

    let export = json!({"report": "open-items", "format": "csv",
                        "parameters": {"side": "receivable"}});
    world.post("/v1/exports", &other, &export).await;
    ask(false, "an export of somebody else").await;
    let created = world.post("/v1/exports", &key, &export).await;
    assert_eq!(created.status, 202, "{created:?}");
    let shown = ask(true, "an export").await;
    assert_eq!(shown["exports"], json!([created.json()]));
    let mut url = created.header("location").to_owned();
    for _ in 0..5 {
        world.post(&format!("{url}/cancel"), &key, &json!({})).await;
        let created = world.post("/v1/exports", &key, &export).await;
        assert_eq!(created.status, 202, "{created:?}");
        created.header("location").clone_into(&mut url);
    }
    let shown = ask(true, "more exports").await;
    assert_eq!(shown["exports"].as_array().unwrap().len(), 5);

    let planned = json!({"date": "2026-11-25", "amount": "-500.10", "label": "Planilla",
                         "journal_id": 3});
    let planned = world
        .post("/v1/treasury/planned-movements", &key, &planned)
        .await;
    assert_eq!(planned.status, 201, "{planned:?}");
    ask(true, "a planned movement").await;

    world
        .run(
            "insert into ops.sync_run (id, kind, state, requested_by)
             values ('00000000-0000-0000-0000-00000000000a', 'incremental', 'done', 'test');
             insert into ops.alarm (kind, run_id, detail, hint)
             values ('restored', '00000000-0000-0000-0000-00000000000a', 'Odoo is older', '')",
        )
        .await;
    let shown = ask(true, "an alarm").await;
    assert_eq!(shown["alarms"][0]["detail"], "Odoo is older");

    world
        .run("update ops.mirror set version = version + 1")
        .await;
    ask(true, "the mirror").await;
    ask(false, "nothing").await;
}
