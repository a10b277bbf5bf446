//! Log lines that a collector receives as records.

use std::collections::BTreeMap;

use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::logs::v1::LogRecord;
use telemetry::Settings;
use tracing::{debug, info, info_span, warn};

use crate::collector::{Collector, hexadecimal};

fn text(value: &Value) -> String {
    match value {
        Value::StringValue(text) => text.clone(),
        Value::BoolValue(truth) => truth.to_string(),
        Value::IntValue(number) => number.to_string(),
        other => panic!("{other:?}"),
    }
}

fn body(record: &LogRecord) -> String {
    text(record.body.as_ref().unwrap().value.as_ref().unwrap())
}

fn attributes(record: &LogRecord) -> BTreeMap<&str, String> {
    let attributes = record.attributes.iter();
    attributes
        .map(|it| {
            let value = it.value.as_ref().unwrap().value.as_ref().unwrap();
            (it.key.as_str(), text(value))
        })
        .collect()
}

#[test]
fn a_record_says_what_the_line_says_and_is_in_its_span() {
    let collector = Collector::start();
    let settings = Settings {
        otlp_endpoint: Some(collector.endpoint.clone()),
        sends_logs: true,
        ..Settings::default()
    };
    let (dispatch, guard) = telemetry::subscriber("tester", &settings, std::io::sink).unwrap();
    tracing::dispatcher::with_default(&dispatch, || {
        info_span!("work", tenant = "andina").in_scope(|| {
            info!(
                rows = 3,
                whole = true,
                name = "ñandú",
                "batch {} applied",
                7
            );
            debug!("not at this level");
        });
        warn!("outside");
    });
    guard.flush();

    let records = collector.records();
    assert_eq!(records.len(), 2, "{records:?}");
    let (inside, outside) = (&records[0], &records[1]);
    assert_eq!(body(inside), "batch 7 applied");
    assert_eq!(
        attributes(inside),
        [
            ("name", "ñandú"),
            ("rows", "3"),
            ("tenant", "andina"),
            ("whole", "true")
        ]
        .map(|(name, value)| (name, value.to_owned()))
        .into()
    );
    assert_eq!(
        (inside.severity_number, inside.severity_text.as_str()),
        (9, "INFO")
    );
    assert!(inside.time_unix_nano > 1_700_000_000_000_000_000);
    let span = collector.span("work");
    assert_eq!(hexadecimal(&inside.trace_id), span.trace_id);
    assert_eq!(hexadecimal(&inside.span_id), span.id);
    assert_eq!(
        (body(outside).as_str(), outside.severity_number),
        ("outside", 13)
    );
    assert!(outside.trace_id.is_empty() && attributes(outside).is_empty());
}

#[test]
fn no_records_are_sent_unless_the_settings_say_so() {
    let collector = Collector::start();
    let settings = Settings {
        otlp_endpoint: Some(collector.endpoint.clone()),
        ..Settings::default()
    };
    let (dispatch, guard) = telemetry::subscriber("tester", &settings, std::io::sink).unwrap();
    tracing::dispatcher::with_default(&dispatch, || {
        info_span!("work").in_scope(|| info!("only on standard output"));
    });
    guard.flush();
    assert_eq!(collector.spans().len(), 1);
    assert!(collector.records().is_empty());
}
