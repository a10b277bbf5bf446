//! Defaults of the tenant's file for parameters that a request leaves out.

use reports::Report;
use reports::ageing::AgeingQuery;
use reports::ageing::Bounds;
use serde_json::{Map, Value};
use tenants::Tenant;

/// The tenant's ageing buckets.
pub(crate) fn ageing_buckets(tenant: &Tenant) -> Result<Bounds, reports::Error> {
    match &tenant.reports.ageing_buckets {
        Some(bounds) => bounds
            .parse()
            .map_err(|problem: &str| reports::Error::Internal(problem.to_owned())),
        None => Ok(Bounds::default()),
    }
}

/// The parameters of a report with the tenant's defaults.
pub(crate) fn filled_in(
    report: &str,
    parameters: &Map<String, Value>,
    tenant: &Tenant,
) -> Result<Map<String, Value>, reports::Error> {
    let mut parameters = parameters.clone();
    if report == AgeingQuery::KEY && !parameters.contains_key("buckets") {
        let buckets = ageing_buckets(tenant)?.to_string();
        parameters.insert("buckets".to_owned(), buckets.into());
    }
    Ok(parameters)
}
