//! Statement runs over HTTP: request once, follow, stop, schedule.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::statement_preview::{ADDRESSES, exclude};
use crate::world::{ANDINA, Answer, World, send};

const RUNS: &str = "/v1/statement-runs";

fn order() -> Value {
    json!({"parameters": {"as_of": "2026-11-08"}, "note": "Saludos."})
}

async fn ask(world: &World, key: &str, idempotency_key: &str, body: &Value) -> Answer {
    send(
        world
            .request(Method::POST, ANDINA, RUNS)
            .bearer_auth(key)
            .header("idempotency-key", idempotency_key)
            .json(body),
    )
    .await
}

#[tokio::test]
async fn a_statement_run_is_requested_once_and_shows_each_customer() {
    let world = World::create().await;
    world.seed_ledger().await;
    world.run(ADDRESSES).await;
    let key = world.key("andina", Role::Operator).await;
    exclude(&world, &key, 9, &json!({"reason": "Convenio"})).await;
    let made = ask(&world, &key, "november", &order()).await;
    assert_eq!(made.status, 202, "{made:?}");
    let again = ask(&world, &key, "november", &order()).await;
    assert_eq!(again.json(), made.json());
    let other = ask(&world, &key, "november", &json!({})).await;
    other.problem(422, "idempotency-key-reused");
    assert_eq!(world.count("ops.statement_run").await, 1);

    let url = made.header("location").to_owned();
    let run = world.get(&url, &key).await.json();
    assert_eq!(run, made.json());
    assert_eq!(
        run["parameters"],
        json!({"company_id": 2, "as_of": "2026-11-08"})
    );
    assert_eq!(
        (&run["state"], &run["format"]),
        (&json!("running"), &json!("pdf"))
    );
    assert_eq!(
        (&run["customers"], &run["amount_due"]),
        (&json!(3), &json!("7800.00"))
    );
    let counts = &run["states"];
    assert_eq!(
        (&counts["exporting"], &counts["skipped"]),
        (&json!(1), &json!(2))
    );
    let list = world.get(RUNS, &key).await.json();
    assert_eq!(list["data"], json!([run]));

    let items = format!("{url}/items");
    let first = world.get(&format!("{items}?limit=1"), &key).await.json();
    let item = &first["data"][0];
    assert_eq!(
        (&item["partner_name"], &item["locale"]),
        (&json!("Alamo"), &json!("en-US"))
    );
    assert_eq!(
        item["recipients"],
        json!(["ana@example.com", "caja@example.com"])
    );
    let export = world.get(item["export_url"].as_str().unwrap(), &key).await;
    assert_eq!(export.json()["report"], "partner-statement", "{export:?}");
    let mails = world.get(item["mails_url"].as_str().unwrap(), &key).await;
    assert_eq!(mails.json()["data"].as_array().unwrap().len(), 2);
    let next = format!("{items}?limit=2&cursor={}", first["next"].as_str().unwrap());
    let rest = world.get(&next, &key).await.json();
    let skipped = world
        .get(&format!("{items}?state=skipped"), &key)
        .await
        .json();
    assert_eq!(rest, skipped);
    assert_eq!(rest["data"][1]["detail"], "excluded: Convenio");
    let nowhere = format!("{RUNS}/0197a1b2-0000-7000-8000-00000000000b/items");
    world.get(&nowhere, &key).await.problem(404, "not-found");
}

#[tokio::test]
async fn a_statement_counts_the_companies_and_contacts_of_its_run() {
    let world = World::create().await;
    world.seed_ledger().await;
    world.run(ADDRESSES).await;
    let key = world.key("andina", Role::Operator).await;
    let mut asked = order();
    asked["parameters"]["companies"] = json!("with_branches");
    asked["parameters"]["partner_level"] = json!("contact");
    let made = ask(&world, &key, "branches", &asked).await;
    assert_eq!(made.status, 202, "{made:?}");
    let items = format!("{}/items?limit=1", made.header("location"));
    let items = world.get(&items, &key).await.json();
    let export = items["data"][0]["export_url"].as_str().unwrap();
    let parameters = world.get(export, &key).await.json()["parameters"].clone();
    assert_eq!(parameters["companies"], "with_branches");
    assert_eq!(parameters["partner_level"], "contact");
}

#[tokio::test]
async fn a_statement_run_does_not_count_as_exports_and_can_be_cancelled() {
    let world = World::create().await;
    world.seed_ledger().await;
    world.run(ADDRESSES).await;
    world
        .run("update odoo.res_partner set email = 'b@example.com' where id = 8")
        .await;
    let key = world.key("andina", Role::Operator).await;
    let made = world.post(RUNS, &key, &order()).await;
    assert_eq!(made.json()["states"]["exporting"], 3, "{made:?}");
    // The tenant may have two exports at the same time.
    let export =
        json!({"report": "ageing", "format": "xlsx", "parameters": {"side": "receivable"}});
    for status in [202, 202, 409] {
        let answer = world.post("/v1/exports", &key, &export).await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
    let url = made.header("location").to_owned();
    let nothing = json!({});
    let early = world.post(&format!("{url}/retry"), &key, &nothing).await;
    early.problem(409, "conflict");
    let cancelled = world.post(&format!("{url}/cancel"), &key, &nothing).await;
    assert_eq!(cancelled.status, 200, "{cancelled:?}");
    let cancelled = cancelled.json();
    assert_eq!(cancelled["state"], "cancelled");
    assert_eq!(cancelled["states"]["cancelled"], 3);
    let late = world.post(&format!("{url}/retry"), &key, &nothing).await;
    late.problem(409, "conflict");
    let waiting = "ops.mail where state = 'waiting'";
    assert_eq!(world.count(waiting).await, 0);
}

#[tokio::test]
async fn a_statement_run_without_customers_is_finished_and_an_invalid_one_refused() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let nobody = json!({"parameters": {"as_of": "today-9999"}, "format": "xlsx"});
    let made = world.post(RUNS, &key, &nobody).await.json();
    assert_eq!(
        (&made["state"], &made["customers"]),
        (&json!("finished"), &json!(0))
    );
    for (place, value) in [
        ("/parameters/as_of", json!("end of the world")),
        ("/parameters/min_overdue", json!(1.5)),
        ("/parameters/side", json!("payable")),
        ("/parameters/limit", json!(5)),
        ("/parameters/company_id", json!(99)),
        ("/locale", json!("spanish")),
        ("/note", json!("")),
        ("/format", json!("doc")),
    ] {
        let mut body = order();
        body["locale"] = json!("es-PE");
        body["format"] = json!("pdf");
        let (parent, name) = place.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = value;
        let answer = world.post(RUNS, &key, &body).await;
        let problem = answer.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], place, "{problem}");
    }
}

#[tokio::test]
async fn statement_runs_can_be_scheduled() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Admin).await;
    let good = json!({
        "name": "estados", "cron": "0 7 1 * *",
        "statement_run": {"parameters": {"as_of": "end of last month"}, "format": "pdf"},
    });
    let mut wrong = good.clone();
    wrong["statement_run"]["parameters"]["as_of"] = json!("someday");
    let answer = world.post("/v1/schedules", &key, &wrong).await;
    let problem = answer.problem(422, "invalid-request");
    let place = "/statement_run/parameters/as_of";
    assert_eq!(problem["errors"][0]["pointer"], place, "{problem}");
    let mut both = good.clone();
    both["run_kind"] = json!("verify");
    let answer = world.post("/v1/schedules", &key, &both).await;
    assert_eq!(answer.json()["errors"][0]["pointer"], "/run_kind");

    let made = world.post("/v1/schedules", &key, &good).await;
    assert_eq!(made.status, 201, "{made:?}");
    let made = made.json();
    assert_eq!(made["statement_run"], good["statement_run"]);
    assert_eq!(
        (&made["run_kind"], &made["report"]),
        (&Value::Null, &Value::Null)
    );
    let url = made["url"].as_str().unwrap();
    let change = |body: Value| {
        send(
            world
                .request(Method::PATCH, ANDINA, url)
                .bearer_auth(&key)
                .json(&body),
        )
    };
    let other = change(json!({"run_kind": "verify"})).await;
    assert_eq!(other.json()["errors"][0]["pointer"], "/run_kind");
    let mut order = good["statement_run"].clone();
    order["note"] = json!("Saludos.");
    let changed = change(json!({"statement_run": order})).await;
    assert_eq!(changed.json()["statement_run"], order, "{changed:?}");
}
