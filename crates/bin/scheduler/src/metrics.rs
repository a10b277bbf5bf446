//! Metrics of the scheduler.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct TenantOutcome {
    tenant: String,
    outcome: &'static str,
}

/// Clones share the values.
#[derive(Debug, Clone, Default)]
pub struct Metrics {
    looks: Family<TenantOutcome, Counter>,
    announcements: Family<TenantOutcome, Counter>,
}

impl Metrics {
    pub fn register(&self, registry: &mut Registry) {
        let registry = registry.sub_registry_with_prefix("scheduler");
        registry.register(
            "looks",
            "Readings of a tenant's schedules: done or failed",
            self.looks.clone(),
        );
        registry.register(
            "announcements",
            "Due instants: confirmed or failed by the broker, or unreadable",
            self.announcements.clone(),
        );
    }

    /// Forgets the tenant: it is no longer served.
    pub(crate) fn forget(&self, tenant: &str) {
        for outcome in ["done", "failed"] {
            let labels = TenantOutcome {
                tenant: tenant.to_owned(),
                outcome,
            };
            self.looks.remove(&labels);
        }
        for outcome in ["confirmed", "failed", "unreadable"] {
            let labels = TenantOutcome {
                tenant: tenant.to_owned(),
                outcome,
            };
            self.announcements.remove(&labels);
        }
    }

    pub(crate) fn looked(&self, tenant: &str, outcome: &'static str) {
        self.looks
            .get_or_create(&TenantOutcome {
                tenant: tenant.to_owned(),
                outcome,
            })
            .inc();
    }

    pub(crate) fn announced(&self, tenant: &str, outcome: &'static str) {
        self.announcements
            .get_or_create(&TenantOutcome {
                tenant: tenant.to_owned(),
                outcome,
            })
            .inc();
    }
}
