//! Traces: the OpenTelemetry provider for tracing spans, and the W3C trace context of incoming and
//! outgoing messages.

use opentelemetry::Context;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{SpanContext, TraceContextExt, TracerProvider};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tracing::{Level, Span, Subscriber};
use tracing_opentelemetry::{OpenTelemetrySpanExt, SetParentError};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::Layer;
use tracing_subscriber::registry::LookupSpan;

use crate::otlp::Connection;
use crate::{Carrier, Error};

/// The provider of spans. Without a collector they still get ids, for logs and events.
pub(crate) fn provider(
    resource: &Resource,
    sampler: Sampler,
    collector: Option<&Connection>,
) -> Result<SdkTracerProvider, Error> {
    let mut provider = SdkTracerProvider::builder()
        .with_resource(resource.clone())
        .with_sampler(sampler);
    if let Some(collector) = collector {
        provider = provider.with_batch_exporter(collector.spans()?);
    }
    Ok(provider.build())
}

/// Turns tracing spans into OpenTelemetry's. Spans of the exporter itself are excluded, because
/// each export would cause another one.
pub(crate) fn layer<S>(
    provider: &SdkTracerProvider,
    service: &'static str,
) -> impl Layer<S> + use<S>
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
        .with_tracer(provider.tracer(service))
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
