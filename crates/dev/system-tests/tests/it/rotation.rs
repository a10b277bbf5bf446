//! Secrets change while reports are asked and runs go on.

use std::{fs, time::Duration};

use futures::future::join_all;
use odoo_sim::ChangeKind;
use reqwest::StatusCode;
use serde_json::json;
use settings::Environment;
use store::{login_roles, logins::Secrets};
use system_tests::{Stack, assert_mirror_equals};

use crate::{
    proof::{change, next_second},
    sync::books,
    tenants::Asking,
};

const PATIENCE: Duration = Duration::from_mins(2);
/// More than the connections that core-api has open when little happens.
const AT_ONCE: usize = 12;
const LOGINS: [(&str, &str); 3] = [
    ("core-api", "ESPEJO_CORE_DATABASE_SECRET"),
    ("export-worker", "ESPEJO_EXPORT_DATABASE_SECRET"),
    ("scheduler", "ESPEJO_SCHEDULER_DATABASE_SECRET"),
];

#[tokio::test(flavor = "multi_thread")]
async fn secrets_of_the_databases_and_of_odoo_change_without_a_failed_request() {
    let mut stack = Stack::prepare(vec![("andina", books(71, 60))], &[]).await;
    stack.keep_secrets_in_files();
    stack.start_all().await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    let asking = Asking::start(stack.api("andina"));

    // The files first, then the server: `core-api migrate` with the new secrets.
    for (service, variable) in LOGINS {
        fs::write(stack.secret_file(service, variable), secret(variable)).unwrap();
    }
    new_connections(&stack).await;
    let database = &stack.tenant("andina").database;
    let mut env = Environment::from_pairs(LOGINS.map(|(_, name)| (name, secret(name))));
    let secrets = Secrets::read(&mut env);
    login_roles::create(&database.url().into(), database.name(), &secrets)
        .await
        .unwrap();
    new_connections(&stack).await;
    let body = json!({
        "report": "open-items", "format": "csv",
        "parameters": { "side": "receivable", "company_id": 1, "as_of": "2026-11-22" },
    });
    let (status, job) = api.post("/v1/exports", &body).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{job}");
    let export = format!("/v1/exports/{}", job["id"].as_str().unwrap());
    api.wait(&export, "finished", PATIENCE).await;

    stack.sim.set_password("andina", "another").unwrap();
    let of_odoo = stack.secret_file("sync-worker", "SIM_PASSWORD");
    fs::write(of_odoo, "another\n").unwrap();
    change(&stack, ChangeKind::NewInvoice, 5);
    next_second().await;
    api.run("incremental", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    assert!(asking.end().await > 20);
}

fn secret(variable: &str) -> String {
    format!("new {variable} with enough letters")
}

/// Reports at the same time, so that connections are opened.
async fn new_connections(stack: &Stack) {
    let report = "/v1/receivables/ageing?company_id=1&as_of=2026-11-22";
    let apis: Vec<_> = (0..AT_ONCE).map(|_| stack.api("andina")).collect();
    join_all(apis.iter().map(|api| api.get(report))).await;
}
