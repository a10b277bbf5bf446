//! One trace from who said an event, through the broker, to who handles it.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bus::{Handler, Incoming, Outcome, topology::CORE_API_SCHEDULE};
use opentelemetry::trace::{SpanId, SpanKind, TracerProvider};
use opentelemetry_sdk::{
    error::OTelSdkResult,
    trace::{SdkTracerProvider, SpanData, SpanExporter},
};
use tracing_subscriber::layer::SubscriberExt;

use crate::bench::{Bench, eventually, tick};

#[derive(Debug, Clone, Default)]
struct Spans(Arc<Mutex<Vec<SpanData>>>);

impl Spans {
    fn find(&self, name: &str) -> Option<SpanData> {
        self.0
            .lock()
            .unwrap()
            .iter()
            .find(|span| span.name == name)
            .cloned()
    }
}

impl SpanExporter for Spans {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        self.0.lock().unwrap().extend(batch);
        Ok(())
    }
}

struct Working;

#[async_trait]
impl Handler for Working {
    async fn handle(&self, _: Incoming) -> Outcome {
        let _inner = tracing::info_span!("inner work").entered();
        Outcome::Done
    }
}

fn attribute(span: &SpanData, key: &str) -> Option<String> {
    span.attributes
        .iter()
        .find(|kv| kv.key.as_str() == key)
        .map(|kv| kv.value.to_string())
}

/// On one thread, so that the subscriber of this test is not that of others.
#[tokio::test]
async fn producer_and_handler_spans_are_in_the_trace_of_the_event() {
    let spans = Spans::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(spans.clone())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
    let _subscriber = tracing::subscriber::set_default(tracing_subscriber::registry().with(layer));

    let mut bench = Bench::start().await;
    bench.consume(&CORE_API_SCHEDULE, Working);
    let mut message = tick();
    let traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let body = message
        .body
        .replacen('{', &format!(r#"{{"traceparent":"{traceparent}","#), 1);
    message.body = body;
    message.traceparent = Some(traceparent.to_owned());
    bench.publish(&message).await;
    eventually("the handler's span", async || {
        spans.find("process schedule.due").is_some()
    })
    .await;

    let said = SpanId::from_hex("00f067aa0ba902b7").unwrap();
    let publish = spans.find("publish schedule.due").unwrap();
    let process = spans.find("process schedule.due").unwrap();
    let inner = spans.find("inner work").unwrap();
    for span in [&publish, &process, &inner] {
        let trace_id = span.span_context.trace_id().to_string();
        assert_eq!(
            trace_id, "4bf92f3577b34da6a3ce929d0e0e4736",
            "{}",
            span.name
        );
    }
    assert_eq!(
        (publish.parent_span_id, publish.span_kind.clone()),
        (said, SpanKind::Producer)
    );
    assert_eq!(
        (process.parent_span_id, process.span_kind.clone()),
        (said, SpanKind::Consumer)
    );
    assert_eq!(inner.parent_span_id, process.span_context.span_id());
    for (key, value) in [
        ("messaging.system", "rabbitmq"),
        ("messaging.operation.type", "process"),
        ("messaging.destination.name", "core-api.schedule"),
        ("messaging.message.id", &message.id.to_string()),
        ("tenant", "andina"),
    ] {
        assert_eq!(attribute(&process, key).as_deref(), Some(value), "{key}");
    }
    assert_eq!(
        attribute(&publish, "messaging.operation.type").as_deref(),
        Some("send")
    );
    bench.finish().await;
}
