//! A real Prometheus scrapes the real services and answers the queries of the dashboards and the
//! alert rules.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
    time::{Duration, Instant},
};

use reqwest::{Client, Method, Url};
use serde_json::{Value, json};
use system_tests::Stack;
use tempfile::TempDir;
use testkit::free_port;

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);
const PROMETHEUS: &str = "/usr/bin/prometheus";

/// What has no series here: other programs, and what has not happened.
const ABSENT: [&str; 9] = [
    "pg_",
    "rabbitmq_",
    "espejo_bus_dead_letters_total",
    "espejo_db_transaction_retries_total",
    "espejo_mails_total",
    "espejo_odoo_circuit_open",
    "espejo_scheduler_announcements_total",
    "espejo_webhook_calls_total",
    "ALERTS",
];

struct Prometheus {
    process: Child,
    url: String,
    client: Client,
    _folder: TempDir,
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Prometheus {
    /// Scrapes these services each second, with the alert rules of the product.
    fn start(targets: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut configuration = format!(
            "global: {{ scrape_interval: 1s, evaluation_interval: 1s }}\n\
             rule_files: ['{}/*.yml']\nscrape_configs:\n- job_name: espejo\n  static_configs:\n",
            deploy("prometheus/rules").display()
        );
        for (service, url) in targets {
            let address = url.trim_start_matches("http://");
            let _ = writeln!(
                configuration,
                "  - {{ targets: ['{address}'], labels: {{ service: {service} }} }}"
            );
        }
        let file = folder.path().join("prometheus.yml");
        fs::write(&file, configuration).unwrap();
        let address = format!("127.0.0.1:{}", free_port());
        let mut command = Command::new(PROMETHEUS);
        command.arg(format!("--config.file={}", file.display()));
        let data = folder.path().join("data");
        command.arg(format!("--storage.tsdb.path={}", data.display()));
        command.arg(format!("--web.listen-address={address}"));
        command.args(["--enable-feature=exemplar-storage", "--log.level=error"]);
        let process = command
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}; ./run test installs it"));
        Self {
            process,
            url: format!("http://{address}/api/v1/"),
            client: Client::builder().no_proxy().build().unwrap(),
            _folder: folder,
        }
    }

    /// The answer, or why there is none.
    async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, String> {
        let url = Url::parse_with_params(&(self.url.clone() + path), query).unwrap();
        let answer = self.client.get(url).send().await;
        let answer = answer.map_err(|error| error.to_string())?;
        let answer: Value = answer.json().await.map_err(|error| error.to_string())?;
        if answer["status"] == "success" {
            Ok(answer["data"].clone())
        } else {
            Err(answer["error"].to_string())
        }
    }

    /// How many series the answer has.
    async fn series(&self, expression: &str) -> Result<usize, String> {
        let data = self.get("query", &[("query", expression)]).await?;
        data["result"]
            .as_array()
            .map(Vec::len)
            .ok_or_else(|| format!("no list of series: {data}"))
    }

    /// Waits until the expression has a series.
    async fn wait_for(&self, expression: &str) {
        let begun = Instant::now();
        loop {
            let answer = self.series(expression).await;
            if answer.as_ref().is_ok_and(|series| *series > 0) {
                return;
            }
            let in_time = begun.elapsed() < PATIENCE;
            assert!(in_time, "{expression}: {answer:?}");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
}

fn deploy(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../deploy")
        .canonicalize()
        .unwrap()
        .join(path)
}

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
    let prometheus = Prometheus::start(&targets);
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

    let mut wrong = Vec::new();
    for (panel, expression) in queries() {
        let may_be_empty = ABSENT.iter().any(|name| expression.contains(name));
        match prometheus.series(&expression).await {
            Ok(0) if !may_be_empty => wrong.push(format!("{panel}: nothing for {expression}")),
            Ok(_) => {}
            Err(error) => wrong.push(format!("{panel}: {error} for {expression}")),
        }
    }
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
