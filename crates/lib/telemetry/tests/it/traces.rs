//! Traces from one process to the next and to the collector.

use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use settings::Environment;
use telemetry::Settings;
use tracing::{Dispatch, Instrument, info_span};

use crate::collector::Collector;

const REMOTE_TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const REMOTE_SPAN: &str = "b7ad6b7169203331";

fn sending_to(endpoint: &str) -> Settings {
    Settings {
        otlp_endpoint: Some(endpoint.to_owned()),
        environment: "test".to_owned(),
        ..Settings::default()
    }
}

fn silent(settings: &Settings) -> (Dispatch, telemetry::Guard) {
    telemetry::subscriber("tester", settings, std::io::sink).unwrap()
}

// A runtime of one thread: the flush must not need the test's own runtime.
#[tokio::test]
async fn spans_belong_to_the_trace_of_the_calling_process() {
    let collector = Collector::start();
    let settings = sending_to(&collector.endpoint);
    let guard = telemetry::install("tester", &settings).unwrap();
    assert!(
        telemetry::install("tester", &settings).is_err(),
        "a second time"
    );

    let outer = info_span!("process sync.batch", tenant = "andina");
    telemetry::set_parent(&outer, &format!("00-{REMOTE_TRACE}-{REMOTE_SPAN}-01"));
    let (trace_id, traceparent) = async {
        tokio::task::yield_now().await;
        let inner = info_span!("apply");
        async {
            tokio::task::yield_now().await;
            (
                telemetry::current_trace_id(),
                telemetry::current_traceparent(),
            )
        }
        .instrument(inner)
        .await
    }
    .instrument(outer)
    .await;
    assert_eq!(
        telemetry::current_traceparent(),
        None,
        "outside of any span"
    );
    guard.flush();

    let (outer, inner) = (
        collector.span("process sync.batch"),
        collector.span("apply"),
    );
    assert_eq!(outer.trace_id, REMOTE_TRACE);
    assert_eq!(outer.parent_id, REMOTE_SPAN);
    assert_eq!(inner.trace_id, REMOTE_TRACE);
    assert_eq!(inner.parent_id, outer.id);
    assert_eq!(trace_id.as_deref(), Some(REMOTE_TRACE));
    assert_eq!(
        traceparent,
        Some(format!("00-{REMOTE_TRACE}-{}-01", inner.id))
    );
    assert_eq!(
        (outer.service.as_str(), outer.environment.as_str()),
        ("tester", "test")
    );
    assert!(!outer.instance.is_empty());
    assert_eq!(outer.instance, inner.instance);
}

#[test]
fn a_traceparent_carries_the_trace_into_another_process() {
    let collector = Collector::start();
    let (asking, asking_guard) = silent(&sending_to(&collector.endpoint));
    let (asked, asked_guard) = silent(&sending_to(&collector.endpoint));

    let traceparent = tracing::dispatcher::with_default(&asking, || {
        info_span!("publish").in_scope(|| telemetry::current_traceparent().unwrap())
    });
    tracing::dispatcher::with_default(&asked, || {
        let span = info_span!("process");
        telemetry::set_parent(&span, &traceparent);
        span.in_scope(|| {});
    });
    asking_guard.flush();
    asked_guard.flush();

    let (publish, process) = (collector.span("publish"), collector.span("process"));
    assert_eq!(process.trace_id, publish.trace_id);
    assert_eq!(process.parent_id, publish.id);
}

#[test]
fn a_malformed_traceparent_begins_a_new_trace() {
    let collector = Collector::start();
    let (dispatch, guard) = silent(&sending_to(&collector.endpoint));
    tracing::dispatcher::with_default(&dispatch, || {
        info_span!("outer").in_scope(|| {
            let span = info_span!("inner");
            telemetry::set_parent(&span, "00-nonsense");
            telemetry::set_parent(&span, "");
            span.in_scope(|| {});
        });
    });
    guard.flush();
    let (outer, inner) = (collector.span("outer"), collector.span("inner"));
    assert_eq!(inner.parent_id, outer.id);
    assert_eq!(outer.parent_id, "");
}

#[test]
fn without_a_collector_spans_still_have_ids_for_logs_and_events() {
    let (dispatch, guard) = silent(&Settings::default());
    tracing::dispatcher::with_default(&dispatch, || {
        let (trace_id, traceparent) = info_span!("outer").in_scope(|| {
            (
                telemetry::current_trace_id().unwrap(),
                telemetry::current_traceparent().unwrap(),
            )
        });
        assert_eq!(trace_id.len(), 32);
        assert!(traceparent.starts_with(&format!("00-{trace_id}-")));
    });
    guard.flush();
}

#[tokio::test]
async fn an_unavailable_collector_does_not_delay_the_exit() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (dispatch, guard) = silent(&sending_to(&endpoint));
    tracing::dispatcher::with_default(&dispatch, || info_span!("lost").in_scope(|| {}));

    let (ended, end) = mpsc::channel();
    thread::spawn(move || {
        guard.flush();
        ended.send(()).unwrap();
    });
    end.recv_timeout(Duration::from_mins(1)).unwrap();
}

#[test]
fn the_span_exporter_creates_no_spans() {
    let collector = Collector::start();
    let (dispatch, guard) = silent(&sending_to(&collector.endpoint));
    tracing::dispatcher::with_default(&dispatch, || {
        info_span!(target: "h2::client", "frame").in_scope(|| {});
        info_span!(target: "tonic::transport", "call").in_scope(|| {});
        info_span!(target: "hyper_util::client", "connect").in_scope(|| {});
        info_span!(target: "reqwest::connect", "connect").in_scope(|| {});
        info_span!("ours").in_scope(|| {});
    });
    guard.flush();
    let names: Vec<String> = collector
        .spans()
        .into_iter()
        .map(|span| span.name)
        .collect();
    assert_eq!(names, ["ours"]);
}

#[test]
fn a_sampler_leaves_traces_out_and_follows_the_calling_process() {
    let collector = Collector::start();
    let mut env = Environment::from_pairs([
        ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint.as_str()),
        ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer t0ken"),
        ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"),
        ("OTEL_TRACES_SAMPLER_ARG", "0"),
    ]);
    let settings = Settings::read(&mut env);
    let (dispatch, guard) = silent(&env.finish(settings).unwrap());
    tracing::dispatcher::with_default(&dispatch, || {
        info_span!("begins here").in_scope(|| {
            assert!(telemetry::current_trace_id().is_some(), "for logs");
        });
        let asked = info_span!("asked for");
        telemetry::set_parent(&asked, &format!("00-{REMOTE_TRACE}-{REMOTE_SPAN}-01"));
        asked.in_scope(|| {});
    });
    guard.flush();
    let names: Vec<_> = collector.spans().into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["asked for"]);
    assert_eq!(collector.authorizations(), ["Bearer t0ken"]);
}
