//! Tenants come, change, break and go while all services run.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use system_tests::{Api, Stack, assert_mirror_equals};
use testkit::TestDatabase;
use tokio::time::{Instant, sleep};

use crate::sync::books;

pub(crate) const PATIENCE: Duration = Duration::from_mins(2);
pub(crate) const SERVICES: [&str; 4] = ["core-api", "sync-worker", "export-worker", "scheduler"];

/// Asks the same report again and again.
pub(crate) struct Asking {
    ended: Arc<AtomicBool>,
    answers: Arc<AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

impl Asking {
    #[expect(clippy::disallowed_methods, reason = "a task of a test")]
    pub(crate) fn start(api: Api) -> Self {
        let (ended, answers) = (Arc::new(AtomicBool::new(false)), Arc::default());
        let (until, count) = (Arc::clone(&ended), Arc::<AtomicUsize>::clone(&answers));
        let task = tokio::spawn(async move {
            let report = "/v1/receivables/ageing?company_id=1&as_of=2026-11-22";
            while !until.load(Ordering::Relaxed) {
                api.get(report).await;
                count.fetch_add(1, Ordering::Relaxed);
                sleep(Duration::from_millis(50)).await;
            }
        });
        Self {
            ended,
            answers,
            task,
        }
    }

    /// Every answer was a report.
    pub(crate) async fn end(self) -> usize {
        self.ended.store(true, Ordering::Relaxed);
        self.task.await.unwrap();
        self.answers.load(Ordering::Relaxed)
    }
}

pub(crate) async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds().await {
        assert!(Instant::now() < deadline, "not in time: {what}");
        sleep(Duration::from_millis(100)).await;
    }
}

pub(crate) async fn status(api: &Api, path: &str) -> StatusCode {
    api.send(api.request(Method::GET, path)).await.0
}

pub(crate) async fn ready(stack: &mut Stack, service: &str) -> Value {
    let url = format!("{}/ready", stack.service(service).ops_url());
    reqwest::get(url).await.unwrap().json().await.unwrap()
}

pub(crate) async fn measured(stack: &mut Stack, service: &str, line: &str) -> bool {
    let metrics = stack.service(service).metrics().await;
    metrics.lines().any(|found| found == line)
}

async fn connections(database: &TestDatabase) -> i64 {
    let client = database.client().await;
    let sql = "select count(*) from pg_stat_activity
               where datname = current_database() and pid <> pg_backend_pid()";
    client.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn tenants_come_change_break_and_go_while_all_services_run() {
    let books = vec![("andina", books(61, 60)), ("pampa", books(62, 40))];
    let mut stack = Stack::prepare(books, &[]).await;
    let file = stack.tenant_file("pampa");
    let text = fs::read_to_string(&file).unwrap();
    fs::remove_file(&file).unwrap();
    stack.start_all().await;
    stack.api("andina").run("snapshot", PATIENCE).await;
    let asking = Asking::start(stack.api("andina"));
    let pampa = stack.api("pampa");
    assert_eq!(status(&pampa, "/v1/mirror").await, 421);

    // It comes: every service serves it.
    fs::write(&file, &text).unwrap();
    until("pampa is served", async || {
        status(&pampa, "/v1/mirror").await == 200
    })
    .await;
    comes(&stack, &pampa).await;

    // It changes.
    fs::write(
        &file,
        text.replace("display_name = \"pampa\"", "display_name = \"Pampa Sur\""),
    )
    .unwrap();
    until("the name has changed", async || {
        pampa.get("/v1/tenant").await["display_name"] == "Pampa Sur"
    })
    .await;
    breaks(&mut stack, &pampa, (&file, &text)).await;

    // It goes: nobody keeps a connection to its database.
    fs::remove_file(&file).unwrap();
    until("pampa is gone", async || {
        status(&pampa, "/v1/mirror").await == 421
    })
    .await;
    let database = &stack.tenant("pampa").database;
    until("the connections are closed", async || {
        connections(database).await == 0
    })
    .await;
    assert!(asking.end().await > 100);
    for service in SERVICES {
        assert!(stack.service(service).is_running(), "{service}");
    }
}

/// All services work for the new tenant.
async fn comes(stack: &Stack, pampa: &Api) {
    pampa.run("snapshot", PATIENCE).await;
    assert_mirror_equals(stack, "pampa").await;
    let body = json!({
        "report": "open-items", "format": "csv",
        "parameters": { "side": "receivable", "company_id": 1, "as_of": "2026-11-22" },
    });
    let (status, job) = pampa.post("/v1/exports", &body).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{job}");
    let path = format!("/v1/exports/{}", job["id"].as_str().unwrap());
    pampa.wait(&path, "finished", PATIENCE).await;
    let schedules = pampa.get("/v1/schedules").await;
    assert_eq!(schedules["data"].as_array().unwrap().len(), 2);
}

/// A broken file takes nothing away while the process runs, and only its own tenant at the start.
async fn breaks(stack: &mut Stack, pampa: &Api, (file, text): (&std::path::Path, &str)) {
    let broken = "espejo_tenant_file_valid{host=\"pampa.localhost\"} 0";
    let valid = "espejo_tenant_file_valid{host=\"pampa.localhost\"} 1";
    fs::write(file, text.replace("locale", "locales")).unwrap();
    for service in SERVICES {
        until(service, async || measured(stack, service, broken).await).await;
        let page = ready(stack, service).await;
        assert_eq!(page["status"], "ready", "{page}");
        let warnings = page["warnings"]["tenants"].to_string();
        assert!(
            warnings.contains("`locale` is missing"),
            "{service}: {page}"
        );
    }
    assert_eq!(pampa.get("/v1/tenant").await["display_name"], "Pampa Sur");
    let log = stack.service("core-api").log();
    assert!(log.contains("the tenant's file is not used"), "{log}");

    stack.kill_and_restart("scheduler").await;
    assert!(measured(stack, "scheduler", broken).await);
    fs::write(file, text).unwrap();
    for service in SERVICES {
        until(service, async || measured(stack, service, valid).await).await;
    }
    until("the scheduler reads the schedules of pampa", async || {
        let metrics = stack.service("scheduler").metrics().await;
        metrics.contains("espejo_scheduler_looks_total{tenant=\"pampa\"")
    })
    .await;
}
