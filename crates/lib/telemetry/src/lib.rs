//! Telemetry of a process: JSON logs on stdout, traces over OTLP/gRPC, metrics as OpenMetrics text.
//!
//! Telemetry never stops the work: if the collector is unreachable, spans are lost, not requests.
//! Fields must not contain bodies, amounts or secrets.

mod level;
mod log;
mod process;
mod trace;

use std::collections::HashMap;

use prometheus_client::encoding::text;
use prometheus_client::registry::Registry;
use settings::Environment;
use tls::Trust;
use tracing::Dispatch;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

pub use crate::trace::{Guard, current_trace_id, current_traceparent, set_parent};

/// Telemetry settings of the operator.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The log lines to write: `info`, or `warn,sync_worker=debug`.
    pub log_filter: String,
    /// Where traces are sent, such as `http://localhost:4317`. None sends no traces.
    pub otlp_endpoint: Option<String>,
    /// Whom an endpoint with `https` trusts.
    pub trust: Trust,
    /// Name of the installation, in each trace.
    pub environment: String,
}

impl Settings {
    /// Reads `ESPEJO_LOG`, `OTEL_EXPORTER_OTLP_ENDPOINT` and
    /// `ESPEJO_ENVIRONMENT`.
    pub fn read(env: &mut Environment) -> Self {
        let log_filter = env.or("ESPEJO_LOG", "info".to_owned());
        if let Err(error) = log::filter(&log_filter) {
            env.problem(format!(
                "ESPEJO_LOG: `{log_filter}` is not a log filter: {error}"
            ));
        }
        Self {
            log_filter,
            otlp_endpoint: env.optional("OTEL_EXPORTER_OTLP_ENDPOINT"),
            trust: Trust::read(env),
            environment: env.or("ESPEJO_ENVIRONMENT", "development".to_owned()),
        }
    }
}

/// Why telemetry could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the log filter `{filter}` is invalid")]
    Filter {
        filter: String,
        source: tracing_subscriber::filter::ParseError,
    },
    #[error("the trace exporter cannot be set up for {endpoint}")]
    Exporter {
        endpoint: String,
        source: opentelemetry_otlp::ExporterBuildError,
    },
    #[error("the trace exporter's thread cannot be started")]
    Thread(#[source] std::io::Error),
    #[error("telemetry is already installed in this process")]
    Installed(#[from] tracing_subscriber::util::TryInitError),
}

/// Sets up telemetry for the whole process, once. Panics are logged too. Keep the guard to the end
/// of `main`: the last spans are sent when it is flushed or dropped.
pub fn install(service: &'static str, settings: &Settings) -> Result<Guard, Error> {
    let (dispatch, guard) = subscriber(service, settings, std::io::stdout)?;
    dispatch.try_init()?;
    process::show_certificates(&settings.trust);
    std::panic::set_hook(Box::new(log::log_panic));
    Ok(guard)
}

/// The subscriber that [`install`] makes global, with `writer` for its log lines. Tests use it to
/// have their own subscriber.
pub fn subscriber<W>(
    service: &'static str,
    settings: &Settings,
    writer: W,
) -> Result<(Dispatch, Guard), Error>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = log::layer(service, &settings.log_filter, writer)?;
    let guard = Guard::start(service, settings)?;
    let spans = trace::layer(&guard, service);
    Ok((
        tracing_subscriber::registry()
            .with(spans)
            .with(lines)
            .into(),
        guard,
    ))
}

/// The metrics as OpenMetrics text: these, and what every process says about itself.
pub fn render(registry: &Registry) -> String {
    let mut page = String::new();
    let encoded = text::encode_registry(&mut page, registry)
        .and_then(|()| text::encode_registry(&mut page, &process::registry()))
        .and_then(|()| text::encode_eof(&mut page));
    // This fails only if a metric's own encoder fails.
    if let Err(error) = encoded {
        tracing::error!(%error, "metrics cannot be rendered");
    }
    page
}

type Carrier = HashMap<String, String>;
