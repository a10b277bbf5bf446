//! A real Prometheus that scrapes the services of a test.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
    time::{Duration, Instant},
};

use reqwest::{Client, Url};
use serde_json::Value;
use tempfile::TempDir;
use testkit::free_port;

const PATIENCE: Duration = Duration::from_mins(2);
const PROMETHEUS: &str = "/usr/bin/prometheus";

pub(crate) struct Prometheus {
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
    /// Scrapes these services each second, with the alert rules in this folder.
    pub(crate) fn start(targets: &[(&str, String)], rules: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut configuration = format!(
            "global: {{ scrape_interval: 1s, evaluation_interval: 1s }}\n\
             rule_files: ['{}/*.yml']\nscrape_configs:\n- job_name: espejo\n  static_configs:\n",
            rules.display()
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
    pub(crate) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, String> {
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
    pub(crate) async fn series(&self, expression: &str) -> Result<usize, String> {
        let data = self.get("query", &[("query", expression)]).await?;
        data["result"]
            .as_array()
            .map(Vec::len)
            .ok_or_else(|| format!("no list of series: {data}"))
    }

    /// The labels of an exemplar of these series.
    pub(crate) async fn exemplar(&self, series: &str) -> Value {
        let ever = [
            ("start", "2026-01-01T00:00:00Z"),
            ("end", "2126-01-01T00:00:00Z"),
        ];
        let query = [("query", series), ever[0], ever[1]];
        let found = self.get("query_exemplars", &query).await.unwrap();
        found[0]["exemplars"][0]["labels"].clone()
    }

    /// Waits until the expression has a series.
    pub(crate) async fn wait_for(&self, expression: &str) {
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

pub(crate) fn deploy(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../deploy")
        .canonicalize()
        .unwrap()
        .join(path)
}
