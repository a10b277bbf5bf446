//! A log line as a record of OpenTelemetry's log data model.

use std::time::SystemTime;

use opentelemetry::logs::{AnyValue, LogRecord, Logger, Severity};
use opentelemetry_sdk::logs::SdkLogger;
use serde_json::{Map, Value};
use tracing::Level;

/// What a line says. The record has the trace and the span in which it was logged.
pub(crate) struct Line<'l> {
    pub(crate) level: Level,
    pub(crate) target: &'l str,
    pub(crate) message: &'l str,
    pub(crate) tenant: Option<&'l str>,
    pub(crate) fields: &'l Map<String, Value>,
}

/// Leaves out what the exporters log about themselves: the collector is not told that it is away.
pub(crate) fn send(logger: &SdkLogger, line: &Line<'_>) {
    if ["opentelemetry", "telemetry"]
        .iter()
        .any(|own| line.target.starts_with(own))
    {
        return;
    }
    let mut record = logger.create_log_record();
    record.set_timestamp(SystemTime::now());
    record.set_severity_number(severity(line.level));
    record.set_severity_text(line.level.as_str());
    record.set_target(line.target.to_owned());
    record.set_body(AnyValue::from(line.message.to_owned()));
    if let Some(tenant) = line.tenant {
        record.add_attribute("tenant", tenant.to_owned());
    }
    for (name, value) in line.fields {
        record.add_attribute(name.clone(), any(value));
    }
    logger.emit(record);
}

fn severity(level: Level) -> Severity {
    match level {
        Level::ERROR => Severity::Error,
        Level::WARN => Severity::Warn,
        Level::INFO => Severity::Info,
        Level::DEBUG => Severity::Debug,
        Level::TRACE => Severity::Trace,
    }
}

fn any(value: &Value) -> AnyValue {
    if let Some(truth) = value.as_bool() {
        AnyValue::from(truth)
    } else if let Some(number) = value.as_i64() {
        AnyValue::from(number)
    } else if let Some(number) = value.as_f64() {
        AnyValue::from(number)
    } else if let Some(text) = value.as_str() {
        AnyValue::from(text.to_owned())
    } else {
        AnyValue::from(value.to_string())
    }
}
