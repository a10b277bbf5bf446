//! One trace from POST /v1/sync-runs through broker and worker to Odoo and SQL.

use std::{collections::BTreeSet, time::Duration};

use reqwest::Method;
use serde_json::json;
use system_tests::Stack;
use testkit::{CollectedSpan, Collector};

use crate::sync::books;

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

#[tokio::test(flavor = "multi_thread")]
async fn one_trace_spans_http_broker_worker_odoo_and_sql() {
    let collector = Collector::start();
    let endpoint = collector.endpoint();
    let extra = [("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str())];
    let mut stack = Stack::start_with(vec![("andina", books(61, 20))], &extra).await;
    let api = stack.api("andina");
    let parent = format!("00-{TRACE}-00f067aa0ba902b7-01");
    let request = api
        .request(Method::POST, "/v1/sync-runs")
        .header("traceparent", &parent)
        .json(&json!({ "kind": "snapshot" }));
    let (status, run) = api.send(request).await;
    assert_eq!(status, 202, "{run}");
    api.wait_run(run["id"].as_str().unwrap(), Duration::from_mins(1))
        .await;

    let wanted: [(&str, &str); 6] = [
        ("core-api", "POST /v1/sync-runs"),
        ("core-api", "publish sync.requested"),
        ("sync-worker", "process sync.requested"),
        ("sync-worker", "odoo search_read"),
        ("core-api", "process sync.batch"),
        ("core-api", "transaction apply batch"),
    ];
    let has_all = |spans: &[CollectedSpan]| {
        let ours: BTreeSet<_> = spans
            .iter()
            .filter(|span| span.trace_id == TRACE)
            .map(|span| (span.service.as_str(), span.name.as_str()))
            .collect();
        wanted.iter().all(|wanted| ours.contains(wanted)) && orphans(spans).is_empty()
    };
    let spans = collector.wait_for(Duration::from_secs(30), has_all).await;
    assert_eq!(
        orphans(&spans),
        [],
        "each span but the first hangs on another of the trace"
    );
    describes_the_request(&spans);
    // What the services did by themselves meanwhile is no trace of a single transaction.
    let of_chores: Vec<_> = spans
        .iter()
        .filter(|span| span.parent_span_id.is_empty() && span.name.starts_with("transaction "))
        .collect();
    assert!(of_chores.is_empty(), "{of_chores:?}");
    is_logged_once(&mut stack);
}

/// The names are those of OpenTelemetry's semantic conventions.
fn describes_the_request(spans: &[CollectedSpan]) {
    let request = spans
        .iter()
        .find(|span| span.trace_id == TRACE && span.name == "POST /v1/sync-runs")
        .unwrap();
    for (name, value) in [
        ("http.request.method", "POST"),
        ("http.response.status_code", "202"),
        ("http.route", "/v1/sync-runs"),
        ("url.path", "/v1/sync-runs"),
        ("url.scheme", "http"),
        ("client.address", "127.0.0.1"),
        ("server.address", "andina.localhost"),
        ("tenant", "andina"),
    ] {
        let found = request.attributes.get(name).map(String::as_str);
        assert_eq!(found, Some(value), "{name}: {:?}", request.attributes);
    }
    assert!(!request.attributes.contains_key("error.type"));
}

fn is_logged_once(stack: &mut Stack) {
    let lines = stack.service("core-api").log_lines();
    let of_request: Vec<_> = lines
        .iter()
        .filter(|line| line["trace_id"] == TRACE && line["message"] == "answered a request")
        .collect();
    let [line] = of_request.as_slice() else {
        panic!("{of_request:?}");
    };
    assert_eq!(line["level"], "INFO");
    assert_eq!(line["tenant"], "andina");
    assert_eq!(line["http.request.method"], "POST");
    assert_eq!(line["http.route"], "/v1/sync-runs");
    assert_eq!(line["http.response.status_code"], 202);
    assert!(line["duration_seconds"].as_f64().is_some_and(|it| it > 0.0));
    assert!(line["caller"].as_str().unwrap().starts_with("key:"));
}

/// Spans whose parent has not arrived (yet): a parent is sent when it ends.
fn orphans(spans: &[CollectedSpan]) -> Vec<(String, String)> {
    let ours = || spans.iter().filter(|span| span.trace_id == TRACE);
    let ids: BTreeSet<_> = ours().map(|span| span.span_id.as_str()).collect();
    ours()
        .filter(|span| {
            span.parent_span_id != "00f067aa0ba902b7" && !ids.contains(span.parent_span_id.as_str())
        })
        .map(|span| (span.service.clone(), span.name.clone()))
        .collect()
}
