//! Reports over HTTP: pages, totals, freshness and cache headers.

use std::collections::BTreeSet;

use core_api::http::auth::Role;
use reqwest::Method;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::world::{ANDINA, World, send};

fn money(value: &Value) -> Decimal {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no decimal text"))
        .parse()
        .unwrap()
}

/// Follows `Link` headers to the last page.
async fn pages(world: &World, first: &str, key: &str) -> Vec<Value> {
    let mut path = first.to_owned();
    let mut pages = Vec::new();
    loop {
        let answer = world.get(&path, key).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let link = answer.header("link").to_owned();
        let body = answer.json();
        assert_eq!(body["next"].is_null(), link.is_empty());
        pages.push(body);
        assert!(pages.len() < 50, "the pages do not end");
        match link
            .strip_prefix('<')
            .and_then(|link| link.strip_suffix(">; rel=\"next\""))
        {
            Some(next) => next.clone_into(&mut path),
            None => return pages,
        }
    }
}

#[tokio::test]
async fn open_item_pages_hold_each_item_once_in_order_and_match_the_totals() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let path = "/v1/receivables/open-items?as_of=2026-11-22&limit=5";
    let pages = pages(&world, path, &key).await;
    assert_eq!(pages.len(), 3);
    let rows: Vec<&Value> = pages
        .iter()
        .flat_map(|page| page["data"].as_array().unwrap())
        .collect();
    let ids: Vec<i64> = rows
        .iter()
        .map(|row| row["line_id"].as_i64().unwrap())
        .collect();
    assert_eq!(ids, (1..=12).collect::<Vec<_>>());
    let sum: Decimal = rows.iter().map(|row| money(&row["residual"])).sum();
    assert_eq!(sum, money(&pages[0]["totals"]["residual"]));
    assert_eq!(pages[0]["totals"]["items"], 12);
    assert_eq!(rows[11]["days_overdue"], 10);
    assert_eq!(rows[0]["residual"], "100.00");

    let expected =
        json!({"side": "receivable", "company_id": 2, "as_of": "2026-11-22", "sort": "due_date"});
    assert_eq!(pages[0]["parameters"], expected);
    assert_eq!(pages[0]["company"]["currency"], "PEN");
    assert!(pages[1]["totals"].is_null());
    let freshness = pages[0]["freshness"].as_object().unwrap();
    for member in [
        "state",
        "data_as_of",
        "lag_seconds",
        "mirror_version",
        "proof",
    ] {
        assert!(freshness.contains_key(member), "{freshness:?}");
    }
}

#[tokio::test]
async fn every_ageing_page_has_the_totals_and_payables_have_their_own_route() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let pages = pages(
        &world,
        "/v1/receivables/ageing?as_of=2026-11-22&limit=2",
        &key,
    )
    .await;
    assert_eq!(pages.len(), 2);
    let rows: Vec<&Value> = pages
        .iter()
        .flat_map(|page| page["data"].as_array().unwrap())
        .collect();
    let partners: BTreeSet<&str> = rows
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    assert_eq!(partners, BTreeSet::from(["Álamo", "Bodega", "Ñandú"]));
    let keys: Vec<&str> = pages[0]["buckets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bucket| bucket["key"].as_str().unwrap())
        .collect();
    assert_eq!(
        keys,
        ["not_due", "1-30", "31-60", "61-90", "91-120", "over-120"]
    );
    let figures = ["/total".to_owned(), "/unapplied".to_owned()];
    let amounts = (0..keys.len()).map(|number| format!("/amounts/{number}"));
    for figure in figures.into_iter().chain(amounts) {
        let of = |row: &Value| money(row.pointer(&figure).unwrap());
        let sum: Decimal = rows.iter().map(|row| of(row)).sum();
        for page in &pages {
            assert_eq!(sum, of(&page["totals"]), "{figure}");
        }
    }
    assert_eq!(money(&pages[0]["totals"]["total"]), Decimal::from(7800));

    let payables = world
        .get("/v1/payables/ageing?as_of=2026-11-22", &key)
        .await
        .json();
    assert_eq!(payables["totals"]["total"], "-50.25");
    assert_eq!(payables["parameters"]["side"], "payable");
}

#[tokio::test]
async fn an_answer_is_304_until_the_mirror_or_the_parameters_change() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let path = "/v1/receivables/ageing?as_of=2026-11-22";
    let first = world.get(path, &key).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    assert_eq!(first.header("cache-control"), "private, no-cache");
    let again = |path: &str, tags: String| {
        send(
            world
                .request(Method::GET, ANDINA, path)
                .bearer_auth(&key)
                .header("if-none-match", tags),
        )
    };
    let unchanged = again(path, format!("\"other\", {tag}")).await;
    assert_eq!(unchanged.status, 304);
    assert_eq!(
        (unchanged.text.as_str(), unchanged.header("etag")),
        ("", tag.as_str())
    );
    // Explicit default values for company and sort give the same question.
    let written_out = format!("{path}&company_id=2&sort=-total");
    assert_eq!(again(&written_out, tag.clone()).await.status, 304);

    for other in [
        format!("{path}&limit=1"),
        format!("{path}&partner_id=7"),
        path.replace("22", "21"),
    ] {
        assert_eq!(again(&other, tag.clone()).await.status, 200, "{other}");
    }
    let payables = path.replace("receivables", "payables");
    assert_eq!(again(&payables, tag.clone()).await.status, 200);

    world
        .run("update ops.mirror set version = version + 1")
        .await;
    let changed = again(path, tag.clone()).await;
    assert_eq!(changed.status, 200);
    assert_ne!(changed.header("etag"), tag);
}

/// Each report with parameters that it can answer from the ledger of these tests.
const REPORTS: [&str; 23] = [
    "/v1/companies",
    "/v1/partners",
    "/v1/partners/7",
    "/v1/accounts",
    "/v1/salespersons",
    "/v1/search?q=bodega",
    "/v1/overview",
    "/v1/reports",
    "/v1/partners/7/statement",
    "/v1/receivables/open-items?as_of=2026-11-22",
    "/v1/receivables/ageing?as_of=2026-11-22",
    "/v1/receivables/tie-out?as_of=2026-11-22",
    "/v1/payables/open-items",
    "/v1/ledger/general-ledger?date_from=2026-01-01",
    "/v1/ledger/partner-ledger?date_from=2026-01-01",
    "/v1/ledger/trial-balance?date_from=2026-01-01",
    "/v1/journal-items",
    "/v1/journal-items/1",
    "/v1/sales/collections?date_to=2026-11-30",
    "/v1/treasury/balances",
    "/v1/treasury/forecast",
    "/v1/treasury/history",
    "/v1/payables/ageing",
];

#[tokio::test]
async fn every_report_answers_304_until_the_mirror_changes() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let ask = async |path: &str, tag: &str| {
        let request = world.request(Method::GET, ANDINA, path).bearer_auth(&key);
        send(request.header("if-none-match", tag)).await
    };
    let mut tags = Vec::new();
    for path in REPORTS {
        let first = world.get(path, &key).await;
        assert_eq!(first.status, 200, "{path}: {first:?}");
        let tag = first.header("etag").to_owned();
        let again = ask(path, &tag).await;
        assert_eq!(again.status, 304, "{path}");
        assert_eq!(again.text, "", "{path}");
        assert_eq!(again.header("etag"), tag.as_str(), "{path}");
        tags.push(tag);
    }
    world
        .run("update ops.mirror set version = version + 1")
        .await;
    for (path, tag) in REPORTS.iter().zip(&tags) {
        assert_eq!(ask(path, tag).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn the_default_date_is_today_in_the_time_zone_of_the_tenant() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let today = || async {
        let sql = "select (now() at time zone 'America/Lima')::date::text";
        world
            .admin
            .query_one(sql, &[])
            .await
            .unwrap()
            .get::<_, String>(0)
    };
    let before = today().await;
    let answer = world.get("/v1/receivables/ageing", &key).await.json();
    let asked = answer["parameters"]["as_of"].as_str().unwrap().to_owned();
    assert!(asked == before || asked == today().await, "{asked}");
}

#[tokio::test]
async fn partners_and_companies_are_listed() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    let companies = world.get("/v1/companies", &key).await.json();
    assert_eq!(
        companies["data"],
        json!([{"id": 2, "name": "Andina", "currency": "PEN", "decimal_places": 2}])
    );
    let pages = pages(&world, "/v1/partners?active=true&limit=1", &key).await;
    let names: Vec<&str> = pages
        .iter()
        .map(|page| page["data"][0]["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 3);
    let found = world.get("/v1/partners?q=bode", &key).await.json();
    assert_eq!(found["data"][0]["name"], "Bodega");
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_mirror_route_shows_watermarks_and_proofs() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    assert_eq!(
        world.get("/v1/health", "").await.json()["mirror"],
        "loading"
    );
    world
        .run(
            "insert into ops.cursor (model, watermark, run_id)
             select split_part(obj_description(oid, 'pg_class'), ':', 1), now(), gen_random_uuid()
             from pg_class where relnamespace = 'odoo'::regnamespace and relkind = 'r';
             insert into ops.proof (model, run_id, ranges, differing, rows, proved_at)
             values ('account.move.line', gen_random_uuid(), 4, 1, 9, now())",
        )
        .await;
    assert_eq!(world.get("/v1/health", "").await.json()["mirror"], "live");
    let mirror = world.get("/v1/mirror", &key).await.json();
    assert_eq!(mirror["freshness"]["state"], "live");
    let models = mirror["models"].as_array().unwrap();
    assert_eq!(models.len(), 27);
    let lines = models
        .iter()
        .find(|model| model["model"] == "account.move.line")
        .unwrap();
    assert_eq!(
        (&lines["proof"]["equal"], &lines["proof"]["differing"]),
        (&json!(false), &json!(1))
    );
    assert!(
        models.iter().all(|model| model["watermark"].is_string()),
        "{mirror}"
    );
}

#[tokio::test]
async fn request_metrics_are_labelled_by_route_and_never_by_path() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    world
        .get("/v1/sync-runs/0197a1b2-0000-7000-8000-00000000000b", &key)
        .await
        .problem(404, "not-found");
    world.get("/v1/companies", &key).await;
    let mut registry = prometheus_client::registry::Registry::with_prefix("espejo");
    world.metrics.register(&mut registry);
    let text = telemetry::render(&registry);
    for labels in [
        "method=\"GET\",route=\"/v1/sync-runs/{id}\",status=\"404\"",
        "method=\"GET\",route=\"/v1/companies\",status=\"200\"",
    ] {
        let line = format!("http_server_request_duration_seconds_count{{{labels}}} 1");
        assert!(text.contains(&line), "{text}");
    }
}
