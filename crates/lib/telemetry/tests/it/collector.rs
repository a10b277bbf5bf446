//! A collector: takes OTLP over gRPC on a port of its own and keeps what comes for the test to look
//! at.

use std::fmt::Write;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

use async_trait::async_trait;
use opentelemetry_proto::tonic::collector::logs::v1::logs_service_server::{
    LogsService, LogsServiceServer,
};
use opentelemetry_proto::tonic::collector::logs::v1::{
    ExportLogsServiceRequest, ExportLogsServiceResponse,
};
use opentelemetry_proto::tonic::collector::metrics::v1::metrics_service_server::{
    MetricsService, MetricsServiceServer,
};
use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsServiceRequest, ExportMetricsServiceResponse,
};
use opentelemetry_proto::tonic::collector::trace::v1::trace_service_server::{
    TraceService, TraceServiceServer,
};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use opentelemetry_proto::tonic::common::v1::any_value;
use opentelemetry_proto::tonic::logs::v1::LogRecord;
use opentelemetry_proto::tonic::metrics::v1::Metric;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};

/// A span as it came; ids in hexadecimal digits, empty where there is none.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(crate) service: String,
    pub(crate) environment: String,
    pub(crate) instance: String,
    pub(crate) name: String,
    pub(crate) trace_id: String,
    pub(crate) id: String,
    pub(crate) parent_id: String,
}

/// Runs on a thread of its own, so that a test may block while it exports.
/// It ends with the test's process.
pub(crate) struct Collector {
    pub(crate) endpoint: String,
    kept: Kept,
}

#[derive(Clone, Default)]
struct Kept {
    spans: Arc<Mutex<Vec<Span>>>,
    records: Arc<Mutex<Vec<LogRecord>>>,
    /// Of the newest message, by name.
    metrics: Arc<Mutex<Vec<Metric>>>,
    /// `authorization` of each request.
    authorizations: Arc<Mutex<Vec<String>>>,
}

impl Collector {
    pub(crate) fn start() -> Self {
        let kept = Kept::default();
        let (sender, receiver) = mpsc::channel();
        let keeper = kept.clone();
        thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let incoming = TcpIncoming::bind(([127, 0, 0, 1], 0).into()).unwrap();
                sender.send(incoming.local_addr().unwrap()).unwrap();
                Server::builder()
                    .add_service(TraceServiceServer::new(keeper.clone()))
                    .add_service(LogsServiceServer::new(keeper.clone()))
                    .add_service(MetricsServiceServer::new(keeper))
                    .serve_with_incoming(incoming)
                    .await
                    .unwrap();
            });
        });
        let endpoint = format!("http://{}", receiver.recv().unwrap());
        Self { endpoint, kept }
    }

    /// What has come so far.
    pub(crate) fn spans(&self) -> Vec<Span> {
        self.kept.spans.lock().unwrap().clone()
    }

    pub(crate) fn records(&self) -> Vec<LogRecord> {
        self.kept.records.lock().unwrap().clone()
    }

    pub(crate) fn metrics(&self) -> Vec<Metric> {
        self.kept.metrics.lock().unwrap().clone()
    }

    pub(crate) fn authorizations(&self) -> Vec<String> {
        self.kept.authorizations.lock().unwrap().clone()
    }

    /// The only span of this name.
    pub(crate) fn span(&self, name: &str) -> Span {
        let spans = self.spans();
        let mut named = spans.iter().filter(|span| span.name == name);
        let span = named
            .next()
            .unwrap_or_else(|| panic!("no span `{name}` in {spans:?}"));
        assert!(
            named.next().is_none(),
            "several spans `{name}` in {spans:?}"
        );
        span.clone()
    }
}

impl Kept {
    fn admit<T>(&self, request: Request<T>) -> T {
        if let Some(value) = request.metadata().get("authorization") {
            let value = value.to_str().unwrap().to_owned();
            self.authorizations.lock().unwrap().push(value);
        }
        request.into_inner()
    }
}

#[async_trait]
impl TraceService for Kept {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let request = self.admit(request);
        self.spans.lock().unwrap().extend(received(request));
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}

#[async_trait]
impl LogsService for Kept {
    async fn export(
        &self,
        request: Request<ExportLogsServiceRequest>,
    ) -> Result<Response<ExportLogsServiceResponse>, Status> {
        let of_resources = self.admit(request).resource_logs.into_iter();
        let scopes = of_resources.flat_map(|it| it.scope_logs);
        let records = scopes.flat_map(|it| it.log_records);
        self.records.lock().unwrap().extend(records);
        Ok(Response::new(ExportLogsServiceResponse::default()))
    }
}

#[async_trait]
impl MetricsService for Kept {
    async fn export(
        &self,
        request: Request<ExportMetricsServiceRequest>,
    ) -> Result<Response<ExportMetricsServiceResponse>, Status> {
        let of_resources = self.admit(request).resource_metrics.into_iter();
        let scopes = of_resources.flat_map(|it| it.scope_metrics);
        *self.metrics.lock().unwrap() = scopes.flat_map(|it| it.metrics).collect();
        Ok(Response::new(ExportMetricsServiceResponse::default()))
    }
}

fn received(request: ExportTraceServiceRequest) -> Vec<Span> {
    let mut spans = Vec::new();
    for of_resource in request.resource_spans {
        let attributes = of_resource.resource.unwrap_or_default().attributes;
        let attribute = |key: &str| {
            let found = attributes.iter().find(|attribute| attribute.key == key);
            match found.and_then(|found| found.value.clone()?.value) {
                Some(any_value::Value::StringValue(text)) => text,
                _ => String::new(),
            }
        };
        for span in of_resource
            .scope_spans
            .into_iter()
            .flat_map(|scope| scope.spans)
        {
            spans.push(Span {
                service: attribute("service.name"),
                environment: attribute("deployment.environment.name"),
                instance: attribute("service.instance.id"),
                name: span.name,
                trace_id: hexadecimal(&span.trace_id),
                id: hexadecimal(&span.span_id),
                parent_id: hexadecimal(&span.parent_span_id),
            });
        }
    }
    spans
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in bytes {
        write!(digits, "{byte:02x}").unwrap();
    }
    digits
}
