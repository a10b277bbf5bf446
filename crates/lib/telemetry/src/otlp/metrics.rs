//! Sends the metrics of the metrics page to the collector, with the same names and labels.
//!
//! How each kind is sent follows OpenTelemetry's specification "Prometheus and OpenMetrics
//! Compatibility". Exemplars are only on the page.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use opentelemetry_proto::tonic::collector::metrics::v1::ExportMetricsServiceRequest;
use opentelemetry_proto::tonic::collector::metrics::v1::metrics_service_client::MetricsServiceClient;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, InstrumentationScope, KeyValue};
use opentelemetry_proto::tonic::metrics::v1::metric::Data;
use opentelemetry_proto::tonic::metrics::v1::number_data_point::Value as Number;
use opentelemetry_proto::tonic::metrics::v1::{
    AggregationTemporality, Gauge, Histogram, HistogramDataPoint, Metric, NumberDataPoint,
    ResourceMetrics, ScopeMetrics, Sum,
};
use opentelemetry_proto::tonic::resource::v1::Resource;
use prometheus_client::encoding::prometheus_protobuf::encode;
use prometheus_client::encoding::prometheus_protobuf::prometheus_data_model as page;
use prometheus_client::registry::Registry;
use tonic::Request;
use tonic::metadata::MetadataMap;
use tonic::transport::Channel;

use super::Connection;
use crate::process;

const CUMULATIVE: i32 = AggregationTemporality::Cumulative as i32;

/// What the metrics page of this process shows.
static PAGE: OnceLock<Arc<Registry>> = OnceLock::new();

/// From now on these metrics are sent, if the settings say so. The first call counts.
pub(crate) fn publish(registry: Arc<Registry>) {
    let _ = PAGE.set(registry);
}

/// Sends all metrics each time the interval has passed.
pub(crate) struct Sender {
    client: MetricsServiceClient<Channel>,
    metadata: MetadataMap,
    resource: Resource,
    /// Counters count from here.
    began: SystemTime,
}

impl Sender {
    pub(crate) fn new(connection: &Connection, resource: &opentelemetry_sdk::Resource) -> Self {
        let attribute = |(key, value): (&opentelemetry::Key, &opentelemetry::Value)| KeyValue {
            key: key.to_string(),
            value: Some(value.clone().into()),
            ..KeyValue::default()
        };
        Self {
            client: MetricsServiceClient::new(connection.channel.clone()),
            metadata: connection.metadata.clone(),
            resource: Resource {
                attributes: resource.iter().map(attribute).collect(),
                ..Resource::default()
            },
            began: SystemTime::now(),
        }
    }

    pub(crate) async fn run(self: Arc<Self>, every: Duration) {
        loop {
            tokio::time::sleep(every).await;
            self.send().await;
        }
    }

    /// What cannot be sent is in the next message, because all values count from the start.
    pub(crate) async fn send(&self) {
        let Some(registry) = PAGE.get() else {
            return;
        };
        let families = encode(registry).and_then(|mut families| {
            families.extend(encode(&process::registry())?);
            Ok(families)
        });
        let families = match families {
            Ok(families) => families,
            Err(error) => {
                tracing::error!(%error, "metrics cannot be encoded");
                return;
            }
        };
        let mut request = Request::new(self.message(families));
        *request.metadata_mut() = self.metadata.clone();
        match self.client.clone().export(request).await {
            Ok(answer) => {
                let partial = answer.into_inner().partial_success.unwrap_or_default();
                if partial.rejected_data_points > 0 {
                    tracing::warn!(
                        rejected = partial.rejected_data_points,
                        reason = partial.error_message,
                        "the collector has not taken all metrics"
                    );
                }
            }
            Err(status) => tracing::warn!(
                error = status.message(),
                code = %status.code(),
                "metrics cannot be sent to the collector"
            ),
        }
    }

    fn message(&self, families: Vec<page::MetricFamily>) -> ExportMetricsServiceRequest {
        let times = Times {
            began: nanoseconds(self.began),
            now: nanoseconds(SystemTime::now()),
        };
        let metrics = families.into_iter().filter_map(|it| times.metric(it));
        let scope = InstrumentationScope {
            name: "espejo".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..InstrumentationScope::default()
        };
        ExportMetricsServiceRequest {
            resource_metrics: vec![ResourceMetrics {
                resource: Some(self.resource.clone()),
                scope_metrics: vec![ScopeMetrics {
                    scope: Some(scope),
                    metrics: metrics.collect(),
                    ..ScopeMetrics::default()
                }],
                ..ResourceMetrics::default()
            }],
        }
    }
}

/// The times of a message, in nanoseconds since 1970.
#[derive(Clone, Copy)]
struct Times {
    began: u64,
    now: u64,
}

impl Times {
    /// None for a kind that no metric of ours has.
    fn metric(self, family: page::MetricFamily) -> Option<Metric> {
        let series = family.metric.into_iter();
        let data = match page::MetricType::try_from(family.r#type).ok()? {
            page::MetricType::Counter => Data::Sum(Sum {
                data_points: series
                    .filter_map(|it| Some(self.number(it.label, it.counter?.value, self.began)))
                    .collect(),
                aggregation_temporality: CUMULATIVE,
                is_monotonic: true,
            }),
            page::MetricType::Gauge => Data::Gauge(Gauge {
                data_points: series
                    .filter_map(|it| Some(self.number(it.label, it.gauge?.value, 0)))
                    .collect(),
            }),
            page::MetricType::Histogram => Data::Histogram(Histogram {
                data_points: series
                    .filter_map(|it| Some(self.histogram(it.label, &it.histogram?)))
                    .collect(),
                aggregation_temporality: CUMULATIVE,
            }),
            _ => return None,
        };
        Some(Metric {
            name: family.name,
            description: family.help,
            unit: unit(&family.unit).to_owned(),
            data: Some(data),
            ..Metric::default()
        })
    }

    fn number(self, labels: Vec<page::LabelPair>, value: f64, began: u64) -> NumberDataPoint {
        NumberDataPoint {
            attributes: attributes(labels),
            start_time_unix_nano: began,
            time_unix_nano: self.now,
            value: Some(Number::AsDouble(value)),
            ..NumberDataPoint::default()
        }
    }

    fn histogram(
        self,
        labels: Vec<page::LabelPair>,
        found: &page::Histogram,
    ) -> HistogramDataPoint {
        let finite = |bucket: &&page::Bucket| bucket.upper_bound.is_finite();
        let buckets: Vec<_> = found.bucket.iter().filter(finite).collect();
        // A bucket of the page includes those before it. A bucket here does not, and the last one has
        // no bound.
        let ends = buckets.iter().map(|bucket| bucket.cumulative_count);
        let starts = std::iter::once(0).chain(ends.clone());
        let counts = ends.chain([found.sample_count]).zip(starts);
        HistogramDataPoint {
            attributes: attributes(labels),
            start_time_unix_nano: self.began,
            time_unix_nano: self.now,
            count: found.sample_count,
            sum: Some(found.sample_sum),
            bucket_counts: counts
                .map(|(end, start)| end.saturating_sub(start))
                .collect(),
            explicit_bounds: buckets.iter().map(|bucket| bucket.upper_bound).collect(),
            ..HistogramDataPoint::default()
        }
    }
}

fn attributes(labels: Vec<page::LabelPair>) -> Vec<KeyValue> {
    let attribute = |label: page::LabelPair| KeyValue {
        key: label.name,
        value: Some(AnyValue {
            value: Some(Value::StringValue(label.value)),
        }),
        ..KeyValue::default()
    };
    labels.into_iter().map(attribute).collect()
}

/// In the Unified Code for Units of Measure, as OpenTelemetry wants it.
fn unit(of_page: &str) -> &str {
    match of_page {
        "seconds" => "s",
        "bytes" => "By",
        other => other,
    }
}

fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
