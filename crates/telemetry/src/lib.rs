//! What a process tells about itself: JSON logs on stdout, traces over
//! OTLP/gRPC, metrics as OpenMetrics text.
//!
//! Telemetry never stops the work: a collector that is away costs spans, not
//! requests. Bodies, amounts and secrets do not belong in fields.

mod log;
mod trace;

use std::collections::HashMap;

use prometheus_client::registry::Registry;
use settings::Environment;
use tracing::Dispatch;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

pub use crate::trace::{Guard, current_trace_id, current_traceparent, set_parent};

/// What the operator chooses about telemetry.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which log lines are written: `info`, or `warn,sync_worker=debug`.
    pub log_filter: String,
    /// Where traces go, such as `http://localhost:4317`; nowhere if absent.
    pub otlp_endpoint: Option<String>,
    /// Name of the installation, on each trace.
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
            environment: env.or("ESPEJO_ENVIRONMENT", "development".to_owned()),
        }
    }
}

/// Why telemetry could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the log filter `{filter}` cannot be read")]
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

/// Sets telemetry up for the whole process, once; panics are logged too. Keep
/// the guard to the end of `main`: the last spans leave when it is flushed or
/// dropped.
pub fn install(service: &'static str, settings: &Settings) -> Result<Guard, Error> {
    let (dispatch, guard) = subscriber(service, settings, std::io::stdout)?;
    dispatch.try_init()?;
    std::panic::set_hook(Box::new(log::log_panic));
    Ok(guard)
}

/// The subscriber that [`install`] makes global, writing its log lines to
/// `writer`; for tests that need one of their own.
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

/// The metrics as OpenMetrics text.
pub fn render(registry: &Registry) -> String {
    let mut text = String::new();
    // Only a metric whose own encoder fails can make this fail.
    if let Err(error) = prometheus_client::encoding::text::encode(&mut text, registry) {
        tracing::error!(%error, "metrics cannot be rendered");
    }
    text
}

type Carrier = HashMap<String, String>;
