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

const LOOKS: [&str; 2] = ["done", "failed"];
const ANNOUNCEMENTS: [&str; 3] = ["confirmed", "failed", "unreadable"];

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

    /// The series of the tenant begin at zero, so that the first of anything is an increase.
    pub(crate) fn begin(&self, tenant: &str) {
        for outcome in LOOKS {
            let _from_the_start = self.looks.get_or_create(&labels(tenant, outcome));
        }
        for outcome in ANNOUNCEMENTS {
            let _from_the_start = self.announcements.get_or_create(&labels(tenant, outcome));
        }
    }

    /// Forgets the tenant: it is no longer served.
    pub(crate) fn forget(&self, tenant: &str) {
        for outcome in LOOKS {
            self.looks.remove(&labels(tenant, outcome));
        }
        for outcome in ANNOUNCEMENTS {
            self.announcements.remove(&labels(tenant, outcome));
        }
    }

    pub(crate) fn looked(&self, tenant: &str, outcome: &'static str) {
        self.looks.get_or_create(&labels(tenant, outcome)).inc();
    }

    pub(crate) fn announced(&self, tenant: &str, outcome: &'static str) {
        let announcements = self.announcements.get_or_create(&labels(tenant, outcome));
        announcements.inc();
    }
}

fn labels(tenant: &str, outcome: &'static str) -> TenantOutcome {
    TenantOutcome {
        tenant: tenant.to_owned(),
        outcome,
    }
}
