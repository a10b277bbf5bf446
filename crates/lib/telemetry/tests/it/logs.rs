//! Log lines as the operator's collector reads them.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use telemetry::Settings;
use tracing::{debug, error, field, info, info_span, warn};

use crate::collector::Collector;

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that `work` logs under a filter, with the guard dropped after.
fn lines_with(settings: &Settings, work: impl FnOnce()) -> Vec<Value> {
    let page = Page::default();
    let writer = page.clone();
    let (dispatch, guard) =
        telemetry::subscriber("tester", settings, move || writer.clone()).unwrap();
    tracing::dispatcher::with_default(&dispatch, work);
    guard.flush();
    let bytes = page.0.lock().unwrap().clone();
    let text = String::from_utf8(bytes).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn lines(log_filter: &str, work: impl FnOnce()) -> Vec<Value> {
    let settings = Settings {
        log_filter: log_filter.to_owned(),
        ..Settings::default()
    };
    lines_with(&settings, work)
}

#[test]
fn a_line_has_the_fixed_keys_and_the_fields_of_its_event() {
    let lines = lines("info", || {
        info!(
            rows = 3,
            done = true,
            name = "a \"quoted\"\nname",
            "batch {} applied",
            7
        );
        debug!("not at this level");
    });
    assert_eq!(lines.len(), 1);
    let line = &lines[0];
    assert_eq!(line["service"], "tester");
    assert_eq!(line["level"], "INFO");
    assert_eq!(line["message"], "batch 7 applied");
    assert_eq!(line["target"], "it::logs");
    assert_eq!(line["trace_id"], Value::Null);
    assert_eq!(line["tenant"], Value::Null);
    assert_eq!((&line["rows"], &line["done"]), (&json!(3), &json!(true)));
    assert_eq!(line["name"], "a \"quoted\"\nname");
    let timestamp = line["timestamp"].as_str().unwrap();
    assert!(timestamp.parse::<jiff::Timestamp>().is_ok(), "{timestamp}");
    assert_eq!(
        timestamp.len(),
        "2026-11-22T10:00:00.000000Z".len(),
        "{timestamp}"
    );
}

#[test]
fn a_line_has_the_trace_id_of_the_exported_span() {
    let collector = Collector::start();
    let settings = Settings {
        otlp_endpoint: Some(collector.endpoint.clone()),
        ..Settings::default()
    };
    let lines = lines_with(&settings, || {
        info_span!("outer").in_scope(|| info_span!("inner").in_scope(|| info!("here")));
    });
    let here = lines.iter().find(|line| line["message"] == "here").unwrap();
    let (outer, inner) = (collector.span("outer"), collector.span("inner"));
    assert_eq!(here["trace_id"], inner.trace_id);
    assert_eq!(outer.trace_id, inner.trace_id);
    assert_eq!(inner.trace_id.len(), 32);
}

#[test]
fn the_tenant_comes_from_the_nearest_span_that_names_one() {
    let lines = lines("info", || {
        let _outer = info_span!("request", tenant = "andina", route = "/v1").entered();
        info!("outer");
        {
            let _inner = info_span!("step", rows = 1).entered();
            info!("inherited");
            info_span!("other", tenant = %"pampa").in_scope(|| info!("nearest"));
            let late = info_span!("late", tenant = field::Empty);
            late.record("tenant", "sierra");
            late.in_scope(|| info!("recorded"));
            info!(tenant = "own", "of the event");
        }
    });
    let tenants: Vec<&str> = lines
        .iter()
        .map(|line| line["tenant"].as_str().unwrap())
        .collect();
    assert_eq!(tenants, ["andina", "andina", "pampa", "sierra", "own"]);
    assert!(
        lines.iter().all(|line| line.get("route").is_none()),
        "span fields stay in the trace"
    );
}

#[test]
fn a_warning_has_its_tenant_and_trace_even_if_info_is_filtered() {
    let lines = lines("warn", || {
        info_span!("request", tenant = "andina").in_scope(|| {
            info!("not written");
            warn!("written");
        });
    });
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["tenant"], "andina");
    assert!(lines[0]["trace_id"].is_string());
}

#[test]
fn an_error_is_written_with_its_causes() {
    #[derive(Debug, thiserror::Error)]
    #[error("the page could not be read")]
    struct Failure(#[source] io::Error);

    let lines = lines("info", || {
        let failure = Failure(io::Error::other("connection reset"));
        error!(error = &failure as &dyn std::error::Error, "sync failed");
    });
    assert_eq!(
        lines[0]["error"],
        "the page could not be read: connection reset"
    );
}

#[test]
fn a_field_cannot_replace_a_fixed_key() {
    let lines = lines("info", || info!(service = "forged", level = 9, "message"));
    assert_eq!(lines[0]["service"], "tester");
    assert_eq!(lines[0]["level"], "INFO");
    assert_eq!(lines[0]["field.service"], "forged");
    assert_eq!(lines[0]["field.level"], 9);
}

#[test]
fn each_target_can_have_its_own_level() {
    let lines = lines("warn,chatty=debug", || {
        debug!(target: "chatty::inner", "heard");
        info!(target: "quiet", "not heard");
    });
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["message"], "heard");
}

#[test]
fn an_event_without_a_message_is_logged_with_its_name() {
    let lines = lines(
        "info",
        || info!(name: "ExportFailed", reason = "refused", ""),
    );
    assert_eq!(lines[0]["message"], "ExportFailed");
}

#[test]
fn what_peers_send_is_logged_only_for_debugging() {
    let speak = || {
        tracing::info!(target: "tokio_postgres::connection", "NOTICE: skipping");
        tracing::error!(target: "actix_http::h1::dispatcher", "stream error: Invalid Header");
        tracing::error!(target: "actix_http::service", "a failure of its own");
        tracing::error!(target: "actix_http::h10", "another target");
    };
    let heard = |filter| {
        let lines = lines(filter, speak);
        let heard = lines
            .iter()
            .map(|line| format!("{} {}", line["level"], line["target"]).replace('"', ""));
        heard.collect::<Vec<_>>()
    };
    let own = ["ERROR actix_http::service", "ERROR actix_http::h10"];
    assert_eq!(heard("info"), own);
    let peers = [
        "DEBUG tokio_postgres::connection",
        "DEBUG actix_http::h1::dispatcher",
    ];
    assert_eq!(heard("debug"), [&peers[..], &own[..]].concat());
}
