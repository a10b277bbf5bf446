//! Log lines: one JSON object per line, with `timestamp`, `service`, `level`, `trace_id`, `tenant`,
//! `message`, `target` and the event's own fields.

use std::fmt;
use std::io::Write;
use std::panic::PanicHookInfo;
use std::time::SystemTime;

use jiff::Timestamp;
use opentelemetry_sdk::logs::SdkLogger;
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::{LevelFilter, ParseError, Targets, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::{LookupSpan, SpanRef};

use crate::record::{self, Line};
use crate::{Error, current_trace_id, level};

/// The keys of each line. An event's field of the same name gets a prefix.
const FIXED_KEYS: [&str; 7] = [
    "timestamp",
    "service",
    "level",
    "trace_id",
    "tenant",
    "message",
    "target",
];

/// The targets and levels that a filter text allows.
pub(crate) fn filter(text: &str) -> Result<Targets, ParseError> {
    let asked: Targets = text.parse()?;
    let speaks_of_sdk = asked
        .iter()
        .any(|(target, _)| target.starts_with("opentelemetry"));
    let sdk = (!speaks_of_sdk).then_some(("opentelemetry", LevelFilter::WARN));
    let others = asked
        .iter()
        .filter(|(target, _)| !target.starts_with("lapin"));
    Ok(Targets::new()
        .with_default(asked.default_level().unwrap_or(LevelFilter::OFF))
        .with_targets(others)
        .with_targets(sdk)
        // lapin's warnings contain the whole body of a returned message. It also logs an error when
        // the bus checks whether a queue exists.
        .with_target("lapin", LevelFilter::OFF))
}

/// The layer that writes the lines that `filter_text` allows, and sends them to the collector.
pub(crate) fn layer<S, W>(
    service: &'static str,
    filter_text: &str,
    writer: W,
    collector: Option<SdkLogger>,
) -> Result<impl Layer<S> + use<S, W>, Error>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let targets = filter(filter_text).map_err(|source| Error::Filter {
        filter: filter_text.to_owned(),
        source,
    })?;
    let most_verbose = targets
        .iter()
        .map(|(_, level)| level)
        .chain(targets.default_level())
        .fold(LevelFilter::INFO, LevelFilter::max);
    // Spans pass even if their events do not: a warning inside an info span must still find its
    // tenant.
    let lets_through = filter_fn(move |metadata| {
        metadata.is_span() && *metadata.level() <= Level::INFO
            || targets.would_enable(
                metadata.target(),
                &level::of(metadata.target(), *metadata.level()),
            )
    });
    let lines = Lines {
        service,
        writer,
        collector,
    };
    Ok(lines.with_filter(lets_through.with_max_level_hint(most_verbose)))
}

/// Logs a panic like any other error.
pub(crate) fn log_panic(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    let reason = panic.payload_as_str().unwrap_or("no message");
    tracing::error!(panic.location = location, panic.reason = reason, "panicked");
}

struct Lines<W> {
    service: &'static str,
    writer: W,
    collector: Option<SdkLogger>,
}

/// The tenant that a span names, stored with the span.
struct Tenant(String);

impl<S, W> Layer<S> for Lines<W>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    W: for<'w> MakeWriter<'w> + 'static,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut TenantOnly(&mut fields));
        keep_tenant(fields, context.span(id));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        values.record(&mut TenantOnly(&mut fields));
        keep_tenant(fields, context.span(id));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let tenant = fields.tenant.take().or_else(|| {
            context.event_scope(event)?.find_map(|span| {
                span.extensions()
                    .get::<Tenant>()
                    .map(|tenant| tenant.0.clone())
            })
        });
        let line = self.line(event, fields, tenant);
        // A failure to write the log cannot be reported anywhere.
        let _ = self
            .writer
            .make_writer_for(event.metadata())
            .write_all(line.as_bytes());
    }
}

impl<W> Lines<W> {
    /// Sends it to the collector, too.
    fn line(&self, event: &Event<'_>, fields: Fields, tenant: Option<String>) -> String {
        let metadata = event.metadata();
        let target = fields
            .log_target
            .unwrap_or_else(|| metadata.target().to_owned());
        let level = level::of(&target, *metadata.level());
        // OpenTelemetry's own events have only a name.
        let message = if fields.message.is_empty() {
            metadata.name().to_owned()
        } else {
            fields.message
        };
        if let Some(collector) = &self.collector {
            let line = Line {
                level,
                target: &target,
                message: &message,
                tenant: tenant.as_deref(),
                fields: &fields.others,
            };
            record::send(collector, &line);
        }
        let fixed = [
            ("timestamp", Value::from(timestamp())),
            ("service", Value::from(self.service)),
            ("level", Value::from(level.as_str())),
            ("trace_id", Value::from(current_trace_id())),
            ("tenant", Value::from(tenant)),
            ("message", Value::from(message)),
            ("target", Value::from(target)),
        ];
        let mut line = String::with_capacity(256);
        for (key, value) in &fixed {
            line.push_str(if line.is_empty() { "{" } else { "," });
            push_pair(&mut line, key, value);
        }
        for (key, value) in &fields.others {
            line.push(',');
            push_pair(&mut line, key, value);
        }
        line.push_str("}\n");
        line
    }
}

/// The fields of an event, sorted by use.
#[derive(Default)]
struct Fields {
    message: String,
    tenant: Option<String>,
    /// The original target of a record from the `log` crate.
    log_target: Option<String>,
    others: Map<String, Value>,
}

impl Fields {
    fn add(&mut self, name: &str, value: Value) {
        match (name, value) {
            ("message", value) => self.message = text_of(value),
            ("tenant", value) => self.tenant = Some(text_of(value)),
            ("log.target", value) => self.log_target = Some(text_of(value)),
            ("log.module_path" | "log.file" | "log.line", _) => {}
            (name, value) if FIXED_KEYS.contains(&name) => {
                self.others.insert(format!("field.{name}"), value);
            }
            (name, value) => {
                self.others.insert(name.to_owned(), value);
            }
        }
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.add(field.name(), Value::from(format!("{value:?}")));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.add(field.name(), Value::from(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field.name(), Value::from(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field.name(), Value::from(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.add(field.name(), Value::from(value));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.add(field.name(), Value::from(value));
    }

    /// The error and its causes, because a message never repeats its cause.
    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        let mut text = value.to_string();
        let mut source = value.source();
        while let Some(cause) = source {
            text = format!("{text}: {cause}");
            source = cause.source();
        }
        self.add(field.name(), Value::from(text));
    }
}

/// Keeps only the tenant of a span; the other fields are in the trace.
struct TenantOnly<'f>(&'f mut Fields);

impl Visit for TenantOnly<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "tenant" {
            self.0.record_debug(field, value);
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "tenant" {
            self.0.record_str(field, value);
        }
    }
}

fn keep_tenant<S: for<'span> LookupSpan<'span>>(fields: Fields, span: Option<SpanRef<'_, S>>) {
    if let (Some(tenant), Some(span)) = (fields.tenant, span) {
        span.extensions_mut().replace(Tenant(tenant));
    }
}

fn push_pair(line: &mut String, key: &str, value: &Value) {
    line.push_str(&Value::from(key).to_string());
    line.push(':');
    line.push_str(&value.to_string());
}

fn text_of(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// The present time in microseconds, as RFC 3339.
fn timestamp() -> Option<String> {
    Timestamp::try_from(SystemTime::now())
        .ok()
        .map(|now| format!("{now:.6}"))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek};
    use std::sync::Arc;

    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[test]
    fn lapin_never_logs_because_its_warnings_contain_message_bodies() {
        for text in ["info", "lapin=debug", "info,lapin::channel=trace", "trace"] {
            let filter = filter(text).unwrap();
            assert!(
                !filter.would_enable("lapin::channel", &Level::ERROR),
                "{text}"
            );
        }
    }

    #[test]
    fn the_sdk_logs_only_warnings_and_errors_unless_configured() {
        assert!(
            !filter("info")
                .unwrap()
                .would_enable("opentelemetry_sdk", &Level::INFO)
        );
        assert!(
            filter("info")
                .unwrap()
                .would_enable("opentelemetry_sdk", &Level::WARN)
        );
        let asked = filter("info,opentelemetry_sdk=debug").unwrap();
        assert!(asked.would_enable("opentelemetry_sdk", &Level::DEBUG));
    }

    #[test]
    fn an_invalid_filter_is_refused() {
        assert!(filter("info,bus=loud").is_err());
    }

    #[test]
    fn a_panic_is_logged_as_a_normal_line() {
        let mut file = tempfile::tempfile().unwrap();
        let lines = layer("tester", "info", Arc::new(file.try_clone().unwrap()), None).unwrap();
        let subscriber = tracing_subscriber::registry().with(lines);
        let former = std::panic::take_hook();
        std::panic::set_hook(Box::new(log_panic));
        let outcome = tracing::subscriber::with_default(subscriber, || {
            std::panic::catch_unwind(|| panic!("the {} is gone", "ledger"))
        });
        std::panic::set_hook(former);
        assert!(outcome.is_err());

        let mut text = String::new();
        file.rewind().unwrap();
        file.read_to_string(&mut text).unwrap();
        let line: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["message"], "panicked");
        assert_eq!(line["level"], "ERROR");
        assert_eq!(line["panic.reason"], "the ledger is gone");
        assert!(
            line["panic.location"].as_str().unwrap().contains("log.rs:"),
            "{line}"
        );
    }
}
