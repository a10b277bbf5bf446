//! Every list has pages of one shape. `documents` in the name of a test selects it together with the
//! others about the OpenAPI document.

use std::collections::BTreeSet;

use core_api::{cli::RoleName, http::auth::Role};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    documents::document,
    people::{browser, signed_in},
    world::{ANDINA, Answer, World, send},
};

/// Lists that are always whole, with the reason.
const WHOLE: [(&str, &str); 6] = [
    ("/v1/reports", "a row for each report of the program"),
    (
        "/v1/sales/collections",
        "a row for each month of the question, 120 at most",
    ),
    (
        "/v1/search",
        "the best hits of each kind, 50 at most; who wants more types more",
    ),
    (
        "/v1/treasury/balances",
        "a row for each bank and cash journal",
    ),
    (
        "/v1/treasury/forecast",
        "a row for each period of the question, 366 at most",
    ),
    (
        "/v1/treasury/history",
        "a row for each period of the question, 120 at most",
    ),
];

/// The schema, if it is a reference, or what it refers to.
fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(target) => document.pointer(target.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

#[test]
fn documents_give_each_list_pages() {
    let document = document();
    let mut paged = 0;
    let mut whole = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let list = &item["get"];
        let schema = &list["responses"]["200"]["content"]["application/json"]["schema"];
        let schema = resolved(&document, schema);
        assert_ne!(schema["type"], "array", "{path}: a list is in `data`");
        let properties = &schema["properties"];
        if properties["data"]["type"] != "array" {
            assert_eq!(properties["next"], Value::Null, "{path}: pages of what?");
            continue;
        }
        let parameters = list["parameters"].as_array().into_iter().flatten();
        let names: Vec<&str> = parameters
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        let has_pages = names.contains(&"limit")
            && names.contains(&"cursor")
            && properties["next"]["type"] == json!(["string", "null"])
            && list["responses"]["200"]["headers"]["Link"].is_object();
        if WHOLE.iter().any(|(known, _)| known == path) {
            assert!(!has_pages, "{path} has pages now");
            whole.insert(path.as_str());
            continue;
        }
        assert!(
            has_pages,
            "{path} is a list without limit, cursor, next or Link"
        );
        paged += 1;
    }
    assert_eq!(whole.len(), WHOLE.len(), "{whole:?}");
    assert!(paged > 25, "{paged}");
}

/// Follows the pages with two rows each, and checks that together they are the list.
async fn check_pages<F: Future<Output = Answer>>(list: &str, get: impl Fn(String) -> F) {
    let all = get(format!("{list}?limit=500")).await.json();
    let all = all["data"].as_array().unwrap();
    assert!(all.len() > 4, "{list} has less than three pages: {all:?}");
    let mut seen = Vec::new();
    let mut path = format!("{list}?limit=2");
    loop {
        let answer = get(path).await;
        assert_eq!(answer.status, 200, "{list}: {answer:?}");
        let body = answer.json();
        let rows = body["data"].as_array().unwrap();
        seen.extend(rows.iter().cloned());
        let Some(cursor) = body["next"].as_str() else {
            assert_eq!(answer.header("link"), "", "{list}");
            break;
        };
        assert_eq!(rows.len(), 2, "{list}");
        path = format!("{list}?limit=2&cursor={cursor}");
        assert_eq!(answer.header("link"), format!("<{path}>; rel=\"next\""));
    }
    assert_eq!(&seen, all, "{list}");
}

/// Six of each. Two have one name, one has none.
async fn master_data(world: &World) {
    let rows = |more: Value| {
        let rows = (20..26).map(|id| {
            let name = ["Ñandú", "ñandu", "Zorro", "Zorro", "álamo"].get(id - 20);
            let mut row = json!({ "id": id, "name": name, "company_id": 2, "active": true });
            row.as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            row
        });
        json!(rows.collect::<Vec<_>>())
    };
    for table in [
        "account_account",
        "account_journal",
        "res_currency",
        "l10n_latam_document_type",
        "res_partner_category",
    ] {
        world.insert(table, rows(json!({ "code": "01" }))).await;
    }
    world.insert("res_partner", rows(json!({}))).await;
    let sellers: Vec<Value> = (20..26)
        .map(|id| json!({ "id": id, "login": "seller", "partner_id": id }))
        .collect();
    world.insert("res_users", json!(sellers)).await;
    let sold: Vec<Value> = (20..26)
        .map(|id| json!({ "id": id, "invoice_user_id": id, "company_id": 2 }))
        .collect();
    world.insert("account_move", json!(sold)).await;
}

#[tokio::test]
async fn pages_of_views_schedules_companies_and_master_data_are_the_whole_list() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Admin).await;
    let companies: Vec<Value> = (3..8)
        .map(|id| json!({ "id": id, "name": format!("Company {id}"), "currency_id": 1 }))
        .collect();
    world.insert("res_company", json!(companies)).await;
    master_data(&world).await;
    for n in 0..6 {
        // Views with one name, and a report between two others.
        let report = ["ageing", "open-items"][n % 2];
        let view = json!({
            "report": report, "name": format!("View {}", n / 2),
            "parameters": { "side": "receivable", "company_id": 2 },
        });
        let made = world.post("/v1/saved-views", &key, &view).await;
        assert_eq!(made.status, 201, "{made:?}");
        let name = ["ñandú", "Zorro", "alpaca", "Álamo", "a-b", "a b"][n];
        let schedule = json!({ "name": name, "cron": "0 7 * * *", "run_kind": "incremental" });
        let made = world.post("/v1/schedules", &key, &schedule).await;
        assert_eq!(made.status, 201, "{made:?}");
    }
    for list in [
        "/v1/saved-views",
        "/v1/schedules",
        "/v1/companies",
        "/v1/accounts",
        "/v1/journals",
        "/v1/currencies",
        "/v1/salespersons",
        "/v1/partner-tags",
        "/v1/document-types",
    ] {
        check_pages(list, async |path| world.get(&path, &key).await).await;
    }
    // Who may see one company gets its pages only.
    let one = world.key_of("andina", Role::Viewer, Some(&[2])).await;
    for (list, rows) in [("saved-views", 6), ("schedules", 0), ("companies", 1)] {
        let page = world.get(&format!("/v1/{list}?limit=6"), &one).await.json();
        assert_eq!(page["data"].as_array().unwrap().len(), rows, "{list}");
        assert_eq!(page["next"], Value::Null, "{list}");
    }
}

#[tokio::test]
async fn pages_of_sessions_and_passkeys_are_the_whole_list() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    signed_in(&world, "eva@example.com", RoleName::Viewer).await;
    // Three of them began at the same instant.
    world
        .run(
            "insert into ops.session (id_sha256, id, person_id, method, created_at, expires_at,
                                      idle_seconds)
             select sha256(n::text::bytea), gen_random_uuid(), person.id, 'password',
                    now() - (n / 3) * interval '1 hour', now() + interval '1 day', 3600
             from generate_series(1, 6) n, ops.person person where email = 'ana@example.com';
             insert into ops.passkey (id, name_id, person_id, name, credential, created_at)
             select sha256(n::text::bytea), gen_random_uuid(), person.id, 'phone ' || n, '{}',
                    now() - (n / 3) * interval '1 hour'
             from generate_series(1, 6) n, ops.person person where email = 'ana@example.com'",
        )
        .await;
    for (list, rows) in [("/v1/me/sessions", 7), ("/v1/me/passkeys", 6)] {
        let get = async |path: String| send(browser(&world, Method::GET, &path, &cookie)).await;
        let all = get(list.to_owned()).await.json();
        assert_eq!(all["data"].as_array().unwrap().len(), rows, "{list}");
        check_pages(list, get).await;
    }
}

#[tokio::test]
async fn a_position_of_another_shape_is_no_cursor() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    for list in [
        "saved-views",
        "schedules",
        "companies",
        "dead-letters",
        "audit",
        "people",
    ] {
        let path = format!("/v1/{list}?cursor=WyJ4IiwgInkiXQ");
        let request = world.request(Method::GET, ANDINA, &path).bearer_auth(&key);
        let problem = send(request).await.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], "cursor", "{list}");
    }
}
