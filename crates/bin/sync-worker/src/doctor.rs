//! `sync-worker doctor`: whether this process could read each tenant's Odoo and reach the broker.

mod odoo;

use lifecycle::doctor::Finding;
use process::doctor::{self, Request};

use crate::{SERVICE, Settings};

/// Every model that is mirrored by default.
pub const MODELS: [&str; 27] = [
    "account.account",
    "account.analytic.account",
    "account.analytic.line",
    "account.analytic.plan",
    "account.bank.statement.line",
    "account.full.reconcile",
    "account.group",
    "account.journal",
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "account.payment",
    "account.payment.term",
    "account.tax",
    "crm.team",
    "l10n_latam.document.type",
    "product.product",
    "product.template",
    "res.bank",
    "res.company",
    "res.country",
    "res.currency",
    "res.currency.rate",
    "res.partner",
    "res.partner.bank",
    "res.partner.category",
    "res.users",
];

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
