//! Telemetry's own settings, and the metrics text.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::registry::Registry;
use settings::Environment;
use telemetry::Settings;

#[test]
fn all_settings_have_defaults_and_a_bad_filter_is_a_problem() {
    let mut env = Environment::from_pairs::<_, String, String>([]);
    let settings = Settings::read(&mut env);
    assert_eq!(
        env.names(),
        [
            "ESPEJO_LOG",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_LOGS_EXPORTER",
            "OTEL_METRICS_EXPORTER",
            "OTEL_METRIC_EXPORT_INTERVAL",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "OTEL_TRACES_SAMPLER",
            "OTEL_TRACES_SAMPLER_ARG",
            "ESPEJO_CA_FILE",
            "ESPEJO_CLIENT_CERTIFICATE_FILE",
            "ESPEJO_CLIENT_KEY_FILE",
            "ESPEJO_ENVIRONMENT"
        ]
    );
    let settings = env.finish(settings).unwrap();
    assert_eq!(settings.log_filter, "info");
    assert_eq!(settings.otlp_endpoint, None);
    assert!(!settings.sends_logs);
    assert_eq!(settings.sends_metrics_every, None);
    assert_eq!(settings.environment, "development");

    let mut env = Environment::from_pairs([("ESPEJO_LOG", "bus=loud")]);
    let settings = Settings::read(&mut env);
    let problems = env.finish(settings).unwrap_err().to_string();
    assert!(
        problems.starts_with("ESPEJO_LOG: `bus=loud` is not a log filter"),
        "{problems}"
    );
}

#[test]
fn what_the_variables_of_opentelemetry_cannot_mean_is_a_problem() {
    let endpoint = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317");
    for (variables, problem) in [
        (
            vec![("OTEL_LOGS_EXPORTER", "otlp")],
            "OTEL_LOGS_EXPORTER also needs OTEL_EXPORTER_OTLP_ENDPOINT",
        ),
        (
            vec![("OTEL_METRICS_EXPORTER", "prometheus"), endpoint],
            "OTEL_METRICS_EXPORTER: `prometheus` is neither `otlp` nor `none`",
        ),
        (
            vec![("OTEL_METRIC_EXPORT_INTERVAL", "0")],
            "OTEL_METRIC_EXPORT_INTERVAL: `0` is less than 1 millisecond",
        ),
        (
            vec![("OTEL_EXPORTER_OTLP_HEADERS", "authorization")],
            "OTEL_EXPORTER_OTLP_HEADERS: a part has no `=`; write `name=value,name=value`",
        ),
        (
            vec![("OTEL_EXPORTER_OTLP_HEADERS", "a b=secret")],
            "OTEL_EXPORTER_OTLP_HEADERS: `a b` is not a name of a header",
        ),
        (
            vec![("OTEL_TRACES_SAMPLER", "jaeger_remote")],
            "OTEL_TRACES_SAMPLER: `jaeger_remote` is none of always_on, always_off, traceidratio, \
             parentbased_always_on, parentbased_always_off, parentbased_traceidratio",
        ),
        (
            vec![("OTEL_TRACES_SAMPLER_ARG", "1.5")],
            "OTEL_TRACES_SAMPLER_ARG: `1.5` is not a number from 0 to 1",
        ),
    ] {
        let mut env = Environment::from_pairs(variables);
        let settings = Settings::read(&mut env);
        assert_eq!(env.finish(settings).unwrap_err().to_string(), problem);
    }
}

#[test]
fn metrics_are_rendered_as_openmetrics_text() {
    let mut registry = Registry::default();
    let requests: Counter = Counter::default();
    registry.register("espejo_requests", "Requests answered", requests.clone());
    requests.inc_by(3);
    let text = telemetry::render(&registry);
    assert!(text.contains("espejo_requests_total 3\n"), "{text}");
    let version = env!("CARGO_PKG_VERSION");
    let build = format!("espejo_build_info{{version=\"{version}\",commit=\"\"}} 1\n");
    assert!(text.contains(&build), "{text}");
    for (name, least) in [
        ("process_cpu_seconds_total", 0.0),
        ("process_resident_memory_bytes", 1e6),
        ("process_virtual_memory_bytes", 1e6),
        ("process_threads", 1.0),
        ("process_open_fds", 3.0),
        ("process_max_fds", 3.0),
        ("process_start_time_seconds", 1.7e9),
    ] {
        let values = text
            .lines()
            .filter_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let values: Vec<f64> = values.map(|value| value.parse().unwrap()).collect();
        assert!(
            matches!(values[..], [value] if value >= least),
            "{name}: {values:?}\n{text}"
        );
    }
    assert!(text.ends_with("# EOF\n"), "{text}");
}
