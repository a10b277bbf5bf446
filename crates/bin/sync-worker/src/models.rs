//! Which models are mirrored.

use tenants::Tenant;

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

/// Every model that is mirrored for the tenant.
pub(crate) fn of(tenant: &Tenant) -> Vec<&str> {
    let added = tenant.odoo.additions.models.keys().map(String::as_str);
    MODELS.into_iter().chain(added).collect()
}
