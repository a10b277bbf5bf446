//! What is measured of requests.

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, exemplar::HistogramWithExemplars, family::Family},
    registry::Registry,
};
use tenants::Tenants;

/// In seconds. Reports take milliseconds, downloads may take long.
const BUCKETS: [f64; 14] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
];
const CLASSES: [&str; 4] = ["2xx", "3xx", "4xx", "5xx"];

/// How a request was answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Answered {
    pub(crate) method: &'static str,
    /// The route template, because paths contain ids.
    pub(crate) route: String,
    pub(crate) status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfTenant {
    /// Empty if the host is not one of a tenant.
    tenant: String,
    status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refusal {
    reason: &'static str,
}

/// A request whose trace is worth a look.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Example {
    trace_id: String,
}

/// Durations of answers by route and status, and answers by tenant. Clones share the values.
#[derive(Clone)]
pub struct HttpMetrics {
    duration:
        Family<Answered, HistogramWithExemplars<Example>, fn() -> HistogramWithExemplars<Example>>,
    requests: Family<OfTenant, Counter>,
    refused: Family<Refusal, Counter>,
}

impl Default for HttpMetrics {
    fn default() -> Self {
        Self {
            duration: Family::new_with_constructor(|| {
                HistogramWithExemplars::new(BUCKETS.into_iter())
            }),
            requests: Family::default(),
            refused: Family::default(),
        }
    }
}

impl HttpMetrics {
    pub fn register(&self, registry: &mut Registry) {
        registry.register(
            "http_server_request_duration_seconds",
            "Time from a request's arrival to the head of its answer",
            self.duration.clone(),
        );
        registry.register(
            "http_server_requests",
            "Answered requests by tenant and class of the status; no tenant: the host is unknown",
            self.requests.clone(),
        );
        registry.register(
            "http_auth_refusals",
            "Keys and cookies that opened nothing, and requests above the limit of their address",
            self.refused.clone(),
        );
    }

    /// The counters of every one of these tenants begin at zero.
    pub(crate) fn follow(&self, tenants: &Tenants) {
        for tenant in tenants.iter() {
            for status in CLASSES {
                let tenant = tenant.name.clone();
                let of_tenant = OfTenant { tenant, status };
                let _from_the_start = self.requests.get_or_create(&of_tenant);
            }
        }
    }

    /// Call it inside the span of the request.
    pub(crate) fn answered(&self, answered: Answered, tenant: Option<String>, seconds: f64) {
        let of_tenant = OfTenant {
            tenant: tenant.unwrap_or_default(),
            status: class(answered.status),
        };
        self.requests.get_or_create(&of_tenant).inc();
        let example = telemetry::current_trace_id().map(|trace_id| Example { trace_id });
        let duration = self.duration.get_or_create(&answered);
        duration.observe(seconds, example, None);
    }

    pub(crate) fn refused(&self, reason: &'static str) {
        self.refused.get_or_create(&Refusal { reason }).inc();
    }
}

fn class(status: u16) -> &'static str {
    match status {
        ..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}
