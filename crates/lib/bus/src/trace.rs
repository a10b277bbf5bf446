//! The producer and consumer spans, and the W3C trace context between them.

use contracts::{Message, Opened};
use opentelemetry::{
    Context,
    trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState},
};
use tracing::{Span, field::Empty};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::topology::{Queue, events_exchange, producer_of};

/// A child of the work that created the event, even if an outbox publishes it much later.
pub(crate) fn publishing(message: &Message, routing_key: &str) -> Span {
    let exchange = events_exchange(producer_of(&message.name).unwrap_or_default());
    let span = tracing::info_span!(
        "publish",
        otel.name = format!("publish {}", message.name),
        otel.kind = "producer",
        otel.status_code = Empty,
        messaging.system = "rabbitmq",
        messaging.operation.name = "publish",
        messaging.operation.type = "send",
        messaging.destination.name = exchange,
        messaging.rabbitmq.destination.routing_key = routing_key,
        messaging.message.id = %message.id,
        messaging.message.body.size = message.body.len(),
        tenant = message.tenant,
    );
    adopt(&span, message.traceparent.as_deref());
    span
}

pub(crate) fn processing(queue: &Queue, opened: &Opened, attempt: u32) -> Span {
    let span = tracing::info_span!(
        "process",
        otel.name = format!("process {}", opened.name),
        otel.kind = "consumer",
        otel.status_code = Empty,
        messaging.system = "rabbitmq",
        messaging.operation.name = "process",
        messaging.operation.type = "process",
        messaging.destination.name = queue.name,
        messaging.rabbitmq.destination.routing_key = opened.name,
        messaging.message.id = %opened.envelope.id,
        messaging.attempt = attempt,
        tenant = opened.envelope.tenant,
    );
    adopt(&span, opened.envelope.traceparent.as_deref());
    span
}

/// Makes the span a child of a remote one. Without tracing to OpenTelemetry this does nothing.
fn adopt(span: &Span, traceparent: Option<&str>) {
    if let Some(parent) = traceparent.and_then(parse) {
        // The error means that there is no OpenTelemetry layer: a setting, not a failure.
        let _ = span.set_parent(Context::new().with_remote_span_context(parent));
    }
}

/// Reads `00-<trace>-<span>-<flags>`.
fn parse(traceparent: &str) -> Option<SpanContext> {
    let mut parts = traceparent.split('-');
    let (version, trace, span, flags) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if version != "00" || parts.next().is_some() {
        return None;
    }
    let context = SpanContext::new(
        TraceId::from_hex(trace).ok()?,
        SpanId::from_hex(span).ok()?,
        TraceFlags::new(u8::from_str_radix(flags, 16).ok()?),
        true,
        TraceState::default(),
    );
    context.is_valid().then_some(context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_traceparent_is_parsed_as_specified() {
        let given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        let context = parse(given).unwrap();
        assert_eq!(
            context.trace_id().to_string(),
            "4bf92f3577b34da6a3ce929d0e0e4736"
        );
        assert_eq!(context.span_id().to_string(), "00f067aa0ba902b7");
        assert!(context.is_sampled() && context.is_remote());
        for wrong in [
            "",
            "00-0-0-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
        ] {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
    }
}
