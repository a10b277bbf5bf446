//! A client of the REST API that waits for what it started.

use std::time::Duration;

use reqwest::{Method, RequestBuilder, StatusCode, header::HOST};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

/// A connection that is silent for so long is an error: events of an export have heartbeats.
const SILENCE: Duration = Duration::from_mins(1);

/// A client of the REST API for one tenant.
#[derive(Clone)]
pub struct Api {
    base: String,
    host: String,
    key: String,
    client: reqwest::Client,
}

impl Api {
    pub fn new(base: String, host: String, key: String) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            base,
            host,
            key,
            client: reqwest::Client::builder()
                .read_timeout(SILENCE)
                .build()
                .unwrap_or_else(|error| panic!("no HTTP client: {error}")),
        }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.base))
            .header(HOST, &self.host)
            .bearer_auth(&self.key)
    }

    /// Status and body; a body that is not JSON becomes a JSON string.
    pub async fn send(&self, request: RequestBuilder) -> (StatusCode, Value) {
        let answer = request.send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        (
            status,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        )
    }

    /// The body of a GET that must succeed.
    pub async fn get(&self, path: &str) -> Value {
        let (status, body) = self.send(self.request(Method::GET, path)).await;
        assert!(status.is_success(), "GET {path}: {status} {body}");
        body
    }

    pub async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// Waits until no run is active, starts a run and returns its id.
    pub async fn start_run(&self, kind: &str) -> String {
        loop {
            self.wait_idle(Duration::from_mins(10)).await;
            let (status, body) = self.post("/v1/sync-runs", &json!({ "kind": kind })).await;
            // A schedule may have started one in between.
            if status == StatusCode::CONFLICT && body["type"] == "/problems/run-active" {
                continue;
            }
            assert_eq!(status, StatusCode::ACCEPTED, "{body}");
            return body["id"].as_str().unwrap().to_owned();
        }
    }

    /// Waits until the run is done; panics if it fails or takes longer.
    pub async fn wait_run(&self, id: &str, patience: Duration) -> Value {
        self.wait(&format!("/v1/sync-runs/{id}"), "done", patience)
            .await
    }

    pub async fn run(&self, kind: &str, patience: Duration) -> Value {
        let id = self.start_run(kind).await;
        self.wait_run(&id, patience).await
    }

    /// Waits until a report is answered again, after an outage.
    pub async fn wait_answers(&self, patience: Duration) {
        let deadline = Instant::now() + patience;
        loop {
            let (status, problem) = self.send(self.request(Method::GET, "/v1/companies")).await;
            if status == StatusCode::OK {
                return;
            }
            assert!(Instant::now() < deadline, "{status} {problem}");
            sleep(Duration::from_millis(200)).await;
        }
    }

    /// Waits until no run is active, including the runs that follow.
    pub async fn wait_idle(&self, patience: Duration) {
        let deadline = Instant::now() + patience;
        loop {
            let runs = self.get("/v1/sync-runs?limit=20").await;
            let active = runs["data"]
                .as_array()
                .unwrap()
                .iter()
                .any(|run| matches!(run["state"].as_str(), Some("requested" | "running")));
            if !active {
                return;
            }
            assert!(Instant::now() < deadline, "runs are still active: {runs}");
            sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until the resource is in this state.
    pub async fn wait(&self, path: &str, state: &str, patience: Duration) -> Value {
        let deadline = Instant::now() + patience;
        loop {
            // A killed service does not answer for a while.
            let last = match self.request(Method::GET, path).send().await {
                Ok(answer) => answer.json().await.unwrap_or(Value::Null),
                Err(error) => Value::String(error.to_string()),
            };
            if last["state"] == state {
                return last;
            }
            assert_ne!(last["state"], "failed", "{path}: {last}");
            assert!(Instant::now() < deadline, "{path} is not {state}: {last}");
            sleep(Duration::from_millis(100)).await;
        }
    }
}
