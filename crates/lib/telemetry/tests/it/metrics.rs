//! Metrics that a collector receives.

use std::time::{Duration, Instant};

use opentelemetry_proto::tonic::metrics::v1::metric::Data;
use opentelemetry_proto::tonic::metrics::v1::number_data_point::Value;
use opentelemetry_proto::tonic::metrics::v1::{Metric, NumberDataPoint};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use telemetry::Settings;

use crate::collector::Collector;

type Labels = [(&'static str, &'static str); 1];

fn named<'m>(metrics: &'m [Metric], name: &str) -> &'m Metric {
    let names: Vec<_> = metrics.iter().map(|metric| &metric.name).collect();
    let found = metrics.iter().find(|metric| metric.name == name);
    found.unwrap_or_else(|| panic!("{name} is not in {names:?}"))
}

fn is(point: &NumberDataPoint, wanted: f64) -> bool {
    point.value == Some(Value::AsDouble(wanted))
}

/// The only series of a counter.
fn counted(metrics: &[Metric], name: &str) -> NumberDataPoint {
    let Some(Data::Sum(sum)) = &named(metrics, name).data else {
        panic!("{metrics:?}");
    };
    assert!(sum.is_monotonic);
    assert_eq!(sum.aggregation_temporality, 2, "cumulative");
    assert_eq!(sum.data_points.len(), 1, "{sum:?}");
    sum.data_points[0].clone()
}

#[test]
fn a_collector_receives_what_the_page_shows() {
    let mut registry = Registry::default();
    let requests: Family<Labels, Counter> = Family::default();
    registry.register("espejo_requests", "Requests answered", requests.clone());
    let waiting: Gauge = Gauge::default();
    registry.register("espejo_waiting", "Requests that wait", waiting.clone());
    let times = Histogram::new([0.1, 1.0]);
    registry.register_with_unit("espejo_request", "Times", Unit::Seconds, times.clone());
    requests.get_or_create(&[("tenant", "andina")]).inc_by(3);
    waiting.set(-2);
    for seconds in [0.05, 0.5, 0.7, 30.0] {
        times.observe(seconds);
    }

    let collector = Collector::start();
    let settings = Settings {
        otlp_endpoint: Some(collector.endpoint.clone()),
        sends_metrics_every: Some(Duration::from_millis(50)),
        ..Settings::default()
    };
    let (_dispatch, guard) = telemetry::subscriber("tester", &settings, std::io::sink).unwrap();
    let page = telemetry::page(registry);
    assert!(page().contains("espejo_requests_total{tenant=\"andina\"} 3\n"));
    let deadline = Instant::now() + Duration::from_secs(10);
    while collector.metrics().is_empty() {
        assert!(Instant::now() < deadline, "nothing comes");
        std::thread::sleep(Duration::from_millis(10));
    }

    let metrics = collector.metrics();
    let point = counted(&metrics, "espejo_requests_total");
    assert!(is(&point, 3.0), "{point:?}");
    assert_eq!(point.attributes[0].key, "tenant");
    assert!(point.start_time_unix_nano > 0 && point.time_unix_nano > point.start_time_unix_nano);

    let Some(Data::Gauge(gauge)) = &named(&metrics, "espejo_waiting").data else {
        panic!("{metrics:?}");
    };
    assert!(is(&gauge.data_points[0], -2.0), "{gauge:?}");

    let metric = named(&metrics, "espejo_request_seconds");
    assert_eq!(
        (metric.unit.as_str(), metric.description.as_str()),
        ("s", "Times.")
    );
    let Some(Data::Histogram(histogram)) = &metric.data else {
        panic!("{metric:?}");
    };
    let point = &histogram.data_points[0];
    assert_eq!(point.bucket_counts, [1, 2, 1]);
    assert_eq!(point.explicit_bounds, [0.1, 1.0]);
    assert_eq!(point.count, 4);
    assert!((point.sum.unwrap() - 31.25).abs() < 1e-9);
    named(&metrics, "process_cpu_seconds_total");
    named(&metrics, "espejo_build_info");

    // The last values are sent at the end.
    requests.get_or_create(&[("tenant", "andina")]).inc_by(4);
    guard.flush();
    let point = counted(&collector.metrics(), "espejo_requests_total");
    assert!(is(&point, 7.0), "{point:?}");
}
