//! Which customers a statement run is about.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::error::Error;

/// Days overdue that may be asked for: a hundred years.
const MAX_DAYS: u32 = 36_500;

/// From the query string of the API, and as JSON in a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatementCandidatesParameters {
    /// May be left out if there is only one company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_id: Option<i64>,
    /// Documents and settlements up to this day; today if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "2026-11-22")]
    pub as_of: Option<Date>,
    /// Only customers with at least this much overdue, in the company's currency.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "rust_decimal::serde::str_option"
    )]
    #[param(value_type = Option<String>, example = "100.00")]
    #[schema(value_type = Option<String>)]
    pub min_overdue: Option<Decimal>,
    /// Only customers whose oldest open document has been overdue for at least so many days; 1 for
    /// whoever is overdue at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 0, maximum = 36500, example = 30)]
    pub min_days_overdue: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner_id: Option<i64>,
    /// Odoo's user id of the salesperson of the documents: only these count. The statement itself
    /// has all of the customer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salesperson_id: Option<i64>,
    /// Rows of a page: 1 to 500, 100 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl StatementCandidatesParameters {
    pub(super) fn check(&self) -> Result<(), Error> {
        if let Some(amount) = self.min_overdue.filter(Decimal::is_sign_negative) {
            return Err(Error::parameter(
                "min_overdue",
                format!("{amount} is negative"),
                "an amount from 0",
            ));
        }
        if let Some(days) = self.min_days_overdue.filter(|days| *days > MAX_DAYS) {
            return Err(Error::parameter(
                "min_days_overdue",
                format!("{days} is too long"),
                format!("0 to {MAX_DAYS}"),
            ));
        }
        Ok(())
    }
}
