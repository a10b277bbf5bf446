//! Telemetry of a process: JSON logs on stdout, metrics as OpenMetrics text, and what is sent to a
//! collector over OTLP/gRPC: traces, and logs and metrics if the settings say so.
//!
//! Telemetry never stops the work: if the collector is unreachable, spans are lost, not requests.
//! Fields must not contain bodies, amounts or secrets.

mod guard;
mod level;
mod log;
mod otlp;
mod process;
mod record;
mod settings;
mod trace;

use std::collections::HashMap;
use std::sync::Arc;

use prometheus_client::encoding::text;
use prometheus_client::registry::Registry;
use tracing::Dispatch;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

pub use crate::guard::Guard;
pub use crate::settings::Settings;
pub use crate::trace::{current_trace_id, current_traceparent, set_parent};

/// Why telemetry could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the log filter `{filter}` is invalid")]
    Filter {
        filter: String,
        source: tracing_subscriber::filter::ParseError,
    },
    #[error("nothing can be sent to {endpoint}")]
    Endpoint {
        endpoint: String,
        source: tonic::transport::Error,
    },
    #[error("OTEL_EXPORTER_OTLP_HEADERS: {0}")]
    Headers(String),
    #[error("an exporter cannot be set up")]
    Exporter(#[source] opentelemetry_otlp::ExporterBuildError),
    #[error("the exporters' thread cannot be started")]
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
    let guard = Guard::start(service, settings)?;
    let lines = log::layer(service, &settings.log_filter, writer, guard.logger(service))?;
    let spans = trace::layer(guard.tracers(), service);
    Ok((
        tracing_subscriber::registry()
            .with(spans)
            .with(lines)
            .into(),
        guard,
    ))
}

/// The page of these metrics. They are also sent to the collector, if the settings say so.
pub fn page(registry: Registry) -> impl Fn() -> String + Send + Sync + 'static {
    let registry = Arc::new(registry);
    otlp::metrics::publish(Arc::clone(&registry));
    move || render(&registry)
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
