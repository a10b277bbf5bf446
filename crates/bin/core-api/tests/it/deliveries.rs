//! Lists of exports and mails, statements for one customer, and schedules that somebody starts.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    exports::{ID, export, owner},
    world::{ANDINA, World, send},
};

async fn ids(world: &World, path: &str, key: &str) -> Vec<String> {
    let answer = world.get(path, key).await;
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    let page = answer.json();
    let rows = page["data"].as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap().to_owned())
        .collect()
}

const SCHEDULE: &str = "0197a1b2-0000-7000-8000-0000000000aa";
const STATEMENT_RUN: &str = "0197a1b2-0000-7000-8000-0000000000bb";
const SOMEBODY: &str = "person:0197a1b2-0000-7000-8000-0000000000cc";

/// Exports of the key, of somebody else, of a schedule and of a statement run, newest first.
async fn four_exports(world: &World, key: &str) -> Vec<String> {
    let (schedule, run) = (
        format!("schedule:{SCHEDULE}"),
        format!("statement-run:{STATEMENT_RUN}"),
    );
    let mut made = Vec::new();
    for (n, (requester, report, state)) in [
        (owner(key).as_str(), "ageing", "finished"),
        (SOMEBODY, "ageing", "failed"),
        (&schedule, "ageing", "requested"),
        (&run, "partner-statement", "finished"),
    ]
    .iter()
    .enumerate()
    {
        let id = format!("0197a1b2-0000-7000-8000-00000000000{n}");
        let trace = format!("00-4bf92f3577b34da6a3ce929d0e0e473{n}-00f067aa0ba902b7-01");
        let sql = format!(
            "insert into ops.export_job (id, report, parameters, format, locale, file_name,
                 state, requested_by, traceparent, created_at)
             values ('{id}', '{report}', '{{\"side\": \"receivable\"}}', 'csv', 'es', 'a.csv',
                 '{state}', '{requester}', '{trace}', now() - interval '{n} minutes')"
        );
        world.run(&sql).await;
        made.push(id);
    }
    made
}

#[tokio::test]
async fn exports_are_listed_by_state_report_maker_and_origin() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let made = four_exports(&world, &key).await;
    for (filter, expected) in [
        ("", &made[..]),
        ("?state=finished", &[made[0].clone(), made[3].clone()][..]),
        ("?report=partner-statement", &made[3..]),
        ("?created_by=me", &made[..1]),
        ("?origin=request", &made[..2]),
        ("?origin=schedule", &made[2..3]),
        ("?origin=statement_run", &made[3..]),
        ("?origin=request&state=failed", &made[1..2]),
    ] {
        let path = format!("/v1/exports{filter}");
        assert_eq!(ids(&world, &path, &key).await, expected, "{filter}");
    }
    for (query, parameter) in [
        ("created_by=you", "created_by"),
        ("state=done", "state"),
        ("created_by=me&origin=request", "origin"),
    ] {
        let refused = world.get(&format!("/v1/exports?{query}"), &key).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], parameter, "{problem}");
    }
}

#[tokio::test]
async fn an_export_names_what_led_to_it_and_its_trace() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let made = four_exports(&world, &key).await;
    let show = async |n: usize| {
        let path = format!("/v1/exports/{}", made[n]);
        world.get(&path, &key).await.json()
    };
    let of_schedule = show(2).await;
    assert_eq!(
        (&of_schedule["origin"], &of_schedule["schedule_id"]),
        (&json!("schedule"), &json!(SCHEDULE))
    );
    assert_eq!(of_schedule["trace_id"], "4bf92f3577b34da6a3ce929d0e0e4732");
    assert_eq!(show(3).await["statement_run_id"], json!(STATEMENT_RUN));
}

#[tokio::test]
async fn the_owner_removes_a_file_and_the_export_stays() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let other = world.key("andina", Role::Operator).await;
    export(&world, "finished", &owner(&key)).await;
    let path = format!("/v1/exports/{ID}/file");
    let remove = async |key: &str| {
        send(
            world
                .request(Method::DELETE, ANDINA, &path)
                .bearer_auth(key),
        )
        .await
    };
    remove(&other).await.problem(403, "role-too-low");
    let mail = "insert into ops.mail (id, export_id, occasion, recipient, locale, state)
                values (gen_random_uuid(), $1::text::uuid, 'report', 'ana@example.com', 'es',
                        'requested')";
    world.admin.execute(mail, &[&ID]).await.unwrap();
    remove(&key).await.problem(409, "conflict");
    world.run("update ops.mail set state = 'sent'").await;
    assert_eq!(remove(&key).await.status, 204);
    remove(&key).await.problem(410, "file-gone");
    world.get(&path, &key).await.problem(410, "file-gone");
    let left = world
        .files
        .path()
        .join(format!("exports/andina/{ID}/a.csv"));
    assert!(!left.exists());
    let shown = world.get(&format!("/v1/exports/{ID}"), &key).await.json();
    assert_eq!(
        (&shown["state"], &shown["file"]),
        (&json!("finished"), &json!(null))
    );
    // Nothing can be mailed any more.
    let mails = format!("/v1/exports/{ID}/mails");
    let order = json!({ "recipients": ["b@example.com"] });
    let refused = world.post(&mails, &key, &order).await;
    refused.problem(409, "conflict");
    world.run("update ops.mail set state = 'failed'").await;
    let mail = "select id::text from ops.mail";
    let mail: String = world.admin.query_one(mail, &[]).await.unwrap().get(0);
    let retry = format!("/v1/mails/{mail}/retry");
    let retry = world.post(&retry, &key, &json!({})).await;
    let problem = retry.problem(409, "conflict");
    assert!(problem["detail"].as_str().unwrap().contains("was removed"));
    let admin = world.key("andina", Role::Admin).await;
    let acts = world
        .get("/v1/audit?action=remove+file", &admin)
        .await
        .json();
    assert_eq!(acts["data"][0]["object"], json!(path));
}

/// A customer with an amount due and the address caja@example.com, and the URL that mails it.
async fn customer(world: &World, key: &str) -> (i64, String) {
    world.seed_ledger().await;
    let preview = world.get("/v1/statement-runs/preview", key).await.json();
    let partner = preview["data"][0]["partner_id"].as_i64().unwrap();
    let sql = "update odoo.res_partner set email = 'caja@example.com' where id = $1";
    world.admin.execute(sql, &[&partner]).await.unwrap();
    (partner, format!("/v1/partners/{partner}/statement-mails"))
}

#[tokio::test]
async fn one_customer_is_mailed_a_statement_with_one_request() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let (partner, path) = customer(&world, &key).await;
    let mailed = world
        .post(&path, &key, &json!({ "note": "Por favor revise." }))
        .await;
    assert_eq!(mailed.status, 202, "{mailed:?}");
    let mail = &mailed.json()["data"][0];
    assert_eq!(
        (
            &mail["recipient"],
            &mail["occasion"],
            &mail["state"],
            &mail["partner_id"]
        ),
        (
            &json!("caja@example.com"),
            &json!("statement"),
            &json!("waiting"),
            &json!(partner)
        )
    );
    let export = world
        .get(mail["export_url"].as_str().unwrap(), &key)
        .await
        .json();
    assert_eq!(
        (&export["report"], &export["format"], &export["origin"]),
        (
            &json!("partner-statement"),
            &json!("pdf"),
            &json!("request")
        )
    );
    let id = mail["id"].as_str().unwrap().to_owned();
    for (filter, is_found) in [
        (format!("partner_id={partner}"), true),
        ("partner_id=999999".to_owned(), false),
        ("recipient=CAJA@example.com".to_owned(), true),
        ("recipient=ana@example.com".to_owned(), false),
        ("since=2999-01-01T00:00:00Z".to_owned(), false),
        (format!("statement_run_id={ID}"), false),
    ] {
        let found = ids(&world, &format!("/v1/mails?{filter}"), &key).await;
        assert_eq!(found == [id.clone()], is_found, "{filter}: {found:?}");
    }
}

#[tokio::test]
async fn a_statement_goes_to_the_named_recipients_or_is_refused_with_the_place() {
    let world = World::create().await;
    let key = world.key("andina", Role::Operator).await;
    let (_, path) = customer(&world, &key).await;
    let named = json!({
        "recipients": ["ana@example.com"], "parameters": { "date_to": "2026-11-22" },
    });
    let named = world.post(&path, &key, &named).await;
    assert_eq!(named.json()["data"][0]["recipient"], "ana@example.com");
    world.run("update odoo.res_partner set email = null").await;
    for (body, pointer) in [
        (json!({}), "/recipients"),
        (json!({ "recipients": [] }), "/recipients"),
        (json!({ "recipients": ["x"] }), "/recipients/0"),
        (
            json!({ "parameters": { "company_id": 99 } }),
            "/parameters/company_id",
        ),
        (json!({ "locale": "?" }), "/locale"),
    ] {
        let refused = world.post(&path, &key, &body).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let nobody = "/v1/partners/999999/statement-mails";
    let nobody = world.post(nobody, &key, &json!({})).await;
    nobody.problem(404, "not-found");
}

#[tokio::test]
async fn a_schedule_is_started_by_hand_without_moving_its_instants() {
    let world = World::create().await;
    world.seed_ledger().await;
    let admin = world.key("andina", Role::Admin).await;
    let operator = world.key("andina", Role::Operator).await;
    let schedule = json!({
        "name": "Cierre", "cron": "30 7 * * mon-fri", "paused": true,
        "report": { "report": "ageing", "format": "csv",
                    "parameters": { "side": "receivable", "as_of": "end of last month" } },
    });
    let made = world.post("/v1/schedules", &admin, &schedule).await.json();
    assert_eq!(made["last_fire"], json!(null));
    assert_eq!(made["in_words"]["es"], "a las 07:30 de lunes a viernes");
    let url = made["url"].as_str().unwrap();
    let viewer = world.key("andina", Role::Viewer).await;
    let run = format!("{url}/run");
    let refused = world.post(&run, &viewer, &json!({})).await;
    refused.problem(403, "role-too-low");
    let started = world.post(&run, &operator, &json!({})).await;
    assert_eq!(started.status, 202, "{started:?}");
    let fire = started.json();
    assert_eq!(
        (&fire["outcome"], &fire["created_by"]["kind"]),
        (&json!("started"), &json!("key"))
    );
    let export = world
        .get(fire["started_url"].as_str().unwrap(), &operator)
        .await
        .json();
    assert_eq!(
        (&export["origin"], &export["schedule_id"]),
        (&json!("schedule"), &made["id"])
    );
    let object = fire["started_url"].as_str().unwrap();
    let acts = world
        .get(&format!("/v1/audit?object={object}"), &admin)
        .await;
    assert_eq!(
        acts.json()["data"][0]["action"],
        "request export",
        "{acts:?}"
    );
    let shown = world.get(url, &operator).await.json();
    assert_eq!(shown["last_fire"], fire);
    assert_eq!(shown["last_due_at"], made["last_due_at"]);
    let fires = world.get(&format!("{url}/fires"), &operator).await.json();
    assert_eq!(fires["data"], json!([fire]));

    // A run that is active makes a second one wait.
    let sync = json!({ "name": "Noche", "cron": "0 2 * * *", "run_kind": "verify" });
    let sync = world.post("/v1/schedules", &admin, &sync).await.json();
    let run = format!("{}/run", sync["url"].as_str().unwrap());
    assert_eq!(world.post(&run, &operator, &json!({})).await.status, 202);
    let again = world.post(&run, &operator, &json!({})).await;
    again.problem(409, "run-active");
}

#[tokio::test]
async fn a_cron_line_is_previewed_in_words_and_instants() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    let path = "/v1/schedules/preview";
    let sketch = json!({ "cron": "0 6 1 * *", "time_zone": "America/Argentina/Buenos_Aires" });
    let preview = world.post(path, &key, &sketch).await;
    assert_eq!(preview.status, 200, "{preview:?}");
    let preview = preview.json();
    assert_eq!(preview["in_words"]["en"], "at 06:00 on day 1 of the month");
    assert_eq!(preview["in_words"]["es"], "a las 06:00 el día 1 del mes");
    let upcoming: Vec<&str> = preview["upcoming"]
        .as_array()
        .unwrap()
        .iter()
        .map(|at| at.as_str().unwrap())
        .collect();
    assert_eq!(upcoming.len(), 5);
    assert!(
        upcoming.iter().all(|at| at.ends_with("-01T09:00:00Z")),
        "{upcoming:?}"
    );
    let of_tenant = world
        .post(path, &key, &json!({ "cron": "* * * * *" }))
        .await
        .json();
    assert_eq!(of_tenant["time_zone"], "America/Lima");
    for (sketch, pointer) in [
        (json!({ "cron": "0 6 31 2 *" }), "/cron"),
        (json!({ "cron": "x" }), "/cron"),
        (
            json!({ "cron": "0 6 * * *", "time_zone": "Lima" }),
            "/time_zone",
        ),
    ] {
        let problem = world
            .post(path, &key, &sketch)
            .await
            .problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
}

#[tokio::test]
async fn who_changed_a_schedule_last_is_shown() {
    let world = World::create().await;
    let admin = world.key("andina", Role::Admin).await;
    let second = world.key("andina", Role::Admin).await;
    let schedule = json!({ "name": "Noche", "cron": "0 2 * * *", "run_kind": "verify" });
    let made = world.post("/v1/schedules", &admin, &schedule).await.json();
    assert_eq!(made["updated_by"], made["created_by"]);
    let url = made["url"].as_str().unwrap();
    let change = world
        .request(Method::PATCH, ANDINA, url)
        .bearer_auth(&second);
    let changed: Value = send(change.json(&json!({ "paused": true }))).await.json();
    assert_eq!(changed["created_by"], made["created_by"]);
    assert_eq!(
        changed["updated_by"]["id"],
        second.split('_').nth(1).unwrap()
    );
}
