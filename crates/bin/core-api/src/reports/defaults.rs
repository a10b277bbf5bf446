//! Defaults of the tenant's file for parameters that a request leaves out.

use reports::{
    Report,
    ageing::{AgeingQuery, Bounds},
};
use serde_json::{Map, Value};
use tenants::Tenant;

/// The parameter of the report for which the tenant's file has a default, and the default.
pub(crate) fn find_default(
    report: &str,
    tenant: &Tenant,
) -> Result<Option<(&'static str, String)>, reports::Error> {
    let bounds = tenant.reports.ageing_buckets.as_deref();
    let Some(bounds) = bounds.filter(|_| report == AgeingQuery::KEY) else {
        return Ok(None);
    };
    let bounds: Bounds = bounds
        .parse()
        .map_err(|problem: &str| reports::Error::Internal(problem.to_owned()))?;
    Ok(Some(("buckets", bounds.to_string())))
}

/// The parameters of a report with the tenant's defaults.
pub(crate) fn filled_in(
    report: &str,
    parameters: &Map<String, Value>,
    tenant: &Tenant,
) -> Result<Map<String, Value>, reports::Error> {
    let mut parameters = parameters.clone();
    if let Some((name, default)) = find_default(report, tenant)? {
        parameters.entry(name).or_insert_with(|| default.into());
    }
    Ok(parameters)
}
