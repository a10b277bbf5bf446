//! Traces: the OpenTelemetry provider for tracing spans, and the W3C trace context of incoming and
//! outgoing messages.

use std::time::Duration;

use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{SpanContext, TraceContextExt, TracerProvider};
use opentelemetry::{Context, KeyValue};
use opentelemetry_otlp::{SpanExporter, WithExportConfig, WithTonicConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tls::Trust;
use tokio::runtime::{Builder, Runtime};
use tonic::transport::{Certificate, ClientTlsConfig};
use tracing::{Level, Span, Subscriber};
use tracing_opentelemetry::{OpenTelemetrySpanExt, SetParentError};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::Layer;
use tracing_subscriber::registry::LookupSpan;
use uuid::Uuid;

use crate::{Carrier, Error, Settings};

const FLUSH_TIMEOUT: Duration = Duration::from_secs(5);

/// Keeps tracing alive. The last spans are sent when it is flushed or dropped.
#[must_use = "spans are lost when the guard is dropped early"]
pub struct Guard {
    provider: SdkTracerProvider,
    /// The exporter's own runtime, so that flushing works from anywhere, even if the service's
    /// runtime is busy or gone.
    runtime: Option<Runtime>,
}

impl Guard {
    pub(crate) fn start(service: &'static str, settings: &Settings) -> Result<Self, Error> {
        let resource = Resource::builder()
            .with_service_name(service)
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .with_attribute(KeyValue::new("service.namespace", "espejo"))
            .with_attribute(KeyValue::new("service.instance.id", instance()))
            .with_attribute(KeyValue::new(
                "deployment.environment.name",
                settings.environment.clone(),
            ))
            .build();
        // Without an endpoint spans still get ids, for logs and events.
        let provider = SdkTracerProvider::builder().with_resource(resource);
        let Some(endpoint) = &settings.otlp_endpoint else {
            return Ok(Self {
                provider: provider.build(),
                runtime: None,
            });
        };
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("otlp")
            .enable_all()
            .build()
            .map_err(Error::Thread)?;
        let exporter = {
            let _inside = runtime.enter();
            let mut exporter = SpanExporter::builder().with_tonic().with_endpoint(endpoint);
            if endpoint.starts_with("https://") {
                exporter = exporter.with_tls_config(trusting(&settings.trust));
            }
            exporter.build().map_err(|source| Error::Exporter {
                endpoint: endpoint.clone(),
                source,
            })?
        };
        let provider = provider.with_batch_exporter(exporter).build();
        Ok(Self {
            provider,
            runtime: Some(runtime),
        })
    }

    /// Sends the remaining spans and ends tracing. Blocks for at most five seconds.
    pub fn flush(self) {
        drop(self);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Err(error) = self.provider.shutdown_with_timeout(FLUSH_TIMEOUT) {
            tracing::warn!(error = %error, "the last spans may be lost");
        }
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// One process: several replicas of a service have the same name, and a restart is another one.
fn instance() -> String {
    Uuid::new_v4().to_string()
}

fn trusting(trust: &Trust) -> ClientTlsConfig {
    match trust.pem() {
        Some(pem) => ClientTlsConfig::new().ca_certificate(Certificate::from_pem(pem)),
        None => ClientTlsConfig::new().with_native_roots(),
    }
}

/// Turns tracing spans into OpenTelemetry's. Spans of the exporter itself are excluded, because
/// each export would cause another one.
pub(crate) fn layer<S>(guard: &Guard, service: &'static str) -> impl Layer<S> + use<S>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    let filter = Targets::new()
        .with_default(Level::INFO)
        .with_targets(
            ["h2", "hyper", "opentelemetry", "reqwest", "tonic", "tower"]
                .map(|target| (target, LevelFilter::OFF)),
        )
        .with_target("lapin", Level::ERROR);
    tracing_opentelemetry::layer()
        .with_tracer(guard.provider.tracer(service))
        .with_location(false)
        .with_threads(false)
        .with_filter(filter)
}

/// The W3C `traceparent` of the current span; None outside a span.
pub fn current_traceparent() -> Option<String> {
    let context = Context::current();
    let mut carrier = Carrier::new();
    TraceContextPropagator::new().inject_context(&context, &mut carrier);
    carrier.remove("traceparent")
}

/// The trace id of the current span as 32 hexadecimal digits; None outside a span.
pub fn current_trace_id() -> Option<String> {
    let context = Context::current();
    let span = context.span();
    span.span_context()
        .is_valid()
        .then(|| span.span_context().trace_id().to_string())
}

/// Makes `span` a child of the span that a W3C `traceparent` names. `span` must not have been
/// entered yet. An invalid `traceparent` changes nothing.
pub fn set_parent(span: &Span, traceparent: &str) {
    let carrier = Carrier::from([("traceparent".to_owned(), traceparent.to_owned())]);
    let parent = TraceContextPropagator::new().extract_with_context(&Context::new(), &carrier);
    if !is_remote(parent.span().span_context()) {
        return;
    }
    if let Err(SetParentError::AlreadyStarted) = span.set_parent(parent) {
        tracing::warn!(traceparent, "a span was entered before its parent was set");
    }
}

fn is_remote(context: &SpanContext) -> bool {
    context.is_valid() && context.is_remote()
}
