//! The health pages over HTTP.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lifecycle::health::{self, Health};
use lifecycle::{Stop, Tasks};
use reqwest::StatusCode;
use serde_json::{Value, json};

struct Pages {
    base: String,
    client: reqwest::Client,
}

impl Pages {
    async fn get(&self, path: &str) -> (StatusCode, Value) {
        let answer = self
            .client
            .get(format!("{}{path}", self.base))
            .send()
            .await
            .unwrap();
        (answer.status(), answer.json().await.unwrap())
    }
}

fn serve(tasks: &Tasks, health: Health, stop: &Stop) -> Pages {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let metrics = || "# EOF\n".to_owned();
    tasks.spawn(
        "health",
        health::serve(listener, health, metrics, stop.clone()),
    );
    Pages {
        base,
        client: reqwest::Client::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn warnings_and_details_are_shown_and_the_process_stays_ready() {
    let stop = Stop::new();
    let tasks = Tasks::new(stop.clone());
    let health = Health::new()
        .warnings("tenants", || vec!["a.toml: wrong".to_owned()])
        .warnings("others", Vec::new)
        .details("tenants", || json!({ "a.example": { "database": "down" } }));
    let pages = serve(&tasks, health, &stop);
    assert_eq!(
        pages.get("/ready").await,
        (
            StatusCode::OK,
            json!({
                "status": "ready", "failing": {}, "warnings": { "tenants": ["a.toml: wrong"] },
                "tenants": { "a.example": { "database": "down" } }
            })
        )
    );
    stop.stop();
    tasks.join(Duration::from_secs(5)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn readiness_follows_the_checks_and_names_those_that_fail() {
    let stop = Stop::new();
    let tasks = Tasks::new(stop.clone());
    let broker_is_there = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&broker_is_there);
    let health = Health::new()
        .check("database", || async { Ok(()) })
        .check("broker", move || {
            let there = seen.load(Ordering::SeqCst);
            async move {
                if there {
                    Ok(())
                } else {
                    Err("not connected".to_owned())
                }
            }
        });
    let pages = serve(&tasks, health, &stop);

    assert_eq!(
        pages.get("/ready").await,
        (
            StatusCode::SERVICE_UNAVAILABLE,
            json!({ "status": "failing", "failing": { "broker": "not connected" } })
        )
    );
    assert_eq!(
        pages.get("/live").await,
        (StatusCode::OK, json!({ "status": "live", "failing": {} }))
    );

    broker_is_there.store(true, Ordering::SeqCst);
    assert_eq!(
        pages.get("/ready").await,
        (StatusCode::OK, json!({ "status": "ready", "failing": {} }))
    );

    stop.stop();
    tasks.join(Duration::from_secs(5)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_process_reports_it_and_then_closes_the_port() {
    let stop = Stop::new();
    let tasks = Tasks::new(stop.clone());
    let pages = serve(&tasks, Health::new(), &stop);
    assert_eq!(pages.get("/ready").await.0, StatusCode::OK);

    stop.stop();

    let (status, body) = pages.get("/ready").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(body["status"], "stopping");
    assert_eq!(pages.get("/live").await.0, StatusCode::OK);
    tasks.join(Duration::from_secs(5)).await.unwrap();
    assert!(
        pages
            .client
            .get(format!("{}/live", pages.base))
            .send()
            .await
            .is_err()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hanging_check_times_out() {
    let stop = Stop::new();
    let tasks = Tasks::new(stop.clone());
    let health = Health::new().check("database", std::future::pending);
    let pages = serve(&tasks, health, &stop);
    let (status, body) = pages.get("/ready").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(body["failing"]["database"], "no answer in time");
    stop.stop();
    tasks.join(Duration::from_secs(5)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_are_served_as_openmetrics_text() {
    let stop = Stop::new();
    let tasks = Tasks::new(stop.clone());
    let pages = serve(&tasks, Health::new(), &stop);
    let answer = pages
        .client
        .get(format!("{}/metrics", pages.base))
        .send()
        .await
        .unwrap();
    assert_eq!(
        answer.headers()["content-type"],
        "application/openmetrics-text; version=1.0.0; charset=utf-8"
    );
    assert_eq!(answer.text().await.unwrap(), "# EOF\n");
    stop.stop();
    tasks.join(Duration::from_secs(5)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_probe_reports_the_result_of_the_readiness_page() {
    let stop = Stop::new();
    let tasks = Tasks::new(stop.clone());
    let ready = TcpListener::bind("127.0.0.1:0").unwrap();
    let failing = TcpListener::bind("127.0.0.1:0").unwrap();
    let ports = [&ready, &failing].map(|listener| listener.local_addr().unwrap().port());
    let broken = Health::new().check("broker", || async { Err("not connected".to_owned()) });
    tasks.spawn(
        "ready",
        health::serve(ready, Health::new(), String::new, stop.clone()),
    );
    tasks.spawn(
        "failing",
        health::serve(failing, broken, String::new, stop.clone()),
    );

    let answers = ports
        .map(|port| tokio::task::block_in_place(|| health::probe(([0, 0, 0, 0], port).into())));
    assert_eq!(answers[0], Ok(()));
    assert!(
        answers[1].as_ref().unwrap_err().contains("not connected"),
        "{answers:?}"
    );

    stop.stop();
    tasks.join(Duration::from_secs(5)).await.unwrap();
    let gone = tokio::task::block_in_place(|| health::probe(([127, 0, 0, 1], ports[0]).into()));
    assert!(gone.unwrap_err().contains("no answer"));
}
