//! Checks of the companies in a body.

use sql::queries::core_api::http::companies::unknown_companies;
use store::Transaction;

use crate::http::{error::ApiError, problem::Violation};

/// Fails unless Odoo has all of them.
pub(crate) async fn check_companies(
    tx: &Transaction<'_>,
    companies: Option<&[i64]>,
) -> Result<(), ApiError> {
    let Some(companies) = companies else {
        return Ok(());
    };
    let refused = |problem: String| {
        let violation = Violation::in_body("/company_ids", problem);
        ApiError::invalid(violation.hinting("ids of GET /v1/companies, or null for all"))
    };
    if companies.is_empty() {
        return Err(refused("the list is empty".to_owned()));
    }
    let unknown = unknown_companies().bind(tx, &companies).all().await?;
    match unknown.first() {
        Some(unknown) => Err(refused(format!("there is no company {unknown}"))),
        None => Ok(()),
    }
}
