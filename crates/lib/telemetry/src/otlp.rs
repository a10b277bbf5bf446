//! The connection to the collector: OTLP over gRPC, one connection for traces, logs and metrics.

pub(crate) mod metrics;

use std::time::Duration;

use opentelemetry_otlp::{LogExporter, SpanExporter, WithTonicConfig};
use tls::Trust;
use tokio::runtime::{Builder, Runtime};
use tonic::metadata::MetadataMap;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint};

use crate::settings::metadata;
use crate::{Error, Settings};

/// As in the specification (`OTEL_EXPORTER_OTLP_TIMEOUT`).
const TIMEOUT: Duration = Duration::from_secs(10);

pub(crate) struct Connection {
    /// Its own runtime, so that flushing works from anywhere, even if the service's runtime is busy
    /// or gone.
    runtime: Runtime,
    channel: Channel,
    metadata: MetadataMap,
}

impl Connection {
    /// Connects when there is something to send. None without an endpoint.
    pub(crate) fn open(settings: &Settings) -> Result<Option<Self>, Error> {
        let Some(url) = &settings.otlp_endpoint else {
            return Ok(None);
        };
        let endpoint = endpoint(url, &settings.trust).map_err(|source| Error::Endpoint {
            endpoint: url.clone(),
            source,
        })?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("otlp")
            .enable_all()
            .build()
            .map_err(Error::Thread)?;
        let channel = {
            let _inside = runtime.enter();
            endpoint.connect_lazy()
        };
        let metadata = settings.otlp_headers.as_ref().map(metadata).transpose();
        Ok(Some(Self {
            runtime,
            channel,
            metadata: metadata.map_err(Error::Headers)?.unwrap_or_default(),
        }))
    }

    pub(crate) fn spans(&self) -> Result<SpanExporter, Error> {
        let exporter = SpanExporter::builder().with_tonic();
        let exporter = exporter.with_channel(self.channel.clone());
        exporter
            .with_metadata(self.metadata.clone())
            .build()
            .map_err(Error::Exporter)
    }

    pub(crate) fn logs(&self) -> Result<LogExporter, Error> {
        let exporter = LogExporter::builder().with_tonic();
        let exporter = exporter.with_channel(self.channel.clone());
        exporter
            .with_metadata(self.metadata.clone())
            .build()
            .map_err(Error::Exporter)
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    pub(crate) fn close(self) {
        self.runtime.shutdown_background();
    }
}

fn endpoint(url: &str, trust: &Trust) -> Result<Endpoint, tonic::transport::Error> {
    let endpoint = Endpoint::from_shared(url.to_owned())?
        .connect_timeout(TIMEOUT)
        .timeout(TIMEOUT);
    if url.starts_with("https://") {
        return endpoint.tls_config(trusting(trust));
    }
    Ok(endpoint)
}

fn trusting(trust: &Trust) -> ClientTlsConfig {
    match trust.pem() {
        Some(pem) => ClientTlsConfig::new().ca_certificate(Certificate::from_pem(pem)),
        None => ClientTlsConfig::new().with_native_roots(),
    }
}
