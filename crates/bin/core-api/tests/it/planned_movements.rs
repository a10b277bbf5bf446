//! Planned movements: create, list, change and delete them, and their effect on the forecast.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, Answer, PAMPA, World, send};

const URL: &str = "/v1/treasury/planned-movements";

async fn world() -> World {
    let world = World::create().await;
    world.seed_ledger().await;
    let journals = json!([
        {"id": 1, "code": "VEN", "name": "Ventas", "type": "sale", "company_id": 2},
        {"id": 3, "code": "BCP", "name": "Banco", "type": "bank", "company_id": 2},
    ]);
    world.insert("account_journal", journals).await;
    let currencies = json!([
        {"id": 2, "name": "USD", "decimal_places": 2, "active": true},
        {"id": 3, "name": "EUR", "decimal_places": 2, "active": true},
    ]);
    world.insert("res_currency", currencies).await;
    let rates = json!([
        {"id": 1, "name": "2026-01-01", "rate": "0.25", "currency_id": 2, "company_id": 2},
        {"id": 2, "name": "2026-06-01", "rate": "0.20", "currency_id": 2, "company_id": 2},
    ]);
    world.insert("res_currency_rate", rates).await;
    world
}

async fn change(world: &World, method: Method, path: &str, key: &str, body: &Value) -> Answer {
    let request = world.request(method, ANDINA, path).bearer_auth(key);
    send(request.json(body)).await
}

fn payroll() -> Value {
    json!({"date": "2026-11-30", "repeat": {"every": "month", "last_day": "2027-01-31"},
           "amount": "-500.10", "label": "Planilla", "journal_id": 3})
}

#[tokio::test]
async fn a_planned_movement_is_in_the_forecast_until_it_is_deleted() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    let path = "/v1/treasury/forecast?as_of=2026-11-22&by=month&periods=2";
    let forecast = async |more: &str| {
        let answer = world.get(&format!("{path}{more}"), &key).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer
    };
    let before = forecast("").await;
    assert_eq!(before.json()["totals"]["planned_outflow"], "0.00");

    let made = world.post(URL, &key, &payroll()).await;
    assert_eq!(made.status, 201, "{made:?}");
    let movement = made.json();
    assert_eq!(movement["company_id"], 2);
    assert_eq!(movement["currency"], "PEN");
    assert_eq!(movement["repeat"], payroll()["repeat"]);
    let url = made.header("location").to_owned();
    assert_eq!(world.get(&url, &key).await.json(), movement);

    // The mirror is unchanged, but the answer is not.
    let known = world.request(Method::GET, ANDINA, path).bearer_auth(&key);
    let known = known.header("if-none-match", before.header("etag"));
    let body = send(known).await.json();
    let (first, totals) = (&body["data"][0], &body["totals"]);
    assert_eq!(first["planned_outflow"], "500.10", "{body}");
    assert_eq!(first["outflow"], before.json()["data"][0]["outflow"]);
    assert_eq!(totals["planned_outflow"], "1000.20");
    assert_eq!(totals["later_planned_outflow"], "500.10");
    let hidden = forecast("&include_planned=false").await.json();
    assert_eq!(hidden["totals"]["planned_outflow"], "0.00");
    assert_eq!(
        hidden["totals"]["closing"],
        before.json()["totals"]["closing"]
    );

    // 100 dollars at 0.20 dollars per sol.
    let dollars = json!({"date": "2026-12-01", "amount": "100", "currency": "usd", "label": "EXW"});
    let changed = change(&world, Method::PUT, &url, &key, &dollars).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    let changed = changed.json();
    assert_eq!(
        (&changed["version"], &changed["currency"]),
        (&json!(2), &json!("USD"))
    );
    assert_eq!(
        (&changed["repeat"], &changed["journal_id"]),
        (&Value::Null, &Value::Null)
    );
    let body = forecast("").await.json();
    assert_eq!(body["data"][1]["planned_inflow"], "500.00", "{body}");
    assert_eq!(body["totals"]["planned_outflow"], "0.00");

    let gone = change(&world, Method::DELETE, &url, &key, &json!({})).await;
    assert_eq!(gone.status, 204, "{gone:?}");
    assert_eq!(forecast("").await.json()["totals"], before.json()["totals"]);
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        let answer = change(&world, method, &url, &key, &dollars).await;
        answer.problem(404, "not-found");
    }
}

#[tokio::test]
async fn planned_movements_are_listed_page_by_page_and_belong_to_a_tenant() {
    let world = world().await;
    let operator = world.key("andina", Role::Operator).await;
    let viewer = world.key("andina", Role::Viewer).await;
    for number in 1..=5 {
        let new = json!({"date": "2026-12-01", "amount": format!("{number}"), "label": "Cobro"});
        assert_eq!(world.post(URL, &operator, &new).await.status, 201);
    }
    let (mut path, mut amounts) = (format!("{URL}?limit=2&company_id=2"), Vec::new());
    loop {
        let page = world.get(&path, &viewer).await;
        let body = page.json();
        let rows = body["data"].as_array().unwrap();
        amounts.extend(rows.iter().map(|row| row["amount"].clone()));
        let Some(next) = body["next"].as_str() else {
            break;
        };
        assert!(page.header("link").contains("rel=\"next\""));
        path = format!("{URL}?limit=2&company_id=2&cursor={next}");
    }
    assert_eq!(json!(amounts), json!(["5", "4", "3", "2", "1"]));
    let none = world.get(&format!("{URL}?company_id=9"), &viewer).await;
    assert_eq!(none.json()["data"], json!([]));
    let stranger = world.key("pampa", Role::Admin).await;
    let elsewhere = world.request(Method::GET, PAMPA, URL).bearer_auth(stranger);
    assert_eq!(send(elsewhere).await.json()["data"], json!([]));
    let refused = world.post(URL, &viewer, &payroll()).await;
    refused.problem(403, "role-too-low");
}

#[tokio::test]
async fn an_invalid_planned_movement_is_refused_with_a_pointer() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    for (pointer, member, value) in [
        ("/amount", "amount", json!("0.00")),
        ("/amount", "amount", json!("1.234")),
        ("/amount", "amount", json!("1e3")),
        ("/amount", "amount", json!(12.5)),
        ("/date", "date", json!("30/11/2026")),
        (
            "/repeat/every",
            "repeat",
            json!({"every": "day", "last_day": "2027-01-31"}),
        ),
        (
            "/repeat/last_day",
            "repeat",
            json!({"every": "week", "last_day": "2026-11-29"}),
        ),
        (
            "/repeat/last_day",
            "repeat",
            json!({"every": "week", "last_day": "2037-01-01"}),
        ),
        ("/label", "label", json!(" ")),
        ("/currency", "currency", json!("XXX")),
        // There is no exchange rate for it.
        ("/currency", "currency", json!("EUR")),
        ("/company_id", "company_id", json!(9)),
        ("/journal_id", "journal_id", json!(1)),
        ("/colour", "colour", json!("red")),
    ] {
        let mut body = payroll();
        body[member] = value;
        let problem = world
            .post(URL, &key, &body)
            .await
            .problem(422, "invalid-request");
        assert_eq!(
            problem["errors"][0]["pointer"], pointer,
            "{body}: {problem}"
        );
    }
    assert_eq!(world.count("ops.planned_movement").await, 0);
}
