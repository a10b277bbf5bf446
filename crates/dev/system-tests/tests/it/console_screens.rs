//! Every screen of the console over books, deliveries and faults of a running system.

use std::time::Duration;

use odoo_sim::ChangeKind;
use serde_json::{Value, json};
use system_tests::{Api, Stack};
use testkit::{Receiver, SmtpServer};

use crate::{
    console::{built, tell_about},
    proof::{change, next_second},
    sync::books,
};

const PATIENCE: Duration = Duration::from_mins(3);
const DAY: &str = "2026-11-22";
const SECRETS_KEY: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

async fn stack(post: &SmtpServer, receiver: &Receiver) -> Stack {
    let (console, url) = (built(), post.url());
    let extra = [
        ("ESPEJO_CONSOLE_DIR", console.to_str().unwrap()),
        ("ESPEJO_SMTP_URL", &url),
        ("ESPEJO_MAIL_FROM", "Cobranzas <cobranzas@example.com>"),
        ("ESPEJO_SECRETS_KEY", SECRETS_KEY),
    ];
    let mut stack = Stack::prepare(vec![("andina", books(43, 300))], &extra).await;
    stack.set_proof("content_share = 0\nmax_deleted_percent = 0\nmax_deleted_rows = 3");
    let allowed = format!("[webhooks]\norigins = [\"{}\"]\n", receiver.origin());
    stack.set_additions("andina", &allowed);
    stack.start_all().await;
    stack
}

/// Does this act, and answers what it made.
async fn make(api: &Api, path: &str, body: &Value) -> Value {
    let (status, made) = api.post(path, body).await;
    assert!(status.is_success(), "POST {path}: {status} {made}");
    made
}

/// A message of this tenant that no service accepts.
async fn poison(stack: &Stack) {
    let properties = json!({ "content_type": "application/cloudevents+json", "delivery_mode": 2 });
    let message = json!({
        "specversion": "1.0", "type": "espejo.sync.batch.v1", "tenant": "andina",
        "data": { "rows": "none" },
    });
    let (exchange, key) = ("espejo.sync-worker", "sync.batch");
    let message = message.to_string();
    assert!(
        stack
            .broker
            .publish(exchange, key, properties, &message)
            .await
    );
}

/// Rows that are gone in Odoo, and a person's question about them; the run that found them.
async fn alarm(stack: &Stack, api: &Api) -> Value {
    change(stack, ChangeKind::DeletePayment, 5);
    next_second().await;
    api.run("incremental", PATIENCE).await;
    api.wait_idle(PATIENCE).await;
    let alarms = api.get("/v1/alarms").await;
    alarms["data"][0]["run_id"].clone()
}

/// A customer who owes much, one of its documents and an account, for the screens of the books.
async fn of_the_books(api: &Api) -> Value {
    let first = async |path: &str| api.get(&format!("{path}&limit=1")).await["data"][0].clone();
    let ageing = first("/v1/receivables/ageing?company_id=1&sort=-total").await;
    let items = format!("partner_ids={}", ageing["id"]);
    let item = first(&format!("/v1/receivables/open-items?company_id=1&{items}")).await;
    let code = item["account_code"].as_str().unwrap();
    let account = first(&format!("/v1/accounts?company_id=1&q={code}")).await;
    json!({
        "customer": ageing["id"], "items": items, "document": item["move_id"],
        "account": account["id"], "accountGroup": "",
    })
}

/// A file, a mail, a view, a schedule and letters to customers.
async fn of_deliveries(api: &Api) -> Value {
    let report = json!({ "company_id": 1, "side": "receivable", "as_of": DAY });
    let export = json!({ "report": "ageing", "format": "xlsx", "parameters": report });
    let export = make(api, "/v1/exports", &export).await;
    let path = export["url"].as_str().unwrap();
    api.wait(path, "finished", PATIENCE).await;
    let to = json!({ "recipients": ["ana@example.com"] });
    make(api, &format!("{path}/mails"), &to).await;
    make(api, &format!("{path}/links"), &json!({})).await;
    let view = json!({ "name": "Lima", "report": "ageing", "parameters": report });
    make(api, "/v1/saved-views", &view).await;
    let schedule = json!({ "name": "Cada hora", "cron": "0 * * * *", "run_kind": "incremental" });
    let schedule = make(api, "/v1/schedules", &schedule).await;
    let now = format!("/v1/schedules/{}/run", schedule["id"].as_str().unwrap());
    make(api, &now, &json!({})).await;
    let statements = json!({ "parameters": { "company_id": 1, "as_of": DAY } });
    let statements = make(api, "/v1/statement-runs", &statements).await;
    let rent = json!({ "company_id": 1, "date": "2026-12-15", "amount": "-1500.00",
        "label": "Alquiler" });
    make(api, "/v1/treasury/planned-movements", &rent).await;
    json!({
        "exportJob": export["id"], "schedule": schedule["id"], "statementRun": statements["id"],
    })
}

/// A webhook, a dead letter and an alarm.
async fn of_operations(stack: &Stack, api: &Api, receiver: &Receiver) -> Value {
    let hook = json!({ "name": "Turno de noche", "events": ["run.failed"],
        "target_url": format!("{}/hook", receiver.origin()) });
    make(api, "/v1/webhooks", &hook).await;
    poison(stack).await;
    json!({ "run": alarm(stack, api).await })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_is_complete_in_both_languages_and_themes() {
    let (post, receiver) = (SmtpServer::start().await, Receiver::answering(&[204]).await);
    let stack = stack(&post, &receiver).await;
    let admin = stack.api_with_key("andina", &stack.make_key("andina", "admin"));
    admin.run("snapshot", PATIENCE).await;
    admin.run("verify", PATIENCE).await;
    let mut objects = of_the_books(&admin).await;
    let made = of_deliveries(&admin).await;
    let found = of_operations(&stack, &admin, &receiver).await;
    for part in [made, found] {
        let Value::Object(part) = part else {
            unreachable!("objects")
        };
        objects.as_object_mut().unwrap().extend(part);
    }
    tell_about(&stack, "screens", "admin", &objects).await;
}
