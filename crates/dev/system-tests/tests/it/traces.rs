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
    let stack = Stack::start_with(vec![("andina", books(61, 20))], &extra).await;
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
