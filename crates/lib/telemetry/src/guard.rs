//! What lives as long as the process: the providers of spans and log records, and the sender of
//! metrics.

use std::sync::Arc;
use std::time::Duration;

use opentelemetry::KeyValue;
use opentelemetry::logs::LoggerProvider;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::logs::{SdkLogger, SdkLoggerProvider};
use opentelemetry_sdk::trace::SdkTracerProvider;
use uuid::Uuid;

use crate::otlp::Connection;
use crate::otlp::metrics::Sender;
use crate::{Error, Settings, trace};

const FLUSH_TIMEOUT: Duration = Duration::from_secs(5);

/// Keeps telemetry alive. What is left is sent when it is flushed or dropped.
#[must_use = "spans are lost when the guard is dropped early"]
pub struct Guard {
    tracers: SdkTracerProvider,
    loggers: Option<SdkLoggerProvider>,
    metrics: Option<Arc<Sender>>,
    /// Used by all of them.
    collector: Option<Connection>,
}

impl Guard {
    pub(crate) fn start(service: &'static str, settings: &Settings) -> Result<Self, Error> {
        let resource = resource(service, settings);
        let collector = Connection::open(settings)?;
        let tracers = trace::provider(&resource, settings.sampler.clone(), collector.as_ref())?;
        let mut guard = Self {
            tracers,
            loggers: None,
            metrics: None,
            collector: None,
        };
        if let Some(collector) = &collector {
            if settings.sends_logs {
                let provider = SdkLoggerProvider::builder().with_resource(resource.clone());
                let provider = provider.with_batch_exporter(collector.logs()?);
                guard.loggers = Some(provider.build());
            }
            if let Some(every) = settings.sends_metrics_every {
                let sender = Arc::new(Sender::new(collector, &resource));
                collector.runtime().spawn(Arc::clone(&sender).run(every));
                guard.metrics = Some(sender);
            }
        }
        guard.collector = collector;
        Ok(guard)
    }

    pub(crate) fn tracers(&self) -> &SdkTracerProvider {
        &self.tracers
    }

    /// None if log lines are not sent.
    pub(crate) fn logger(&self, service: &'static str) -> Option<SdkLogger> {
        let loggers = self.loggers.as_ref()?;
        Some(loggers.logger(service))
    }

    /// Sends what is left and ends telemetry. Blocks for at most five seconds for each kind.
    pub fn flush(self) {
        drop(self);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Err(error) = self.tracers.shutdown_with_timeout(FLUSH_TIMEOUT) {
            tracing::warn!(error = %error, "the last spans may be lost");
        }
        let Some(collector) = self.collector.take() else {
            return;
        };
        if let Some(sender) = self.metrics.take() {
            // Not `block_on`, which may not be called from a runtime.
            let (sent, told) = std::sync::mpsc::channel();
            collector.runtime().spawn(async move {
                sender.send().await;
                let _ = sent.send(());
            });
            if told.recv_timeout(FLUSH_TIMEOUT).is_err() {
                tracing::warn!("the last metrics may be lost");
            }
        }
        // The last, because the others log.
        if let Some(loggers) = self.loggers.take()
            && let Err(error) = loggers.shutdown_with_timeout(FLUSH_TIMEOUT)
        {
            tracing::warn!(error = %error, "the last log records may be lost");
        }
        collector.close();
    }
}

/// What everything that this process sends says about its source.
fn resource(service: &'static str, settings: &Settings) -> Resource {
    Resource::builder()
        .with_service_name(service)
        .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
        .with_attribute(KeyValue::new("service.namespace", "espejo"))
        .with_attribute(KeyValue::new("service.instance.id", instance()))
        .with_attribute(KeyValue::new(
            "deployment.environment.name",
            settings.environment.clone(),
        ))
        .build()
}

/// One process: several replicas of a service have the same name, and a restart is another one.
fn instance() -> String {
    Uuid::new_v4().to_string()
}
