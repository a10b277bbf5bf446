//! Telemetry settings of the operator. The names of variables that begin with `OTEL_` and their values
//! are those of the specification of OpenTelemetry; where it has a default that sends something, ours
//! sends nothing.

use std::time::Duration;

use opentelemetry_sdk::trace::Sampler;
use secrecy::ExposeSecret;
use settings::{Environment, SecretString};
use tls::Trust;
use tonic::metadata::{MetadataKey, MetadataMap, MetadataValue};

use crate::log;

/// As in the specification.
const METRICS_EVERY_MS: u64 = 60_000;

#[derive(Debug, Clone)]
pub struct Settings {
    /// The log lines to write: `info`, or `warn,sync_worker=debug`.
    pub log_filter: String,
    /// Where traces are sent, such as `http://localhost:4317`. Without it nothing is sent.
    pub otlp_endpoint: Option<String>,
    /// `name=value,name=value`, sent with each request.
    pub otlp_headers: Option<SecretString>,
    /// Log lines are sent there, too.
    pub sends_logs: bool,
    /// Metrics are sent there, too, each time this has passed.
    pub sends_metrics_every: Option<Duration>,
    /// Which traces that begin here are sent.
    pub sampler: Sampler,
    /// Whom an endpoint with `https` trusts.
    pub trust: Trust,
    /// Name of the installation, in each trace.
    pub environment: String,
}

impl Default for Settings {
    /// As if no variable were set.
    fn default() -> Self {
        Self::read(&mut Environment::from_pairs::<_, String, String>([]))
    }
}

impl Settings {
    /// Reads `ESPEJO_LOG`, `ESPEJO_ENVIRONMENT` and the variables of OpenTelemetry.
    pub fn read(env: &mut Environment) -> Self {
        let log_filter = env.or("ESPEJO_LOG", "info".to_owned());
        if let Err(error) = log::filter(&log_filter) {
            env.problem(format!(
                "ESPEJO_LOG: `{log_filter}` is not a log filter: {error}"
            ));
        }
        let otlp_endpoint = env.optional("OTEL_EXPORTER_OTLP_ENDPOINT");
        let sends_logs = sends(env, "OTEL_LOGS_EXPORTER", otlp_endpoint.is_some());
        let sends_metrics = sends(env, "OTEL_METRICS_EXPORTER", otlp_endpoint.is_some());
        let every = env.or("OTEL_METRIC_EXPORT_INTERVAL", METRICS_EVERY_MS);
        if every == 0 {
            env.problem("OTEL_METRIC_EXPORT_INTERVAL: `0` is less than 1 millisecond");
        }
        Self {
            log_filter,
            otlp_endpoint,
            otlp_headers: headers(env),
            sends_logs,
            sends_metrics_every: sends_metrics.then(|| Duration::from_millis(every)),
            sampler: sampler(env),
            trust: Trust::read(env),
            environment: env.or("ESPEJO_ENVIRONMENT", "development".to_owned()),
        }
    }
}

fn sends(env: &mut Environment, name: &'static str, has_endpoint: bool) -> bool {
    let exporter = env.or(name, "none".to_owned());
    match exporter.as_str() {
        "none" => return false,
        "otlp" if has_endpoint => return true,
        "otlp" => env.problem(format!("{name} also needs OTEL_EXPORTER_OTLP_ENDPOINT")),
        _ => env.problem(format!("{name}: `{exporter}` is neither `otlp` nor `none`")),
    }
    false
}

fn headers(env: &mut Environment) -> Option<SecretString> {
    let headers = env.optional_secret("OTEL_EXPORTER_OTLP_HEADERS")?;
    if let Err(problem) = metadata(&headers) {
        env.problem(format!("OTEL_EXPORTER_OTLP_HEADERS: {problem}"));
    }
    Some(headers)
}

/// `name=value` pairs between commas. What is returned as an error names no value.
pub(crate) fn metadata(headers: &SecretString) -> Result<MetadataMap, String> {
    let mut metadata = MetadataMap::new();
    for pair in headers.expose_secret().split(',') {
        let (name, value) = pair
            .split_once('=')
            .ok_or("a part has no `=`; write `name=value,name=value`")?;
        let name = name.trim();
        let key: MetadataKey<_> = name
            .parse()
            .map_err(|_| format!("`{name}` is not a name of a header"))?;
        let value: MetadataValue<_> = value
            .trim()
            .parse()
            .map_err(|_| format!("the value of `{name}` has letters that no header may have"))?;
        metadata.insert(key, value);
    }
    Ok(metadata)
}

fn sampler(env: &mut Environment) -> Sampler {
    let name = env.or("OTEL_TRACES_SAMPLER", "parentbased_always_on".to_owned());
    let ratio: Option<String> = env.optional("OTEL_TRACES_SAMPLER_ARG");
    let ratio = ratio.map_or(Ok(1.0), |text| match text.parse::<f64>() {
        Ok(ratio) if (0.0..=1.0).contains(&ratio) => Ok(ratio),
        _ => Err(text),
    });
    let ratio = ratio.unwrap_or_else(|text| {
        env.problem(format!(
            "OTEL_TRACES_SAMPLER_ARG: `{text}` is not a number from 0 to 1"
        ));
        1.0
    });
    let parent_based = |root| Sampler::ParentBased(Box::new(root));
    match name.as_str() {
        "always_on" => Sampler::AlwaysOn,
        "always_off" => Sampler::AlwaysOff,
        "traceidratio" => Sampler::TraceIdRatioBased(ratio),
        "parentbased_always_on" => parent_based(Sampler::AlwaysOn),
        "parentbased_always_off" => parent_based(Sampler::AlwaysOff),
        "parentbased_traceidratio" => parent_based(Sampler::TraceIdRatioBased(ratio)),
        _ => {
            env.problem(format!(
                "OTEL_TRACES_SAMPLER: `{name}` is none of always_on, always_off, traceidratio, \
                 parentbased_always_on, parentbased_always_off, parentbased_traceidratio"
            ));
            Sampler::AlwaysOn
        }
    }
}
