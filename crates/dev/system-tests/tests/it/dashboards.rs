//! A real Prometheus scrapes the real services and answers the queries of the dashboards and the
//! alert rules.

use std::{fs, time::Duration};

use reqwest::Method;
use serde_json::{Value, json};
use system_tests::Stack;

use crate::{
    prometheus::{Prometheus, deploy},
    sync::books,
};

const PATIENCE: Duration = Duration::from_mins(2);

/// What has no series here: other programs, and what has not happened.
const ABSENT: [&str; 6] = [
    "pg_",
    "rabbitmq_",
    "espejo_bus_dead_letters_total",
    "espejo_db_transaction_retries_total",
    "espejo_odoo_circuit_open",
    "ALERTS",
];

/// What `work` has done, by tenant where there is one, and what holds in a stack that is well.
const MEASURED: [&str; 8] = [
    r#"espejo_sync_runs_total{tenant="andina", kind="verify", outcome="done"} == 1"#,
    r#"espejo_sync_runs_total{tenant="andina", kind="reload", outcome="failed"} == 0"#,
    r#"espejo_http_server_requests_total{tenant="andina", status="4xx"} == 1"#,
    r#"espejo_http_server_requests_total{tenant="andina", status="5xx"} == 0"#,
    r#"espejo_odoo_up{tenant="andina"} == 1"#,
    "count(espejo_bus_up == 1) == 4",
    "espejo_files_writable == 1 and espejo_files_free_bytes < espejo_files_size_bytes",
    r#"espejo_scheduler_announcements_total{tenant="andina", outcome="unreadable"} == 0"#,
];

/// Dashboard and panel of each query, and the query as Grafana sends it.
fn queries() -> Vec<(String, String)> {
    let mut queries = Vec::new();
    for entry in fs::read_dir(deploy("grafana/dashboards")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let dashboard: Value = serde_json::from_str(&text).unwrap();
        for panel in dashboard["panels"].as_array().unwrap() {
            for target in panel["targets"].as_array().unwrap() {
                let expression = target["expr"].as_str().unwrap();
                let expression = expression
                    .replace("$__rate_interval", "1m")
                    .replace("$__range", "1m")
                    .replace("$tenant", "andina");
                assert!(!expression.contains('$'), "{expression}");
                queries.push((
                    format!("{}: {}", dashboard["title"], panel["title"]),
                    expression,
                ));
            }
        }
    }
    assert!(queries.len() > 50, "the dashboards were not found");
    queries
}

/// Something of each kind that the dashboards show.
async fn work(stack: &Stack) {
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    api.run("verify", PATIENCE).await;
    let parameters = json!({ "side": "receivable", "company_id": 1, "as_of": "2026-11-22" });
    let body = json!({ "report": "ageing", "format": "csv", "parameters": parameters });
    let (status, job) = api.post("/v1/exports", &body).await;
    assert_eq!(status, 202, "{job}");
    let job = format!("/v1/exports/{}", job["id"].as_str().unwrap());
    api.wait(&job, "finished", PATIENCE).await;
    api.get("/v1/receivables/ageing?company_id=1").await;
    let stranger = stack.api_with_key("andina", "esp_aaaaaaaaaaaa_bbbbbbbbbbbb");
    let request = stranger.request(Method::GET, "/v1/companies");
    assert_eq!(stranger.send(request).await.0, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_prometheus_answers_every_query_of_the_dashboards_and_rules() {
    let mut stack = Stack::start(vec![("andina", books(37, 20))]).await;
    let targets = ["core-api", "sync-worker", "export-worker", "scheduler"]
        .map(|service| (service, stack.service(service).ops_url()));
    let prometheus = Prometheus::start(&targets, &deploy("prometheus/rules"));
    work(&stack).await;
    prometheus.wait_for("count(up == 1) == 4").await;
    // core-api reads these from the database and the broker from time to time. Rates need two scrapes.
    for metric in [
        "espejo_sync_lag_seconds",
        "espejo_queue_depth",
        "espejo_mirror_proof_equal",
        "espejo_http_auth_refusals_total",
        "espejo_export_rows_total",
    ] {
        let twice = format!("count_over_time({metric}[1m]) > 1");
        prometheus.wait_for(&twice).await;
    }

    for measured in MEASURED {
        prometheus.wait_for(measured).await;
    }
    let mut wrong = Vec::new();
    for (panel, expression) in queries() {
        let may_be_empty = ABSENT.iter().any(|name| expression.contains(name));
        match prometheus.series(&expression).await {
            Ok(0) if !may_be_empty => wrong.push(format!("{panel}: nothing for {expression}")),
            Ok(_) => {}
            Err(error) => wrong.push(format!("{panel}: {error} for {expression}")),
        }
    }
    let of_requests = "espejo_http_server_request_duration_seconds_bucket";
    let trace = prometheus.exemplar(of_requests).await;
    assert_eq!(
        trace["trace_id"].as_str().map(str::len),
        Some(32),
        "{trace}"
    );
    let rules = prometheus.get("rules", &[]).await.unwrap();
    for rule in rules["groups"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["rules"].as_array().unwrap())
    {
        if rule["health"] != "ok" {
            wrong.push(rule.to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Nothing is wrong in this stack, and what says so is heard.
    let firing = prometheus
        .series(r#"ALERTS{alertname=~"Espejo.+", alertname!~"EspejoMonitoringWorks", alertstate="firing"}"#)
        .await;
    assert_eq!(firing, Ok(0));
    let heard = r#"ALERTS{alertname="EspejoMonitoringWorks", alertstate="firing"}"#;
    assert_eq!(prometheus.series(heard).await, Ok(1));
}
