//! The operator's commands for one client, while all services run for another.

use std::fs;

use reqwest::Method;
use serde_json::Value;
use system_tests::{Api, Stack};

use crate::{
    sync::books,
    tenants::{Asking, PATIENCE, SERVICES, measured, ready, status, until},
};

const AGEING: &str = "/v1/receivables/ageing?company_id=1&as_of=2026-11-22";
const SUSPENDED: &str = "espejo_tenant_suspended{host=\"sur.localhost\"} 1";

#[tokio::test(flavor = "multi_thread")]
async fn a_client_comes_and_leaves_by_commands_while_all_services_run() {
    let books = vec![("andina", books(61, 60)), ("pampa", books(62, 30))];
    let mut stack = Stack::prepare(books, &[]).await;
    // The books of pampa are those of the new client.
    fs::remove_file(stack.tenant_file("pampa")).unwrap();
    let bases = stack.tenant_file("pampa").with_file_name("../bases");
    fs::create_dir(&bases).unwrap();
    let base = "time_zone = 'America/Lima'\nlocale = 'es-PE'\n\
                [odoo]\nuser = 'bot'\npassword_env = 'SIM_PASSWORD'\n";
    fs::write(bases.join("retail.toml"), base).unwrap();
    stack.start_all().await;
    stack.api("andina").run("snapshot", PATIENCE).await;
    let asking = Asking::start(stack.api("andina"));

    let database = format!("{}_n", stack.tenant("andina").database.name());
    let (sur, key) = comes(&stack, &database).await;
    let report = sur.get(AGEING).await;
    rests(&mut stack, &sur).await;

    administer(&stack, "tenants rename sur.localhost norte.localhost");
    let norte = stack.api_with_key("norte", &key);
    until("norte is served", async || {
        status(&norte, "/v1/mirror").await == 200 && status(&sur, "/v1/mirror").await == 421
    })
    .await;
    assert_eq!(lines(&norte.get(AGEING).await), lines(&report));

    leaves(&stack, &norte, &database).await;
    assert!(asking.end().await > 50);
    for service in SERVICES {
        assert!(stack.service(service).is_running(), "{service}");
    }
}

/// The new client, with its first load, and the key of its operator.
async fn comes(stack: &Stack, database: &str) -> (Api, String) {
    let create = format!(
        "tenants create sur.localhost --from retail --database {database} \
         --set odoo.database=pampa --admin ana@example.com"
    );
    let told = administer(stack, &create);
    assert!(
        told.contains("https://sur.localhost/c/invitation#"),
        "{told}"
    );
    let key = stack.make_key("sur", "operator");
    let sur = stack.api_with_key("sur", &key);
    until("sur is served", async || {
        status(&sur, "/v1/mirror").await == 200
    })
    .await;
    sur.run("snapshot", PATIENCE).await;
    (sur, key)
}

/// It is suspended and served again.
async fn rests(stack: &mut Stack, sur: &Api) {
    administer(stack, "tenants suspend sur.localhost");
    until("sur is suspended", async || {
        status(sur, "/v1/mirror").await == 421
    })
    .await;
    for service in SERVICES {
        until(service, async || measured(stack, service, SUSPENDED).await).await;
    }
    let page = ready(stack, "core-api").await;
    let warnings = page["warnings"]["tenants"].to_string();
    assert!(warnings.contains("suspended/sur.localhost.toml"), "{page}");
    administer(stack, "tenants resume sur.localhost");
    until("sur is served again", async || {
        status(sur, "/v1/mirror").await == 200
    })
    .await;
}

/// It is exported, and nothing of it stays.
async fn leaves(stack: &Stack, norte: &Api, database: &str) {
    let out = stack.files().with_file_name("out");
    administer(stack, "tenants suspend norte.localhost");
    let remove = format!(
        "tenants remove norte.localhost --export-to {}",
        out.display()
    );
    let told = administer(stack, &remove);
    assert!(told.contains("norte.localhost is removed"), "{told}");
    assert!(out.join("manifest.json").is_file());
    let client = stack.tenant("andina").database.client().await;
    let known = "select from pg_database where datname = $1";
    let known = client.query_opt(known, &[&database]).await.unwrap();
    assert!(known.is_none());
    let (status, _) = norte.send(norte.request(Method::GET, AGEING)).await;
    assert_eq!(status, 421);
}

fn administer(stack: &Stack, command: &str) -> String {
    let arguments: Vec<&str> = command.split_whitespace().collect();
    stack.administer(&arguments)
}

fn lines(report: &Value) -> &Value {
    let lines = &report["data"];
    assert!(
        lines.as_array().is_some_and(|lines| !lines.is_empty()),
        "{report}"
    );
    lines
}
