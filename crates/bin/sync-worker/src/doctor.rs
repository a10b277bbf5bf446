//! `sync-worker doctor`: whether this process could read each tenant's Odoo and reach the broker.

mod odoo;

use lifecycle::doctor::Finding;
use process::doctor::{self, Request};

pub use crate::models::MODELS;
use crate::{SERVICE, Settings};

pub async fn examine(settings: Settings, request: &Request) -> Vec<Finding> {
    let (tenants, mut findings) = doctor::tenants(&settings.tenants_dir, request, |_| Ok(()));
    let broker = bus::Settings::following(settings.broker_url, SERVICE).trusting(settings.trust);
    findings.extend(bus::examine(broker).await);
    for tenant in tenants {
        let found = odoo::examine(&tenant, settings.odoo_keys.as_ref()).await;
        findings.extend(found.into_iter().map(|finding| finding.of(&tenant.host)));
    }
    findings
}
